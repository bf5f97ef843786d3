#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The recipe for GNU parallel, on two machines that are two ssh servers on this one, each among processes of its own: one of them
# dies in the middle. All traffic stays on the loopback device.
set -u
. "$RF_SOURCE/tests/cli/recipe-env.sh"
n=500

leave () {
    skip "photographs are developed on several machines" "$1"
    finish
    exit
}

command -v parallel >/dev/null || leave "there is no GNU parallel"
command -v magick >/dev/null || leave "there is no ImageMagick to make photographs"
[ -x /usr/sbin/sshd ] || leave "there is no ssh server"
# An ordinary user stays one: root of a namespace of his own may not set groups, which the server does as root.
own=''
[ "$(id -u)" = 0 ] || own='--user --map-current-user'
unshare $own --mount --pid --fork true 2>/dev/null || leave "this system lets nobody make namespaces"

# Keys and settings for this test only.
mkdir -m 700 ssh parallel
ssh-keygen -q -t ed25519 -N '' -f ssh/host && ssh-keygen -q -t ed25519 -N '' -f ssh/user
cp ssh/user.pub ssh/authorized
: >parallel/will-cite
grep -v '^sshd:' /etc/passwd >ssh/passwd
echo 'sshd:x:996:65534::/run/sshd:/usr/sbin/nologin' >>ssh/passwd # as root the server wants such a user
PARALLEL_HOME=$work/parallel
PARALLEL_SSH="ssh -F $work/ssh/config"
export PARALLEL_HOME PARALLEL_SSH

servers=''
end_servers () {
    [ -z "$servers" ] || kill -KILL $servers 2>/dev/null
    rm -rf "$work"
}
trap end_servers EXIT

# start_server NAME PORT: sets $server; all its processes end with that one.
start_server () {
    cat >"ssh/$1.conf" <<END
ListenAddress 127.0.0.1:$2
HostKey $work/ssh/host
AuthorizedKeysFile $work/ssh/authorized
PasswordAuthentication no
UsePAM no
StrictModes no
PidFile none
END
    cat >>ssh/config <<END
Host $1
  HostName 127.0.0.1
  Port $2
  IdentityFile $work/ssh/user
  IdentitiesOnly yes
  UserKnownHostsFile $work/ssh/known
  BatchMode yes
END
    echo "[127.0.0.1]:$2 $(cut -d ' ' -f 1,2 ssh/host.pub)" >>ssh/known
    echo "$1" >>"hosts"
    unshare $own --mount --pid --fork --kill-child=KILL sh -c '[ "$(id -u)" != 0 ] || { mkdir -p /run/sshd; mount --bind "$1" /etc/passwd; }
        exec timeout 400 /usr/sbin/sshd -D -e -f "$2"' sh "$work/ssh/passwd" "$work/ssh/$1.conf" >"ssh/$1.log" 2>&1 &
    server=$!
    servers="$servers $server"
}

answers () {
    for try in 1 2 3 4 5 6 7 8 9 10; do
        ssh -F ssh/config "$1" true 2>answer && return
        sleep 0.5
    done
    cat answer "ssh/$1.log"
    return 1
}

# develop HOSTS OUTPUT: sets $seconds. What the command says goes to OUTPUT.out.
develop () {
    start=$(date +%s%N)
    timeout 300 sh "$recipes/develop-parallel.sh" "$@" --look natural <list >>"$2.out" 2>>"$2.err"
    status=$?
    seconds=$(awk -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%.2f", ns / 1e9 }')
    return $status
}

# Over there nobody knows of our environment.
printf '#!/bin/sh\nRANGEFINDER_DATA="%s" exec "%s" "$@"\n' "$RANGEFINDER_DATA" "$RANGEFINDER" >rangefinder
chmod +x rangefinder
RANGEFINDER=$work/rangefinder

check "there are $n photographs" make_photos $n
port=$((20000 + $$ % 20000))
start_server first $port
start_server second $((port + 1))
check "the first machine answers" answers first
check "the second machine answers" answers second
[ "$tap_failed" -eq 0 ] || { finish; exit 1; }

head -n 1 hosts >one
head -n 1 hosts >one
develop one one-result
check "one machine develops all ($(tail -n 1 one-result.err))" whole one-result $n
alone=$seconds
develop hosts two-result
check "two machines develop all ($(tail -n 1 two-result.err))" whole two-result $n
echo "#| $n small photographs over ssh: 1 worker $(awk "BEGIN { printf \"%.0f\", $n / $alone }") a second, 2 workers \
$(awk "BEGIN { printf \"%.0f (x %.2f)\", $n / $seconds, $alone / $seconds }"), both on the processors of this machine"

# One machine dies when a fifth is done.
develop hosts result &
run=$!
while [ "$(count_files result)" -lt $((n / 5)) ] && kill -0 $run 2>/dev/null; do
    sleep 0.05
done
done_then=$(count_files result)
kill -KILL "$server"
# What it printed last is lost with it, so files tell what was developed: those that are there stay the same ones.
files_of () {
    find "$1" -type f ! -name '.*' -printf '%i %T@ %f\n' | LC_ALL=C sort
}
files_of result >files-then
check "it dies in the middle ($done_then of $n)" [ "$done_then" -lt $n ]
wait $run
check_fails "it is dead" "" ssh -F ssh/config second true
develop hosts result
check "the same line again finishes the work" [ $status -eq 0 ]
check "nothing is lost" whole result $n
files_of result >files-now
check "nothing that was there was developed again" [ -z "$(LC_ALL=C comm -23 files-then files-now)" ]
check "nothing was developed twice" sh -c '! sed -n "s/ [0-9.]* s\$//; / -> /p" result.out | sort | uniq -d | grep .'
finish
