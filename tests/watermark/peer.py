# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the fields of captions once more, over what exiftool reads: independent of exiv2 and of the library."""

import json
import os
import re
import subprocess
import unicodedata

MARKED = [1 / n for n in (16000, 12800, 10000, 8000, 6400, 6000, 5000, 4000, 3200, 3000, 2500, 2000, 1600, 1500, 1250, 1000,
                          800, 750, 640, 500, 400, 350, 320, 250, 200, 180, 160, 125, 100, 90, 80, 60, 50, 45, 40, 30, 25, 20,
                          15, 13, 10, 8, 6, 5, 4)]
MARKED += [0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.3, 1.6, 2, 2.5, 3, 3.2, 4, 5, 6, 8, 10, 13, 15, 20, 25, 30]
ENGRAVED = [0.95, 1, 1.1, 1.2, 1.4, 1.6, 1.7, 1.8, 2, 2.2, 2.4, 2.5, 2.8, 3.2, 3.3, 3.5, 4, 4.5, 4.8, 5, 5.6, 6.3, 6.7, 7.1, 8,
            9, 9.5, 10, 11, 13, 14, 16, 18, 19, 20, 22, 25, 27, 29, 32, 36, 38, 40, 45, 51, 54, 57, 64]
# Why some files differ, by the end of their names: what exiv2, or exiftool, does not read.
EXPLAINED = {
    '.crw': 'exiftool has names of its own for what stands there, exiv2 those of Exif',
    '.gif': 'exiv2 reads no XMP there',
    '.avi': 'exiv2 reads nothing there',
    'JXL2.jxl': 'exiftool wants another package for what is compressed there',
    'XMP2.xmp': 'deliberately odd XMP: exiv2 reads nothing',
    'XMP6.xmp': 'deliberately odd XMP: exiv2 reads nothing',
}
NONSENSE = re.compile(r'\b(None|NaN|nan|inf|undef)\b|\(null\)|--|^0(mm|s)$|^f/0$|^ISO0$|^1/0s$|^[ ,;]|[ ,;]$|, ,|\(\)')


def read(paths):
    """exiftool's tags as group:tag, by path; numbers stay numbers."""
    found = {}
    for start in range(0, len(paths), 500):
        run = subprocess.run(['exiftool', '-n', '-json', '-G1', '-charset', 'filename=utf8', *paths[start:start + 500]], check=False,
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8', errors='replace')
        found.update((photo['SourceFile'], photo) for photo in json.loads(run.stdout or '[]'))
    return found


def unsound(caption):
    """Fields with a text that no caption may have."""
    return [(name, field['text']) for name, field in caption['fields'].items() if NONSENSE.search(field['text'])]


def names(kind):
    """[makers] and so on of the shipped tables."""
    tables, group = {}, None
    folder = os.path.join(os.environ['RF_SOURCE'], 'core/names')
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.names'):
            continue
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            for line in file:
                line = line.strip()
                if line.startswith('['):
                    group = line[1:-1]
                elif '=' in line and not line.startswith('#'):
                    key, value = line.split('=', 1)
                    tables.setdefault(group, {})[key.lower()] = value
    return tables.get(kind, {})


def clean(value):
    """As one line, without what nobody sees."""
    text = ''.join(' ' if unicodedata.category(c) in ('Cc', 'Zs', 'Zl', 'Zp') else c for c in str(value))
    text = ' '.join(text.replace('\ufeff', '').split())
    return text if re.search(r'[^-_.,:;?*#/\\ ]', text) else ''


def is_filler(field, text):
    return text.lower() in [word.strip().lower() for word in names('fillers').get(field, '').split(';')]


def numbers(tags, *wanted):
    """The values of the first of these tags, and of the next ..., that are positive numbers."""
    for name in wanted:
        for word in str(tags.get(name, '')).split()[:1]:
            try:
                value = float(word)
            except ValueError:
                continue
            if 0 < value < float('inf'):
                yield value


def first(tags, *wanted):
    return next(numbers(tags, *wanted), None)


def squeeze(text):
    return ''.join(c for c in text.lower() if c.isalnum())


# ---- The rules: the text expected of exiftool's tags; None: no text; a set: any of them -----------------------------------

def exposure(tags):
    t = first(tags, 'ExifIFD:ExposureTime', 'IFD0:ExposureTime', 'XMP-exif:ExposureTime', 'ExifIFD:ShutterSpeedValue',
              'IFD0:ShutterSpeedValue', 'XMP-exif:ShutterSpeedValue')
    if t is None or t >= 1e6:
        return None
    near = min(MARKED, key=lambda mark: abs(t / mark - 1))
    if abs(t / near - 1) <= 0.02:
        t = near
    if t < 0.25001:
        return f'1/{int(0.5 + 1 / t)}s'
    return f'{t:.1f}'.removesuffix('.0') + 's'


def aperture(tags):
    f = first(tags, 'ExifIFD:FNumber', 'IFD0:FNumber', 'XMP-exif:FNumber')
    if f is not None and f < 256:
        return 'f/' + f'{f:.2f}'.rstrip('0').rstrip('.')
    f = first(tags, 'ExifIFD:ApertureValue', 'IFD0:ApertureValue', 'XMP-exif:ApertureValue')
    if f is None or f >= 1000 or f <= 1:
        return None
    near = min(ENGRAVED, key=lambda mark: abs(f / mark - 1))
    return f'f/{near if abs(f / near - 1) < 0.03 else round(f, 2):g}'


def iso(tags):
    for name in ('ExifIFD:ISO', 'IFD0:ISO', 'ExifIFD:StandardOutputSensitivity', 'ExifIFD:RecommendedExposureIndex',
                 'ExifIFD:ISOSpeed', 'XMP-exifEX:PhotographicSensitivity', 'XMP-exif:ISO'):
        value = tags.get(name, '')
        for word in value if isinstance(value, list) else str(value).split():
            if float(word) not in (0, 65535):
                return f'ISO{float(word):.0f}'
    return None


def real_focal(tags):
    f = first(tags, 'ExifIFD:FocalLength', 'IFD0:FocalLength', 'XMP-exif:FocalLength')
    if f is None or f >= 1e5:
        return None
    return f'{int(f * 10 + 0.5 + 1e-9) / 10:g}mm' if f < 9.95 else f'{int(f + 0.5)}mm'


def compare_focal(text, tags):
    """Real, and equivalent where the camera says it; where it is worked out, within a percent or not at all."""
    match = re.fullmatch(r'([\d.]+mm)?(?: ?\(?(\d+)mm\)?)?', text or '')
    real, equivalent = match.groups() if match else (text, None)
    wrong = []
    if text and real != real_focal(tags) and not (real_focal(tags) is None and equivalent is None):
        wrong.append(f'focal: «{text}» instead of «{real_focal(tags)}»')
    told = first(tags, 'ExifIFD:FocalLengthIn35mmFormat', 'XMP-exif:FocalLengthIn35mmFormat')
    mine = float(equivalent or (real or '0mm').removesuffix('mm'))
    if told and told <= 10000:
        if abs(mine - told) > 0.5:
            wrong.append(f'focal: «{text}», but {told:g} mm are told')
    elif equivalent:
        theirs = first(tags, 'Composite:FocalLength35efl')
        if not theirs or abs(mine - theirs) > 0.5 + 0.01 * theirs:
            wrong.append(f'focal: «{text}», exiftool has {theirs} mm')
    return wrong


def date(tags):
    for name in ('ExifIFD:DateTimeOriginal', 'IFD0:DateTimeOriginal', 'XMP-exif:DateTimeOriginal', 'ExifIFD:CreateDate',
                 'XMP-exif:DateTimeDigitized', 'XMP-photoshop:DateCreated', 'IPTC:DateCreated', 'XMP-xmp:CreateDate',
                 'IPTC:DigitalCreationDate', 'IFD0:ModifyDate', 'XMP-tiff:DateTime'):
        found = re.match(r'(\d{4})[:/-](\d\d)(?:[:/-](\d\d))?(?: (\d\d:\d\d)(:\d\d)?)?', str(tags.get(name, '')))
        if not found or int(found[1]) < 1000 or int(found[2]) > 12:
            continue
        text = '-'.join(part for part in found.groups()[:3] if part and part != '00')
        clock = (found[4] or '') + (found[5] or '')
        if name == 'IPTC:DateCreated':
            clock = str(tags.get('IPTC:TimeCreated', ''))[:8]
        if name == 'IPTC:DigitalCreationDate':
            clock = str(tags.get('IPTC:DigitalCreationTime', ''))[:8]
        return text + ('T' + clock if clock else '')
    return None


def place(tags):
    values = [tags.get(f'Composite:GPS{name}', tags.get(f'XMP-exif:GPS{name}')) for name in ('Latitude', 'Longitude')]
    if not all(isinstance(value, (int, float)) for value in values):
        return None
    return values


def compare_place(text, tags):
    theirs = place(tags)
    if text is None:
        return [f'gps: nothing instead of {theirs}'] if theirs else []
    mine = [float(part) for part in text.split(', ')]
    if not theirs or any(abs(a - b) > 0.00001 for a, b in zip(mine, theirs)):
        return [f'gps: «{text}» instead of {theirs}']
    return []


def make(tags):
    text = clean(tags.get('IFD0:Make') or tags.get('XMP-tiff:Make') or '')
    if not text or is_filler('make', text):
        return None
    words = [key for key in names('makers') if re.match(re.escape(key) + r'(?![a-z0-9])', text.lower())]
    makers = {names('makers')[max(words, key=len)]} if words else {text, re.sub(r'[ ,]*\b(AB|AG|Co|Ltd|Inc|Corp)\b\.?', '', text).strip()}
    model = clean(tags.get('IFD0:Model', '')).lower()
    return makers | {brand for start, brand in names('brands').items() if model.startswith(start)}


def compare_model(text, tags):
    """What is left of the camera's own text, unless a table has another."""
    model = clean(tags.get('IFD0:Model') or tags.get('XMP-tiff:Model') or tags.get('IFD0:UniqueCameraModel') or '')
    if text is None or 'ExifIFD:XiaomiModel' in tags:
        return []
    known = [name for group in ('Xiaomi', 'Panasonic', 'Nikon') for name in names(f'models {group}').values()]
    if squeeze(text) in squeeze(model) or text in known or any(text.startswith(name[:-1]) for name in known if name.endswith('*')):
        return []
    return [f'model: «{text}» of «{model}»']


def texts(field, *wanted):
    def rule(tags):
        for name in wanted:
            value = tags.get(name, '')
            if isinstance(value, list):
                value = value[0] if 'Location' in name else ', '.join(clean(one) for one in value)
            text = clean(value)
            if text and not is_filler(field, text) and text[0] not in '{[<':
                return text
        return None
    return rule


def bias(tags):
    for name in ('ExifIFD:ExposureCompensation', 'IFD0:ExposureCompensation', 'XMP-exif:ExposureCompensation'):
        value = tags.get(name)
        if isinstance(value, (int, float)):
            tenths = int(abs(value) * 10 + 0.5)
            return f"{'−' if value < 0 else '+'}{tenths / 10:g}EV" if tenths else None
    return None


def rating(tags):
    stars = int(first(tags, 'XMP-xmp:Rating', 'IFD0:Rating') or 0)
    return '★' * stars if 0 < stars <= 5 else None


def specification(text):
    """18.0-55.0 mm f/3.5-5.6 -> 18-55mm f/3.5-5.6; other texts stay."""
    match = re.fullmatch(r'([\d.]+)(?: ?- ?([\d.]+))? ?mm(?: [fF]/?([\d.]+)(?:-([\d.]+))?)?', text)
    if not match:
        return text
    short, long, wide, tele = (float(part or 0) for part in match.groups())
    if not short:
        return None
    spelt = f'{short:.3g}' + (f'-{long:.3g}' if long > short else '') + 'mm'
    if wide:
        spelt += f' f/{wide:g}' + (f'-{tele:g}' if tele and tele != wide and long > short else '')
    return spelt


def compare_lens(field, tags):
    """Names that exiv2 has for numbers of MakerNotes are its own."""
    if field and not field['source'].startswith(('Exif.Photo', 'Exif.Image', 'Xmp.')):
        return []
    for name in ('ExifIFD:LensModel', 'XMP-exifEX:LensModel', 'XMP-aux:Lens', 'ExifIFD:LensInfo', 'IFD0:DNGLensInfo', 'XMP-aux:LensInfo'):
        text = clean(tags.get(name, ''))
        if 'Info' in name and text:
            parts = [float(part) if part.replace('.', '').isdigit() else 0 for part in text.split()] + [0] * 4
            text = f'{parts[0]}-{parts[1]} mm f/{parts[2]}-{parts[3]}'
        text = specification(text) if text and not is_filler('lens', text) else None
        if text:
            break
    told = field['text'] if field else None
    if told is None and text and squeeze(text) in squeeze(str(tags.get('IFD0:Make')) + str(tags.get('IFD0:Model'))):
        return []
    return [] if told == text else [f'lens: «{told}» instead of «{text}»']


def same(told, expected):
    """As text, or as a number where JSON made it one; exiftool has ? for letters of another encoding."""
    if isinstance(expected, set):
        return told in expected
    if told == expected or (expected and '?' in expected and not (told or '').isascii()):
        return True
    try:
        return float(told) == float(expected)
    except (TypeError, ValueError):
        return (told or '').replace(',', '') == (expected or '').replace(',', '')


RULES = {
    'bias': bias, 'rating': rating, 'exposure': exposure, 'aperture': aperture, 'iso': iso, 'date': date, 'make': make,
    'artist': texts('artist', 'IFD0:Artist', 'IFD0:XPAuthor', 'ExifIFD:OwnerName', 'XMP-dc:Creator', 'XMP-tiff:Artist', 'IPTC:By-line'),
    'copyright': texts('copyright', 'IFD0:Copyright', 'XMP-dc:Rights', 'XMP-tiff:Copyright', 'IPTC:CopyrightNotice'),
    'title': texts('title', 'IFD0:XPTitle', 'XMP-dc:Title', 'IPTC:ObjectName', 'XMP-photoshop:Headline', 'IPTC:Headline'),
    'caption': texts('caption', 'IFD0:ImageDescription', 'ExifIFD:UserComment', 'IFD0:XPComment', 'XMP-dc:Description',
                     'XMP-exif:UserComment', 'IPTC:Caption-Abstract'),
    'city': texts('city', 'XMP-photoshop:City', 'IPTC:City', 'XMP-iptcExt:LocationCreatedCity'),
    'country': texts('country', 'XMP-photoshop:Country', 'IPTC:Country-PrimaryLocationName',
                     'XMP-iptcExt:LocationCreatedCountryName'),
    'software': texts('software', 'IFD0:Software', 'XMP-xmp:CreatorTool', 'IFD0:ProcessingSoftware'),
}


def compare(caption, tags):
    """What differs, as lines, and how many values were compared."""
    told = {name: field['text'] for name, field in caption['fields'].items()}
    wrong = [f'{name}: «{text}»' for name, text in unsound(caption)]
    n = len(told)
    for field, rule in RULES.items():
        expected = rule(tags)
        text = told.get(field)
        if not same(text, expected):
            wrong.append(f'{field}: «{text}» instead of «{expected}»')
    wrong += compare_focal(told.get('focal'), tags) + compare_place(told.get('gps'), tags)
    wrong += compare_model(told.get('model'), tags) + compare_lens(caption['fields'].get('lens'), tags)
    turned = tags.get('IFD0:Orientation', tags.get('XMP-tiff:Orientation', 1))
    if caption['orientation'] != (turned if turned in range(1, 9) else 1):
        wrong.append(f"orientation: {caption['orientation']} instead of {turned}")
    return wrong, n
