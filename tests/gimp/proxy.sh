#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the dialogs show of an image, in a GIMP without windows: proxy.c says what holds.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"
test_plug_in proxy
