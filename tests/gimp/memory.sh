#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A batch of 21 photographs in one GIMP: how long each takes, and that memory does not grow from the 5th to the 20th.
. "$RF_SOURCE/tests/gimp/gimp-env.sh"

allowed_kib=16384 # one picture left behind each time would be 15 times 8 MiB and more
mkdir photos
"$tools/rf-test-image" --size 1800x1200 base.png
magick base.png -quality 90 base.jpg
for number in $(seq 21); do
    ln base.jpg "photos/$number.jpg"
done

"$rf_gimp_console" -nidfs --batch-interpreter=plug-in-script-fu-eval --quit \
    -b '(plug-in-rangefinder-batch #:input "photos" #:look "authentic" #:output "out")' >batch.log 2>&1 &
gimp_process=$!

# find_plug_in: the process of our plug-in, a child of GIMP's.
find_plug_in () {
    for status in /proc/[0-9]*/status; do
        if grep -q '^Name:.*rangefinder$' "$status" 2>/dev/null && grep -q "^PPid:.*[^0-9]$gimp_process\$" "$status"; then
            status=${status#/proc/}
            echo "${status%/status}"
            return
        fi
    done
}

# resident PID: KiB in memory; nothing when the process has ended.
resident () {
    sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$1/status" 2>/dev/null
}

# One line each time: photographs done, KiB of GIMP, KiB of the plug-in.
plug_in=''
while kill -0 $gimp_process 2>/dev/null; do
    done_now=$(grep -c ' -> out/' batch.log)
    if [ -z "$plug_in" ]; then
        [ "$done_now" -eq 0 ] || plug_in=$(find_plug_in)
    else
        echo "$done_now $(resident $gimp_process) $(resident "$plug_in")" >>samples
    fi
    sleep 0.1
done
wait $gimp_process
check "GIMP develops 21 photographs" [ $? -eq 0 ]
check "... all of them" [ "$(ls out | wc -l)" -eq 21 ]
sed -n 's/^21 of 21 .*/# &/p' batch.log
check "... and says how many seconds each took" [ "$(grep -c '^[0-9]*.jpg -> out/[0-9]*.jpg [0-9.]* s$' batch.log)" -eq 21 ]

# most COLUMN FIRST LAST: the most that was seen while that many photographs were done.
most () {
    awk -v column="$1" -v first="$2" -v last="$3" \
        '$1 >= first && $1 <= last && $column > most { most = $column } END { print most + 0 }' samples
}

for program in GIMP:2 plug-in:3; do
    column=${program#*:}
    program=${program%:*}
    early=$(most "$column" 5 8)
    late=$(most "$column" 17 20)
    echo "# $program: $early KiB around the 5th photograph, $late KiB around the 20th"
    check "$program was measured at both times" [ "$early" -gt 1000 -a "$late" -gt 1000 ]
    check "$program's memory does not grow from the 5th to the 20th" [ "$late" -le $((early + allowed_kib)) ]
done
finish
