#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The panel in darktable's window, on a display of its own: its button installs the styles, another one applies a look, and the
# photograph has then what the style says, byte for byte. Screenshots are in the build folder, tests/darktable.
set -u
. "$RF_SOURCE/tests/darktable/darktable-env.sh"
shots=$RF_BUILD/tests/darktable
mkdir -p "$shots"

for program in darktable Xvfb openbox xdotool magick; do
    command -v $program >/dev/null || { skip "darktable shows our panel" "there is no $program"; finish; exit; }
done

started=''
end_all () {
    [ -z "$started" ] || kill $started 2>/dev/null
    [ -z "$started" ] || wait $started 2>/dev/null
    rm -rf "$work"
}
trap end_all EXIT

# wait_for SECONDS COMMAND...
wait_for () {
    wait_end=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt "$wait_end" ] || return 1
        sleep 0.5
    done
}

shot () {
    magick import -window root "$shots/panel-$1.png" 2>/dev/null
}

# click X Y: with time to notice where the pointer is.
click () {
    xdotool mousemove "$1" "$2"
    sleep 1
    xdotool click 1
}

# click_until X Y COMMAND...: again where it had no effect: a busy darktable takes clicks for a window that is not drawn yet.
click_until () {
    click_x=$1
    click_y=$2
    shift 2
    for click_try in 1 2 3 4; do
        click "$click_x" "$click_y"
        ! wait_for 25 "$@" || return 0
        shot "missed-$click_try"
    done
    return 1
}

window_is_there () {
    xdotool search --onlyvisible --name '^darktable$' >/dev/null 2>&1 && settled
}

# Twice the same screen, and not the picture of the start.
settled () {
    shot now
    mv "$shots/panel-now.png" before.png
    sleep 2
    shot now
    [ "$(magick identify -format '%k' before.png)" -gt 500 ] && cmp -s before.png "$shots/panel-now.png"
}

# The database of styles, or of photographs, says.
ask () {
    python3 - "$@" <<'END' 2>/dev/null
import sqlite3, sys
with sqlite3.connect('file:%s?mode=ro' % sys.argv[1], uri=True) as base:
    for row in base.execute(sys.argv[2]):
        print(*row)
END
}

count_styles () {
    found=$(ask config/data.db "SELECT count(*) FROM styles WHERE name LIKE 'Rangefinder%'")
    [ "$found" = "$1" ]
}

is_selected () {
    [ "$(ask library.db 'SELECT count(*) FROM selected_images')" = 1 ]
}

read_history () {
    ask library.db "SELECT operation, enabled, hex(op_params) FROM history AS h WHERE multi_name = 'Rangefinder'
        AND num = (SELECT max(num) FROM history WHERE operation = h.operation) ORDER BY operation"
}

has_history () {
    [ -n "$(read_history)" ]
}

check "styles are baked" stage_styles
mkdir photos config exported
magick -size 900x600 gradient:orange-navy -quality 95 photos/one.jpg
echo "dofile '$script'" >config/luarc
Xvfb -displayfd 3 -screen 0 1400x900x24 -dpi 96 -nolisten tcp -noreset 3>display >Xvfb.log 2>&1 &
started=$!
wait_for 30 test -s display
DISPLAY=:$(cat display)
export DISPLAY
openbox --sm-disable >openbox.log 2>&1 &
started="$! $started"
HOME=$work timeout 300 dbus-run-session darktable --configdir "$work/config" --cachedir "$work/config" --library "$work/library.db" \
    --disable-opencl --conf plugins/lighttable/rangefinder/expanded=TRUE \
    --conf plugins/lighttable/export/storage_name=rangefinder --conf plugins/lighttable/export/format_name=jpeg \
    --conf "lua/rangefinder/folder=$work/exported" --conf lua/rangefinder/format=bar "$work/photos" >darktable.log 2>&1 &
started="$! $started"

check "darktable's window opens" wait_for 120 window_is_there
shot start
# install styles: darktable 5.0 has its modules closer together than 5.4
install_y=424
! darktable --version 2>&1 | grep -q '^darktable 5\.0\.' || install_y=358
styles_are_installed () {
    click_until 1245 $install_y count_styles "$(ls "$stage/share/darktable/styles" | wc -l)" || {
        echo "there are ${found:-no answer about} styles"
        return 1
    }
}
check "a click installs all styles" styles_are_installed
sleep 3
check "another one selects the photograph" click_until 350 190 is_selected
shot installed
# one of the looks
check "and another one applies a look" click_until 1245 633 has_history
sleep 3
shot applied

# The last that was set of each module counts.
# matches_style: the history is one style's, whichever button the panel has scrolled there.
matches_style () {
    read_history | tr A-Z a-z | sort >history.txt
    for style in "$stage"/share/darktable/styles/rangefinder-*-33.dtstyle; do
        sed -n 's/.*<operation>\(.*\)<\/operation><op_params>\(.*\)<\/op_params><enabled>\(.\)<.*/\1 \3 \2/p' "$style" | sort |
            cmp -s - history.txt && return
    done
    cut -c 1-60 history.txt
    return 1
}
check "the photograph has what a style says, byte for byte" matches_style

history_changed () {
    ! read_history | tr A-Z a-z | sort | cmp -s - history.txt
}
check "a third look takes the place of the second" click_until 1245 560 history_changed
check "and is the style, with nothing left of the other" matches_style

# The export that sets a watermark, as the user has chosen it before; its key is darktable's own.
export_is_there () {
    xdotool key ctrl+e
    wait_for 20 test -s exported/one.jpg
}
check "the photograph is exported" wait_for 100 export_is_there
sleep 2
shot exported
cp exported/one.jpg "$shots/panel-export.jpg"
has_bar () {
    [ "$(magick identify -format '%w' exported/one.jpg)" = 900 ] && [ "$(magick identify -format '%h' exported/one.jpg)" -gt 650 ]
}
check "with a bar below it" has_bar
is_developed () {
    difference=$(magick photos/one.jpg '(' exported/one.jpg -crop 900x600+0+0 +repage ')' -compose difference -composite -format '%[fx:mean]' info:)
    awk -v d="$difference" 'BEGIN { print d; exit !(d > 0.02) }'
}
check "and the look on it" is_developed
check "nothing of ours went wrong" sh -c '! grep -i "rangefinder.lua:[0-9]" darktable.log'
finish
