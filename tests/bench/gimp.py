# SPDX-License-Identifier: GPL-3.0-or-later
"""GIMP without a window: how long filters take on layers of 24 megapixels, and what the plug-ins add to its start.
gimp.py filters | start"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

from measure import report_ratio

FILTERS = ["rangefinder:look", "gegl:exposure"]
PRECISIONS = {"u8": "PRECISION-U8-NON-LINEAR", "u16": "PRECISION-U16-NON-LINEAR", "f32_linear": "PRECISION-FLOAT-LINEAR"}
ROUNDS = 5


def console():
    found = sorted(name for name in os.listdir("/usr/bin") if re.fullmatch(r"gimp-console-3\.\d+", name))
    if not found:
        sys.exit("there is no GIMP 3 console here")
    return found[-1]


def start_gimp(profile, script=None):
    """A process that prints what the script displays."""
    batch = ["--batch-interpreter=plug-in-script-fu-eval", "-b", script] if script else ["-b", "-"]
    environment = dict(os.environ, GIMP3_DIRECTORY=profile)
    return subprocess.Popen([console(), "-nidf", *batch, "--quit"], env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def make_script(precision):
    """Every line that it displays ends a piece of work; the first one of each pair only opens the clock."""
    work = [f'(gimp-drawable-merge-new-filter layer "{name}" "" LAYER-MODE-REPLACE 1.0'
            + (' "look" "natural")' if name == "rangefinder:look" else ' "exposure" 0.3)')
            + f'(display "done {name}")(newline)' for name in FILTERS]
    rounds = "".join("(display \"go\")(newline)" + step for step in work) * (ROUNDS + 1)
    return (f'(let* ((image (car (gimp-image-new-with-precision 6000 4000 RGB {precision})))'
            '(layer (car (gimp-layer-new image "picture" 6000 4000 RGB-IMAGE 100 LAYER-MODE-NORMAL))))'
            "(gimp-image-insert-layer image layer 0 0)(gimp-image-undo-disable image)"
            '(gimp-drawable-merge-new-filter layer "gegl:plasma" "" LAYER-MODE-REPLACE 1.0)'
            f"{rounds})")


def measure_filters(profile, key, precision):
    times = {name: [] for name in FILTERS}
    process = start_gimp(profile, make_script(precision))
    start = time.monotonic()
    for line in process.stdout:
        if "go" in line:
            start = time.monotonic()
        for name in FILTERS:
            if f"done {name}" in line:
                times[name].append(time.monotonic() - start)
                start = time.monotonic()
    if process.wait() != 0 or any(len(seconds) != ROUNDS + 1 for seconds in times.values()):
        sys.exit(f"GIMP did not get through the filters ({key})")
    middle = {name: statistics.median(seconds[1:]) for name, seconds in times.items()}
    ratio = middle["rangefinder:look"] / middle["gegl:exposure"]
    print(f"{key:14}{middle['rangefinder:look']:12.3f}{middle['gegl:exposure']:16.3f}{ratio:10.2f}")
    report_ratio(f"gimp_{key}_merge/exposure", ratio)


def make_profile(folder, name, with_plugins):
    """A GIMP profile with our procedures, or none."""
    profile = os.path.join(folder, name)
    os.makedirs(os.path.join(profile, "tmp"))
    with open(os.path.join(profile, "gimprc"), "w", encoding="utf-8") as file:
        file.write('(temp-path "${gimp_dir}/tmp")\n(swap-path "${gimp_dir}/tmp")\n')
    if with_plugins:
        build, source = os.environ["RF_BUILD"], os.environ["RF_SOURCE"]
        for place, target in (("plug-ins/rangefinder/rangefinder", f"{build}/plugins/gimp/rangefinder"),
                              ("scripts/rangefinder.scm", f"{source}/plugins/gimp/rangefinder.scm")):
            os.makedirs(os.path.dirname(os.path.join(profile, place)))
            os.symlink(target, os.path.join(profile, place))
    return profile


def measure_start(folder):
    """Starts in turn, with the operations and procedures and without; the first ones, which make caches, are not counted."""
    profiles = {name: make_profile(folder, name, name == "with") for name in ("without", "with")}
    paths = {"with": os.environ["GEGL_PATH"], "without": os.environ["GEGL_PATH"].split(":")[0]}
    times = {name: [] for name in profiles}
    for turn in range(-2, 11):
        for name, profile in profiles.items():
            environment = dict(os.environ, GIMP3_DIRECTORY=profile, GEGL_PATH=paths[name])
            begin = time.monotonic()
            subprocess.run([console(), "-nidf", "--batch-interpreter=plug-in-script-fu-eval", "-b", "(+ 1 1)", "--quit"],
                           env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
            if turn >= 0:
                times[name].append(time.monotonic() - begin)
    middle = {name: statistics.median(seconds) * 1000 for name, seconds in times.items()}
    more = statistics.median(a - b for a, b in zip(times["with"], times["without"])) * 1000
    print(f"GIMP starts in {middle['without']:.0f} ms without the plug-ins, in {middle['with']:.0f} ms with them; "
          f"pair by pair {more:+.0f} ms")
    report_ratio("start_gimp_more_ms", more)


def main():
    with tempfile.TemporaryDirectory() as folder:
        if sys.argv[1] == "start":
            measure_start(folder)
            return
        profile = make_profile(folder, "profile", True)
        print(f"{'seconds':14}{'look':>12}{'gegl:exposure':>16}{'ratio':>10}")
        for key, precision in PRECISIONS.items():
            measure_filters(profile, key, precision)


main()
