#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# plug-in-rangefinder-batch: which files it takes and makes, and that whatever is wrong is said, by name, with nothing lost.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

mkdir -p photos/sub.jpg beside odd originals kept damaged texts exact grey webp out/over
"$tools/rf-test-image" --size 160x120 base.png
magick base.png -quality 95 base.jpg
magick base.png base.tif

cp base.jpg photos/IMG_2.jpg
cp base.jpg photos/IMG_10.JPEG
cp base.png photos/IMG_10.png
cp base.tif photos/IMG_1.TIFF
cp base.png photos/IMG_10.tif.png
cp base.jpg photos/.hidden.jpg
echo "notes" >photos/notes.txt
cp base.png beside/a.png
cp base.png beside/without-extension
for name in "it's \"quoted\".jpg" "-dash.jpg" "two  blanks.jpg" "📷 ü.jpg" "50% [a]?*.jpg" "$(printf 'latin-\351.jpg')"; do
    cp base.jpg "odd/$name"
done
magick base.png -flip -quality 95 originals/a.jpeg
magick base.png -flop -quality 95 originals/a.jpg
cp base.png originals/a.png
cp -r originals backup
cp base.jpg kept/a.jpg
cp base.png kept/b.png
cp base.jpg out/over/IMG_2.jpg
echo "text" >texts/notes.txt

head -c 3000 base.jpg >damaged/cut.jpg
head -c 3000 base.png >damaged/cut.png
head -c 30000 base.tif >damaged/cut.tif
: >damaged/empty.jpg
echo "<html>not found</html>" >damaged/page.jpg
cp base.jpg damaged/zz-good.jpg

"$tools/rf-test-image" --size 160x120 --format "R'G'B'A u8" exact/eight-alpha.png
"$tools/rf-test-image" --size 160x120 --format "R'G'B' u16" exact/sixteen.png
magick base.png -colorspace Gray grey/grey.jpg
magick base.png -colors 16 -type Palette grey/indexed.png
magick base.png -define webp:lossless=true webp/picture.webp
find photos kept beside -type f -exec md5sum {} + | sort >before.md5

# An unfinished file of a batch that was cancelled, and one of a batch that runs: the number is its process.
mkdir -p out/one
: >"out/one/.rangefinder-$(uname -n)-4194304.jpg"
: >"out/one/.rangefinder-$(uname -n)-$$.jpg"

check "GIMP runs through all of it" gimp_with batch.scm ''

alike () {
    check "$1" "$tools/rf-compare" --max-p99 "$2" "$3" "$4"
}

same () {
    check "$1" "$tools/rf-compare" --exact "$2" "$3"
}

differs () {
    "$tools/rf-compare" --max 1 "$2" "$3" >compare.log 2>&1
    [ $? -eq 1 ] && pass "$1" || fail "$1" "$2 and $3: $(cat compare.log)"
}

# names DIR TEXT: what is in it, hidden files too.
names () {
    [ "$(ls -A "$1" | tr '\n' ' ')" = "$2 " ] || { ls -A "$1"; return 1; }
}

check "a folder is developed" outcome plain
check "... and the number of photographs returned" outcome plain-number
check "... each once, with names of their own; hidden files, texts and sub-folders are not photographs" \
    names out/plain "IMG_1.jpg IMG_10.JPEG IMG_10.jpg IMG_10.tif.jpg IMG_2.jpg"
check "... one line each in the order of their numbers, with seconds" sh -c "
    sed -n 's/^\(IMG_[^ ]*\) -> out.plain.IMG_[^ ]* [0-9.]* s\$/\1/p' gimp.log | head -n 5 | tr '\n' ' ' |
        grep -x 'IMG_1.TIFF IMG_2.jpg IMG_10.JPEG IMG_10.png IMG_10.tif.png '"
check "... and a summary with seconds per photograph" \
    grep -q '^5 of 5 photographs developed in [0-9.]* s ([0-9.]* s per photograph)$' gimp.log
differs "... which look otherwise than before" out/plain/IMG_2.jpg photos/IMG_2.jpg

check_fails "files that exist already: an error that counts" "5 of 5 photographs could not be developed" outcome again
check_fails "... and names them" "out/plain/IMG_2.jpg exists already" outcome again
same "... they are untouched" out/plain/IMG_10.JPEG out/pattern/IMG_10.JPEG
check "with overwrite they are replaced" outcome overwrite
differs "... by the new look" out/over/IMG_2.jpg base.jpg

check "without an output, into a folder beside the photographs" outcome default-output
check "..." names beside/rangefinder a.jpg
check "one file, whatever its name ends in" outcome one-file
check "... what a cancelled batch left there is gone, what another one is writing is not" \
    names out/one ".rangefinder-$(uname -n)-$$.jpg without-extension.jpg"
rm -f "out/one/.rangefinder-$(uname -n)-$$.jpg"
check "a pattern" outcome pattern
check "..." names out/pattern "IMG_1.jpg IMG_10.JPEG IMG_10.jpg IMG_10.tif.jpg"
check "odd names: quotes, dash, blanks, emoji, wildcards, bytes that are not UTF-8" outcome odd-names
check "... all are there under the same names" sh -c 'ls odd >odd.txt; ls out/odd | cmp odd.txt -'

check "in place, with overwrite" outcome in-place
check "... a.jpeg and a.jpg stay two, and a.png gets a name of its own" names originals "a.jpeg a.jpg a.png a.png.jpg"
same "... a PNG developed to JPEG is still there" originals/a.png base.png
differs "... a JPEG is replaced by its result" originals/a.jpg backup/a.jpg
alike "... which is its own" 15 originals/a.jpg backup/a.jpg
alike "... and so is the other's" 15 originals/a.jpeg backup/a.jpeg
alike "... and the PNG's" 15 originals/a.png.jpg backup/a.png
check_fails "in place, without overwrite: an error" "1 of 2 photographs could not be developed: a.jpg: " outcome beside-originals
check "... and what does not exist yet is written" names kept "a.jpg b.jpg b.png"

check_fails "damaged files: an error that counts" "5 of 6 photographs could not be developed" outcome damaged
for name in cut.jpg cut.png cut.tif; do
    check_fails "... $name is cut off" "$name: the file is damaged: its end is missing" outcome damaged
done
check_fails "... empty.jpg is empty" "empty.jpg: the file is empty" outcome damaged
check_fails "... page.jpg is no picture" "page.jpg: it is not a picture that GIMP can read" outcome damaged
check "... the good one is written, and nothing else" names out/damaged zz-good.jpg

check_fails "an unknown look is named" "kodak" outcome unknown-look
check_fails "an unknown format is named, with those there are" "“gif”; choose one of: jpeg, png, tiff" outcome unknown-format
check_fails "no input at all" "input: which photographs?" outcome no-input
check_fails "a folder that is not there is named" "nowhere: there is no such file or folder" outcome no-folder
check_fails "a pattern that matches nothing is named" "photos/*.webp: no photograph" outcome no-match
check_fails "a folder without photographs is named" "texts: there is no photograph" outcome no-photographs
check_fails "an output that cannot be made is named" "photos/IMG_2.jpg/out: the output folder cannot" outcome output-below-file
check_fails "an output that is a file is named" "photos/IMG_2.jpg: the output folder cannot" outcome output-is-file
check_fails "quality 0 is an error" "end quality-0 failed" outcome quality-0
check "after such errors no output folder was made" sh -c '! ls -d out/never*'

# b.jpg and a.jpg of beside/ are results.
check "no original has changed" sh -c \
    "find photos kept beside -type f ! -name b.jpg ! -path '*/rangefinder/*' -exec md5sum {} + | sort | cmp - before.md5"
check "no temporary file is left" sh -c "! find . -name '.rangefinder*' | grep ."

check "strength 0 to PNG" outcome zero-png
same "... changes no bit of 8 bits with alpha" out/zero/eight-alpha.png exact/eight-alpha.png
same "... nor of 16" out/zero/sixteen.png exact/sixteen.png
check "strength 0 to TIFF" outcome zero-tiff
same "... changes no bit of 16" out/zero/sixteen.tif exact/sixteen.png
check "strength 50 and 100" sh -c 'grep -q "^end half done" gimp.log && grep -q "^end full done" gimp.log'
differs "... differ" out/half/sixteen.png out/full/sixteen.png
differs "... and 50 differs from 0" out/half/sixteen.png exact/sixteen.png
check "a low quality makes a small file" sh -c \
    '[ "$(stat -c %s out/low/IMG_2.jpg)" -lt "$(stat -c %s out/plain/IMG_2.jpg)" ]'
check "grey and indexed pictures get the look's colours" outcome grey
for name in grey indexed; do
    check "... $name is RGB now" sh -c "magick identify -format '%[channels]' out/grey/$name.png | grep -q srgb"
done
gegl grey/grey.jpg -- rangefinder:look look=sepia gegl:png-save path=grey-gegl.png bitdepth=8 >gegl.log 2>&1
alike "... and as brown as gegl makes it" 0.3 out/grey/grey.png grey-gegl.png
check "WebP is read" outcome webp
differs "... and developed" out/webp/picture.jpg base.png

# The exit code of GIMP itself, and the message where a user sees it.
gimp '(plug-in-rangefinder-batch #:input "damaged" #:look "vibrant" #:output "out/last")' >last.log
status=$?
check "one failure among photographs: GIMP's exit code is 70" [ "$status" -eq 70 ]
check "... and its message lists it" grep -q "Error: .* 5 of 6 photographs could not be developed: cut.jpg: the file is damaged" last.log
finish
