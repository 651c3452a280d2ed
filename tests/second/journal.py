"""FORMATS.md, "Journal", "Answers", "Manifest": events and their chain; files read and made."""
from dataclasses import dataclass, field

from primitives import (
    Reader,
    box_open,
    box_seal,
    expect,
    file_hash,
    hash_,
    i64,
    kdf,
    letters,
    paper_name,
    u16,
    u32,
    u64,
    u8,
    xopen,
    xseal,
)
from files import open_package

START, CHOOSE, CLEAR, TICK, RESUME, OUTAGE, EXTEND, CONTINUE, CODE_FAILED = range(1, 10)
HANDIN, TIMEOUT, MISCONDUCT = 16, 17, 18
MARK, UNMARK, CROSS, UNCROSS, VIEW, CLOCK, TROUBLE = range(0x8001, 0x8008)
NO_QUESTION, NO_CHOICE = 0xFFFF, 0xFF
WITH_QUESTION = (CHOOSE, CLEAR, MARK, UNMARK, CROSS, UNCROSS, VIEW)
WITH_CHOICE = (CHOOSE, CROSS, UNCROSS)
ENDS = (HANDIN, TIMEOUT, MISCONDUCT)
WITH_CODE = (RESUME, OUTAGE, EXTEND, CONTINUE, MISCONDUCT)


@dataclass
class Event:
    type: int
    question: int = NO_QUESTION
    choice: int = NO_CHOICE
    minutes: int = 0
    code: int = 0
    reason: int = 0
    boot_ms: int = 0
    wall_ms: int = 0
    used_ms: int = 0
    boot: bytes = bytes(8)
    seat: bytes = bytes(8)
    data: bytes = bytes(32)
    proof: bytes = bytes(32)
    seq: int = 0

    def encode(self):
        return (
            u32(self.seq)
            + u16(self.type)
            + u16(self.question)
            + u8(self.choice)
            + b"\0"
            + u16(self.minutes)
            + u16(self.code)
            + u16(self.reason)
            + u64(self.boot_ms)
            + i64(self.wall_ms)
            + u64(self.used_ms)
            + self.boot
            + self.seat
            + bytes(8)
            + self.data.ljust(32, b"\0")
            + self.proof
        )


def decode(raw):
    r = Reader(raw)
    seq, kind, question, choice = r.u32(), r.u16(), r.u16(), r.u8()
    r.zero(1)
    ev = Event(
        kind,
        question,
        choice,
        r.u16(),
        r.u16(),
        r.u16(),
        r.u64(),
        r.i64(),
        r.u64(),
        r.take(8),
        r.take(8),
        seq=seq,
    )
    r.zero(8)
    ev.data, ev.proof = r.take(32), r.take(32)
    expect(kind == START or ev.code or not any(ev.proof), f"event {seq}: a proof of nothing")
    return ev


def binding(session_hash, bank_hash, paper):
    return hash_("sathach1 journal binding", session_hash + bank_hash + u32(paper))


def chain(key, event):
    both = kdf(key, "sathach1 journal", event, 64)
    return both[:32], both[32:]


def head_of(records):
    return hash_("sathach1 journal head", records)


def receipt_of(head):
    return letters(head, 16)


def check_place(ev, state, questions):
    """What an event may be at its place."""
    known = ev.type in range(START, CODE_FAILED + 1) or ev.type in ENDS or ev.type >= 0x8000
    expect(known, f"event {ev.seq}: type {ev.type} may not be passed over")
    expect(ev.seq == len(state.events), f"event {ev.seq}: number")
    expect((ev.type == START) == (ev.seq == 0), f"event {ev.seq}: start")
    expect(state.end is None, f"event {ev.seq}: behind the end")
    if ev.type in WITH_QUESTION:
        expect(ev.question < questions, f"event {ev.seq}: question")
    elif ev.type < 0x8000:
        expect(ev.question == NO_QUESTION, f"event {ev.seq}: question where none belongs")
    if ev.type in WITH_CHOICE:
        expect(ev.choice < 4, f"event {ev.seq}: choice")
    elif ev.type < 0x8000:
        expect(ev.choice == NO_CHOICE, f"event {ev.seq}: choice where none belongs")
    expect(ev.minutes or ev.type not in (START, EXTEND), f"event {ev.seq}: no minutes")
    expect(ev.code in range(121) or ev.code in range(128, 256), f"event {ev.seq}: code")
    expect(
        ev.code == 0 or ev.type in WITH_CODE or ev.type >= 0x8000, f"event {ev.seq}: code's place"
    )


def uncharged(ev):
    return Reader(ev.data).u64() if ev.type == OUTAGE else 0


def check_time(ev, before):
    if before is None:
        expect(ev.used_ms == 0, "time was used before the start")
        return
    b, u = ev.boot_ms - before.boot_ms, ev.used_ms - before.used_ms
    expect(u >= 0, f"event {ev.seq}: used time shrinks")
    same_boot, same_seat = ev.boot == before.boot, ev.seat == before.seat
    if same_boot and same_seat:
        expect(b >= 0 and abs(b - u) <= 1000, f"event {ev.seq}: clocks")
        return
    expect(ev.type in (OUTAGE, CONTINUE), f"event {ev.seq}: another boot or seat")
    known = b if same_boot and b >= 0 else ev.boot_ms if not same_boot and same_seat else 0
    expect(u + uncharged(ev) <= known + 1000, f"event {ev.seq}: outage")


@dataclass
class State:
    """A journal that holds, and what it says."""

    answers: list
    events: list = field(default_factory=list)
    end: int = None

    def moved(self):
        return any(ev.type == CONTINUE and any(ev.data) for ev in self.events)

    def begun_elsewhere(self):
        return any(
            ev.type == CONTINUE and ev.seq == 1 and not any(ev.data) for ev in self.events
        )

    def extended(self):
        return sum(ev.minutes for ev in self.events if ev.type == EXTEND)

    def used_ms(self):
        return self.events[-1].used_ms


def replay(records, k0, bound, questions):
    expect(records and len(records) % 160 == 0, "records of 160 bytes")
    state, key = State([None] * questions), k0
    for at in range(0, len(records), 160):
        raw, mac = records[at : at + 128], records[at + 128 : at + 160]
        good, key = chain(key, raw)
        expect(mac == good, f"event {at // 160}: the mac is another")
        ev = decode(raw)
        check_place(ev, state, questions)
        check_time(ev, state.events[-1] if state.events else None)
        expect(ev.type != START or ev.data == bound, "event 0 binds something else")
        if ev.type == CHOOSE:
            state.answers[ev.question] = ev.choice
        elif ev.type == CLEAR:
            state.answers[ev.question] = None
        elif ev.type in ENDS:
            state.end = ev.type
        state.events.append(ev)
    return state


# ---- answers, manifest ----


@dataclass
class Journal:
    paper: int
    records: bytes
    head: bytes
    state: State


def open_answers(data, s, office):
    return read_answers(
        data, "answers", s, lambda _, sealed: box_open(office.box_pk, office.box_sk, sealed)
    )


def open_resume(data, s):
    """As another seat does: from the first key that the paper's ticket brings."""

    def open_with(header, sealed):
        k0 = s.papers[int.from_bytes(header[48:52], "little")].k0
        return xopen(resume_key(k0), header, sealed)

    return read_answers(data, "resume", s, open_with)


def resume_key(k0):
    return kdf(k0, "sathach1 resume", b"")


def header_tag(rk, header):
    return kdf(rk, "sathach1 header", header, 16)


def read_answers(data, kind, s, open_sealed):
    payload, _ = open_package(data, kind)
    r = Reader(payload)
    expect(r.take(16) == s.uid and r.take(32) == s.hash, "of another session")
    paper, ended = r.u32(), r.u8()
    r.zero(3)
    head, events = r.take(32), r.u32()
    r.zero(4)
    tag = r.take(16)
    if ended or kind == "resume":
        expect(tag == header_tag(resume_key(s.papers[paper].k0), payload[:96]), "tag")
    plain = open_sealed(payload[:112], r.take(r.left()))
    expect(len(plain) == (48 + 160 * events + 4095) // 4096 * 4096, "padding")
    b = Reader(plain)
    expect(b.take(32) == file_hash(payload[:112]), "another clear header was sealed")
    count = b.u32()
    expect(count == events, "another number of records was sealed")
    b.zero(12)
    records = b.take(160 * count)
    b.zero()
    expect(head_of(records) == head, "HEAD is another")
    questions = sum(part.questions() for part in s.variant(paper).parts)
    state = replay(records, s.papers[paper].k0, binding(s.hash, s.bank_hash, paper), questions)
    expect((state.end is not None) == (ended == 1), "the header says another end")
    return Journal(paper, records, head, state)


def answers_name(s, paper, head, kind="answers"):
    return f"{s.name}.{paper_name(paper)}.{receipt_of(head)}.{kind}"


def build_answers(s, paper, records):
    """name, bytes"""
    return build(s, paper, records, 3, lambda _, plain: box_seal(s.office_box_pk, plain))


def build_resume(s, paper, records):
    """name, bytes"""
    key, salt = resume_key(s.papers[paper].k0), head_of(records)[:24]
    return build(s, paper, records, 4, lambda clear, plain: xseal(key, clear, plain, salt))


def build(s, paper, records, kind, seal):
    head = head_of(records)
    ended = decode(records[-160:-32]).type in ENDS
    clear = s.uid + s.hash + u32(paper) + u8(ended) + bytes(3) + head
    clear += u32(len(records) // 160) + bytes(4)
    clear += header_tag(resume_key(s.papers[paper].k0), clear)
    plain = file_hash(clear) + u32(len(records) // 160) + bytes(12) + records
    plain += bytes(-len(plain) % 4096)
    payload = clear + seal(clear, plain)
    package = b"SATHACH\x1a" + u16(2) + u8(kind) + u8(0) + bytes(36)
    package += u64(len(payload)) + bytes(8) + payload
    return answers_name(s, paper, head, {3: "answers", 4: "resume"}[kind]), package


@dataclass
class Manifest:
    seat: str
    number: int
    why: int
    before: bytes
    build: bytes
    entries: list  # (paper, events, ended, head)
    records: bytes
    tag: str

    def name(self, s):
        return f"{s.name}.{seat_in_names(self.seat)}.{self.tag}.manifest"


def seat_in_names(seat):
    plain = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join(chr(c) if c in plain else "_" for c in seat.encode()[:32]) or "_"


def room_record_mac(key, before, body):
    return kdf(key, "sathach1 room record", before + body)


def check_room_records(records, key):
    before, seq = bytes(32), 0
    for at in range(0, len(records), 104):
        body, mac = records[at : at + 72], records[at + 72 : at + 104]
        if body[:4] == bytes(4):
            before, seq = bytes(32), 0
        expect(body[:4] == u32(seq), "number of a room record")
        expect(mac == room_record_mac(key, before, body), "mac of a room record")
        before, seq = mac, seq + 1


def open_manifest(data, s, office):
    payload, _ = open_package(data, "manifest")
    expect(payload[:48] == s.uid + s.hash, "of another session")
    plain = box_open(office.box_pk, office.box_sk, payload[48:])
    expect(len(plain) % 1024 == 0, "padding")
    r = Reader(plain)
    expect(r.take(32) == file_hash(payload[:48]), "another clear header was sealed")
    seat = r.take(64).rstrip(b"\0").decode()
    r.i64()
    number, why = r.u32(), r.u8()
    expect(number > 0 and why in (1, 2), "number, why")
    r.zero(3)
    before, build, count, records, entries = r.take(32), r.take(32), r.u32(), r.u32(), []
    for _ in range(count):
        paper, events, ended = r.u32(), r.u32(), r.u8()
        r.zero(7)
        entries.append((paper, events, ended == 1, r.take(32)))
    records = r.take(104 * records)
    key = kdf(s.S, "sathach1 manifest key", b"")
    mac = kdf(key, "sathach1 manifest", payload[:48] + plain[: len(plain) - r.left()])
    expect(r.take(32) == mac, "mac of a manifest")
    r.zero()
    seat_hash = hash_("sathach1 seat", seat.encode())[:8]
    check_room_records(records, kdf(s.S, "sathach1 room key", seat_hash))
    return Manifest(seat, number, why, before, build, entries, records, letters(mac, 16))


NEW_SEAT = b"new seat"


class Pen:
    """Writes a journal, an event after the other, as a seat would."""

    def __init__(self, k0, boot=b"one boot", seat=b"one seat"):
        self.key, self.records, self.boot, self.seat, self.used, self.up = (
            k0,
            b"",
            boot,
            seat,
            0,
            1000,
        )

    def add(self, kind, after_ms=1000, **more):
        if self.records:
            self.used += after_ms
        ev = Event(
            kind,
            seq=len(self.records) // 160,
            used_ms=self.used,
            boot_ms=self.up + self.used,
            wall_ms=1767225600000 + self.used,
            boot=self.boot,
            seat=self.seat,
            **more,
        )
        raw = ev.encode()
        mac, self.key = chain(self.key, raw)
        self.records += raw + mac
        return self

    def copy(self):
        other = Pen(self.key, self.boot, self.seat)
        other.records, other.used, other.up = self.records, self.used, self.up
        return other

    def move(self, code):
        """To another seat, behind what stands; code: what a voucher gave the event."""
        last = len(self.records) // 160 - 1
        mac = self.records[-32:]
        self.boot, self.seat, self.up = b"new boot", NEW_SEAT, 5000 - self.used
        return self.add(CONTINUE, after_ms=0, data=u32(last) + mac[:28], **code)
