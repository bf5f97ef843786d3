#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# open.sh PLUG-IN: runs it in a GIMP without a window.
set -eu
. "$RF_SOURCE/tests/host-env.sh"
[ -n "$rf_gimp_console" ] || { echo "there is no GIMP 3 console here"; exit 77; }
work=$(mktemp -d "${TMPDIR:-/tmp}/rangefinder-open-XXXXXX")
trap 'rm -rf "$work"' EXIT
rf_profile "$work"
rm -r "$work/plug-ins/rangefinder"
name=$(basename "$1")
mkdir "$work/plug-ins/$name"
ln -s "$(readlink -f "$1")" "$work/plug-ins/$name/$name"
rf_scheme '(plug-in-rangefinder-bench-open)' 2>"$work/log" || { cat "$work/log"; exit 1; }
