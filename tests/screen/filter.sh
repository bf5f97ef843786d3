#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The filter on screen: Filters > Rangefinder > Look on Canvas..., its list, numbers, presets, split view, selection, Cancel, undo;
# saved as XCF, reopened, and read back without a screen.
. "$RF_SOURCE/tests/screen/screen-env.sh"

look=mono-contrast
title='Rangefinder Look (rangefinder:look)'

# take_canvas NAME: the image's window without title, menus, rulers and status bar.
take_canvas () {
    timeout 30 magick import -window "$gimp_window" "$work/canvas.ppm" &&
        timeout 30 magick "$work/canvas.ppm" -shave 24x64 +repage "$work/canvas-$1.ppm"
}

# difference A B PART: of two such pictures, 0 to 1. The parts leave out the middle, where split view has its line.
difference () {
    case $3 in
    left) part='-gravity west -crop 40%x100%+0+0 +repage' ;;
    right) part='-gravity east -crop 40%x100%+0+0 +repage' ;;
    whole) part='' ;;
    esac
    timeout 30 magick "$work/canvas-$1.ppm" "$work/canvas-$2.ppm" $part -metric MAE -compare -format '%[distortion]\n' info:
}

# is_same, differs A B PART: by less than a hundredth of an 8-bit step, by more than a step, on average.
is_same () {
    difference "$@" | awk '{ exit !($1 < 0.00004) }'
}

differs () {
    difference "$@" | awk '{ exit !($1 > 0.004) }'
}

canvas_is () {
    take_canvas "$1" && is_same "$@"
}

canvas_differs () {
    take_canvas "$1" && differs "$@"
}

# shows CHECK NAME OTHER PART: passes if the screen comes to show what it did when OTHER was taken.
shows () {
    if wait_until 60 canvas_is "$2" "$3" "$4"; then
        pass "$1"
    else
        shot "differs-from-$3"
        fail "$1" "Screenshot: $last_shot; in the part «$4» it differs from $3 by $(difference "$2" "$3" "$4")"
    fi
}

# keep_canvas NAME [OTHER PART]: for comparing with; once it differs from OTHER, and has not changed for a while.
keep_canvas () {
    [ $# -eq 1 ] || wait_until 60 canvas_differs "$@" || give_up "the picture on screen changes ($*)"
    take_canvas "$1"
    same_for=0
    canvas_tries=0
    while [ $same_for -lt 4 ]; do
        sleep 0.2
        take_canvas now
        if is_same now "$1" whole; then
            same_for=$((same_for + 1))
        else
            same_for=0
            cp "$work/canvas-now.ppm" "$work/canvas-$1.ppm"
        fi
        canvas_tries=$((canvas_tries + 1))
        [ $canvas_tries -lt 60 ] || give_up "the picture on screen comes to rest ($1)"
    done
}

# open_look: the filter's dialog, with the focus in the list of presets.
open_look () {
    open_dialog "$title" ctrl+alt+l
    keys alt+s
}

check "GEGL knows the operation's place in GIMP's menus" \
    sh -c 'gegl --info rangefinder:look | grep -q "^gimp:menu-path *<Image>/Filters/Rangefinder$"'

start_gimp "$work/photo.png" '*photo*'
keep_canvas original
shot photo

insist "Alt+R opens the menu Filters" 'popups_are 1' keys alt+r
insist "its last menu, where GIMP puts others', opens" 'popups_are 2' keys End Right
shot menu
insist "Escape closes the menus" 'popups_are 0' keys Escape

open_look
shot dialog
keys Tab
choose "$(look_number vivid)" list
keep_canvas tried original whole
keys alt+c
wait_active '*photo*'
check "Cancel leaves the image unchanged" active_is '*photo*|=|*'
shows "Cancel leaves the picture unchanged" cancelled original whole

click_lower () {
    plus_y=$((plus_y + 7))
    xdo mousemove --window "$dialog" $plus_x $plus_y click 1
}

# The button that saves a preset cannot be reached by keys: right of the list of presets, before a smaller one.
press_plus () {
    plus_x=$(($(xdo getwindowgeometry --shell "$dialog" | sed -n 's/^WIDTH=//p') - 38))
    plus_y=50
    insist "the button + asks for the name of a preset" "active_is 'Save Settings*'" click_lower
}

open_look
keys Tab
choose "$(look_number $look)"
keys Tab
enter 62.5
keys Tab
keep_canvas preset original whole
press_plus
enter "A test"
shot preset
keys Return
wait_active "$title"
park_pointer

keys alt+s Tab Tab
enter 35
keys Tab
keep_canvas filtered preset whole
keys alt+v
shows "split view: the right side is the original" split original right
shows "split view: the left side has the look" split filtered left
shot split-view
keys alt+o
wait_active '*photo*|?|*'
shows "OK turns split view off and keeps the look" applied filtered whole
check "OK changes the image" active_is '*photo*|\*|*'
shot applied
settings=$(cat "$GIMP3_DIRECTORY"/filters/*rangefinder-look*.settings)
for property in $(gegl --info rangefinder:look | sed -n '1,/^Properties/d; s/^\([a-z][a-z-]*\) .*/\1/p'); do
    case $settings in
    *"($property "*) pass "GIMP's dialog has the setting $property" ;;
    *) fail "GIMP's dialog has the setting $property" "$settings" ;;
    esac
done

save_as ctrl+s look save
keys ctrl+z
wait_active 'look.xcf|\*|*'
shows "undo takes the look off in one step" undone original whole
save_as shift+ctrl+s undone

# With a selection, and by the preset.
keys r
xdo mousemove --window "$gimp_window" 200 200 sleep 0.2 mousedown 1 sleep 0.2 mousemove_relative 60 40 sleep 0.2 \
    mousemove_relative 100 90 sleep 0.2 mouseup 1
park_pointer
open_look
choose 1 presets # after the one that GIMP saved at the last OK
shot preset-chosen
keys alt+o
wait_active 'undone.xcf|\*|*'
shot selection
save_as shift+ctrl+s selected
quit_gimp

start_gimp "$work/look.xcf" look.xcf
shows "reopened it looks as it did when it was saved" reopened filtered whole
shot reopened
save_as shift+ctrl+s again
quit_gimp

inspect look undone selected again
has_settings "look.xcf has the filter with its settings" look $look 35
has_settings "again.xcf, saved after opening look.xcf, has them too" again $look 35
has_settings "selected.xcf has the filter with the settings of the preset" selected $look 62.5
check "undone.xcf has no filter" [ ! -s "$work/undone.txt" ]

check "the gegl command develops the photograph" expected expected $look 35
alike "look.xcf looks as the gegl command makes it" look expected
alike "again.xcf likewise" again expected
same "undone.xcf is the photograph" undone photo

set -- $(tr -d '()' <"$work/selected.selection")
check "the selection is inside the picture (from $2,$3 to $4,$5)" [ "$1" != 0 ]
check "the gegl command develops it like the preset" expected expected-preset $look 62.5
for name in selected photo expected-preset; do
    magick "$work/$name.png" -crop "$(($4 - $2))x$(($5 - $3))+$2+$3" +repage "$work/$name-inside.png"
    magick "$work/$name.png" -fill black -draw "rectangle $2,$3 $(($4 - 1)),$(($5 - 1))" "$work/$name-outside.png"
done
same "outside the selection the picture is unchanged" selected-outside photo-outside
alike "inside the selection it has the look" selected-inside expected-preset-inside
check "there the look can be seen" sh -c '! "$0" --max-p99 5 "$1" "$2"' "$tools/rf-compare" \
    "$work/selected-inside.png" "$work/photo-inside.png"
check "GIMP has nothing to complain of the operation" no_complaint
finish
