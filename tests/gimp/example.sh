#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The script that people copy, plugins/gimp/rangefinder.scm, does what its first lines promise, run as they say.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

mkdir photos developed
"$tools/rf-test-image" --size 160x120 base.png
magick base.png -quality 95 photos/a.jpg
magick base.png -quality 95 photos/b.jpg
exiftool -q -q -overwrite_original -Make=Leica photos/a.jpg photos/b.jpg
exiftool -q -q -overwrite_original -n -Orientation=6 photos/b.jpg

# The command that the header shows, with the GIMP that is here.
sed -n 's/^; *\(gimp-console.*\)/\1/p; s/^; *\(-b .*\)/\1/p' "$RF_SOURCE/plugins/gimp/rangefinder.scm" |
    sed "s|gimp-console-3.0|$rf_gimp_console|" >command.sh
check "the header shows a command" [ "$(wc -l <command.sh)" -eq 2 ]
check "it runs as printed" sh command.sh
for name in a b; do
    "$tools/rf-compare" --max 1 developed/$name.jpg photos/$name.jpg >compare.log 2>&1 &&
        fail "$name.jpg is developed" "$(cat compare.log)" || check "$name.jpg is developed" [ -s developed/$name.jpg ]
done
check "upright, with a bar of 168/1080 of the width below" \
    [ "$(magick identify -format '%wx%h' developed/b.jpg 2>/dev/null)" = 120x179 ]
check "with its EXIF" [ "$(exiftool -s3 -Make developed/b.jpg)" = Leica ]
check_fails "an unknown look stops it and is named" "kodak" gimp \
    '(rangefinder-develop-all "photos/*.jpg" "developed" "kodak" "")'
mkdir plain
check "without a watermark" gimp '(rangefinder-develop-all "photos/b.jpg" "plain" "authentic" "")'
check "... it has the photograph's size" [ "$(magick identify -format '%wx%h' plain/b.jpg 2>/dev/null)" = 120x160 ]
finish
