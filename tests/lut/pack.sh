#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The pack of LUTs that `./dev luts` makes, of one look: complete, sound, the same bytes each time.
set -u
. "$RF_SOURCE/tests/command-env.sh"
. "$RF_SOURCE/tests/lut/dev-luts.sh"

pack () {
    mkdir "$1" && sh -c "$luts_inside" sh "$work/$1" pack.zip 1 sepia && mv "$1/pack.zip" "$1.zip" && rm -r "${work:?}/$1"
}

if ! command -v zip >/dev/null || ! command -v unzip >/dev/null; then
    skip "a look is packed" "there is no zip and unzip"
    finish
    exit
fi
check "a look is packed" pack one
check "and again, elsewhere" pack two
check "both packs are the same to the bit" cmp one.zip two.zip
check "the pack opens" unzip -q one.zip
cd rangefinder-luts-1 || exit 1
check "its sums are right" sha256sum --check --quiet SHA256SUMS
check "they are of all files" sh -c '[ "$(wc -l <SHA256SUMS)" -eq "$(find . -type f ! -name SHA256SUMS | wc -l)" ]'
every_kind () {
    for file in cube-33/sepia-33.cube cube-65/sepia-65.cube hald/sepia-hald-8.png icc/sepia-33.icc; do
        [ -s "$file" ] || { echo "$file is missing"; return 1; }
    done
}
check "the look is there in every form" every_kind
check "the page that tells how to load them is there" grep -q "<h2>DaVinci Resolve</h2>" how-to-load.html
cd "$work" || exit 1
finish
