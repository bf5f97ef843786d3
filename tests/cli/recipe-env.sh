# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of the recipes: many small photographs under names that shells do not like.
. "$RF_SOURCE/tests/command-env.sh"

recipes=$RF_SOURCE/plugins/command/recipes
RANGEFINDER=$RF_BUILD/plugins/command/rangefinder
export RANGEFINDER

# make_photos N: in the folder photos, and their names in the file list, each with a zero byte at its end.
make_photos () {
    mkdir photos
    magick -size 96x64 plasma:navy-orange -quality 90 seed.jpg || return 1
    photo=0
    while [ $photo -lt "$1" ]; do
        case $((photo % 5)) in
        0) name="a b $photo" ;;
        1) name="it's \"$photo\"" ;;
        2) name="-rf \$(id) $photo" ;;
        3) name="📷 ü $photo" ;;
        4) name="$photo" ;;
        esac
        cp seed.jpg "photos/$name.jpg"
        photo=$((photo + 1))
    done
    find "$work/photos" -type f -print0 | sort -z >list
}

count_files () {
    find "$1" -type f ! -name '.*' 2>/dev/null | wc -l
}

# whole FOLDER N: so many results, each a JPEG to its end.
whole () {
    [ "$(count_files "$1")" -eq "$2" ] || { echo "$(count_files "$1") results, $2 expected"; return 1; }
    find "$1" -type f ! -name '.*' -print0 | xargs -0 -n 1 tail -c 2 | od -An -v -tx1 | tr -d ' \n' | grep -q -x "\(ffd9\)\{$2\}" ||
        { echo "a result is cut off"; return 1; }
}
