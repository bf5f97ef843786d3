# SPDX-License-Identifier: GPL-3.0-or-later
"""One JPEG of 24 megapixels by the command line, next to libjpeg-turbo alone and to other programs with the same LUT; and
what a pixel of 8 bits costs, next to theirs. The codec alone leaves the disk to the system; ours waits until its file is there,
as nobody may lose a photograph, and that is counted. develop.py FLOOR KERNEL: rf-bench-jpeg and rf-bench."""
import os
import statistics
import subprocess
import sys
import tempfile

from measure import have, make_photograph, report_missing, report_ratio, run, run_in_turn

LOOK = "natural"
SLOW = ["magick", "gmic", "darktable-cli"]  # ten times as long and more: once is enough


def find_peers(photo, folder):
    """{name: (the package it comes from, command)}"""
    out = os.path.join(folder, "peer.jpg")
    cube, hald = os.path.join(folder, "look.cube"), os.path.join(folder, "look.png")
    return {
        "ffmpeg": ("ffmpeg", ["ffmpeg", "-y", "-i", photo, "-vf", f"lut3d={cube}:interp=tetrahedral", "-q:v", "2", out]),
        "gm": ("graphicsmagick", ["gm", "convert", photo, "-hald-clut", hald, "-quality", "90", out]),
        "magick": ("imagemagick", ["magick", photo, hald, "-hald-clut", "-quality", "90", out]),
        "gmic": ("gmic", ["gmic", photo, hald, "map_clut[0]", "[1]", "rm[1]", "-o", out + ",90"]),
        "vips": ("libvips-tools", ["vips", "copy", photo, out + "[Q=90]"]),
        "darktable-cli": ("darktable", call_darktable(photo, folder, ["--style", "Rangefinder|Natural"], [])),
    }


def call_darktable(photo, folder, options, core_options):
    return ["darktable-cli", photo, os.path.join(folder, "darktable.jpg"), *options, "--core",
            "--configdir", os.path.join(folder, "darktable"), "--library", ":memory:",
            "--conf", "plugins/imageio/storage/disk/overwrite=1", *core_options]


def teach_darktable(photo, folder):
    """The look as a style, which its profile keeps."""
    cube, style = os.path.join(folder, f"{LOOK}-33.cube"), os.path.join(folder, "look.dtstyle")
    run(["rangefinder", "bake", "--format", "cube", "--size", "33", "-o", cube, LOOK])
    run(["rangefinder", "bake", "--format", "dtstyle", "--size", "33", "-o", style, LOOK])
    run(call_darktable(photo, folder, [], ["--luacmd", f"require('darktable').styles.import('{style}')"]))


def develop(floor, folder):
    photo = os.path.join(folder, "photo.jpg")
    if not make_photograph(photo):
        return
    run(["rangefinder", "bake", "--format", "cube", "--size", "33", "-o", os.path.join(folder, "look.cube"), LOOK])
    run(["rangefinder", "bake", "--format", "hald", "--level", "6", "-o", os.path.join(folder, "look.png"), LOOK])
    ours = ["rangefinder", "develop", "--look", LOOK, "--quality", "90", "--force"]
    commands = {
        "libjpeg-turbo": [floor, photo, os.path.join(folder, "floor.jpg"), "90"],
        "rangefinder": ours + ["-o", os.path.join(folder, "look.jpg"), photo],
        "rangefinder-bar": ours + ["--watermark", "bar", "--set", "model=Camera", "-o", os.path.join(folder, "bar.jpg"), photo],
    }
    for name, (package, command) in find_peers(photo, folder).items():
        if have(command[0]):
            commands[name] = command
            if name == "darktable-cli":
                teach_darktable(photo, folder)
        else:
            print(f"{command[0]} is missing (package {package}): not compared")
            report_missing(f"develop_bar/{name}", command[0])
    results = run_in_turn({name: command for name, command in commands.items() if name not in SLOW}, 7)
    results |= run_in_turn({name: command for name, command in commands.items() if name in SLOW}, 1)
    print(f"\n{'one JPEG of 24 megapixels':30}{'seconds':>10}{'x codec':>10}{'MiB':>10}")
    for name, (seconds, peak) in results.items():
        note = " (no LUT)" if name == "vips" else ""  # it has none of three dimensions
        print(f"{name + note:30}{seconds:10.3f}{seconds / results['libjpeg-turbo'][0]:10.2f}{peak:10.0f}")
    bar = results["rangefinder-bar"]
    for name, (seconds, _) in results.items():
        if not name.startswith("rangefinder"):
            report_ratio(f"develop_bar/{name}", bar[0] / seconds)
    report_ratio("develop_look/libjpeg-turbo", results["rangefinder"][0] / results["libjpeg-turbo"][0])
    fastest = [results[name][0] for name in ("ffmpeg", "gm") if name in results]
    if fastest:
        report_ratio("develop_bar/fastest_peer", bar[0] / min(fastest))
    else:
        report_missing("develop_bar/fastest_peer", "ffmpeg, gm")
    report_ratio("develop_bar_mib", bar[1])


def read_kernel(kernel):
    return float(subprocess.run([kernel, "u8"], capture_output=True, text=True, check=True).stdout)


def pixels(kernel, folder):
    """What a LUT adds to a run without one, by one thread, of pixels that are already in memory or nearly so."""
    raw, ppm = os.path.join(folder, "photo.rgb"), os.path.join(folder, "photo.ppm")
    with open(raw, "wb") as file:
        file.write(os.urandom(6000 * 1000 * 3) * 4)
    with open(ppm, "wb") as file, open(raw, "rb") as data:
        file.write(b"P6\n6000 4000\n255\n" + data.read())
    cube, hald = os.path.join(folder, "look.cube"), os.path.join(folder, "look.png")
    ffmpeg = ["ffmpeg", "-filter_threads", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "6000x4000", "-i", raw]
    peers = {
        "ffmpeg_lut3d": (ffmpeg + ["-vf", f"lut3d={cube}:interp=tetrahedral,format=rgb24", "-f", "null", "-"],
                         ffmpeg + ["-vf", "format=rgb24", "-f", "null", "-"]),
        "gm_hald": (["gm", "convert", "-limit", "threads", "1", ppm, "-hald-clut", hald, "null:"],
                    ["gm", "convert", "-limit", "threads", "1", ppm, "null:"]),
    }
    print(f"\n{'a pixel of 8 bits, one thread':30}{'ns':>10}{'ours / it':>10}")
    for name, (with_lut, without) in peers.items():
        if not have(with_lut[0]):
            print(f"{with_lut[0]} is missing: not compared")
            report_missing(f"kernel_u8_33_1t/{name}", with_lut[0])
            continue
        ours, theirs = [], []
        for _ in range(5):
            ours.append(read_kernel(kernel))
            theirs.append((run(with_lut)[0] - run(without)[0]) / 24e6 * 1e9)
        print(f"{name:30}{statistics.median(theirs):10.2f}{statistics.median(ours) / statistics.median(theirs):10.3f}")
        report_ratio(f"kernel_u8_33_1t/{name}", statistics.median(ours) / statistics.median(theirs))


def main():
    floor, kernel = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as folder:
        develop(floor, folder)
        pixels(kernel, folder)


main()
