"""A PC of the seat's image under QEMU: keys by QMP, its glass read by the font (glass.py). Emulation alone: no /dev/kvm is asked for."""

import json
import os
import re
import shutil
import socket
import subprocess
import time

from glass import read_glass

FIRMWARE = "/usr/share/OVMF/"
KEYS = {" ": "spc", "\n": "ret", "-": "minus", ".": "dot", "/": "slash", ",": "comma", "\x1b": "esc", "\t": "tab"}
KEY_S, GAP_S = 0.06, 0.16


class Machine:
    """disks: (file, bus) with bus "usb" or "ata". way: "bios", "uefi", "secure" (Secure Boot)."""

    def __init__(self, folder, font, disks, way="bios", memory=512, more=()):
        self.folder, self.font, self.stopped = folder, font, False
        os.makedirs(folder, exist_ok=True)
        self.at = os.path.join(folder, "qmp")
        self.shot = os.path.join(folder, "glass.ppm")
        line = ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", str(memory), "-display", "none", "-vga", "std", "-nodefaults", "-device", "VGA",
                "-qmp", "unix:%s,server=on,wait=off" % self.at, "-serial", "file:" + os.path.join(folder, "serial"), "-device", "qemu-xhci,id=usb"]
        line.remove("-vga"), line.remove("std")
        line += ["-machine", "q35,smm=%s" % ("on" if way == "secure" else "off")] if way != "bios" else ["-machine", "pc"]
        line += self.firmware(way)
        for i, (path, bus) in enumerate(disks):
            line += ["-drive", "id=d%d,if=none,format=raw,cache=none,file=%s" % (i, path)]
            line += ["-device", ("usb-storage,bus=usb.0" if bus == "usb" else "ide-hd") + ",drive=d%d,bootindex=%d" % (i, i + 1)]
        line += [] if more else ["-nic", "none"]
        self.log = open(os.path.join(folder, "qemu.log"), "w")
        self.process = subprocess.Popen(line + list(more), stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        self.talk = self.connect()

    def firmware(self, way):
        if way == "bios":
            return []
        code, variables = ("OVMF_CODE_4M.ms.fd", "OVMF_VARS_4M.ms.fd") if way == "secure" else ("OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd")
        own = os.path.join(self.folder, "variables")
        if not os.path.exists(own):
            shutil.copy(FIRMWARE + variables, own)
        return ["-drive", "if=pflash,format=raw,unit=0,readonly=on,file=" + FIRMWARE + code, "-drive", "if=pflash,format=raw,unit=1,file=" + own]

    def connect(self):
        until = time.monotonic() + 60
        while True:
            try:
                s = socket.socket(socket.AF_UNIX)
                s.connect(self.at)
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(open(self.log.name).read() or "qemu did not start")
                time.sleep(0.1)
        talk = s.makefile("rw")
        talk.readline()
        self.talk = talk
        self.ask("qmp_capabilities")
        return talk

    def ask(self, command, **arguments):
        self.talk.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.talk.flush()
        while True:
            answer = json.loads(self.talk.readline())
            if "return" in answer or "error" in answer:
                return answer

    def plug(self, path):
        """A stick more, while the machine runs."""
        self.ask("blockdev-add", driver="raw", **{"node-name": "later"}, file={"driver": "file", "filename": path})
        self.ask("device_add", driver="usb-storage", bus="usb.0", drive="later", id="later-stick")

    def press(self, *keys):
        """Keys held together: press("ctrl", "alt", "delete")."""
        self.ask("send-key", keys=[{"type": "qcode", "data": k} for k in keys], **{"hold-time": int(KEY_S * 1000)})
        time.sleep(GAP_S)

    def type(self, text):
        for c in text:
            key = KEYS.get(c, c.lower())
            self.press(*(["shift"] if c.isupper() else []), key)

    def look(self):
        self.ask("screendump", filename=self.shot)
        return read_glass(self.shot, self.font)

    def look_now(self):
        """The lines, none while the picture is between two sizes."""
        try:
            return self.look()[0]
        except (ValueError, FileNotFoundError, IndexError):
            return []

    def await_text(self, pattern, limit=900):
        """Until a line of the glass matches the pattern; its lines. Never a wait for a time."""
        until, lines = time.monotonic() + limit, []
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError("the machine went off while waiting for: " + pattern)
            lines = self.look_now()
            if any(re.search(pattern, line) for line in lines):
                return lines
            time.sleep(1)
        raise TimeoutError("not seen: %s; the glass:\n%s" % (pattern, "\n".join(lines)))

    def await_off(self, limit=300):
        self.process.wait(limit)

    def cut_power(self):
        self.process.kill()
        self.process.wait()

    def serial(self):
        return open(os.path.join(self.folder, "serial"), errors="replace").read()
