#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the dialogs show of an image, in a GIMP without windows: proxy.c, as a plug-in of it, says what holds.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

mkdir "$GIMP3_DIRECTORY/plug-ins/test-proxy"
ln -s "$RF_BUILD/tests/gimp/test-proxy" "$GIMP3_DIRECTORY/plug-ins/test-proxy/test-proxy"
gimp '(plug-in-rangefinder-test-proxy)' | grep -e '^ok ' -e '^not ok ' -e '^#' -e '^1\.\.' || gimp '#t'
