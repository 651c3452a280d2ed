#!/usr/bin/env python3
"""What seats on one machine cost in memory, beside a bare ncurses program: each on a terminal of its own, in the middle of an exam.
    memory.py BUILD SEATS"""
import os, re, sys

from seats import FIRST, OVERVIEW, SAVED, end, start, to_the_first_question, wait_for

build, seats = sys.argv[1], int(sys.argv[2])


def kib(pid):
    with open("/proc/%d/smaps_rollup" % pid) as f:
        return int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M).group(1))


def run(command, steps, number):
    started = [start(command) for _ in range(number)]
    for word, keys in steps:
        for _, fd in started:
            wait_for(fd, word)
            os.write(fd, keys)
    sizes = [kib(pid) for pid, _ in started]
    for pid, fd in started:
        end(pid)
        os.close(fd)
    return sum(sizes) / number


exam = to_the_first_question(build)[:-1] + [(FIRST, b"a"), (SAVED, b"g"), (OVERVIEW, b"")]
seat = [build + "/tui-seat", "--lang", "vi"]
bare = [build + "/tui-sample"]
for number in (1, seats):
    own, other = run(seat, exam, number), run(bare, [(b"plain", b"")], number)
    print("memory of %3d clients       %8.0f KiB each   bare ncurses program   %8.0f KiB   more %8.0f KiB (target 2048)" % (number, own, other, own - other))
