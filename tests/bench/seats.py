"""Seats of the bench, each on a terminal of its own."""
import fcntl, os, pty, select, signal, struct, subprocess, sys, termios

LOGIN, PERSON, RULES, FIRST, SAVED, OVERVIEW = (word.encode() for word in ("Đăng nhập", "Hạnh", "Trước khi bắt đầu", "1 / 12", "lưu", "Tổng quan"))


def codes(build, *options):
    lines = subprocess.run([build + "/tui-seat", "--print-codes", *options], stdout=subprocess.PIPE, check=True, text=True).stdout
    return dict(line.split("=", 1) for line in lines.splitlines())


def start(command, rows=24, columns=80):
    pid, fd = pty.fork()
    if pid == 0:
        os.execve(command[0], command, {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "TMPDIR": os.environ.get("TMPDIR", "/tmp")})
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    return pid, fd


def wait_for(fd, word, seen=b""):
    while word not in seen:
        if not select.select([fd], [], [], 60)[0]:
            sys.exit("nothing came for a minute; wanted " + word.decode())
        seen += os.read(fd, 65536)
    return seen


def end(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def to_the_first_question(build, *options, first=FIRST):
    """What is waited for, and what is typed then."""
    code = codes(build, *options)["CODE1"].encode()
    return [(LOGIN, b"1\r" + code + b"\r"), (PERSON, b"\r"), (RULES, b"b"), (first, b"")]
