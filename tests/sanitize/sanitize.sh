#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The unit, look and LUT tests and the GEGL operation once more, compiled with the address sanitizer (memory errors,
# leaks) and the undefined behaviour sanitizer; whatever these find ends the program and fails the test.
set -u
. "$RF_SOURCE/tests/tap.sh"

build=$RF_BUILD/sanitize
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
asan=$(cc -print-file-name=libasan.so)

# Options of the outer build's own tests must not reach these.
unset ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS
UBSAN_OPTIONS=print_stacktrace=1
LSAN_OPTIONS=suppressions=$RF_SOURCE/tests/sanitize/leaks.txt
export UBSAN_OPTIONS LSAN_OPTIONS

# The operation; meson compiles test programs when it runs them. The rest, LUTs above all, would take minutes.
compile () {
    [ -f "$build/build.ninja" ] ||
        meson setup "$build" "$RF_SOURCE" -Dgimp=disabled -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false \
            -Doptimization=1 "-Dc_args=-fno-sanitize-recover=all -fno-omit-frame-pointer" || return 1
    ninja -j 2 -C "$build" plugins/gegl/rangefinder-look.so >"$work/ninja" || { grep -v '^\[' "$work/ninja"; return 1; }
}

# list_programs SUITE: only by name does meson compile no more than what it runs.
list_programs () {
    meson test -C "$build" --no-rebuild --list --suite "$1" 2>/dev/null | sed -n 's|.* / ||p'
}

# programs NAME PROGRAM...: compiles and runs test programs, leaks included.
programs () {
    name=$1
    shift
    # Without any program meson is content; we are not.
    if ASAN_OPTIONS=detect_leaks=1 meson test -C "$build" --print-errorlogs --timeout-multiplier 3 "$@" >"$work/test" 2>&1 &&
        grep -q '^Ok: *[1-9]' "$work/test"; then
        pass "test programs: $name ($(sed -n 's/^Ok: *//p' "$work/test" | tr -d ' '))"
    else
        fail "test programs: $name" "$(tail -n 100 "$work/test")"
    fi
}

instrumented () {
    nm -D "$build/plugins/gegl/rangefinder-look.so" | grep -q __asan_report_load &&
        nm -D "$build/plugins/gegl/rangefinder-look.so" | grep -q __ubsan_handle
}

# Without leaks: the host and its libraries have their own, and end without freeing what they still use.
sanitized_gegl () {
    LD_PRELOAD=$asan ASAN_OPTIONS=detect_leaks=0 GEGL_THREADS=2 \
        GEGL_PATH=$RF_GEGL_MODULES:$build/plugins/gegl gegl "$@"
}

# operation NAME PICTURE SETTING...: develops; gegl's exit code is 0 whatever happens, so its output and words count.
operation () {
    name=$1
    picture=$2
    shift 2
    rm -f "$work/out.png"
    sanitized_gegl "$picture" -o "$work/out.png" -- rangefinder:look "$@" >"$work/gegl" 2>&1
    status=$?
    if [ "$status" -ne 0 ] || [ ! -s "$work/out.png" ] ||
        grep -q 'Sanitizer\|runtime error\|WARNING\|CRITICAL' "$work/gegl"; then
        fail "operation: $name" "exit code $status: $(cat "$work/gegl")"
    else
        "$RF_BUILD/tests/tools/rf-compare" --max 1 "$picture" "$work/out.png" >"$work/compare" 2>&1
        case $? in
        1) pass "operation: $name" ;;
        0) fail "operation: $name" "the picture is unchanged: the operation did not run" ;;
        *) fail "operation: $name" "$(cat "$work/compare")" ;;
        esac
    fi
}

if log=$(compile 2>&1); then
    pass "the operation compiles with the sanitizers"
else
    fail "the operation compiles with the sanitizers" "$log"
    finish
    exit 1
fi
check "the operation is instrumented" instrumented
# A unit test and the looks' test have the same name: it means both.
programs unit $(list_programs unit | grep -vx look)
# The operation below develops with every look; these have between them all that a look can say.
programs look look --test-args 'authentic eternal sepia monopan'
programs fields fields-camera fields-fuzz fields-names fields-texts fields-values fields-when-where
programs watermark captions colors draw fit ground layout pictures geometry
programs format format format-fuzz format-keys format-registry template
# Not lut-bake: it is the slow one, and bakes nothing that lut-look and look do not run through.
programs lut lut-read lut-mutate lut-apply lut-look

. "$RF_SOURCE/tests/host-env.sh"
# picture NAME FORMAT: in $work
picture () {
    "$RF_BUILD/tests/tools/rf-test-image" --size 133x71 --format "$2" "$work/$1" || fail "a test picture in $2"
}

picture colour.png "R'G'B' u8"
picture alpha.png "R'G'B'A u16"
picture grey.png "Y' u8"
picture float.tif "RGBA float"
for file in "$RF_SOURCE"/luts/*.look; do
    look=$(basename "$file" .look)
    operation "$look" "$work/colour.png" look="$look"
done
operation "with alpha, 16 bits" "$work/alpha.png" look=authentic strength=50
operation "grey" "$work/grey.png" look=sepia
operation "linear float, exposure" "$work/float.tif" look=vivid exposure=1.5
finish
