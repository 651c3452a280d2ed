#!/usr/bin/env python3
"""How long the office's desk takes to show its first screen, and a key, beside a bare ncurses program.
    desk_keys.py BUILD OFFICE TIMES"""
import os, select, statistics, sys, time

from seats import end, start, wait_for

build, office, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
DESK, SAMPLE = [build + "/sathachctl", "-C", office, "desk", "--lang", "en"], [build + "/tui-sample"]
FIRST, LAST, DRAWN, OPENS = b"Waiting: ", b"leave", b"plain", 5
DOWN, UP = b"\x1b[B", b"\x1b[A"


def rest(fd):
    """What is still on its way belongs to the key before."""
    while select.select([fd], [], [], 0.02)[0]:
        os.read(fd, 65536)


def opened(command, *words):
    """The program, its terminal, and how long its picture took."""
    began = time.perf_counter()
    pid, fd = start(command)
    seen = b""
    for word in words:
        seen = wait_for(fd, word, seen)
    return pid, fd, 1000 * (time.perf_counter() - began)


def key_ms(fd, pair):
    """The median time of a key until the first of what it draws comes: two that undo each other."""
    took = []
    for turn in range(times):
        rest(fd)
        began = time.perf_counter()
        os.write(fd, pair[turn % 2])
        wait_for(fd, b"\x1b")
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


took = []
for _ in range(OPENS):
    pid, fd, ms = opened(DESK, FIRST, LAST)
    took.append(ms)
    end(pid)
    os.close(fd)
print("the desk's first screen: seen in %.0f ms, at most %.0f ms (target 300 ms for 50 sessions)" % (statistics.median(took), max(took)))

pid, fd, _ = opened(SAMPLE, DRAWN)
bare = key_ms(fd, (b"a", b"z"))
end(pid)
os.close(fd)
pid, fd, _ = opened(DESK, FIRST, LAST)
own = key_ms(fd, (DOWN, UP))
end(pid)
print("a key at the desk: seen in %.2f ms   bare ncurses program %.2f ms   ratio %.2f (target 1.50)" % (own, bare, own / bare))
