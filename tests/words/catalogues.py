#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text that people meet in GIMP is there in every language, and no translation is of a text that has gone."""

import glob
import os
import re
import shutil
import sys

sys.dont_write_bytecode = True  # not into the checkout
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from words import SOURCE, check, collect, finish, list_of, mnemonic, parse, path, read, skip  # noqa: E402

COMPLETE = {'de'}  # all texts; the other languages all but those that only the command line shows


# What keys of files mean, and what becomes of a match, is told by the command only.
COMMAND = re.compile(r'plugins/command/|core/(match|\w+-keys)')


def shown_by_gimp(entry):
    return not all(COMMAND.match(name) for name in entry.files)


def find_untranslated(wanted, entries, whole):
    known = {entry.id: entry for entry in entries}
    for entry in wanted:
        if whole or shown_by_gimp(entry):
            found = known.get(entry.id)
            if not found or found.plural != entry.plural or not all(found.texts) or 'fuzzy' in found.flags:
                yield f'{entry.files[0]}: “{entry.id}”'


def find_stale(wanted, entries, obsolete):
    known = {entry.id for entry in wanted}
    yield from (f'no source has “{entry.id}”' for entry in entries if entry.id not in known)
    if obsolete:
        yield f'{obsolete} obsolete texts at the end of the file'


def find_mnemonics(entries):
    for entry in entries:
        if all(name.startswith('plugins/g') for name in entry.files) and entry.texts[0]:
            label, text = mnemonic(entry.id), entry.texts[0]
            if label and not mnemonic(text):
                yield f'“{entry.id}” has a letter for the keyboard, “{text}” has none'
            elif not label and '_' not in entry.id and '_' in text:
                yield f'“{entry.id}” has no letter for the keyboard, “{text}” has one'


def find_ellipses(entries):
    return [f'“{entry.id}” → “{entry.texts[0]}”' for entry in entries
            if len(entry.id) < 60 and entry.texts[0] and entry.id.endswith('…') != entry.texts[0].endswith('…')]


def find_titles(name, languages):
    text = read(name)
    for key in ('title', 'description'):
        if re.search(f'^{key}=', text, re.M):
            for language in languages:
                if not re.search(rf'^{key}\[{language}\]=\S', text, re.M):
                    yield f'{name}: no {key}[{language}]'


def main():
    languages = list_of('LINGUAS')
    if shutil.which('xgettext'):
        wanted = collect()
        check('there are texts to translate', [] if len(wanted) > 100 else ['xgettext finds hardly any: broken itself?'])
    else:
        skip('translations are complete', 'xgettext (gettext) is not installed')
        wanted = None
    for language in languages:
        entries, obsolete = parse(read(f'plugins/po/{language}.po'))
        if wanted:
            whole = language in COMPLETE
            what = 'every text' if whole else 'every text that GIMP shows'
            check(f'{language}: {what} is translated', list(find_untranslated(wanted, entries, whole)))
            check(f'{language}: no translation is of a text that has gone', list(find_stale(wanted, entries, obsolete)))
        check(f'{language}: a label has a letter for the keyboard where the English one has', list(find_mnemonics(entries)))
        check(f'{language}: an ellipsis stays one', find_ellipses(entries))

    files = [os.path.relpath(name, SOURCE) for kind in ('luts/*.look', 'core/formats/*.format')
             for name in sorted(glob.glob(path(kind)))]
    check(f'each look and format has title and description in {len(languages)} languages ({len(files)} files)',
          [problem for name in files for problem in find_titles(name, languages)] if files else ['there is none'])
    finish()


main()
