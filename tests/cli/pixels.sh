#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Pixels: the command's are those of the GEGL operation, whatever the file and its profile; nothing changes that should not.
. "$RF_SOURCE/tests/cli/cli-env.sh"
keep_exiftool

test_image () {
    "$tools/rf-test-image" "$@"
}

# same_as_gegl NAME LOOK IN OUT [AS]: through both ways. AS: what GEGL is to take instead; its own JPEG decoder rounds some
# pixels otherwise than others do. GEGL writes 16 bits whatever it read, unless it is told.
same_as_gegl () {
    case $3 in
    *16.* | tiled*) bits=16 ;;
    *light*) bits=32 ;;
    *) bits=8 ;;
    esac
    rm -f "gegl-$4"
    case $4 in
    *.png) saver=gegl:png-save ;;
    *) saver=gegl:tiff-save ;;
    esac
    gegl "${5:-$3}" -o unused.png -- rangefinder:look "look=$2" strength=90 $saver "path=gegl-$4" bitdepth=$bits >said 2>&1
    develop --quiet --force --look "$2:90" -o "$4" "$3" >said 2>&1
    check "$1, $2: as GEGL has it" "$tools/rf-compare" --max-p99 0.3 "gegl-$4" "$4"
}

test_image --size 384x256 srgb8.png
test_image --size 384x256 --format "R'G'B' u16" srgb16.png
test_image --size 384x256 --format "R'G'B' u16" srgb16.tif
test_image --size 384x256 --format "RGB float" light.tif
test_image --size 384x256 --space ProPhoto --format "R'G'B' u16" prophoto16.tif
test_image --size 384x256 --space Adobish adobe8.png
test_image --size 384x256 --space Adobish --format "R'G'B' u16" adobe16.png
test_image --size 384x256 --format "R'G'B'A u16" alpha16.png
test_image --size 384x256 --format "R'G'B'A u8" alpha8.tif
magick srgb8.png -quality 92 -sampling-factor 2x2 photo.jpg

for look in authentic vivid mono-natural; do
    same_as_gegl "PNG, 8 bits" "$look" srgb8.png a.png
    same_as_gegl "TIFF, 16 bits" "$look" srgb16.tif a.tif
done
same_as_gegl "PNG, 16 bits" vibrant srgb16.png b.png
same_as_gegl "TIFF, linear light" vibrant light.tif b.tif
same_as_gegl "TIFF, ProPhoto" vibrant prophoto16.tif c.tif
same_as_gegl "PNG, Adobe RGB" vibrant adobe16.png c.png
same_as_gegl "PNG with alpha" vibrant alpha16.png d.png
same_as_gegl "TIFF with alpha" vibrant alpha8.tif d.tif
magick photo.jpg photo-8.png
same_as_gegl "JPEG, before it is packed" vivid photo.jpg e.png photo-8.png

# Depth.
check '16 bits stay 16 bits in a PNG' [ "$(exiftool -s3 -BitDepth b.png)" = 16 ]
check '16 bits stay 16 bits in a TIFF' [ "$(exiftool -s3 -BitsPerSample a.tif)" = '16 16 16' ]
check 'floating point stays floating point' [ "$(exiftool -s3 -BitsPerSample b.tif)" = '32 32 32' ]

# With nothing of the look, numbers come out as they went in: 8 and 16 bits, curves, alpha, light.
for file in srgb8.png srgb16.png srgb16.tif prophoto16.tif adobe8.png adobe16.png alpha16.png alpha8.tif light.tif; do
    develop --quiet --look authentic:0 -o "same-$file" "$file"
    check "nothing of a look leaves every number of $file" "$tools/rf-compare" --exact "$file" "same-$file"
done

check 'the same JPEG twice gives the same bytes' sh -c 'rangefinder develop -q --look vivid -o one.jpg photo.jpg &&
    rangefinder develop -q --look vivid -o two.jpg photo.jpg && cmp one.jpg two.jpg'
check 'however many at a time' sh -c 'mkdir one two; for i in 1 2 3 4 5 6; do cp photo.jpg $i.jpg; done
    rangefinder develop -q --jobs 1 --look eternal -o one [1-6].jpg &&
    rangefinder develop -q --jobs 4 --look eternal -o two [1-6].jpg && diff -r one two'


# Bands of rows go to all processors; on one alone they are developed one after the other.
number=0
for words in 'photo.jpg --look vivid --watermark bar --set model=M' 'alpha16.png --look vivid --watermark mat --set model=M' 'light.tif --resize 50% --look sepia' \
    'adobe8.png --lens swirl-50 --watermark glass'; do
    number=$((number + 1))
    file=${words%% *}
    check "the same bytes on one processor as on all: $words" sh -c 'mkdir one-$0 all-$0
        taskset -c "$(taskset -c -p $$ | sed "s/.*[ :]//; s/[-,].*//")" rangefinder develop -q -o one-$0/ "$@" && rangefinder develop -q -o all-$0/ "$@" &&
        diff -r one-$0 all-$0' $number $words
done

# Quality.
check "a JPEG keeps its quality" [ "$(magick identify -format %Q one.jpg)" = 92 ]
check "... and the resolution of its colours" [ "$(exiftool -s3 -n -YCbCrSubSampling one.jpg)" = '2 2' ]
develop -q --look vivid --quality 70 -o seventy.jpg photo.jpg
check "--quality is what is asked for" [ "$(magick identify -format %Q seventy.jpg)" = 70 ]
check "... with the resolution of colours as it was" [ "$(exiftool -s3 -n -YCbCrSubSampling seventy.jpg)" = '2 2' ]
develop -q --look vivid -o from-png.jpg srgb8.png
check "a PNG becomes a JPEG of 95" [ "$(magick identify -format %Q from-png.jpg)" = 95 ]
check "... with colours in full" [ "$(exiftool -s3 -n -YCbCrSubSampling from-png.jpg)" = '1 1' ]
check "... like the PNG it came from" "$tools/rf-compare" --max-p99 5 from-png.jpg \
    "$(develop -q --look vivid -o from-png.png srgb8.png; echo from-png.png)"

# Grey, palette, few bits, interlaced, tiled, progressive, CMYK.
magick srgb8.png -colorspace gray -quality 95 grey.jpg
magick srgb8.png -colorspace gray -depth 8 grey.png
magick srgb8.png -colors 64 PNG8:palette.png
magick srgb8.png -interlace PNG interlaced.png
magick srgb16.png -define tiff:tile-geometry=64x64 -compress none tiled.tif
magick srgb8.png -interlace JPEG -quality 95 progressive.jpg
for file in grey.jpg grey.png palette.png interlaced.png tiled.tif progressive.jpg; do
    magick "$file" decoded.png
    case $file in
    *.jpg) same_as_gegl "$file" sepia "$file" "like-${file%.*}.png" decoded.png ;;
    *) same_as_gegl "$file" sepia "$file" "like-${file%.*}.png" ;;
    esac
done
check 'grey becomes RGB, for tones' [ "$(exiftool -s3 -ColorType like-grey.png)" = RGB ]
develop -q --look sepia -o grey-out.jpg grey.jpg
check 'a grey JPEG too' [ "$(exiftool -s3 -ColorComponents grey-out.jpg)" = 3 ]
magick srgb8.png -colorspace CMYK -quality 95 cmyk.jpg
check_fails 'CMYK without a profile is refused' 'CMYK without a colour profile' develop --look vivid -o cmyk-out.jpg cmyk.jpg
cmyk_profile=$(find /usr/share/color/icc -iname '*cmyk*.icc' -o -iname '*fogra*.icc' 2>/dev/null | head -n 1)
if [ -n "$cmyk_profile" ]; then
    magick adobe8.png -modulate 100,25 pale.png # what ink can show
    magick pale.png -profile "$cmyk_profile" -quality 100 -sampling-factor 1x1 inks.jpg
    check 'CMYK with a profile becomes RGB' develop -q --look authentic:0 -o inks.png inks.jpg
    check '... of the colours that it had' "$tools/rf-compare" --max-p99 10 inks.png pale.png
else
    skip 'CMYK with a profile becomes RGB' 'no CMYK profile is installed'
fi

# The smallest pictures.
for kind in jpg png tif; do
    magick -size 1x1 xc:orange "tiny.$kind"
    check "one pixel as $kind" develop -q --look authentic --watermark mat --set model=M -o "tiny-out.$kind" "tiny.$kind"
done
magick -size 1x300 gradient: narrow.png
check 'one column' develop -q --look authentic -o narrow-out.png narrow.png
check '... of its size' [ "$(magick identify -format %wx%h narrow-out.png)" = 1x300 ]
finish
