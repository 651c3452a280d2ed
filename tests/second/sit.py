"""Answers files of the second implementation's own making, for the real programs to collect:
every way a paper can go.
    sit.py OFFICE SESSION PASSPHRASE-FILE FOLDER"""
import pathlib
import sys

from draw import draw_paper
from journal import (
    CHOOSE,
    CLEAR,
    CONTINUE,
    CROSS,
    EXTEND,
    HANDIN,
    MARK,
    MISCONDUCT,
    NEW_SEAT,
    OUTAGE,
    START,
    TICK,
    TIMEOUT,
    VIEW,
    Pen,
    binding,
    build_answers,
)
from primitives import file_hash, u64
from room import Order, build_order
from rules import proof_of
from workspace import Workspace


class Sitting:
    """Papers of one session, by number, into a folder."""

    def __init__(self, w, folder):
        self.s, self.bank, self.folder = w.session, w.bank, pathlib.Path(folder)
        self.orders, self.before = 0, bytes(32)

    def keys(self, paper):
        """The right answer to each question of a paper, as written."""
        parts, _ = draw_paper(self.s, self.bank, paper)
        return [self.bank.entries[e].answer for part in parts for e in part]

    def code(self, paper, seat, n, action, minutes=0):
        """What an event carries that a voucher was used for."""
        return {"code": n, "proof": proof_of(self.s, paper, seat, n, action, minutes)}

    def order(self, paper, seat, action, minutes=0, code=128, by_seat=None):
        """The same of an order, the console's next, whose file goes along; by_seat: given to it."""
        order = Order(
            "7K3M", self.orders + 1, self.before, paper, by_seat or seat, action, minutes, 5
        )
        name, data = build_order(self.s, order)
        (self.folder / name).write_bytes(data)
        self.orders, self.before = self.orders + 1, file_hash(data)
        return {"code": code, "proof": self.before}

    def start(self, paper, seat=b"one seat", minutes=None):
        minutes = minutes or self.s.variant(paper).minutes + self.s.papers[paper].extra
        pen = Pen(self.s.papers[paper].k0, seat=seat)
        return pen.add(START, minutes=minutes, data=binding(self.s.hash, self.s.bank_hash, paper))

    def answer(self, pen, paper, questions, wrong=()):
        for q in questions:
            key = self.keys(paper)[q]
            pen.add(VIEW, question=q).add(
                CHOOSE, 7000, question=q, choice=(key + 1) % 4 if q in wrong else key
            )
        return pen

    def write(self, pen, paper):
        name, data = build_answers(self.s, paper, pen.records)
        (self.folder / name).write_bytes(data)

    def hand_in(self, pen, paper):
        self.write(pen.add(HANDIN), paper)


def cleared(t, p):
    """All right, then some taken back: cleared, cleared and chosen again, changed. More time by an
    order of the room's console."""
    n = len(t.keys(p))
    pen = t.answer(t.start(p), p, range(n))
    pen.add(EXTEND, minutes=10, **t.order(p, b"one seat", 1, 10))
    pen.add(CLEAR, question=0).add(CLEAR, question=1).add(CHOOSE, question=1, choice=t.keys(p)[1])
    pen.add(CHOOSE, question=2, choice=(t.keys(p)[2] + 2) % 4).add(CLEAR, question=n - 1).add(
        CLEAR, question=n - 1
    )
    t.hand_in(pen.add(CROSS, question=3, choice=t.keys(p)[3]).add(MARK, question=3), p)


def prefix(t, p):
    """An unfinished beginning came too."""
    pen = t.answer(t.start(p), p, range(6))
    t.write(pen, p)
    t.hand_in(t.answer(pen, p, range(6, len(t.keys(p))), wrong=(7, 8, 9)), p)


def superseded(t, p):
    """Taken up on another seat; the old one went on for half a minute."""
    old = t.answer(t.start(p), p, range(4))
    new = old.copy().move(t.code(p, NEW_SEAT, 37, 3))
    t.write(t.answer(old, p, range(4, 7)), p)
    t.hand_in(t.answer(new, p, range(4, 20), wrong=(4, 5)), p)


def too_long(t, p):
    """The same, but the old seat went on too long: a conflict."""
    old = t.answer(t.start(p), p, range(4))
    new = old.copy().move(t.code(p, NEW_SEAT, 36, 3))
    t.write(old.add(TICK, 15000).add(TICK, 15000).add(TICK, 15000), p)
    t.hand_in(t.answer(new, p, range(4, 20)), p)


def conflict(t, p):
    """Two that part, both handed in; the council takes the first."""
    pen = t.answer(t.start(p), p, range(3))
    t.hand_in(t.answer(pen.copy(), p, range(3, 25)), p)
    t.hand_in(t.answer(pen, p, range(3, 20), wrong=range(10)), p)


def unfinished(t, p):
    t.write(t.answer(t.start(p), p, range(25), wrong=(2,)), p)


def misconduct(t, p):
    t.write(t.answer(t.start(p), p, range(25)).add(MISCONDUCT, **t.code(p, b"one seat", 46, 4)), p)


def timed_out(t, p):
    """More time, a restart in between, and the time is up."""
    pen = t.answer(t.start(p), p, range(10)).add(
        EXTEND, minutes=5, **t.code(p, b"one seat", 101, 1, 5)
    )
    pen.boot, pen.up = b"2nd boot", 40000 - pen.used
    pen.add(OUTAGE, 0, data=u64(40000), **t.code(p, b"one seat", 28, 2))
    minutes = t.s.variant(p).minutes + t.s.papers[p].extra + 5
    t.write(t.answer(pen, p, range(10, 14)).add(TIMEOUT, 60000 * minutes - pen.used), p)


def begun_elsewhere(t, p):
    pen = t.start(p, b"2nd seat").add(CONTINUE, 0, **t.code(p, b"2nd seat", 38, 3))
    t.hand_in(t.answer(pen, p, range(len(t.keys(p))), wrong=(1,)), p)


def late(t, p):
    """More time that no voucher gave, and answers in it."""
    pen = t.answer(t.start(p), p, range(20)).add(EXTEND, minutes=5)
    pen.add(CHOOSE, 60000 * (t.s.variant(p).minutes + 1) - pen.used, question=20, choice=0)
    t.hand_in(pen, p)


def used_again(t, p):
    """A voucher of another's more time, at this paper as well; 25 minutes that nobody gave; more
    time by an order to another seat."""
    minutes = t.s.variant(p).minutes + t.s.papers[p].extra + 25
    pen = t.start(p, minutes=minutes).add(
        EXTEND, minutes=5, **t.code(p, b"one seat", 101, 1, 5)
    )
    pen.add(EXTEND, minutes=5, **t.order(p, b"one seat", 1, 5, by_seat=b"2nd seat"))
    t.hand_in(t.answer(pen, p, range(20)), p)


def damaged(t, p):
    """Nothing but a file of which a bit was turned on the way."""
    name, data = build_answers(t.s, p, t.answer(t.start(p), p, range(3)).add(HANDIN).records)
    (t.folder / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


WAYS = (
    cleared,
    prefix,
    superseded,
    too_long,
    conflict,
    unfinished,
    misconduct,
    timed_out,
    begun_elsewhere,
)


def main():
    w = Workspace(sys.argv[1], sys.argv[2], sys.argv[3])
    t = Sitting(w, sys.argv[4])
    for paper, way in enumerate(WAYS, 1):  # the first paper is a candidate's at a seat
        way(t, paper)
    damaged(t, 13)
    late(t, 15)
    used_again(t, 16)


if __name__ == "__main__":
    main()
