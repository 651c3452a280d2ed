"""What lies in a root in memory: each entry of the archives that stand one behind the other in standard input, as "MODE PATH" or "MODE PATH -> TARGET".
  cpio.py FOLDER      puts its folders, files and links there, too"""

import os
import stat
import sys

HEADER, END = 110, "TRAILER!!!"


def padded(n):
    return n + -n % 4


def put(folder, name, mode, content):
    path = os.path.join(folder, name)
    if stat.S_ISDIR(mode):
        os.makedirs(path, exist_ok=True)
    elif stat.S_ISLNK(mode):
        os.symlink(content.decode(), path)
    elif stat.S_ISREG(mode):
        with open(path, "wb") as f:
            f.write(content)
        os.chmod(path, stat.S_IMODE(mode) | stat.S_IWUSR)


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
        if name != END and len(sys.argv) > 1:
            put(sys.argv[1], name, mode, data[begin:begin + size])
        if name != END:
            print(stat.filemode(mode), name.rstrip("/") + (" -> " + data[begin:begin + size].decode() if stat.S_ISLNK(mode) else ""))


main()
