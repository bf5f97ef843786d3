#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What ./dev gallery runs at the place where GEGL is: gallery.sh WORK [NAME]... Photograph N is the file WORK/photographs/N,
# which people know as the Nth NAME; one that is missing has been told of. Without any NAME: those of tests/photographs.sh.
# Leaves WORK/gallery, and adds a sentence to WORK/problems for whatever did not come into it. Exit code 3: there is no
# gallery, and the sentences tell why.
set -eu

work=$1
shift
. "$RF_SOURCE/tests/host-env.sh"
. "$RF_SOURCE/tests/photographs.sh"
cd "$work"

tell () {
    printf '%s\n' "$1" >>problems
}

take_photographs () {
    number=0
    for name in $rf_photographs; do
        number=$((number + 1))
        cp "$rf_photographs_folder/$name.jpg" "photographs/$number" ||
            tell "$rf_photographs_folder/$name.jpg: missing; install Debian's package budgie-backgrounds, or give photographs"
    done
}

# decode NUMBER: upright, small, in its own colour space, the first of several pictures. A warning about a damaged file
# leaves a picture with a grey rest: not one to judge looks by.
decode () {
    magick "photographs/$1[0]" -auto-orient -thumbnail '720x720>' -background white -alpha remove -alpha off \
        "PNG48:decoded/$1.png" 2>said || return 1
    ! grep -q -i 'corrupt\|premature\|truncated' said
}

if [ $# -eq 0 ]; then
    take_photographs
    set -- $rf_photographs
fi

mkdir decoded
number=0
named=$#
for name in "$@"; do
    number=$((number + 1))
    [ -f "photographs/$number" ] || continue
    echo "reading $name"
    if decode "$number"; then
        set -- "$@" "${name##*/}" "decoded/$number.png"
    else
        tell "$name: cannot be read as a picture (JPEG, PNG, TIFF, WebP): $(head -n 1 said)"
    fi
done
shift "$named"
if [ $# -eq 0 ]; then
    tell "no photograph could be read: there is nothing to show"
    exit 3
fi

echo "measuring the looks"
"$RF_BUILD/tests/look/rf-measure" --tsv >measures.tsv
echo "developing the photographs"
status=0
"$RF_BUILD/tests/gallery/rf-gallery" --measures measures.tsv --out gallery "$@" 2>said || status=$?
cat said
sed -n 's/^gallery: //p' said >>problems
[ "$status" -ne 2 ] || exit 3
[ "$status" -le 1 ] || exit 1
cp measures.tsv gallery/
