#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What belongs to a photograph besides its pixels: before and after differ in the list of rewrites, and in nothing else.
. "$RF_SOURCE/tests/cli/cli-env.sh"
keep_exiftool

"$tools/rf-test-image" --size 120x80 --space ProPhoto wide.png
"$tools/rf-test-image" --size 120x80 --space ProPhoto --format "R'G'B' u16" scan.tif
magick wide.png -quality 93 -density 240x240 -units PixelsPerInch photo.jpg
magick photo.jpg -resize 32x20 small.jpg
cat >arguments <<'END'
-EXIF:Make=Leica Camera AG
-EXIF:Model=M (Typ 240)
-EXIF:ExposureTime=1/250
-EXIF:FNumber=2.8
-EXIF:ISO=400
-EXIF:ExifImageWidth=120
-EXIF:ExifImageHeight=80
-EXIF:Software=Firmware 1.2
-EXIF:DateTimeOriginal=2024:05:06 07:08:09
-EXIF:Artist=Ana Müller
-EXIF:UserComment=Grüße
-GPS:GPSLatitude=48 8 14
-GPS:GPSLatitudeRef=North
-XMP:Title=A title
-XMP:Title-de=Ein Titel
-XMP:Creator=Ana Müller
-XMP:Rating=4
-XMP-crs:Exposure2012=+0.30
-XMP-tiff:Orientation=1
-IPTC:Headline=A headline
-IPTC:Keywords=lake
END
exiftool -q -q -overwrite_original -charset utf8 -codedcharacterset=utf8 -@ arguments photo.jpg wide.png scan.tif
exiftool -q -q -overwrite_original '-ThumbnailImage<=small.jpg' -Comment='A comment' photo.jpg

# tags_of FILE: all of them but what is of the file, of its container and of how its pixels are packed.
tags_of () {
    exiftool -a -G1 -s -charset utf8 -x System:all -x ExifTool:all -x Composite:all "$1" |
        grep -v 'StripOffsets\|StripByteCounts\|RowsPerStrip\|ExifByteOrder\|PNG-pHYs\|SubfileType\|Compression  *: \(Deflate\|Inflate\)\|Filter  *:\|Interlace'
}

# The list of rewrites, as the README has it.
rewrites='Orientation|ImageWidth|ImageHeight|ImageSize|PixelXDimension|PixelYDimension|MadeFrom|XMPToolkit|Thumbnail|IFD1'

# rest FILE FILE: what differs beyond that list.
rest () {
    tags_of "$1" | sort >before
    tags_of "$2" | sort >after
    diff before after | grep '^[<>]' | grep -v -E "$rewrites" >rest
    cat rest
    [ ! -s rest ]
}

for file in photo.jpg scan.tif; do
    develop -q --look authentic --watermark bar -o "out-$file" "$file"
    check "$file: only the list of rewrites changes" rest "$file" "out-$file"
done
# exiftool and exiv2 keep IPTC of a PNG, and the profile's name, in different chunks.
develop -q --look authentic --watermark bar -o out-wide.png wide.png
for tag in Make Model ExposureTime FNumber ISO Software DateTimeOriginal EXIF:Artist UserComment GPSLatitude XMP:Title \
    XMP:Title-de XMP:Creator Rating XMP-crs:Exposure2012 IPTC:Headline IPTC:Keywords; do
    check "wide.png: $tag stays" [ "$(exiftool -s3 "-$tag" out-wide.png)" = "$(exiftool -s3 "-$tag" wide.png)" ]
done
check "... which are not empty" [ "$(exiftool -s3 -IPTC:Headline out-wide.png)" = 'A headline' ]

width=$(magick identify -format %w out-photo.jpg)
height=$(magick identify -format %h out-photo.jpg)
check 'the bar made it higher' [ "$height" -gt 80 ]
check 'the size in EXIF is the new one' [ "$(exiftool -s3 -ExifIFD:ExifImageWidth out-photo.jpg)x$(exiftool -s3 -ExifIFD:ExifImageHeight out-photo.jpg)" = "${width}x$height" ]
check 'the old preview was there' [ "$(exiftool -b -ThumbnailImage photo.jpg | wc -c)" -gt 100 ]
check '... and is gone' [ "$(exiftool -b -ThumbnailImage out-photo.jpg | wc -c)" -eq 0 ]
check 'what it was made from is told' [ "$(exiftool -s3 -XMP-rangefinder:MadeFrom out-photo.jpg | wc -c)" -eq 33 ]

profile_of () {
    exiftool -j -binary -ICC_Profile "$1" | grep '"ICC_Profile"' | md5sum
}
for pair in photo.jpg:out-photo.jpg scan.tif:out-scan.tif wide.png:out-wide.png; do
    check "${pair%:*}: the profile is the same, byte by byte" [ "$(profile_of "${pair%:*}")" = "$(profile_of "${pair#*:}")" ]
done
check '... and there is one' [ "$(exiftool -b -ICC_Profile out-wide.png | wc -c)" -gt 200 ]

# From one kind of file to another.
for pair in photo.jpg:a.png photo.jpg:a.tif scan.tif:b.jpg scan.tif:b.png wide.png:c.jpg wide.png:c.tif; do
    from=${pair%:*}
    to=${pair#*:}
    develop -q --look authentic -o "$to" "$from"
    for tag in Make ExposureTime EXIF:Artist GPSLatitude XMP:Title IPTC:Headline; do
        check "$from to $to: $tag stays" [ "$(exiftool -s3 "-$tag" "$to")" = "$(exiftool -s3 "-$tag" "$from")" ]
    done
    check "$from to $to: so does the profile" [ "$(profile_of "$to")" = "$(profile_of "$from")" ]
    check "$from to $to: it can be read by others" magick "$to" null:
done
check 'pixels an inch stay' [ "$(exiftool -s3 -XResolution out-photo.jpg)" = 240 ]
check '... in another kind of file too' [ "$(exiftool -s3 -PixelsPerUnitX a.png)" = 9449 ]

# A film behind it stays (more of that in gain.sh). A gain map that is announced and not there, and further pictures: told, left
# out, and nothing speaks of them any more.
cp photo.jpg motion.jpg
{
    printf '\0\0\0\030ftypmp42\0\0\0\0isommp42'
    head -c 5000 /dev/zero
} >film
cat film >>motion.jpg
check 'a film is kept' develop -q --look authentic -o out-motion.jpg motion.jpg
tail -c 5024 out-motion.jpg >out-film
check '... byte by byte' cmp film out-film
cat >gain.xmp <<'END'
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 rdf:about="" xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 dc:source="kept"/></rdf:RDF></x:xmpmeta>
END
magick wide.png +profile '*' -quality 90 plain.jpg
exiftool -q -q -overwrite_original '-XMP<=gain.xmp' plain.jpg
cat plain.jpg small.jpg >gain.jpg
check 'a gain map that is not there is not announced any more, and that is told' sh -c 'rangefinder develop --look authentic -o out-gain.jpg gain.jpg 2>&1 |
    grep -q "gain map"'
check '... nowhere' [ -z "$(exiftool -s3 -XMP-hdrgm:all out-gain.jpg)" ]
check '... but the rest of its XMP stays' [ "$(exiftool -s3 -XMP-dc:Source out-gain.jpg)" = kept ]

# More EXIF than a JPEG can hold.
head -c 40000 /dev/urandom | od -An -v -tx1 | tr -d ' \n' | head -c 70000 >long
exiftool -q -q -overwrite_original '-EXIF:ImageDescription<=long' scan.tif
check 'too much EXIF for a JPEG is told' sh -c 'rangefinder develop --look authentic -o large.jpg scan.tif 2>&1 | grep -q "64 KB"'
check '... and the rest is kept' [ "$(exiftool -s3 -EXIF:Artist large.jpg)" = 'Ana Müller' ]
check '... and a TIFF holds it' develop -q --look authentic -o large.tif scan.tif
check '... all' [ "$(exiftool -s3 -EXIF:ImageDescription large.tif | wc -c)" -eq 70001 ]
finish
