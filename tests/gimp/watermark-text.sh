#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# plug-in-rangefinder-watermark with text layers: they are GIMP's own, they stand where drawn texts do, and look like them.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

"$tools/rf-test-image" --size 1200x800 bare.png
magick bare.png -quality 95 photo.jpg
exiftool -q -q -overwrite_original -Make=Nikon -Model='NIKON Z 8' -ExposureTime=1/250 -FNumber=2.8 -ISO=400 \
    -FocalLength=50 -DateTimeOriginal='2024:05:06 07:08:09' -GPSLatitude='48 8 14' -GPSLatitudeRef=North \
    -GPSLongitude='11 34 31' -GPSLongitudeRef=East photo.jpg

# Unlike the other tests with fonts, without which there are no text layers.
rf_scheme () {
    "$rf_gimp_console" -nids --batch-interpreter=plug-in-script-fu-eval -b "$1" --quit
}
check "GIMP runs through all of it" gimp_with watermark-text.scm ''

for format in bar mat overlay film-frame; do
    check "$format: the texts are text layers" outcome $format-texts
    check "... with words" outcome $format-words
    [ $format = overlay ] || check "... in the same place to the pixel" outcome $format-place
    # Letters are set a little otherwise, within a pixel: seen from as far as makes pixels disappear, they are the same.
    for kind in drawn set; do
        magick $format-$kind.png -blur 0x3 -strip $format-$kind-far.png
    done
    check "... and look the same" "$tools/rf-compare" --max 12 $format-drawn-far.png $format-set-far.png
done
check "a date of segments is drawn" outcome segments-drawn
check "... as without text layers" "$tools/rf-compare" --exact datestamp-drawn.png datestamp-set.png
check "text layers can be edited after saving and opening" outcome edit
check "... and have the new text" outcome edited
check "... and are replaced by another watermark" outcome replaced
finish
