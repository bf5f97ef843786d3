#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Filters > Rangefinder > Develop... on screen: its dialog and preview, what Cancel leaves, what it does, texts of the user's own,
# undo and redo in one step, repetition, Reset, and an image or a GIMP that is closed behind it.
. "$RF_SOURCE/tests/screen/screen-env.sh"

title=Develop
echo '(action "plug-in-rangefinder-develop" "<Primary><Alt>d")' >>"$GIMP3_DIRECTORY/shortcutsrc"
exiftool -q -q -overwrite_original -Make=Nikon -Model='Z 8' -FNumber=2.8 -ExposureTime=1/250 -ISO=400 "$work/photo.png"

# open_develop: with room for its width.
open_develop () {
    open_dialog "$title" ctrl+alt+d
    xdo windowmove "$dialog" 380 20
}

start_gimp "$work/photo.png" '*photo*'

open_develop
settle
xdo keydown alt
sleep 0.3
shot mnemonics
xdo keyup alt
keys alt+k
choose "$(look_number mono-natural)"
settle
shot changed
keys alt+c
wait_active '*photo*'
check "Cancel leaves the image unchanged" active_is '*photo*|=|*'

open_develop
keys alt+k
choose "$(look_number vibrant)"
keys alt+g
enter 80
keys Tab alt+n
choose 4
keys alt+e
enter 60
keys Tab alt+a
choose 1
insist "a window for texts opens" 'active_is "Your Texts"' keys alt+y
keys Tab # to the second field, the model
enter "Z fc; or so"
settle
shot texts
keys Escape
wait_active "$title"
keys alt+t
choose 1
keys alt+i
enter 25
keys Tab
settle
shot filled
keys alt+d
wait_active '*photo*|\*|*'
settle
shot developed
save_as ctrl+s developed
keys ctrl+f # once more, without the dialog
wait_active 'developed.xcf|\*|*'
settle
save_as shift+ctrl+s repeated
keys ctrl+z
wait_active 'repeated.xcf|\*|*'
settle
keys ctrl+z
settle
save_as shift+ctrl+s undone
keys ctrl+y
wait_active 'undone.xcf|\*|*'
settle
save_as shift+ctrl+s redone
keys ctrl+z
wait_active 'redone.xcf|\*|*'
insist "Re-Show opens the dialog" 'active_is "$title"' keys shift+ctrl+f
settle
shot shown-again
keys alt+d
wait_active 'redone.xcf|\*|*'
settle
save_as shift+ctrl+s shown-again
keys ctrl+z
wait_active 'shown-again.xcf|\*|*'
open_develop
reset_dialog reset
keys alt+d
wait_active 'shown-again.xcf|\*|*'
settle
save_as shift+ctrl+s reset

# The image is closed behind the dialog: a second one keeps GIMP's window.
open_develop
xdo windowactivate "$gimp_window"
wait_active 'reset.xcf|*'
keys ctrl+w
wait_active 'GNU Image Manipulation Program'
xdo windowactivate "$dialog"
wait_active "$title"
keys alt+k
choose "$(look_number sepia)"
settle
shot image-closed
keys alt+d
wait_active 'GNU Image Manipulation Program'
settle
pass "an image that is closed behind the dialog does no harm"
quit_gimp

# GIMP is closed behind the dialog.
start_gimp "$work/photo.png" '*photo*'
open_develop
settle
xdo windowactivate "$gimp_window"
wait_active '*photo*'
quit_gimp

watermark=$(rangefinder formats --ids | head -n 1)
rf_scheme "(begin (load \"$RF_SOURCE/tests/screen/inspect.scm\") (load \"$RF_SOURCE/tests/screen/watermark.scm\")
  (list-layers \"$work/undone\") (list-layers \"$work/developed\") (list-layers \"$work/redone\")
  (develop-by-script \"$work\" \"script\" #:look \"vibrant\" #:strength 80 #:lens \"soft-90\" #:lens-strength 60
                     #:watermark \"$watermark\" #:fields \"model=Z fc\\\\; or so\" #:crop \"1:1\" #:crop-position 25)
  (develop-by-script \"$work\" \"default\"))" >>"$gimp_log" 2>&1
inspect developed undone redone repeated shown-again reset script default
same "the dialog does what the script does with the same values" developed script
same "undo is one step for each time, and the photograph is there again" undone photo
check "... and nothing else" [ "$(wc -l <"$work/undone.layers")" -eq 1 ]
check "... without filters" [ ! -s "$work/undone.txt" ]
# GIMP puts two filters that come back into the other order, so this looks a little different.
check "redo does all of it again: lens and look" [ "$(sort "$work/redone.txt")" = "$(sort "$work/developed.txt")" ]
check "... and the layers" cmp "$work/redone.layers" "$work/developed.layers"
same "it is repeated without the dialog, in place of the first time" repeated developed
same "shown again, it has the values of the last time" shown-again developed
same "after Reset it does what a script does that gives no values" reset default
check "... and nothing of the watermark, lens and crop is left" cmp "$work/reset.txt" "$work/default.txt"
check "every field has a mnemonic of its own" sh -c '! grep -i mnemonic "$0"' "$gimp_log"
check "GIMP has nothing to complain of" no_complaint
finish
