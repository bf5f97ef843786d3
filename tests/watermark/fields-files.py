#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What captions tell of real files, against what is written into them, and against exiftool.

exiftool writes tags into small files made here, one case each, in all the ways a file can hold them; `rangefinder show` must
tell the texts that stand beside the case. Then exiftool reads all of them, the photographs beside the checkout and those of
the folder RANGEFINDER_METADATA_IMAGES (such as t/images of exiftool's sources), and the rules of the fields, written once
more in peer.py, must come to the same.
usage: fields-files.py RANGEFINDER
"""

import glob
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True  # not into the checkout
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import peer  # noqa: E402


def png():
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(b'\0\0')) + chunk(b'IEND', b''))


def jpg():
    """Sound as a container; nobody decodes it."""
    return (b'\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0' + b'\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0' +
            b'\xff\xda\0\x08\1\1\0\0\x3f\0' + b'\x7f' + b'\xff\xd9')


def tif():
    entries = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 122),
               (277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 1)]
    directory = b''.join(struct.pack('<HHII', *entry) for entry in entries)
    return b'II*\0' + struct.pack('<IH', 8, len(entries)) + directory + struct.pack('<I', 0) + b'\0\0'


def webp():
    data = b'VP8L' + struct.pack('<I', 14) + b'\x2f\0\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07'
    return b'RIFF' + struct.pack('<I', 4 + len(data)) + b'WEBP' + data


KINDS = {'png': png, 'jpg': jpg, 'tif': tif, 'webp': webp}

CAMERA = ['-IFD0:Make=NIKON CORPORATION', '-IFD0:Model=NIKON D70', '-ExifIFD:ExposureTime=1/499', '-ExifIFD:FNumber=2.8',
          '-ExifIFD:ISO=200', '-ExifIFD:FocalLength=50', '-ExifIFD:FocalLengthIn35mmFormat=75',
          '-ExifIFD:DateTimeOriginal=2022:07:04 12:17:10']
CAMERA_SAYS = {'body': 'Nikon D70', 'exposure': '1/500s', 'aperture': 'f/2.8', 'iso': 'ISO200', 'focal': '75mm',
               'date': '2022.07.04', 'time': '12:17:10', 'lens': None, 'gps': None, 'artist': None, 'title': None}
XMP = ['-XMP-tiff:Make=LEICA CAMERA AG', '-XMP-tiff:Model=LEICA M11', '-XMP-exif:ExposureTime=1/60', '-XMP-exif:FNumber=1.4',
       '-XMP-exif:ISO=800', '-XMP-exif:FocalLength=35', '-XMP-aux:Lens=Summilux-M 1:1.4/35 ASPH.',
       '-XMP-photoshop:DateCreated=2022:07:04 12:17:10+02:00', '-XMP-dc:Creator=Anna', '-XMP-dc:Creator=Ben',
       '-XMP-dc:Title=Sunset', '-XMP-dc:Title-de=Abend', '-XMP-dc:Rights=© Anna', '-XMP-xmp:Rating=3',
       '-XMP-exif:GPSLatitude=33.587777', '-XMP-exif:GPSLongitude=-7.613888']
XMP_SAYS = {'body': 'Leica M11', 'exposure': '1/60s', 'aperture': 'f/1.4', 'iso': 'ISO800', 'focal': '35mm',
            'lens': 'Summilux-M 1:1.4/35 ASPH.', 'date': '2022.07.04', 'time': '12:17:10', 'artist': 'Anna, Ben',
            'title': 'Sunset', 'copyright': '© Anna', 'rating': '★★★', 'gps': '33°35\'16"N  7°36\'50"W'}
IPTC = ['-IPTC:By-line=Anna', '-IPTC:By-line=Ben', '-IPTC:CopyrightNotice=© Anna', '-IPTC:ObjectName=Sunset',
        '-IPTC:Caption-Abstract=A beach', '-IPTC:City=Kingston', '-IPTC:Country-PrimaryLocationName=Canada',
        '-IPTC:DateCreated=2004:02:26', '-IPTC:TimeCreated=12:13:14+01:00', '-IPTC:CodedCharacterSet=UTF8']
IPTC_SAYS = {'artist': 'Anna, Ben', 'copyright': '© Anna', 'title': 'Sunset', 'caption': 'A beach',
             'place': 'Kingston, Canada', 'date': '2004.02.26', 'time': '12:13:14', 'body': None}


def gps(latitude, north, longitude, east):
    return [f'-GPS:GPSLatitude={latitude}', f'-GPS:GPSLatitudeRef={north}', f'-GPS:GPSLongitude={longitude}',
            f'-GPS:GPSLongitudeRef={east}']


# name, kinds of file, what exiftool writes, what captions tell, bytes to change afterwards (of the same length)
CASES = [
    ('nothing', 'jpg png tif webp', [], {'body': None, 'date': None, 'exposure': None, 'software': None}, None),
    ('exif', 'jpg png tif webp', CAMERA, CAMERA_SAYS, None),
    ('xmp-only', 'jpg png tif webp xmp', XMP, XMP_SAYS, None),
    ('iptc-only', 'jpg tif', IPTC, IPTC_SAYS, None),
    ('exif-before-xmp', 'jpg png', CAMERA + XMP, {'body': 'Nikon D70', 'exposure': '1/500s', 'artist': 'Anna, Ben'}, None),
    ('phone', 'jpg tif', ['-Make=Xiaomi', '-Model=2304FPN6DG', '-XiaomiModel=Xiaomi 13 Ultra', '-FocalLength=8.7',
                          '-FocalLengthIn35mmFormat=23', '-FNumber=1.9', '-ExposureTime=1/1102', '-ISO=50'],
     {'body': 'Xiaomi 13 Ultra', 'focal': '23mm', 'aperture': 'f/1.9', 'exposure': '1/1102s'}, None),
    ('phone-code', 'jpg', ['-Make=Xiaomi', '-Model=2304FPN6DG'], {'body': 'Xiaomi 13 Ultra'}, None),
    ('zero-denominators', 'jpg', ['-ExposureTime=undef', '-FNumber=undef', '-FocalLength=undef', '-ISO=0',
                                  '-FocalLengthIn35mmFormat=0', '-LensInfo=undef undef undef undef'],
     {'exposure': None, 'aperture': None, 'focal': None, 'iso': None, 'lens': None}, None),
    ('infinite', 'jpg', ['-ExposureTime=inf', '-FNumber=inf', '-FocalLength=inf'],
     {'exposure': None, 'aperture': None, 'focal': None}, None),
    ('manual-lens', 'jpg', ['-FNumber=0', '-FocalLength=0', '-LensModel=0.0 mm f/0.0'],
     {'aperture': None, 'focal': None, 'lens': None}, None),
    ('apex', 'jpg', ['-ShutterSpeedValue=0.004', '-ApertureValue=5.65685'], {'exposure': '1/250s', 'aperture': 'f/5.6'}, None),
    ('long-exposure', 'jpg', ['-ExposureTime=29.8', '-FNumber=11'], {'exposure': '30s', 'aperture': 'f/11'}, None),
    ('high-iso', 'jpg', ['-ISO=65535', '-SensitivityType=2', '-RecommendedExposureIndex=102400'], {'iso': 'ISO102400'}, None),
    ('iso-65535', 'jpg', ['-ISO=65535'], {'iso': None}, None),
    ('lens-specification', 'jpg', ['-LensInfo=18 55 3.5 5.6'], {'lens': '18-55mm f/3.5-5.6'}, None),
    ('lens-no-aperture', 'jpg', ['-LensInfo=24 70 undef undef'], {'lens': '24-70mm'}, None),
    ('lens-is-body', 'jpg', ['-Make=FUJIFILM', '-Model=X100V', '-LensModel=X100V'], {'lens': None, 'body': 'Fujifilm X100V'}, None),
    ('lens-cjk', 'jpg', ['-LensModel=徕卡 Summilux'], {'lens': '徕卡 Summilux'}, None),
    ('sensor', 'jpg', ['-FocalLength=50', '-FocalPlaneXResolution=230.4', '-FocalPlaneYResolution=230.4',
                       '-FocalPlaneResolutionUnit=4', '-ExifImageWidth=5184', '-ExifImageHeight=3456'], {'focal': '80mm'}, None),
    ('dates-of-zeros', 'jpg', ['-DateTimeOriginal=0000:00:00 00:00:00', '-CreateDate=2021:01:02 03:04:05'],
     {'date': '2021.01.02', 'time': '03:04:05'}, None),
    ('no-date', 'jpg', ['-DateTimeOriginal=0000:00:00 00:00:00'], {'date': None, 'time': None}, None),
    ('modified', 'jpg', ['-ModifyDate=2021:01:02 03:04:05'], {'date': '2021.01.02'}, None),
    ('subseconds', 'jpg', ['-DateTimeOriginal=2022:07:04 12:17:10', '-SubSecTimeOriginal=27', '-OffsetTimeOriginal=+02:00'],
     {'date': '2022.07.04', 'time': '12:17:10'}, None),
    ('gps', 'jpg png tif webp', gps(33.587777, 'N', 7.613888, 'W'), {'gps': '33°35\'16"N  7°36\'50"W'}, None),
    ('gps-south-east', 'jpg', gps(33.587777, 'S', 7.613888, 'E'), {'gps': '33°35\'16"S  7°36\'50"E'}, None),
    ('gps-carry', 'jpg', gps(33.99999, 'N', 7.99999, 'E'), {'gps': '34°0\'0"N  8°0\'0"E'}, None),
    ('gps-null-island', 'jpg', gps(0, 'N', 0, 'E'), {'gps': '0°0\'0"N  0°0\'0"E'}, None),
    ('gps-no-refs', 'jpg', ['-GPS:GPSLatitude=33.5', '-GPS:GPSLongitude=7.5'], {'gps': None}, None),
    ('gps-half', 'jpg', ['-GPS:GPSLatitude=33.5', '-GPS:GPSLatitudeRef=N'], {'gps': None}, None),
    ('altitude', 'jpg', ['-GPS:GPSAltitude=430', '-GPS:GPSAltitudeRef=1'], {'altitude': '−430m'}, None),
    ('latin-1', 'jpg', ['-charset', 'exif=Latin', '-IFD0:Artist=Jürgen Müller'], {'artist': 'Jürgen Müller'}, None),
    ('shift-jis', 'jpg', ['-IFD0:Artist=######'], {'artist': 'カメラ'}, (b'######', 'カメラ'.encode('cp932'))),
    ('cjk', 'jpg', ['-IFD0:Artist=張三', '-IFD0:Copyright=© 張三'], {'artist': '張三', 'copyright': '© 張三'}, None),
    ('unicode-comment', 'jpg', ['-UserComment=Grüße von 海'], {'caption': 'Grüße von 海'}, None),
    ('windows-texts', 'jpg', ['-XPTitle=Sunset 日', '-XPAuthor=Anna', '-XPComment=A beach'],
     {'title': 'Sunset 日', 'artist': 'Anna', 'caption': 'A beach'}, None),
    ('filled-captions', 'jpg', ['-ImageDescription=OLYMPUS DIGITAL CAMERA         ', '-XMP-dc:Description=A beach'],
     {'caption': 'A beach'}, None),
    ('two-copyrights', 'jpg', ['-IFD0:Copyright=Anna#Verlag'], {'copyright': 'Anna, Verlag'}, (b'Anna#Verlag', b'Anna\0Verlag')),
    ('nuls', 'jpg', ['-IFD0:Make=Canon#####', '-IFD0:Model=Canon EOS#5D##'], {'make': 'Canon', 'model': 'EOS'},
     (b'#', b'\0')),
    ('newlines', 'jpg', ['-E', '-XMP-dc:Description=One&#xa;two&#x9;three'], {'caption': 'One two three'}, None),
    ('version-notes', 'jpg', ['-Make=Eastman Kodak Company', '-Model=DC210 Zoom (V05.00)'], {'body': 'Kodak DC210 Zoom'}, None),
    ('brackets', 'jpg', ['-Make=Samsung Techwin', '-Model=<Digimax S500 / Kenox S500 / Digimax Cyber 530>'],
     {'body': 'Samsung Digimax S500'}, None),
    ('rejected', 'jpg', ['-XMP-xmp:Rating=-1'], {'rating': None}, None),
] + [(f'orientation-{n}', 'jpg', [f'-IFD0:Orientation={n}'], {'orientation': n}, None) for n in range(1, 9)]


def write_files(folder):
    """All cases; a list of (path, expected)."""
    files, arguments = [], []
    for name, kinds, words, expected, change in CASES:
        for kind in kinds.split():
            path = os.path.join(folder, f'{name}.{kind}')
            if kind == 'xmp':
                arguments += ['-q', '-q', '-m', '-n'] + words + ['-o', path, '-execute']
            else:
                with open(path, 'wb') as file:
                    file.write(KINDS[kind]())
                if words:
                    arguments += ['-q', '-q', '-m', '-n', '-overwrite_original'] + words + [path, '-execute']
            files.append((path, expected, change))
    with open(os.path.join(folder, 'arguments'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(arguments) + '\n')
    subprocess.run(['exiftool', '-@', file.name], check=True)
    os.remove(file.name)
    for path, _, change in files:
        if change:
            with open(path, 'rb') as file:
                content = file.read()
            if change[0] not in content:
                raise RuntimeError(f'{path}: {change[0]} is not there')
            with open(path, 'wb') as file:
                file.write(content.replace(*change))
    return [(path, expected) for path, expected, _ in files]


def show(rangefinder, paths, *options):
    """What captions tell, by path; files that cannot be read are left out. In bunches: command lines have an end."""
    captions = {}
    for start in range(0, len(paths), 500):
        run = subprocess.run([rangefinder, 'show', '--json', *options, *paths[start:start + 500]], check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
        if run.returncode not in (0, 1):
            raise RuntimeError(f'exit code {run.returncode}: {run.stderr}')
        captions.update((photo['file'], photo) for photo in json.loads(run.stdout))
    return captions


def check_case(caption, expected):
    """What is wrong, as lines."""
    if caption is None:
        return ['cannot be read']
    wrong = []
    for field, text in expected.items():
        told = caption['orientation'] if field == 'orientation' else caption['fields'].get(field, {}).get('text')
        if told != text:
            wrong.append(f'{field}: «{told}» instead of «{text}»')
    return wrong


class Tap:
    count = failed = 0

    def check(self, name, wrong):
        self.count += 1
        for line in wrong:
            print('#', line)
        self.failed += bool(wrong)
        print(f"{'not ' if wrong else ''}ok {self.count} - {name}")

    def skip(self, name, reason):
        self.count += 1
        print(f'ok {self.count} - {name} # SKIP {reason}')

    def end(self):
        print(f'1..{self.count}')
        return 1 if self.failed else 0


def compare(tap, name, rangefinder, paths):
    """All of what exiftool reads of these files, except what captions cannot read."""
    told = show(rangefinder, paths, '--focal=both', '--gps=decimal', '--date=%Y-%m-%dT%H:%M:%S')
    read = peer.read(sorted(told))
    wrong, values, explained = [], 0, 0
    for path, caption in sorted(told.items()):
        lines, n = peer.compare(caption, read.get(path, {}))
        if path.endswith(tuple(peer.EXPLAINED)):
            explained += bool(lines)
            continue
        wrong += [f'{os.path.basename(path)}: {line}' for line in lines]
        values += n
    if not values:
        wrong.append('not one value was compared')
    tap.check(f'{name}: {values} values of {len(told)} files are what exiftool reads ({explained} differ for known reasons, '
              f'{len(paths) - len(told)} are of other kinds)', wrong)


def main(rangefinder):
    tap = Tap()
    if not shutil.which('exiftool'):
        print('1..0 # SKIP exiftool is not installed')
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(folder)
        captions = show(rangefinder, [path for path, _ in files])
        for path, expected in files:
            tap.check(os.path.basename(path), check_case(captions.get(path), expected))
        compare(tap, 'files made here', rangefinder, [path for path, _ in files])

    source = os.environ['RF_SOURCE']
    photos = sorted(glob.glob(os.path.join(source, '../shared/photos/**/*.*'), recursive=True))
    photos += sorted(glob.glob('/usr/share/backgrounds/budgie/*.jpg'))
    if photos:
        tell = show(rangefinder, photos)
        tap.check(f'photographs: {len(tell)} can be read', [] if tell else ['none'])
        tap.check('photographs: nothing is told that nobody wrote', [
            f'{path}: {field}: {text}' for path, caption in tell.items()
            for field, text in peer.unsound(caption)])
    else:
        tap.skip('photographs', 'there is no folder ../shared/photos beside the checkout')

    images = os.environ.get('RANGEFINDER_METADATA_IMAGES')
    if images:
        compare(tap, images, rangefinder, sorted(path for path in glob.glob(os.path.join(images, '**/*'), recursive=True)
                                                 if os.path.isfile(path)))
    else:
        tap.skip('a folder of photographs', 'RANGEFINDER_METADATA_IMAGES is not set')
    return tap.end()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
