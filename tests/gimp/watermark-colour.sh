#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The colours of a watermark are the same in every profile and precision, as lcms reads them in the file that GIMP exports;
# the photograph keeps every bit, and its profile every byte.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

helpers=$RF_BUILD/tests/gimp
"$tools/rf-test-image" --size 480x360 srgb.png
for space in display-p3 adobe-rgb prophoto table grey; do
    "$helpers/make-profile" $space $space.icc
    kind='u16'
    [ $space != display-p3 ] || kind='u8'
    "$tools/rf-test-image" --size 480x360 --format "R'G'B' $kind" $space.png
done
magick srgb.png -colorspace Gray -depth 8 grey.png
for space in display-p3 adobe-rgb prophoto table grey; do
    exiftool -q -q -overwrite_original "-ICC_Profile<=$space.icc" $space.png
done

check "GIMP runs through all of it" gimp_with watermark-colour.scm ''

exiftool -q -q -b -ICC_Profile -w %f.icc ./*-grouped.tif ./*-merged.tif

for pair in srgb: srgb-linear: p3:display-p3 adobe:adobe-rgb prophoto:prophoto prophoto-float: \
    table:table grey:grey grey-32:; do
    name=${pair%:*}
    profile=${pair#*:}
    for kind in grouped merged; do
        height=$(magick identify -format %h $name-$kind.tif 2>/dev/null)
        check "$name, $kind: white, black, the weaker black and the accent are within CIEDE2000 0.5" \
            "$helpers/solid-colours" srgb-grouped.tif $name-$kind.tif $name-$kind.icc "0,360,480,$((height - 360))" \
            '#ffffff' '#000000' '#737373' '#d9442f'
        printf '%s\n' "$tap_output" | sed -n 's/.*CIEDE/# CIEDE/p'
        [ -z "$profile" ] || check "... the profile is the same, byte by byte" cmp $name-$kind.icc $profile.icc
    done
done

# That profiles are kept is known now, and GEGL, which compares bits, cannot read the one with a table.
exiftool -q -q -overwrite_original -ICC_Profile= ./*.tif
same () {
    check "$1" "$tools/rf-compare" --exact "$2" "$3"
}
for before in *-before.tif; do
    name=${before%-before.tif}
    same "$name: the photograph has the same bits under the group" $name-after.tif $before
    same "... and where the watermark is merged with it" $name-merged-photo.tif $before
    [ ! -f $name-flat.tif ] || same "... and when GIMP merges the group with it" $name-flat.tif $before
done
finish
