#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The dialogs of the procedures on screen: Filters > Rangefinder > Apply Look to Layers... and Develop a Folder...: their
# mnemonics and tooltips, what Cancel leaves, what they do.
. "$RF_SOURCE/tests/screen/screen-env.sh"

# has_tooltip NAME SHOT: anywhere in the dialog's left part, where its labels are.
has_tooltip () {
    for tooltip_y in $(seq 20 20 200); do
        xdo mousemove --window "$dialog" 30 "$tooltip_y"
        rested=0
        wait_until 60 holds_or_rests 'popups_are 1'
        ! popups_are 1 || break
    done
    check "$1" popups_are 1
    shot "$2"
    park_pointer
    wait_popups 0 "the tooltip goes away"
}

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
    shot "folder"
    keys Return
    wait_active "$folder_dialog"
}

start_gimp "$work/photo.png" '*photo*'

layers='Apply Look to Layers'
open_dialog "$layers" ctrl+alt+a
xdo keydown alt
sleep 0.3
shot layers-mnemonics
xdo keyup alt
has_tooltip "the dialog $layers has tooltips" layers-tooltip
keys alt+k
choose "$(look_number vivid)" layers-list
keys alt+c
wait_active '*photo*'
check "$layers: Cancel leaves the image unchanged" active_is '*photo*|=|*'

open_dialog "$layers" ctrl+alt+a
keys alt+k
choose "$(look_number mono-natural)"
keys alt+g
enter 40
keys Tab
shot layers-filled
keys alt+a
wait_active '*photo*|\*|*'
shot layers-applied
save_as ctrl+s layers
keys ctrl+z
wait_active 'layers.xcf|\*|*'
save_as shift+ctrl+s layers-undone

open_dialog "$layers" ctrl+alt+a
keys alt+m alt+a
wait_active 'layers-undone.xcf|\*|*'
save_as shift+ctrl+s layers-merged

folder='Develop a Folder'
mkdir "$work/photos"
cp "$work/photo.png" "$work/photos/one.png"
magick "$work/photo.png" -flip "$work/photos/two.png"
(cd "$work" && cksum photos/*) >"$work/photos.cksum"

open_dialog "$folder" ctrl+alt+f
xdo keydown alt
sleep 0.3
shot folder-mnemonics
xdo keyup alt
has_tooltip "the dialog $folder has tooltips" folder-tooltip
keys alt+c
wait_active 'layers-merged.xcf|*'
check "$folder: Cancel writes nothing" [ "$(ls "$work/photos")" = "one.png
two.png" ]

open_dialog "$folder" ctrl+alt+f
choose_folder alt+p 'The folder with the photographs' "$work/photos"
choose_folder alt+w 'The folder for the developed photographs' "$work/developed"
keys alt+k
choose "$(look_number vibrant)"
keys alt+g
enter 70
keys alt+m Down
shot folder-filled
keys alt+d
all_written () {
    [ "$(ls -A "$work/developed" 2>/dev/null)" = "one.png
two.png" ]
}
wait_until 90 all_written || give_up "$folder writes one file for each photograph"
pass "$folder writes one file for each photograph"
wait_active 'GIMP Message' # its status bar is too short for ours
shot folder-developed
keys Return
wait_active 'layers-merged.xcf|*'
check "$folder leaves the open image unchanged" active_is 'layers-merged.xcf|=|*'
check "$folder leaves the photographs unchanged" sh -c 'cd "$0" && cksum photos/* | cmp - photos.cksum' "$work"
quit_gimp

inspect layers layers-undone layers-merged
has_settings "$layers adds the filter as chosen, the rest by default" layers mono-natural 40
check "$layers is one step of undo" [ ! -s "$work/layers-undone.txt" ]
same "undone, the picture is the photograph" layers-undone photo
check "with Merge into the layer there is no filter" [ ! -s "$work/layers-merged.txt" ]

check "the gegl command develops the photograph" expected expected mono-natural 40
alike "$layers makes what the gegl command makes" layers expected
alike "merged too, with the look and strength of the time before" layers-merged expected
check "the gegl command develops it for the folder" expected one-expected vibrant 70
alike "$folder makes what the gegl command makes" developed/one one-expected
check "the second photograph differs from the first" [ "$(cksum <"$work/developed/one.png")" != "$(cksum <"$work/developed/two.png")" ]

for procedure in look batch; do
    menu=$(sed -n "/proc-def \"plug-in-rangefinder-$procedure\"/,/menu-path/p" "$GIMP3_DIRECTORY/pluginrc" | tail -n 1)
    check "GIMP has plug-in-rangefinder-$procedure in its menus" [ "${menu##* }" = '"<Image>/Filters/Rangefinder")' ]
done
check "every field has a mnemonic of its own" sh -c '! grep -i mnemonic "$0"' "$gimp_log"
check "GIMP has nothing to complain of the procedures" no_complaint
finish
