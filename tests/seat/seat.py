"""What a seat of the image does, from power-on to power-off, seen on its glass and driven by its keys.
  seat.py FOLDER WORD…     FOLDER as tests/seat/lib.sh makes it: sathach-seat.iso, its hash, font.psf, session.img, slips.json, pass, vouchers.txt
Words: short (locked screen and the keys that lead out), whole (besides: an exam, a power cut, leaving), uefi, secure, altered (Secure Boot refuses),
sticks (a damaged, a foreign, a second area, none), editor (the boot menu), tampered (its file changed), net (network boot)."""

import json
import os
import re
import shutil
import subprocess
import sys
import time

import tap
from glass import Font
from tap import tell
from vm import Machine

LOCKED, LOG_IN = "Máy này đang khóa", "Mã số dự sát hạch"
LEFT = r"Chưa trả lời +%d$"  # beside the question, on a screen as wide as this
STICK_MIB = 640
# what might lead out of a screen, and what each is: keys held together
OUT = [["alt", "f2"], ["ctrl", "alt", "f2"], ["ctrl", "alt", "f7"], ["ctrl", "alt", "f12"], ["alt", "left"], ["alt", "right"], ["alt", "up"], ["ctrl", "c"], ["ctrl", "z"],
       ["ctrl", "backslash"], ["ctrl", "s"], ["ctrl", "q"], ["ctrl", "d"], ["ctrl", "alt", "delete"], ["alt", "sysrq", "h"], ["alt", "sysrq", "r"], ["alt", "sysrq", "k"],
       ["alt", "sysrq", "e"], ["alt", "sysrq", "b"], ["shift", "pgup"], ["scroll_lock"], ["ctrl", "scroll_lock"], ["shift", "scroll_lock"], ["alt", "scroll_lock"],
       ["print"], ["pause"], ["ctrl", "pause"], ["menu"], ["f12"]]


class Seat:
    """A stick and a session's stick, and the machine they are plugged into."""

    def __init__(self, folder):
        self.folder = folder
        self.font = Font(folder + "/font.psf")
        self.slip = json.load(open(folder + "/slips.json"))[0]
        self.passphrase = open(folder + "/pass").readline().strip()
        self.vouchers = re.findall(r"^ *\d+  ([0-9A-Z]+ [0-9A-Z]+)  ", open(folder + "/vouchers.txt").read(), re.M)
        self.used = 0
        self.stick = folder + "/stick.img"
        self.runs = 0
        self.machine = None
        self.new_stick()

    def new_stick(self):
        shutil.copyfile(self.folder + "/sathach-seat.iso", self.stick)
        os.truncate(self.stick, STICK_MIB << 20)

    def start(self, way="bios", disks=None, **more):
        self.runs += 1
        disks = disks or [(self.stick, "usb"), (self.folder + "/session.img", "usb")]
        self.begun = time.monotonic()
        self.machine = Machine("%s/run-%d" % (self.folder, self.runs), self.font, disks, way, **more)
        return self.machine

    def voucher(self):
        self.used += 1
        return self.vouchers[self.used - 1].replace(" ", "")

    def took(self):
        return "%.0f s" % (time.monotonic() - self.begun)

    def data_part(self):
        """The third partition, as a file of its own."""
        head = open(self.stick, "rb").read(512)
        start = int.from_bytes(head[486:490], "little") * 512
        out = self.folder + "/part.img"
        with open(self.stick, "rb") as stick, open(out, "wb") as part:
            stick.seek(start)
            shutil.copyfileobj(stick, part, 1 << 20)
        return out, start


def up_to_locked(seat, name, **how):
    m = seat.start(**how)
    m.await_text(LOCKED)
    tell("%s: the locked screen, after %s" % (name, seat.took()), True)
    lines, unknown = m.look()
    tell("every cell is a letter of the font", unknown == 0, unknown, "\n".join(lines))
    shown = [line for line in lines if "ảnh khởi động" in line]
    hashed = open(seat.folder + "/sathach-seat.iso.sha256").read()[:16]
    tell("the image's hash stands there, read from the stick", shown and hashed in shown[0], hashed, shown)
    return m


def clock_free(lines):
    """Without what changes by itself, times and the cursor that blinks on a field's line, and what arrow keys move: the mark of a choice."""
    return [re.sub(r" *_+", "_", re.sub(r"\d+:\d\d|\d+/\d+ phút|\d+ phút", "mm:ss", line.replace("→", " "))) for line in lines]


def keys_that_lead_out(m, where, mark, foreign=None):
    """mark: a line of the screen that must be there before and after. foreign: a stick that somebody plugs in meanwhile."""
    before = clock_free(m.await_text(mark))
    if foreign:
        m.plug(foreign)
    for keys in OUT:
        m.press(*keys)
    for _ in range(9):  # within two seconds systemd itself would act
        m.press("ctrl", "alt", "delete")
    now = clock_free(m.await_text(mark))
    # some are answered: only the invigilator ends the program, this key does nothing here
    said = re.compile("Chỉ cán bộ coi thi kết thúc|Phím này không dùng ở đây")
    changed = [line for line in now if line not in before and not said.search(line)]
    tell("%d keys that lead out elsewhere%s do nothing %s" % (len(OUT) + 9, ", a stick that starts by itself elsewhere," if foreign else "", where), not changed and m.process.poll() is None, "\n".join(changed))


def unlock_and_begin(seat, m):
    m.type(seat.passphrase + "\n")
    m.await_text(LOG_IN)
    log_in(seat, m)
    m.await_text("Trước khi bắt đầu")
    m.type("b")
    m.await_text("Câu 1 / 30")


def log_in(seat, m):
    m.type(seat.slip["sbd"] + "\n")
    m.type(seat.slip["access_code"] + "\n")
    m.await_text("Có phải anh/chị không?")
    m.press("ret")


def answer(m, first, count):
    for n in range(first, first + count):
        m.await_text("Câu %d / 30" % n)
        m.type("c")
        m.await_text(LEFT % (30 - n))
        m.await_text(r"\[[●•]\]  C .*đã lưu")
        if n < first + count - 1:
            m.press("right")


def use_voucher(seat, m, word):
    """In the invigilator's box: the action that word names, reason 9."""
    m.type(seat.voucher() + "\n")
    choice = re.compile(r"(\d)  " + word + r"\b(?!,)")
    row = next(found for found in map(choice.search, m.await_text(choice)) if found)
    m.type(row.group(1) + "\n")
    m.await_text("9  khác")
    m.type("9\n")


def whole(seat):
    m = up_to_locked(seat, "BIOS, a stick")
    keys_that_lead_out(m, "at the locked screen", LOCKED, seat.folder + "/foreign.img")
    unlock_and_begin(seat, m)
    answer(m, 1, 5)
    m.press("right")
    m.await_text("Câu 6 / 30")
    m.type("c")
    m.cut_power()  # the emulator is gone: nothing was flushed, nothing unmounted
    tell("an exam begun by keys, five answers told as saved, then the power is cut in the middle of the sixth", True)
    m = up_to_locked(seat, "the same stick again")
    m.type(seat.passphrase + "\n")
    m.await_text(LOG_IN)
    log_in(seat, m)
    lines = m.await_text("gián đoạn")
    found = re.search("trả lời ([56]) trên 30", "\n".join(lines))
    tell("after the cut the invigilator is asked for, and all answers that were told as saved are told of", found, "\n".join(lines))
    left = 30 - int(found.group(1) if found else 5)
    m.press("ctrl", "o")
    m.await_text("Gõ phiếu")
    use_voucher(seat, m, "làm tiếp")
    m.await_text(LEFT % left)
    tell("and all of them are there", True)
    keys_that_lead_out(m, "in an exam", LEFT % left)
    leave(seat, m)


def leave(seat, m):
    m.press("ctrl", "o")
    m.await_text("Gõ phiếu")
    use_voucher(seat, m, "chép bài và thoát")
    m.await_text("Gõ lại tên máy")
    m.type("may-0000\n")
    lines = m.await_text("Enter: thoát máy này|thoát mà không chép")
    tell("all of it stands on the session's stick, read back", any("Có thể rút ra" in line for line in lines), "\n".join(lines))
    m.type("\n")
    m.await_off()
    tell("the voucher that ends the program switches the machine off", True)
    part, _ = seat.data_part()
    said = subprocess.run(["e2fsck", "-fn", part], capture_output=True, text=True)
    tell("and its data area is clean", said.returncode == 0, said.stdout, said.stderr)


def short(seat):
    m = up_to_locked(seat, "BIOS, a stick")
    keys_that_lead_out(m, "at the locked screen", LOCKED)
    m.cut_power()


def uefi(seat):
    up_to_locked(seat, "UEFI", way="uefi").cut_power()


def secure(seat):
    m = up_to_locked(seat, "Secure Boot", way="secure")
    m.cut_power()


def altered(seat):
    """One byte of the signed GRUB is another: the firmware must not start it."""
    data = bytearray(open(seat.stick, "rb").read(64 << 20))
    grub = open("/usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed", "rb").read()
    at = data.find(grub[:4096])
    with open(seat.stick, "r+b") as stick:
        stick.seek(at + 3000)
        stick.write(bytes([grub[3000] ^ 1]))
    m = seat.start(way="secure")
    until, seen = time.monotonic() + 240, False
    while time.monotonic() < until and not seen and m.process.poll() is None:
        seen = any(LOCKED in line for line in m.look()[0])
        time.sleep(2)
    tell("Secure Boot does not start a GRUB with one byte changed", at > 0 and not seen)
    m.cut_power()
    seat.new_stick()


def refusal(seat, name, words, **how):
    m = seat.start(**how)
    try:
        m.await_text(words)
        tell("%s: refused, in words" % name, True)
        m.press("ctrl", "c")
        m.press("ret")
        tell("and nothing else is offered", any(words in line for line in m.look()[0]))
    except (TimeoutError, RuntimeError) as e:
        tell("%s: refused, in words" % name, False, e)
    m.cut_power()


def sticks(seat):
    part, start = seat.data_part()
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "something", part, "512M"], check=True)
    before = open(part, "rb").read(1 << 20)
    put(seat.stick, start, part)
    refusal(seat, "another's file system in the third partition", "bị hỏng. Dùng máy khác")
    tell("and nothing was written there", open(seat.data_part()[0], "rb").read(1 << 20) == before)
    seat.new_stick()
    for name in ("one.img", "two.img"):
        with open(seat.folder + "/" + name, "wb") as f:
            f.truncate(64 << 20)
        subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "sathach-data", seat.folder + "/" + name], check=True)
    refusal(seat, "two areas", "Có hai vùng sathach-data", disks=[(seat.stick, "usb"), (seat.folder + "/one.img", "ata"), (seat.folder + "/two.img", "ata")])
    shutil.copyfile(seat.folder + "/sathach-seat.iso", seat.folder + "/bare.img")
    with open(seat.folder + "/bare.img", "r+b") as bare:  # without a third partition, as from a CD
        bare.seek(440)
        bare.write(bytes(4))
        bare.seek(478)
        bare.write(bytes(16))
    refusal(seat, "no area", "Máy này không có chỗ ghi bài", disks=[(seat.folder + "/bare.img", "usb"), (seat.folder + "/session.img", "usb")])
    tell("it goes on when the stick comes", comes_later(seat))
    seat.new_stick()
    m = seat.start(disks=[(seat.stick, "usb")])
    m.await_text("Cắm USB của ca sát hạch")
    tell("without a session's stick it asks for one", True)
    m.cut_power()


def comes_later(seat):
    """The image in memory, the stick with the area plugged in only when it is asked for."""
    seat.new_stick()
    m = seat.start(disks=[(seat.folder + "/bare.img", "ata"), (seat.folder + "/session.img", "usb")])
    m.await_text("Máy này không có chỗ ghi bài")
    m.plug(seat.stick)
    lines = m.await_text(LOCKED)
    m.cut_power()
    return any(LOCKED in line for line in lines)


def put(path, start, part):
    with open(path, "r+b") as stick, open(part, "rb") as source:
        stick.seek(start)
        shutil.copyfileobj(source, stick, 1 << 20)


def editor(seat):
    """Esc from power-on shows the menu; its e and c ask for a user, and no name and no password is the right one."""
    m = seat.start(disks=[(seat.stick, "usb"), (seat.folder + "/session.img", "usb")])
    until, menu = time.monotonic() + 120, False
    while time.monotonic() < until and not menu:
        m.press("esc")
        menu = any("GNU GRUB" in line for line in m.look_now())
    tell("Esc at power-on shows the boot menu", menu)
    shown = []
    for key, user, password in (("e", "root", "root"), ("e", "khong-ai", ""), ("c", "khong-ai", "khong-ai"), ("c", "", "")):
        m.type(key)
        shown += m.await_text("Enter username:")
        m.type(user + "\n")
        shown += m.await_text("Enter password:")
        m.type(password + "\n")
        shown += m.await_text("GNU GRUB")
    way_in = [line for line in shown if re.search("grub>|/boot/|setparams", line)]
    tell("e and c at the boot menu ask for a user that there is not, and lead nowhere", not way_in, "\n".join(way_in))
    m.press("ret")
    m.await_text(LOCKED)
    tell("and Enter starts the seat as ever", True)
    m.cut_power()


def tampered(seat):
    """A stick whose boot menu somebody changed, and nothing else: it starts, and the hash on the locked screen is another than the sheet's."""
    data = bytearray(open(seat.stick, "rb").read(64 << 20))
    at = data.find(b"quiet loglevel=0")
    with open(seat.stick, "r+b") as stick:
        stick.seek(at)
        stick.write(b"debug")
    m = seat.start()
    shown = [line for line in m.await_text("ảnh khởi động") if "ảnh khởi động" in line]
    hashed = open(seat.folder + "/sathach-seat.iso.sha256").read()[:16]
    told = re.search("[0-9a-f]{16}", shown[0])
    tell("a changed boot menu: the locked screen shows another hash", at > 0 and told and told.group() != hashed, hashed, shown)
    m.cut_power()
    seat.new_stick()


def net(seat):
    """From the network, with attempts on an area of the PC's own."""
    with open(seat.folder + "/one.img", "wb") as f:
        f.truncate(64 << 20)
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "sathach-data", seat.folder + "/one.img"], check=True)
    m = seat.start(disks=[(seat.folder + "/one.img", "ata"), (seat.folder + "/session.img", "usb")], more=(
        "-netdev", "user,id=n,restrict=on,tftp=%s/net,bootfile=grub.pxe" % seat.folder, "-device", "e1000,netdev=n,bootindex=0"))
    m.await_text(LOCKED)
    tell("network boot: the locked screen, after %s" % seat.took(), True)
    m.cut_power()


def main():
    seat = Seat(sys.argv[1])
    for word in sys.argv[2:]:
        try:
            {"whole": whole, "short": short, "uefi": uefi, "secure": secure, "altered": altered, "sticks": sticks, "editor": editor, "tampered": tampered, "net": net}[word](seat)
        except (TimeoutError, RuntimeError, StopIteration, AttributeError, subprocess.TimeoutExpired) as e:
            tell(word, False, repr(e), e)
        finally:
            if seat.machine:
                seat.machine.cut_power()
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
