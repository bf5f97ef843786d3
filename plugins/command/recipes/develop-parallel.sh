#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Develops photographs on several machines, by GNU parallel over ssh.
#
#   find /photos -name '*.jpg' -print0 | sh develop-parallel.sh HOSTS OUTPUT [OPTION OF rangefinder develop...]
#
# HOSTS is a file with a machine a line (":" is this one), as `parallel --sshloginfile` takes it. On all of them there are
# `rangefinder`, and the photographs and OUTPUT under the same names: a shared folder.
#
# When a machine is lost, its photographs go to another one. When the run is, the same line again finishes it: what is there
# already is left out. Exit code: how many parts failed, 0 is none.
set -eu
[ $# -ge 2 ] || { echo "usage: find FOLDER -print0 | sh develop-parallel.sh HOSTS OUTPUT [OPTION...]" >&2; exit 2; }
hosts=$1
output=$2
shift 2
case $output in /*) ;; *) output=$PWD/$output ;; esac

# Words for the shells over there.
words=''
for word in "${RANGEFINDER:-rangefinder}" develop --resume "$@" "--output=$output" --files0-from -; do
    words="$words '$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'"
done

# Parts of twenty: small enough that little is done again, large enough that starting costs nothing. One part at a time on each
# machine, since `rangefinder develop` uses all of its processors.
exec parallel --null --max-args "${PART:-20}" --jobs 1 --sshloginfile "$hosts" --retries 4 \
    --ssh "${PARALLEL_SSH:-ssh} -o ConnectTimeout=10 -o ServerAliveInterval=10" "printf '%s\\0' {} |$words"
