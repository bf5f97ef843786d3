#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files: names, those that cannot be read or written, what is there already, Ctrl-C; and what is told about it.
. "$RF_SOURCE/tests/cli/cli-env.sh"

"$tools/rf-test-image" --size 96x64 good.png
magick good.png -quality 90 good.jpg
cp good.jpg kept.jpg

# Names.
mkdir odd out
for name in 'a b.jpg' "it's.jpg" 'quote".jpg' 'ü😀.jpg' '-dash.jpg' '$(x).jpg' 'no-ending' '.hidden.jpg' 'two.dots.jpg' 'UPPER.JPG'; do
    cp good.jpg "odd/$name"
done
cp odd/-dash.jpg .
check 'names of all kinds' develop --look authentic -o out odd/* odd/.hidden.jpg
for name in 'a b.jpg' "it's.jpg" 'quote".jpg' 'ü😀.jpg' '-dash.jpg' '$(x).jpg' 'no-ending' '.hidden.jpg' 'two.dots.jpg' 'UPPER.JPG'; do
    check "... $name" magick identify "out/$name"
done
check 'a name with a dash behind --' develop -q --look authentic -- -dash.jpg
check '... lies beside the photograph' [ -f ./-dash-developed.jpg ]
check 'another kind has another ending' develop -q --look authentic -f png -o out 'odd/two.dots.jpg'
check '... only that' [ -f out/two.dots.png ]
find odd -type f -print0 >list
mkdir from-list from-input
check 'names from a file' develop -q --look authentic --files0-from list -o from-list
check 'names from the standard input' sh -c 'rangefinder develop -q --look authentic --files0-from - -o from-input <list'
check '... all of them' [ "$(find from-input -type f | wc -l)" -eq 10 ]
check '... as from the file' diff -r from-list from-input

# Wrong words.
for words in '' '--look authentic' '--look nonsense good.jpg' '--look authentic:120 good.jpg' '--look authentic:x good.jpg' \
    '--watermark nonsense good.jpg' '--watermark bar --set nonsense=1 good.jpg' '--watermark bar --set model good.jpg' \
    '--look vivid --set model=M good.jpg' '--look vivid --format bmp good.jpg' '--look vivid --quality 0.5 good.jpg' \
    '--look vivid --quality 101 good.jpg' '--look vivid --quality 90 --format png good.jpg' '--look vivid --jobs 99 good.jpg' \
    '--look vivid --quiet --json good.jpg' '--look vivid --format png -o x.jpg good.jpg' \
    '--look vivid --files0-from nothing-there' 'good.jpg'; do
    check "wrong words: $words" exits 2 develop $words
done
check_fails 'an unknown look lists those there are' authentic develop --look nonsense good.jpg
check_fails 'an unknown watermark lists those there are' film-strip develop --watermark nonsense good.jpg

# Bad files do not end the run.
mkdir bad done
cp good.jpg bad/a.jpg
head -c 3000 good.jpg >bad/cut.jpg
head -c 4000 good.png >bad/cut.png
magick good.png -compress none bad/whole.tif
head -c 9000 bad/whole.tif >bad/cut.tif
echo '<html>' >bad/page.jpg
: >bad/empty.jpg
echo 'no camera wrote this' >bad/raw.nef
printf 'RIFF\020\0\0\0WEBPVP8 ' >bad/web.webp
mkdir bad/folder.jpg
cp good.png bad/z.png
check 'a run with bad files ends in 1' exits 1 sh -c 'rangefinder develop --look vivid -o done bad/* missing.jpg >said 2>&1'
check '... with the good ones done' [ "$(ls done | tr '\n' ' ')" = 'a.jpg whole.tif z.png ' ]
webp='the file is damaged: its end is missing'
! grep -q 'built without WebP' said || webp='this rangefinder was built without WebP'
for sentence in 'bad/cut.jpg: the file is damaged: its end is missing' 'bad/cut.png: the file is damaged' \
    'bad/cut.tif: the file is damaged' 'page.jpg: not a JPEG, PNG, TIFF, WebP, AVIF or JPEG XL file (it begins with “<html>”)' \
    'bad/empty.jpg: the file is empty' 'could not develop this RAW file' "bad/web.webp: $webp" \
    'bad/folder.jpg: it is a folder' 'missing.jpg: it cannot be read' '3 of 12 photographs developed'; do
    check "... told: $sentence" grep -q -F "$sentence" said
done
check '... and listed again at the end' [ "$(sed -n '/^Failed:/,$p' said | grep -c '^  ')" -eq 9 ]
check '... and no half file' no_half_files done

# What is there already.
mkdir there
check 'a first time' develop -q --look vivid -o there good.jpg good.png
check_fails 'a second time is refused' 'exists already' develop -q --look vivid -o there good.jpg good.png
check '--resume leaves them out' sh -c 'rangefinder develop --look vivid --resume -o there good.jpg good.png | grep -q "2 were there already"'
check_fails '--resume with another look is refused' 'was made otherwise' develop -q --look chrome --resume -o there good.jpg
check '... unless --force is there' develop -q --look chrome --resume --force -o there good.jpg
check '--resume knows the new one' sh -c 'rangefinder develop --look chrome --resume -o there good.jpg | grep -q "1 were there already"'
cp good.jpg changed.jpg
develop -q --look vivid -o there changed.jpg
printf 'x' >>changed.jpg
check_fails 'a photograph that changed is not left out' 'was made otherwise' develop -q --look vivid --resume -o there changed.jpg
mkdir -p "$XDG_DATA_HOME/rangefinder/looks" "$XDG_DATA_HOME/rangefinder/formats"
sed 's/^title=.*/title=Mine/' "$RF_SOURCE/luts/vivid.look" >"$XDG_DATA_HOME/rangefinder/looks/mine.look"
cp "$RF_SOURCE/core/formats/bar.format" "$XDG_DATA_HOME/rangefinder/formats/my-bar.format"
develop -q --look mine --watermark my-bar --set model=M -o edited.jpg good.jpg
check '--resume knows one of your own' sh -c 'rangefinder develop --look mine --watermark my-bar --set model=M --resume -o edited.jpg good.jpg | grep -q "1 were there"'
for edited in looks/mine.look formats/my-bar.format; do
    echo '# edited' >>"$XDG_DATA_HOME/rangefinder/$edited"
    check_fails "... and sees that $edited was edited" 'was made otherwise' develop -q --look mine --watermark my-bar --set model=M --resume -o edited.jpg good.jpg
    develop -q --look mine --watermark my-bar --set model=M --resume --force -o edited.jpg good.jpg
done
check_fails 'the photograph itself is never overwritten' 'never overwritten' develop -q --look vivid --force -o good.jpg good.jpg
ln good.jpg link.jpg
check_fails '... nor by another name of it' 'never overwritten' develop -q --look vivid --force -o link.jpg good.jpg
check '... and is as it was' cmp good.jpg kept.jpg
mkdir twice other
cp good.jpg other/good.jpg
check_fails 'two photographs of one name' 'as good.jpg is' develop -q --look vivid -o twice good.jpg other/good.jpg
check '... the first is written' [ -f twice/good.jpg ]
if [ "$(id -u)" != 0 ]; then
    mkdir closed && chmod a-w closed
    check_fails 'a folder without permission' 'cannot be written to' develop -q --look vivid -o closed good.jpg
else
    check_fails 'a folder that cannot be written to' 'cannot be written to' develop -q --look vivid -o /proc/out.jpg good.jpg
fi

# A full disk, or what comes nearest to it: a file that may not grow.
"$tools/rf-test-image" --size 1200x900 large.png
for kind in png jpg tif; do
    mkdir "small-$kind"
    check "no room for a file of $kind ends in 1" exits 1 sh -c "ulimit -f 20; rangefinder develop -q --look vivid -o small-$kind/x.$kind large.png >said-$kind 2>&1"
    check "... told in one sentence" grep -q 'large.png: it could not be written' "said-$kind"
    check "... and leaves nothing" [ -z "$(ls -A "small-$kind")" ]
done

# For programs.
check 'events are JSON, one a line' sh -c 'mkdir json; rangefinder develop --json --look vivid -o json good.jpg bad/cut.jpg "odd/quote\".jpg" >events;
    python3 -c "
import json, sys
events = [json.loads(line) for line in open(\"events\")]
kinds = sorted(e[\"event\"] for e in events)
assert kinds == [\"end\", \"failed\", \"written\", \"written\"], kinds
end = events[-1]
assert (end[\"total\"], end[\"written\"], end[\"failed\"], end[\"stopped\"]) == (3, 2, 1, None), end
assert any(e.get(\"file\") == \"odd/quote\\\".jpg\" for e in events), events
"'
check '--quiet is quiet' [ -z "$(develop --quiet --look vivid -o quiet.jpg good.jpg 2>&1)" ]
check '... in any language' sh -c 'LC_ALL=de_DE.UTF-8 LANGUAGE=de rangefinder develop --json --look vivid -o german good.jpg >events-de;
    python3 -c "import json; [json.loads(line) for line in open(\"events-de\")]"'

# A terminal: the bar stays in one line, and is gone at the end.
cat >bar.py <<'END'
import fcntl, os, pty, re, struct, sys, termios
columns = int(sys.argv[1])
process, terminal = pty.fork()
if process == 0:
    fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
    os.execvp('rangefinder', ['rangefinder', 'develop', '--force', '--look', 'vivid', '-o', 'from-list', '--files0-from', 'list'])
said = b''
try:
    while part := os.read(terminal, 4096):
        said += part
except OSError:
    pass
assert os.waitpid(process, 0)[1] == 0, said
bars = re.findall(r'\r\x1b\[K([^\r\n]+)', said.decode())[:-1]
assert len(bars) >= 9 and all(len(bar) < columns for bar in bars), bars
assert said.decode().split('\x1b[K')[-1].startswith('10 of 10 photographs developed'), said
END
for columns in 80 40; do
    check "the bar fits into $columns columns" python3 bar.py $columns
done

# Ctrl-C, between the first file and the last.
mkdir many stopped
i=0
while [ $i -lt 60 ]; do
    i=$((i + 1))
    ln -s ../large.png "many/$i.png"
done
# An interactive shell's children are not told to ignore Ctrl-C, as this one's are.
python3 - <<'END'
import glob, os, signal, subprocess, time
run = subprocess.Popen(['rangefinder', 'develop', '--look', 'vivid', '-o', 'stopped', *glob.glob('many/*')],
                       stdout=open('stopped-said', 'w'), stderr=subprocess.STDOUT,
                       preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
while not [name for name in os.listdir('stopped') if not name.startswith('.')] and run.poll() is None:
    time.sleep(0.02)
run.send_signal(signal.SIGINT)
open('stopped-code', 'w').write(str(run.wait()))
END
check 'Ctrl-C ends in 130' [ "$(cat stopped-code)" = 130 ]
check '... leaves no half file' no_half_files stopped
check '... before all is done' [ "$(ls stopped | wc -l)" -lt 60 ]
check '... with whole ones' magick identify -regard-warnings stopped/*.png
check '... and tells how to go on' grep -q 'run again with --resume' stopped-said
check '... which finishes' develop -q --look vivid --resume -o stopped many/*.png
check '... all of them' [ "$(ls stopped | wc -l)" -eq 60 ]
finish
