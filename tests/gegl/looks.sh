#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every look through the gegl command; the user's own looks, broken ones, and none at all.
set -u
. "$RF_SOURCE/tests/host-env.sh"
. "$RF_SOURCE/tests/tap.sh"
tools=$RF_BUILD/tests/tools
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_DATA_HOME=$work/home
own=$XDG_DATA_HOME/rangefinder/looks
export XDG_DATA_HOME
mkdir -p "$own"
"$tools/rf-test-image" --size 384x256 "$work/in.png"

# develop RESULT PROPERTY=VALUE...: gegl's exit code says nothing, the file does. What gegl prints is kept.
develop () {
    result=$1
    shift
    rm -f "$result"
    gegl "$work/in.png" -o "$result" -- rangefinder:look "$@" >"$work/said" 2>&1
    [ -s "$result" ]
}

# is_silent TITLE: nothing was said by the gegl of before.
is_silent () {
    if [ -s "$work/said" ]; then fail "$1" "$(cat "$work/said")"; else pass "$1"; fi
}

says () {
    grep -q -- "$2" "$work/said" && pass "$1" || fail "$1" "«$2» expected in: $(cat "$work/said")"
}

differs () {
    ! "$tools/rf-compare" --max 1 "$1" "$2" >/dev/null
}

check 'the operation is there' gegl --exists rangefinder:look

count=0
for file in "$RF_SOURCE"/luts/*.look; do
    id=$(basename "$file" .look)
    grep -q '^hidden=true' "$file" && continue
    count=$((count + 1))
    check "$id renders" develop "$work/$id.png" "look=$id"
    is_silent "$id warns of nothing"
    check "$id differs from the picture" differs "$work/in.png" "$work/$id.png"
done
check 'there are looks' [ "$count" -ge 5 ]
same=$(cd "$work" && rm -f in.copy && md5sum ./*.png | sort | uniq -w 32 -D)
check 'no two looks are the same' [ -z "$same" ]

develop "$work/default.png"
check 'the default is authentic' cmp "$work/default.png" "$work/authentic.png"

# The user's folder.
echo 'this is no look' >"$own/broken.look"
sed 's/^title=.*/title=My own/' "$RF_SOURCE/luts/vibrant.look" >"$own/my-own.look"
check 'a look of the user renders' develop "$work/my-own.png" look=my-own
check 'it is the look it says' cmp "$work/my-own.png" "$work/vibrant.png"
says 'a broken look is named' broken.look
check 'and the others are still there' develop "$work/again.png" look=natural
check 'as they were' cmp "$work/again.png" "$work/natural.png"
cp "$RF_SOURCE/luts/vibrant.look" "$own/natural.look"
develop "$work/replaced.png" look=natural
check 'a look of the user replaces one of the same name' cmp "$work/replaced.png" "$work/vibrant.png"
rm -rf "$own"

# No looks at all.
RANGEFINDER_DATA=$work/nothing
export RANGEFINDER_DATA
check 'without looks the operation is still there' gegl --exists rangefinder:look
check 'and the picture comes through' develop "$work/none.png"
says 'and it says where looks were looked for' "$work/nothing"
says 'and that the picture is left as it is' 'left as it is'
check 'which it is' "$tools/rf-compare" --max 0.01 "$work/in.png" "$work/none.png"
finish
