#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that GIMP shows is left out of the translations: texts of the plug-ins stand in _() or N_()."""

import glob
import os
import re
import sys

sys.dont_write_bytecode = True  # not into the checkout
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from words import SOURCE, check, finish, path, read  # noqa: E402

# Literals, comments, names and all else, so that brackets in texts are no brackets.
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\]|\\.)+\'|[A-Za-z_]\w*|\n|[^\sA-Za-z_"\']', re.S)

MARKS = {'_', 'N_', 'g_dngettext'}  # g_dgettext: a text of another program
# For programmers and for scripts, or names that are the same in every language.
NOT_SHOWN = {'g_dgettext', 'g_warning', 'g_critical', 'g_debug', 'g_printerr', 'g_error', 'g_return_if_fail', 'G_STATIC_ASSERT', 'include',
             'gimp_procedure_set_attribution', 'gtk_css_provider_load_from_data', 'babl_format', 'babl_format_with_space',
             'babl_type', 'babl_space', 'babl_trc', 'babl_component', 'babl_model'}
# What they are given is read by people, be it one word or many.
SHOWN = re.compile(
    r'gtk_(label_(new|set)\w*|button_new_with_(label|mnemonic)|\w*_button_new_with_(label|mnemonic)\w*|button_set_label|'
    r'widget_set_tooltip_\w+|window_set_title|dialog_(new_with_buttons|add_buttons?)|entry_set_placeholder_text|frame_new|'
    r'expander_new\w*|menu_item_new_with_\w+|message_dialog_\w+|file_chooser_\w+_new|header_bar_set_\w*title|'
    r'list_store_insert_with_values|combo_box_text_(append|prepend|insert)_text|stack_add_titled)|'
    r'gimp_(message|progress_(init|set_text)|dialog_(new|add_buttons?)|procedure_(dialog_new|dialog_set_ok_label|'
    r'set_menu_label|set_documentation|add_\w+_argument|add_\w+_return_value)|choice_add|undo_group_start)|'
    r'g_message|property_\w+|description|enum_value|atk_object_set_\w+|notify_error')

IDENTIFIER = re.compile(r'[a-z0-9_.:/%-]*$')  # ids, names of icons, signals, properties, patterns
NO_WORDS = re.compile(r"[A-Z'~ ]+ (float|half|double|u8|u16|u32)$|[\w.#:* >]+\{.*\}$")  # babl's formats, and CSS


def is_prose(text):
    """Two words or more."""
    return re.search(r'[A-Za-z]{2,}[,;:.]? +[A-Za-z]{2,}', re.sub(r'%[-\d.*]*[a-z]+', '', text)) is not None


def find_unmarked(source):
    """Line and text of each literal that people would read and translators would not."""
    calls, name, line = [], None, 1
    for token in TOKEN.findall(source):
        if token.startswith('"'):
            text = token[1:-1]
            word = re.search('[A-Za-z]{2}', re.sub(r'%[-\d.*]*[a-z]+', '', text)) and not IDENTIFIER.match(text)
            shown = calls and SHOWN.fullmatch(calls[-1] or '')
            if not (MARKS | NOT_SHOWN) & set(calls) and not NO_WORDS.match(text) and (is_prose(text) or word and shown):
                yield line, text
        elif token in '([{':
            calls.append(name if token == '(' else None)
        elif token in ')]}' and calls:
            calls.pop()
        elif token == '\n' and calls == ['include']:
            calls = []
        if token == 'include' and not calls:
            calls = ['include']
        name = token if re.match(r'[A-Za-z_]', token) else None if token != '\n' else name
        line += token.count('\n')


BAD = ['gtk_label_new ("Strength");', 'static const Row rows[] = {{"bar", "The bar in white"}};',
       'gtk_widget_set_tooltip_text (w, on ? "No file" : NULL);', 'f (_ ("Fine"), "not so fine");',
       'property_double (strength, "Strength", 1.0)', 'g_strdup_printf ("%u of %u photographs", n, m);']
GOOD = ['gtk_label_new (_ ("Strength"));', 'g_object_set (o, "font-name", "Sans", NULL);', '/* the "old words" of it */',
        'static const Row rows[] = {{"bar", N_ ("The bar in white")}};', 'g_strdup_printf ("%s: %s", a, b);',
        'g_warning ("two words");', '#include "some file.h"\n', 'gtk_label_new ("%");',
        'f (_ ("One text "\n   "over two lines"));', 'g_signal_connect (w, "key-press-event", f, NULL);']


def main():
    check('the search finds texts that are not marked', [code for code in BAD if not list(find_unmarked(code))])
    check('and no others', [f'{code}: {list(find_unmarked(code))}' for code in GOOD if list(find_unmarked(code))])
    files = sorted(os.path.relpath(name, SOURCE) for folder in ('gimp', 'gegl') for name in glob.glob(path(f'plugins/{folder}/*.[ch]')))
    check(f'every text of the plug-ins can be translated ({len(files)} files)',
          [f'{name}:{line}: “{text}”' for name in files for line, text in find_unmarked(read(name))] if files else ['no file'])
    finish()


main()
