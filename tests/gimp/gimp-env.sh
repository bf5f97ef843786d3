# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by every test of this folder: TAP, the built plug-ins in a profile of GIMP's that no other test uses, and a
# temporary folder $work, which is the working directory.
set -u
. "$RF_SOURCE/tests/tap.sh"
. "$RF_SOURCE/tests/host-env.sh"
LC_ALL=C.UTF-8
export LC_ALL
unset DISPLAY WAYLAND_DISPLAY # nothing here may need a screen

# babl takes the way between two formats that its stopwatch likes best in this process and that is off by no more than
# this: as it comes, a busy machine exports the same floats with other last bits once in thirty times. And the search takes
# most of an export's time.
BABL_TOLERANCE=0.000000000001
export BABL_TOLERANCE

tools=$RF_BUILD/tests/tools
work=$(mktemp -d "${TMPDIR:-/tmp}/rangefinder-gimp-XXXXXX") || exit 1
trap 'rm -rf "$work" "$work.profile"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1

# GIMP's first start in a profile takes long, for it asks every plug-in what it can do: it is done once, and copied.
(
    flock 9
    rf_profile "$RF_BUILD/gimp-profile-tests"
    [ "$GIMP3_DIRECTORY/pluginrc" -nt "$RF_BUILD/plugins/gimp/rangefinder" ] || rf_scheme '#t' >/dev/null 2>&1
    cp -a "$RF_BUILD/gimp-profile-tests" "$work.profile"
) 9>"$RF_BUILD/gimp-profile-tests.lock"
rf_profile "$work.profile"

# gimp EXPRESSION: evaluates it; what GIMP prints goes to gimp.log, of which the lines that mean something come out, and
# the exit code is GIMP's. GIMP is noisy: the fonts, brushes and windows that it misses are not our subject.
gimp () {
    rf_scheme "$1" >gimp.log 2>&1
    status=$?
    grep -v -e '^$' -e 'scriptfu-WARNING' -e 'Gtk-WARNING' -e 'gimp_wire_read' -e 'gimp_flush' -e 'Welcome to GIMP' \
        -e 'g_object_unref: assertion' -e 'Stopping at failing batch' gimp.log
    return $status
}

# test_plug_in NAME: runs NAME.c of this folder, a plug-in of GIMP's that speaks TAP.
test_plug_in () {
    mkdir "$GIMP3_DIRECTORY/plug-ins/test-$1"
    ln -s "$RF_BUILD/tests/gimp/test-$1" "$GIMP3_DIRECTORY/plug-ins/test-$1/test-$1"
    gimp "(plug-in-rangefinder-test-$1)" | grep -e '^ok ' -e '^not ok ' -e '^#' -e '^1\.\.' || gimp '#t'
}

# gimp_with SCRIPT EXPRESSIONS: the same, after loading common.scm and the script of this folder.
gimp_with () {
    gimp "(begin (load \"$RF_SOURCE/tests/gimp/common.scm\") (load \"$RF_SOURCE/tests/gimp/$1\") $2)"
}

# outcome NAME: what the last call of gimp printed for (attempt NAME ...) of common.scm; its last line ends in "done" or
# "failed", and so does the exit code.
outcome () {
    sed -n "/^attempt $1\$/,/^end $1 /p" gimp.log
    grep -q "^end $1 done" gimp.log
}

# The photographs of the neighbouring folder, for those tests that need real ones.
shared=$RF_SOURCE/../shared/photos
