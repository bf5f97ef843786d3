#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Styles for darktable, its watermarks, and the Lua script without a window.
set -u
. "$RF_SOURCE/tests/darktable/darktable-env.sh"
styles=$stage/share/darktable/styles

every_look () {
    for id in $("$RF_BUILD/plugins/command/rangefinder" looks --ids); do
        [ -s "$styles/rangefinder-$id-33.dtstyle" ] || { echo "$id has no style"; return 1; }
        xmllint --noout "$styles/rangefinder-$id-33.dtstyle" || return 1
        # bytes of the parameters: others than darktable's would be thrown away
        for module in lut3d:12940 vignette:44 grain:16; do
            length=$(grep -o "<operation>${module%:*}</operation><op_params>[0-9a-f]*<" "$styles/rangefinder-$id-33.dtstyle" |
                sed 's/.*<op_params>//; s/<//' | tr -d '\n' | wc -c)
            [ "$length" -eq $((2 * ${module#*:})) ] || { echo "$id: $module has $length digits"; return 1; }
        done
    done
}

# enabled ID MODULE: 0 or 1
enabled () {
    grep "<operation>$2<" "$styles/rangefinder-$1-33.dtstyle" | sed 's/.*<enabled>//; s/<.*//'
}

# What a look file says is what the style switches on.
as_the_look_says () {
    for file in "$RF_SOURCE"/luts/*.look; do
        id=$(basename "$file" .look)
        for module in vignette grain; do
            grep -q "^\[$module\]" "$file" && wanted=1 || wanted=0
            [ "$(enabled "$id" $module)" -eq $wanted ] || { echo "$id: $module, $wanted expected"; return 1; }
        done
    done
}

# mean FILE GEOMETRY: of the green channel, linear light
mean () {
    magick "$1" -crop "$2" +repage -colorspace RGB -channel G -separate -format '%[fx:mean]' info: 2>/dev/null
}

# near A B TOLERANCE: their ratio
near () {
    awk -v a="$1" -v b="$2" -v t="$3" 'BEGIN { r = a / b; if (r > 1 + t || r < 1 - t) { print a " / " b " = " r; exit 1 } }'
}

deviation () {
    magick "$1" -crop 160x160+1120+720 +repage -channel G -separate -format '%[fx:standard_deviation]' info: 2>/dev/null
}

check "the script has no syntax error" luac -p "$RF_SOURCE/plugins/darktable/rangefinder.lua"
check "styles are baked" stage_styles
check "every look has a style whose modules have darktable's bytes" every_look
check "vignette and grain are on where the look has them, and off elsewhere" as_the_look_says
check "the same styles come out again" sh -c '"$RF_BUILD/plugins/command/rangefinder" bake --quiet --all --format dtstyle \
    --cubes "$1" -o again && diff -r again "$2"' sh "$stage/share/rangefinder/luts" "$styles"
one_style () {
    "$RF_BUILD/plugins/command/rangefinder" bake --quiet natural -s 5 --format dtstyle -o one/mine.dtstyle &&
        grep -q "$(printf %s "$work/one/natural-5.cube" | od -An -v -tx1 | tr -d ' \n')" one/mine.dtstyle
}
mkdir one
check "a single style finds its cube beside it" one_style
check_fails "a folder whose name is too long for darktable is told" "darktable takes no names longer" \
    "$RF_BUILD/plugins/command/rangefinder" bake authentic --format dtstyle --cubes "/$(printf '%0500d' 0)" -o again
check_fails "a watermark that needs a ground is told" "bar cannot be a watermark of darktable: it has a ground" \
    "$RF_BUILD/plugins/command/rangefinder" bake bar --format darktable-svg -o again

if ! command -v darktable-cli >/dev/null; then
    skip "darktable develops with our styles" "there is no darktable"
    finish
    exit
fi

magick -size 2400x1600 'xc:srgb(50%,50%,50%)' -depth 16 -type TrueColor grey.tif
# What a photograph says, under a name that shells do not like; one of which its camera knows nothing but its name; and a bare one.
name="-we'ird \"\$(x)\" 📷.jpg"
mkdir photos marked unmarked
magick -size 900x600 gradient:gray60-gray40 -quality 95 photos/bare.jpg
cp photos/bare.jpg photos/named.jpg
exiftool -q -overwrite_original -Make=Testar -Model='TX <1> & Co' -DateTimeOriginal='2024:05:06 07:08:09' photos/named.jpg
cp photos/named.jpg photos/plain.jpg
exiftool -q -overwrite_original -FNumber=2.8 -ExposureTime=1/250 -ISO=200 -FocalLength=35 photos/plain.jpg
cp photos/named.jpg photos/manual.jpg
exiftool -q -overwrite_original -ExposureTime=1/250 -ISO=200 photos/manual.jpg
cp photos/plain.jpg "./$name"

install="L = dofile '$script'
for pass = 1, 2 do
  local n, problem = L.install()
  print('installed', n, problem)
end
local n = 0
for _, style in ipairs(require('darktable').styles) do
  if style.name:match('^Rangefinder') then n = n + 1 end
end
print('styles', n)
for _, name in ipairs { 'plain', 'a b', [[it's]], 'say \"x\"', '-rf', '\$(id) \`id\`', '📷 ü', '' } do
  local pipe = io.popen('printf %s ' .. L.quote(name))
  if pipe:read('a') ~= name then print('badly quoted', name) end
  pipe:close()
end"
check "the script runs without a window" darktable_cli grey.tif plain.tif "$install"
cp darktable.log install.log
check "darktable develops with a style that it has installed" \
    darktable_cli grey.tif monopan.tif "" --style 'Rangefinder|Monopan'
count=$(ls "$styles" | wc -l)
check "the script installs all styles" grep -q "^installed	$count	nil" install.log
check "twice installed, every style is there once" grep -q "^styles	$count\$" install.log
check "words for the shell stay what they are" sh -c '! grep "badly quoted" install.log'
check "it copies the watermarks to where darktable looks" test -s config/watermarks/rangefinder-overlay.svg

check "our command develops the same" "$RF_BUILD/plugins/command/rangefinder" develop --quiet --look monopan -o ours.tif grey.tif
for place in 160x160+1120+720 160x160+0+0 160x160+2240+1440 160x160+600+400; do
    check "the light at $place is our vignette's" near "$(mean monopan.tif $place)" "$(mean ours.tif $place)" 0.06
done
check "the corners are darker than the middle" sh -c 'awk "BEGIN { exit !($1 < 0.8 * $2) }"' sh "$(mean monopan.tif 160x160+0+0)" "$(mean monopan.tif 160x160+1120+720)"
check "grain varies as much as ours" near "$(deviation monopan.tif)" "$(deviation ours.tif)" 0.15

# of_all FOLDER LUA OPTION...: develops the photographs into it.
of_all () {
    of_all_out=$1
    shift
    run_darktable_cli "$work/photos" "$work/$of_all_out" "$@" --out-ext png && [ "$(ls "$of_all_out" | wc -l)" -eq 4 ]
}
check "darktable draws our watermark" of_all marked "L = dofile '$script'" --style 'Rangefinder watermark|On the Photograph'
check "and leaves it out" of_all unmarked ""
part () {
    magick "$1" -crop "$2" +repage -depth 8 rgb:- | cksum
}
# same NAME GEOMETRY: with and without
same () {
    [ "$(part "marked/$1.png" "$2")" = "$(part "unmarked/$1.png" "$2")" ]
}
has_words () {
    ! same "$1" 300x70+20+520
}
check "at the lower left" has_words plain
check "and nowhere else" same plain 900x500+0+0
mkdir -p "$RF_BUILD/tests/darktable" && cp marked/*.png "$RF_BUILD/tests/darktable/" # for people
check "a photograph that says nothing gets no zeros" same bare 900x600+0+0
# The second line: a camera that knows no number of light leaves the date alone there, wherever others have more.
widest () {
    magick "unmarked/$1.png" "marked/$1.png" -compose difference -composite -crop 900x22+0+566 +repage -threshold 10% -trim \
        -format '%[fx:page.x] %w' info:
}
shows () {
    echo "from $1, $2 wide"
    [ "$1" -ge 20 ] && [ "$1" -le 40 ] && [ "$2" -ge "$3" ] && [ "$2" -le "$4" ]
}
check "all that is known stands in a line" shows $(widest plain) 240 330
check "a lens without contacts leaves no zeros" shows $(widest manual) 170 220
check "nor does a camera that says nothing of light" shows $(widest named) 60 100

out="-out it's \"📷.jpg" # darktable would expand variables in it
check "every export gets a watermark, whatever the file's name" darktable_cli "./$name" "./$out" \
    "dofile('$script').watermark_exports { format = 'bar', artist = [[An' a]] }"
check "which is a bar below the photograph" sh -c '[ "$(magick identify -format %h "$1")" -gt 650 ]' sh "./$out"
check "and nothing is left beside it" sh -c '! ls -A | grep rangefinder'
check "a watermark that cannot be set leaves the export" darktable_cli photos/plain.jpg kept.jpg \
    "dofile('$script').watermark_exports { format = 'nosuch' }"
check "and is told in a sentence" grep -q "There is no format “nosuch”" darktable.log
finish
