#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The command rangefinder: what it lists and bakes, and what it says when it cannot.
set -u
. "$RF_SOURCE/tests/command-env.sh"

# holds FOLDER NAME...: these files and no others.
holds () {
    holds_folder=$1
    shift
    printf '%s\n' "$@" | sort >"$work/.expected"
    ls -A "$holds_folder" | sort | diff "$work/.expected" -
}

# lines FILE N
has_lines () {
    [ "$(grep -c '^[0-9-]' "$1")" -eq "$2" ] || { echo "$1: $(grep -c '^[0-9-]' "$1") colours"; return 1; }
}

check "--version is the project's" prints "$(sed -n "s/.*version: '\([0-9.]*\)',/rangefinder \1/p" "$RF_SOURCE/meson.build" | head -n 1)" rangefinder --version
check "--help lists every command" sh -c '
    help=$("$RF_BUILD/plugins/command/rangefinder" --help)
    for file in "$RF_SOURCE"/plugins/command/command-*.c; do
        name=$(sed -n "s/^ \* rangefinder \([a-z]*\).*/\1/p" "$file" | head -n 1)
        [ -z "$name" ] || printf "%s" "$help" | grep -q "^  $name " || { echo "$name is not there: $help"; exit 1; }
    done'
check "no command is misuse" exits 2 rangefinder
check "an unknown command is misuse" exits 2 rangefinder frobnicate
check_fails "an unknown command is named" "there is no command “fröb”" rangefinder fröb
check_fails "an unknown option is named" "--frob" rangefinder bake --frob
check "an unknown option is misuse" exits 2 rangefinder bake --frob

every_look () {
    rangefinder looks --ids >ids || return 1
    for file in "$RF_SOURCE"/luts/*.look; do
        grep -q '^hidden=true' "$file" || grep -q -x "$(basename "$file" .look)" ids || { echo "$file is not listed"; return 1; }
    done
}
check "looks lists every look file" every_look
check "looks prints ids, groups and titles" prints "mono-contrast     monochrome  Monochrome High Contrast" rangefinder looks
check "looks takes no argument" exits 2 rangefinder looks authentic

check "one look, one file" exits 0 rangefinder bake authentic
check "its name says what it is" holds . authentic-33.cube ids .err .out .expected
check "it has its colours" has_lines authentic-33.cube 35937
check "the name of what was written is printed" grep -q -x './authentic-33.cube' .out
check "--quiet prints nothing" sh -c '[ -z "$("$RF_BUILD/plugins/command/rangefinder" bake -q authentic 2>&1)" ]'
for line in 'TITLE "Authentic"' 'LUT_3D_SIZE 33' 'DOMAIN_MIN 0.000000 0.000000 0.000000' \
    'DOMAIN_MAX 1.000000 1.000000 1.000000' '# Input: sRGB (IEC 61966-2-1), display-referred'; do
    check "the header says $line" grep -q -x -F "$line" authentic-33.cube
done

check "every format at every size" exits 0 rangefinder bake vivid natural -f cube,cube-log -f hald,icc -s 9,17 -l 2 -l 3 -o out
check "in a folder made for it" holds out $(for id in vivid natural; do echo $id-9.cube $id-17.cube $id-log-9.cube \
    $id-log-17.cube $id-hald-2.png $id-hald-3.png $id-9.icc $id-17.icc; done)
check "a log cube has the form of Resolve" sh -c 'grep -q "^LUT_1D_SIZE" out/vivid-log-9.cube &&
    grep -q -x "LUT_1D_INPUT_RANGE 0.000000 23.616000" out/vivid-log-9.cube && ! grep -q "^TITLE" out/vivid-log-9.cube'
check "--prune deletes what other runs wrote" exits 0 rangefinder bake vivid -s 9 -o out --prune
check "and nothing else" sh -c 'touch out/notes.txt && "$RF_BUILD/plugins/command/rangefinder" bake -q vivid -s 9 -o out --prune'
check "only the new file and the notes are left" holds out vivid-9.cube notes.txt

for name in "-dash.cube" "with space.cube" "📷 ä.cube" '$HOME;x.cube'; do
    check "an output called $name" exits 0 rangefinder bake authentic -s 5 --output "$name"
    check "is a file: $name" has_lines "./$name" 125
done
mkdir -- "-looks 📷"
cp -- "$RF_SOURCE/luts/chrome.look" "-looks 📷/chrome.look"
check "a look file anywhere" exits 0 rangefinder bake -s 5 -o anywhere -- "-looks 📷/chrome.look"
check "--from a folder of looks" exits 0 rangefinder bake --all -s 5 -o from "--from=-looks 📷"
check "bakes these looks only" holds from chrome-5.cube
check "an id is looked for in --from" exits 0 rangefinder bake chrome -s 7 -o from "--from=-looks 📷"
check "an existing folder whose name ends in .cube is a folder" sh -c 'mkdir folder.cube &&
    "$RF_BUILD/plugins/command/rangefinder" bake -q authentic -s 5 -o folder.cube && [ -f folder.cube/authentic-5.cube ]'

check "strength 0" exits 0 rangefinder bake vivid -s 2 --strength 0 -o none.cube
check "is a LUT that changes nothing" sh -c '[ "$(grep "^[01]" none.cube | tr "\n" ,)" = "0.000000 0.000000 0.000000,1.000000 \
0.000000 0.000000,0.000000 1.000000 0.000000,1.000000 1.000000 0.000000,0.000000 0.000000 1.000000,1.000000 0.000000 \
1.000000,0.000000 1.000000 1.000000,1.000000 1.000000 1.000000," ]'
check "settings" exits 0 rangefinder bake vivid -s 5 --strength 50 --tone 25.5 --colour 75 --exposure=-1 -o half.cube
check "are stated" grep -q -x '# Rangefinder look vivid, strength 50 %, tone 25.5 %, colour 75 %, exposure -1 EV' half.cube
differ () {
    rangefinder bake -q vivid -s 5 -o a.cube && rangefinder bake -q vivid -s 5 "$@" -o b.cube && ! cmp -s a.cube b.cube
}
for option in --strength=50 --tone=50 --colour=50 --exposure=1; do
    check "$option makes a difference" differ "$option"
done

check_fails "an unknown look is told with those there are" "authentic, natural" rangefinder bake nosuch
check "an unknown look is a failure" exits 1 rangefinder bake nosuch
check "no look is misuse" exits 2 rangefinder bake
check "--all and a look is misuse" exits 2 rangefinder bake --all authentic
check "an unknown format is misuse" exits 2 rangefinder bake authentic -f cub
check_fails "an unknown format is told with those there are" "hald, icc, dtstyle or, alone, darktable-svg expected" rangefinder bake authentic -f cub
for bad in --size=1 --size=130 --size=33x --size= --level=13 --level=1 --strength=101 --strength=-1 --strength=nan \
    --tone=200 --colour=-5 --exposure=9; do
    check "$bad is misuse" exits 2 rangefinder bake authentic $bad
done
printf '[look]\ntitle=X\n[tone]\nslope=9\n' >broken.look
check_fails "a broken look file is told" "broken.look: [tone] slope: 9 is outside" rangefinder bake ./broken.look
check_fails "a missing look file is told" "missing.look" rangefinder bake ./missing.look
check_fails "a missing folder is told" "nowhere" rangefinder bake --all --from nowhere
mkdir empty
check_fails "a folder without looks is told" "empty: " rangefinder bake --all --from empty
echo old >file
check_fails "an output below a file is told" "file/below" rangefinder bake authentic -o file/below
check "what is in the way stays" grep -q -x old file
check "no half-written file is left anywhere" sh -c '! ls -A . out from | grep -q "\.cube\..*\|\.png\..*"'

check "a dependency file" exits 0 rangefinder bake --all -s 5 --from "-looks 📷" -o "dep end" --depfile deps
check "names output, folder and looks" sh -c '[ "$(tr -d "\n" <deps)" = "dep\ end: -looks\ 📷 \\  -looks\ 📷/chrome.look" ]'
finish
