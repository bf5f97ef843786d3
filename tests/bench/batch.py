# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of photographs gets a look and a caption: rangefinder, and what else could do it, in one run on the same files.

The look is the same LUT for all. Wall time counts decoding and compressing; memory is that of all processes together, at most.
$RF_BENCH_PHOTOS (40) and $RF_BENCH_MEGAPIXELS (24) make it shorter."""
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from measure import report_ratio

COUNT = int(os.environ.get('RF_BENCH_PHOTOS', 40))
MEGAPIXELS = float(os.environ.get('RF_BENCH_MEGAPIXELS', 24))
JOBS = os.cpu_count() or 1
FEW = min(COUNT, 2 * JOBS)  # what programs get that would take minutes
LOOK = 'authentic'

PILLOW = r'''
import sys
from multiprocessing import Pool
from PIL import Image, ImageDraw, ImageFilter, ImageFont
lut_file, font, jobs, out = sys.argv[1:5]
numbers = [tuple(map(float, line.split())) for line in open(lut_file) if line[:1] in '-0123456789.']
size = round(len(numbers) ** (1 / 3))
lut = ImageFilter.Color3DLUT(size, numbers)
def work(path):
    image = Image.open(path)
    exif, icc = image.info.get('exif', b''), image.info.get('icc_profile')
    image = image.convert('RGB').filter(lut)
    bar = image.height // 9
    canvas = Image.new('RGB', (image.width, image.height + bar), 'white')
    canvas.paste(image, (0, 0))
    draw = ImageDraw.Draw(canvas)
    draw.text((bar, image.height + bar // 3), 'My camera', 'black', ImageFont.truetype(font, bar // 4))
    canvas.save(out + '/' + path.rsplit('/', 1)[1], quality=92, subsampling=2, exif=exif, icc_profile=icc)
with Pool(int(jobs)) as pool:
    pool.map(work, sys.argv[5:], 1)
'''


def tree_memory(root):
    """Of a process and its children: what is theirs alone and their shares of the rest, in MiB."""
    parents, total, known = {}, 0, {root}
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                parents[int(name)] = int(open('/proc/%s/stat' % name).read().rsplit(')', 1)[1].split()[1])
            except (OSError, IndexError):
                pass
    grown = True
    while grown:
        more = {child for child, parent in parents.items() if parent in known} - known
        grown = bool(more)
        known |= more
    for pid in known:
        try:
            for line in open('/proc/%d/smaps_rollup' % pid):
                if line.startswith('Pss:'):
                    total += int(line.split()[1])
        except OSError:
            pass
    return total / 1024


def measure(words, env=None):
    """Seconds and MiB, or None and why it failed."""
    start, peak = time.monotonic(), 0
    said = tempfile.TemporaryFile()
    process = subprocess.Popen(words, stdout=said, stderr=said, env=dict(os.environ, **(env or {})))
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        time.sleep(0.2)
    if process.returncode:
        said.seek(0)
        return None, said.read().decode(errors='replace').strip()[-300:]
    return time.monotonic() - start, peak


def make_photos(folder):
    """Several that differ, with noise as of a camera; the others are links to them."""
    width = int((MEGAPIXELS * 1e6 * 1.5) ** 0.5) // 16 * 16
    height = int(width / 1.5) // 16 * 16
    photos = []
    for i in range(COUNT):
        path = '%s/photo-%02d.jpg' % (folder, i)
        if i < 4:
            subprocess.run(['magick', '-seed', str(i), '-size', '%dx%d' % (width // 8, height // 8), 'plasma:fractal', '-resize',
                            '%dx%d!' % (width, height), '-attenuate', '0.15', '+noise', 'Gaussian', '-sampling-factor', '2x2',
                            '-quality', '92', path], check=True)
        else:
            os.link(photos[i % 4], path)
        photos.append(path)
    return photos


def each(command, photos, out):
    """A command a photograph, as many at a time as there are processors."""
    quoted = command.replace('OUT', out)
    return ['sh', '-c', 'printf "%s\\0" "$@" | xargs -0 -P ' + str(JOBS) + ' -I IN sh -c \'' + quoted + '\' IN', 'sh', *photos]


def main():
    work = tempfile.mkdtemp(prefix='rangefinder-bench-')
    try:
        photos = make_photos(work)
        subprocess.run(['rangefinder', 'bake', '--quiet', '--format', 'cube,hald', '--size', '33', '-o', work, LOOK], check=True)
        files = os.listdir(work)
        cube = work + '/' + [f for f in files if f.endswith('.cube')][0]
        hald = work + '/' + [f for f in files if f.endswith('.png')][0]
        font = subprocess.run(['fc-match', '-f', '%{file}', 'sans'], capture_output=True, text=True).stdout
        bar = int((MEGAPIXELS * 1e6 / 1.5) ** 0.5 / 9)
        out = work + '/out'
        script = work + '/batch.py'
        open(script, 'w').write(PILLOW)
        one = {'MAGICK_THREAD_LIMIT': '1', 'OMP_NUM_THREADS': '1'}
        rivals = [
            ('rangefinder', 'rangefinder', ['rangefinder', 'develop', '-q', '--look', LOOK, '--watermark', 'bar', '--set',
                                            'model=My camera', '-o', out, *photos], None),
            ('Pillow', 'python3', [sys.executable, script, cube, font, str(JOBS), out, *photos], None),
            ('ImageMagick', 'magick', each('magick "$0" %s -hald-clut -gravity south -background white -splice 0x%d -pointsize %d '
                                           '-annotate +0+%d "My camera" "OUT/$(basename "$0")"' % (hald, bar, bar // 4, bar // 3),
                                           photos[:FEW], out), one),
            ('GraphicsMagick, look only', 'gm', each('gm convert "$0" -hald-clut %s "OUT/$(basename "$0")"' % hald, photos, out), one),
            ("G'MIC", 'gmic', each('gmic "$0" input_cube %s map_clut[0] [1] k[0] "{w},%d,1,3,255" append y o "OUT/$(basename "$0"),92"' % (cube, bar),
                                   photos, out), one),
        ]
        results = {}
        print('%d photographs of %g megapixels, look and caption, %d at a time' % (COUNT, MEGAPIXELS, JOBS))
        for name, program, words, env in rivals:
            if not shutil.which(program):
                print('%-28s is not installed' % name)
                continue
            shutil.rmtree(out, ignore_errors=True)
            os.mkdir(out)
            seconds, memory = measure(words, env)
            done = len([f for f in os.listdir(out) if f.endswith('.jpg')])
            if seconds is None or done != sum(word in photos for word in words):
                print('%-28s failed: %s (%d written)' % (name, memory, done))
                continue
            results[name] = seconds / done, memory
            print('%-28s %8.2f s %8.2f photographs a second %8.0f MiB' % (name, seconds, done / seconds, memory) +
                  (', of %d photographs' % done if done != COUNT else ''), flush=True)
        print('%-28s sets no caption by itself; ./dev bench develop measures single files' % 'darktable-cli')
        if 'rangefinder' not in results or len(results) < 2:
            sys.exit('nothing to compare with')
        own = results.pop('rangefinder')  # seconds a photograph, memory
        best = min(results, key=lambda name: results[name][0])
        print('%.2f times as fast as the best of them (%s)' % (results[best][0] / own[0], best))
        for name, (seconds, _) in results.items():
            report_ratio('batch/' + name.split(',')[0].lower().replace("'", ''), own[0] / seconds)
        report_ratio('batch/best', own[0] / results[best][0])
        report_ratio('batch_mib', own[1])
    finally:
        shutil.rmtree(work)


main()
