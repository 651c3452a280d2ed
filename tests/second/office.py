"""Everything an office has, checked by the second implementation: keys, signatures, session, tickets,
draw, journals, codes, results, basis, acknowledgement, log.
    office.py OFFICE SESSION PASSPHRASE-FILE PASSPHRASES-OF-THE-SESSION FORMATS.md [SEAT RESUMES]"""
import contextlib
import itertools
import pathlib
import re
import sqlite3
import sys

from characters import Rules
from draw import draw_paper
from files import open_package, open_ticket, read_public_key, read_room, unlock, verify_minisig
from grading import Decisions, basis, results_text
from journal import (
    CLEAR,
    CONTINUE,
    EXTEND,
    HANDIN,
    MISCONDUCT,
    OUTAGE,
    TIMEOUT,
    answers_name,
    open_answers,
    open_resume,
    receipt_of,
)
from office_log import paper_code, root, verify_mark
from primitives import (
    blocks,
    expect,
    file_hash,
    normal_code,
    paper_name,
)
from room import voucher, voucher_secrets
from rules import ORDER_FIRST, is_ordered, is_proved, voucher_events
from sheet import check_sheet
from tap import check, same
from workspace import Workspace

PAGE = pathlib.Path(sys.argv[5]).read_text(encoding="utf-8")
END_WORDS = {None: "open", HANDIN: "handin", TIMEOUT: "time", MISCONDUCT: "misconduct"}

w = check(
    "the office: its keys, session, boxes, bank; its log's mark: signature, origin, root",
    Workspace,
    *sys.argv[1:4],
)
if w is None:
    sys.exit(1)
s, bank = w.session, w.bank


# ---- keys and the room ----


def examiner():
    key = read_public_key(w.read("keys/examiner.pub"))
    expect(
        key.role == "examiner" and key.sign_pk == s.examiner_pk,
        "the session names another examiner",
    )


def the_room():
    with open(sys.argv[4], encoding="utf-8") as lines:
        passphrases = [normal_code(line.strip()) for line in lines]
    expect(len(passphrases) == s.custodians, "a passphrase a custodian")
    for some in itertools.combinations(range(s.custodians), s.need):
        expect(unlock(s, {i: passphrases[i] for i in some}) == s.S, "the slots hold another S")
    expect(read_room(s, s.S)[0] == s.meta[2].decode(), "the invigilator's box tells another room")


check("the examiner's key", examiner)
check(f"any {s.need} of {s.custodians} custodians unlock the room", the_room)


# ---- each paper: ticket, draw ----


def paper_of(paper):
    p, t = s.papers[paper], open_ticket(
        s, paper, s.S, s.candidates[s.papers[paper].candidate].access
    )
    expect(t.k0 == p.k0, "the ticket has another key than the office's box")
    variant = s.variant(paper)
    expect((t.minutes, t.extra) == (variant.minutes, p.extra), "minutes")
    parts, orders = draw_paper(s, bank, paper)
    expect(
        t.parts == [len(part) for part in parts] == [part.questions() for part in variant.parts],
        "parts",
    )
    entries = [bank.entries[e] for part in parts for e in part]
    expect(
        t.questions == [(e.address, e.key, order) for e, order in zip(entries, orders)],
        "other questions or orders",
    )
    return orders


def shuffled(orders):
    """That the test is one: options do stand in many orders."""
    expect(
        not s.profile.shuffles or len({o for of in orders for o in of}) > 10,
        "options stand as written",
    )


drawn = [
    check(f"paper {paper_name(p)}: its ticket opens to what D draws", paper_of, p)
    for p in range(len(s.papers))
]
if None not in drawn:
    check("options stand in many orders", shuffled, drawn)


# ---- vouchers: printed, and what seats check them by ----


def printed_vouchers():
    sheet = w.read(f"reports/{s.name}/tap-duot-vouchers.txt").decode()
    printed = re.findall(r"^ *(\d+)  ([0-9A-Z]{5}) ([0-9A-Z]{5})   ", sheet, re.M)
    expect(
        [(int(n), a + b) for n, a, b in printed]
        == [(n, voucher(s.O, s.uid, n)) for n in range(1, 121)],
        "the sheet has others",
    )
    _, verifiers = read_room(s, s.S)
    for n in (1, 60, 120):
        verifier, _ = voucher_secrets(s.O, s.uid, n, s.ops, s.kib)
        expect(verifier == verifiers[n - 1], f"the verifier of voucher {n}")


check("vouchers as printed, and their verifiers", printed_vouchers)


def characters():
    rules = Rules(PAGE)
    bad = [text for e in bank.entries for text in e.texts if not rules.is_good(text)]
    expect(not bad, f"{len(bad)} texts hold what the page does not allow: {bad[:1]}")


check("the bank's texts hold only characters that the page allows", characters)


# ---- what a seat holds ----


def resumes(folder):
    paths = sorted(folder.glob("*.resume"))
    expect(paths, "none is there")
    for path in paths:
        j = open_resume(path.read_bytes(), s)
        expect(
            path.name == answers_name(s, j.paper, j.head, "resume"),
            f"{path.name} names another journal",
        )
        expect(j.state.end is None, f"{path.name} has an end")


def attempts(folder):
    """The seat's database holds what its answers file holds."""
    paths = sorted(folder.glob("*.attempt"))
    expect(paths, "none is there")
    for path in paths:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            (application,), (version,) = (
                db.execute(f"PRAGMA {x}").fetchone() for x in ("application_id", "user_version")
            )
            rows = db.execute("SELECT seq, body, mac FROM event ORDER BY seq").fetchall()
        expect((application, version) == (0x53544831, 2), "another application or version")
        expect([seq for seq, _, _ in rows] == list(range(len(rows))), "a gap in the numbers")
        records = b"".join(body + mac for _, body, mac in rows)
        (own,) = folder.glob(path.name.removesuffix("attempt") + "*.answers")
        expect(
            records == open_answers(own.read_bytes(), s, w.office).records,
            f"{path.name} holds another journal",
        )


if len(sys.argv) > 6:
    check("resumes on the share open with the ticket's key", resumes, pathlib.Path(sys.argv[7]))
    check("attempts on the seat hold what was handed in", attempts, pathlib.Path(sys.argv[6]))


# ---- journals ----


def names(journals):
    for file, j in journals:
        expect(file == answers_name(s, j.paper, j.head), f"{file} names another journal")


def clears(journals):
    expect(
        any(ev.type == CLEAR for _, j in journals for ev in j.state.events),
        "no answer was taken back anywhere",
    )


def proofs(journals):
    events = [(j, ev) for j in journals for ev in voucher_events(j)]
    kinds = {ev.type for _, ev in events}
    expect(kinds >= {OUTAGE, EXTEND, CONTINUE, MISCONDUCT}, f"vouchers were used for {kinds} alone")
    expect(any(any(j.state.events[0].proof) for j, _ in events), "none was used at a seat")
    wrong = [f"{paper_name(j.paper)}:{ev.seq}" for j, ev in events if not is_proved(s, j.paper, ev)]
    expect(not wrong, f"no voucher's proof: {wrong}")


collected = check("every journal of the inbox: opened, chained, bound, in order", w.journals) or []
check(f"{len(collected)} journals: the names of their files", names, collected)
check("answers were taken back in some", clears, collected)
journals = [j for _, j in collected]


def orders_of(journals):
    events = [(j, ev) for j in journals for ev in j.state.events if ev.code >= ORDER_FIRST]
    expect(events, "no order stands in a journal")
    kept = [is_ordered(s, j.paper, ev) for j, ev in events]
    expect(any(kept) and not all(kept), "some are orders of their paper and seat, one is not")


check("the orders that journals tell of", orders_of, journals)
check("the proofs of the vouchers that journals tell of", proofs, journals)


def named(manifests):
    expect(any(m.entries for m in manifests), "no manifest names any")
    for m in manifests:
        for paper, events, ended, head in m.entries:
            own = next((j for j in journals if j.head == head), None)
            expect(
                own
                and (own.paper, len(own.state.events), own.state.end is not None)
                == (paper, events, ended),
                f"seat {m.seat} names a journal that did not come",
            )


manifests = check("the manifests open", w.manifests) or []
check("they name journals that came", named, manifests)


def acknowledged():
    payload, signer = open_package(w.read(f"sessions/{s.name}/{s.name}.ack"), "ack")
    found = blocks(payload)
    expect(
        signer == s.office_pk and found[0][2] == s.uid + s.name.encode(),
        "of another office or session",
    )
    # of what had come when it was written, lost since or not
    came = {
        (int(line[7]["paper"]) - 1, receipt_of(bytes.fromhex(line[7]["head"])))
        for line in w.lines_of("answers")
    }
    want = sorted(paper.to_bytes(4, "big") + receipt.encode() + bytes(4) for paper, receipt in came)
    expect(
        [kind for kind, _, _ in found[:2]] == [1, 2] and found[1][2] == b"".join(want),
        "acknowledges other journals",
    )
    return found[2:]


noted = check("the acknowledgement: one receipt a journal", acknowledged)


# ---- results ----


def signed(name):
    """The file's text, once its signature fits, and the trusted comment's basis."""
    path = f"sessions/{s.name}/{name}"
    data = w.read(path)
    comment = verify_minisig(w.office_pub, data, w.read(path + ".minisig"), path.rsplit("/", 1)[1])
    return data.decode(), dict(part.split(":", 1) for part in comment.split("\t")[:-1])


def signed_decisions(decisions):
    for i in range(len(decisions)):
        signed(f"decisions/{i + 1:04}.decision")


decisions = check("the decisions follow one another, as the log has them", w.decisions)
decisions = Decisions() if decisions is None else decisions
check(f"{len(decisions)} decisions are signed", signed_decisions, decisions)
results = check("results.tsv is signed", signed, "results.tsv")
base = check("the basis is signed", signed, "basis.tsv")
if results and base:
    text = basis(s, w.people, journals, decisions, w.counting(decisions))
    same("the basis, line by line", base[0], text)
    same(
        "its hash in the trusted comments",
        results[1]["basis"] + base[1]["basis"],
        file_hash(text.encode()).hex() * 2,
    )
    same(
        "the results, cell by cell",
        results[0],
        results_text(
            s, bank, decisions, journals, w.presence(manifests, decisions), w.people, text
        ),
    )


# ---- the office's log ----

PLACES = {
    "sheet": "sessions/{}/sheets",
    "session": "sessions/{}",
    "decision": "sessions/{}/decisions",
    "answers": "inbox/{}",
    "manifest": "inbox/{}",
    "damaged": "inbox/{}/damaged",
}


def files_of_lines():
    """Every file of this session that a line speaks of, but for those ruled lost."""
    seen, lost = set(), decisions.lost()
    for number, _, _, kind, session, subject, digest, more in w.lines:
        if session == s.name and kind in PLACES and int(number) not in lost:
            path = f"{PLACES[kind].format(session)}/{more.get('as', subject)}"
            expect(file_hash(w.read(path)).hex() == digest, f"{path} is not what came")
            seen.add(kind)
    expect(
        seen == {kind for kind in PLACES if kind != "decision" or decisions},
        f"lines of {sorted(seen)} alone",
    )


def what_lines_say():
    for line in w.lines_of("answers"):
        own = [j for file, j in collected if file == line[7]["as"]]
        expect(
            all(
                (
                    j.head.hex(),
                    paper_name(j.paper),
                    str(len(j.state.events)),
                    END_WORDS[j.state.end],
                )
                == tuple(line[7][key] for key in ("head", "paper", "events", "end"))
                for j in own
            ),
            f"line {line[0]} tells another journal",
        )
    graded = w.lines_of("graded")[-1]
    expect(
        graded[6] == file_hash(w.read(f"sessions/{s.name}/results.tsv")).hex(),
        "results.tsv is not what was graded last",
    )


def mark_on_ack():
    expect(len(noted) == 1 and noted[0][0] == 3, "carries no mark")
    _, size, top = verify_mark(noted[0][2], w.office_pub)
    expect(
        size <= len(w.leaves) and root(w.leaves[:size]) == top,
        "its mark is no beginning of the log",
    )


def typed_sheet():
    expect(check_sheet(w), "the line tells another number of rows")


check("the typed sheet: its marks, how many rows they ask", typed_sheet)
check("the log's lines: the files they speak of", files_of_lines)
check("and what they say of journals and results", what_lines_say)
check("the acknowledgement's mark is a beginning of the log", mark_on_ack)
print(f"code {len(w.lines)} {paper_code(w.mark_body)}")
