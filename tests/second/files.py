"""FORMATS.md, "Package" to "Session": what office and examiner make, opened with the office's key."""
import base64
import hashlib
import re
from dataclasses import dataclass, field

from nacl.signing import SigningKey

from primitives import (
    Reader,
    Wrong,
    blocks,
    box_open,
    expect,
    file_hash,
    hash_,
    kdf,
    label0,
    stretch,
    text16,
    u16,
    u32,
    u8,
    verify,
    verify_plain,
    xopen,
    xseal,
)

KINDS = {"bank": 1, "session": 2, "answers": 3, "resume": 4, "manifest": 6, "order": 7, "ack": 8, "keys": 10, "roomlog": 13}
SIGNED = (1, 2, 7, 8, 9, 13)


def open_package(data, kind):
    """payload, signer's key (None where the kind carries no signature)"""
    r = Reader(data)
    expect(r.take(8) == b"SATHACH\x1a", "no package")
    expect(r.u16() == 2, "another version")
    expect(r.u8() == KINDS[kind], f"not of the kind {kind}")
    is_signed = r.u8()
    expect(is_signed == (KINDS[kind] in SIGNED), "signature type")
    r.zero(4)
    signer, n = r.take(32), r.u64()
    r.zero(8)
    payload = r.take(n)
    if is_signed:
        verify(signer, "sathach1 package", data[: 64 + n], r.take(64))
    else:
        expect(not any(signer), "an unsigned package names a signer")
    r.end()
    return payload, signer if is_signed else None


# ---- keys ----

ROLES = ("office", "examiner", "witness")


@dataclass
class PublicKey:
    role: str
    id: bytes
    sign_pk: bytes
    box_pk: bytes = None
    name: str = ""

    def printed_id(self):
        return self.id[::-1].hex().upper()


@dataclass
class SecretKey:
    id: bytes
    sign_pk: bytes
    sign_sk: bytes
    box_pk: bytes
    box_sk: bytes


def open_key_file(data, passphrase):
    payload, _ = open_package(data, "keys")
    r = Reader(payload)
    r.u8()
    r.zero(3)
    ops, kib, salt = r.u32(), r.u32(), r.take(16)
    sealed = r.take(r.u32())
    r.end()
    s = Reader(
        xopen(
            stretch(passphrase, salt, ops, kib), label0("sathach1 key file") + payload[:28], sealed
        )
    )
    key = SecretKey(s.take(8), s.take(32), s.take(64), s.take(32), s.take(32))
    s.end()
    return key


def read_public_key(text):
    lines = text.decode().split("\n")
    raw, role = base64.b64decode(lines[1]), lines[2].removeprefix("sathach role: ")
    expect(raw[:2] == b"Ed" and len(raw) == 42 and role in ROLES, "no public key")
    key = PublicKey(role, raw[2:10], raw[10:])
    if role == "office":
        box = base64.b64decode(lines[3].removeprefix("sathach opening key: "))
        verify(key.sign_pk, "sathach1 opening key", box[:32], box[32:])
        key.box_pk = box[:32]
    if role == "witness":
        key.name = lines[3].removeprefix("sathach name: ")
        expect(re.fullmatch(r"[a-z0-9./-]{1,64}", key.name), "a witness's name")
    expect(lines[0].endswith(key.printed_id()), "the key id in the comment is another")
    return key


def verify_minisig(key, data, text, name):
    """The trusted comment."""
    lines = text.decode().split("\n")
    raw, comment = base64.b64decode(lines[1]), lines[2].removeprefix("trusted comment: ")
    expect(raw[:10] == b"ED" + key.id, "signed by another key")
    verify_plain(key.sign_pk, hashlib.blake2b(data, digest_size=64).digest(), raw[10:])
    verify_plain(key.sign_pk, raw[10:] + comment.encode(), base64.b64decode(lines[3]))
    expect(comment.startswith(f"file:{name}\t"), "the signature is for another file")
    return comment


# ---- bank ----


@dataclass
class Entry:
    id: bytes
    answer: int
    options_refer: bool
    address: bytes
    key: bytes
    texts: list = field(default_factory=list)


@dataclass
class Bank:
    hash: bytes
    uid: bytes
    entries: list = field(default_factory=list)
    pools: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)  # address: (sealed, stem, options)


def question_id(stem, options):
    return hash_("sathach1 question id", b"".join(t.encode() + b"\0" for t in (stem, *options)))


def seal_cell(master, uid, stem, options):
    qid = question_id(stem, options)
    key, address = kdf(master, "sathach1 question", qid), kdf(master, "sathach1 address", qid, 16)
    plain = b"".join(
        u16(i + 1) + u16(1) + u32(len(t.encode())) + t.encode()
        for i, t in enumerate((stem, *options))
    )
    plain += bytes(-(len(plain) + 72) % 256)
    return xseal(
        key,
        label0("sathach1 question") + uid + address,
        plain,
        kdf(key, "sathach1 cell salt", address, 24),
    )


def open_bank(data, office):
    payload, examiner = open_package(data, "bank")
    r = Reader(payload)
    bank = Bank(file_hash(data), r.take(16))
    r.u32()
    meta_len, count, box_len, cells_len = r.u32(), r.u32(), r.u32(), r.u64()
    r.zero(24)
    r.take(meta_len)
    index, cells, box = Reader(r.take(32 * count)), r.take(cells_len), r.take(box_len)
    r.end()
    b = Reader(box_open(office.box_pk, office.box_sk, box))
    n, signature = b.u32(), b.take(64)
    inner = b.take(n)
    b.end()
    verify(examiner, "sathach1 bank box", bank.uid + inner, signature)
    b, at, before = Reader(inner), 0, b""
    master = b.take(32)
    expect(b.u32() == count, "as many entries as cells")
    for _ in range(count):
        qid, answer, flags = b.take(32), b.u8(), b.u8()
        b.text16()
        entry = Entry(
            qid,
            answer,
            flags == 1,
            kdf(master, "sathach1 address", qid, 16),
            kdf(master, "sathach1 question", qid),
        )
        address, offset, length = index.take(16), index.u64(), index.u32()
        index.zero(4)
        expect(
            address == entry.address and address > before and offset == at and length % 256 == 0,
            "index",
        )
        cell = cells[offset : offset + length]
        texts = [
            t.decode()
            for _, _, t in blocks(
                xopen(entry.key, label0("sathach1 question") + bank.uid + address, cell)
            )
        ]
        expect(question_id(texts[0], texts[1:]) == qid, "a cell holds another question")
        expect(
            seal_cell(master, bank.uid, texts[0], texts[1:]) == cell,
            "a cell has another form than its own",
        )
        entry.texts = texts
        bank.entries.append(entry)
        before, at = address, at + length
    expect(at == cells_len, "cells do not fill their place")
    for _ in range(b.u32()):
        name = b.text16()
        bank.pools[name] = [b.u32() for _ in range(b.u32())]
    b.end()
    return bank


# ---- profile ----


@dataclass
class Part:
    id: str
    points: int
    passed_at: int
    draws: list  # (pool, fallback, count)

    def questions(self):
        return sum(count for _, _, count in self.draws)


@dataclass
class Variant:
    minutes: int
    passed_at: int
    parts: list


def read_variant(r):
    v = Variant(r.u16(), r.u16(), [])
    for _ in range(r.u16()):
        name, _, _ = r.text16(), r.text16(), r.text16()
        part = Part(name, r.u16(), r.u16(), [])
        part.draws = [(r.text16(), r.text16(), r.u16()) for _ in range(r.u16())]
        v.parts.append(part)
    return v


@dataclass
class Profile:
    shuffles: bool
    standard: Variant
    exempt: Variant


def read_profile(data):
    r = Reader(data)
    for _ in range(3):
        r.text16()
    p = Profile(r.u8() == 1, read_variant(r), read_variant(r))
    r.end()
    return p


# ---- session ----


@dataclass
class Candidate:
    salt: bytes
    sbd: str
    name: str
    birth: str
    unit: str
    access: str = ""
    identity: str = ""


@dataclass
class Paper:
    candidate: int
    exempt: bool
    extra: int
    field: str
    grade: str
    title: str
    seat: str
    k0: bytes = b""


@dataclass
class Session:
    hash: bytes
    signer: bytes
    payload: bytes
    uid: bytes = b""
    name: str = ""
    candidates: list = field(default_factory=list)
    papers: list = field(default_factory=list)

    def variant(self, paper):
        return self.profile.exempt if self.papers[paper].exempt else self.profile.standard

    def seal_context(self, label, more=b""):
        return label0(label) + self.uid + more


def read_header(s):
    """Header and meta; the sealed sections as they are."""
    r = Reader(s.payload)
    s.uid, s.name = r.take(16), r.take(40).rstrip(b"\0").decode()
    s.issue, s.supersedes, s.flags = r.u32(), r.take(32), r.u32()
    s.bank_hash, s.bank_uid, s.examiner_pk, s.office_pk, s.office_box_pk, s.commitment = (
        r.take(32),
        r.take(16),
        r.take(32),
        r.take(32),
        r.take(32),
        r.take(32),
    )
    s.opens, s.closes, s.tick, s.checkpoint, s.outage_cap, s.extra_cap = (
        r.i64(),
        r.i64(),
        r.u16(),
        r.u16(),
        r.u16(),
        r.u16(),
    )
    s.ops, s.kib, s.salt, s.custodians, s.need = r.u32(), r.u32(), r.take(16), r.u8(), r.u8()
    slots, candidates, papers = r.u16(), r.u32(), r.u32()
    meta, roster, ticket, invigilator, office_box = r.u32(), r.u32(), r.u32(), r.u32(), r.u32()
    s.people_hash, s.order_pk, s.sheet, s.start, s.copies = r.take(32), r.take(32), r.u8(), r.u8(), r.u8()
    expect(s.sheet <= 2 and s.start <= 2 and s.copies <= 1 and s.flags <= 1, "an unknown rule")
    expect(r.at == 419, "the header's numbers end at 419")
    r.zero(93)
    s.meta = {kind: data for kind, _, data in blocks(r.take(meta))}
    expect(all(1 <= len(s.meta[kind]) <= 160 for kind in (5, 6) if kind in s.meta), "when or where results are told")
    s.slots = [r.take(112) for _ in range(slots)]
    s.roster = r.take(roster)
    s.tickets = [r.take(ticket) for _ in range(papers)]
    s.invigilator, s.office_box = r.take(invigilator), r.take(office_box)
    r.end()
    s.count = candidates, papers
    s.lot, s.profile = s.meta[3], read_profile(s.meta[4])
    expect(s.office_pk == s.signer, "another office signed")


def unlock(s, passphrases):
    """S from {custodian: passphrase} of as many as are needed."""
    stretched = {i: stretch(p, s.salt, s.ops, s.kib) for i, p in passphrases.items()}
    for slot in s.slots:
        r = Reader(slot)
        purpose, need = r.u8(), r.u8()
        r.zero(2)
        mask = r.u32()
        if purpose == 1 and need == len(stretched) and mask == sum(1 << i for i in stretched):
            return xopen(slot_key(stretched), s.seal_context("sathach1 slot", slot[:8]), slot[8:])
    raise Wrong("no slot for these custodians")


def slot_key(stretched):
    return hash_(
        "sathach1 slot",
        b"".join(kdf(stretched[i], "sathach1 slot", u8(i)) for i in sorted(stretched)),
    )


def read_roster(s, S):
    key = kdf(S, "sathach1 roster", b"")
    expect(len(s.roster) % 1024 == 0, "the roster's length")
    for kind, _, data in blocks(xopen(key, s.seal_context("sathach1 roster"), s.roster)):
        r = Reader(data)
        if kind == 1:
            r.u16()
            s.candidates.append(
                Candidate(r.take(16), r.text16(), r.text16(), r.text16(), r.text16())
            )
        elif kind == 2:
            candidate, flags, extra = r.u32(), r.u16(), r.u16()
            code, grade, title, _, seat, _ = (r.text16() for _ in range(6))
            s.papers.append(Paper(candidate, flags & 1 == 1, extra, code, grade, title, seat))
        r.end()
    expect(
        (len(s.candidates), len(s.papers)) == s.count,
        "the roster is not as long as the header says",
    )


def read_room(s, S):
    """room, the vouchers' verifiers"""
    plain = xopen(
        kdf(S, "sathach1 invigilator", b""), s.seal_context("sathach1 invigilator"), s.invigilator
    )
    room, verifiers = (data for _, _, data in blocks(plain)[:2])
    expect(len(verifiers) == 120 * 32, "a verifier a voucher")
    return room.decode(), [verifiers[i : i + 32] for i in range(0, len(verifiers), 32)]


def order_key(O, uid):
    return bytes(SigningKey(kdf(O, "sathach1 order key", uid)).verify_key)


def open_order_slot(s, passphrase):
    """O, which a room console opens."""
    (slot,) = (slot for slot in s.slots if slot[0] == 2)
    expect(slot[1:8] == bytes([1, 0, 0, 1, 0, 0, 0]), "the slot of orders")
    key = slot_key({0: stretch(passphrase, s.salt, s.ops, s.kib)})
    O = xopen(key, s.seal_context("sathach1 slot", slot[:8]), slot[8:])
    expect(order_key(O, s.uid) == s.order_pk, "the order key follows from O")
    return O


def open_office_box(s, office):
    r = Reader(box_open(office.box_pk, office.box_sk, s.office_box))
    expect(r.take(16) == s.uid, "the box is of another session")
    s.S, s.D, s.O = r.take(32), r.take(32), r.take(32)
    access = [r.take(10).decode() for _ in range(s.count[0])]
    secret = [r.take(32) for _ in range(s.count[1])]
    r.end()
    expect(order_key(s.O, s.uid) == s.order_pk, "the order key follows from O")
    read_roster(s, s.S)
    for c, code in zip(s.candidates, access):
        c.access = code
    for p, k0 in zip(s.papers, secret):
        p.k0 = k0


def commitment_of(D, uid, bank_hash, pools, profile, roster):
    return hash_(
        "sathach1 draw commitment",
        D
        + uid
        + bank_hash
        + hash_("sathach1 pools", pools)
        + hash_("sathach1 profile", profile)
        + hash_("sathach1 roster list", roster),
    )


def pools_bytes(flags, pools):
    """flags: one a question in the index's order; pools: [(name, entries)]"""
    return (
        u32(len(flags))
        + bytes(flags)
        + u32(len(pools))
        + b"".join(
            text16(name) + u32(len(of)) + b"".join(u32(entry) for entry in of) for name, of in pools
        )
    )


def roster_bytes(rows):
    """rows: (sbd, field, grade, exempt, extra, seat) of each paper"""
    return b"".join(
        text16(sbd) + text16(code) + text16(grade) + u8(exempt) + u16(extra) + text16(seat)
        for sbd, code, grade, exempt, extra, seat in rows
    )


def check_commitment(s, bank):
    rows = [
        (s.candidates[p.candidate].sbd, p.field, p.grade, p.exempt, p.extra, p.seat)
        for p in s.papers
    ]
    pools = pools_bytes([entry.options_refer for entry in bank.entries], list(bank.pools.items()))
    made = commitment_of(s.D, s.uid, bank.hash, pools, s.meta[4], roster_bytes(rows))
    expect(made == s.commitment, "what was drawn from is not what was committed to")


def open_session(data):
    payload, signer = open_package(data, "session")
    s = Session(file_hash(data), signer, payload)
    read_header(s)
    return s


# ---- ticket ----


def ticket_key(S, candidate, salt, stretched):
    return kdf(kdf(S, "sathach1 candidate", u32(candidate) + salt), "sathach1 ticket", stretched)


@dataclass
class Ticket:
    k0: bytes
    minutes: int
    extra: int
    parts: list
    questions: list  # (address, key, order)


def open_ticket(s, paper, S, access):
    """As a seat does: from S and the access code alone."""
    p = s.papers[paper]
    c = s.candidates[p.candidate]
    key = ticket_key(S, p.candidate, c.salt, stretch(access, c.salt, s.ops, s.kib))
    r = Reader(xopen(key, s.seal_context("sathach1 ticket", u32(paper)), s.tickets[paper]))
    expect(r.u32() == paper, "the ticket is of another paper")
    k0, minutes, extra = r.take(32), r.u16(), r.u16()
    r.text16()
    expect(r.text16() == p.seat, "another seat than the roster names")
    r.u16()
    parts = [r.u16() for _ in range(r.u16())]
    questions = []
    for _ in range(r.u16()):
        questions.append((r.take(16), r.take(32), r.u8()))
        r.zero(2)
    r.zero()
    expect(sum(parts) == len(questions), "the parts' questions add up")
    return Ticket(k0, minutes, extra, parts, questions)
