#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What belongs to a photograph besides its pixels, with a watermark: every tag but those that README.md names is the same in
# the exported file, sizes and thumbnail are those of the new picture, and every orientation comes out upright, the bar below.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

mkdir batch turned upright
"$tools/rf-test-image" --size 480x320 bare.png
magick bare.png -quality 95 photo.jpg
magick bare.png -resize 160x106 small.jpg
cat >arguments <<'END'
-ThumbnailImage<=small.jpg
-EXIF:Make=NIKON CORPORATION
-EXIF:Model=NIKON Z 8
-EXIF:ExposureTime=1/250
-EXIF:FNumber=2.8
-EXIF:ISO=400
-EXIF:FocalLength=35
-EXIF:LensModel=A lens
-EXIF:DateTimeOriginal=2024:05:06 07:08:09
-EXIF:CreateDate=2024:05:06 07:08:09
-EXIF:ModifyDate=2024:05:07 07:08:09
-EXIF:OffsetTimeOriginal=+02:00
-EXIF:SubSecTimeOriginal=12
-EXIF:Artist=Ana Müller
-EXIF:Copyright=© Ana
-EXIF:ImageDescription=A text
-EXIF:Software=Camera 1.0
-EXIF:ColorSpace=sRGB
-EXIF:ResolutionUnit=inches
-EXIF:XResolution=300
-EXIF:YResolution=300
-EXIF:ExifImageWidth=480
-EXIF:ExifImageHeight=320
-GPS:GPSLatitude=48 8 14
-GPS:GPSLatitudeRef=North
-GPS:GPSLongitude=11 34 31
-GPS:GPSLongitudeRef=East
-GPS:GPSAltitude=519.5
-GPS:GPSDateStamp=2024:05:06
-XMP:Title=A title
-XMP:Creator=Ana Müller
-XMP:Rating=4
-XMP-dc:Subject=lake
-XMP-dc:Subject=mountain
-XMP-dc:Description=Described
-XMP-photoshop:City=Munich
-XMP-xmpRights:Marked=True
-XMP-xmp:CreatorTool=Camera 1.0
-XMP-iptcCore:CountryCode=DE
-XMP-tiff:Make=NIKON CORPORATION
-XMP-exif:FNumber=2.8
-IPTC:Headline=A headline
-IPTC:Keywords=lake
-IPTC:Keywords=mountain
-IPTC:City=Munich
-IPTC:By-line=Ana Müller
END
exiftool -q -q -overwrite_original -charset utf8 -codedcharacterset=utf8 -@ arguments photo.jpg >exiftool.log 2>&1
cp photo.jpg batch/
exiftool -q -q -overwrite_original -UserComment='A comment' batch/photo.jpg
cp bare.png xmp-only.png
exiftool -q -q -overwrite_original -XMP-tiff:Make='NIKON CORPORATION' -XMP-tiff:Model='NIKON Z 8' -XMP-exif:FNumber=2.8 \
    -XMP-exif:ExposureTime=1/250 -XMP-exif:ISO=400 xmp-only.png

# Small ones are as good, and quicker.
names=''
if [ -d "$shared/orientation" ]; then
    for name in Landscape_1 Landscape_2 Landscape_3 Landscape_4 Landscape_5 Landscape_6 Landscape_7 Landscape_8 \
        Portrait_1 Portrait_2 Portrait_3 Portrait_4 Portrait_5 Portrait_6 Portrait_7 Portrait_8; do
        magick "$shared/orientation/$name.jpg" -resize 25% -quality 95 "turned/$name.jpg"
        names="$names \"$name.jpg\""
    done
fi
check "GIMP runs through all of it" gimp "(begin (define turned '($names)) (load \"$RF_SOURCE/tests/gimp/common.scm\")
    (load \"$RF_SOURCE/tests/gimp/watermark-files.scm\"))"

# rewritten: the tags that README.md says GIMP writes itself, as names of exiftool; and what says how a file is built.
rewritten='Software|ModifyDate|OffsetTime|Orientation|(Exif)?Image(Width|Height|Size)|Thumbnail(Image|Length|Offset)|CreatorTool|MetadataDate'
rewritten="$rewritten|(Original)?DocumentID|InstanceID|History[A-Za-z]*|Format|Api|Platform|TimeStamp|Version|XMPToolkit"
built='BitsPerSample|SamplesPerPixel|PhotometricInterpretation|SubfileType|Compression|Strip[A-Za-z]*|RowsPerStrip|PlanarConfiguration'
built="$built|YCbCr[A-Za-z]*|Predictor|DateTime|NativeDigest|FillOrder|ExtraSamples|SampleFormat|PageName"

# tags FILE: all that are not among those, one a line; not those of the thumbnail.
tags () {
    exiftool -q -q -a -G1 -s -charset utf8 -EXIF:all -XMP:all -IPTC:all -x IFD1:all "$1" |
        grep -vE "^\[(IFD1|XMP-(xmpMM|GIMP))\]|^\[[^]]*\] +($rewritten|$built) " | sort
}

# tags_survive FILE ORIGINAL [PATTERN]: but for those of the pattern.
tags_survive () {
    tags "$2" | grep -v "${3-^$}" >wanted
    tags "$1" | grep -v "${3-^$}" | diff wanted -
}

# value TAG FILE
value () {
    exiftool -q -q -n -s3 "-$1" "$2"
}

tags photo.jpg >all.txt
check "the test photograph has tags of every kind" sh -c \
    '[ "$(wc -l <all.txt)" -gt 35 ] && grep -q "\[GPS\]" all.txt && grep -q "\[XMP-dc\]" all.txt && grep -q "\[IPTC\]" all.txt'
check "exported by GIMP: every tag but those that GIMP rewrites" tags_survive exported.jpg photo.jpg 'UserComment\|XMP-tiff'
check "... also when the watermark is anonymous" tags_survive anonymous.jpg photo.jpg 'UserComment\|XMP-tiff'
check "batch, JPEG: every tag, the description too when there is a comment" tags_survive out/photo.jpg batch/photo.jpg XMP-tiff
for file in out/photo.png out/photo.tif; do
    check "batch, $file: likewise" tags_survive $file batch/photo.jpg
done
for file in exported.jpg out/photo.jpg; do
    size=$(magick identify -format '%w %h' $file 2>/dev/null)
    check "$file has grown by the bar" [ "$size" = "480 370" ]
    check "... the EXIF size is that of the new picture" [ "$(value ExifImageWidth $file) $(value ExifImageHeight $file)" = "$size" ]
    check "... the resolution is kept" [ "$(value IFD0:XResolution $file)" = 300 ]
    exiftool -q -q -b -ThumbnailImage $file >thumbnail.jpg
    if [ "$(magick identify -format '%[colorspace]' thumbnail.jpg 2>/dev/null)" = Gray ]; then
        skip "... the thumbnail shows the new picture" "this GIMP makes it without colour"
        continue
    fi
    magick thumbnail.jpg -resize '30x23!' -strip thumbnail.png 2>/dev/null
    magick $file -resize '30x23!' -strip reduced.png 2>/dev/null
    check "... the thumbnail shows the new picture" "$tools/rf-compare" --max-p99 15 thumbnail.png reduced.png
done
check "a photograph with XMP alone" outcome xmp-only
check "... says the same as one with EXIF" "$tools/rf-compare" --exact xmp-only-marked.png typed-marked.png

if [ -z "$names" ]; then
    skip "every orientation comes out upright" "there are no photographs in ../shared/photos/orientation"
fi
for name in $(echo "$names" | tr -d '"'); do
    file=upright/$name
    name=${name%.jpg}
    shape=${name%_*}
    size=450x347
    [ $shape = Landscape ] || size=300x497
    check "$name: the photograph is upright, with a bar below" [ "$(magick identify -format %wx%h $file 2>/dev/null)" = $size ]
    check "... Orientation is 1" [ "$(value IFD0:Orientation $file)" = 1 ]
    # A small copy hides the digit in the middle, and JPEG's noise.
    magick "$file" -gravity north -crop "${size%x*}x$((${size#*x} - 47))+0+0" +repage -resize '30x30!' -strip -fill gray \
        -draw 'rectangle 12,12 18,18' "$name.png" 2>/dev/null
    check "... it is the same picture as ${shape}_1" "$tools/rf-compare" --max-p99 15 "$name.png" "${shape}_1.png"
    magick "$file" -gravity south -crop "${size%x*}x47+0+0" +repage -strip "$name-bar.png" 2>/dev/null
    check "... the bar has its words upright" "$tools/rf-compare" --max-p99 3 "$name-bar.png" "${shape}_1-bar.png"
done
finish
