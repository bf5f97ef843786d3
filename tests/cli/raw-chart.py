# SPDX-License-Identifier: GPL-3.0-or-later
"""A photograph of a chart as no camera has developed it, and how far off a program's picture of it is.

raw-chart.py make FILE [--orientation N]   a DNG (Adobe, 1.4): 16 bits under a Bayer mosaic, of a camera whose colours are sRGB's,
                                           in daylight, with EXIF
raw-chart.py compare PICTURE               PICTURE, upright, has 6 x 4 patches side by side: prints for what the test asks,
                                           as words NAME=NUMBER: CIEDE2000 (mean, max), and of patches with a colour how far
                                           their hue is off (degrees), of greys their chroma and whether they get lighter
"""
import array
import colorsys
import math
import struct
import subprocess
import sys

SIDE, COLUMNS, ROWS = 48, 6, 4
BLACK, WHITE = 512, 15872
GREYS = 6


def decode(v):
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def chart():
    """sRGB values: a row of greys up to white, three rows of hues."""
    greys = [[v] * 3 for v in (0.1, 0.25, 0.4, 0.55, 0.75, 1.0)]
    hues = [colorsys.hsv_to_rgb(i / 18, s, v) for row, (s, v) in enumerate(((0.6, 0.7), (0.45, 0.5), (0.3, 0.85)))
            for i in range(row, 18, 3)]
    return greys + hues


def entry(tag, kind, values):
    """A tag of TIFF: its number, kind, count and bytes."""
    if kind == 2:
        data = values.encode() + b'\0'
        return tag, kind, len(data), data
    form = {1: 'B', 3: 'H', 4: 'I', 5: 'I', 10: 'i'}[kind]
    count = len(values) // (2 if kind in (5, 10) else 1)
    return tag, kind, count, struct.pack('<%d%s' % (len(values), form), *values)


def directory(entries, at):
    """A directory that stands at that place, with what does not fit into its tags behind it."""
    entries = sorted(entries)
    behind = at + 2 + 12 * len(entries) + 4
    head, tail = struct.pack('<H', len(entries)), b''
    for tag, kind, count, data in entries:
        if len(data) > 4:
            place = struct.pack('<I', behind + len(tail))
            tail += data + bytes(len(data) % 2)
        else:
            place = data.ljust(4, b'\0')
        head += struct.pack('<HHI', tag, kind, count) + place
    return head + bytes(4) + tail


def fractions(numbers, scale=10000):
    return [part for number in numbers for part in (round(number * scale), scale)]


def make(path, orientation):
    width, height = SIDE * COLUMNS, SIDE * ROWS
    patches = [[round(BLACK + decode(v) * (WHITE - BLACK)) for v in patch] for patch in chart()]
    pixels = array.array('H')
    for y in range(height):
        for x in range(width):
            patch = patches[y // SIDE * COLUMNS + x // SIDE]
            pixels.append(patch[y % 2 + x % 2]) # red, green; green, blue
    if sys.byteorder == 'big':
        pixels.byteswap()
    data = pixels.tobytes()
    # from XYZ to linear sRGB (IEC 61966-2-1), which is what this camera sees; in daylight white is 1, 1, 1
    matrix = [3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570]
    exif = directory([
        entry(33434, 5, [1, 250]), entry(33437, 5, [28, 10]), entry(34855, 3, [200]), entry(37386, 5, [35, 1]),
        entry(36867, 2, '2024:05:06 07:08:09'), entry(36864, 1, b'0231')[:1] + (7,) + entry(36864, 1, b'0231')[2:],
    ], 8)
    main = 8 + len(exif)
    entries = [
        entry(254, 4, [0]), entry(256, 4, [width]), entry(257, 4, [height]), entry(258, 3, [16]), entry(259, 3, [1]),
        entry(262, 3, [32803]), entry(271, 2, 'Testar'), entry(272, 2, 'TX 1'), entry(274, 3, [orientation]),
        entry(277, 3, [1]), entry(278, 4, [height]), entry(279, 4, [len(data)]), entry(284, 3, [1]), entry(273, 4, [0]),
        entry(315, 2, 'Ana Müller'), entry(33421, 3, [2, 2]), entry(33422, 1, [0, 1, 1, 2]), entry(34665, 4, [8]),
        entry(50706, 1, [1, 4, 0, 0]), entry(50707, 1, [1, 1, 0, 0]), entry(50708, 2, 'Testar TX 1'), entry(50710, 1, [0, 1, 2]),
        entry(50711, 3, [1]), entry(50714, 3, [BLACK]), entry(50717, 3, [WHITE]), entry(50721, 10, fractions(matrix)),
        entry(50728, 5, fractions([1, 1, 1])), entry(50778, 3, [21]),
    ]
    start = main + len(directory(entries, main))
    entries = [entry(273, 4, [start]) if tag[0] == 273 else tag for tag in entries]
    with open(path, 'wb') as file:
        file.write(b'II*\0' + struct.pack('<I', main) + exif + directory(entries, main) + data)


# ---- Comparing

def lab(rgb):
    """D65's Lab of an sRGB colour."""
    linear = [decode(v) for v in rgb]
    xyz = [sum(m * v for m, v in zip(row, linear)) for row in
           ((0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505), (0.2126, 0.7152, 0.0722), (0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089))]
    f = [v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def ciede2000(one, two):
    """Sharma, Wu, Dalal: The CIEDE2000 color-difference formula, 2005."""
    mean_c = (math.hypot(*one[1:]) + math.hypot(*two[1:])) / 2
    g = 0.5 * (1 - math.sqrt(mean_c ** 7 / (mean_c ** 7 + 25 ** 7)))
    (l1, a1, b1), (l2, a2, b2) = [(c[0], c[1] * (1 + g), c[2]) for c in (one, two)]
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    l, c, h = (l1 + l2) / 2, (c1 + c2) / 2, h1 + dh / 2 if c1 * c2 else h1 + h2
    t = sum(w * math.cos(math.radians(n * h + o)) for w, n, o in ((1, 0, 0), (-.17, 1, -30), (.24, 2, 0), (.32, 3, 6), (-.2, 4, -63)))
    sl = 1 + .015 * (l - 50) ** 2 / math.sqrt(20 + (l - 50) ** 2)
    sc, sh = 1 + .045 * c, 1 + .015 * c * t
    rt = -2 * math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * math.sin(math.radians(60 * math.exp(-(((h % 360) - 275) / 25) ** 2)))
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(dh / 2)) / sh
    return math.sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh)


def read_patches(path):
    """Means of the middles: a mosaic is soft at edges."""
    size = subprocess.run(['magick', 'identify', '-format', '%w %h', path], check=True, capture_output=True).stdout.split()
    side = int(size[0]) / COLUMNS, int(size[1]) / ROWS
    crops = []
    for i in range(COLUMNS * ROWS):
        crops += ['(', '-clone', '0', '-crop', '%dx%d+%d+%d' % (side[0] / 2, side[1] / 2, (i % COLUMNS + .25) * side[0],
                                                              (i // COLUMNS + .25) * side[1]), '+repage', '-scale', '1x1!', ')']
    pixels = subprocess.run(['magick', path, *crops, '-delete', '0', '+append', '-depth', '16', '-endian', 'MSB', 'rgb:-'],
                            check=True, capture_output=True).stdout
    values = [v / 65535 for v in struct.unpack('>%dH' % (3 * COLUMNS * ROWS), pixels)]
    return [values[i:i + 3] for i in range(0, len(values), 3)]


def compare(path):
    wanted, got = [lab(p) for p in chart()], [lab(p) for p in read_patches(path)]
    differences = [ciede2000(a, b) for a, b in zip(wanted, got)]
    hues = [abs((math.degrees(math.atan2(a[2], a[1]) - math.atan2(b[2], b[1])) + 180) % 360 - 180)
            for a, b in zip(wanted[GREYS:], got[GREYS:])]
    greys = got[:GREYS]
    print('mean=%.2f max=%.2f hue=%.1f grey=%.2f rising=%d' % (
        sum(differences) / len(differences), max(differences), max(hues), max(math.hypot(c[1], c[2]) for c in greys),
        all(a[0] < b[0] for a, b in zip(greys, greys[1:]))))


if sys.argv[1] == 'make':
    make(sys.argv[2], int(sys.argv[4]) if sys.argv[3:] else 1)
else:
    compare(sys.argv[2])
