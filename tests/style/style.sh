#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The rules that a machine can check, one check a rule; what breaks a rule is printed by name.
set -u
cd "$RF_SOURCE" || exit 1
. tests/tap.sh

list_sources () {
    find dev meson.build meson.options .clang-format .ci core luts plugins tests -type f \( -name '*.[ch]' -o -name '*.sh' \
        -o -name '*.py' -o -name '*.scm' -o -name '*.lua' -o -name '*.look' -o -name '*.format' -o -name 'meson.*' -o -name dev -o -name run \
        -o -name .clang-format \) | sort
}

list_c () {
    list_sources | grep '\.[ch]$'
}

list_shell () {
    for file in $(list_sources | grep -v '\.[ch]$'); do
        case $file in
        *.sh) echo "$file" ;;
        *) head -n 1 "$file" | grep -q '^#!.*sh$' && echo "$file" ;;
        esac
    done
}

# rule NAME LIST CHECK...: the check gets the files of the list and prints what is wrong with them, or nothing.
rule () {
    rule_name=$1
    rule_files=$($2)
    shift 2
    if [ -z "$rule_files" ]; then
        fail "$rule_name" "no file to check was found: the check itself is broken"
        return
    fi
    rule_found=$("$@" $rule_files 2>&1)
    if [ -z "$rule_found" ]; then
        pass "$rule_name ($(echo "$rule_files" | wc -l) files)"
    else
        fail "$rule_name" "$rule_found"
    fi
}

# each CHECK FILE...: for checks that take one file.
each () {
    each_check=$1
    shift
    for file in "$@"; do
        $each_check "$file"
    done
}

licence_of () {
    case $1 in
    luts/* | core/formats/* | core/names/* | *.look | *.format | .clang-format) echo CC0-1.0 ;;
    core/*) echo LGPL-3.0-or-later ;;
    *) echo GPL-3.0-or-later ;;
    esac
}

check_licence () {
    head -n 3 "$1" | grep -q "SPDX-License-Identifier: $(licence_of "$1")\( \*/\)\?$" ||
        echo "$1: «SPDX-License-Identifier: $(licence_of "$1")» expected in the first three lines"
}

check_length () {
    lines=$(wc -l <"$1")
    [ "$lines" -le 600 ] || echo "$1: $lines lines, 600 are the limit"
}

check_shell () {
    case $(head -n 1 "$1") in
    *bash) bash -n "$1" 2>&1 ;;
    *) sh -n "$1" 2>&1 ;;
    esac
}

list_core () {
    list_c | grep '^core/'
}

check_host_free () {
    grep -HnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"](lib)?(gimp|gegl|babl|gtk|gdk)' "$1"
}

list_headers () {
    list_c | grep '\.h$'
}

list_flags () {
    pkg-config --cflags "$@" | sed 's/-I/-isystem /g'
}
core_flags=$(list_flags glib-2.0 pangocairo)
host_flags=$(list_flags glib-2.0 gimpui-3.0 gegl-0.4 lcms2)

# Twice: a header without a guard is one whose order matters. Side by side, as GTK's headers take a third of a second.
check_headers () {
    export core_flags host_flags
    printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh -c '
        case $1 in
        core/*) flags=$core_flags ;;
        *) flags=$host_flags ;;
        esac
        cc -std=gnu11 -D_GNU_SOURCE -DGETTEXT_PACKAGE="\"rangefinder\"" -Werror -fsyntax-only -Icore \
            $flags -include "$1" -include "$1" -x c /dev/null 2>&1 || echo "$1: does not compile alone"' sh
}

check_format () {
    printf '%s\n' "$@" | xargs -P "$(nproc)" -n 30 clang-format --dry-run -Werror 2>&1 | grep error
}

# Of texts for translators: as a macro's argument, on the same line or the next, and as a plural.
marked='(^|[^A-Za-z0-9_])(N?_|g_dngettext) ?\(($|"|GETTEXT_PACKAGE)'

list_marked () {
    list_c | grep -E '^(core|plugins)/' | xargs grep -lE "$marked"
}

list_potfiles () {
    grep -v '^#' plugins/po/POTFILES
}

list_languages () {
    grep -v '^#' plugins/po/LINGUAS
}

check_collected () {
    grep -qxF "$1" plugins/po/POTFILES || echo "$1: has texts for translators, but plugins/po/POTFILES does not name it"
}

check_marked () {
    grep -qE "$marked" "$1" || echo "$1: plugins/po/POTFILES names it, but it has no texts for translators"
}

# Warnings count too: msgfmt says most of what it finds without failing.
check_catalogue () {
    msgfmt -c -o /dev/null "plugins/po/$1.po" 2>&1 || echo "plugins/po/$1.po: is not a sound catalogue"
}

rule "every source file names its licence" list_sources each check_licence
rule "no source file is longer than 600 lines" list_sources each check_length
rule "shell scripts have no syntax error" list_shell each check_shell
rule "the core includes no header of a host" list_core each check_host_free
rule "every header compiles alone, and twice" list_headers check_headers
rule "every source with texts for translators is collected" list_marked each check_collected
rule "only sources with texts for translators are collected" list_potfiles each check_marked
if command -v msgfmt >/dev/null; then
    rule "every translation is a sound catalogue" list_languages each check_catalogue
else
    skip "every translation is a sound catalogue" "msgfmt (gettext) is not installed"
fi

# Other versions format some lines otherwise.
formatter=$(clang-format --version 2>/dev/null | sed 's/.*version \([0-9]*\).*/\1/')
if [ "$formatter" = 19 ]; then
    rule "C is formatted by .clang-format" list_c check_format
else
    skip "C is formatted by .clang-format" "clang-format 19 is needed, this is ${formatter:-none}"
fi
finish
