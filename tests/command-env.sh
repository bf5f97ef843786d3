# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by tests of the command rangefinder: a folder of their own, and what they ask of it.
. "$RF_SOURCE/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

rangefinder () {
    "$RF_BUILD/plugins/command/rangefinder" "$@"
}

# exits CODE COMMAND...: with exactly that exit code, and one line on the error side where it is not 0.
exits () {
    exits_code=$1
    shift
    "$@" >"$work/.out" 2>"$work/.err"
    exits_status=$?
    [ "$exits_status" -eq "$exits_code" ] || { echo "exit code $exits_status: $(cat "$work/.err")"; return 1; }
    [ "$exits_code" -eq 0 ] || [ "$(wc -l <"$work/.err")" -eq 1 ] || { echo "more or less than one line: $(cat "$work/.err")"; return 1; }
}

# prints TEXT COMMAND...
prints () {
    prints_text=$1
    shift
    "$@" 2>&1 | grep -q -F -e "$prints_text" || { "$@" 2>&1 | head -n 20; return 1; }
}

# prints_line LINE COMMAND...: that line, whole, blanks as they are.
prints_line () {
    prints_line=$1
    shift
    "$@" 2>&1 | grep -q -x -F -e "$prints_line" || { "$@" 2>&1 | head -n 20; return 1; }
}

# json PYTHON COMMAND...: the expression holds for `data`, which the command printed.
json () {
    json_expression=$1
    shift
    "$@" 2>/dev/null >"$work/.json"
    python3 -c 'import json, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
assert eval("(" + sys.argv[2] + ")"), data' "$work/.json" "$json_expression"
}
