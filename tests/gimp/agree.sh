#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One filter, one result: GIMP's merged and appended filter, our procedure and the `gegl` command, at every precision, with
# alpha and with a selection; strength 0 changes no bit.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

# name, source, precision (#f: as the file), kind of file that holds it
cases='
u8             u8   #f                         png
u8-alpha       u8a  #f                         png
u16            u16  #f                         png
u16-linear     u16  PRECISION-U16-LINEAR       tif
float          u16  PRECISION-FLOAT-NON-LINEAR tif
linear-alpha   u16a PRECISION-FLOAT-LINEAR     tif
'
look=authentic # has tone, colour and a vignette

"$tools/rf-test-image" --size 160x120 --format "R'G'B' u8" u8.png
"$tools/rf-test-image" --size 160x120 --format "R'G'B'A u8" u8a.png
"$tools/rf-test-image" --size 160x120 --format "R'G'B' u16" u16.png
"$tools/rf-test-image" --size 160x120 --format "R'G'B'A u16" u16a.png

calls=$(echo "$cases" | while read -r name source precision suffix; do
    [ -z "$name" ] || echo "(write-all \"$name\" \"$source.png\" $precision \"$suffix\" \"$look\")"
done)
check "GIMP applies the filter in every way, at every precision" \
    gimp_with agree.scm "$calls"

# same NAME A B: bit for bit. alike NAME A B: nobody can see a difference.
same () {
    check "$1" "$tools/rf-compare" --exact "$2" "$3"
}

alike () {
    check "$1" "$tools/rf-compare" --max-p99 0.3 "$2" "$3"
}

# gegl_look IN OUT: the command's result with as many bits as the input has.
gegl_look () {
    case $1 in
    u8*) gegl "$1" -- rangefinder:look look=$look gegl:png-save path="$2" bitdepth=8 ;;
    *.png) gegl "$1" -- rangefinder:look look=$look gegl:png-save path="$2" bitdepth=16 ;;
    *) gegl "$1" -- rangefinder:look look=$look gegl:tiff-save path="$2" bitdepth=32 fp-format=1 ;;
    esac
}

echo "$cases" >cases
while read -r name source precision suffix; do
    [ -n "$name" ] || continue
    of () {
        echo "$name.$1.$suffix"
    }
    gegl_look "$(of before)" "$(of gegl)" >gegl.log 2>&1
    alike "$name: merged filter and gegl command agree" "$(of merged)" "$(of gegl)"
    alike "$name: appended filter and gegl command agree" "$(of appended)" "$(of gegl)"
    alike "$name: merged and appended filter agree" "$(of merged)" "$(of appended)"
    same "$name: the procedure with merge is the merged filter" "$(of procedure-merged)" "$(of merged)"
    same "$name: the procedure without merge is the appended filter" "$(of procedure-appended)" "$(of appended)"
    same "$name: strength 0 merged changes no bit" "$(of zero-merged)" "$(of before)"
    same "$name: strength 0 appended changes no bit" "$(of zero-appended)" "$(of before)"
    same "$name: outside the selection no bit changes" "$(of selected-blackened)" "$(of before-blackened)"
    # 0.6: one step of 8 bits, for GEGL rounds a row's ends and its middle by different code.
    check "$name: inside the selection it is as without one, the vignette too" \
        "$tools/rf-compare" --max-p99 0.05 --max 0.6 "$(of selected-cropped)" "$(of whole-cropped)"
    check "$name: the appended filter keeps to the selection likewise" \
        "$tools/rf-compare" --max-p99 0.05 --max 0.6 "$(of selected-appended-cropped)" "$(of whole-cropped)"
    if "$tools/rf-compare" --max 1 "$(of merged)" "$(of before)" >/dev/null 2>&1; then
        fail "$name: the look changes the picture" "what is compared above is a picture without a look"
    else
        pass "$name: the look changes the picture"
    fi
done <cases
finish
