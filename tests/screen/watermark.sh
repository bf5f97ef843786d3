#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Filters > Rangefinder > Watermark... on screen: its gallery, texts, presets, what Cancel leaves, what it does, undo, redo and
# repetition, an image and a GIMP that are closed meanwhile; other themes, scales and languages.
screen_size=2560x1600
. "$RF_SOURCE/tests/screen/screen-env.sh"

title=Watermark
echo '(action "plug-in-rangefinder-watermark" "<Primary><Alt>w")' >>"$GIMP3_DIRECTORY/shortcutsrc"
XDG_CONFIG_HOME=$work/config
export XDG_CONFIG_HOME
presets=$XDG_CONFIG_HOME/rangefinder/watermark.presets
exiftool -q -q -overwrite_original -Make=Nikon -Model='Z 8' -FNumber=2.8 -ExposureTime=1/250 -ISO=400 \
    -LensModel='NIKKOR Z 50mm f/1.2 S' -DateTimeOriginal='2024:05:17 18:03:22' -GPSLatitude=33.58778 -GPSLatitudeRef=N \
    -GPSLongitude=7.6139 -GPSLongitudeRef=W "$work/photo.png"

# open_watermark: where all of it is seen.
open_watermark () {
    open_dialog "$title" ctrl+alt+w
    xdo windowmove "$dialog" 730 0
}

# choose_format ID: in the gallery, where Right goes from row to row.
choose_format () {
    keys alt+m Home
    for format in $(rangefinder formats --ids); do
        [ "$format" != "$1" ] || break
        keys Right
    done
}

# choose_preset NUMBER: counted from 0.
choose_preset () {
    keys alt+p
    choose "$1"
}

start_gimp "$work/photo.png" '*photo*'

open_watermark
xdo keydown alt
settle
shot open
xdo keyup alt
choose_format glass
keys alt+x
settle
shot texts
keys alt+l alt+i
choose 2 places
keys alt+c
wait_active '*photo*'
check "Cancel leaves the image unchanged" active_is '*photo*|=|*'

open_watermark
keys alt+r
settle
choose_format mat
keys alt+z
enter 150
keys alt+g
choose 2
keys alt+t
choose 1
keys alt+x Tab Tab # from its tab to the second field, the model
enter "Z fc; or so"
keys Tab Tab Tab Tab Tab # to the sensitivity
keys ctrl+a Delete
settle
shot filled
keys alt+p Tab
insist "the button + asks for a name" 'active_is "Save Preset*"' keys space
enter "A [test] = 1"
keys Return
wait_active "$title"
check "a preset is in the user's folder" grep -q '^name=A \[test\] = 1$' "$presets"
keys alt+o
wait_active '*photo*|\*|*'
settle
shot set
save_as ctrl+s set
keys ctrl+z
wait_active 'set.xcf|\*|*'
save_as shift+ctrl+s undone
keys ctrl+y
wait_active 'undone.xcf|\*|*'
save_as shift+ctrl+s redone
keys ctrl+f # once more, without the dialog
wait_active 'redone.xcf|\*|*'
save_as shift+ctrl+s repeated

open_watermark
keys alt+r
settle
keys alt+x Tab
enter "A maker with a name that is long beyond all measure, longer than the bar is wide, longer than anybody would ever want"
settle
shot no-room
keys alt+r
settle
keys alt+o
wait_active 'repeated.xcf|\*|*'
settle
shot bar
save_as shift+ctrl+s bar

# Files that cannot be read: the dialog says so, does nothing, and keeps them.
cp "$presets" "$work/presets"
printf 'name=in no group\n' >"$presets"
open_watermark
settle
shot broken-presets
keys alt+p Tab
insist "the button + asks for a name" 'active_is "Save Preset*"' keys space
enter "Lost"
insist "a file of presets that is broken is not written over: a message" '! active_is "Save Preset*" && ! active_is "$title"' \
    keys Return
keys Return
wait_active "$title"
check "a file of presets that is broken stays as it is" [ "$(cat "$presets")" = "name=in no group" ]
keys alt+c
wait_active 'bar.xcf|=|*'

echo '<svg' >"$work/broken.svg"
printf '\211PNG\r\n\032\n' >"$work/broken.png"
printf '[preset 1]\nname=Logo\nformat=bar\nmark=logo\nlogo=%s\n[preset 2]\nname=Signature\nformat=signature\nsignature=%s\nsize=9999\n' \
    "$work/broken.svg" "$work/broken.png" >"$presets"
open_watermark
for number in 0 1; do
    choose_preset $number
    settle
    shot broken-file-$number
    keys alt+o
    settle
    check "with a broken $([ $number = 0 ] && echo logo || echo signature) there is no OK" active_is "$title"
done
keys alt+c
wait_active 'bar.xcf|=|*'
cp "$work/presets" "$presets"

open_watermark
xdo windowactivate --sync "$gimp_window"
quit_gimp # with the dialog open

# What a desktop may be like, all at once: a light theme, every pixel doubled, Chinese. The preset is still there.
sed -i 's/^(config-version/(theme-color-scheme light) (config-version/' "$GIMP3_DIRECTORY/gimprc"
export GDK_SCALE=2
speak zh_CN
title=$(TEXTDOMAINDIR=$RANGEFINDER_LOCALE gettext rangefinder Watermark)
check "the dialog has another title in Chinese" [ "$title" != Watermark ]
start_gimp "$work/photo.png" '*photo*'
open_watermark
xdo windowmove "$dialog" 100 100
choose_preset 0
keys alt+x
settle
shot scaled
keys alt+o
wait_active '*photo*|\*|*'
save_as ctrl+s preset

open_watermark
settle # closed before its picture is here, there is no OK either
xdo windowactivate --sync "$gimp_window"
keys ctrl+w
settle
xdo windowactivate --sync "$dialog"
keys alt+o
insist "with its image closed, the dialog says so" 'is_dialog_active && ! active_is "$title"' settle
shot closed
keys Return
settle
quit_gimp

# Nothing else says so well what the dialog's values were: the same by a script.
calls=''
for name in set undone repeated bar; do
    calls="$calls (list-layers \"$work/$name\")"
done
rf_scheme "(begin (load \"$RF_SOURCE/tests/screen/inspect.scm\") (load \"$RF_SOURCE/tests/screen/watermark.scm\") $calls
  (set-by-script \"$work\" \"script\" #:format \"mat\" #:size 150 #:ground \"#ffffff\" #:theme \"light\"
                 #:fields \"model=Z fc\\\\; or so; iso=\")
  (set-by-script \"$work\" \"script-bar\"))" >>"$gimp_log" 2>&1
inspect set undone redone repeated bar preset script script-bar

same "the dialog does what the script does with the same values" set script
same "undo is one step, and the photograph is there again" undone photo
check "... and nothing else" [ "$(wc -l <"$work/undone.layers")" -eq 1 ]
same "redo sets the watermark again" redone set
same "repeating it replaces it" repeated set
check "... with the same layers" cmp "$work/repeated.layers" "$work/set.layers"
same "after Reset and OK it is the bar, and nothing of the mat is left" bar script-bar
check "... in one group of ground, logo and text" [ "$(sed -n 's/^Watermark\/\([A-Z]*\).*/\1/ip' "$work/bar.layers" | tr '\n' ' ')" = "Text Logo Ground " ]
same "another GIMP has the preset, with the same values" preset script
check "every field has a mnemonic of its own" sh -c '! grep -i mnemonic "$0"' "$gimp_log"
check "GIMP has nothing to complain of the procedure" no_complaint
check "... nor of its undo steps" sh -c '! grep gimp_image_undo "$0"' "$gimp_log"
finish
