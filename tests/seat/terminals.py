"""Many candidates at terminals of one exam host: each a real ssh with a pseudo-terminal, line by line.
  terminals.py SSH_CONFIG SLIPS FIRST COUNT begin [DOOR]    each logs in, begins, answers question 1 with A and 2 with B; prints how many were told "saved"
  terminals.py SSH_CONFIG SLIPS FIRST COUNT return [DOOR]   each logs in again and is told of both answers
SLIPS: the session's slips as JSON. DOOR: so many at once between connecting and the log-in (all); nobody leaves before the last has come. They stay connected until standard input says something; what is said is what the terminals showed, if not all went well."""

import json
import os
import pty
import select
import sys
import time

LIMIT_S = 900


class Terminal:
    def __init__(self, config, slip, steps):
        self.steps, self.at, self.heard, self.all = steps, 0, "", ""
        self.slip = slip
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm"
            os.execvp("ssh", ["ssh", "-F", config, "-tt", "seat"])

    def read(self):
        try:
            text = os.read(self.fd, 65536).decode(errors="replace")
        except OSError:
            text = ""
        if not text:
            self.fd = -1
            return
        self.heard += text
        self.all += text
        while not self.is_done() and self.steps[self.at][0] in self.heard:
            pattern, answer = self.steps[self.at]
            self.heard = self.heard.split(pattern, 1)[1]
            self.at += 1
            if answer is not None:
                os.write(self.fd, (answer % self.slip + "\n").encode())

    def is_done(self):
        return self.at == len(self.steps)

    def is_at_door(self):
        return self.at == 0 and self.fd >= 0


LOG_IN = [("(SBD):", "%(sbd)s"), ("code:", "%(access_code)s")]
BEGIN = LOG_IN + [("Press Enter", ""), ("Type b to begin", "b"), ("Question 1 of", "a"), ("aved question 1: A", "2"), ("Question 2 of", "b"), ("aved question 2: B", None)]
RETURN = LOG_IN + [("Press Enter", ""), ("Welcome back: 2 questions answered", None)]


def main():
    config, slips, first, count, what = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    door = int(sys.argv[6]) if len(sys.argv) > 6 else count
    begun, terminals = time.monotonic(), []
    to_come = slips[first:first + count]
    while time.monotonic() - begun < LIMIT_S and (to_come or not all(t.is_done() or t.fd < 0 for t in terminals)):
        while to_come and sum(t.is_at_door() for t in terminals) < door:
            terminals.append(Terminal(config, to_come.pop(0), BEGIN if what == "begin" else RETURN))
        ready, _, _ = select.select([t.fd for t in terminals if t.fd >= 0], [], [], 1)
        for t in terminals:
            if t.fd in ready:
                t.read()
    done = sum(t.is_done() for t in terminals)
    print("%d of %d, %.1f s, %d connected" % (done, count, time.monotonic() - begun, sum(t.fd >= 0 for t in terminals)))
    for t in [t for t in terminals if not t.is_done()][:1]:
        print("waited for %r; it showed:\n%s" % (t.steps[t.at][0], t.all[-3000:]))
    sys.stdout.flush()
    sys.stdin.readline()
    return 0 if done == count else 1


sys.exit(main())
