#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev run sh tests/screen/tour.sh [LANGUAGE [dark|light [SCALE]]]: opens every window in GIMP and keeps a picture of each, for
# people to look at: build/<place>/tests/screen/shots/tour-LANGUAGE-THEME-SCALE-WINDOW.png. By hand, after changes to a dialog. It
# fails where a window is larger than a screen of 1366 x 768 has room for. With --manual, it takes those of the manual.
manual=''
[ "${1-}" != --manual ] || { manual=1 && set -- en dark 1; }
language=${1:-en} theme=${2:-dark} scale=${3:-1}
screen_size=$((1920 * scale))x$((1080 * scale))
window_size=1000x640 # menus are wider in some languages
photo_size=960x640
test_name=tour-$language-$theme-$scale
. "$RF_SOURCE/tests/screen/screen-env.sh"
speak "$language"

# press LABEL: the letter that is underlined in it, in that language.
press () {
    keys "alt+$(TEXTDOMAINDIR=$RANGEFINDER_LOCALE gettext rangefinder "$1" | sed 's/.*_\(.\).*/\1/' | tr '[:upper:]' '[:lower:]')"
}

open_window () {
    insist "the shortcut $1 opens a window" is_dialog_active keys "$1"
    dialog=$active_window
    xdo windowmove "$dialog" $((40 * scale)) $((40 * scale))
    settle
}

close_window () {
    insist "Escape closes it" "! is_dialog_active" keys Escape
}

# keep NAME: the window's picture, its size told.
keep () {
    picture=$shots/$test_name-$1.png
    timeout 30 magick import -window "$dialog" -quality 90 "$picture"
    set -- "$1" $(magick identify -format '%w %h' "$picture")
    # Less a panel and the window's title.
    check "$1: $2 x $3 pixels have room" [ "$2" -le $((1366 * scale)) -a "$3" -le $((700 * scale)) ]
    [ -n "$manual" ] || return 0
    case $1 in
    watermark-*) part='-crop 390x600+784+0 +repage' ;; # the tab alone
    *) part='' ;;
    esac
    magick "$picture" $part -quality 82 "$RF_SOURCE/plugins/gimp/help/en/$1.webp"
}

cat >>"$GIMP3_DIRECTORY/shortcutsrc" <<'END_KEYS'
(action "plug-in-rangefinder-watermark" "<Primary><Alt>w")
(action "plug-in-rangefinder-develop" "<Primary><Alt>d")
(action "filters-rangefinder-lens" "<Primary><Alt>s")
(action "filters-rangefinder-lut" "<Primary><Alt>u")
END_KEYS
[ "$theme" = dark ] || echo '(theme-color-scheme light)' >>"$GIMP3_DIRECTORY/gimprc"
exiftool -q -q -overwrite_original -Make=Nikon -Model='Z 8' -FNumber=2.8 -ExposureTime=1/250 -ISO=400 -FocalLength=50 \
    -LensModel='NIKKOR Z 50mm f/1.2 S' -DateTimeOriginal='2024:05:17 18:03:22' -GPSLatitude=33.58778 -GPSLatitudeRef=N \
    -GPSLongitude=7.6139 -GPSLongitudeRef=W "$work/photo.png"
export GDK_SCALE=$scale
start_gimp "$work/photo.png" '*photo*'

open_window ctrl+alt+a
keys Right Right Down # to another look
press '_Before | After'
xdo mousemove --window "$dialog" $((600 * scale)) $((150 * scale))
park_pointer # the line stays where the pointer was
settle
keep looks
close_window

open_window ctrl+alt+w
keep watermark
press 'Te_xts'
settle
keep watermark-texts
press 'Date and P_lace'
settle
keep watermark-place
close_window

open_window ctrl+alt+d
press 'W_atermark'
choose 1
settle
keep develop
close_window
open_window ctrl+alt+f
keep batch
close_window
for filter in look:l lens:s lut:u; do
    open_window "ctrl+alt+${filter#*:}"
    keep "filter-${filter%:*}"
    close_window
done
quit_gimp
finish
