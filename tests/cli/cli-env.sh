# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the tests of the command: the command that was built, a folder to work in, and nobody's own looks.
set -u
. "$RF_SOURCE/tests/host-env.sh"
. "$RF_SOURCE/tests/tap.sh"
tools=$RF_BUILD/tests/tools
shared=$RF_SOURCE/../shared/photos
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
XDG_DATA_HOME=$work/home
export XDG_DATA_HOME

develop () {
    rangefinder develop "$@"
}

# keep_exiftool: from now on questions go to one exiftool that stays, since it takes longer to start than to answer. What it is
# to write, or to tell in bytes, goes to one of its own.
keep_exiftool () {
    mkfifo questions answers
    timeout 600 exiftool -stay_open True -@ - <questions >answers &
    exec 8>questions 9<answers
    trap 'printf "%s\n" -stay_open False >&8; chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
    exiftool () {
        case " $*" in
        *' -@ '* | *' -q '* | *' -b '*) command exiftool "$@" ;;
        *)
            printf '%s\n' "$@" -execute >&8
            while IFS= read -r exiftool_line <&9 && [ "$exiftool_line" != '{ready}' ]; do
                printf '%s\n' "$exiftool_line"
            done
            ;;
        esac
    }
}

# exits CODE COMMAND...: the command ends with that code.
exits () {
    exits_wanted=$1
    shift
    exits_code=0
    "$@" || exits_code=$?
    [ "$exits_code" -eq "$exits_wanted" ] || {
        echo "exit code $exits_code"
        return 1
    }
}

# no_half_files FOLDER: nothing but what has a name of its own.
no_half_files () {
    [ -z "$(find "$1" -name '.rangefinder-*')" ] || find "$1" -name '.rangefinder-*'
    [ -z "$(find "$1" -name '.rangefinder-*')" ]
}
