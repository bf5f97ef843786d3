#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual opens at every window and tells of every control; icons and what software centres show are sound."""

import glob
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml

sys.dont_write_bytecode = True  # not into the checkout
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from words import check, finish, list_of, path, read, skip  # noqa: E402

HELP = 'plugins/gimp/help'
ICONS = 'plugins/gimp/icons/hicolor'
METAINFO = 'plugins/gimp/org.gimp.GIMP.Plugin.Rangefinder.metainfo.xml'
LANGUAGE = '{http://www.w3.org/XML/1998/namespace}lang'


def procedures():
    return re.findall(r'\{"(plug-in-rangefinder-[a-z-]+)"', read('plugins/gimp/gimp-main.c'))


def pages():
    return sorted(glob.glob(path(HELP, '*/*.html')))


def find_missing_pages():
    """What GIMP and the dialogs ask for."""
    places = {item.get('id'): item.get('ref') for item in xml.parse(path(HELP, 'en/gimp-help.xml')).getroot()}
    for name in procedures():
        if name not in places:
            yield f'gimp-help.xml has no page for {name}'
    attached = []
    for source in glob.glob(path('plugins/gimp/*.c')):
        with open(source, encoding='utf-8') as file:
            attached += re.findall(r'rf_help_attach \(.*?, "([a-z-]+)"\)', file.read())
    if not attached:
        yield 'no dialog opens a page'
    for page in [*places.values(), *(f'{page}.html' for page in attached)]:
        if not os.path.exists(path(HELP, 'en', page)):
            yield f'{HELP}/en/{page} is missing'


def read_page(name):
    """The page's tree. What browsers know by themselves is not XML's: the names of characters are not used."""
    with open(name, encoding='utf-8') as file:
        text = file.read()
    return xml.fromstring(text.replace('<!DOCTYPE html>', ''))


def find_faults(name):
    page = os.path.relpath(name, path())
    try:
        tree = read_page(name)
    except xml.ParseError as error:
        yield f'{page}: {error}'
        return
    here = {element.get('id') for element in tree.iter()}
    for element in tree.iter():
        if element.tag == 'script' or any(key.startswith('on') for key in element.keys()):
            yield f'{page}: has a script'
        if element.tag == 'img' and not element.get('alt'):
            yield f'{page}: {element.get("src")} has no text for those who do not see it'
        target = element.get('href') or element.get('src') or ''
        file, _, anchor = target.partition('#')
        file = os.path.join(os.path.dirname(name), file) if file else name
        if ':' in target:
            yield f'{page}: {target} needs a network'
        elif target and not os.path.exists(file):
            yield f'{page}: {target} is missing'
        elif anchor and anchor not in (here if file == name else {e.get('id') for e in read_page(file).iter()}):
            yield f'{page}: {target}: there is no such place'


def find_labels(source):
    """Of a procedure's arguments by their names, and of what a dialog has besides."""
    text = read(source)
    arguments = re.findall(r'gimp_procedure_add_\w+_argument\s*\(\s*procedure,\s*"([a-z-]+)",\s*_ \("([^"]*)"\)', text)
    besides = re.findall(r'_new_with_mnemonic \(_ \("([^"]*)"\)\)', text)
    if not arguments and not besides:
        raise ValueError(f'{source}: has no label of the kind that is looked for')
    return {**dict(arguments), **{label: label for label in besides}}


def find_filter_labels(operation):
    text = read(f'plugins/gegl/gegl-{operation}.c').split('#else')[0]
    hidden = r'ui_meta\s*\("visible", "0"\)'
    blocks = re.findall(r'^property_.*?(?=^\n|\Z)', text, re.S | re.M)
    return {block: re.search(r'_\("([^"]*)"\)', block).group(1) for block in blocks if not re.search(hidden, block)}


def find_untold():
    """The label of every control is a term of its window's page."""
    dialogs = {
        'looks': ['look-arguments', 'looks-dialog', 'shutter'],
        'develop': ['recipe', 'develop', 'shutter'],
        'batch': ['batch', 'shutter'],
        'watermark': ['watermark-arguments', 'preset-bar'],
    }
    # The fields have a tab of their own, the file of the logo is in the list of marks, and the rest is for scripts.
    elsewhere = {'run-mode', 'caption', 'artist', 'copyright', 'fields', 'logo'}
    windows = [(page, find_labels(f'plugins/gimp/gimp-{source}.c')) for page in dialogs for source in dialogs[page]]
    windows += [('filters', find_filter_labels(operation)) for operation in ('look', 'lens', 'lut')]
    for page, labels in windows:
        told = {''.join(term.itertext()) for term in read_page(path(HELP, f'en/{page}.html')).iter('dt')}
        for name, label in labels.items():
            label = label.replace('_', '').rstrip(':')
            if name not in elsewhere and label not in told:
                yield f'{page}.html says nothing of “{label}”'


def find_unseen():
    """Every page shows its windows."""
    for name in pages():
        page = os.path.basename(name)
        tree = read_page(name)
        wanted = {'index.html': 0, 'filters.html': len(list(tree.iter('h2'))), 'watermark.html': 3}.get(page, 1)
        shown = len(list(tree.iter('img')))
        if shown < wanted:
            yield f'{page} has {shown} pictures, not {wanted}'


def find_bad_icons():
    for name in procedures():
        icon = f'rangefinder-{name.rsplit("-", 1)[1]}-symbolic.svg'
        if not os.path.exists(path(ICONS, 'symbolic/apps', icon)):
            yield f'{icon} is missing: {name} has no icon'
    for name in glob.glob(path(ICONS, 'symbolic/apps/*.svg')):
        root = xml.parse(name).getroot()
        if root.get('viewBox') != '0 0 16 16':
            yield f'{name}: is not drawn on 16 × 16'
        for element in root.iter():
            if element.get('stroke') or element.get('style') or element.get('fill', '#2e3436') != '#2e3436':
                yield f'{name}: GTK recolours plain fills only'


def find_untold_languages():
    """Each text of the description is followed by its translations."""
    texts = [element for element in xml.parse(path(METAINFO)).getroot().iter() if element.tag in ('summary', 'p')]
    for i, text in enumerate(texts):
        if not text.get(LANGUAGE):
            others = []
            while i + 1 < len(texts) and texts[i + 1].get(LANGUAGE):
                i += 1
                others.append(texts[i].get(LANGUAGE))
            if sorted(others) != sorted(list_of('LINGUAS')):
                yield f'“{text.text}”: {", ".join(others) or "no language"}'


def main():
    check('every window and every entry of the menu has its page', list(find_missing_pages()))
    check(f'the pages are sound, and need no network ({len(pages())} pages)',
          [fault for name in pages() for fault in find_faults(name)] if pages() else ['there is no page'])
    check('the manual tells of every control of every window', list(find_untold()))
    check('... and shows each window', list(find_unseen()))
    check('every procedure has an icon that GTK can recolour', list(find_bad_icons()))
    check('software centres find the description in every language', list(find_untold_languages()))
    if shutil.which('appstreamcli'):
        run = subprocess.run(['appstreamcli', 'validate', '--no-net', path(METAINFO)], capture_output=True, encoding='utf-8')
        faults = [line for line in run.stdout.split('\n') if line.startswith(('E:', 'W:'))]
        # The project has no page of its own yet.
        check('... and take it', [line for line in faults if 'url-homepage-missing' not in line])
    else:
        skip('... and take it', 'appstreamcli (appstream) is not installed')
    finish()


main()
