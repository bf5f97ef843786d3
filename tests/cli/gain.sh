#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# HDR gain maps and the films of motion photos stay valid: turned and framed as the picture is, announced where they are. The
# files are built, and read again, byte by byte from the specifications; exiftool is the second witness.
. "$RF_SOURCE/tests/cli/cli-env.sh"
keep_exiftool

ultra () {
    python3 "$RF_SOURCE/tests/cli/ultra-hdr.py" "$@"
}

# holds PYTHON FILE: the expression is true of `d`, what is in the file; `s` is what is in source.jpg.
holds () {
    ultra holds "$2" --source source.jpg --that "$1"
}

# exiftool_agrees FILE: it finds the second picture where the list says, which is a JPEG that can be read, and has no complaint.
exiftool_agrees () {
    exiftool -b -MPImage2 "$1" >second.jpg && magick identify -regard-warnings second.jpg >said &&
        exiftool -validate -warning -a "$1" | grep -i 'mpf\|jpeg format\|offset\|length' >complaints
    [ ! -s complaints ]
}

neutral () { # of GainMapMin -1, GainMapMax 3, Gamma 1.5
    python3 -c 'print(round(255 * (1 / 4) ** 1.5))'
}

for kind in '' --grey --no-iso; do
    ultra make source.jpg --film $kind
    name=colour${kind}
    develop -q --look authentic -o plain.jpg --force source.jpg
    check "$name: developed, the map is the same bytes" holds 'd["map"]["sum"] == s["map"]["sum"] and d["size"] == s["size"]' plain.jpg
    check "... announced as it was" holds 'd["announced"] and d["items"] == s["items"] and d["iso"] == s["iso"] and d["source"]' plain.jpg
    check "... and exiftool agrees" exiftool_agrees plain.jpg
    ultra film source.jpg >film-1
    ultra film plain.jpg >film-2
    check "... the film behind it too" cmp film-1 film-2
    check "... which is announced" holds 'd["motion"] and d["film"] == s["film"] > 0' plain.jpg

    develop -q --look vivid --watermark bar --set model=M -o bar.jpg --force source.jpg
    grey=$(neutral)
    check "$name: under a bar the map grows in proportion" holds \
        'd["size"][1] > s["size"][1] and d["map"]["size"] == [40, round(30 * d["size"][1] / 120)]' bar.jpg
    check "... neutral there" holds "all(near(c, [$grey] * 3) for c in d['map']['corners'][2:])" bar.jpg
    check "... as it was above" holds 'near(d["map"]["corners"][0], s["map"]["corners"][0]) and near(d["map"]["corners"][1], s["map"]["corners"][1])' bar.jpg
    check "... with its numbers, and channels" holds 'd["map"]["xmp"] == s["map"]["xmp"] and d["map"]["iso"] == s["map"]["iso"] and d["map"]["mode"] == s["map"]["mode"]' bar.jpg
    check "... and exiftool agrees" exiftool_agrees bar.jpg

    develop -q --watermark mat --set model=M -o mat.jpg --force source.jpg
    check "$name: within a mat all corners are neutral" holds "all(near(c, [$grey] * 3) for c in d['map']['corners'])" mat.jpg
    check "... and the middle is not" holds 'not near(d["map"]["middle"], d["map"]["corners"][0], 20)' mat.jpg
done

# A monochrome look takes the colours of the map as well; the map below has the corners' in full.
colours='max(max(c) - min(c) for c in X["map"]["corners"])'
ultra make source.jpg
develop -q --look mono-natural -o mono.jpg --force source.jpg
develop -q --look mono-natural:50 --watermark bar --set model=M -o half.jpg --force source.jpg
check 'under a monochrome look a map of colours becomes grey' holds "$(echo "$colours > 40 and $colours <= 6" | sed 's/X/s/; s/X/d/')" mono.jpg
check '... of the same size and numbers' holds 'd["map"]["size"] == s["map"]["size"] and d["map"]["xmp"] == s["map"]["xmp"] and d["map"]["mode"] == s["map"]["mode"]' mono.jpg
check '... and half of such a look takes a part' holds "6 < $(echo "$colours" | sed 's/X/d/') < $(echo "$colours" | sed 's/X/s/')" half.jpg
ultra make source.jpg --grey
develop -q --look mono-natural -o mono.jpg --force source.jpg
check '... and a grey one stays the same bytes' holds 'd["map"]["sum"] == s["map"]["sum"]' mono.jpg

# Orientation: corners 0 1 / 2 3 of the stored map, as they have to be seen.
for pair in '2:1,0,3,2' '3:3,2,1,0' '4:2,3,0,1' '5:0,2,1,3' '6:2,0,3,1' '7:3,1,2,0' '8:1,3,0,2'; do
    turn=${pair%%:*}
    ultra make source.jpg --orientation "$turn"
    develop -q --look authentic -o turned.jpg --force source.jpg
    check "orientation $turn: the map is turned as the picture is" holds \
        "d['map']['size'] == ([40, 30] if $turn < 5 else [30, 40]) and d['size'] == ([160, 120] if $turn < 5 else [120, 160]) and
         all(near(d['map']['corners'][i], s['map']['corners'][c]) for i, c in enumerate([${pair#*:}]))" turned.jpg
done

# A gain that is never below that of the picture: nothing is nearer to neutral than 0.
ultra make source.jpg --min 0
develop -q --watermark bar --set model=M -o bar.jpg --force source.jpg
check 'a map that only brightens is 0 under the bar' holds 'all(near(c, [0, 0, 0]) for c in d["map"]["corners"][2:])' bar.jpg

# Other sizes: a map that does not divide the picture, large metadata before the list.
ultra make source.jpg --map 53x41
develop -q --watermark bar --set model=M -o bar.jpg --force source.jpg
check 'a map of an odd size' holds 'd["map"]["size"][0] == 53' bar.jpg

# Without.
ultra make source.jpg --film
develop -q --look authentic --drop-motion -o silent.jpg source.jpg
check '--drop-motion leaves out the film' holds 'd["film"] == 0 and not d["motion"] and d["items"] == ["Primary", "GainMap"]' silent.jpg
check '... and keeps the map' holds 'd["map"]["sum"] == s["map"]["sum"]' silent.jpg
check 'another kind of file cannot hold a map, which is told' sh -c 'rangefinder develop --look authentic -o map.png source.jpg 2>&1 | grep -q "gain map is left out; only a JPEG"'
check '... nor a film' sh -c 'rangefinder develop --look authentic -o film.png source.jpg 2>&1 | grep -q "motion photo) is left out; only a JPEG"'
check '... and nothing speaks of them' [ -z "$(exiftool -s3 -XMP-hdrgm:all -XMP-GContainer:all -XMP-GCamera:MotionPhoto map.png)" ]
check '... but the rest of its XMP stays' [ "$(exiftool -s3 -XMP-dc:Source map.png)" = kept ]

# A map that is cut off, and lengths that lie, damage nothing.
head -c "$(($(stat -c %s source.jpg) - 11000))" source.jpg >cut.jpg
check 'a map that is cut off is left out, which is told' sh -c 'rangefinder develop --look authentic -o out-cut.jpg cut.jpg 2>&1 | grep -q "gain map is damaged"'
check '... and nothing speaks of it' [ -z "$(exiftool -s3 -XMP-hdrgm:all out-cut.jpg)" ]
check '... in a sound file' magick identify -regard-warnings out-cut.jpg
python3 - <<'END'
import random
data = bytearray(open('source.jpg', 'rb').read())
random.seed(7)
start = data.index(b'MPF\0')
for i in range(60):
    bad = bytearray(data)
    for _ in range(3):
        bad[start + 4 + random.randrange(82)] = random.randrange(256)
    open('lie-%d.jpg' % i, 'wb').write(bad)
END
mkdir lies
check 'lists of pictures that lie do no harm' sh -c 'rangefinder develop -q --look authentic --watermark bar --set model=M -o lies lie-*.jpg'
check '... all are sound' ultra check lies/*
finish
