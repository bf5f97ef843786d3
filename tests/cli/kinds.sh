#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# WebP, AVIF, JPEG XL and RAW: their pixels, what belongs to them, and large metadata in every kind of file.
. "$RF_SOURCE/tests/cli/cli-env.sh"
keep_exiftool

"$tools/rf-test-image" --size 96x64 good.png
"$tools/rf-test-image" --size 96x64 --space ProPhoto --format "R'G'B' u16" deep.tif
"$tools/rf-test-image" --size 96x64 --format "R'G'B'A u8" alpha.png
magick good.png -blur 0x5 soft.png
magick good.png -quality 93 photo.jpg
cat >arguments <<'END'
-EXIF:Make=Leica Camera AG
-EXIF:Model=M (Typ 240)
-EXIF:ExposureTime=1/250
-EXIF:Artist=Ana Müller
-EXIF:ExifImageWidth=96
-EXIF:ExifImageHeight=64
-GPS:GPSLatitude=48 8 14
-GPS:GPSLatitudeRef=North
-XMP:Title=A title
-XMP:Rating=4
END
exiftool -q -q -overwrite_original -charset utf8 -@ arguments photo.jpg deep.tif good.png
head -c 46000 /dev/urandom | od -An -v -tx1 | tr -d ' \n' | head -c 91000 >long
cp deep.tif large.tif
exiftool -q -q -overwrite_original '-EXIF:ImageDescription<=long' large.tif
cp good.png large.png
exiftool -q -q -overwrite_original '-EXIF:ImageDescription<=long' large.png

# belongings FILE: what belongs to a picture and has to stay, profile and all; asked once of each of the files below.
belongings () {
    case $1 in
    photo.jpg | deep.tif | good.png | large.tif | large.png) ;;
    *) rm -f "$1.said" ;;
    esac
    [ -e "$1.said" ] || exiftool -j -binary -charset utf8 -Make -Model -ExposureTime -EXIF:Artist -GPSLatitude -XMP:Title -Rating \
        -EXIF:ImageDescription -ICC_Profile "$1" | grep -v '"SourceFile"' >"$1.said"
}

# same_belongings FROM TO
same_belongings () {
    belongings "$1"
    belongings "$2"
    grep -q -a 'Ana M' "$1.said" && cmp "$1.said" "$2.said"
}

# as_png FILE: its pixels as another decoder has them.
as_png () {
    case $1 in
    *.avif) avifdec -q 100 -d "${2:-8}" "$1" decoded.png ;;
    *.jxl) djxl "$1" decoded.png --quiet ;;
    *) magick "$1" decoded.png ;;
    esac >said 2>&1 || cat said
}

for kind in webp avif jxl; do
    rangefinder develop --look authentic --format $kind -o "try.$kind" good.png >said 2>&1
    if grep -q 'was built without' said; then
        skip "$kind" "$(cat said)"
        continue
    fi

    # Pixels.
    develop -q --look authentic -o same.png --force good.png
    develop -q --look authentic --quality 100 -o "best.$kind" good.png
    as_png "best.$kind"
    check "$kind: quality 100 loses nothing, as others read it" "$tools/rf-compare" --exact same.png decoded.png
    develop -q --look authentic:0 -o read.png --force "best.$kind"
    check "... and as we do" "$tools/rf-compare" --exact same.png read.png
    develop -q --look authentic -o soft-same.png --force soft.png
    develop -q --look authentic -o "usual.$kind" soft.png
    as_png "usual.$kind"
    check "$kind: the usual quality is close" "$tools/rf-compare" --max-p99 5 soft-same.png decoded.png
    develop -q --look authentic --quality 40 -o "low.$kind" soft.png
    check "--quality 40 is smaller" [ "$(stat -c %s "low.$kind")" -lt "$(stat -c %s "usual.$kind")" ]
    develop -q --look authentic:0 --quality 100 -o "alpha.$kind" alpha.png
    develop -q --look authentic:0 -o alpha-read.png --force "alpha.$kind"
    check "$kind: alpha stays" "$tools/rf-compare" --exact alpha.png alpha-read.png

    # What belongs to the picture.
    for from in photo.jpg deep.tif good.png; do
        develop -q --look authentic --watermark bar -o "out.$kind" --force $from
        check "$from to $kind: metadata and profile stay" same_belongings $from "out.$kind"
    done
    check "... the size is the new one" python3 -c 'import json, subprocess, sys
d = json.loads(subprocess.run(["exiftool", "-j", "-n", "-ImageHeight", "-ExifImageHeight", sys.argv[1]], capture_output=True).stdout)[0]
assert d["ImageHeight"] == d["ExifImageHeight"] > 64, d' "out.$kind"
    develop -q --look authentic -o back.png --force "out.$kind"
    check "... and back" same_belongings good.png back.png
    check "--resume knows what is there" sh -c "rangefinder develop --look authentic --watermark bar --resume -o out.$kind good.png | grep -q '1 were there'"

    # Large metadata.
    for from in large.tif large.png; do
        develop -q --look authentic -o "large.$kind" --force $from
        check "$from to $kind: 91 KB of EXIF are there, all" [ "$(exiftool -s3 -EXIF:ImageDescription "large.$kind" | md5sum)" = "$(exiftool -s3 -EXIF:ImageDescription $from | md5sum)" ]
        develop -q --look authentic -o "back-$from" --force "large.$kind" # exiftool finds no profile of a JPEG XL behind so much
        check "... and back, with all else" same_belongings $from "back-$from"
    done
    check "... and no more than that" [ -z "$(exiftool -s3 -IFD0:StripOffsets -IFD0:BitsPerSample -IFD1:all "large.$kind")" ]

    # Damage.
    head -c "$(($(stat -c %s "best.$kind") / 2))" "best.$kind" >"cut.$kind"
    check_fails "$kind: a file that is cut off is told" 'damaged' develop -q --look authentic -o cut.png "cut.$kind"
    check '... and leaves nothing' [ ! -e cut.png ]
    mkdir "small-$kind"
    "$tools/rf-test-image" --size 700x500 large-picture.png
    check "no room for a file of $kind ends in 1" exits 1 sh -c "ulimit -f 8; rangefinder develop -q --look vivid --quality 100 -o small-$kind/x.$kind large-picture.png >said 2>&1"
    check "... and leaves nothing" [ -z "$(ls -A "small-$kind")" ]
done

# A PNG and a TIFF hold as much; a JPEG cannot, which is told (metadata.sh).
for from in large.tif large.png; do
    for to in png tif; do
        develop -q --look authentic -o "large-out.$to" --force $from
        check "$from to $to: 91 KB of EXIF are there, all" same_belongings $from "large-out.$to"
        check '... in a sound file' magick identify "large-out.$to"
    done
done

# Depth.
if rangefinder develop -q --look authentic:0 --quality 100 -o deep.avif deep.tif 2>said; then
    check 'AVIF: 16 bits become 12' [ "$(avifdec --info deep.avif | grep -c 'Bit Depth *: 12')" -eq 1 ]
    develop -q --look authentic:0 -o deep-back.tif --force deep.avif
    check '... which come back as 16, to the last of the 12' "$tools/rf-compare" --max-p99 0.1 deep.tif deep-back.tif
    if avifenc -q 100 -d 10 --cicp 12/13/0 -y 444 deep-10.png deep-10.avif >said 2>&1 || { magick good.png -depth 16 PNG48:deep-10.png && avifenc -q 100 -d 10 --cicp 12/13/0 -y 444 deep-10.png deep-10.avif >said 2>&1; }; then
        develop -q --look authentic:0 -o ten.avif --force deep-10.avif
        check 'AVIF: 10 bits stay 10, Display P3 stays so' sh -c 'avifdec --info ten.avif >said; grep -q "Bit Depth *: 10" said && grep -q "Color Primaries *: 12" said && grep -q "ICC Profile *: Absent" said'
        develop -q --look authentic:0 -o p3.png --force deep-10.avif
        check '... which a PNG says by a profile' [ "$(exiftool -b -ICC_Profile p3.png | wc -c)" -gt 300 ]
    fi
    # What is stored turned and mirrored by the file itself.
    number=0
    for turn in '' '--imir 1' '--irot 2' '--imir 0' '--irot 1 --imir 0' '--irot 3' '--irot 3 --imir 0' '--irot 1'; do
        number=$((number + 1))
        case $number in
        1) undo= ;; 2) undo=-flop ;; 3) undo='-rotate 180' ;; 4) undo=-flip ;; 5) undo=-transpose ;; 6) undo='-rotate -90' ;; 7) undo=-transverse ;; 8) undo='-rotate 90' ;;
        esac
        magick good.png $undo +repage turned.png
        exiftool -q -q -overwrite_original -all= turned.png
        avifenc -q 100 $turn turned.png turned.avif >said 2>&1
        develop -q --look authentic:0 -o upright.png --force turned.avif
        check "AVIF, turned as orientation $number: upright" "$tools/rf-compare" --max-p99 2 good.png upright.png
    done
    avifenc -q 90 --cicp 9/16/9 good.png hdr.avif >said 2>&1
    check_fails 'PQ is refused, saying so' 'PQ or HLG' develop -q --look authentic -o hdr.png hdr.avif
else
    skip 'AVIF: depth and orientation' "$(cat said)"
fi
if rangefinder develop -q --look authentic:0 --quality 100 -o deep.jxl deep.tif 2>said; then
    develop -q --look authentic:0 -o deep-back.tif --force deep.jxl
    check 'JPEG XL: 16 bits stay 16 bits' "$tools/rf-compare" --exact deep.tif deep-back.tif
    "$tools/rf-test-image" --size 96x64 --format "RGB float" light.tif
    develop -q --look authentic:0 --quality 100 -o light.jxl light.tif
    develop -q --look authentic:0 -o light-back.tif --force light.jxl
    check 'JPEG XL: floating point stays floating point' "$tools/rf-compare" --exact light.tif light-back.tif
    magick deep.tif -blur 0x5 deep-soft.tif
    develop -q --look authentic:0 -o wide.jxl --force deep-soft.tif
    develop -q --look authentic:0 -o wide-back.tif --force wide.jxl
    check 'JPEG XL: with loss, wide colours stay what they are' "$tools/rf-compare" --max-p99 3 deep-soft.tif wide-back.tif
else
    skip 'JPEG XL: depth' "$(cat said)"
fi

# RAW goes through another program, which is found on the PATH. There is no camera's file here: the program is one of ours, and
# what is checked is what it is asked, and what is made of its answer.
mkdir -p fake out none
cat >fake/dcraw_emu <<'END'
#!/bin/sh
PATH=/usr/bin:/bin
printf '%s\n' "$@" >"$RF_FAKE/asked"
while [ $# -gt 2 ]; do shift; done
[ ! -e "$RF_FAKE/broken" ] || { echo "Unsupported file format" >&2; exit 1; }
cp "$RF_FAKE/deep.tif" "$1"
END
chmod +x fake/dcraw_emu
ln -s "$(command -v rm)" fake/rm
ln -s "$(command -v rm)" none/rm
command=$(command -v rangefinder)
cp deep.tif shot.dng
exiftool -q -q -n -overwrite_original -IFD0:Orientation=6 shot.dng
RF_FAKE=$work PATH=$work/fake "$command" develop -q --look authentic --watermark bar -o out shot.dng >said 2>&1
check 'RAW becomes a JPEG' [ -f out/shot.jpg ]
check '... by a program that is asked for a 16-bit TIFF in sRGB' sh -c 'tr "\n" " " <asked | grep -q -- "-T -6 -w -o 1 -g 2.4 12.92 -Z "'
check '... upright once' [ "$(exiftool -n -s3 -Orientation out/shot.jpg)/$(exiftool -s3 -ImageWidth out/shot.jpg)" = 1/96 ]
check '... with the metadata of the RAW file' [ "$(exiftool -s3 -EXIF:Artist out/shot.jpg)" = 'Ana Müller' ]
check '... and nothing else beside it' [ "$(ls -A out)" = shot.jpg ]
: >broken
check_fails 'a RAW file that cannot be developed is told in its words' 'Unsupported file format' env "RF_FAKE=$work" "PATH=$work/fake" "$command" develop -q --look authentic --force -o out shot.dng
check '... and leaves what was there' [ "$(ls -A out)" = shot.jpg ]
check_fails 'without such a program that is told' 'install darktable' env "PATH=$work/none" "$command" develop -q --look authentic --force -o out shot.dng
finish
