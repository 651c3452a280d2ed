"""FORMATS.md, "Grading" and "The office's texts": which journal counts, points, texts."""
from dataclasses import dataclass

from primitives import Reader, expect, file_hash, paper_name
from draw import draw_paper
from journal import CONTINUE, MISCONDUCT, TIMEOUT, receipt_of
from rules import broken_by, used_twice

COLUMNS = "paper sbd field grade state parts total receipt note".split()


# ---- decisions ----


@dataclass
class Decision:
    on: str  # "question", "paper", "session", "decision"
    subject: str  # id in hexadecimal, paper's name, a decision's number
    word: str
    value: str
    number: int
    origin: str
    size: int
    root: str
    results: str
    date: str
    hash: str
    in_force: bool = True


def read_decision(data, session_hash, number):
    lines = data.decode().split("\n")
    expect(lines[0] == "sathach decision 2" and len(lines) == 10 and lines[9] == "", "no decision")
    keys = "session number log results date by ruling reason".split()
    value = {}
    for key, line in zip(keys, lines[1:9]):
        expect(line.startswith(key + " "), f"no {key}")
        value[key] = line[len(key) + 1 :]
    expect(
        value["session"] == session_hash.hex() and value["number"] == str(number),
        "of another session or number",
    )
    words = value["ruling"].split(" ")
    if words[0] == "session":
        words.insert(1, "")
    words += [""] * (4 - len(words))
    origin, size, root = value["log"].split(" ")
    return Decision(
        *words[:4],
        number,
        origin,
        int(size),
        root,
        value["results"],
        value["date"],
        file_hash(data).hex(),
        words[2] != "undo",
    )


class Decisions(list):
    def take(self, d):
        """Appends it, with what it does to the others."""
        close = self.last_of(lambda x: x.word == "close")
        if d.word == "undo":
            number = int(d.subject)
            expect(0 < number < d.number, "undoes what is not there")
            of = self[number - 1]
            expect(of.in_force and of.word != "move", "undoes what cannot be undone")
            expect(close is None or of is close, "follows a close")
            of.in_force = False
        else:
            expect(close is None, "follows a close")
        self.append(d)

    def last_of(self, holds):
        return next((d for d in reversed(self) if d.in_force and holds(d)), None)

    def on_question(self, qid):
        return self.last_of(lambda d: d.on == "question" and d.subject == qid.hex())

    def on_paper(self, paper, *words):
        name = paper_name(paper)
        return self.last_of(lambda d: d.on == "paper" and d.subject == name and d.word in words)

    def lost(self):
        return [int(d.value) for d in self if d.in_force and d.word == "lost"]

    def standing(self):
        """Those that results stand on."""
        return [d for d in self if d.in_force and d.word != "close"]


# ---- which journal counts ----


def record(journal, i):
    return journal.records[160 * i : 160 * i + 160]


def shared_records(a, b):
    n = 0
    while n < min(len(a.state.events), len(b.state.events)) and record(a, n) == record(b, n):
        n += 1
    return n


def continues(journal, shared):
    if not 0 < shared < len(journal.state.events):
        return False
    ev, last = journal.state.events[shared], journal.state.events[shared - 1]
    return (
        ev.type == CONTINUE
        and ev.seat != last.seat
        and Reader(ev.data).u32() == shared - 1
        and ev.data[4:] == record(journal, shared - 1)[128:156]
    )


def after_parting(s, a, b, shared):
    """The one that goes on when the other is but a short tail; None for a conflict."""
    if continues(a, shared) == continues(b, shared):
        return None
    old, new = (a, b) if continues(b, shared) else (b, a)
    tail = old.state.used_ms() - old.state.events[shared - 1].used_ms
    return new if old.state.end is None and tail <= s.checkpoint * 1000 + 1000 else None


def sort_journals(journals):
    return sorted(journals, key=lambda j: (len(j.state.events), j.head))


def choose(s, journals):
    """state, journal"""
    best = None
    for j in sort_journals(journals):
        if best is not None:
            shared = shared_records(best, j)
            if shared < len(best.state.events):
                best = after_parting(s, best, j, shared)
                if best is None:
                    return "conflict", j
                continue
        best = j
    if best is None:
        return "absent", None
    return ("unfinished" if best.state.end is None else "graded"), best


def choose_decided(s, journals, decisions, paper):
    """state, journal, whether another journal goes beyond what was ruled on"""
    state, journal = choose(s, journals)
    d = decisions.on_paper(paper, "journal", "as-is", "accept")
    settled = decisions.on_paper(paper, "journal")
    named = next((j for j in journals if d and j.head.hex() == d.value), None)
    overtaken = False
    if named:
        n = len(named.state.events)
        overtaken = any(
            len(j.state.events) > n and shared_records(named, j) == n for j in journals
        )
        if state != "conflict" or (settled and settled.value == d.value):
            journal = named
            open_end = named.state.end is None and d.word == "journal"
            state = "unfinished" if open_end else "graded"
    last = decisions.on_paper(paper, "journal", "as-is", "accept", "no-paper")
    if last and last.word == "no-paper" and journal is not None:
        overtaken = True
    return state, journal, overtaken


# ---- points ----


def judge(entry, answer, decision):
    """right, counted"""
    if decision is None:
        return answer == entry.answer, True
    if decision.word == "void":
        return True, True
    if decision.word == "take-out":
        return False, False
    return answer is not None and "ABCD"[answer] in decision.value.split(","), True


def part_points(right, counted, questions, points):
    if counted == 0:
        return questions * points
    return (2 * right * points * questions + counted) // (2 * counted)


def grade(s, bank, decisions, paper, journal):
    """[(right, counted, points)] of each part, passed, whether a question was decided on"""
    variant, answers, parts, decided = s.variant(paper), iter(journal.state.answers), [], False
    by_part, _ = draw_paper(s, bank, paper)
    for part, entries in zip(variant.parts, by_part):
        verdicts = []
        for e in entries:
            d = decisions.on_question(bank.entries[e].id)
            decided = decided or d is not None
            verdicts.append(judge(bank.entries[e], next(answers), d))
        right, counted = sum(r for r, _ in verdicts), sum(c for _, c in verdicts)
        parts.append((right, counted, part_points(right, counted, part.questions(), part.points)))
    passed = (
        all(p[2] >= part.passed_at for p, part in zip(parts, variant.parts))
        and sum(p[2] for p in parts) >= variant.passed_at
        and journal.state.end != MISCONDUCT
        and decisions.on_paper(paper, "annul") is None
    )
    return parts, passed, decided


@dataclass
class Presence:
    """What tells of a paper besides its journals."""

    manifest: bool = False
    damaged: bool = False
    lost: bool = False


def is_accepted(decisions, paper, journal):
    last = decisions.on_paper(paper, "journal", "as-is", "accept", "no-paper")
    return last and last.word == "accept" and last.value == journal.head.hex()


def state_of(s, decisions, paper, journals, presence, twice):
    """state, journal, overtaken, words of the rules it breaks"""

    def ruled(word):
        return decisions.on_paper(paper, word) is not None

    state, journal, overtaken = choose_decided(s, journals, decisions, paper)
    words = broken_by(s, journal, twice) if journal and state != "conflict" else []
    if journal is None and ruled("no-paper"):
        state = "no-paper"
    elif presence.lost and not ruled("journal"):
        state = "irregular"
    elif journal is None and (presence.manifest or presence.damaged):
        state = "no-paper"
    elif state != "conflict" and overtaken:
        state = "irregular"
    elif state != "conflict" and words and not is_accepted(decisions, paper, journal):
        state = "irregular"
    if ruled("annul") and state != "graded":
        state = "failed"
    if ruled("move"):
        state = "moved"
    if decisions.last_of(lambda d: d.word == "cancel"):
        state = "cancelled"
    return state, journal, overtaken, words


def result_row(s, bank, decisions, paper, journals, presence, twice):
    p = s.papers[paper]
    c = s.candidates[p.candidate]
    state, journal, overtaken, words = state_of(s, decisions, paper, journals, presence, twice)
    told = journal.state if journal else None
    parts, total, receipt, decided = [], 0, "", False
    if state == "graded":
        parts, passed, decided = grade(s, bank, decisions, paper, journal)
        state, total, receipt = (
            "passed" if passed else "failed",
            sum(x[2] for x in parts),
            receipt_of(journal.head),
        )
    if state == "irregular" and journal and journal.state.end is not None:
        receipt = receipt_of(journal.head)
    decided = decided or decisions.on_paper(paper, "journal", "as-is", "accept", "no-paper")
    notes = {
        "moved": told and told.moved(),
        "begun-elsewhere": told and told.begun_elsewhere(),
        "exempt": p.exempt,
        "extra-time": p.extra or (told and told.extended()),
        "time-up": told and told.end == TIMEOUT,
        "misconduct": told and told.end == MISCONDUCT,
        "decided": decided,
        "annulled": decisions.on_paper(paper, "annul"),
        "claimed": journal is None and presence.damaged and not presence.manifest,
        **dict.fromkeys(words, True),
        "lost": presence.lost,
        "after-decision": overtaken,
    }
    return [
        paper_name(paper),
        c.sbd,
        p.field,
        p.grade,
        state,
        ",".join(f"{r}/{n}:{points}" for r, n, points in parts),
        str(total),
        receipt,
        " ".join(word for word, holds in notes.items() if holds),
    ]


# ---- the texts ----


def basis(s, people, journals, decisions, lines):
    """The text of basis.tsv. people: name and hash of the file; lines: of the log, this session's."""
    facts = {("session", s.name, s.hash.hex()), ("bank", "-", s.bank_hash.hex())}
    facts |= {("people", *people)} if people else set()
    facts |= {("journal", paper_name(j.paper), j.head.hex()) for j in journals}
    facts |= {("decision", f"{d.number:04}", d.hash) for d in decisions.standing()}
    sheets = [line for line in lines if line[3] == "sheet"]
    facts |= {("sheet", line[5], line[6]) for line in sheets[-1:]}
    for line in lines:
        name = line[7].get("paper" if line[3] == "damaged" else "as", line[5])
        if int(line[0]) in decisions.lost():
            facts.add(("lost", name, line[6]))
        elif line[3] in ("order", "manifest", "damaged"):
            facts.add((line[3], name, line[6]))
    return "#sathach basis 1\n" + "".join("\t".join(f) + "\n" for f in sorted(facts))


def results_text(s, bank, decisions, journals, presence, people, base):
    """base: the text of the basis."""
    standing = decisions.standing()
    lines = [
        "#sathach results 3",
        f"#session {s.hash.hex()}",
        f"#bank {s.bank_hash.hex()}",
        f"#people {people[1] if people else '-'}",
        f"#basis {file_hash(base.encode()).hex()}",
        f"#decisions {len(standing)} {standing[-1].hash if standing else '-'}",
        f"#supersedes {standing[-1].results if standing else '-'}",
        "\t".join(COLUMNS),
    ]
    twice = used_twice(s, journals)
    for paper in range(len(s.papers)):
        own = [j for j in journals if j.paper == paper]
        row = result_row(s, bank, decisions, paper, own, presence[paper], twice)
        lines.append("\t".join(row))
    return "".join(line + "\n" for line in lines)
