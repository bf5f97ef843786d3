# SPDX-License-Identifier: GPL-3.0-or-later
"""JPEGs with an HDR gain map, written and read byte by byte: Ultra HDR 1.1 (Google: GContainer and hdrgm in XMP), ISO 21496-1
(Annex C: its segments in JPEG), CIPA DC-007 (MPF: where the second picture is), Motion Photo 1.0 (a film at the end).

ultra-hdr.py make FILE [--orientation N] [--film] [--grey] [--no-iso] [--min LOG2] [--map WxH] [--icc FILE]
ultra-hdr.py check FILE...     what is in each as JSON; exit code 1 and a sentence where one contradicts itself
ultra-hdr.py holds FILE --source FILE --that PYTHON
                               the same, and the expression is true of what is in them: d and s
ultra-hdr.py film FILE         the bytes of the film, to standard output
"""
import argparse
import hashlib
import io
import json
import struct
import sys
import xml.etree.ElementTree as tree

from PIL import Image

ISO = b'urn:iso:std:iso:ts:21496:-1\0'
XMP = b'http://ns.adobe.com/xap/1.0/\0'
NS = {'rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'hdrgm': 'http://ns.adobe.com/hdr-gain-map/1.0/',
      'con': 'http://ns.google.com/photos/1.0/container/', 'item': 'http://ns.google.com/photos/1.0/container/item/',
      'cam': 'http://ns.google.com/photos/1.0/camera/'}
FILM = struct.pack('>I', 24) + b'ftypmp42' + bytes(4) + b'isommp42' + bytes(range(256)) * 40


# ---- Writing

def segment(marker, data):
    return struct.pack('>BBH', 0xff, marker, len(data) + 2) + data


def plain_jpeg(image, quality):
    out = io.BytesIO()
    image.save(out, 'JPEG', quality=quality, subsampling=0)
    return out.getvalue()


def with_segments(jpeg, segments):
    return jpeg[:2] + b''.join(segments) + jpeg[2:]


def packet(body, attributes, spaces):
    names = ' '.join('xmlns:%s="%s"' % s for s in spaces)
    return XMP + ('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="%s"><rdf:Description rdf:about="" %s %s>%s</rdf:Description>'
                  '</rdf:RDF></x:xmpmeta>' % (NS['rdf'], names, attributes, body)).encode()


def iso_metadata(low, high, gamma, channels):
    """Annex C: versions, flags, headrooms, then a channel's minimum, maximum, gamma and offsets, as fractions."""
    out = struct.pack('>HHB', 0, 0, 0x80 if channels == 3 else 0) + struct.pack('>IIII', 0, 1, 3, 1)
    for _ in range(channels):
        out += struct.pack('>iIiIIIiIiI', round(low * 1000), 1000, round(high * 1000), 1000, round(gamma * 1000), 1000, 1, 64, 1, 64)
    return out


def exif(orientation):
    ifd = struct.pack('>HHHII', 1, 0x112, 3, 1, orientation << 16) + bytes(4)
    return b'Exif\0\0MM\0*' + struct.pack('>I', 8) + ifd


def make(words):
    width, height = 160, 120
    base = Image.new('RGB', (width, height))
    base.putdata([(x * 255 // width, y * 255 // height, 90) for y in range(height) for x in range(width)])
    mw, mh = (int(n) for n in words.map.split('x'))
    mode = 'L' if words.grey else 'RGB'
    pixels = [(40 + 160 * x // mw, 200 - 100 * y // mh, 120) for y in range(mh) for x in range(mw)]
    gain = Image.new(mode, (mw, mh))
    gain.putdata([p[0] for p in pixels] if words.grey else pixels)
    numbers = ('hdrgm:Version="1.0" hdrgm:GainMapMin="%g" hdrgm:GainMapMax="3" hdrgm:Gamma="1.5" hdrgm:OffsetSDR="0.015625" '
               'hdrgm:OffsetHDR="0.015625" hdrgm:HDRCapacityMin="0" hdrgm:HDRCapacityMax="3" hdrgm:BaseRenditionIsHDR="False"' % words.min)
    segments = [segment(0xe1, packet('', numbers, [('hdrgm', NS['hdrgm'])]))]
    if not words.no_iso:
        segments.append(segment(0xe2, ISO + iso_metadata(words.min, 3, 1.5, 1 if words.grey else 3)))
    second = with_segments(plain_jpeg(gain, 95), segments)
    film = FILM if words.film else b''

    def item(semantic, mime, length):
        size = ' Item:Length="%d"' % length if length else ''
        return '<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="%s" Item:Mime="%s"%s/></rdf:li>' % (semantic, mime, size)

    items = item('Primary', 'image/jpeg', 0) + item('GainMap', 'image/jpeg', len(second))
    if film:
        items += item('MotionPhoto', 'video/mp4', len(film))
    body = '<Container:Directory><rdf:Seq>%s</rdf:Seq></Container:Directory>' % items
    motion = ' GCamera:MotionPhoto="1" GCamera:MotionPhotoVersion="1" GCamera:MotionPhotoPresentationTimestampUs="500"' if film else ''
    xmp = packet(body, 'hdrgm:Version="1.0" dc:source="kept"' + motion,
                 [('hdrgm', NS['hdrgm']), ('Container', NS['con']), ('Item', NS['item']), ('GCamera', NS['cam']),
                  ('dc', 'http://purl.org/dc/elements/1.1/')])
    before = [segment(0xe1, exif(words.orientation)), segment(0xe1, xmp)]
    if not words.no_iso:
        before.append(segment(0xe2, ISO + bytes(4)))
    if words.icc:
        before.append(segment(0xe2, b'ICC_PROFILE\0\1\1' + open(words.icc, 'rb').read()))
    first = plain_jpeg(base, 92)
    fixed = with_segments(first, before)
    place = 2 + sum(map(len, before)) + 8  # of the MPF header, which offsets count from
    mpf_length = 4 + 8 + 2 + 3 * 12 + 4 + 2 * 16
    size = len(fixed) + 4 + mpf_length
    mpf = (b'MPF\0MM\0*' + struct.pack('>IH', 8, 3) + struct.pack('>HHI4s', 0xb000, 7, 4, b'0100') +
           struct.pack('>HHII', 0xb001, 4, 1, 2) + struct.pack('>HHIII', 0xb002, 7, 32, 50, 0) +
           struct.pack('>IIIHH', 0x030000, size, 0, 0, 0) + struct.pack('>IIIHH', 0, len(second), size - place, 0, 0))
    open(words.file, 'wb').write(with_segments(first, before + [segment(0xe2, mpf)]) + second + film)


# ---- Reading

def insist(truth, *words):
    if not truth:
        sys.exit(' '.join(str(w) for w in words))


def read_jpeg(data, start):
    """The segments of the JPEG that begins there, and where it ends."""
    insist(data[start:start + 2] == b'\xff\xd8', 'no JPEG begins at', start)
    at, found = start + 2, []
    while True:
        insist(data[at] == 0xff, 'no marker at', at)
        marker = data[at + 1]
        if marker == 0xd9:
            return found, at + 2
        if marker == 0xff:
            at += 1
            continue
        length = struct.unpack('>H', data[at + 2:at + 4])[0]
        found.append((marker, at + 4, data[at + 4:at + 2 + length]))
        at += 2 + length
        if marker == 0xda:  # coded data, up to a marker that is neither a stuffed byte nor a restart
            while not (data[at] == 0xff and data[at + 1] != 0 and not 0xd0 <= data[at + 1] <= 0xd7):
                at += 1


def xmp_of(segments):
    packets = [body[len(XMP):] for marker, _, body in segments if marker == 0xe1 and body.startswith(XMP)]
    insist(len(packets) <= 1, 'several XMP packets')
    return tree.fromstring(packets[0].strip(b'\0 \n')) if packets else None


def value_of(root, space, name):
    for element in root.iter('{%s}Description' % NS['rdf']):
        key = '{%s}%s' % (NS[space], name)
        if key in element.attrib:
            return element.attrib[key]
        if element.find(key) is not None:
            return element.find(key).text
    return None


def items_of(root):
    out = []
    for element in root.iter('{%s}Directory' % NS['con']):
        for li in element.iter('{%s}li' % NS['rdf']):
            item = {}
            for node in li.iter():
                pairs = list(node.attrib.items()) + [(node.tag, node.text)]
                item.update({k.split('}')[1]: v for k, v in pairs if k.startswith('{' + NS['item'])})
            out.append(item)
    return out


def read_mpf(place, body):
    order = {b'MM': '>', b'II': '<'}[body[4:6]]
    head = body[4:]
    ifd = struct.unpack(order + 'I', head[4:8])[0]
    count = struct.unpack(order + 'H', head[ifd:ifd + 2])[0]
    tags = {}
    for i in range(count):
        tag, kind, n, value = struct.unpack(order + 'HHII', head[ifd + 2 + 12 * i:ifd + 14 + 12 * i])
        tags[tag] = (kind, n, value)
    insist(tags[0xb001][2] * 16 == tags[0xb002][1], 'MPF: number of pictures and length of entries differ')
    entries = []
    for i in range(tags[0xb001][2]):
        at = tags[0xb002][2] + 16 * i
        attributes, size, offset = struct.unpack(order + 'III', head[at:at + 12])
        entries.append((attributes, size, offset and offset + place + 4))
    return entries


def decoded(data):
    return Image.open(io.BytesIO(data)).copy()


def parse(path):
    data = open(path, 'rb').read()
    segments, end = read_jpeg(data, 0)
    root = xmp_of(segments)
    items = items_of(root) if root is not None else []
    mpf = [(place, body) for marker, place, body in segments if marker == 0xe2 and body.startswith(b'MPF\0')]
    out = {'size': decoded(data[:end]).size, 'items': [i.get('Semantic') for i in items],
           'announced': root is not None and value_of(root, 'hdrgm', 'Version') == '1.0',
           'motion': root is not None and value_of(root, 'cam', 'MotionPhoto') == '1',
           'source': root is not None and '"kept"' in tree.tostring(root).decode() or root is not None and '>kept<' in tree.tostring(root).decode(),
           'iso': [body[len(ISO):].hex() for marker, _, body in segments if marker == 0xe2 and body.startswith(ISO)],
           'map': None, 'film': 0}
    at = end
    if mpf:
        insist(len(mpf) == 1, 'several MPF segments')
        entries = read_mpf(*mpf[0])
        insist(len(entries) == 2 and entries[0] == (0x030000, end, 0), 'MPF: the first picture is not', entries, end)
        insist(entries[1][2] == end, 'MPF: the second picture begins at', entries[1][2], 'not at', end)
        inner, inner_end = read_jpeg(data, end)
        insist(inner_end == end + entries[1][1], 'MPF: the second picture ends at', inner_end, 'not', end + entries[1][1])
        inner_xmp = xmp_of(inner)
        picture = decoded(data[end:inner_end])
        image = picture.convert('RGB')
        w, h = image.size
        out['map'] = {'size': image.size, 'mode': picture.mode, 'sum': hashlib.md5(data[end:inner_end]).hexdigest(),
                      'corners': [image.getpixel(p) for p in ((0, 0), (w - 1, 0), (0, h - 1), (w - 1, h - 1))],
                      'middle': image.getpixel((w // 2, h // 2)),
                      'xmp': {n: value_of(inner_xmp, 'hdrgm', n) for n in ('Version', 'GainMapMin', 'GainMapMax', 'Gamma', 'HDRCapacityMax')},
                      'iso': [body[len(ISO):].hex() for marker, _, body in inner if marker == 0xe2 and body.startswith(ISO)]}
        at = inner_end
    if items:
        for item in items:
            if item['Semantic'] == 'GainMap':
                insist(int(item['Length']) == at - end, 'GContainer: the map has', item['Length'], 'bytes, not', at - end)
            if item['Semantic'] == 'MotionPhoto':
                insist(int(item['Length']) == len(data) - at, 'GContainer: the film has', item['Length'], 'bytes, not', len(data) - at)
    out['film'] = len(data) - at
    return out, data[at:]


words = argparse.ArgumentParser()
words.add_argument('what', choices=['make', 'check', 'holds', 'film'])
words.add_argument('file')
words.add_argument('more', nargs='*')
words.add_argument('--orientation', type=int, default=1)
words.add_argument('--film', action='store_true')
words.add_argument('--grey', action='store_true')
words.add_argument('--no-iso', action='store_true')
words.add_argument('--min', type=float, default=-1)
words.add_argument('--map', default='40x30')
words.add_argument('--icc')
words.add_argument('--source')
words.add_argument('--that')
words = words.parse_args()
if words.what == 'make':
    make(words)
elif words.what == 'check':
    for path in [words.file, *words.more]:
        print(json.dumps(parse(path)[0]))
elif words.what == 'holds':
    def near(a, b, by=6):
        return all(abs(x - y) <= by for x, y in zip(a, b))

    d, s = (json.loads(json.dumps(parse(path)[0])) for path in (words.file, words.source))
    insist(eval('(' + words.that + ')', {'d': d, 's': s, 'near': near}), words.that, 'does not hold:', d, s)
else:
    sys.stdout.buffer.write(parse(words.file)[1])
