#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A photograph comes out upright, once, whichever way the camera was held.
. "$RF_SOURCE/tests/cli/cli-env.sh"
keep_exiftool

"$tools/rf-test-image" --size 96x64 upright.png
number=0
# What was done to the pixels is what the orientation tells to undo.
for turn in '' -flop '-rotate 180' -flip -transpose '-rotate -90' -transverse '-rotate 90'; do
    number=$((number + 1))
    for kind in jpg png tif; do
        magick upright.png $turn +repage -quality 100 -sampling-factor 1x1 "turned-$number.$kind"
        exiftool -q -q -n -overwrite_original "-IFD0:Orientation=$number" "turned-$number.$kind"
        develop -q --look authentic:0 -f png -o "out-$number-$kind.png" "turned-$number.$kind"
        check "$kind, orientation $number: upright" "$tools/rf-compare" --max-p99 2 upright.png "out-$number-$kind.png"
        develop -q --look authentic:0 -o "out-$number.$kind" "turned-$number.$kind"
        check "... and the tag says so" [ "$(exiftool -n -s3 -IFD0:Orientation "out-$number.$kind")" = 1 ]
    done
done
develop -q --look authentic:0 -o again.png out-6-jpg.png
check 'developed again it stays upright' "$tools/rf-compare" --exact out-6-jpg.png again.png

# A bar is at the bottom of what is seen, not of what is stored.
develop -q --watermark bar --set model=M -o bar-1.png turned-1.png
for number in 3 6 8; do
    develop -q --watermark bar --set model=M -o "bar-$number.png" "turned-$number.png"
    check "the bar of orientation $number is where it is for the upright one" \
        "$tools/rf-compare" --exact bar-1.png "bar-$number.png"
done
if [ -d "$shared/orientation" ]; then
    mkdir real
    check 'real photographs of all orientations' develop -q --look natural -o real "$shared"/orientation/*.jpg
    for shape in Landscape Portrait; do
        for number in 1 2 3 4 5 6 7 8; do
            check "... $shape $number is like the first" [ "$(magick identify -format %wx%h real/${shape}_$number.jpg)" = \
                "$(magick identify -format %wx%h real/${shape}_1.jpg)" ]
        done
    done
else
    skip 'real photographs of all orientations' 'no photographs beside the checkout'
fi
finish
