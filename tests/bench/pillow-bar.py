# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of rf-bench-watermark: draws the classic bar as scripts with Pillow do. pillow-bar.py WIDTH HEIGHT"""
import statistics
import subprocess
import sys
import time

from PIL import Image, ImageDraw, ImageFont


def find_font(pattern):
    found = subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True)
    return found.stdout


def draw_bar(width, unit, files):
    bar = Image.new("RGB", (width, round(168 * unit)), "#ffffff")
    draw = ImageDraw.Draw(bar)
    main = ImageFont.truetype(files[0], round(30 * unit))
    secondary = ImageFont.truetype(files[1], round(22 * unit))
    margin, left = 50 * unit, width - 600 * unit
    draw.text((margin, 58 * unit), "Leica M11", "#000000", main)
    draw.text((margin, 95 * unit), "2022.07.04  12:17:10", "#737373", secondary)
    draw.text((left + 110 * unit, 58 * unit), "35mm  f/1.4  1/250s  ISO200", "#000000", main)
    draw.text((left + 110 * unit, 95 * unit), "33°35'16\"N  7°36'50\"W", "#737373", secondary)
    draw.rectangle((left + 88 * unit, 52 * unit, left + 90 * unit, 116 * unit), "#cccccc")
    draw.ellipse((left, 52 * unit, left + 64 * unit, 116 * unit), "#d9442f")
    return bar


def compose(photo, files):
    width, height = photo.size
    bar = draw_bar(width, min(width, height) / 1080, files)
    canvas = Image.new("RGB", (width, height + bar.height))
    canvas.paste(photo, (0, 0))
    canvas.paste(bar, (0, height))
    return canvas


def measure(function):
    times = []
    for _ in range(7):
        start = time.monotonic()
        function()
        times.append((time.monotonic() - start) * 1000)
    return statistics.median(times)


def main():
    width, height = int(sys.argv[1]), int(sys.argv[2])
    files = [find_font("Inter:weight=100"), find_font("Inter:weight=50")]
    photo = Image.new("RGB", (width, height), "#406080")
    only = measure(lambda: draw_bar(width, min(width, height) / 1080, files))
    whole = measure(lambda: compose(photo, files))
    print(f"Pillow, 8 bit RGB: the bar alone {only:.1f} ms; pasted below the photograph into a new picture {whole:.1f} ms")


main()
