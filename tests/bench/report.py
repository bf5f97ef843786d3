# SPDX-License-Identifier: GPL-3.0-or-later
"""From lines with a name and a number to JSON. report.py LINES FILE"""
import json
import os
import sys


def main():
    lines, path = sys.argv[1:3]
    with open(lines, encoding="utf-8") as file:
        ratios = {name: float(value) for name, value in (line.split() for line in file)}
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump({"ratios": ratios}, file, indent=2, allow_nan=False)
        file.write("\n")
    os.replace(path + ".new", path)


main()
