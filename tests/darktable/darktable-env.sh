# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of darktable: an installation made of the build folder, and darktable without a window.
. "$RF_SOURCE/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

# As `meson install` lays it out, but with the cubes of the build.
stage=$work/prefix
mkdir -p "$stage/bin" "$stage/share/rangefinder/darktable" "$stage/share/darktable/styles"
ln -s "$RF_BUILD/plugins/command/rangefinder" "$stage/bin/rangefinder"
ln -s "$RF_SOURCE/plugins/darktable/rangefinder.lua" "$stage/share/rangefinder/darktable/rangefinder.lua"
ln -s "$RF_BUILD/luts/luts" "$stage/share/rangefinder/luts"
ln -s "$RF_BUILD/plugins/darktable/watermarks" "$stage/share/darktable/watermarks"
script=$stage/share/rangefinder/darktable/rangefinder.lua

stage_styles () {
    "$RF_BUILD/plugins/command/rangefinder" bake --quiet --all --format dtstyle --cubes "$stage/share/rangefinder/luts" \
        -o "$stage/share/darktable/styles"
}

# darktable_cli IN OUT LUA [OPTION...]: develops in 16 bits where the kind of file has them. LUA is run before.
darktable_cli () {
    rm -f "$2"
    run_darktable_cli "$@" && [ -s "$cli_out" ]
}

# run_darktable_cli IN OUT LUA [OPTION...]: IN may be a folder, OUT is one then.
run_darktable_cli () {
    cli_in=$1
    cli_out=$2
    cli_lua=$3
    shift 3
    timeout 240 darktable-cli "$cli_in" "$cli_out" --icc-type SRGB "$@" --core --configdir "$work/config" \
        --cachedir "$work/config" --conf opencl=FALSE --conf plugins/imageio/format/tiff/bpp=16 --luacmd "$cli_lua" \
        >"$work/darktable.log" 2>&1 </dev/null
    cli_status=$?
    cat "$work/darktable.log"
    return $cli_status
}
