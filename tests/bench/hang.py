#!/usr/bin/env python3
"""How long a key takes to be seen while an exchange folder hangs, beside the same without one.
    hang.py BUILD TIMES FOLDER HUNG     FOLDER hangs from the first checkpoint on, and HUNG then stands"""
import os, statistics, sys, time

from seats import end, start, to_the_first_question, wait_for

build, times, folder, hung = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
CHOSEN = "●".encode()


def choose(*drop):
    pid, fd = start([build + "/tui-seat", "--lang", "vi", *drop])
    for word, keys in to_the_first_question(build):
        wait_for(fd, word)
        os.write(fd, keys)
    while drop and not os.path.exists(hung):
        time.sleep(0.01)
    took = []
    for turn in range(times):
        time.sleep(0.05)
        began = time.perf_counter()
        os.write(fd, b"ab"[turn % 2:turn % 2 + 1])
        wait_for(fd, CHOSEN)
        took.append(1000 * (time.perf_counter() - began))
    end(pid)
    os.close(fd)
    return took


without, hanging = choose(), choose("--drop", folder)
print("a key, folder hanging      seen in %6.2f ms, at most %6.2f ms   without a folder %6.2f ms, at most %6.2f ms   (%d times)"
      % (statistics.median(hanging), max(hanging), statistics.median(without), max(without), times))
