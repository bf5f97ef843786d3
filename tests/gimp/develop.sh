#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# plug-in-rangefinder-develop: the same as its parts one after the other, again and again; errors leave the image alone; and
# the batch does the same to files, in other sizes.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

"$tools/rf-test-image" --size 480x320 photo.png
mkdir -p photos
magick photo.png -quality 95 photos/second.jpg
magick photo.png -rotate -90 -quality 95 turned.jpg
exiftool -q -q -overwrite_original -Make=Nikon -Model='Z 8' -FNumber=2.8 photo.png
exiftool -q -q -overwrite_original -n -Orientation=6 -Model='Z 8' turned.jpg
exiftool -q -q -overwrite_original -Model='Z 8' photos/second.jpg
cp photo.png photos/first.png

check "GIMP runs through all of it" gimp_with develop.scm ''

check "merged, it is the same in every bit as crop, lens, look and watermark one after the other" outcome merged
check "... as filters and layers, too" outcome kept
check "... and it is not nothing" outcome differs
check "lens and look stay filters" outcome kept-filters
check "... and the watermark is a group" outcome kept-layers
check "twice is as once" outcome twice
check "... in filters" outcome twice-filters
check "... in layers" outcome twice-layers
check "another recipe replaces the first" outcome replaced
check "what is cropped is the photograph, without the frame it had" outcome cropped-frame
check "... which goes" outcome cropped-frame-layers
check "without arguments it is the look" outcome default
for position in 0 50 100; do
    check "the crop lies where it is put: $position" outcome position-$position
done
check "texts of one's own are those of the watermark's own procedure" outcome own-texts
check "a grey image stays grey" outcome grey
check "a photograph is turned upright before it is cropped" outcome upright

# wrong NAME TEXT: an error with the text, and nothing has changed.
wrong () {
    check_fails "$1: the error says what to do" "$2" outcome "$1"
    check "... and the image is as it was" outcome "$1-untouched"
}
wrong unknown-look "authentic"
wrong unknown-lens "“fisheye”; choose one of: none, documentary-35"
wrong unknown-watermark "bar-line"
wrong unknown-crop "“golden”; choose one of: none, 1:1, 4:5, 9:16, 16:9"
wrong unknown-field "“camera”; there are: make, model"
wrong strength-200 "200"
wrong indexed "Image > Mode > RGB"
wrong locked "unlock"

# size FILE WIDTHxHEIGHT
size () {
    found=$(magick identify -format '%wx%h' "$1") && [ "$found" = "$2" ] || { echo "$1: $found"; return 1; }
}

check "a batch takes all these arguments" outcome batch
check "... and makes the same of a photograph" "$tools/rf-compare" --exact out/all/first.png procedure.png
check_fails "... with the user's own texts in it" "" "$tools/rf-compare" --exact procedure-plain.png procedure.png
check "a batch makes pictures smaller: by the long side" outcome long
check "..." size out/long/first.png 240x160
check "... by the short side, frame and all" sh -c \
    "grep -q '^end short done' gimp.log && magick identify -format '%h\n' out/short/first.png | grep -qx 160"
check "... by percent" size out/percent/first.png 120x80
check "... by megapixels" size out/megapixels/first.png 387x258
check "... never larger" size out/larger/first.png 480x320
gegl photo.png -- rangefinder:look look=vibrant gegl:png-save path=large.png bitdepth=8 >gegl.log 2>&1
magick out/long/first.png -colorspace RGB -filter box -resize 24x16! -colorspace sRGB small.png
magick large.png -colorspace RGB -filter box -resize 24x16! -colorspace sRGB small-large.png
check "... and they look the same" "$tools/rf-compare" --max-p99 4 small.png small-large.png
check "of a folder those whose names match" outcome files
check "..." sh -c '[ "$(ls out/files)" = second.png ]'
check_fails "a pattern that matches none is an error" "files: no photograph of the folder matches “*.raw”" outcome no-files
check_fails "so is an unknown way to resize" "“width”; choose one of: none, long, short, percent, megapixels" outcome unknown-resize
check_fails "... an unknown lens" "choose one of: none, documentary-35" outcome batch-unknown-lens
check_fails "... a field that is none" "“camera”; there are: make, model" outcome batch-unknown-field
check_fails "... an unknown crop" "“3:7”; choose one of: none, 1:1" outcome batch-unknown-crop
check "after such errors no output folder was made" sh -c '! ls -d out/never*'
finish
