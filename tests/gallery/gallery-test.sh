#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev gallery from end to end, with odd names and what cannot be read; check-gallery.py reads what it wrote.
set -u
. "$RF_SOURCE/tests/tap.sh"
work_folder=$(mktemp -d)
trap 'rm -rf "$work_folder"' EXIT
cd "$work_folder" || exit 1
real=$RF_BUILD

# The build, but only some looks are measured: all would take longer than everything else.
RF_BUILD=$work_folder/build
mkdir -p "$RF_BUILD/tests/look"
ln -s "$real/plugins" "$RF_BUILD/plugins"
ln -s "$real/tests/gallery" "$RF_BUILD/tests/gallery"
printf '#!/bin/sh\nexec "%s/tests/look/rf-measure" "$@" $(cat %s)\n' "$real" "$work_folder/measured" >"$RF_BUILD/tests/look/rf-measure"
echo chrome odd >measured
chmod +x "$RF_BUILD/tests/look/rf-measure"

# The user has a look with a title of all that needs care, whose tint turns skin as none may; a LUT; and a look that is none.
title="Rock & <Roll> \"it's\" 🎞 %s"
XDG_DATA_HOME=$work_folder/home
own=$XDG_DATA_HOME/rangefinder/looks
export RF_BUILD XDG_DATA_HOME
mkdir -p "$own"
sed -e "s/^curve=.*/curve=12:-1,3; 55:0,10; 80:0,10; 94:0,5/" -e "s/^title=.*/title=$(printf %s "$title" | sed 's/&/\\&/g')/" "$RF_SOURCE/luts/brass.look" >"$own/odd.look"
RANGEFINDER_DATA=$real/data "$real/plugins/command/rangefinder" looks --ids >ids
printf 'LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n' >"$own/A & B.cube"
echo a-b >>ids
echo 'this is no look' >"$own/broken.look"

# ./dev, but what it builds is built and we are inside already.
gallery () (
    source=$RF_SOURCE
    work=''
    watcher=''
    half_made=''
    . "$RF_SOURCE/tests/dev-machine.sh"
    . "$RF_SOURCE/tests/gallery/dev-gallery.sh"
    build () {
        build=$RF_BUILD
    }
    inside () {
        "$@"
    }
    trap clean_up EXIT
    set -e
    run_gallery "$@"
)

check_page () {
    python3 "$RF_SOURCE/tests/gallery/check-gallery.py" "$@"
}

# A photograph on its side, named by all that HTML, shells and ImageMagick find special; others that cannot be read.
name="my \"best\" <photo> & it's 100% 🌅 [1].jpg"
mkdir photos
"$real/tests/tools/rf-test-image" --size 120x80 test.png
magick test.png -quality 95 photos/side.jpg
exiftool -q -overwrite_original -n -Orientation=6 photos/side.jpg
mv photos/side.jpg "photos/$name"
"$real/tests/tools/rf-test-image" --space Adobish test.png
magick test.png -crop 1x1+100+110 +repage -scale 90x60 PNG24:photos/wide.png # strong, but sRGB has it
echo 'no picture' >'photos/text & more.jpg'
head -c 3000 "photos/$name" >photos/half.jpg
said=$(gallery photos/half.jpg --out 'my gallery' 'photos/text & more.jpg' photos photos/wide.png -- "photos/$name" photos/none.jpg 2>&1)
status=$?
printf '%s\n' wide.png "$name" >names

# says NAME TEXT: what was said has the text in it.
says () {
    case $said in
    *"$2"*) pass "$1" ;;
    *) fail "$1" "«$2» expected in: $said" ;;
    esac
}

check 'what cannot be shown makes it fail' [ "$status" -eq 1 ]
says 'a text is named' 'dev: photos/text & more.jpg: cannot be read as a picture'
says 'a damaged photograph is named' 'dev: photos/half.jpg: cannot be read as a picture'
says 'a missing one is named' 'dev: photos/none.jpg: no such file'
says 'a folder is named' 'dev: photos: not a file'
says 'a broken look is named' 'broken.look'
says 'the place is told' "Gallery: $work_folder/my gallery/index.html"
check 'nothing stays where it was made' [ -z "$(find "$RF_BUILD" -maxdepth 1 -name 'gallery.??????')" ]

# property TITLE CHECK: of the page.
property () {
    check "$1" check_page "$2" 'my gallery' ids names "$title"
}

property 'the page and all plots are well-formed' well-formed
property 'all it refers to is there, and no more' references
property 'every look is there, under its own title' looks
property 'photographs bear their names' names
property 'the tables are those of rf-measure' table
"$RF_BUILD/tests/look/rf-measure" --tsv >measured.tsv
check 'and of nobody else' cmp measured.tsv 'my gallery/measures.tsv'
check 'a look that misses its targets is among them' grep -q '^odd	.*	no$' measured.tsv
property 'tone curves rise, and start from a neutral one' tone
property 'wheels show where colours go' wheels
property 'contact sheets have all looks' sheets
check 'photographs stand upright' [ "$(magick identify -format '%wx%h' 'my gallery/pictures/2-authentic.jpg')" = 80x120 ]

# differs A B: the pictures are not nearly the same.
differs () {
    "$real/tests/tools/rf-compare" --max 3 "$1" "$2"
    [ $? -eq 1 ]
}

check 'a look changes the picture' differs 'my gallery/pictures/2.jpg' 'my gallery/pictures/2-sepia.jpg'
check 'a LUT that changes nothing does not' \
    "$real/tests/tools/rf-compare" --max-p99 1 'my gallery/pictures/2.jpg' 'my gallery/pictures/2-a-b.jpg'
check 'colours of another space are shown as they are' \
    "$real/tests/tools/rf-compare" --max 1.5 photos/wide.png 'my gallery/pictures/1.jpg'

# A checkout with one look.
echo chrome >measured
RF_SOURCE_ALL=$RF_SOURCE
RF_SOURCE=$work_folder/source
export RF_SOURCE
mkdir -p "$RF_SOURCE/luts"
ln -s "$RF_SOURCE_ALL/tests" "$RF_SOURCE/tests"
cp "$RF_SOURCE_ALL/luts/chrome.look" "$RF_SOURCE/luts/"
rm "$own/broken.look" "$own/A & B.cube"
echo 'mine' >'my gallery/note.txt'
mkdir full new
echo 'mine' >full/index.html
check_fails 'another folder is not overwritten' 'holds something else than a gallery' gallery --out full "photos/$name"
check 'nor changed' [ "$(cat full/*)" = mine ]
check_fails 'without a photograph nothing is shown' 'nothing to show' gallery --out 'my gallery' photos/none.jpg
property 'and the gallery of before stays' names
check_fails 'an option that is none is told' 'gallery knows no --size' gallery --size 3
check_fails 'so is a folder that is not given' '--out: which folder?' gallery "photos/$name" --out
check 'a gallery replaces an older one' gallery "--out=my gallery" "photos/$name" "photos/$name"
printf 'chrome\nodd\n' >ids
printf '%s\n' "$name" "$name" >names
property 'of which nothing stays' looks
check 'no picture of it either' [ ! -e 'my gallery/pictures/1-sepia.jpg' ]
check 'but what is not its own does' [ "$(cat 'my gallery/note.txt')" = mine ]
check 'an empty folder will do' gallery --out new "photos/$name"
finish
