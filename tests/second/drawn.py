"""FORMATS.md, "drawn.tsv": without any secret, that its papers follow from what the log has.
    drawn.py DRAWN.TSV OFFICE.PUB BANK LOG-FOLDER"""
import base64
import pathlib
import sys

from draw import draw
from files import commitment_of, open_package, pools_bytes, read_profile, read_public_key
from files import roster_bytes, verify_minisig
from office_log import read_lines, root, verify_mark
from primitives import Reader, Stream, Wrong, expect, file_hash, kdf, paper_name, u32

COLUMNS = "paper sbd field grade exempt extra seat cells orders".split()


def numbers(text, base=10):
    return [int(n, base) for n in text.split(",")]


class Drawn:
    def __init__(self, text):
        lines = text.decode().split("\n")
        expect(lines.pop() == "" and lines.pop(0) == "#sathach drawn 1", "the first line")
        self.pools, self.head, at = [], {}, 0
        while lines[at].startswith("#"):
            word, _, value = lines[at][1:].partition(" ")
            if word == "pool":
                name, entries = value.split("\t")
                self.pools.append((name, numbers(entries)))
            else:
                self.head[word] = value
            at += 1
        expect(lines[at].split("\t") == COLUMNS, "the columns")
        rows = [line.split("\t") for line in lines[at + 1 :]]
        expect(rows and all(len(row) == len(COLUMNS) for row in rows), "the columns of a paper")
        self.rows = [dict(zip(COLUMNS, row)) for row in rows]
        self.uid, self.D, self.bank = (bytes.fromhex(self.head[k]) for k in ("uid", "D", "bank"))
        self.commitment = bytes.fromhex(self.head["commitment"])
        self.lot = "" if self.head["lot"] == "-" else self.head["lot"]
        self.profile_bytes = base64.b64decode(self.head["profile"])
        self.profile = read_profile(self.profile_bytes)
        self.flags = [int(c) for c in self.head["flags"]]

    def commit_text(self):
        """NAME.draw"""
        rules = Reader(self.profile_bytes).text16()
        h = self.head
        return (
            f"sathach draw 1\nsession {h['name']}\nissue {h['issue']}\nuid {h['uid']}\n"
            f"bank {h['bank']}\nrules {rules}\npapers {len(self.rows)}\n"
            f"lot-rule {h['lot-rule']}\ncommitment {h['commitment']}\n"
        ).encode()

    def made(self):
        roster = [
            (r["sbd"], r["field"], r["grade"], int(r["exempt"]), int(r["extra"]), r["seat"])
            for r in self.rows
        ]
        return commitment_of(
            self.D,
            self.uid,
            self.bank,
            pools_bytes(self.flags, self.pools),
            self.profile_bytes,
            roster_bytes(roster),
        )

    def draw(self, paper):
        row = self.rows[paper]
        variant = self.profile.exempt if row["exempt"] == "1" else self.profile.standard
        by_part, orders = draw(
            Stream(kdf(self.D, "sathach1 draw", self.uid + u32(paper) + self.lot.encode())),
            variant.parts,
            self.profile.shuffles,
            dict(self.pools),
            row["field"],
            row["grade"],
            lambda e: self.flags[e] == 1,
        )
        return [e for part in by_part for e in part], orders


def bank_cells(data):
    r = Reader(open_package(data, "bank")[0])
    r.take(24)
    return r.u32()


def line_of(lines, kind, name, digest):
    found = [int(line[0]) for line in lines if (line[3], line[4], line[6]) == (kind, name, digest)]
    expect(len(found) == 1, f"one {kind} line of this hash")
    return found[0]


def main(drawn_path, office_path, bank_path, log_folder):
    office = read_public_key(pathlib.Path(office_path).read_bytes())
    text = pathlib.Path(drawn_path).read_bytes()
    verify_minisig(office, text, pathlib.Path(drawn_path + ".minisig").read_bytes(), "drawn.tsv")
    d = Drawn(text)
    bank = pathlib.Path(bank_path).read_bytes()
    expect(file_hash(bank) == d.bank and bank_cells(bank) == len(d.flags), "another bank")
    expect(d.made() == d.commitment, "not what was committed to")
    log = pathlib.Path(log_folder)
    _, size, top = verify_mark((log / "mark").read_bytes(), office)
    leaves, lines = read_lines((log / "log.tsv").read_bytes(), size)
    expect(root(leaves) == top, "the log has another root")
    committed = line_of(lines, "commit", d.head["name"], file_hash(d.commit_text()).hex())
    expect(committed < line_of(lines, "session", d.head["name"], d.head["session"]), "the order")
    for i, row in enumerate(d.rows):
        expect(row["paper"] == paper_name(i), "papers in their order")
        entries, orders = d.draw(i)
        expect(
            numbers(row["cells"]) == entries and numbers(row["orders"], 16) == orders,
            f"paper {row['paper']} is another",
        )
    print(f"ok {len(d.rows)} papers of drawn.tsv are drawn again")


try:
    main(*sys.argv[1:])
except (Wrong, KeyError, ValueError) as wrong:
    print(f"not ok papers of drawn.tsv are drawn again: {wrong}")
