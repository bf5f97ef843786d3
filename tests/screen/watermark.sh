#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Filters > Rangefinder > Watermark... on screen: its dialog, what Cancel leaves, what it does, undo, redo and repetition.
. "$RF_SOURCE/tests/screen/screen-env.sh"

title=Watermark
echo '(action "plug-in-rangefinder-watermark" "<Primary><Alt>w")' >>"$GIMP3_DIRECTORY/shortcutsrc"
exiftool -q -q -overwrite_original -Make=Nikon -Model='Z 8' -FNumber=2.8 -ExposureTime=1/250 -ISO=400 "$work/photo.png"

# format_number ID: its place in the list of formats.
format_number () {
    rangefinder formats --ids | grep -n -x "$1" | cut -d : -f 1 | awk '{ print $1 - 1 }'
}

start_gimp "$work/photo.png" '*photo*'

open_dialog "$title" ctrl+alt+w
xdo keydown alt
settle
shot mnemonics
xdo keyup alt
keys alt+m
choose "$(format_number glass)" formats
keys ctrl+Next
shot caption
keys alt+c
wait_active '*photo*'
check "Cancel leaves the image unchanged" active_is '*photo*|=|*'

open_dialog "$title" ctrl+alt+w
keys alt+m
choose "$(format_number mat)"
keys alt+z
enter 150
keys alt+g
choose 2
shot ground
keys alt+t
choose 1
keys ctrl+Next
keys alt+x
enter "model=Z fc; iso="
shot filled
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

open_dialog "$title" ctrl+alt+w
keys alt+r
settle
keys Tab space # Reset to Factory Defaults
settle
shot reset
keys alt+o
wait_active 'repeated.xcf|\*|*'
settle
shot bar
save_as shift+ctrl+s bar
quit_gimp

# Nothing else says so well what the dialog's values were: the same by a script.
calls=''
for name in set undone repeated bar; do
    calls="$calls (list-layers \"$work/$name\")"
done
rf_scheme "(begin (load \"$RF_SOURCE/tests/screen/inspect.scm\") (load \"$RF_SOURCE/tests/screen/watermark.scm\") $calls
  (set-by-script \"$work\" \"script\" #:format \"mat\" #:size 150 #:ground \"#ffffff\" #:theme \"light\"
                 #:fields \"model=Z fc; iso=\")
  (set-by-script \"$work\" \"script-bar\"))" >>"$gimp_log" 2>&1
inspect set undone redone repeated bar script script-bar

same "the dialog does what the script does with the same values" set script
same "undo is one step, and the photograph is there again" undone photo
check "... and nothing else" [ "$(wc -l <"$work/undone.layers")" -eq 1 ]
same "redo sets the watermark again" redone set
same "repeating it replaces it" repeated set
check "... with the same layers" cmp "$work/repeated.layers" "$work/set.layers"
same "after Reset and OK it is the bar, and nothing of the mat is left" bar script-bar
check "... in one group of ground, logo and text" [ "$(sed -n 's/^Watermark\/\([A-Z]*\).*/\1/ip' "$work/bar.layers" | tr '\n' ' ')" = "Text Logo Ground " ]
check "GIMP has nothing to complain of the procedure" no_complaint
check "... nor of its undo steps" sh -c '! grep gimp_image_undo "$0"' "$gimp_log"
finish
