#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists of looks and keys: what they print is what the files may say.
. "$RF_SOURCE/tests/cli/cli-env.sh"
own=$XDG_DATA_HOME/rangefinder
mkdir -p "$own/looks" "$own/formats"

rangefinder looks --json >looks.json
check 'looks as JSON: every look, with its file' python3 - "$RF_SOURCE/luts" <<'END'
import json, os, sys
looks = json.load(open('looks.json'))
files = {name[:-5] for name in os.listdir(sys.argv[1]) if name.endswith('.look')}
assert {look['id'] for look in looks} == files, files
for look in looks:
    assert os.path.basename(look['file']) == look['id'] + '.look' and os.path.exists(look['file']), look
    assert look['title'] and look['group'], look
END
check '--ids and --json do not go together' exits 2 rangefinder looks --ids --json
check 'keys takes no argument' exits 2 rangefinder keys tone
rangefinder keys >keys.txt
rangefinder keys --json >keys.json

# A file for every key, with the value beyond its range, and one with its default.
check 'every key, its range and its default are the reader'"'"'s own' python3 - "$own" <<'END'
import json, os, re, subprocess, sys
own = sys.argv[1]
keys = json.load(open('keys.json'))
assert len(keys['look']) > 25 and len(keys['format']) > 40
table = open('keys.txt').read()
heads = {'look': '[look]\ntitle=T\n', 'format': '[format]\ntitle=T\n'}

def told(kind):
    return subprocess.run(['rangefinder', kind + 's'], capture_output=True, text=True).stderr

def write(kind, name, key, value):
    group = key['group'].split('|')[0]
    text = heads[kind]
    if group != kind:
        text += '[%s]\n' % (group if kind == 'look' and group != 'band' or group in ('canvas', 'photo') else group + ' it')
    needed = [k for k in keys[kind] if group in k['group'].split('|') and k['required'] and k['key'] != 'title' and k['key'] != key['key']]
    for k in needed:
        text += '%s=%s\n' % (k['key'], 'photo' if k['key'] == 'in' else '${model}' if k['key'] == 'text' else '55')
    open('%s/%ss/%s.%s' % (own, kind, name, kind), 'w').write(text + '%s=%s\n' % (key['key'], value))

for kind in keys:
    wrong, right = [], []
    for i, key in enumerate(keys[kind]):
        assert key['help'] and key['key'] in table and key['help'] in table, key
        unit = 'u' if key['kind'] == 'length' else ''
        if 'max' in key:
            write(kind, 'wrong-%d' % i, key, '%g%s' % (key['max'] + 1, unit))
            wrong.append((i, key))
        if key['default'] and key['key'] != 'at' and key['group'].split('|')[0] not in ('row', 'column'):
            write(kind, 'right-%d' % i, key, key['default'])
            right.append(i)
    said = told(kind)
    for i, key in wrong:
        line = [line for line in said.splitlines() if 'wrong-%d.%s:' % (i, kind) in line]
        assert line and 'outside' in line[0] and key['key'] in line[0], (key, line)
    assert len(wrong) > 15 and len(right) > 15
    for i in right:
        assert 'right-%d.' % i not in said, [line for line in said.splitlines() if 'right-%d.' % i in line]
    for name in os.listdir('%s/%ss' % (own, kind)):
        os.unlink('%s/%ss/%s' % (own, kind, name))
END
check 'in any language numbers are JSON' sh -c 'LC_ALL=de_DE.UTF-8 LANGUAGE=de rangefinder keys --json | python3 -c "import json, sys; json.load(sys.stdin)"'
finish
