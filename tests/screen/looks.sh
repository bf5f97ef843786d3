#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The look browser on screen, Filters > Rangefinder > Looks...: choosing, searching, comparing, favourites, what Cancel
# leaves, what Apply does to layers, undo and repetition, files that are broken, images and GIMPs that are closed meanwhile.
. "$RF_SOURCE/tests/screen/screen-env.sh"

looks='Looks'
memory=$HOME/.config/rangefinder/looks

open_looks () {
    open_dialog "$looks" ctrl+alt+a
    xdo windowmove "$dialog" "${1:-200}" 20
}

# search TEXT: and to the first picture of what is found.
search () {
    keys ctrl+f
    enter "$1"
    settle
    keys Down
}

memory_has () {
    grep -q "^$1=$2;" "$memory" 2>/dev/null
}

start_gimp "$work/photo.png" '*photo*'

open_looks
settle
shot dark
keys Down Down
xdo keydown space
settle
shot held
xdo keyup space
xdo keydown alt
settle
shot mnemonics
xdo keyup alt
keys alt+e
choose 2
keys alt+b
xdo mousemove --window "$dialog" 700 150
settle
shot split
park_pointer
keys alt+c
wait_active '*photo*'
check "Cancel leaves the image unchanged" active_is '*photo*|=|*'

open_looks
search 'mono natural'
settle
shot found
keys ctrl+d
wait_until 30 memory_has favourites mono-natural || give_up "Ctrl+D makes the look a favourite"
keys alt+g
enter 40
keys Tab
settle
shot favourite
keys alt+a
wait_active '*photo*|\*|*'
check "the look is remembered as used" wait_until 30 memory_has recent mono-natural
save_as ctrl+s layer

open_looks
keys alt+g
enter 70
keys Tab alt+a
wait_active 'layer.xcf|\*|*'
save_as shift+ctrl+s changed
keys ctrl+z
wait_active 'changed.xcf|\*|*'
save_as shift+ctrl+s changed-undone
keys ctrl+z
wait_active 'changed-undone.xcf|\*|*'
save_as shift+ctrl+s undone
keys ctrl+f # once more, without the dialog
wait_active 'undone.xcf|\*|*'
save_as shift+ctrl+s repeated

keys ctrl+z
open_looks
search vivid
keys Return # takes it
wait_active 'repeated.xcf|\*|*'
save_as shift+ctrl+s vivid
keys ctrl+z
insist "Re-Show opens the dialog" 'active_is "$looks"' keys shift+ctrl+f
keys alt+y
choose 1
keys alt+a
wait_active 'vivid.xcf|\*|*'
save_as shift+ctrl+s copied
keys ctrl+z
open_looks
keys alt+y
choose 0
keys alt+m alt+a
wait_active 'copied.xcf|\*|*'
save_as shift+ctrl+s merged
keys ctrl+z
open_looks
reset_dialog reset
keys alt+a
wait_active 'merged.xcf|\*|*'
save_as shift+ctrl+s reset

# The plug-in reads the files anew each time, GIMP itself does not.
mkdir -p "$HOME/.local/share/rangefinder/looks"
printf '[look]\ntitle=Broken\ngroup=user\n[tone]\nslope=9\n' >"$HOME/.local/share/rangefinder/looks/broken.look"
printf 'LUT_3D_SIZE 2\n0 0 0\n' >"$HOME/.local/share/rangefinder/looks/short.cube"
open_looks
search short
settle
shot broken
xdo windowactivate "$gimp_window"
wait_active 'reset.xcf|=|*'
keys ctrl+w
without_image () {
    case $(xdo getwindowname "$gimp_window") in *reset.xcf*) return 1 ;; esac
}
wait_until 60 without_image || give_up "the image closes while the dialog is open"
xdo windowactivate "$dialog"
wait_active "$looks"
search natural
keys Return
wait_active 'GIMP Message'
shot closed
keys Return
rm -r "$HOME/.local/share/rangefinder/looks"
xdo windowactivate "$gimp_window"
quit_gimp

# Twice as many pixels, in the light theme, and GIMP ends while the dialog is open.
restart_display 2560x1600
export GDK_SCALE=2
echo '(theme-color-scheme light)' >>"$GIMP3_DIRECTORY/gimprc"
"$gimp_program" --new-instance --no-splash --stack-trace-mode=never "$work/photo.png" >>"$gimp_log" 2>&1 &
gimp_pid=$!
wait_active '*photo*'
gimp_window=$(xdo getactivewindow)
settle
open_looks 300
settle
shot light-scale-2
xdo windowactivate "$gimp_window"
wait_active '*photo*'
quit_gimp
unset GDK_SCALE
no_plug_in () {
    ! pgrep -f "$GIMP3_DIRECTORY/plug-ins/rangefinder/rangefinder" >/dev/null
}
check "the dialog ends with GIMP" wait_until 60 no_plug_in

calls=''
by_script () {
    calls="$calls (let ((image (gimp-file-load RUN-NONINTERACTIVE \"$work/photo.png\")))
      (plug-in-rangefinder-look #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (gimp-image-get-layers image) $2)
      (gimp-xcf-save RUN-NONINTERACTIVE image \"$work/$1.xcf\"))"
}
by_script layer-script '#:look "mono-natural" #:strength 40'
by_script changed-script '#:look "mono-natural" #:strength 70'
by_script vivid-script '#:look "vivid" #:strength 70'
by_script copied-script '#:look "vivid" #:strength 70 #:result "new-layer"'
by_script merged-script '#:look "vivid" #:strength 70 #:merge TRUE'
rf_scheme "(begin (script-fu-use-v3) $calls)" >>"$gimp_log" 2>&1 || give_up "the procedure does the same by script"
# All by one GIMP: each chooses anew, by what is quickest at that moment, how it converts pixels, and rounds by that.
inspect layer changed changed-undone undone repeated vivid copied merged reset layer-script changed-script vivid-script \
    copied-script merged-script

has_settings "Apply puts a filter on the layer" layer mono-natural 40
has_settings "Apply changes the filter that is there" changed mono-natural 70
has_settings "undo gives back what it was" changed-undone mono-natural 40
check "undo takes the filter off in one step" [ ! -s "$work/undone.txt" ]
same "then the picture is the photograph" undone photo
has_settings "repeated, it is the last look and strength" repeated mono-natural 70
has_settings "Return takes the look, the strength stays" vivid vivid 70
check "there are two layers with a new layer, and the lower has no look of its own" \
    [ "$(grep -c '^0 rangefinder:look' "$work/copied.txt")$(grep -c . "$work/copied.txt")" = 11 ]
check "merged there is no filter" [ ! -s "$work/merged.txt" ]
has_settings "after Reset everything is as at first, also where it goes and that it is not merged" reset authentic 100
for name in layer changed vivid copied merged; do
    same "$name: the dialog does what the script does with the same values" $name $name-script
done
menu=$(sed -n "/proc-def \"plug-in-rangefinder-look\"/,/menu-path/p" "$GIMP3_DIRECTORY/pluginrc" | tail -n 1)
check "GIMP has it in its menus" [ "${menu##* }" = '"<Image>/Filters/Rangefinder")' ]
check "every field has a mnemonic of its own" sh -c '! grep -i mnemonic "$0"' "$gimp_log"
check "GIMP has nothing to complain of the procedure" no_complaint
check "... nor GTK or GLib of the dialog" sh -c '! grep -i "rangefinder.*\(gtk\|glib\|gobject\).*\(warning\|critical\)" "$0"' "$gimp_log"
finish
