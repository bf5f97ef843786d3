#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Memory does not grow with the picture: it goes by in strips.
. "$RF_SOURCE/tests/cli/cli-env.sh"

# peak NAME ARGUMENT...: the command's largest size in memory, in KiB.
peak () {
    python3 -c 'import resource, subprocess, sys
subprocess.run(["rangefinder", "develop", "-q", "--jobs", "1", *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$@"
}

magick -size 1000x700 xc:gray40 -sampling-factor 2x2 -quality 90 small.jpg
magick -size 8000x6000 xc:gray40 -sampling-factor 2x2 -quality 90 large.jpg
magick -size 5000x4000 xc:gray40 -depth 16 -compress none -alpha off -type TrueColor large.tif
small=$(peak --look authentic --watermark bar --set model=M -o out-small.jpg small.jpg)
for format in bar mat; do
    large=$(peak --look authentic --watermark $format --set model=M -o "out-$format.jpg" large.jpg)
    echo "#| $format: 0.7 megapixels $((small / 1024)) MiB, 48 megapixels $((large / 1024)) MiB"
    check "$format: 48 megapixels take no more than 40 MiB over a small picture" [ $((large - small)) -lt 40960 ]
    check "... and come out whole" [ "$(magick identify -format %w "out-$format.jpg")" -ge 8000 ]
done
large=$(peak --look authentic -o out.tif large.tif)
echo "#| TIFF of 16 bits: 20 megapixels $((large / 1024)) MiB"
file=$(($(stat -c %s large.tif) / 1024))
check 'a TIFF takes what exiv2 needs to put its metadata in: its file twice' [ $((large - small)) -lt $((2 * file + 40960)) ]
finish
