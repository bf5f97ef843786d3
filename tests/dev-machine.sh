# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./dev: the machine. Finds or makes the place where everything runs, and enters it.
# prepare_machine sets $place_name (native, trixie, forky) and $place (changes when its packages do).

# One list for both places: the names are the same in Debian and Ubuntu.
packages="gimp libgimp-3.0-dev gegl libgegl-dev darktable liblcms2-dev libjpeg-dev libtiff-dev libwebp-dev libavif-dev libjxl-dev librsvg2-dev \
libgtk-3-dev libcanberra-dev meson ninja-build gcc libc6-dev pkgconf dpkg-dev gettext clang-format imagemagick xvfb xdotool openbox xauth locales \
fonts-dejavu-core fonts-inter fonts-noto-cjk fonts-noto-color-emoji fonts-lohit-deva libimage-exiftool-perl ffmpeg librsvg2-common dbus \
budgie-backgrounds git ca-certificates graphicsmagick libraw-bin lua5.4 mandoc zip unzip appstream desktop-file-utils libxml2-utils python3-pil"
# Beside them in a root of our own: programs that we compare ourselves with. Elsewhere what needs them is skipped, saying so.
peers="rawtherapee gmic libopencolorio-dev g++ libvips-tools webp libjxl-tools libavif-bin exiv2 python3-numpy valgrind parallel openssh-server \
openssh-client slurm-wlm munge zsh fish bash-completion"
root_tools="mmdebstrap bubblewrap uidmap debian-archive-keyring gpg libdistro-info-perl"

stop () {
    printf 'dev: %s\n' "$1" >&2
    exit 1
}

# failed WHAT LOG: explains the usual reasons, else shows what matters of the log.
failed () {
    if grep -q -i 'No space left on device\|Disk quota exceeded' "$2"; then
        stop "$1: no space left on the disk (log: $2)"
    elif grep -q -i 'Could not resolve\|Temporary failure\|Could not connect\|Network is unreachable\|Connection timed out' "$2"; then
        stop "$1: the package server cannot be reached; is there a network? (log: $2)"
    fi
    if grep -q '^FAILED: ' "$2"; then # by ninja: the first error explains the others
        sed -n '/^FAILED: /,$p' "$2" | grep -v '^\[' | head -n 40 >&2
    else
        tail -n 40 "$2" >&2
    fi
    stop "$1 (log: $2)"
}

absolute () {
    case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$PWD/$1" ;;
    esac
}

# delete FOLDER: also folders without write permission inside, as some packages have them.
delete () {
    [ -e "$1" ] || return 0
    rm -rf "$1" 2>/dev/null || { chmod -R u+rwX "$1" && rm -rf "$1"; } || stop "$1: could not delete all of it"
}

clean_up () {
    trap - EXIT INT TERM HUP
    [ -z "$watcher" ] || end_progress
    [ -z "$work" ] || delete "$work"
    [ -z "$half_made" ] || delete "$half_made"
}

# lock FILE MESSAGE; unlock: two calls at once must not build, or make a root, into each other.
lock () {
    exec 9>"$1"
    flock -n 9 || {
        echo "$2 ..." >&2
        flock 9
    }
}

unlock () {
    exec 9>&-
}

# logged LOG TITLE COMMAND...: output goes to LOG. A terminal shows its last line, changing; a file gets one now and then.
logged () {
    log=$1
    title=$2
    shift 2
    : >"$log"
    show_progress "$log" "$title" >&2 9>&- &
    watcher=$!
    result=0
    "$@" >>"$log" 2>&1 </dev/null || result=$?
    end_progress
    return "$result"
}

end_progress () {
    kill "$watcher" 2>/dev/null || :
    wait "$watcher" 2>/dev/null || :
    watcher=''
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

show_progress () {
    seconds=0
    while kill -0 $$ 2>/dev/null; do
        sleep 1 >/dev/null 2>&1
        seconds=$((seconds + 1))
        if [ -t 2 ]; then
            printf '\r\033[K%s: %d s  %s' "$2" "$seconds" "$(last_line "$1")"
        elif [ $((seconds % 15)) -eq 0 ]; then
            echo "$2: $seconds s  $(last_line "$1")"
        fi
    done
}

# The log's last full line in words: apt's say less and more than a reader wants.
last_line () {
    tail -n 20 "$1" | tr -d '\r' | grep -v '^ *$\|WARNING\|CRITICAL\|ParseError' | tail -n 1 | sed -e 's/^Get:[0-9]* [^ ]* [^ ]* [^ ]* \([^ ]*\) .*/downloading \1/' \
        -e 's/^Preparing to unpack .*/unpacking/' -e 's/^Unpacking \([^ ]*\).*/unpacking \1/' \
        -e 's/^Setting up \([^ ]*\).*/setting up \1/' -e 's|\( -> \).*/\([^/]*/[^/]*\)$|\1\2|' | cut -c 1-60
}

as_root () {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# agree QUESTION: yes, or the end.
agree () {
    case $yes in
    '' | 0 | false) ;;
    *) return 0 ;;
    esac
    [ -t 0 ] || stop "$1 Run it again with --yes to agree."
    printf '%s [y/N] ' "$1" >&2
    read -r answer
    case $answer in
    [yY]*) ;;
    *) stop "Nothing was installed." ;;
    esac
}

# missing PACKAGE...: those that are not installed.
missing () {
    installed=$(dpkg-query -W -f ' ${Package}=${db:Status-Status} ' "$@" 2>/dev/null) || :
    for package in "$@"; do
        case $installed in
        *" $package=installed "*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

apt_get () {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get "$@"
}

# install_packages [PACKAGE...]: of the machine's own, after asking. Without names only the lists are fetched.
install_packages () {
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        stop "these packages are needed; install them as root and try again: apt-get install $*"
    if [ $# -gt 0 ]; then
        agree "These packages are needed and will be installed with apt-get: $*."
    else
        agree "The lists of packages are empty and will be fetched with apt-get update."
    fi
    [ "$(id -u)" = 0 ] || sudo -v || stop "sudo refused; as root: apt-get update && apt-get install $*"
    log=$(mktemp -t rangefinder-install.XXXXXX)
    logged "$log" "Fetching the lists of packages" apt_get update || failed "apt-get update failed" "$log"
    [ $# -eq 0 ] || logged "$log" "Installing packages" apt_get install -y --no-install-recommends "$@" ||
        failed "the packages could not be installed" "$log"
    rm -f "$log"
}

# A new machine, or a container, may know no package at all.
refresh_lists () {
    set -- /var/lib/apt/lists/*_Packages*
    [ ! -e "$1" ] || return 0
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || return 0
    install_packages
}

# GIMP 3 among the machine's own packages? Asked by version, not by the release's name: 3.0's candidates came before it.
packages_have_gimp () {
    candidate=$(LC_ALL=C apt-cache policy libgimp-3.0-dev 2>/dev/null | sed -n 's/^ *Candidate: //p')
    case $candidate in
    [0-9]*) dpkg --compare-versions "$candidate" ge 3.0 ;;
    *) false ;;
    esac
}

prepare_machine () {
    case $suite in
    trixie | forky) ;;
    *) stop "RANGEFINDER_SUITE=$suite: trixie or forky expected" ;;
    esac
    place_name=native
    place=native
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        check_foreign_machine
        return 0
    fi
    # A root belongs to the machine's release: after an upgrade the machine may have GIMP 3 itself.
    wanted=$(. /etc/os-release && printf '%s\n' "$ID ${VERSION_ID-}" "$packages $peers" | cksum)
    if [ -z "${RANGEFINDER_SUITE-}" ] && [ -z "$(missing libgimp-3.0-dev)" ]; then
        needed=$(missing $packages)
    elif root_is_complete; then
        use_root
        return 0
    else
        refresh_lists
        if [ -n "${RANGEFINDER_SUITE-}" ] || ! packages_have_gimp; then
            make_root
            use_root
            return 0
        fi
        needed=$(missing $packages)
    fi
    [ -z "$needed" ] || install_packages $needed
}

# Without apt: the machine's own packages or none.
check_foreign_machine () {
    if pkg-config --exists gimp-3.0 gimpui-3.0 gegl-0.4 2>/dev/null && command -v meson >/dev/null &&
        command -v ninja >/dev/null && command -v cc >/dev/null; then
        return 0
    fi
    system=$(. /etc/os-release 2>/dev/null && echo " ${ID-} ${ID_LIKE-} ") || system=''
    development="'pkgconfig(gimp-3.0)' 'pkgconfig(gegl-0.4)' 'pkgconfig(gtk+-3.0)' 'pkgconfig(lcms2)' 'pkgconfig(libjpeg)' 'pkgconfig(libtiff-4)' \
'pkgconfig(librsvg-2.0)'"
    tools="/usr/bin/gegl /usr/bin/meson /usr/bin/ninja /usr/bin/gcc /usr/bin/pkg-config /usr/bin/msgfmt /usr/bin/Xvfb \
/usr/bin/xdotool /usr/bin/openbox /usr/bin/xauth /usr/bin/exiftool /usr/bin/dbus-run-session"
    case $system in
    *' fedora '*) hint="sudo dnf install gimp darktable ImageMagick $development $tools" ;;
    *suse*) hint="sudo zypper install gimp darktable ImageMagick $development $tools" ;;
    *' arch '*)
        hint="sudo pacman -S --needed base-devel gimp gegl darktable gtk3 lcms2 librsvg meson imagemagick xorg-server-xvfb xdotool \
openbox xorg-xauth perl-image-exiftool dbus"
        ;;
    *) hint="GIMP 3 and GEGL 0.4.60 with their development files, meson, ninja, a C compiler, pkg-config, gettext, ImageMagick" ;;
    esac
    stop "GIMP 3's development files are not here. Install them and try again: $hint"
}

root_is_complete () {
    [ "$(cat "$root/complete" 2>/dev/null)" = "$wanted" ] && command -v bwrap >/dev/null
}

use_root () {
    case $source/ in
    /usr/* | /etc/*) stop "$source: move the checkout, for example below your home folder; the Debian root has its own /usr and /etc" ;;
    esac
    place_name=$suite
    place="$suite $(stat -c %Y "$root/complete")"
}

make_root () {
    needed=$(missing $root_tools)
    [ -z "$needed" ] || install_packages $needed
    check_namespaces
    mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] || stop "$cache: cannot write there"
    lock "$cache/lock" "Another ./dev is making a root; waiting for it"
    root_is_complete && unlock && return 0
    delete "$root.new"
    check_space
    echo "Making a small Debian $suite in $root (about 900 MB to download, once) ..." >&2
    half_made=$root.new
    mkdir "$half_made"
    if ! logged "$cache/$suite.log" "Debian $suite" bootstrap || [ ! -f "$half_made/whole" ]; then
        ! grep -q 'newuidmap\|user namespace' "$cache/$suite.log" || no_namespaces
        failed "the Debian root could not be made" "$cache/$suite.log"
    fi
    printf '%s\n' "$wanted" >"$half_made/complete"
    delete "$root"
    mv "$half_made" "$root"
    half_made=''
    unlock
}

# As a stream, not in place: mmdebstrap's own users could not look into a home folder that is closed to others, and what
# tar writes is simply the caller's. Devices are bubblewrap's matter.
bootstrap () {
    mode=unshare
    [ "$(id -u)" != 0 ] || mode=root
    # Testing's lists expire within a week; a mirror that is behind is good enough for us.
    {
        TMPDIR=$scratch mmdebstrap --verbose --mode=$mode --variant=apt --format=tar \
            --aptopt='Acquire::Check-Valid-Until "false"' --include="$(echo $packages $peers | tr ' ' ',')" "$suite" - &&
            : >"$half_made/whole"
    } | tar -x --no-same-owner -C "$half_made" --exclude='./dev/*'
}

no_namespaces () {
    stop "this system does not let $(id -un) make namespaces: in a container start it privileged; on Ubuntu 24.04 and later run \
'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0'; or call ./dev as root"
}

check_namespaces () {
    bwrap --ro-bind / / true 2>/dev/null && { [ "$(id -u)" = 0 ] || unshare -U true 2>/dev/null; } || no_namespaces
    [ "$(id -u)" = 0 ] || grep -q "^\($(id -un)\|$(id -u)\):" /etc/subuid 2>/dev/null ||
        stop "$(id -un) has no subordinate user ids: 'sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)'"
}

# A root takes 2.7 GB, and as much again for a minute in a folder that mmdebstrap can reach whoever calls it.
check_space () {
    scratch=${TMPDIR:-/var/tmp}
    need_mb=3500
    [ "$(stat -c %d "$scratch")" != "$(stat -c %d "$cache")" ] || need_mb=7000
    for folder in "$cache" "$scratch"; do
        free_mb=$(($(df -Pk "$folder" | awk 'NR == 2 { print $4 }') / 1024))
        [ "$free_mb" -ge "$need_mb" ] ||
            stop "$folder: $free_mb MB free, $need_mb MB needed for the Debian root; make room, or set XDG_CACHE_HOME and TMPDIR to other folders"
    done
}

# inside COMMAND...: at the place, in the folder we are in, with an environment that does not depend on the caller's.
inside () (
    for name in $(awk 'BEGIN { for (name in ENVIRON) print name }'); do
        case $name in
        PATH | PWD | TERM | TZ | USER | LOGNAME | CI | DISPLAY | WAYLAND_DISPLAY | XAUTHORITY | XDG_RUNTIME_DIR | HOME) ;;
        place_name | source | build | home | root) ;; # ours, should the caller's environment have the same names
        RF_* | RANGEFINDER_* | GEGL_* | BABL_* | GIMP_* | G_* | GTK_* | GDK_* | MESON_* | OMP_*) ;;
        [A-Za-z]*) unset "$name" ;;
        esac
    done
    XAUTHORITY=${XAUTHORITY:-$HOME/.Xauthority}
    HOME=${home:-$build/home}
    RF_BUILD=$build
    RF_SOURCE=$source
    LC_ALL=C.UTF-8
    export XAUTHORITY HOME RF_BUILD RF_SOURCE LC_ALL
    if [ "$place_name" = native ]; then
        exec "$@"
    fi
    PATH=/usr/sbin:/usr/bin:/sbin:/bin
    export PATH
    set -- --chdir "$PWD" -- "$@"
    # The machine's folders at their own names, except what the root brings.
    for folder in /* /var/* /run/media "/run/user/$(id -u)" "$source" "$PWD"; do
        case $folder in
        /bin | /boot | /dev | /etc | /lib* | /proc | /run | /sbin | /sys | /usr | /usr/* | /etc/*) continue ;;
        / | /var | /var/cache | /var/lib | /var/run | /var/lock) continue ;;
        esac
        [ ! -d "$folder" ] || set -- --bind "$folder" "$folder" "$@"
    done
    # Only read: a root stays what it was when it was made.
    exec bwrap --unshare-pid --die-with-parent --ro-bind "$root/usr" /usr --ro-bind "$root/etc" /etc \
        --symlink usr/bin /bin --symlink usr/sbin /sbin --symlink usr/lib /lib --symlink usr/lib64 /lib64 \
        --ro-bind "$root/var/cache" /var/cache --dev /dev --proc /proc --ro-bind-try /sys /sys \
        --ro-bind /etc/passwd /etc/passwd --ro-bind /etc/group /etc/group "$@"
)
