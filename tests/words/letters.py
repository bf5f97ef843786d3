#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alt and a letter means one thing in each window and in the menu, in English and in every other language."""

import gettext
import glob
import os
import re
import sys

sys.dont_write_bytecode = True  # not into the checkout
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from words import check, finish, list_of, mnemonic, parse, path, read  # noqa: E402

# What GIMP's dialog of a procedure has of its own, in GIMP's words, where they are installed.
GIMPS = ['GIMP:_Reset', 'GIMP:_Cancel', 'GIMP:_Load Saved Settings', 'GIMP:_Save Settings']

# What is seen at a time: sources of plugins/gimp, or functions of them, that have its labels.
HELP = ['gimp-help.c']
RECIPE = ['gimp-look-arguments.c:rf_look_arguments_add_first', 'gimp-recipe.c', 'gimp-recipe-texts.c:rf_recipe_texts_button',
          'gimp-shutter.c']
WATERMARK = ['gimp-watermark-dialog.c', 'gimp-preset-bar.c:rf_preset_bar_new']
WINDOWS = {
    'Looks': ['gimp-looks-dialog.c', 'gimp-looks-grid.c', 'gimp-look-arguments.c', 'gimp-shutter.c', *HELP, *GIMPS],
    'Develop': ['gimp-develop.c', 'gimp-develop-dialog.c', *RECIPE, *HELP, *GIMPS],
    'Batch': ['gimp-batch.c', 'gimp-batch-dialog.c', *RECIPE, *HELP, *GIMPS],
    'Batch, progress': ['gimp-batch-progress.c'],
    'Batch, summary': ['gimp-batch-summary.c'],
    'Watermark, style': ['gimp-watermark-arguments.c:add_appearance', *WATERMARK, *HELP],
    'Watermark, texts': WATERMARK + HELP,
    'Watermark, date and place': ['gimp-watermark-arguments.c:add_caption', *WATERMARK, *HELP],
    'Your Texts': ['gimp-recipe-texts.c:open_window', *HELP],
    'A field of Watermark': ['gimp-watermark-words.c'],
    'Removing a preset': ['gimp-preset-bar.c:ask_to_remove'],
}

FUNCTION = re.compile(r'^(\w+) \([^;{}]*\)\n\{\n(.*?)^\}', re.M | re.S)
LABEL = re.compile(r'\bN?_ \("((?:[^"\\]|\\.)*)"\)')
MENU = re.compile(r'(?:set_menu_label \(procedure, |"gimp:menu-label",\s+)_ \("((?:[^"\\]|\\.)*)"\)')


def labels_of(name):
    """Those with a letter, of a source or one function of it; not what it puts into the menu."""
    if name in GIMPS:
        return {name}
    file, _, function = name.partition(':')
    text = read(f'plugins/gimp/{file}')
    if function:
        text = dict(FUNCTION.findall(text))[function]
    return {label for label in LABEL.findall(MENU.sub('', text)) if mnemonic(label)}


def labels_of_menu():
    return {label for name in glob.glob(path('plugins/g*/*.c')) for label in MENU.findall(read(name))}


def find_homeless(windows):
    """Labels that nobody looks at here, for which a window has to be added above."""
    known = set().union(*windows.values())
    for name in sorted(glob.glob(path('plugins/gimp/gimp-*.c'))):
        yield from (f'{os.path.basename(name)}: “{label}”' for label in labels_of(os.path.basename(name)) - known)


def find_twins(windows, translate):
    for window, labels in windows.items():
        of_letter = {}
        for label in sorted(labels):
            of_letter.setdefault(mnemonic(translate(label)), []).append(label)
        yield from (f'{window}: ' + ' and '.join(f'“{translate(label)}”' for label in twins) + ' have the same letter'
                    for letter, twins in of_letter.items() if letter and len(twins) > 1 and not set(twins) <= set(GIMPS))


def main():
    windows = {name: set().union(*map(labels_of, parts)) for name, parts in WINDOWS.items()}
    windows['Menu'] = labels_of_menu()
    check('there are labels with letters',
          [f'{name}: none' for name, labels in windows.items() if not labels])
    check('each label is in a window that is looked at', list(find_homeless(windows)))
    check('en: labels that are seen together have different letters', list(find_twins(windows, lambda label: label.removeprefix('GIMP:'))))
    for language in list_of('LINGUAS'):
        own = {entry.id: entry.texts[0] for entry in parse(read(f'plugins/po/{language}.po'))[0]}
        gimps = gettext.translation('gimp30-libgimp', languages=[language], fallback=True)

        def translate(label):
            return gimps.gettext(label.removeprefix('GIMP:')) if label in GIMPS else own.get(label, label)
        check(f'{language}: labels that are seen together have different letters', list(find_twins(windows, translate)))
    finish()


main()
