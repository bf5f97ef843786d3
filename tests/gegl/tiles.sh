#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The bits of a picture do not depend on threads, tiles or chunks: with a vignette, which depends on the place.
set -u
. "$RF_SOURCE/tests/host-env.sh"
. "$RF_SOURCE/tests/tap.sh"
tools=$RF_BUILD/tests/tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_DATA_HOME=$work/home
export XDG_DATA_HOME

# Float pixels that are drawn as they are, perceptual and linear, and bytes, which babl converts piece by piece.
"$tools/rf-test-image" --size 411x303 --format "R'G'B'A float" "$work/float.tif"
"$tools/rf-test-image" --size 411x303 --format "R'G'B' u8" "$work/bytes.png"
"$tools/rf-test-image" --size 411x303 --format 'RGBA float' "$work/linear.exr"

# develop PICTURE NAME VARIABLE=VALUE...: with that environment.
develop () {
    picture=$1
    result=$work/$2.gegl
    shift 2
    env "$@" gegl "$work/$picture" -o "$result" -- rangefinder:look look=vibrant vignette=value vignette-ev=-1.5 2>&1
    [ -s "$result" ]
}

for picture in float.tif bytes.png linear.exr; do
    check "$picture: one thread" develop "$picture" reference GEGL_THREADS=1
    # GEGL saves only tiles whose size in bytes is a multiple of 16.
    for how in GEGL_THREADS=2 GEGL_THREADS=7 GEGL_TILE_SIZE=16x16 GEGL_TILE_SIZE=1024x8 'GEGL_TILE_SIZE=37x48 GEGL_THREADS=3' \
        'GEGL_CHUNK_SIZE=4096 GEGL_THREADS=2'; do
        # shellcheck disable=SC2086 # several variables are several words
        check "$picture: $how" develop "$picture" other $how
        check "$picture: the same bits with $how" "$tools/rf-compare" --exact "$work/reference.gegl" "$work/other.gegl"
    done
done

# The test sees what it says it sees: another vignette gives other bits.
develop float.tif reference GEGL_THREADS=1
gegl "$work/float.tif" -o "$work/other.gegl" -- rangefinder:look look=vibrant vignette=value vignette-ev=-1.49
check_fails 'another vignette has other bits' 'pixels differ' \
    "$tools/rf-compare" --exact "$work/reference.gegl" "$work/other.gegl"
finish
