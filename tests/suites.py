#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the suites named (or all) with meson and ends in one line: N passed, N failed, N skipped.

Counts single checks, not test programs: meson's own summary counts a program with a hundred checks as one. A program
that crashes, runs out of time or stops early counts as one more failure, and so does a suite without any test.
What programs measured (lines that begin with "#| ") is shown for suites that are named.
usage: suites.py BUILD [SUITE...]
"""

import json
import os
import re
import subprocess
import sys

BAD = {'FAIL', 'ERROR', 'TIMEOUT', 'INTERRUPT', 'UNEXPECTEDPASS'}
NOT_SUITES = {'tools', 'bench'}  # helpers of tests; measured, not passed or failed
CHECK = re.compile(r'^(not )?ok\b\s*\d*\s*-?\s*(.*?)(?:\s*#\s*(SKIP|TODO)\S*\s*(.*))?$', re.I)
MEASURED = '#| '
SKIP_ALL = re.compile(r'^1\.\.0\b\s*#?\s*(?:SKIP\S*)?\s*(.*)$', re.I)

TEST_NAME = re.compile(r' / |:')  # what stands before it in the log: "project:suite / ", since meson 1.10 "suite - project:"


def declared_suites(source):
    """A suite is a folder of tests/: so a folder whose tests got lost is noticed."""
    tests = os.path.join(source, 'tests')
    return sorted(name for name in os.listdir(tests)
                  if name not in NOT_SUITES and os.path.exists(os.path.join(tests, name, 'meson.build')))


def count_checks(run):
    """The passed, failed and skipped checks of one test program that speaks TAP: lists of texts."""
    passed, failed, skipped = [], [], []
    says_before = not any(word.endswith('.sh') for word in run['command'])  # tap.h before its result, tap.sh after it
    last, seen = passed, ''
    for line in run['stdout'].splitlines():
        check, skip_all = CHECK.match(line), SKIP_ALL.match(line)
        if check:
            bad, name, directive, reason = check.groups()
            directive = (directive or '').upper()
            if directive == 'SKIP':
                last, name = skipped, f'{name}: {reason}'
            else:
                last = failed if bool(bad) != (directive == 'TODO') else passed
            last.append(name + seen if last is failed else name)
            seen = ''
        elif skip_all:
            skipped.append(skip_all.group(1))
        elif line.startswith(MEASURED):
            continue
        elif line.startswith('#') and says_before:
            seen += '\n    ' + line  # what the test saw; meson does not show it
        elif line.startswith('#') and last is failed:
            failed[-1] += '\n    ' + line
    return passed, failed, skipped


def count_run(run, speaks_tap):
    passed, failed, skipped = count_checks(run) if speaks_tap else ([], [], [])
    if run['result'] in BAD and (not failed or (run['returncode'] or 0) < 0):
        last_lines = ''.join('\n    ' + line for line in run['stdout'].splitlines()[-10:])
        failed.append(f"{run['result'].lower()}, exit code {run['returncode']}; it ended with:{last_lines}")
    if not speaks_tap and not failed:
        (skipped if run['result'] == 'SKIP' else passed).append('the whole program')
    return passed, failed, skipped


def main(build, wanted):
    source = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    known = declared_suites(source)
    for suite in wanted:
        if suite not in known:
            sys.exit(f"dev: there is no suite {suite}; there are: {' '.join(known)}")
    named = bool(wanted)
    wanted = wanted or known

    with open(os.path.join(build, 'meson-info', 'intro-tests.json'), encoding='utf-8') as file:
        tests = json.load(file)
    suites_of = [(test, {suite.split(':')[-1] for suite in test['suite']}) for test in tests]
    filled = {suite for _, suites in suites_of for suite in suites}
    tap = {test['name'] for test in tests if test['protocol'] == 'tap'}
    empty = [suite for suite in wanted if suite not in filled]
    to_run = [suite for suite in wanted if suite in filled]

    log = os.path.join(build, 'meson-logs', 'testlog.json')
    if os.path.exists(log):
        os.remove(log)  # an old one must not be taken for the result
    runs = []
    status = 0
    if to_run:
        # One more than there are processors: tests that wait for a window or a plug-in leave theirs idle.
        processes = len(os.sched_getaffinity(0)) + 1
        command = ['meson', 'test', '-C', build, '--no-rebuild', '--print-errorlogs', '--num-processes', str(processes)]
        status = subprocess.call(command + [word for suite in to_run for word in ('--suite', suite)])
        if os.path.exists(log):
            with open(log, encoding='utf-8') as file:
                runs = [json.loads(line) for line in file]

    totals = [0, 0, 0]
    sys.stdout.write('\n')
    for run in runs if named else ():
        for line in run['stdout'].splitlines():
            if line.startswith(MEASURED):
                print(line[len(MEASURED):])
    for run in runs:
        results = count_run(run, TEST_NAME.split(run['name'])[-1] in tap)
        totals = [total + len(result) for total, result in zip(totals, results)]
        for verdict, texts in (('FAILED ', results[1]), ('skipped', results[2])):
            for text in texts:
                print(f"{verdict} {run['name']}: {text}")
    for suite in empty:
        totals[1] += 1
        print(f'FAILED  suite {suite}: it has no test')
    expected = sum(1 for _, suites in suites_of if suites & set(to_run))
    if len(runs) < expected:
        totals[1] += expected - len(runs)
        print(f'FAILED  {expected - len(runs)} of {expected} test programs did not run')
    if status and not totals[1]:
        totals[1] += 1
        print(f'FAILED  meson test: exit code {status}')
    print('{} passed, {} failed, {} skipped'.format(*totals))
    return 1 if totals[1] or not totals[0] else 0


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1], sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
