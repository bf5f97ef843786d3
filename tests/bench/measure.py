# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks in Python share: programs run in turn, medians, ratios for ./dev bench --json."""
import os
import shutil
import statistics
import subprocess
import tempfile
import time

PHOTOGRAPHS = "/usr/share/backgrounds/budgie"


def report_line(name, what):
    """One line of $RF_RATIOS, where that is set."""
    if os.environ.get("RF_RATIOS"):
        with open(os.environ["RF_RATIOS"], "a", encoding="utf-8") as file:
            file.write(f"{name} {what}\n")


def report_ratio(name, value):
    report_line(name, f"{value:.4g}")


def report_missing(name, program):
    """In place of a ratio to a program that is not there."""
    report_line(name, f"missing {program}")


def have(program):
    return shutil.which(program) is not None


def run(command, **options):
    """Seconds, and MiB at the most."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **options)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            raise SystemExit(f"{' '.join(command)}: failed\n{said.read().decode(errors='replace')[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def run_in_turn(commands, rounds):
    """{name: (median of seconds, MiB at the most)} of {name: command}; the first round is not counted."""
    times = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0)
    for turn in range(rounds + 1):
        for name, command in commands.items():
            seconds, peak = run(command)
            if turn > 0:
                times[name].append(seconds)
            peaks[name] = max(peaks[name], peak)
    return {name: (statistics.median(times[name]), peaks[name]) for name in commands}


def make_photograph(path):
    """24 megapixels of a photograph, with the colours sampled as cameras do; False: there is none to make it of."""
    source = f"{PHOTOGRAPHS}/lake-sherburne.jpg"
    if not (have("gm") and os.path.exists(source)):
        print(f"gm (graphicsmagick) or {source} is missing: there is no photograph of 24 megapixels")
        return False
    run(["gm", "convert", source, "-resize", "6000x4000!", "-sampling-factor", "2x1", "-quality", "90", path])
    return True
