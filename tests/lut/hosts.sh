#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One photograph, one look, every program: within 0.3 CIEDE2000 (p99) of the look itself, colours only. ffmpeg reads the .cube,
# darktable too, by its style; RawTherapee, ImageMagick and GraphicsMagick read the Hald image; the rest are our own.
set -u
. "$RF_SOURCE/tests/tap.sh"
. "$RF_SOURCE/tests/photographs.sh"
. "$RF_SOURCE/tests/host-env.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$work/table"
rf_profile "$RF_BUILD/gimp-profile-tests"
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
    "$magick" "$@" -strip -resize '180x120^' -gravity center -extent 180x120 -append -depth 16 "$work/photo.ppm" &&
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
            echo "$host_name|$output" >>"$work/table"
        else
            fail "$look by $host_name is the look" "$output"
        fi
    done
}

by_ffmpeg () {
    ffmpeg -nostdin -loglevel error -y -i "$work/photo.ppm" \
        -vf "format=gbrpf32le,lut3d=file=$luts/$1-33.cube:interp=tetrahedral" -pix_fmt rgb48be "$work/result.ppm"
}

by_imagemagick () {
    "$magick" "$work/photo.ppm" "$luts/$1-hald-8.png" -hald-clut -depth 16 "$work/result.ppm"
}

by_graphicsmagick () {
    gm convert "$work/photo.ppm" -hald-clut "$luts/$1-hald-8.png" -depth 16 "$work/result.ppm"
}

# A style's name is its look's title. Of a 16-bit PNG without a profile darktable thinks that it is linear, so it gets a TIFF. A
# file that exists is not overwritten.
by_darktable () {
    style=$work/styles/rangefinder-$1-33.dtstyle
    rm -f "$work/result.png"
    # On a busy machine the style is imported when the export has begun; then the next one has it.
    for attempt in 1 2; do
        darktable-cli "$work/photo.tif" "$work/result.png" --icc-type SRGB \
            --style "$(sed -n 's/.*<name>\(.*\)<\/name>.*/\1/p' "$style")" --core --configdir "$work/darktable" \
            --cachedir "$work/darktable" --conf opencl=FALSE --conf plugins/imageio/format/png/bpp=16 \
            --luacmd "require('darktable').styles.import('$style')" && break
    done
    "$magick" "$work/result.png" -depth 16 "$work/result.ppm"
}

from_tiff () {
    "$magick" "$work/result.tif" -depth 16 "$work/result.ppm"
}

# Its film simulation alone, between the working space and the sRGB of the Hald image.
by_rawtherapee () {
    cat >"$work/look.pp3" <<END
[Version]
AppVersion=5.11
Version=351
[Film Simulation]
Enabled=true
ClutFilename=$luts/$1-hald-8.png
Strength=100
END
    HOME=$work rawtherapee-cli -q -o "$work/result.tif" -p "$work/look.pp3" -t -b16 -Y -c "$work/photo.tif" && from_tiff
}

# Ours: those looks that have neither vignette nor grain, where these cannot be left out.
by_command () {
    "$RF_BUILD/plugins/command/rangefinder" develop --quiet --force --look "$1" -o "$work/result.tif" "$work/photo.tif" && from_tiff
}

by_gegl () {
    gegl "$work/photo.tif" -- rangefinder:look look="$1" vignette=off grain=0 gegl:tiff-save path="$work/result.tif" bitdepth=16 &&
        from_tiff
}

by_gimp () {
    rf_scheme "(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE \"$work/photo.tif\"))))
        (plug-in-rangefinder-look #:run-mode RUN-NONINTERACTIVE #:image image #:drawables (car (gimp-image-get-layers image))
            #:look \"$1\" #:vignette \"off\" #:grain 0 #:merge TRUE)
        (file-tiff-export #:run-mode RUN-NONINTERACTIVE #:image image #:file \"$work/result.tif\"))" && from_tiff
}

# host NAME PROGRAM FUNCTION [LOOK...]
host () {
    if command -v "$2" >/dev/null; then
        host_title=$1
        host_function=$3
        shift 3
        every_look "$host_title" "$host_function" "$@"
    else
        skip "$1 shows our looks" "there is no $2"
    fi
}

if [ -z "$magick" ]; then
    skip "other programs show our looks" "there is no ImageMagick to prepare a photograph"
elif ! make_photo; then
    skip "other programs show our looks" "the photographs of budgie-backgrounds are not installed"
else
    luts=$RF_BUILD/luts/luts # of the build
    check "every look has a style" "$RF_BUILD/plugins/command/rangefinder" bake --quiet --all --format dtstyle --cubes "$luts" \
        -o "$work/styles"
    check_fails "the photograph as it was is not the look" "mean" "$RF_BUILD/tests/lut/lut-hosts" authentic \
        "$work/photo.ppm" "$work/photo.ppm"
    plain='natural vivid teal sepia' # without vignette and grain
    every_look "rangefinder develop" by_command $plain
    [ ! -e "$RF_BUILD/plugins/gegl/rangefinder-look.so" ] || host GEGL gegl by_gegl $plain authentic
    [ -z "$rf_gimp_console" ] || host GIMP "$rf_gimp_console" by_gimp teal
    host darktable darktable-cli by_darktable $plain
    host RawTherapee rawtherapee-cli by_rawtherapee $plain authentic
    host ffmpeg ffmpeg by_ffmpeg
    host ImageMagick "$magick" by_imagemagick
    host GraphicsMagick gm by_graphicsmagick
    echo "#| CIEDE2000 from the look itself, worst of all looks"
    echo "#| host                 looks   mean    p99     max"
    awk -F '|' '{ n[$1]++; if (!($1 in order)) { order[$1] = ++hosts; name[hosts] = $1 }
        split($2, v, " "); for (i = 2; i <= 6; i += 2) if (v[i] > worst[$1, i]) worst[$1, i] = v[i] }
        END { for (h = 1; h <= hosts; h++) printf "#| %-20s %5d   %.4f  %.4f  %.3f\n", name[h], n[name[h]], worst[name[h], 2],
            worst[name[h], 4], worst[name[h], 6] }' "$work/table"
fi
finish
