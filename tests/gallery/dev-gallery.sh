# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./dev: its command gallery. Copies of the photographs go in and the finished folder comes out, so that any name
# and any place on the machine works.

gallery_parts="pictures sheets plots measures.tsv index.html" # all that a gallery is made of

# check_gallery_folder FOLDER: new, empty or an older gallery; nothing else may be overwritten.
check_gallery_folder () {
    [ -e "$1" ] || [ -L "$1" ] || return 0
    [ -d "$1" ] || stop "$1: not a folder; choose another --out"
    [ -n "$(ls -A "$1")" ] || return 0
    grep -q -s '<meta name="generator" content="rangefinder gallery" />' "$1/index.html" ||
        stop "$1: holds something else than a gallery, which would be overwritten; choose another --out"
}

# take_photograph PATH NUMBER: a copy, or a sentence why not.
take_photograph () {
    if [ ! -e "$1" ]; then
        reason="no such file"
    elif [ ! -f "$1" ]; then
        reason="not a file; give photographs"
    elif ! cp -- "$(absolute "$1")" "$work/photographs/$2" 2>/dev/null; then
        reason="cannot be read (permissions?), or the disk is full"
    else
        return 0
    fi
    printf '%s\n' "$1: $reason" >>"$work/problems"
}

# put_gallery FOLDER: what was made, in place of an older one; the page last, so that what it shows is there.
put_gallery () {
    mkdir -p "$1" 2>/dev/null && [ -w "$1" ] || stop "$1: cannot write into this folder"
    for part in $gallery_parts; do
        rm -rf "${1:?}/$part" && mv "$work/gallery/$part" "$1/$part" ||
            stop "$1: could not write all of the gallery; is the disk full?"
    done
}

run_gallery () {
    out=gallery-out
    count=$#
    only_photographs=''
    while [ "$count" -gt 0 ]; do
        case $only_photographs$1 in
        --out)
            [ "$count" -ge 2 ] || stop "--out: which folder?"
            out=$2
            shift
            count=$((count - 1))
            ;;
        --out=*) out=${1#--out=} ;;
        --) only_photographs=+ ;;
        -*) stop "gallery knows no $1; ./dev help" ;;
        *) set -- "$@" "$1" ;;
        esac
        shift
        count=$((count - 1))
    done
    [ -n "$out" ] || stop "--out: which folder?"
    out=$(absolute "$out")
    check_gallery_folder "$out"

    build
    work=$(mktemp -d "$build/gallery.XXXXXX")
    mkdir "$work/photographs"
    : >"$work/problems"
    number=0
    for photograph in "$@"; do
        number=$((number + 1))
        take_photograph "$photograph" "$number"
    done
    # The user's own looks are shown too.
    result=0
    logged "$build/gallery.log" "Rendering" inside env XDG_DATA_HOME="${XDG_DATA_HOME:-$HOME/.local/share}" \
        sh "$source/tests/gallery/gallery.sh" "$work" "$@" || result=$?
    sed 's/^/dev: /' "$work/problems" >&2
    [ "$result" -ne 3 ] || exit 1
    [ "$result" -eq 0 ] || failed "the gallery failed" "$build/gallery.log"
    put_gallery "$out"
    echo "Gallery: $out/index.html"
    [ ! -s "$work/problems" ] || exit 1
}
