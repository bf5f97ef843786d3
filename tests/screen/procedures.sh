#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Filters > Rangefinder > Apply Look to Layers... on screen: mnemonics and tooltips, what Cancel leaves, what it does.
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

quit_gimp

inspect layers layers-undone layers-merged
has_settings "$layers adds the filter as chosen, the rest by default" layers mono-natural 40
check "$layers is one step of undo" [ ! -s "$work/layers-undone.txt" ]
same "undone, the picture is the photograph" layers-undone photo
check "with Merge into the layer there is no filter" [ ! -s "$work/layers-merged.txt" ]

check "the gegl command develops the photograph" expected expected mono-natural 40
alike "$layers makes what the gegl command makes" layers expected
alike "merged too, with the look and strength of the time before" layers-merged expected
menu=$(sed -n "/proc-def \"plug-in-rangefinder-look\"/,/menu-path/p" "$GIMP3_DIRECTORY/pluginrc" | tail -n 1)
check "GIMP has it in its menus" [ "${menu##* }" = '"<Image>/Filters/Rangefinder")' ]
check "every field has a mnemonic of its own" sh -c '! grep -i mnemonic "$0"' "$gimp_log"
check "GIMP has nothing to complain of the procedures" no_complaint
finish
