# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: results in the Test Anything Protocol, and catalogues of texts."""

import os
import re
import subprocess
import sys

SOURCE = os.environ['RF_SOURCE']
counts = [0, 0]


def path(*parts):
    return os.path.join(SOURCE, *parts)


def read(name):
    with open(path(name), encoding='utf-8') as file:
        return file.read()


def check(name, problems):
    """Passes if nothing is wrong; tells what is."""
    counts[0] += 1
    counts[1] += bool(problems)
    print(f"{'not ' if problems else ''}ok {counts[0]} - {name}")
    for problem in problems:
        print('#', problem.replace('\n', ' '))


def skip(name, reason):
    counts[0] += 1
    print(f'ok {counts[0]} - {name} # SKIP {reason}')


def finish():
    print(f'1..{counts[0]}')
    sys.exit(counts[1] > 0)


def list_of(name):
    """The entries of LINGUAS or POTFILES."""
    return [line for line in read(f'plugins/po/{name}').split('\n') if line and not line.startswith('#')]


class Entry:
    """A text of a catalogue; strings as the file spells them, with its backslashes."""

    def __init__(self, block):
        self.files, self.flags, self.id, self.plural, self.texts = [], [], None, None, []
        part = None
        for line in block.split('\n'):
            if line.startswith('#:'):
                self.files += line[2:].split()
            elif line.startswith('#,'):
                self.flags += [flag.strip() for flag in line[2:].split(',')]
            elif line.startswith('msg'):
                part, text = line.split(' ', 1)
                self.add(part, text[1:-1], begin=True)
            elif line.startswith('"'):
                self.add(part, line[1:-1], begin=False)

    def add(self, part, text, begin):
        if part == 'msgid':
            self.id = text if begin else self.id + text
        elif part == 'msgid_plural':
            self.plural = text if begin else self.plural + text
        elif begin:
            self.texts.append(text)
        else:
            self.texts[-1] += text


def parse(text):
    """The entries of a catalogue, without its header, and the number of obsolete ones."""
    entries = [Entry(block) for block in re.split(r'\n\s*\n', text)]
    return [entry for entry in entries if entry.id], len(re.findall(r'^#~ msgid ', text, re.M))


def collect():
    """The texts of the sources as they are now, collected as the build does it."""
    arguments = re.search(r'args: \[(.*?)\]', read('plugins/po/meson.build'), re.S).group(1)
    command = ['xgettext', '--output=-', *re.findall(r"'([^']*)'", arguments), *list_of('POTFILES')]
    return parse(subprocess.run(command, cwd=SOURCE, check=True, capture_output=True, encoding='utf-8').stdout)[0]


def mnemonic(text):
    """The letter after the only underscore of a label; of a sentence, or where there are none or several, None."""
    found = re.findall(r'_(\w)', text)
    return found[0].lower() if len(found) == text.count('_') == 1 and '%' not in text and len(text) < 60 else None
