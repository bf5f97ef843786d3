#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What belongs to a photograph besides its pixels goes through plug-in-rangefinder-batch: EXIF, GPS, XMP, IPTC, the colour
# profile, the depth; and every orientation comes out upright.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

mkdir full bare turned
"$tools/rf-test-image" --size 120x80 --space ProPhoto wide.png
"$tools/rf-test-image" --size 120x80 --space ProPhoto --format "R'G'B' u16" full/sixteen.png
"$tools/rf-test-image" --size 120x80 bare.png
magick bare.png -quality 95 bare/bare.jpg
magick wide.png -quality 95 full/photo.jpg
magick wide.png full/scan.tif

# tag, and what exiftool is to read again
cat >tags <<'END'
EXIF:Make=Leica Camera AG
EXIF:Model=M (Typ 240)
EXIF:ExposureTime=1/250
EXIF:FNumber=2.8
EXIF:ISO=400
EXIF:FocalLength=35.0 mm
EXIF:LensModel=35mm f/1.4
EXIF:DateTimeOriginal=2024:05:06 07:08:09
EXIF:Artist=Ana Müller
EXIF:Copyright=© Ana
GPS:GPSLatitude=48 deg 8' 14.00"
GPS:GPSLatitudeRef=North
GPS:GPSLongitude=11 deg 34' 31.00"
XMP:Title=A title
XMP:Creator=Ana Müller
XMP:Rating=4
IPTC:Headline=A headline
IPTC:Keywords=lake
END
sed -e 's/^/-/' -e "s/\(itude=[0-9]*\) deg \([0-9]*\)' \([0-9.]*\)\"/\1 \2 \3/" tags >arguments
exiftool -q -q -overwrite_original -charset utf8 -codedcharacterset=utf8 -@ arguments full/* >exiftool.log 2>&1

# read_tags FILE: in the same form; what is missing reads "-".
read_tags () {
    exiftool -q -q -f -charset utf8 -s3 $(sed 's/=.*//; s/^/-/' tags) "$1" >values
    sed 's/=.*//' tags | paste -d= - values
}

# tags_survive FILE: shows those that did not.
tags_survive () {
    read_tags "$1" | diff tags -
}

profile_of () {
    exiftool -q -q -b -ICC_Profile "$1" | md5sum
}

orientation_of () {
    exiftool -q -q -n -s3 -IFD0:Orientation "$1"
}

have_orientations=no
if [ -d "$shared/orientation" ]; then
    have_orientations=yes
    for number in 0 1 2 3 4 5 6 7 8; do
        cp "$shared/orientation/Landscape_$number.jpg" "$shared/orientation/Portrait_$number.jpg" turned/
    done
else
    magick bare.png -quality 95 turned/only.jpg
fi

check "GIMP develops them all" gimp_with metadata.scm ''
for output in jpeg png tiff from-bare upright; do
    check "... $output" outcome $output
done

for file in full/*; do
    check "the test photograph $file has it all" tags_survive "$file"
done
check "... and a profile of its own" [ "$(exiftool -q -q -s3 -ICC_Profile:ProfileDescription full/photo.jpg)" = "babl profile" ]

for pair in jpeg/photo.jpg:full/photo.jpg tiff/scan.tif:full/scan.tif png/sixteen.png:full/sixteen.png \
    tiff/photo.tif:full/photo.jpg png/photo.png:full/photo.jpg jpeg/scan.jpg:full/scan.tif; do
    to=${pair%:*}
    from=${pair#*:}
    check "$from -> $to: EXIF, GPS, XMP and IPTC are kept" tags_survive "$to"
    check "... the colour profile is kept, byte by byte" [ "$(profile_of "$to")" = "$(profile_of "$from")" ]
    check "... Orientation is 1" [ "$(orientation_of "$to")" = 1 ]
done

for file in png/sixteen.png tiff/sixteen.tif; do
    check "$file has 16 bits" [ "$(magick identify -format %z "$file" 2>/dev/null)" = 16 ]
done
check "JPEG is written without colour subsampling" \
    [ "$(exiftool -q -q -n -s3 -YCbCrSubSampling jpeg/photo.jpg)" = "1 1" ]
check "a photograph without EXIF gets no made-up camera or date" \
    [ -z "$(exiftool -q -q -s3 -EXIF:Make -EXIF:Model -EXIF:DateTimeOriginal -GPS:all from-bare/bare.jpg)" ]

if [ $have_orientations = no ]; then
    skip "every orientation comes out upright" "there are no photographs in ../shared/photos/orientation"
else
    # The digit in the middle and JPEG's noise differ from file to file, which a small copy hides; turned by mistake, the
    # pictures differ by more than 50.
    for shape in Landscape Portrait; do
        for number in 1 0 2 3 4 5 6 7 8; do
            name=${shape}_$number
            magick -define jpeg:size=120x120 "upright/$name.jpg" -resize 30x30 -strip -fill gray \
                -draw 'rectangle 12,12 18,18' "$name.png" 2>/dev/null
            check "$name comes out upright" "$tools/rf-compare" --max-p99 15 "$name.png" "${shape}_1.png"
        done
    done
    # A preference of GIMP's for photographs opened by hand, "discard": the batch must not lay them on their side.
    { cat "$GIMP3_DIRECTORY/gimprc" && echo '(metadata-rotation-policy keep)'; } >keep.gimprc
    "$rf_gimp_console" -nidfs --gimprc=keep.gimprc --batch-interpreter=plug-in-script-fu-eval --quit \
        -b '(plug-in-rangefinder-batch #:input "turned/L*" #:look "vibrant" #:output "preferred")' >preferred.log 2>&1
    for number in 0 1 2 3 4 5 6 7 8; do
        name=Landscape_$number.jpg
        check "$name comes out the same when the user's preference is to discard the orientation" \
            "$tools/rf-compare" --exact "preferred/$name" "upright/$name"
    done
    check "... all with Orientation 1" [ "$(exiftool -q -q -n -s3 -IFD0:Orientation upright/*.jpg preferred/*.jpg | grep -c '^1$')" -eq 27 ]
fi
finish
