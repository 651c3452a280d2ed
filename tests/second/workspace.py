"""An office's folder, opened from the files and the passphrase alone."""
import pathlib

from files import (
    check_commitment,
    open_bank,
    open_key_file,
    open_office_box,
    open_session,
    read_public_key,
)
from grading import Decisions, Presence, read_decision
from journal import open_answers, open_manifest
from office_log import note_body, origin_of, read_lines, root, verify_mark
from room import open_order, open_roomlog, order_name
from primitives import Reader, blocks, box_open, expect, file_hash, paper_name


def first_line(path):
    return pathlib.Path(path).read_text(encoding="utf-8").split("\n", 1)[0]


class Workspace:
    def __init__(self, folder, session, passphrase):
        self.folder, self.name = pathlib.Path(folder), session
        self.office_pub = read_public_key(self.read("keys/office.pub"))
        self.office = open_key_file(self.read("keys/office.key"), first_line(passphrase))
        expect(
            self.office.sign_pk == self.office_pub.sign_pk
            and self.office.box_pk == self.office_pub.box_pk,
            "the key file and the public text are of two keys",
        )
        self.session = open_session(self.read(f"sessions/{session}/{session}.session"))
        expect(self.session.signer == self.office.sign_pk, "another office signed the session")
        open_office_box(self.session, self.office)
        self.bank = self.find_bank()
        check_commitment(self.session, self.bank)
        self.read_log()
        self.read_people()
        self.session.orders = self.orders()

    def read(self, path):
        return (self.folder / path).read_bytes()

    def find_bank(self):
        for path in sorted((self.folder / "banks").glob("*.bank")):
            if file_hash(path.read_bytes()) == self.session.bank_hash:
                return open_bank(path.read_bytes(), self.office)
        raise FileNotFoundError("the session's bank")

    def read_people(self):
        lines = self.lines_of("people")
        name = lines[-1][5] if lines else f"{self.name}.people"
        sealed = self.read(f"sessions/{self.name}/{name}")
        wanted = lines[-1][6] if lines else self.session.people_hash.hex()
        expect(file_hash(sealed).hex() == wanted, "other identity numbers than the session's")
        self.people = (name, file_hash(sealed).hex())
        r = Reader(box_open(self.office.box_pk, self.office.box_sk, sealed))
        expect(r.take(16) == self.session.uid, "the identity numbers of another session")
        expect(r.u32() == 1 + len(lines), "its number among the corrections")
        expect(r.u32() == len(self.session.candidates), "an identity number a candidate")
        r.take(32)
        people = blocks(r.take(r.left()))
        expect(len(people) == len(self.session.candidates), "an identity number a candidate")
        for c, (_, _, text) in zip(self.session.candidates, people):
            c.identity = text.decode()

    def read_log(self):
        origin, size, top = verify_mark(self.read("log/mark"), self.office_pub)
        self.leaves, self.lines = read_lines(self.read("log/log.tsv"), size)
        expect(root(self.leaves) == top, "the log's lines have another root than its mark")
        expect(origin == origin_of(self.office_pub, self.lines), "the mark is another log's")
        self.mark_body = note_body(origin, size, top)

    def lines_of(self, *kinds):
        return [line for line in self.lines if line[4] == self.name and line[3] in kinds]

    def counting(self, decisions):
        """The session's lines, but those behind a close in force."""
        close = decisions.last_of(lambda d: d.word == "close")
        end = len(self.lines)
        if close:
            end = next(
                int(line[0])
                for line in self.lines_of("decision")
                if line[5] == f"{close.number:04}.decision"
            )
        return [line for line in self.lines[:end] if line[4] == self.name]

    def inbox(self, end):
        return sorted((self.folder / "inbox" / self.name).glob("*" + end))

    def journals(self):
        """(file's name, journal) of each file collected"""
        collected = {line[7]["as"] for line in self.lines_of("answers")}
        return [
            (p.name, open_answers(p.read_bytes(), self.session, self.office))
            for p in self.inbox(".answers")
            if p.name in collected
        ]

    def manifests(self):
        out = []
        for path in self.inbox(".manifest"):
            out.append(open_manifest(path.read_bytes(), self.session, self.office))
            expect(path.name == out[-1].name(self.session), f"{path.name} is another manifest's")
        return out

    def orders(self):
        """Those collected, by the hash of their file."""
        collected = {line[7]["as"] for line in self.lines_of("order")}
        found = {}
        for path in self.inbox(".order"):
            if path.name in collected:
                order = open_order(path.read_bytes(), self.session)
                name = order_name(self.session.name, order.console, order.number, order.hash)
                expect(path.name == name, f"{path.name} is another order's")
                found[order.hash] = order
        return found

    def logs(self):
        """The lines of each room log, under the name it is kept by."""
        return {p.name: open_roomlog(p.read_bytes(), self.session) for p in self.inbox(".roomlog")}

    def presence(self, manifests, decisions):
        """Of each paper, what tells of it besides journals."""
        out = [Presence() for _ in self.session.papers]
        papers = {paper_name(p): at for p, at in enumerate(out)}
        for m in manifests:
            for paper, *_ in m.entries:
                out[paper].manifest = True
        for line in self.lines_of("damaged"):
            if line[7]["paper"] in papers:
                papers[line[7]["paper"]].damaged = True
        for number in decisions.lost():
            if self.lines[number - 1][7].get("paper") in papers:
                papers[self.lines[number - 1][7]["paper"]].lost = True
        return out

    def decisions(self):
        """In the order of their lines, each fitting what the log says before it."""
        out, graded = Decisions(), "-"
        for line in self.lines_of("decision", "graded"):
            if line[3] == "graded":
                graded = line[6]
                continue
            number, at = len(out) + 1, int(line[0])
            expect(line[5] == f"{number:04}.decision", "a decision is missing")
            data = self.read(f"sessions/{self.name}/decisions/{line[5]}")
            d = read_decision(data, self.session.hash, number)
            expect(d.hash == line[6], f"decision {number} is not the one of its line")
            expect("found" in line[7] or d.date == line[1], f"decision {number} is dated otherwise")
            if d.origin == origin_of(self.office_pub, self.lines[: d.size]):
                expect(
                    d.size < at and root(self.leaves[: d.size]).hex() == d.root,
                    f"decision {number} was taken on another log",
                )
                expect(d.results == graded, f"decision {number} was taken on other results")
            else:
                expect("found" in line[7], f"decision {number} is of another log")
            out.take(d)
        return out
