#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# rangefinder fields, rangefinder show: what they print, and what they say when they cannot.
set -u
. "$RF_SOURCE/tests/command-env.sh"

# Key words of XMP, nothing else.
cat >photo.xmp <<'END'
<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description
 rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/'
 xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' tiff:Make='NIKON CORPORATION' tiff:Model='NIKON D70'
 exif:ExposureTime='1/499' exif:FocalLength='69/10' exif:FocalLengthIn35mmFilm='23' exif:GPSLatitude='33,35.2667N'
 exif:GPSLongitude='7,36.8333W' exif:DateTimeOriginal='2022-07-04T12:17:10' photoshop:City='Say "Hi" \ there'/></rdf:RDF></x:xmpmeta>
END
cp photo.xmp "ph ö.xmp"

check "fields lists them" prints_line 'aperture   f/1.4                                 Aperture: The f-number; not of lenses that do not tell it' rangefinder fields
check "fields as JSON" json 'len(data) >= 22 and data[0] == {"id": "make", "title": "Maker", "description":
    "The maker'"'"'s name as people write it", "sample": "Rangefinder", "tags": ["Exif.Image.Make", "Xmp.tiff.Make"]}' rangefinder fields --json
check "every field has all keys" json 'all(list(f) == ["id", "title", "description", "sample", "tags"] for f in data)' rangefinder fields --json
check "fields takes no argument" exits 2 rangefinder fields lens

check "show" exits 0 rangefinder show photo.xmp
check "shows texts and where they come from" prints_line 'body       Nikon D70                             Xmp.tiff.Model' rangefinder show photo.xmp
check "one line a field" sh -c '[ "$("$RF_BUILD/plugins/command/rangefinder" show photo.xmp | wc -l)" -eq 10 ]'
check "the exposure" prints_line 'exposure   1/500s                                Xmp.exif.ExposureTime' rangefinder show photo.xmp
check "several files have headings" prints_line 'ph ö.xmp:' rangefinder show photo.xmp "ph ö.xmp"
check "--focal real" prints_line 'focal      6.9mm                                 Xmp.exif.FocalLength' rangefinder show --focal real photo.xmp
check "--focal both" prints_line 'focal      6.9mm (23mm)                          Xmp.exif.FocalLength' rangefinder show --focal both photo.xmp
check "--gps private" prints_line 'gps        33.6, -7.6                            Xmp.exif.GPSLatitude' rangefinder show --gps private photo.xmp
check "--gps off" json '"gps" not in data[0]["fields"]' rangefinder show --json --gps off photo.xmp
check "--date" prints_line 'date       Mon 4 July 2022                       Xmp.exif.DateTimeOriginal' rangefinder show --date '%a %-d %B %Y' photo.xmp
check "--anonymous" json 'not {"gps", "city", "place"} & set(data[0]["fields"])' rangefinder show --json --anonymous photo.xmp
check "show as JSON" json 'data == [{"file": "photo.xmp", "orientation": 1, "fields": data[0]["fields"]}] and
    data[0]["fields"]["city"] == {"text": "Say \"Hi\" \\ there", "source": "Xmp.photoshop.City"}' rangefinder show --json photo.xmp
check "JSON of several" json '[photo["file"] for photo in data] == ["photo.xmp", "ph ö.xmp"]' rangefinder show --json photo.xmp "ph ö.xmp"

if ls /usr/lib/locale | grep -q -i '^de_DE\.utf-\?8$' || [ -d "${LOCPATH-/nowhere}/de_DE.UTF-8" ]; then
    check "--local-date" prints_line 'date       4. Juli                               Xmp.exif.DateTimeOriginal' env LC_ALL=de_DE.UTF-8 LANGUAGE=C "$RF_BUILD/plugins/command/rangefinder" show --local-date --date '%-d. %B' photo.xmp
    check "a decimal comma is no matter" prints_line 'focal      6.9mm (23mm)                          Xmp.exif.FocalLength' env LC_ALL=de_DE.UTF-8 LANGUAGE=C "$RF_BUILD/plugins/command/rangefinder" show --focal both photo.xmp
else
    skip "--local-date" "there is no German locale"
fi

echo text >notes.txt
check_fails "a missing file is told" "missing.jpg: No such file" rangefinder show missing.jpg
check_fails "a folder is told" "is no file" rangefinder show .
check_fails "what is no photograph is told" "notes.txt: is damaged, or no photograph" rangefinder show notes.txt
check "it is a failure" exits 1 rangefinder show notes.txt
check "the others are shown" json 'len(data) == 1 and data[0]["file"] == "photo.xmp"' rangefinder show --json notes.txt photo.xmp missing.jpg
check "without any, JSON is empty" json 'data == []' rangefinder show --json notes.txt
check "no file is misuse" exits 2 rangefinder show
check "an unknown --focal is misuse" exits 2 rangefinder show --focal long photo.xmp
check_fails "it is told with those there are" "equivalent, real, both" rangefinder show --focal long photo.xmp
check "an unknown --gps is misuse" exits 2 rangefinder show --gps here photo.xmp
check "a wrong --date is misuse" exits 2 rangefinder show --date '%Q' photo.xmp
check_fails "it is told with what there is" "“%Q” is no part of a date; there are %Y" rangefinder show --date '%Q' photo.xmp

mkdir -p home/rangefinder/names
printf '[makers]\nnikon=\n' >home/rangefinder/names/mine.names
check_fails "a broken table of names is told" "mine.names: [makers] nikon: is empty" sh -c 'XDG_DATA_HOME=$PWD/home "$RF_BUILD/plugins/command/rangefinder" show photo.xmp; exit 1'
check "and hides nothing" sh -c 'XDG_DATA_HOME=$PWD/home "$RF_BUILD/plugins/command/rangefinder" show photo.xmp 2>/dev/null | grep -q "^body  *Nikon D70"'
finish
