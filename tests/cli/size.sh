#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# --resize and --lens: the size that was asked for, pixels as a known program has them, and tags that fit.
. "$RF_SOURCE/tests/cli/cli-env.sh"
keep_exiftool

"$tools/rf-test-image" --size 600x400 picture.png
magick picture.png -blur 0x2 -quality 95 -sampling-factor 1x1 photo.jpg
exiftool -q -q -overwrite_original -EXIF:ExifImageWidth=600 -EXIF:ExifImageHeight=400 -EXIF:FocalPlaneXResolution=1000 \
    -EXIF:FocalPlaneYResolution=1000 -EXIF:XResolution=240 -EXIF:YResolution=240 photo.jpg

for pair in 300:300x200 150x150:150x100 x100:150x100 300x:300x200 25%:150x100 150%:900x600 0.06MP:300x200 0.06mp:300x200 \
    5000:600x400 100MP:600x400 1:1x1; do
    develop -q --resize "${pair%:*}" -o sized.png --force photo.jpg
    check "--resize ${pair%:*}" [ "$(magick identify -format %wx%h sized.png)" = "${pair#*:}" ]
done
for word in 0 -5 1.5 x axb 100x-1 0% 900% MP 5GP '100 x 100' nan; do
    check "no size: $word" exits 2 develop --resize "$word" photo.jpg
done

magick photo.jpg decoded.png
for size in 37 211 600 900; do
    develop -q --resize "$((size * 100 / 600))%" -o ours.png --force decoded.png
    width=$(magick identify -format %w ours.png)
    height=$(magick identify -format %h ours.png)
    magick decoded.png -depth 16 -colorspace RGB -filter Lanczos -resize "${width}x$height!" -colorspace sRGB -depth 8 theirs.png
    check "$width pixels wide: as ImageMagick has it in linear light" "$tools/rf-compare" --max-p99 1.5 ours.png theirs.png
done
develop -q --resize 200 --look authentic --watermark bar --set model=M -o small.jpg photo.jpg
check 'EXIF tells the new size' [ "$(exiftool -s3 -ExifIFD:ExifImageWidth small.jpg)x$(exiftool -s3 -ExifIFD:ExifImageHeight small.jpg)" = "$(magick identify -format %wx%h small.jpg)" ]
check '... and what is a pixel on the sensor' [ "$(exiftool -s3 -n -FocalPlaneXResolution small.jpg | cut -c 1-5)" = 333.3 ]
check '... pixels an inch stay' [ "$(exiftool -s3 -XResolution small.jpg)" = 240 ]
develop -q --resize 300 --watermark bar --set model=M -o bar.png photo.jpg
develop -q --resize 300 -o plain.png photo.jpg
magick bar.png -crop 300x200+0+0 +repage above.png
check 'a watermark is set on the new size' "$tools/rf-compare" --exact above.png plain.png
"$tools/rf-test-image" --size 300x200 --format "R'G'B' u16" --space ProPhoto deep.tif
develop -q --resize 100 -o deep-small.tif deep.tif
check '16 bits stay 16 bits, and the profile' [ "$(exiftool -s3 -BitsPerSample deep-small.tif)" = '16 16 16' ]
exiftool -q -q -n -overwrite_original -IFD0:Orientation=6 photo.jpg
develop -q --resize 100x -o turned.jpg photo.jpg
check 'width is that of the upright photograph' [ "$(magick identify -format %wx%h turned.jpg)" = 100x150 ]
check '--resume sees another size' exits 1 sh -c 'rangefinder develop -q --resume --resize 90x -o turned.jpg photo.jpg 2>said'
python3 "$RF_SOURCE/tests/cli/ultra-hdr.py" make hdr.jpg
develop -q --resize 80 -o hdr-small.jpg hdr.jpg
check 'an HDR gain map needs no other size' sh -c 'python3 "$0" check hdr-small.jpg | grep -q "\"size\": \[40, 30\]"' "$RF_SOURCE/tests/cli/ultra-hdr.py"

# Lenses: the pixels of the GEGL operation, which the suite lens measures.
check_fails 'an unknown lens lists those there are' swirl-50 develop --lens nonsense photo.jpg
for lens in swirl-50 soft-90; do
    develop -q --lens "$lens:80" -o lens.png --force decoded.png
    rm -f theirs.png
    gegl decoded.png -o unused.png -- rangefinder:lens "character=$lens" strength=80 gegl:png-save path=theirs.png bitdepth=8 >said 2>&1
    check "--lens $lens: as GEGL has it" "$tools/rf-compare" --max-p99 0.5 theirs.png lens.png
done
develop -q --lens swirl-50:0 -o none.png decoded.png
check 'nothing of a lens leaves every number' "$tools/rf-compare" --exact decoded.png none.png
finish
