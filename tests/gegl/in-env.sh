#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test program with what was built, and without the looks that the user may have.
set -eu
. "$RF_SOURCE/tests/host-env.sh"
XDG_DATA_HOME=$(mktemp -d)
export XDG_DATA_HOME
status=0
"$@" || status=$?
rm -rf "$XDG_DATA_HOME"
exit "$status"
