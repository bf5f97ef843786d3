#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# plug-in-rangefinder-look: its arguments, its errors, the kinds of layers and images, and the filter in an XCF file.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

"$tools/rf-test-image" --size 160x120 --format "R'G'B' u8" u8.png
# A look of the user's own, with tone, colour, vignette and grain.
XDG_DATA_HOME=$work/data
export XDG_DATA_HOME
mkdir -p data/rangefinder/looks
cat >data/rangefinder/looks/own.look <<'END'
[look]
title=Own
group=base

[tone]
slope=1.3

[colour]
chroma=0.5

[vignette]
corner_ev=-1

[grain]
amount=8
END

check "GIMP runs through all of it" gimp_with layers.scm ''

same () {
    check "$1" "$tools/rf-compare" --exact "$2" "$3"
}

# alike NAME LIMIT A B; differs NAME A B: somebody would see it.
alike () {
    check "$1" "$tools/rf-compare" --max "$2" "$3" "$4"
}

differs () {
    if tap_output=$("$tools/rf-compare" --max 1 "$2" "$3" 2>&1); then
        fail "$1" "$2 and $3: $tap_output"
    else
        [ $? -eq 1 ] && pass "$1" || fail "$1" "$tap_output"
    fi
}

check_fails "an unknown look is an error that names it" "kodak" outcome unknown-look
check_fails "... and lists those there are" "authentic, " outcome unknown-look
check_fails "an empty look is an error" "There is no look" outcome no-look
check_fails "an unknown vignette is an error that lists the words" "look, off, value" outcome unknown-vignette
check_fails "an unknown kind of picture is an error that lists the words" "display-referred, scene-linear" outcome unknown-picture
check_fails "a strength of 101 is an error" "end strength-101 failed" outcome strength-101
check_fails "a misspelt argument is an error" "end misspelt failed" outcome misspelt
check_fails "no layer at all is an error" "at least one" outcome no-layer
check "after these errors there is no filter" outcome untouched
same "... and the picture is as it was" untouched.png u8.png

check "a layer group can keep a look" outcome group-kept
check "... as a filter" outcome group-has-filter
check_fails "a look cannot be merged into a group: the message names it" "“Group” is a layer group" outcome group-merged
alike "... and the other layer is not touched" 0.001 group-refused.png u8.png
check_fails "a mask cannot keep a filter: the message says what to do" "with merging" outcome mask-kept
check "a look can be merged into a mask" outcome mask-merged
check "a layer with locked pixels can keep a look" outcome locked-kept
check_fails "... but a look cannot be merged into it" "are locked" outcome locked-merged
check "two layers at once" outcome two-layers
alike "... the upper is as alone" 0.001 two-upper.png one.png
same "... the lower is as alone" two-lower.png one.png

check "grey, merged" outcome grey-merged
check "grey, kept as a filter" outcome grey-kept
same "... are the same" grey-merged.png grey-kept.png
gegl grey.png -- rangefinder:look look=sepia gegl:gray gegl:png-save path=grey-gegl.png bitdepth=8 >gegl.log 2>&1
alike "... and what gegl makes of it, without the colour" 0.6 grey-merged.png grey-gegl.png
differs "... and another picture than before" grey-merged.png grey.png
case $(magick identify -format '%[channels]' grey-merged.png) in
gray*) pass "... and still grey" ;;
*) fail "... and still grey" "$(magick identify grey-merged.png)" ;;
esac

check_fails "an indexed image: the procedure says what to do" "Image > Mode > RGB" outcome indexed-procedure
same "... and leaves it as it is" indexed-after.png indexed.png
check "... the filter itself works, as GIMP's own do" outcome indexed-filter
colours () {
    magick "$1" -unique-colors txt:- | grep -o '#[0-9A-F]*' | sort -u
}
colours indexed.png >palette
colours indexed-filter.png >used
check "... with the colours of the palette" sh -c 'test -s used && test -z "$(comm -13 palette used)"'
differs "... and another picture than before" indexed-filter.png indexed.png

differs "a look of the user's own is applied" with-nothing.png u8.png
for argument in strength tone colour exposure vignette vignette-ev grain picture; do
    differs "the argument $argument is not ignored" with-$argument.png with-nothing.png
done

check "another GIMP opens the XCF file" gimp_with xcf-reload.scm ''
check "... it has one filter" outcome one-filter
check "... which is ours" outcome its-operation
same "... and looks the same, with all its settings" reloaded.png saved.png
differs "... unlike the photograph" reloaded.png u8.png
same "... which is there again when the filter is removed" filter-removed.png u8.png

GEGL_PATH=$(pkg-config --variable=pluginsdir gegl-0.4)
export GEGL_PATH
cat >lost.scm <<'END'
(let* ((image (gimp-file-load RUN-NONINTERACTIVE "u8.png")))
  (plug-in-rangefinder-look #:image (car image) #:drawables (car (gimp-image-get-layers (car image)))))
END
check_fails "without the operation, an error that names it" "does not find the operation rangefinder:look" \
    gimp '(load "lost.scm")'
finish
