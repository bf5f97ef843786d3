# SPDX-License-Identifier: GPL-3.0-or-later
"""The goals that were measured, as a table, and all numbers as JSON. report.py LINES whole|part [FILE]: a line is a name and a
number, or a name, "missing" and the program that was not there to compare with. A whole run has to have every goal."""
import json
import os
import sys

from goals import GOALS, LEAST


def read(path):
    """{name: number}, {name: missing program}"""
    ratios, missing = {}, {}
    with open(path, encoding="utf-8") as file:
        for name, value, *program in (line.split(maxsplit=2) for line in file):
            if value == "missing":
                missing[name] = program[0].strip()
            else:
                ratios[name] = float(value)
    return ratios, missing


def print_goals(ratios, missing):
    if not any(name in ratios or name in missing for name in GOALS):
        return
    print(f"\n{'goal':40}{'':>4}{'':>8}{'now':>10}")
    for name, (side, goal) in GOALS.items():
        if name in ratios:
            met = ratios[name] >= goal if side == LEAST else ratios[name] <= goal
            print(f"{name:40}{side:>4}{goal:>8g}{ratios[name]:>10.3g}  {'' if met else 'not met'}")
        elif name in missing:
            print(f"{name:40}{side:>4}{goal:>8g}{'-':>10}  {missing[name]} is missing")


def write(path, ratios, missing):
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump({"ratios": ratios, "missing": missing}, file, indent=2, allow_nan=False)
        file.write("\n")
    os.replace(path + ".new", path)


def main():
    lines, extent, *path = sys.argv[1:]
    ratios, missing = read(lines)
    print_goals(ratios, missing)
    if path:
        write(path[0], ratios, missing)
    unknown = [name for name in GOALS if name not in ratios and name not in missing]
    if extent == "whole" and unknown:
        sys.exit("nobody measured " + ", ".join(unknown))


main()
