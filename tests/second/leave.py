"""What a room leaves, of the second implementation's making, for the real programs to collect: two
of each kind, so that one may be put in the other's place.
    leave.py OFFICE SESSION PASSPHRASE-FILE FOLDER"""
import pathlib
import sys

from journal import HANDIN, build_answers, build_resume, head_of
from primitives import file_hash
from room import Order, build_manifest, build_order, build_roomlog, record_body, seat_hash
from sit import Sitting
from workspace import Workspace

SEAT, CONSOLE = "MAY-01", "7K3M"


def handed_in(t, paper):
    pen = t.answer(t.start(paper), paper, range(5)).add(HANDIN)
    return len(pen.records) // 160, head_of(pen.records), build_answers(t.s, paper, pen.records)


def answers_and_manifests(t, put):
    before, entries, bodies = bytes(32), [], [record_body(0, 1), record_body(1, 2)]
    for number, paper in enumerate((0, 1), 1):
        events, head, file = handed_in(t, paper)
        put(*file)
        entries.append((paper, events, True, head))
        name, data = build_manifest(t.s, SEAT, number, number, before, entries, bodies)
        put(name, data)
        before = file_hash(data)
        bodies.append(record_body(len(bodies), 9, data=before))


def resumes(t, put):
    """Of two papers that nobody handed in."""
    for paper in (5, 6):
        put(*build_resume(t.s, paper, t.answer(t.start(paper), paper, range(4)).records))


def orders(t, put):
    before = bytes(32)
    for number, paper in enumerate((0, 1), 1):
        order = Order(CONSOLE, number, before, paper, seat_hash(SEAT), 1, 5, 5, by="Lâm")
        name, data = build_order(t.s, order)
        put(name, data)
        before = file_hash(data)


def roomlogs(t, put):
    for console in (CONSOLE, "8H4N"):
        line = "2026-11-23T01:02:04Z", SEAT, "-", "mở quyền ra lệnh", "-", "-", "Lâm"
        put(*build_roomlog(t.s, console, [line]))


def damaged(t, put):
    """On their way a bit was turned."""
    for paper in (2, 3):
        name, data = handed_in(t, paper)[2]
        put(name, data[:-1] + bytes([data[-1] ^ 1]))


def main():
    folder = pathlib.Path(sys.argv[4])

    def put(name, data):
        (folder / name).write_bytes(data)

    t = Sitting(Workspace(*sys.argv[1:4]), folder)
    for kind in (answers_and_manifests, resumes, orders, roomlogs, damaged):
        kind(t, put)


main()
