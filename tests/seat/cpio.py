"""What lies in a root in memory: each entry of the archives that stand one behind the other in standard input, as "MODE PATH" or "MODE PATH -> TARGET"."""

import stat
import sys

HEADER, END = 110, "TRAILER!!!"


def padded(n):
    return n + -n % 4


def main():
    data, at = sys.stdin.buffer.read(), 0
    while at < len(data):
        if data[at:at + 4] == bytes(4):  # between two archives
            at += 4
            continue
        if data[at:at + 6] != b"070701":
            raise SystemExit("no archive at byte %d" % at)
        fields = [int(data[at + 6 + 8 * i:at + 14 + 8 * i], 16) for i in range(13)]
        mode, size, name_size = fields[1], fields[6], fields[11]
        name = data[at + HEADER:at + HEADER + name_size - 1].decode()
        begin = at + padded(HEADER + name_size)
        at = begin + padded(size)
        if name != END:
            print(stat.filemode(mode), name.rstrip("/") + (" -> " + data[begin:begin + size].decode() if stat.S_ISLNK(mode) else ""))


main()
