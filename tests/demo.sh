#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./dev demo runs at the place where GIMP is: demo.sh WORK. Develops the photographs of WORK/photos (if there is
# none: those of tests/photographs.sh) and leaves WORK/results. What fails is said in a line with "failed:".
set -eu

work=$1
. "$RF_SOURCE/tests/host-env.sh"
. "$RF_SOURCE/tests/photographs.sh"
rf_profile "$RF_BUILD/gimp-profile"
cd "$work"

take_photographs () {
    for name in $rf_photographs; do
        cp "$rf_photographs_folder/$name.jpg" photos/ || {
            echo "the demo failed: Debian's package budgie-backgrounds is not installed; try ./dev demo PHOTO"
            exit 1
        }
    done
}

# The text as a string of Scheme.
quote () {
    printf '"%s"' "$(printf %s "$1" | sed 's/[\\"]/\\&/g')"
}

develop () {
    input=$work/photos
    [ "$#" -ne 1 ] || input=$1 # a single file may have any extension
    looks=''
    for id in $ids; do
        looks="$looks $(quote "$id")"
    done
    rf_scheme "(begin (load $(quote "$RF_SOURCE/tests/demo.scm"))
        (develop-all $(quote "$input") $(quote "$work") (list $looks)))"
}

# thumbnail FILE LABEL: the next cell of this photograph; cells sort by look, then by photograph. Read by a name of ours, for ImageMagick takes % [ ] and : in names as commands.
thumbnail () {
    cell=$((cell + 1))
    ln -sfn "$1" picture
    label=$(printf %s "$2" | sed -e 's/^\(.\{34\}\)..*/\1…/' -e 's/\\/\\\\/g' -e 's/%/%%/g' -e 's/^@/ @/')
    magick picture -auto-orient -thumbnail 720x600 $to_srgb -resize 360x300 -strip \
        -background white -fill black -font DejaVu-Sans -pointsize 18 -gravity center \
        -size 360x30 "caption:$label" -append "cells/$(printf %03d-%04d "$cell" "$photographs").miff"
}

title () {
    sed -n 's/^title=//p' "$RF_SOURCE/luts/$1.look"
}

# The shipped ones, as the menus sort them.
ids=''
for id in $(rangefinder looks --ids); do
    [ ! -f "$RF_SOURCE/luts/$id.look" ] || ids="$ids $id"
done
[ -n "$(ls -A photos)" ] || take_photographs
develop "$work"/photos/*

# Thumbnails of a camera's own colour space would look pale beside others.
to_srgb=''
for profile in /usr/share/color/icc/ghostscript/srgb.icc /usr/share/color/icc/colord/sRGB.icc; do
    [ -n "$to_srgb" ] || [ ! -f "$profile" ] || to_srgb="-profile $profile"
done

mkdir results cells
photographs=0
for original in original/*; do
    file=${original#original/}
    stem=${file%.*}
    photographs=$((photographs + 1))
    cell=0
    thumbnail "$original" "Original: $stem"
    for id in $ids; do
        thumbnail "$id/$file" "$(title "$id")"
        mv "$id/$file" "results/$stem-$id.jpg"
    done
done

# Two looks in a row, or five of a single photograph.
columns=$((photographs * 2))
if [ "$photographs" -eq 1 ]; then
    columns=5
fi
magick montage 'cells/*.miff' -background white -tile "${columns}x" -geometry +8+8 -quality 88 results/contact-sheet.jpg
