# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by every test of this folder: TAP, a display with a window manager, GIMP in a profile of its own, and verbs to
# drive it. Nothing depends on how fast things go: every step waits for a state, and every wait ends, at that state or in
# give_up with a screenshot. Keys go only to the window that was waited for. $work is a temporary folder; screenshots and
# GIMP's output are kept in $shots.
set -u
. "$RF_SOURCE/tests/tap.sh"

test_name=${test_name:-$(basename "$0" .sh)}
tools=$RF_BUILD/tests/tools
helpers=$RF_BUILD/tests/screen
shots=$helpers/shots
shot_number=0
screen_size=${screen_size:-1280x800}
window_size=${window_size:-720x560}
work=$(mktemp -d "${TMPDIR:-/tmp}/rangefinder-screen-XXXXXX") || exit 1
gimp_log=$shots/$test_name-gimp.log
mkdir -p "$shots" "$work/home"
rm -f "$shots/$test_name"-*

# Nothing of the caller's desktop: language, scale, theme, input method, settings, accessibility, session bus. An empty
# address is no way to say so: GLib would start a bus that nobody ends.
HOME=$work/home
LC_ALL=C.UTF-8
LANGUAGE=en
RANGEFINDER_LOCALE=$RF_BUILD/plugins/po
GDK_BACKEND=x11
DBUS_SESSION_BUS_ADDRESS=disabled:
NO_AT_BRIDGE=1
GSETTINGS_BACKEND=memory
export HOME LC_ALL LANGUAGE RANGEFINDER_LOCALE GDK_BACKEND DBUS_SESSION_BUS_ADDRESS NO_AT_BRIDGE GSETTINGS_BACKEND
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME GDK_SCALE GDK_DPI_SCALE GTK_THEME \
    GTK_MODULES GTK_IM_MODULE XMODIFIERS SESSION_MANAGER
. "$RF_SOURCE/tests/host-env.sh"

server_pid='' manager_pid='' gimp_pid=''

is_alive () {
    grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null
}

clean_up () {
    trap - EXIT INT TERM HUP
    for pid in $gimp_pid $manager_pid $server_pid; do # GIMP before the display it draws on
        ! kill "$pid" 2>/dev/null || sleep 0.2
        ! is_alive "$pid" || kill -9 "$pid" 2>/dev/null
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM HUP

# wait_until SECONDS COMMAND...: until the command succeeds; fails when the time is over or GIMP has ended. The command
# must not wait_until itself.
wait_until () {
    wait_end=$(($(date +%s) + $1))
    shift
    while ! "$@"; do
        [ "$(date +%s)" -lt "$wait_end" ] || return 1
        [ -z "$gimp_pid" ] || is_alive "$gimp_pid" || return 1
        sleep 0.05
    done
}

# come_to_rest: GIMP, its plug-ins, the window manager and the display have all been asleep for half a second (what waits for
# a processor is not asleep), so whatever was asked of them is done, or was not understood. For wait_until, which calls it
# twenty times a second; reset $rested before.
come_to_rest () {
    if cat /proc/[0-9]*/stat 2>/dev/null | awk -v ours=" $gimp_pid $manager_pid $server_pid " -v parent="$gimp_pid" '
        { pid = $1; sub(/.*\) /, "") } # the name of the program, in brackets, may have blanks in it
        (index(ours, " " pid " ") || $2 == parent) && $1 != "S" { busy = 1 }
        END { exit !busy }'; then
        rested=0
    else
        rested=$((rested + 1))
    fi
    [ $rested -ge 10 ]
}

settle () {
    rested=0
    wait_until 180 come_to_rest || give_up "GIMP comes to rest"
}

holds_or_rests () {
    eval "$1" || come_to_rest
}

# insist WHAT CONDITION COMMAND...: does the command until the condition (as the shell would read it) holds. It is done
# again, twice at most, only when all have come to rest and it does not hold: what is merely slow is waited for.
insist () {
    insist_what=$1
    insist_condition=$2
    shift 2
    for insist_try in 1 2 3; do
        "$@"
        rested=0
        wait_until 90 holds_or_rests "$insist_condition" || break
        ! eval "$insist_condition" || return 0
    done
    give_up "$insist_what"
}

# shot NAME: what the screen shows once it has come to rest, for people. A cursor that blinks does not delay it for long.
shot () {
    shot_number=$((shot_number + 1))
    last_shot=$shots/$test_name-$(printf %02d $shot_number)-$1.png
    take_screen "$work/screen.ppm"
    for shot_try in 1 2 3 4 5 6; do
        mv "$work/screen.ppm" "$work/screen-before.ppm"
        take_screen "$work/screen.ppm"
        ! cmp -s "$work/screen.ppm" "$work/screen-before.ppm" || break
    done
    timeout 30 magick "$work/screen.ppm" -quality 10 "$last_shot" || last_shot="none, the display does not answer"
}

take_screen () {
    timeout 30 magick import -window root "$1" 2>>"$work/import.log" || : >"$1"
}

# give_up WHAT: for what makes all further steps pointless.
give_up () {
    shot failed
    [ -z "$gimp_pid" ] || is_alive "$gimp_pid" || set -- "$1; GIMP has ended"
    fail "$1" "Screenshot: $last_shot
Active window: «$(active_title)»
GIMP's last words ($gimp_log):
$(tail -n 15 "$gimp_log" 2>/dev/null)"
    finish
    exit 1
}

xdo () {
    timeout 20 xdotool "$@"
}

# keys KEY...: to the active window.
keys () {
    xdo key --delay 40 "$@"
}

active_title () {
    xdo getactivewindow getwindowname 2>/dev/null
}

active_is () {
    case $(active_title) in
    $1) ;;
    *) return 1 ;;
    esac
}

# Whatever its title is in whatever language.
is_dialog_active () {
    active_window=$(xdo getactivewindow 2>/dev/null) && [ "$active_window" != "$gimp_window" ]
}

# wait_active PATTERN: until the active window has that title (a pattern of the shell's).
wait_active () {
    wait_until 90 active_is "$1" || give_up "a window with the title «$1» becomes active"
}

# Menus, lists that are open, and tooltips: the windows that the window manager does not manage.
count_popups () {
    xdo search --maxdepth 1 --onlyvisible --class . 2>/dev/null | wc -l
}

popups_are () {
    [ "$(count_popups)" -eq "$1" ]
}

wait_popups () {
    wait_until 60 popups_are "$1" || give_up "$1 menus or lists are open ($2)"
}

# The pointer in the corner: it selects nothing in menus and shows no tooltip.
park_pointer () {
    xdo mousemove $((${screen_size%x*} - 1)) $((${screen_size#*x} - 1))
}

# The title tells the tests what they could not see: the image's name, and * for changed or = for unchanged. The shortcuts
# open our dialogs whatever else the menus have in them.
write_profile () {
    # GIMP's list of plug-ins takes ten seconds: it is made once, and copied. Each test has a profile and a display of its own.
    (
        flock 9
        rf_profile "$helpers/profile-once"
        mkdir -p "$GIMP3_DIRECTORY/plug-ins/read-filters"
        ln -sfn "$helpers/read-filters" "$GIMP3_DIRECTORY/plug-ins/read-filters/read-filters"
        [ "$GIMP3_DIRECTORY/pluginrc" -nt "$RF_BUILD/plugins/gimp/rangefinder" ] || rf_scheme '#t' >/dev/null 2>&1
        cp -a "$helpers/profile-once" "$work/profile"
    ) 9>"$helpers/profile-once.lock"
    rf_profile "$work/profile"
    cat >>"$GIMP3_DIRECTORY/gimprc" <<END
(config-version "$("$gimp_program" --version | sed 's/.* //')")
(show-welcome-dialog no)
(check-updates no)
(save-session-info no)
(color-profile-policy keep)
(metadata-rotation-policy rotate)
(image-title-format "%f|%D*%C=|")
END
    cat >"$GIMP3_DIRECTORY/shortcutsrc" <<END
(file-version 1)
(action "filters-rangefinder-look" "<Primary><Alt>l")
(action "plug-in-rangefinder-look" "<Primary><Alt>a")
(action "plug-in-rangefinder-batch" "<Primary><Alt>f")
END
    echo '(hide-docks yes) (single-window-mode yes) (show-tabs no)' >"$GIMP3_DIRECTORY/sessionrc"
}

start_display () {
    cat >"$work/openbox.xml" <<'END'
<openbox_config xmlns="http://openbox.org/3.4/rc">
<focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
<keyboard/><mouse/>
</openbox_config>
END
    # -r: no key repeats itself, however late its release comes
    Xvfb -displayfd 3 -screen 0 "${screen_size}x24" -dpi 96 -nolisten tcp -noreset -r 3>"$work/display" >"$work/server.log" 2>&1 &
    server_pid=$!
    wait_until 60 test -s "$work/display" || give_up "Xvfb starts ($(tail -n 1 "$work/server.log"))"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    openbox --sm-disable --config-file "$work/openbox.xml" >"$work/openbox.log" 2>&1 &
    manager_pid=$!
    wait_until 60 xdo get_num_desktops >/dev/null 2>&1 || give_up "openbox starts ($(tail -n 1 "$work/openbox.log"))"
    park_pointer
}

# restart_display SIZE: another one, for a GIMP that is not running yet.
restart_display () {
    kill "$manager_pid" "$server_pid"
    wait "$manager_pid" "$server_pid" 2>/dev/null
    rm -f "$work/display"
    screen_size=$1
    start_display
}

# speak LANGUAGE: GIMP's and ours. They are not looked up in the C locales.
speak () {
    [ "$1" != en ] || return 0
    LOCPATH=$RF_BUILD/locales
    [ -d "$LOCPATH/de_DE.UTF-8" ] || give_up "there is a locale in $LOCPATH, for texts in other languages"
    LC_ALL=de_DE.UTF-8
    LANGUAGE=$1:en
    export LOCPATH LC_ALL LANGUAGE
}

# A photograph, small for speed; one that ImageMagick draws where there is none.
make_photo () {
    photo_size=${photo_size:-480x320}
    for source in "$RF_SOURCE/../shared/photos/coffee.png" /usr/share/backgrounds/budgie/canyon-wren.jpg plasma:; do
        [ "$source" = plasma: ] || [ -r "$source" ] || continue
        set -- "$source"
        [ "$source" != plasma: ] || set -- -seed 7 -size "$photo_size" plasma:orange-navy
        magick "$@" -auto-orient -resize "$photo_size^" -gravity center -extent "$photo_size" -strip -depth 8 \
            -define png:color-type=2 "$work/photo.png" && return
    done
    give_up "ImageMagick makes a picture"
}

window_is () {
    xdo getwindowgeometry --shell "$gimp_window" 2>/dev/null | grep -c -x "WIDTH=$1\|HEIGHT=$2" | grep -q -x 2
}

# start_gimp FILE NAME: until it shows FILE, called NAME in the title. The window is at the top left, with room for dialogs
# beside it; size and place of the picture in it, which GIMP chooses by how fast things go, are always the same.
start_gimp () {
    # RF_GIMP_ENV: "env NAME=VALUE..."
    ${RF_GIMP_ENV-} "$gimp_program" --new-instance --no-splash --stack-trace-mode=never "$1" >>"$gimp_log" 2>&1 &
    gimp_pid=$!
    # In another language it asks every plug-in once more what it is.
    wait_until 300 active_is "$2|*" || give_up "GIMP starts and shows $2"
    gimp_window=$(xdo getactivewindow)
    set -- $((${window_size%x*} * ${GDK_SCALE:-1})) $((${window_size#*x} * ${GDK_SCALE:-1}))
    insist "GIMP's window takes the size it is given" "window_is $1 $2" \
        xdo windowmove "$gimp_window" 0 0 windowsize "$gimp_window" "$1" "$2"
    settle # it fits the picture to its window some time after it has shown it
    keys 1 shift+j # 100 %, in the middle
}

quit_gimp () {
    keys ctrl+q
    wait_end=$(($(date +%s) + 90))
    while is_alive "$gimp_pid"; do
        [ "$(date +%s)" -lt "$wait_end" ] || give_up "GIMP quits at Ctrl+Q"
        sleep 0.1
    done
    wait "$gimp_pid"
    status=$?
    gimp_pid=''
    check "GIMP ends with exit code 0" [ $status -eq 0 ]
}

# open_dialog TITLE KEY: by its shortcut. Sets $dialog.
open_dialog () {
    dialog_title=$1
    insist "the shortcut $2 opens the dialog «$1»" 'active_is "$dialog_title"' keys "$2"
    dialog=$(xdo getactivewindow)
    xdo windowmove "$dialog" 780 20
}

# choose NUMBER [SHOT]: the entry of the list that has the focus, counted from 0.
choose () {
    insist "a list opens" 'popups_are 1' keys space
    [ -z "${2-}" ] || shot "$2"
    keys Home
    chosen=0
    while [ $chosen -lt "$1" ]; do
        keys Down
        chosen=$((chosen + 1))
    done
    insist "the list closes" 'popups_are 0' keys Return
}

# reset_dialog: to the values that a procedure of GIMP's has by default, the second button in what Reset opens.
reset_dialog () {
    settle
    keys alt+r
    settle
    keys Tab space
    settle
    [ -z "${1-}" ] || shot "$1"
}

# look_number ID: its place in the lists of looks.
look_number () {
    "$helpers/list-looks" | grep -n -x "$1" | cut -d : -f 1 | awk '{ print $1 - 1 }'
}

# enter TEXT: instead of what the field that has the focus has in it. A key may get lost when the machine has much to do, so
# the field is asked: what is selected in it can be read.
enter () {
    entered=$1
    insist "the field takes «$1»" 'selection_is "$entered"' type_anew
}

type_anew () {
    keys ctrl+a
    xdo type --delay 15 "$entered"
    "$helpers/read-selection" --drop
    keys ctrl+a
}

# A field for a folder adds the slash by itself.
selection_is () {
    selection=$("$helpers/read-selection")
    [ "${selection%/}" = "$1" ]
}

# save_as KEYS NAME [SHOT]: writes $work/NAME.xcf by the file dialog.
save_as () {
    insist "the dialog that saves opens" is_dialog_active keys "$1"
    settle # it fills in a name of its own
    enter "$work/$2.xcf"
    [ -z "${3-}" ] || shot "$3"
    keys Return
    wait_active "$2.xcf|=|*"
}

# inspect NAME...: reads $work/NAME.xcf in a GIMP without a screen and writes NAME.txt (filters and their settings),
# NAME.selection (empty: 0, then x1 y1 x2 y2) and NAME.png (as it looks).
inspect () {
    calls=''
    for name in "$@"; do
        calls="$calls (inspect \"$work/$name\")"
    done
    rf_scheme "(begin (load \"$RF_SOURCE/tests/screen/inspect.scm\") $calls)" >>"$gimp_log" 2>&1 ||
        give_up "what was saved can be read back"
}

# has_settings WHAT NAME LOOK STRENGTH: one filter with these, all else as in a new one.
has_settings () {
    wanted="0 rangefinder:look visible opacity=1 look=$3 strength=$4 tone=100 colour=100 exposure=0 vignette=look vignette-ev=0 \
grain=100 picture=display-referred"
    case $(cat "$work/$2.txt") in
    *rangefinder:*rangefinder:*) fail "$1" "there are several: $(cat "$work/$2.txt")" ;;
    "$wanted"*) pass "$1" ;;
    *) fail "$1" "$wanted ... expected, but there is: $(cat "$work/$2.txt")" ;;
    esac
}

# expected NAME LOOK STRENGTH: what the gegl command makes of the photograph.
expected () {
    gegl "$work/photo.png" -- rangefinder:look "look=$2" "strength=$3" gegl:png-save "path=$work/$1.png" bitdepth=8 \
        >>"$gimp_log" 2>&1
}

# alike NAME A B: nobody can see a difference. same NAME A B: not in one value.
alike () {
    check "$1" "$tools/rf-compare" --max-p99 0.3 --max 1.5 "$work/$2.png" "$work/$3.png"
}

same () {
    check "$1" "$tools/rf-compare" --max 0 "$work/$2.png" "$work/$3.png"
}

# no_complaint: none about what is ours. A pipe is broken whenever GIMP ends a plug-in.
no_complaint () {
    ! grep -i 'rangefinder.*\(warning\|critical\)' "$gimp_log" | grep -v 'gimp_flush\|gimp_wire_read'
}

gimp_program=$(printf %s "$rf_gimp_console" | sed 's/-console//')
for program in Xvfb openbox xdotool magick gegl "$gimp_program"; do
    command -v "$program" >/dev/null || give_up "the program ${program:-gimp-3.x} is installed"
done
: >"$gimp_log"
write_profile
start_display
make_photo
