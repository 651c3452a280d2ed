#!/usr/bin/env python3
"""How long a key takes to be seen, beside a terminal that only echoes it; and what a paste of 1 MB costs, beside a program that reads it away.
    keys.py BUILD TIMES"""
import os, select, statistics, sys, time

from seats import end, start, to_the_first_question, wait_for

QUESTIONS = 200
build, times = sys.argv[1], min(int(sys.argv[2]), QUESTIONS - 1)
CHOSEN, IS_SAVED = "●".encode(), "đã".encode()
PASTE = b"\x1b[200~" + b"abcd 1234 nop\r" * (1000000 // 14) + b"\x1b[201~"


def rest(fd):
    """What is still on its way belongs to the key before."""
    while select.select([fd], [], [], 0.02)[0]:
        os.read(fd, 65536)


def ms_until(fd, keys, word):
    rest(fd)
    began = time.perf_counter()
    os.write(fd, keys)
    wait_for(fd, word)
    return 1000 * (time.perf_counter() - began)


def row(name, values):
    print("%-26s seen in %6.2f ms, at most %6.2f ms (%d times)" % (name, statistics.median(values), max(values), len(values)))


def processor_ms(pid):
    with open("/proc/%d/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def pour(fd, text, word):
    """All of a text, and what comes meanwhile."""
    os.set_blocking(fd, False)
    sent, seen, began = 0, b"", time.perf_counter()
    while word not in seen:
        try:
            sent += os.write(fd, text[sent:sent + 4096]) if sent < len(text) else 0
        except BlockingIOError:
            pass
        try:
            seen = seen[-64:] + os.read(fd, 65536)
        except BlockingIOError:
            time.sleep(0.0005)
    return 1000 * (time.perf_counter() - began)


# ---- a key ----
pid, fd = start(["/bin/cat"])
row("a terminal's echo", [ms_until(fd, b"x", b"x") for _ in range(times)])
end(pid)
os.close(fd)
# questions that fit the screen: what is scrolled to its place is not sent again, and could not be waited for
paper = ["--alphabet", "--questions", str(QUESTIONS)]
pid, fd = start([build + "/tui-seat", "--lang", "vi"] + paper)
for word, keys in to_the_first_question(build, *paper, first=b"1 / %d" % QUESTIONS):
    wait_for(fd, word)
    os.write(fd, keys)
took = {"choose": [], "choose, said to be saved": [], "choose another": [], "next question": []}
for turn in range(times):
    for name, key in (("choose", b"a"), ("choose another", b"b")):
        rest(fd)
        began = time.perf_counter()
        os.write(fd, key)
        seen = wait_for(fd, CHOSEN)
        took[name].append(1000 * (time.perf_counter() - began))
        wait_for(fd, IS_SAVED, seen.split(CHOSEN)[-1])
        if name == "choose":
            took["choose, said to be saved"].append(1000 * (time.perf_counter() - began))
    took["next question"].append(ms_until(fd, b"n", b"\x1b"))
for name, values in took.items():
    row(name, values)

# ---- a paste ----
before = processor_ms(pid)
took = pour(fd, PASTE, "dán".encode())
cost = processor_ms(pid) - before
end(pid)
os.close(fd)
pid, fd = start(["/bin/sh", "-c", "stty raw -echo; echo ready; head -c %d >/dev/null; echo done; read _" % len(PASTE)])
wait_for(fd, b"ready")
plain = pour(fd, PASTE, b"done")
end(pid)
print("a paste of 1 MB            %6.0f ms, %.0f ms of processor time   only read away by head %6.0f ms   ratio %.2f" % (took, cost, plain, took / plain))
