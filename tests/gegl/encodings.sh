#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files of every kind through the gegl command: the same picture gives the same result, alpha and profile stay, and at
# strength 0 nothing at all happens.
set -u
. "$RF_SOURCE/tests/host-env.sh"
. "$RF_SOURCE/tests/tap.sh"
tools=$RF_BUILD/tests/tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_DATA_HOME=$work/home
export XDG_DATA_HOME

# picture NAME FORMAT [OPTION...]
picture () {
    name=$1
    format=$2
    shift 2
    "$tools/rf-test-image" --size 256x192 --format "$format" "$@" "$work/$name"
}

# develop NAME RESULT PROPERTY=VALUE...
develop () {
    name=$1
    result=$2
    shift 2
    rm -f "$work/$result"
    gegl "$work/$name" -o "$work/$result" -- rangefinder:look "$@" 2>&1
    [ -s "$work/$result" ]
}

picture 8-bit.png "R'G'B' u8"
picture 8-bit-alpha.png "R'G'B'A u8"
picture 16-bit.png "R'G'B' u16"
picture 16-bit-alpha.png "R'G'B'A u16"
picture 16-bit.tif "R'G'B' u16"
picture float.tif "R'G'B' float"
picture linear.exr 'RGB float'
picture float-alpha.tif "R'G'B'A float"
picture linear-alpha.exr 'RGBA float'
picture grey.png "Y' u8"

for look in authentic mono-contrast; do
    develop 8-bit.png reference.tif "look=$look"
    for name in 16-bit.png 16-bit.tif float.tif linear.exr; do
        check "$look: $name develops" develop "$name" result.tif "look=$look"
        check "$look: $name gives what 8 bits give" "$tools/rf-compare" --max-p99 0.3 "$work/reference.tif" "$work/result.tif"
    done
    develop 8-bit-alpha.png reference.tif "look=$look"
    for name in 16-bit-alpha.png float-alpha.tif linear-alpha.exr; do
        check "$look: $name develops" develop "$name" result.tif "look=$look"
        check "$look: $name gives what 8 bits give" "$tools/rf-compare" --max-p99 0.3 "$work/reference.tif" "$work/result.tif"
    done
done

# The comparison above can fail: another look is far away.
develop 8-bit.png other.tif look=mono-natural
develop 8-bit.png reference.tif look=authentic
check_fails 'another look is another picture' '' "$tools/rf-compare" --max-p99 0.3 "$work/reference.tif" "$work/other.tif"

for name in 8-bit.png 8-bit-alpha.png 16-bit.png 16-bit-alpha.png 16-bit.tif float.tif float-alpha.tif grey.png; do
    check "strength 0: $name develops" develop "$name" same.tif strength=0 exposure=1
    check "strength 0: $name keeps every bit" "$tools/rf-compare" --exact "$work/$name" "$work/same.tif"
done

# A wider space than sRGB, whose profile is in the file.
profile_of () {
    exiftool -b -icc_profile "$1" | md5sum
}
picture wide.png "R'G'B' u8" --space Adobish
check 'a picture with a profile develops' develop wide.png wide-result.png look=vibrant
check 'it keeps its profile' [ "$(profile_of "$work/wide.png")" = "$(profile_of "$work/wide-result.png")" ]
check 'which is there' [ "$(exiftool -b -icc_profile "$work/wide-result.png" | wc -c)" -gt 100 ]
finish
