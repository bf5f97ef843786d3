# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./dev: `./dev luts`, all looks as a pack for programs that read LUTs.

# luts_inside FOLDER ZIP VERSION LOOK...: runs at the place; --all are all looks. The same looks give the same bytes: nothing of the day, the order of a folder
# or whoever packs gets in.
luts_inside='set -eu
cd "$1"
zip=$2
top=rangefinder-luts-$3
shift 3
umask 022
"$RF_BUILD/plugins/command/rangefinder" bake --quiet --from "$RF_SOURCE/luts" --format cube,hald,icc --output files "$@"
"$RF_BUILD/plugins/command/rangefinder" bake --quiet --from "$RF_SOURCE/luts" --format cube --size 65 --output files "$@"
mkdir -p "$top/cube-33" "$top/cube-65" "$top/hald" "$top/icc"
mv files/*-33.cube "$top/cube-33"
mv files/*-65.cube "$top/cube-65"
mv files/*-hald-8.png "$top/hald"
mv files/*-33.icc "$top/icc"
cp "$RF_SOURCE/luts/how-to-load.html" "$RF_SOURCE/LICENSES/CC0-1.0.txt" "$top"
(cd "$top" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | sed "s|^\./||" | xargs sha256sum >SHA256SUMS)
find "$top" -exec touch --no-create --date=2000-01-01T00:00:00Z {} +
find "$top" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$zip" -@'

run_luts () {
    out=.
    while [ $# -gt 0 ]; do
        case $1 in
        --out) [ $# -ge 2 ] || stop "--out: which folder?"; out=$2; shift ;;
        --out=*) out=${1#--out=} ;;
        *) stop "luts knows no $1; ./dev help" ;;
        esac
        shift
    done
    [ -n "$out" ] || stop "--out: which folder?"
    out=$(absolute "$out")
    mkdir -p "$out" 2>/dev/null && [ -w "$out" ] || stop "$out: cannot write into this folder"
    build
    version=$(sed -n "s/^ *version: '\(.*\)',/\1/p" "$source/meson.build" | head -n 1)
    name=rangefinder-luts-$version.zip
    work=$(mktemp -d "$build/luts.XXXXXX")
    logged "$build/luts.log" "Packing" inside env RANGEFINDER_DATA="$source/core" XDG_DATA_HOME="$work/nobody" LC_ALL=C \
        sh -c "$luts_inside" sh "$work" "$name" "$version" --all || failed "the LUTs could not be packed" "$build/luts.log"
    (cd "$work" && sha256sum "$name" >"$name.sha256")
    mv -f "$work/$name" "$work/$name.sha256" "$out/"
    echo "LUTs:      $out/$name ($(du -h "$out/$name" | cut -f 1))"
    echo "Checksum:  $out/$name.sha256"
}
