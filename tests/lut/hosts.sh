#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What programs that others wrote make of our baked LUTs, on photographs: every look within 0.3 CIEDE2000 (p99) of the look
# itself. ffmpeg and darktable read the .cube, ImageMagick and GraphicsMagick the Hald image.
set -u
. "$RF_SOURCE/tests/tap.sh"
. "$RF_SOURCE/tests/photographs.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
looks=$("$RF_BUILD/plugins/command/rangefinder" looks --ids)

# The first ImageMagick there is: version 7 is called magick, version 6 convert.
for magick in magick convert ''; do
    [ -z "$magick" ] || ! command -v "$magick" >/dev/null || break
done

# Four photographs in one picture of 16 bits; the programs want it in two forms.
make_photo () {
    set --
    for name in $rf_photographs; do
        [ -r "$rf_photographs_folder/$name.jpg" ] || return 1
        set -- "$@" "$rf_photographs_folder/$name.jpg"
    done
    "$magick" "$@" -strip -resize '360x240^' -gravity center -extent 360x240 -append -depth 16 "$work/photo.ppm" &&
        "$magick" "$work/photo.ppm" -depth 16 "$work/photo.tif"
}

judge () {
    "$RF_BUILD/tests/lut/lut-hosts" "$1" "$work/photo.ppm" "$work/result.ppm"
}

# every_look NAME FUNCTION [LOOK...]: FUNCTION LOOK makes result.ppm of the photograph.
every_look () {
    host_name=$1
    host=$2
    shift 2
    [ $# -gt 0 ] || set -- $looks
    for look in "$@"; do
        rm -f "$work/result.ppm"
        if ! output=$("$host" "$look" 2>&1); then
            fail "$host_name develops with $look" "$output"
        elif output=$(judge "$look" 2>&1); then
            pass "$look by $host_name is the look ($output)"
        else
            fail "$look by $host_name is the look" "$output"
        fi
    done
}

by_ffmpeg () {
    ffmpeg -nostdin -loglevel error -y -i "$work/photo.ppm" \
        -vf "format=gbrpf32le,lut3d=file=$work/luts/$1-33.cube:interp=tetrahedral" -pix_fmt rgb48be "$work/result.ppm"
}

by_imagemagick () {
    "$magick" "$work/photo.ppm" "$work/luts/$1-hald-8.png" -hald-clut -depth 16 "$work/result.ppm"
}

by_graphicsmagick () {
    gm convert "$work/photo.ppm" -hald-clut "$work/luts/$1-hald-8.png" -depth 16 "$work/result.ppm"
}

# field TEXT BYTES: as hexadecimal digits, padded with zeros.
field () {
    field_hex=$(printf %s "$1" | od -An -v -tx1 | tr -d ' \n')
    printf "%s%0$((2 * $2 - ${#field_hex}))d" "$field_hex" 0
}

# darktable's module lut3d, version 3: file below the folder of LUTs, its colour space (0: sRGB), interpolation (0:
# tetrahedral), number of keypoints, their table, the name of a LUT in a collection.
write_history () {
    params=$(field "$1" 512)$(field '' 4)$(field '' 4)$(field '' 4)$(field '' 12288)$(field '' 128)
    cat >"$work/look.xmp" <<END
<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"
   darktable:raw_params="0" darktable:auto_presets_applied="1" darktable:history_end="1">
   <darktable:history><rdf:Seq>
    <rdf:li darktable:num="0" darktable:operation="lut3d" darktable:enabled="1" darktable:modversion="3"
     darktable:params="$params" darktable:multi_name="" darktable:multi_priority="0" darktable:blendop_version="13"
     darktable:blendop_params="gz08eJxjYGBgYAFiCQYYOOHEgAYY0QVwggZ7CB6pfOygYtaVAyCMi48L/AcCEA0AY0AZoQ=="/>
   </rdf:Seq></darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
END
}

# Of a 16-bit PNG without a profile darktable thinks that it is linear, so it gets a TIFF. A file that exists is not
# overwritten.
by_darktable () {
    write_history "$1-33.cube"
    rm -f "$work/result.png"
    darktable-cli "$work/photo.tif" "$work/look.xmp" "$work/result.png" --icc-type SRGB --core \
        --configdir "$work/darktable" --cachedir "$work/darktable" --conf opencl=FALSE \
        --conf plugins/darkroom/lut3d/def_path="$work/luts" --conf plugins/imageio/format/png/bpp=16 &&
        "$magick" "$work/result.png" -depth 16 "$work/result.ppm"
}

if [ -z "$magick" ]; then
    skip "other programs show our looks" "there is no ImageMagick to prepare a photograph"
elif ! make_photo; then
    skip "other programs show our looks" "the photographs of budgie-backgrounds are not installed"
else
    check "every look is baked" "$RF_BUILD/plugins/command/rangefinder" bake --quiet --all --format cube,hald -o "$work/luts"
    check_fails "the photograph as it was is not the look" "mean" "$RF_BUILD/tests/lut/lut-hosts" authentic \
        "$work/photo.ppm" "$work/photo.ppm"
    every_look ImageMagick by_imagemagick
    if command -v ffmpeg >/dev/null; then
        every_look ffmpeg by_ffmpeg
    else
        skip "ffmpeg shows our looks" "there is no ffmpeg"
    fi
    if command -v gm >/dev/null; then
        every_look GraphicsMagick by_graphicsmagick
    else
        skip "GraphicsMagick shows our looks" "there is no GraphicsMagick"
    fi
    if command -v darktable-cli >/dev/null; then
        every_look darktable by_darktable authentic vibrant mono-contrast teal
    else
        skip "darktable shows our looks" "there is no darktable"
    fi
fi
finish
