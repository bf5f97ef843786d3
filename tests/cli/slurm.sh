#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The recipe for Slurm, on a real Slurm of one machine that this test starts for itself, on the loopback device.
set -u
. "$RF_SOURCE/tests/cli/recipe-env.sh"
n=60

leave () {
    skip "photographs are developed by an array of Slurm" "$1"
    finish
    exit
}

command -v magick >/dev/null || leave "there is no ImageMagick to make photographs"
for program in slurmctld slurmd sbatch; do
    command -v $program >/dev/null || leave "there is no $program"
done
mkdir -p /run 2>/dev/null && [ -w /run ] || leave "Slurm wants to write into /run"

daemons=''
end_daemons () {
    [ -z "$daemons" ] || kill $daemons 2>/dev/null
    [ -z "$daemons" ] || wait $daemons 2>/dev/null
    rm -rf "$work"
}
trap end_daemons EXIT

host=$(uname -n | sed 's/\..*//')
port=$((40000 + $$ % 20000))
mkdir state spool
head -c 64 /dev/urandom >slurm.key
chmod 600 slurm.key
echo 'CgroupPlugin=disabled' >cgroup.conf
cat >slurm.conf <<END
ClusterName=rangefinder
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/slurm
CredType=cred/slurm
SlurmctldPort=$port
SlurmdPort=$((port + 1))
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
END
SLURM_CONF=$work/slurm.conf
export SLURM_CONF

timeout 500 slurmctld -D >slurmctld.log 2>&1 &
daemons=$!
timeout 500 slurmd -D -N "$host" >slurmd.log 2>&1 &
daemons="$daemons $!"

machine_is_idle () {
    for try in $(seq 60); do
        sinfo --noheader --format %t 2>/dev/null | grep -q -x idle && return
        sleep 0.5
    done
    tail -n 5 slurmctld.log slurmd.log 2>/dev/null
    return 1
}

submit () {
    timeout 240 sbatch --wait --array=0-3 --output "$work/task-%a.log" "$@" || { cat task-*.log; return 1; }
}

# One that a machine was lost with: it never came to its share.
lose_share () {
    find "$work/result" -type f | sort | sed -n '1~7p' | while IFS= read -r file; do rm -- "$file"; done
}

check "there are $n photographs" make_photos $n
check "Slurm has a machine" machine_is_idle
[ "$tap_failed" -eq 0 ] || { finish; exit 1; }
check "an array of four tasks develops all" submit "$recipes/develop-slurm.sh" "$work/list" "$work/result" --look natural
check "nothing is lost" whole result $n
find result -type f -exec stat -c '%n %Y %i' {} + | sort >before
lose_share
check "the same line again finishes the work" submit "$recipes/develop-slurm.sh" "$work/list" "$work/result" --look natural
check "nothing is lost then" whole result $n
find result -type f -exec stat -c '%n %Y %i' {} + | sort >after
check "what was there was not developed again" [ "$(comm -12 before after | wc -l)" -eq $((n - (n + 6) / 7)) ]
check_fails "outside of an array it tells so" "not a task of an array" sh "$recipes/develop-slurm.sh" list result
finish
