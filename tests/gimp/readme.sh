#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The examples of README.md run exactly as printed: each block of ```scheme in GIMP, each block of ```sh whose first line
# starts with gimp-console in a shell. Each has a folder to itself, with two photographs, which have something to say, in the sub-folder photos.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

"$tools/rf-test-image" --size 160x120 base.png
magick base.png -quality 90 base.jpg
exiftool -q -q -overwrite_original -Make=Nikon -Model='Z 8' -FNumber=2.8 -ExposureTime=1/250 -ISO=400 base.jpg

# write_blocks LANGUAGE: each block to LANGUAGE.1, LANGUAGE.2, ...
write_blocks () {
    awk -v language="$1" '
        $0 == "```" language { number++; inside = 1; next }
        /^```/ { inside = 0 }
        inside { print > (language "." number) }' "$RF_SOURCE/README.md"
}

# make_room DIR: with the photographs.
make_room () {
    mkdir -p "$1/photos"
    for name in IMG_1 IMG_2; do
        cp base.jpg "$1/photos/$name.jpg"
    done
}

# written DIR: what the example left there besides the photographs.
written () {
    find "$1" -type f ! -path "$1/photos/IMG_[12].jpg" ! -name '*.log' | sort
}

# run_example KIND NUMBER COMMAND...
run_example () {
    room=room-$1-$2
    make_room "$room"
    name="the $1 example $2 of README.md"
    shift 2
    check "$name runs as printed" in_room "$@"
    check "... and writes something" [ -n "$(written "$room")" ]
}

in_room () (
    cd "$room" || exit 1
    "$@"
)

if [ ! -f "$RF_SOURCE/README.md" ]; then
    fail "there is a README.md" "$RF_SOURCE/README.md is missing"
    finish
    exit
fi
write_blocks scheme
write_blocks sh

# The command has the version of GIMP in its name.
mkdir bin
for version in '' -3 -3.0 -3.2; do
    ln -s "$rf_gimp_console" "bin/gimp-console$version"
done
PATH=$work/bin:$PATH

found=0
for block in scheme.*; do
    [ -f "$block" ] || continue
    found=$((found + 1))
    run_example scheme "${block#scheme.}" gimp "(load \"$work/$block\")"
done
check "README.md has examples in Scheme" [ $found -gt 0 ]
found=0
for block in sh.*; do
    [ -f "$block" ] || continue
    grep -v '^$' "$block" | head -n 1 | grep -q '^gimp-console' || continue
    found=$((found + 1))
    run_example sh "${block#sh.}" sh -e "$work/$block"
done
check "README.md has examples for the shell" [ $found -gt 0 ]
finish
