#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Undeveloped RAW, by darktable and by LibRaw: a DNG of our own, whose colours are known.
. "$RF_SOURCE/tests/cli/cli-env.sh"

chart () {
    python3 "$RF_SOURCE/tests/cli/raw-chart.py" "$@"
}

# One program is found on the PATH, and what the command itself needs.
for program in darktable-cli dcraw_emu; do
    mkdir -p "$program"
    ln -s "$(command -v rm)" "$program/rm"
    ln -s "$(command -v $program)" "$program/" 2>/dev/null
done
command=$(command -v rangefinder)

# is FILE EXPRESSION: of mean, max, hue, grey and rising, which tell how far it is from the chart.
is () {
    is_figures=$(chart compare "$1") && python3 -c "import sys
assert eval(sys.argv[1], dict((k, float(v)) for k, v in (word.split('=') for word in sys.argv[2].split())))" "$2" "$is_figures" || {
        echo "$is_figures, where $2 was expected"
        return 1
    }
}

tags () {
    exiftool -n -T -Orientation -Make -Model -Artist -FNumber -ExposureTime -ISO -FocalLength -DateTimeOriginal "$1"
}

chart make turned.dng --orientation 6
exiftool -q -overwrite_original -XMP-dc:Title='The chart' -n turned.dng 2>exiftool.log
head -c 50000 turned.dng >half.dng
tags_wanted=$(printf '1\tTestar\tTX 1\tAna Müller\t2.8\t0.004\t200\t35\t2024:05:06 07:08:09')

said_of_half () {
    grep -q "half.dng: $1 could not develop this RAW file (.*$2" said || { cat said; return 1; }
}

tells_no_sensor () {
    [ -z "$(exiftool -DNGVersion -CFAPattern2 -ColorMatrix1 -BlackLevel "$1")" ]
}

# develops_by PROGRAM EXPRESSION REASON: of its picture's figures; what it says of a broken file.
develops_by () {
    command -v "$1" >/dev/null || { skip "$1 develops RAW" "there is no $1"; return; }
    # Two at once, and a broken one: these programs start slowly.
    PATH=$work/$1 "$command" develop --quiet --look authentic:0 --force --format tiff -o "$1-out" turned.dng half.dng >said 2>&1
    check "$1: a broken file is one that failed" [ $? -eq 1 ]
    check "$1: what is wrong is told" said_of_half "$1" "$3"
    check "$1: and nothing is left of it" [ "$(ls -A "$1-out")" = turned.tif ]
    picture=$1-out/turned.tif
    check "$1: the picture stands upright" [ "$(magick identify -format '%wx%h' "$picture")" = 192x288 ]
    magick "$picture" -rotate -90 chart.tif
    check "$1: it has the chart's colours" is chart.tif "$2"
    check "$1: in 16 bits" [ "$(exiftool -s3 -n -BitsPerSample "$picture")" = '16 16 16' ]
    check "$1: with more levels than 8 bits have" [ "$(magick "$picture" -format %k info:)" -gt 256 ]
    check "$1: it says of the photograph what the RAW file said" [ "$(tags "$picture")" = "$tags_wanted" ]
    check "$1: XMP too" [ "$(exiftool -s3 -XMP-dc:Title "$picture")" = 'The chart' ]
    check "$1: it tells nothing of the sensor" tells_no_sensor "$picture"
}

# LibRaw makes of the sensor's colours those of the chart; darktable brightens as its defaults do, and keeps hues.
develops_by dcraw_emu 'max < 1 and rising' 'Cannot unpack'
if [ -e dcraw_emu-out/turned.tif ]; then # as a JPEG, whose EXIF is a block of its own
    PATH=$work/dcraw_emu "$command" develop --quiet --look authentic --watermark bar -o turned.jpg turned.dng
    check "a JPEG says the same" [ "$(tags turned.jpg)" = "$tags_wanted" ]
    check "and tells nothing of the sensor" tells_no_sensor turned.jpg
fi
develops_by darktable-cli 'mean < 12 and hue < 5 and grey < 8 and rising' 'truncated'
finish
