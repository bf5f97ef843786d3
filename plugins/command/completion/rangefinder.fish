# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for fish: the command itself knows what may come.
function __rangefinder_complete
    set -l words (commandline -opc) (commandline -ct)
    rangefinder --complete $words[2..-1] 2>/dev/null
end
complete -c rangefinder -a '(__rangefinder_complete)'
