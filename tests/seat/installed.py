"""The machine of installed.sh: what it says itself, and what stands on its first console.
  installed.py FOLDER     as tests/seat/lib.sh makes it, with vmlinuz and debian.img"""

import os
import re
import socket
import sys
import time

import seat
import tap
from tap import tell
from vm import Machine

LIMIT_S = 1500
WIDE = "vga=0x318"  # 1024×768, the same letters as in the image


class Debian:
    def __init__(self, folder):
        self.line = folder + "/line"
        self.machine = Machine(folder + "/installed", seat.Font(folder + "/font.psf"), [], memory=2560, more=(
            "-kernel", folder + "/vmlinuz", "-initrd", folder + "/debian.img", "-append", "quiet loglevel=0 net.ifnames=0 console=tty1 " + WIDE,
            "-serial", "unix:%s,server=on,wait=off" % self.line))
        self.told = 0
        self.talk = socket.socket(socket.AF_UNIX)
        self.talk.connect(self.line)

    def await_word(self, word):
        """What is told until the word comes; each case counts."""
        until = time.monotonic() + LIMIT_S
        while time.monotonic() < until and self.machine.process.poll() is None:
            lines = [line.strip() for line in self.machine.serial().split("\n")[:-1]]
            for line in lines[self.told:]:
                found = re.fullmatch(r"(not )?ok - (.*)", line)
                if found:
                    tell(found.group(2), not found.group(1))
                self.told += 1
                if line == word:
                    return
            time.sleep(1)
        raise TimeoutError("not told: %s; told:\n%s" % (word, self.machine.serial()[-3000:]))

    def go_on(self):
        self.talk.sendall(b"\n")


def main():
    folder = sys.argv[1]
    debian = Debian(folder)
    m = debian.machine
    try:
        debian.await_word("the seat is up")
        lines = m.await_text(seat.LOCKED)
        unknown = m.look()[1]
        tell("the locked screen, each cell a letter of the font", unknown == 0, unknown, "\n".join(lines))
        seat.keys_that_lead_out(m, "on an installed seat", seat.LOCKED)
        debian.go_on()
        debian.await_word("the seat is back")
        m.await_text(seat.LOCKED)
        room = seat.Seat(folder)
        seat.unlock_and_begin(room, m)
        seat.answer(m, 1, 3)
        tell("an exam is begun by keys, three answers told as saved", True)
        debian.go_on()
        debian.await_word("all was tried")
        m.await_text("login:")
        tell("a log-in stands on the first console again", True)
        debian.go_on()
        m.await_off()
    except (TimeoutError, RuntimeError, OSError) as e:
        tell("to the end", False, e, open(os.path.join(m.folder, "serial"), errors="replace").read()[-2000:])
    finally:
        m.cut_power()
    return tap.finish()


sys.exit(main())
