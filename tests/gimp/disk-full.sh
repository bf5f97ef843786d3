#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A disk that fills up while a batch writes. It is played by a limit on the size of files, which any user can set: GIMP's
# exporters meet the same failing write.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

mkdir photos out
"$tools/rf-test-image" --size 300x200 base.png
magick base.png -quality 95 photos/b.jpg
exiftool -q -q -overwrite_original -ImageDescription="$(seq -s' ' 300)" photos/b.jpg
echo "an older result" >out/b.jpg
gimp '(plug-in-rangefinder-batch #:input "photos" #:look "vibrant" #:output "whole")' >whole.log ||
    fail "without a limit it works" "$(cat whole.log)"
size=$(stat -c %s whole/b.jpg)

# limited BYTES FORMAT: a batch in which no file may become larger; on a disk, SIGXFSZ would not come, so it is ignored.
limited () (
    trap '' XFSZ
    ulimit -f $(($1 / 512))
    gimp "(plug-in-rangefinder-batch #:input \"photos\" #:look \"vibrant\" #:output \"out\" #:overwrite TRUE #:format \"$2\")"
)

# In the picture, and in the metadata after it, where GIMP's exporter does not notice.
for bytes in 10240 $((size - 1024)); do
    check_fails "JPEG, no room after $bytes of $size bytes: the message names the photograph and the reason" \
        "b.jpg: it could not be written (File too large)" limited "$bytes" jpeg
    check "... the file that was to be replaced is untouched" grep -q "an older result" out/b.jpg
    check "... and there is no other file" [ "$(ls -A out)" = "b.jpg" ]
done
for format in png tiff; do
    check_fails "$format: likewise" "b.jpg: it could not be written (File too large)" limited 10240 $format
    check "... there is no other file" [ "$(ls -A out)" = "b.jpg" ]
done
finish
