#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# rangefinder match: what it takes, writes and says; and that what it wrote is a look like any other.
set -u
. "$RF_SOURCE/tests/command-env.sh"
export XDG_DATA_HOME="$work/home"

# Patches of every hue, light and strength: a file that needs no photograph.
draw () {
    python3 - "$@" <<'END'
import struct, sys, zlib
path, width, height, kind = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
rows = b''
for y in range(height):
    rows += b'\0'
    for x in range(width):
        step = (x // 8) * 7 + (y // 8) * 41
        red, green, blue = step % 8, step // 8 % 8, step // 64 % 8
        rgb = [20 + 29 * v for v in (red, green, blue)]
        if kind == 'flat': rgb = [120, 120, 120]
        if kind == 'swapped': rgb = rgb[::-1]
        rows += bytes(rgb)
def chunk(name, data):
    return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
open(path, 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
    + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))
END
}

draw scene.png 384 256 scene
draw narrow.png 376 256 scene
draw flat.png 384 256 flat
draw swapped.png 384 256 swapped
echo '<html>' >page.jpg
rangefinder develop -q --look sepia --output after scene.png || echo "# the scene could not be developed"
rangefinder bake -q brass -f cube,hald,cube-log -s 17 -l 4 || echo "# no LUT could be baked"
rangefinder bake -q brass -f hald -l 4 --strength 0 -o identity.png || echo "# no identity could be baked"

check "a pair gives a look" exits 0 rangefinder match scene.png after/scene.png -o my-print.look --title 'My "print"'
check "its title is as asked" grep -q -x 'title=My "print"' my-print.look
check "it is monochrome" grep -q -x '\[mono\]' my-print.look
check "the figures stand in it" grep -q '^# .*CIEDE2000' my-print.look
check "no file is left beside it" sh -c '[ -z "$(find . -name ".rangefinder*")" ]'
check "nothing is overwritten" exits 1 rangefinder match scene.png after/scene.png -o my-print.look
check_fails "and that is told before any work" "my-print.look exists already; --force replaces it" \
    rangefinder match missing.png missing.png -o my-print.look
check "--force replaces it" exits 0 rangefinder match scene.png after/scene.png -o my-print.look --force
check "the title is the file's name otherwise" grep -q -x 'title=my-print' my-print.look

mkdir -p "$XDG_DATA_HOME/rangefinder/looks" && cp my-print.look "$XDG_DATA_HOME/rangefinder/looks"
check "the user's folder makes it a look like any other" prints "my-print" rangefinder looks
check "which develops" exits 0 rangefinder develop -q --look my-print --output mine scene.png
check "as the one it was fitted to" json "data['before']['mean'] < 1" rangefinder match after/scene.png mine/scene.png -o m.look --json

check "--json is told to programs" json "data['output'] == 'j.look' and data['error'] is None and data['monochrome'] \
    and data['after']['mean'] < 0.5 < data['before']['mean'] and data['after']['p95'] <= data['after']['p99'] \
    and data['held_out'] > 100 and data['vignette_ev'] == 0" rangefinder match scene.png after/scene.png -o j.look --json
check "a failure too" json "data['output'] is None and 'no look does that' in data['error'] \
    and data['after']['mean'] > 2" rangefinder match scene.png swapped.png -o k.look --json
check "and nothing is written then" sh -c '[ ! -e k.look ]'

check "a LUT gives a look" exits 0 rangefinder match brass-17.cube -o lut.look
check "so does a developed Hald image" exits 0 rangefinder match brass-hald-4.png -o hald.look
check "and the pair of it and the identity" exits 0 rangefinder match identity.png brass-hald-4.png -o hald-pair.look
check "which is the same" sh -c 'sed "/^title/d" hald.look >a && sed "/^title/d" hald-pair.look >b && cmp a b'

# What lies wrong in the user's folder of looks.
looks="$XDG_DATA_HOME/rangefinder/looks"
printf '[look\n' >"$looks/broken.look"
printf 'LUT_3D_SIZE 2\n0 0\n' >"$looks/broken.cube"
mkdir "$looks/folder.look" "$looks/folder.cube"
mkfifo "$looks/pipe.look"
ln -s nowhere "$looks/gone.look"
ln -s /proc/self/mem "$looks/unreadable.look"
waits="timeout 60 $RF_BUILD/plugins/command/rangefinder"
check "wrong files in the user's folder keep nobody from matching" exits 0 $waits match scene.png after/scene.png -o n.look
check "and are none of its business" sh -c '[ -s n.look ] && [ ! -s .err ]'
check "nor do they hide the look that was made" prints "my-print" $waits looks
$waits looks >/dev/null 2>problems
for wrong in broken.look folder.look folder.cube pipe.look gone.look unreadable.look; do
    check "$wrong is told in one sentence" [ "$(grep -c "^rangefinder: $wrong: ..*" problems)" = 1 ]
done
check "and nothing else is told" [ "$(wc -l <problems)" = 6 ]
check_fails "a LUT is read when it is asked for, and told then" "broken.cube: line 2: " $waits develop -q --look broken --output broken scene.png
rm -r "$looks"

check "no words are misuse" exits 2 rangefinder match
check "a file's name that cannot be is misuse" exits 2 rangefinder match scene.png after/scene.png -o 'My Look.look'
check_fails "one picture has no partner" "scene.png has no partner" rangefinder match scene.png after/scene.png scene.png -o k.look
check_fails "sizes are told" "has 384 × 256 pixels and narrow.png has 376 × 256" rangefinder match scene.png narrow.png -o k.look
check_fails "what is no picture is named" "page.jpg: not a JPEG" rangefinder match scene.png page.jpg -o k.look
check_fails "what is not there is named" "gone.png: " rangefinder match gone.png scene.png -o k.look
check_fails "one flat colour teaches nothing" "too few colours" rangefinder match flat.png flat.png -o k.look
check_fails "a LUT for scene light is refused" "brass-log-17.cube: takes scene-linear light" rangefinder match brass-log-17.cube -o k.look
check_fails "a folder that is not there is named" "nowhere" rangefinder match scene.png after/scene.png -o nowhere/k.look
check "none of these left a file" sh -c '[ ! -e k.look ] && [ -z "$(find . -name ".rangefinder*")" ]'
finish
