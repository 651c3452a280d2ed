"""FORMATS.md, the typed sheet: which rows a printed mark asks for; what was typed."""
from fractions import Fraction

from office_log import root
from primitives import Stream, expect, hash_, paper_name


def sample_size(papers):
    wrong, chance, n = -(-papers // 20), Fraction(1), 0
    while chance > Fraction(1, 20) + Fraction(1, 10**9) and n < papers:
        chance *= Fraction(max(papers - wrong - n, 0), papers - n)
        n += 1
    return n


def sample(top, lot, papers, n):
    dice, out = Stream(hash_("sathach1 sheet sample", top + lot.encode())), list(range(papers))
    for i in range(n):
        k = i + dice.below(papers - i)
        out[i], out[k] = out[k], out[i]
    return out[:n]


def asked(top, lot, papers, rule):
    """How many papers of a mark's are asked for; rule: none, a sample, all."""
    if rule != 1:
        return len(papers) if rule == 2 else 0
    n = sample_size(len(papers))
    picked = set(sample(top, "", len(papers), n))
    if lot:
        picked |= set(sample(top, lot, len(papers), n))
    return len(picked)


def ended_lines(w):
    """{paper's name: line of its first journal with an end}"""
    out = {}
    for line in w.lines:
        if line[3] in ("answers", "resume") and line[4] == w.name and line[7]["end"] != "open":
            out.setdefault(line[7]["paper"], int(line[0]))
    return out


def check_sheet(w):
    """The last typed sheet: its marks, what they ask, its rows."""
    line = w.lines_of("sheet")[-1]
    text = w.read(f"sessions/{w.name}/sheets/{line[5]}").decode().split("\n")
    expect(text[0] == "#sathach sheet 1", "the first line")
    expect(text[1] == f"#session {w.session.hash.hex()}", "of another session")
    ended, before, names = ended_lines(w), 0, [paper_name(p) for p in range(len(w.session.papers))]
    marks = [row.split(" ") for row in text[2:] if row.startswith("#mark ")]
    expect(marks and text[-1] == "", "no mark, or no end")
    for _, size, top, lot, _, n, _, m in marks:
        papers = [p for p in names if before < ended.get(p, 0) <= int(size)]
        before, made = int(size), root(w.leaves[: int(size)])
        expect(made.hex() == top and len(papers) == int(m), f"the mark of {size} lines")
        lot = "" if lot == "-" else lot
        expect(asked(made, lot, papers, w.session.sheet) == int(n), f"{n} of {m} asked")
    rows = [row.split("\t") for row in text[2 + len(marks) : -1]]
    expect(rows and [row[0] for row in rows] == sorted(row[0] for row in rows), "rows by paper")
    for paper, sbd, _ in rows:
        candidate = w.session.papers[names.index(paper)].candidate
        expect(w.session.candidates[candidate].sbd == sbd, f"SBD of {paper}")
    return int(line[7]["rows"]) == len(rows)
