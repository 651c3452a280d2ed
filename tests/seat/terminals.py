"""Many candidates at terminals of one exam host: each a real ssh with a pseudo-terminal, line by line.
  terminals.py SSH_CONFIG SLIPS FIRST COUNT begin       each logs in, begins, answers question 1 with A and 2 with B; prints how many were told "saved"
  terminals.py SSH_CONFIG SLIPS FIRST COUNT return      each logs in again and is told of both answers
SLIPS: the session's slips as JSON. They stay connected until standard input says something; what is said is what the terminals showed, if not all went well."""

import json
import os
import pty
import select
import sys
import time

LIMIT_S = 200


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


LOG_IN = [("(SBD):", "%(sbd)s"), ("code:", "%(access_code)s")]
BEGIN = LOG_IN + [("Press Enter", ""), ("Type b to begin", "b"), ("Question 1 of", "a"), ("aved question 1: A", "2"), ("Question 2 of", "b"), ("aved question 2: B", None)]
RETURN = LOG_IN + [("Press Enter", ""), ("Welcome back: 2 questions answered", None)]


def main():
    config, slips, first, count, what = sys.argv[1], json.load(open(sys.argv[2])), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    begun = time.monotonic()
    terminals = [Terminal(config, slip, BEGIN if what == "begin" else RETURN) for slip in slips[first:first + count]]
    while time.monotonic() - begun < LIMIT_S and not all(t.is_done() or t.fd < 0 for t in terminals):
        ready, _, _ = select.select([t.fd for t in terminals if t.fd >= 0], [], [], 1)
        for t in terminals:
            if t.fd in ready:
                t.read()
    done = sum(t.is_done() for t in terminals)
    print("%d of %d, %.1f s" % (done, count, time.monotonic() - begun))
    for t in [t for t in terminals if not t.is_done()][:1]:
        print("waited for %r; it showed:\n%s" % (t.steps[t.at][0], t.all[-3000:]))
    sys.stdout.flush()
    sys.stdin.readline()
    return 0 if done == count else 1


sys.exit(main())
