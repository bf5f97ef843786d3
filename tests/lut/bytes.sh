#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The same LUTs, byte for byte, whatever the processor can do and however the compiler optimised.
set -u
. "$RF_SOURCE/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# bake NAME PROGRAM...: small LUTs of all looks and the shipped ones of one, into $work/NAME.
bake () {
    bake_name=$1
    shift
    "$@" bake -q --all --format cube,cube-log,hald,icc --size 9,17 --level 4 -o "$work/$bake_name" &&
        "$@" bake -q authentic --format cube,cube-log,hald,icc -o "$work/$bake_name"
}

# same NAME PROGRAM...: bakes what the reference has.
same () {
    same_name=$1
    bake "$@" && diff -rq "$work/reference" "$work/$same_name" && rm -r "$work/$same_name"
}

program=$RF_BUILD/plugins/command/rangefinder
check "the reference" bake reference "$program"
count=$(ls "$work/reference" 2>/dev/null | wc -l)
if [ "$count" -ge 137 ]; then # 19 looks, 7 small and 4 shipped files each, some of them the same
    pass "it is complete ($count files)"
else
    fail "it is complete" "$count files"
fi
check "the same again, on one processor and in another time zone" same again env TZ=Pacific/Auckland taskset -c 0 "$program"
check "the same without AVX2 in our kernels" same base env RANGEFINDER_CPU=base "$program"
check "the same with AVX2 in our kernels, where there is more" same avx2 env RANGEFINDER_CPU=avx2 "$program"
check "the same without AVX and fused operations in the C library" same tunables \
    env GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-FMA,-FMA4 "$program"
check "the same unoptimised" same O0 "$RF_BUILD/tests/lut/rangefinder-O0"
check "the same at the highest optimisation" same O3 "$RF_BUILD/tests/lut/rangefinder-O3"
finish
