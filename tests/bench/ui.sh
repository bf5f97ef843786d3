#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ui.sh PROGRAM: runs it on a display of its own.
set -eu
command -v Xvfb >/dev/null || { echo "Xvfb is not installed"; exit 77; }
work=$(mktemp -d "${TMPDIR:-/tmp}/rangefinder-ui-XXXXXX")
server=''
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
HOME=$work
GSETTINGS_BACKEND=memory
NO_AT_BRIDGE=1
GDK_BACKEND=x11
export HOME GSETTINGS_BACKEND NO_AT_BRIDGE GDK_BACKEND
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME WAYLAND_DISPLAY GDK_SCALE
Xvfb -displayfd 3 -screen 0 2200x1400x24 -nolisten tcp -noreset 3>"$work/display" >"$work/log" 2>&1 &
server=$!
tries=0
until [ -s "$work/display" ]; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "Xvfb does not start"; exit 1; }
    sleep 0.1
done
DISPLAY=:$(cat "$work/display")
export DISPLAY
"$1"
