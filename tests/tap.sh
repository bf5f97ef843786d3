# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by shell tests: results in the Test Anything Protocol. A failed check prints what it saw and the test goes on.

tap_count=0
tap_failed=0

# pass NAME; fail NAME [DETAIL]; skip NAME REASON
pass () {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1"
}

fail () {
    tap_count=$((tap_count + 1))
    tap_failed=$((tap_failed + 1))
    echo "not ok $tap_count - $1"
    [ -z "${2-}" ] || printf '%s\n' "$2" | sed 's/^/# /'
}

skip () {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1 # SKIP $2"
}

# check NAME COMMAND...: passes if the command does; its output is shown when it does not.
check () {
    tap_name=$1
    shift
    if tap_output=$("$@" 2>&1); then
        pass "$tap_name"
    else
        fail "$tap_name" "$* -> $?: $tap_output"
    fi
}

# check_fails NAME TEXT COMMAND...: passes if the command exits non-zero and what it prints has TEXT in it.
check_fails () {
    tap_name=$1
    tap_text=$2
    shift 2
    if tap_output=$("$@" 2>&1); then
        fail "$tap_name" "$*: exit code 0, a failure expected: $tap_output"
        return 0
    fi
    case $tap_output in
    *"$tap_text"*) pass "$tap_name" ;;
    *) fail "$tap_name" "$*: «$tap_text» expected in: $tap_output" ;;
    esac
}

finish () {
    echo "1..$tap_count"
    [ "$tap_failed" -eq 0 ]
}
