#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Filters > Rangefinder > Develop a Folder... on screen: its dialog, what Cancel leaves, what it writes, its progress, a batch
# that is stopped midway, and the summary with what failed.
. "$RF_SOURCE/tests/screen/screen-env.sh"

title='Develop a Folder'

# choose_folder KEY TITLE PATH: by the last entry of the folder's list, Other..., and its dialog.
choose_folder () {
    folder_dialog=$(active_title)
    folder_title=$2
    keys "$1"
    insist "the list of folders opens" 'popups_are 1' keys space
    insist "its last entry opens the dialog «$2»" 'active_is "$folder_title"' keys End Return
    settle
    xdo keydown slash # makes a field for the path; GTK complains of a key that is released before it has shown the field
    settle
    xdo keyup slash
    enter "$3"
    keys Return
    wait_active "$folder_dialog"
}

# open_batch: with room for its width.
open_batch () {
    open_dialog "$title" ctrl+alt+f
    xdo windowmove "$dialog" 380 20
}

start_gimp "$work/photo.png" '*photo*'

mkdir "$work/photos" "$work/many"
cp "$work/photo.png" "$work/photos/one.png"
magick "$work/photo.png" -flip "$work/photos/two.png"
head -c 3000 "$work/photo.png" >"$work/photos/broken.png"
cp "$work/photo.png" "$work/photos/other.png"
cp "$work/photo.png" "$work/photos/left.png"
magick "$work/photo.png" -resize 1800x1200! -quality 90 "$work/many/1.jpg"
for number in $(seq 2 30); do
    cp "$work/many/1.jpg" "$work/many/$number.jpg"
done
(cd "$work" && cksum photos/*) >"$work/photos.cksum"

open_batch
settle
xdo keydown alt
sleep 0.3
shot mnemonics
xdo keyup alt
keys alt+c
wait_active '*photo*'
check "Cancel writes nothing" [ "$(ls "$work/photos" | wc -l)" -eq 5 ]

open_batch
choose_folder alt+p 'The folder with the photographs' "$work/photos"
keys alt+f
enter '*o*.png'
choose_folder alt+w 'The folder for the developed photographs' "$work/developed"
keys alt+m
choose 1
keys alt+z
choose 1
keys alt+x
enter 240
keys Tab alt+k
choose "$(look_number vibrant)"
keys alt+g
enter 70
keys Tab alt+t
choose 1
settle
shot filled
keys alt+d
wait_active 'Photographs Developed'
settle
shot summary
check "every photograph that matches has its file, the damaged one has none" [ "$(ls -A "$work/developed" | tr '\n' ' ')" = "one.png other.png two.png " ]
keys Escape
wait_active '*photo*'
check "the open image is unchanged" active_is '*photo*|=|*'
check "the photographs are unchanged" sh -c 'cd "$0" && cksum photos/* | cmp - photos.cksum' "$work"

# Stopped midway: the dialog has the values of the time before, but for these.
some_written () {
    [ -e "$work/stopped/2.png" ]
}
open_batch
choose_folder alt+p 'The folder with the photographs' "$work/many"
choose_folder alt+w 'The folder for the developed photographs' "$work/stopped"
keys alt+f
enter '*.jpg'
keys alt+d
wait_active 'Developing Photographs'
wait_until 90 some_written || give_up "a batch writes"
shot progress
keys Escape
wait_active 'Photographs Developed'
settle
shot stopped
written=$(ls "$work/stopped" | wc -l)
check "a batch that is stopped leaves no half file" [ -z "$(find "$work/stopped" -name '.*' -type f)" ]
check "... and has not done all" [ "$written" -lt 30 ]
check "... but some" [ "$written" -ge 2 ]
check "... which are whole" sh -c 'for file in "$0"/*; do [ "$(magick identify -format "%wx%h" "$file")" = 240x240 ] || exit 1; done' "$work/stopped"
keys Escape
wait_active '*photo*'

# After Reset, with only a folder chosen, all is as a script does it without arguments.
open_batch
reset_dialog reset
choose_folder alt+p 'The folder with the photographs' "$work/photos"
keys alt+d
wait_active 'Photographs Developed'
check "Reset forgets names, format, size, recipe and where it goes" [ "$(cd "$work/photos/rangefinder" && magick identify -format '%f %wx%h ' ./*)" = \
    "left.jpg 480x320 one.jpg 480x320 other.jpg 480x320 two.jpg 480x320 " ]
keys Escape
wait_active '*photo*'

# GIMP is closed behind the dialog.
settle # the one before may be slow to end
open_batch
settle
xdo windowactivate "$gimp_window"
wait_active '*photo*'
quit_gimp

rf_scheme "(plug-in-rangefinder-batch #:run-mode RUN-NONINTERACTIVE #:input \"$work/photos\" #:files \"*o*.png\"
  #:output \"$work/script\" #:format \"png\" #:resize \"long\" #:resize-to 240 #:look \"vibrant\" #:strength 70
  #:crop \"1:1\")" >>"$gimp_log" 2>&1
# Scaling in GIMP is not the same in the last bit every time.
for name in one two other; do
    alike "the dialog does what the script does with the same values: $name" "developed/$name" "script/$name"
done
check "the photographs differ" [ "$(cksum <"$work/developed/one.png")" != "$(cksum <"$work/developed/two.png")" ]
menu=$(sed -n "/proc-def \"plug-in-rangefinder-batch\"/,/menu-path/p" "$GIMP3_DIRECTORY/pluginrc" | tail -n 1)
check "GIMP has it in its menus" [ "${menu##* }" = '"<Image>/Filters/Rangefinder")' ]
check "every field has a mnemonic of its own" sh -c '! grep -i mnemonic "$0"' "$gimp_log"
check "GIMP has nothing to complain of" no_complaint
finish
