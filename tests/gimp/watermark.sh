#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# plug-in-rangefinder-watermark on an 8-bit photograph: every format; once and again, whatever happened in between; what
# moves with the photograph; every argument; every error; and the same in a batch.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

"$tools/rf-test-image" --size 480x320 bare.png
magick bare.png -quality 95 photo.jpg
exiftool -q -q -overwrite_original -Make=Nikon -Model='NIKON Z 8' -ExposureTime=1/250 -FNumber=2.8 -ISO=400 \
    -FocalLength=50 -FocalLengthIn35mmFormat=75 -LensModel='NIKKOR 50mm' -DateTimeOriginal='2024:05:06 07:08:09' \
    -Artist='Ana Müller' -Copyright='© Ana' -XMP:Title='A title' -GPSLatitude='48 8 14' -GPSLatitudeRef=North \
    -GPSLongitude='11 34 31' -GPSLongitudeRef=East photo.jpg
mkdir batch
cp photo.jpg batch/
echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#2050a0"/></svg>' >logo.svg
echo "notes" >notes.svg

formats=$(rangefinder formats --ids)
check "there are sixteen formats at least" [ "$(printf '%s\n' "$formats" | wc -l)" -ge 16 ]
printf '(define formats (quote (%s)))\n' "$(printf '"%s" ' $formats)" >formats.scm

# Names of months in another language, where the machine has one.
if [ -d "${LOCPATH-}/de_DE.UTF-8" ]; then
    LC_ALL=de_DE.UTF-8
    LANGUAGE=en
    export LC_ALL LANGUAGE
fi
check "GIMP runs through all of it" gimp "(begin (load \"$RF_SOURCE/tests/gimp/common.scm\") (load \"formats.scm\")
    (load \"$RF_SOURCE/tests/gimp/watermark.scm\"))"
LC_ALL=C.UTF-8

for id in $formats; do
    check "$id: one group on top" outcome "$id-one-group"
    check "... the photograph's layer has the same bits" outcome "$id-keeps-layer"
    check "... the picture too, wherever the watermark is not" outcome "$id-keeps-photo"
    check "... merged, it is one layer" outcome "$id-one-layer"
    check "... which looks the same" outcome "$id-merged"
    check "... there is something to see" sh -c '! "$0" --max 20 "$1" bare.png >/dev/null 2>&1' "$tools/rf-compare" "$id.png"
done
[ -z "${RF_KEEP-}" ] || cp ./*.png "$RF_KEEP"

check "twice is as once" outcome twice
check "... in layers, too" outcome twice-layers
check "another format replaces the first" outcome mat-to-bar
check "... also one without a canvas of its own" outcome bar-to-overlay
check "... and one that looks at the photograph" outcome glass-to-palette
check "a group that was renamed, moved and covered is still replaced" outcome renamed-and-moved
check "... and keeps its name and place" outcome renamed-and-moved-layers
check "what the user has put into the group stays" outcome own-layer-kept
check "copies of the group are replaced by one" outcome copied-group
check "..." outcome copied-group-layers
check "a group within a group stays there" outcome within-group-layers
check "..." outcome within-group
for change in cropped cropped-mat cut-off scaled turned upside-down flipped; do
    check "an image that was $change meanwhile gets the watermark as if it had none before" outcome $change
done
check "a watermark saved as XCF is replaced later" outcome reopened

check "the photograph moves on the canvas" outcome shift
for what in layers selection guides paths channels; do
    check "... $what move with it" outcome $what-shifted
done
check "... the same layers are selected" outcome selected-layers-kept

for argument in theme ground ground-blur aspect size font logo mark signature caption artist copyright fields \
    fields-semicolon focal date gps anonymous; do
    check "the argument $argument is not ignored" outcome used-$argument
done
if [ -d "${LOCPATH-}/de_DE.UTF-8" ]; then
    check "the argument local-date is not ignored" outcome used-local-date
else
    skip "the argument local-date is not ignored" "there is no locale to speak another language"
fi

# wrong NAME TEXT: an error with the text, and nothing has changed.
wrong () {
    check_fails "$1: the error says what to do" "$2" outcome "$1"
    check "... the image and its undo steps are as they were" outcome "$1-untouched"
}
wrong unknown-format "bar-line"
wrong unknown-theme "format, light, dark"
wrong unknown-mark "logo, disc"
wrong unknown-focal "equivalent, real, both"
wrong unknown-gps "dms, decimal, private, off"
wrong unknown-field "exposure"
wrong no-field "“summer” is not of the form field=text"
wrong bad-ground "greenish"
wrong bad-aspect "4:5"
wrong bad-font "No Such Font"
wrong no-logo "logo.svg: No such file"
wrong bad-logo "notes.svg"
wrong no-signature "nowhere.png"
wrong size-300 "300"
wrong no-fonts "start GIMP with fonts"
wrong nothing-to-say "nothing"
wrong indexed "Image > Mode > RGB"
wrong floating "floating selection"
check "after all these errors the image looks as before" outcome errors-harmless
check "a photograph without metadata: what was typed" outcome typed
check "an image without layers" outcome no-layers
check "several layers are merged into one" outcome several-one-layer
check "... which looks the same" outcome several-merged
check "merging keeps transparency" outcome transparency-kept

check "a batch sets watermarks" outcome batch
check "... the same as the procedure" outcome batch-same
check "... TIFF too" outcome batch-tiff
check "... in one layer" outcome batch-one-layer
check "... without transparency" outcome batch-no-alpha
check_fails "an unknown watermark is an error of the batch that lists those there are" "bar-line" outcome batch-unknown
check "... before anything is written" [ ! -e never ]
finish
