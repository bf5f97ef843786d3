#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual page, --help and completion tell the same, since they come from the same tables; in every shell.
. "$RF_SOURCE/tests/cli/cli-env.sh"
folder=$RF_SOURCE/plugins/command/completion

rangefinder --man >rangefinder.1
if command -v mandoc >/dev/null; then
    check 'the manual page is sound' mandoc -Tlint -W style rangefinder.1
    mandoc -Tascii rangefinder.1 | sed 's/.\x08//g' >page
else
    skip 'the manual page is sound' 'mandoc is not installed'
    sed 's/\\f[BRI]//g; s/\\-/-/g' rangefinder.1 >page
fi
check 'the page speaks any language' sh -c 'LC_ALL=de_DE.UTF-8 LANGUAGE=de rangefinder --man | grep -q "^.TH RANGEFINDER 1"'
rangefinder --complete '' | cut -f 1 >commands
check 'all commands are completed' sh -c 'rangefinder --help | sed -n "s/^  \([a-z-]*\) .*/\1/p" | diff - commands'
while read -r command; do
    rangefinder "$command" --help | grep -o -e ' --[a-z0-9-]*' | grep -v -e '--help' | tr -d ' ' | sort >options
    check "$command: the manual page has every option" sh -c "while read -r option; do grep -q -e \"\$option\" page || { echo \$option; exit 1; }; done <options"
    rangefinder --complete "$command" -- | cut -f 1 | grep -v -e '^--help$' | sort >offered
    sort -u options >wanted
    check "... and so has completion" sh -c 'grep -v -e "^--$" wanted | while read -r option; do grep -qx -e "$option" offered || { echo $option; exit 1; }; done'
done <commands

# in_bash WORD...; in_zsh WORD...; in_fish WORD...: what is offered for the last one.
in_bash () {
    bash -c 'compopt () { :; }; . "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rangefinder; printf "%s\n" "${COMPREPLY[@]}"' \
        "$folder/rangefinder.bash" rangefinder "$@"
}

in_zsh () {
    zsh -f -c '_describe () { print -l -- ${(P)2} }; _files () { print files }; source_it=$1; shift
        complete_it () { local -a words; words=("$@"); local CURRENT=$#; . $source_it }; complete_it "$@"' zsh \
        "$folder/_rangefinder" rangefinder "$@" | sed 's/\([^\\]\):.*/\1/'
}

in_fish () {
    HOME=$work fish --no-config -c 'source $argv[1]; complete -C "$argv[2..-1]"' "$folder/rangefinder.fish" rangefinder "$@" | cut -f 1
}

rangefinder looks --ids | sort >looks
for shell in bash zsh fish; do
    if ! command -v $shell >/dev/null; then
        skip "$shell" 'it is not installed'
        continue
    fi
    check "$shell: commands" sh -c "grep -qx develop" <<END
$(in_$shell dev)
END
    in_$shell develop --look '' | sort >offered
    check "$shell: --look completes the ids of all looks" sh -c 'grep -vx "" offered | grep -Fxf looks | diff looks -'
    check "$shell: --watermark those of formats" [ "$(in_$shell develop -w film-s)" = film-strip ]
    check "$shell: --set the fields" sh -c "grep -qx model=" <<END
$(in_$shell develop --set mod)
END
    check "$shell: options" [ "$(in_$shell develop --files0)" = --files0-from ]
    check "$shell: the looks to bake" [ "$(in_$shell bake mono-con)" = mono-contrast ]
done
check 'nothing is offered for files' [ -z "$(rangefinder --complete develop photo)" ]
check '... nor for a command that there is not' [ -z "$(rangefinder --complete nonsense '')" ]
finish
