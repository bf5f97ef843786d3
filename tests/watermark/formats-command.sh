#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# rangefinder formats: what it prints, and what it says about broken files.
set -u
. "$RF_SOURCE/tests/command-env.sh"

XDG_DATA_HOME=$work/home
export XDG_DATA_HOME
own=$XDG_DATA_HOME/rangefinder/formats
mkdir -p "$own"

every_format () {
    rangefinder formats --ids | sort >ids || return 1
    (cd "$RF_SOURCE/core/formats" && ls -- *.format) | sed 's/\.format$//' | sort | diff ids -
}

check "formats --ids lists every shipped one" every_format
check "formats prints ids, titles and descriptions" prints_line \
    "bar-dark        Dark Bar                      The bar in black" rangefinder formats
check "formats speaks German" prints "Filmstreifen" env LANGUAGE=de LC_ALL=C.UTF-8 "$RF_BUILD/plugins/command/rangefinder" formats
check "formats as JSON" json '{key: data[0][key] for key in data[0] if key != "file"} == {"id": "bar", "title": "Bar", "needs_photo": False, "description":
    "White bar below: camera and date at the left, exposure and place at the right"}' rangefinder formats --json
check "JSON tells each file" json 'all(f["file"].endswith("/" + f["id"] + ".format") for f in data)' rangefinder formats --json
check "JSON tells which ones need the photograph" json \
    '[f["id"] for f in data if f["needs_photo"]] == ["overlay", "overlay-center", "glass", "palette"]' rangefinder formats --json
check "formats takes no argument" exits 2 rangefinder formats bar
check "--ids and --json do not go together" exits 2 rangefinder formats --ids --json

printf '[format]\ntitle=My "own" bar\n' >"$own/mine.format"
printf '[format]\ntitle=Broken\n[canvas]\nbottom=9000u\n' >"$own/broken.format"
check "the user's own are there" json '[f["title"] for f in data if f["id"] == "mine"] == ["My \"own\" bar"]' rangefinder formats --json
check "a broken one is told" prints_line \
    "rangefinder: broken.format: [canvas] bottom: 9000u is outside 0u … 1080u" rangefinder formats
check "and hides nothing" exits 0 rangefinder formats

check_fails "without any the folder is told" "$work/nothing/formats" env RANGEFINDER_DATA="$work/nothing" XDG_DATA_HOME="$work/nothing" \
    "$RF_BUILD/plugins/command/rangefinder" formats
finish
