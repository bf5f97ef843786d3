# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./dev and by the tests: makes the hosts find what was built. RF_BUILD is the build folder, RF_SOURCE the
# checkout; both absolute.

# Tests have fewer of GEGL's own modules, to start sooner.
GEGL_PATH=${RF_GEGL_MODULES:-$(pkg-config --variable=pluginsdir gegl-0.4)}:$RF_BUILD/plugins/gegl
RANGEFINDER_DATA=$RF_BUILD/data
PATH=$RF_BUILD/plugins/command:$PATH
XDG_DATA_DIRS=$RF_BUILD/data/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
export GEGL_PATH RANGEFINDER_DATA PATH XDG_DATA_DIRS
mkdir -p "$RF_BUILD/data/share"
ln -sfn "$RF_SOURCE/plugins/gimp/icons" "$RF_BUILD/data/share/icons"
ln -sfn "$RF_SOURCE/luts" "$RF_BUILD/data/looks"
ln -sfn "$RF_SOURCE/core/formats" "$RF_BUILD/data/formats"
ln -sfn "$RF_SOURCE/core/names" "$RF_BUILD/data/names"
ln -sfn "$RF_SOURCE/plugins/gimp/help" "$RF_BUILD/data/help"

# The console of the GIMP that is there: gimp-console-3.0, gimp-console-3.2, ...
rf_gimp_console=$(ls /usr/bin/gimp-console-3.* 2>/dev/null | sort -V | tail -n 1)
export rf_gimp_console

# rf_profile DIR: a GIMP profile of our own in DIR, with the plug-ins of the build tree; the user's is untouched. So is the
# folder for temporary files that all users of a machine share: it belongs to whoever came first. RF_GIMP_PLUG_IN is another
# build's program in place of this one's.
rf_profile () {
    GIMP3_DIRECTORY=$1
    export GIMP3_DIRECTORY
    mkdir -p "$1/plug-ins/rangefinder" "$1/scripts" "$1/tmp"
    grep -q '^(temp-path ' "$1/gimprc" 2>/dev/null ||
        printf '(%s-path "${gimp_dir}/tmp")\n' temp swap >>"$1/gimprc"
    ln -sfn "${RF_GIMP_PLUG_IN:-$RF_BUILD/plugins/gimp/rangefinder}" "$1/plug-ins/rangefinder/rangefinder"
    ln -sfn "$RF_SOURCE/plugins/gimp/rangefinder.scm" "$1/scripts/rangefinder.scm"
}

# rf_scheme EXPRESSION: evaluates it in GIMP without a window; the exit status is GIMP's.
rf_scheme () {
    "$rf_gimp_console" -nidfs --batch-interpreter=plug-in-script-fu-eval -b "$1" --quit
}
