#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a gallery as a browser would and checks one property of it; prints what is wrong.

usage: check-gallery.py PROPERTY FOLDER IDS NAMES TITLE
IDS has an id of a look a line, NAMES a photograph's name a line; TITLE is what the look "odd" is called.
"""

import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

SVG = '{http://www.w3.org/2000/svg}'


def text_of(element):
    return ''.join(element.itertext()).strip()


def with_class(root, tag, name):
    return [element for element in root.iter(tag) if name in element.get('class', '').split()]


def jpeg_size(path):
    """Width and height that the file's own header tells."""
    with open(path, 'rb') as file:
        data = file.read()
    assert data[:2] == b'\xff\xd8' and data[-2:] == b'\xff\xd9', f'{path}: not a whole JPEG'
    at = 2
    while data[at + 1] not in (0xc0, 0xc1, 0xc2):
        at += 2 + int.from_bytes(data[at + 2:at + 4], 'big')
    return int.from_bytes(data[at + 7:at + 9], 'big'), int.from_bytes(data[at + 5:at + 7], 'big')


class Gallery:
    def __init__(self, folder, ids, names, title):
        self.folder, self.title = folder, title
        with open(ids, encoding='utf-8') as file:
            self.ids = file.read().split()
        with open(names, encoding='utf-8') as file:
            self.names = file.read().splitlines()
        self.page = ElementTree.parse(os.path.join(folder, 'index.html')).getroot()
        self.articles = {article.get('id'): article for article in self.page.iter('article')}
        assert self.ids and self.names and len(self.articles) > 1, 'nothing to check'

    def look(self, look):
        assert f'look-{look}' in self.articles, f'{look}: not in the page'
        return self.articles[f'look-{look}']

    def plot(self, kind, look):
        return ElementTree.parse(os.path.join(self.folder, 'plots', f'{kind}-{look}.svg')).getroot()


def check_well_formed(gallery):
    """Also: no id twice, no script, nothing from elsewhere, a text for every picture."""
    ids = [element.get('id') for element in gallery.page.iter() if element.get('id')]
    assert len(ids) == len(set(ids)), 'an id stands twice'
    assert not list(gallery.page.iter('script')), 'there is a script'
    assert '://' not in ElementTree.tostring(gallery.page, encoding='unicode'), 'there is an address'
    for image in gallery.page.iter('img'):
        assert image.get('alt'), f"{image.get('src')}: no text"
    for name in os.listdir(os.path.join(gallery.folder, 'plots')):
        plot = ElementTree.parse(os.path.join(gallery.folder, 'plots', name)).getroot()
        assert plot.tag == SVG + 'svg' and text_of(plot.find(SVG + 'title')), f'{name}: no title'
        numbers = ' '.join(value for element in plot.iter() for value in element.attrib.values())
        assert not re.search(r'\b(nan|inf)\b', numbers), f'{name}: a place that is no number'


def check_references(gallery):
    """Everything referred to is there, pictures of the size that is said; and nothing else is there."""
    targets = {element.get('id') for element in gallery.page.iter()}
    used = {'index.html'}
    for element in gallery.page.iter():
        for reference in filter(None, (element.get('src'), element.get('href'))):
            if reference.startswith('#'):
                assert reference[1:] in targets, f'{reference}: no such place'
                continue
            path = os.path.join(gallery.folder, unquote(reference))
            assert os.path.getsize(path) > 0, f'{reference}: empty'
            used.add(reference)
            if element.tag == 'img' and path.endswith('.jpg') and element.get('width'):
                said = int(element.get('width')), int(element.get('height'))
                assert said == jpeg_size(path), f'{reference}: {jpeg_size(path)}, the page says {said}'
    there = {os.path.relpath(os.path.join(folder, name), gallery.folder)
             for folder, _, names in os.walk(gallery.folder) for name in names}
    assert there == used, f'there but not used: {there - used}'


def check_looks(gallery):
    """Every look on every photograph, with its plots and a link that shows it; titles as their makers wrote them."""
    assert [name for name in gallery.articles if name.startswith('look-')] == [f'look-{look}' for look in gallery.ids]
    links = [link.get('href') for link in gallery.page.find('.//nav').iter('a')]
    for look in gallery.ids:
        sources = [image.get('src') for image in gallery.look(look).iter('img')]
        for number in range(1, len(gallery.names) + 1):
            assert f'pictures/{number}.jpg' in sources, f'{look}: no original of photograph {number}'
            assert f'pictures/{number}-{look}.jpg' in sources, f'{look}: not on photograph {number}'
        assert f'plots/tone-{look}.svg' in sources and f'plots/wheel-{look}.svg' in sources, f'{look}: no plots'
        assert f'#look-{look}' in links, f'{look}: no link'
    heading = text_of(gallery.look('odd').find('h3'))
    assert heading == f'{gallery.title} odd', heading
    assert gallery.title in text_of(gallery.plot('tone', 'odd').find(SVG + 'title'))


def check_names(gallery):
    for look in gallery.ids:
        captions = [text_of(caption) for caption in gallery.look(look).iter('figcaption')]
        assert captions == gallery.names, f'{look}: {captions}'
    headings = [text_of(article.find('h3')) for name, article in gallery.articles.items() if name.startswith('photo')]
    assert headings == gallery.names, headings


def check_table(gallery):
    """The tables are rf-measure's rows, all of them, in its order; the summary counts what was missed."""
    shown = []
    for look in gallery.ids:
        for row in with_class(gallery.look(look), 'table', 'measures')[0].find('tbody'):
            cells = [text_of(cell) for cell in row]
            shown.append([look] + cells)
            assert (row.get('class') == 'missed') == (cells[-1] == 'no'), cells
    with open(os.path.join(gallery.folder, 'measures.tsv'), encoding='utf-8') as file:
        measured = [line.rstrip('\n').split('\t') for line in file][1:]
    assert measured, 'nothing was measured'
    assert sorted(shown) == sorted(measured), [row for row in shown + measured if shown.count(row) != measured.count(row)]
    for look in gallery.ids:
        rows = [row for row in measured if row[0] == look]
        assert [row for row in shown if row[0] == look] == rows, f'{look}: another order'
        summary = next(row for row in gallery.page.find('.//section[@id="measures"]').iter('tr')
                       if row.find('.//a') is not None and row.find('.//a').get('href') == f'#look-{look}')
        counts = [int(text_of(cell)) for cell in summary.findall('td')]
        assert counts == [len(rows), sum(row[4] == 'no' for row in rows)], f'{look}: {counts}'


def points_of(line):
    return [tuple(map(float, point.split(','))) for point in line.get('points').split()]


def scale(plot, axis, panel):
    """What a place on that axis of that panel means, from the axis' own ticks."""
    ticks = [(float(tick.get(axis)), float(text_of(tick).replace('−', '-')))
             for tick in with_class(plot, SVG + 'text', f'{axis}-tick')]
    starts = [i for i, tick in enumerate(ticks) if i == 0 or tick[1] <= ticks[i - 1][1]] + [len(ticks)]
    (at, value), (end, last) = ticks[starts[panel]], ticks[starts[panel + 1] - 1]
    return lambda place: value + (place - at) * (last - value) / (end - at)


def check_tone(gallery):
    """Curves rise from edge to edge; the neutral one goes through middle grey, and a picture left alone stays as it is."""
    for look in gallery.ids:
        plot = gallery.plot('tone', look)
        curves = with_class(plot, SVG + 'polyline', 'look')
        neutral = with_class(plot, SVG + 'polyline', 'neutral')
        assert len(curves) == len(neutral) == 2, f'{look}: {len(curves)} curves'
        for panel, curve in enumerate(curves):
            x, y = scale(plot, 'x', panel), scale(plot, 'y', panel)
            points = [(x(a), y(b)) for a, b in points_of(curve)]
            assert len(points) > 200, f'{look}: {len(points)} points'
            edges = ((-7, 7), (0, 255))[panel]
            assert abs(points[0][0] - edges[0]) < 0.1 and abs(points[-1][0] - edges[1]) < 0.1, f'{look}: {points[0]}'
            for (a, low), (b, high) in zip(points, points[1:]):
                assert b > a and high >= low, f'{look}: falls from {low} at {a} to {high} at {b}'
            assert points[0][1] < 60 and points[-1][1] > 190, f'{look}: from {points[0]} to {points[-1]}'
        x, y = scale(plot, 'x', 0), scale(plot, 'y', 0)
        greys = [y(b) for a, b in points_of(neutral[0]) if abs(x(a)) < 0.01]
        assert len(greys) == 1 and abs(greys[0] - 119) < 1, f'{look}: neutral middle grey {greys}'
        x, y = scale(plot, 'x', 1), scale(plot, 'y', 1)
        assert all(abs(x(a) - y(b)) < 0.6 for a, b in points_of(neutral[1])), f'{look}: nothing done does something'


def check_wheels(gallery):
    """As many dots as rings, all coloured; black and white leaves none of them a hue, and sepia gives all the same."""
    middles = {}
    for look in gallery.ids:
        plot = gallery.plot('wheel', look)
        before = with_class(plot, SVG + 'circle', 'before')
        after = with_class(plot, SVG + 'circle', 'after')
        assert len(before) == len(after) > 60, f'{look}: {len(before)} rings, {len(after)} dots'
        assert all(re.fullmatch('#[0-9a-f]{6}', dot.get('fill') or '') or dot.get('fill') == '#c33' for dot in after)
        x, y = scale(plot, 'x', 0), scale(plot, 'y', 0)
        middles[look] = [(x(float(dot.get('cx'))), y(float(dot.get('cy')))) for dot in after
                         if float(dot.get('cx')) < 440 and float(dot.get('cy')) < 440]
    assert all(abs(a) < 0.5 and abs(b) < 0.5 for a, b in middles['mono-natural']), middles['mono-natural']
    assert all(b > 5 for _, b in middles['sepia']), middles['sepia']
    assert max(a for a, _ in middles['vivid']) > 55, middles['vivid']


def check_sheets(gallery):
    """A cell for the original and one for each look, in rows of five: wider and higher than fewer would be."""
    rows = -(-(1 + len(gallery.ids)) // 5)
    for number in range(1, len(gallery.names) + 1):
        width, height = jpeg_size(os.path.join(gallery.folder, 'sheets', f'{number}.jpg'))
        _, picture = jpeg_size(os.path.join(gallery.folder, 'pictures', f'{number}.jpg'))
        assert width >= 5 * 180 and rows * (picture // 2) < height, f'sheet {number}: {width}x{height}'


CHECKS = {name[len('check_'):].replace('_', '-'): check for name, check in list(globals().items())
          if name.startswith('check_')}

if __name__ == '__main__':
    try:
        CHECKS[sys.argv[1]](Gallery(*sys.argv[2:]))
    except AssertionError as failure:
        sys.exit(f'{failure}')
