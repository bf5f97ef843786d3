#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What previews know of a selection, in a GIMP without windows: selection.c says what holds.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"
test_plug_in selection
