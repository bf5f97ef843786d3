#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# ./dev run sh tests/sanitize/dialogs.sh [looks|watermark|develop|batch|filter...]: the screen tests with the plug-in, or for filter
# the GEGL operations inside GIMP, compiled with the address and undefined behaviour sanitizers. By hand: compiling and driving
# slowed windows take some minutes each.
# GIMP swallows what plug-ins print, so the reports are files, and each start of the program leaves one.
set -u
. "$RF_SOURCE/tests/tap.sh"

build=$RF_BUILD/sanitize-dialogs
program=$build/plugins/gimp/rangefinder
operations=$build/plugins/gegl

compile () {
    [ -f "$build/build.ninja" ] ||
        meson setup "$build" "$RF_SOURCE" -Dtests=false -Db_sanitize=address,undefined -Db_lundef=false -Doptimization=1 \
            -Dc_args=-fno-omit-frame-pointer || return 1
    ninja -C "$build" plugins/gimp/rangefinder plugins/gegl/rangefinder-look.so plugins/gegl/rangefinder-lens.so \
        plugins/gegl/rangefinder-lut.so
}

# drive NAME: by unwinding tables, as GLib has no frame pointers; ten steps reach from malloc through it to our code.
drive () {
    rm -rf "$reports"
    mkdir -p "$reports"
    options=log_path=$reports/report:verbosity=1
    case $1 in
    # GIMP itself has to start with the sanitizer, and has leaks of its own. It finds no other build of the operations.
    filter)
        RF_GIMP_ENV="env LD_PRELOAD=$(cc -print-file-name=libasan.so) ASAN_OPTIONS=$options:detect_leaks=0
            GEGL_PATH=${RF_GEGL_MODULES:-$(pkg-config --variable=pluginsdir gegl-0.4)}:$operations"
        export RF_GIMP_ENV
        ;;
    *)
        RF_GIMP_PLUG_IN=$program
        ASAN_OPTIONS=$options:detect_leaks=1:fast_unwind_on_malloc=0:malloc_context_size=10
        export RF_GIMP_PLUG_IN ASAN_OPTIONS
        ;;
    esac
    UBSAN_OPTIONS=log_path=$reports/report:print_stacktrace=1 LSAN_OPTIONS=suppressions=$RF_SOURCE/tests/sanitize/leaks.txt \
        meson test -C "$RF_BUILD" --no-rebuild --print-errorlogs --timeout-multiplier 4 --suite screen "$1" >"$reports/log" 2>&1
}

# find_leaks: what was allocated on the way through our code; all else is the hosts'.
find_leaks () {
    awk 'BEGIN { RS = "" } /^Direct leak/ && /\.\.\/(plugins|core)\// { print; found = 1 } END { exit !found }' "$reports"/report*
}

if ! log=$(compile 2>&1); then
    fail "the plug-in compiles with the sanitizers" "$log"
    finish
    exit 1
fi
for name in ${*:-looks watermark develop batch filter}; do
    reports=$build/reports/$name
    if (drive "$name"); then
        pass "$name: the test passes"
    else
        fail "$name: the test passes" "$(tail -n 40 "$reports/log")"
    fi
    check "$name: it was the sanitized program that ran" grep -q 'AddressSanitizer Init done' "$reports"/report*
    check "$name: no error of memory" sh -c '! grep -A 20 "ERROR: AddressSanitizer" "$0"/report*' "$reports"
    check "$name: nothing undefined" sh -c '! grep -A 20 "runtime error" "$0"/report*' "$reports"
    if [ "$name" = filter ]; then
        skip "$name: no leak of ours" "GIMP's own are too many to ask for"
    elif leaks=$(find_leaks); then
        fail "$name: no leak of ours" "$leaks"
    else
        pass "$name: no leak of ours"
    fi
done
finish
