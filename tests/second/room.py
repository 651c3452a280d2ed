"""FORMATS.md, "Orders, vouchers", "Manifest": what tells of a room besides journals."""
from dataclasses import dataclass

from nacl.signing import SigningKey

from files import open_package
from journal import room_record_mac, seat_in_names
from primitives import (
    CODE_ALPHABET,
    Reader,
    blocks,
    box_seal,
    check_character,
    expect,
    file_hash,
    hash_,
    i64,
    kdf,
    letters,
    stretch,
    to_be_signed,
    u16,
    u32,
    u64,
    u8,
)

NO_PAPER = 0xFFFFFFFF
OF_SEAT = (16, 18, 19, 20)  # actions that concern the seat
ONE_USE = {17: "paper", 19: "seat", 20: "seat"}  # of one voucher in the whole room


def seat_hash(name):
    return hash_("sathach1 seat", name.encode())[:8]


# ---- vouchers ----


def voucher(O, uid, n):
    """Its ten characters."""
    V = kdf(O, "sathach1 voucher key", uid)
    number = int.from_bytes(kdf(V, "sathach1 voucher", u16(n))[:8], "little")
    values = [n // 25, n % 25]
    for _ in range(7):
        values.append(number % 25)
        number //= 25
    text = "".join(CODE_ALPHABET[v] for v in values)
    return text + check_character(text)


def voucher_secrets(O, uid, n, ops, kib):
    """verifier, W"""
    salt = hash_("sathach1 voucher salt", uid + u16(n))[:16]
    both = stretch(voucher(O, uid, n)[2:9], salt, ops, kib, 64)
    return both[:32], both[32:]


def proof(W, uid, paper, seat, n, action, minutes):
    use = u16(n) + u16(action) + u16(minutes)
    return kdf(W, "sathach1 voucher use", uid + u32(paper) + seat + use)


# ---- orders ----


@dataclass
class Order:
    console: str
    number: int
    before: bytes
    paper: int
    seat: bytes
    action: int
    minutes: int
    reason: int
    words: str = ""
    by: str = ""
    instance: int = 0
    wall_ms: int = 1767225600000
    hash: bytes = b""

    def payload(self, uid, session_hash):
        parts = (
            uid
            + session_hash
            + self.console.encode().ljust(8, b"\0")
            + u32(self.number)
            + i64(self.wall_ms)
            + self.before,
            u32(self.paper) + self.seat + u32(self.instance),
            u16(self.action) + u16(self.minutes) + u16(self.reason) + bytes(2),
            self.words.encode(),
            self.by.encode(),
        )
        return b"".join(u16(i) + u16(0) + u32(len(p)) + p for i, p in enumerate(parts, 1))


def package(kind, payload, key=None):
    """Signed where a key is given."""
    head = (
        b"SATHACH\x1a"
        + u16(2)
        + u8(kind)
        + u8(1 if key else 0)
        + bytes(4)
        + (bytes(key.verify_key) if key else bytes(32))
        + u64(len(payload))
        + bytes(8)
    )
    signature = key.sign(to_be_signed("sathach1 package", head + payload)).signature if key else b""
    return head + payload + signature


def order_name(session, console, number, digest):
    return f"{session}.{console}.{number:04}.{letters(digest, 16)}.order"


def build_order(s, order):
    """name, bytes"""
    key = SigningKey(kdf(s.O, "sathach1 order key", s.uid))
    data = package(7, order.payload(s.uid, s.hash), key)
    return order_name(s.name, order.console, order.number, file_hash(data)), data


def open_order(data, s):
    payload, signer = open_package(data, "order")
    expect(signer == s.order_pk, "another key signed the order")
    parts = blocks(payload)
    expect([kind for kind, _, _ in parts] == [1, 2, 3, 4, 5], "blocks of an order")
    one, two, three = (Reader(parts[i][2]) for i in range(3))
    expect(one.take(16) == s.uid and one.take(32) == s.hash, "an order of another session")
    console = one.take(4).decode()
    one.zero(4)
    number, wall_ms, before = one.u32(), one.i64(), one.take(32)
    expect((before == bytes(32)) == (number == 1) and number <= 9999, "its place in the chain")
    paper, seat, instance = two.u32(), two.take(8), two.u32()
    action, minutes, reason = three.u16(), three.u16(), three.u16()
    three.zero(2)
    for r in (one, two, three):
        r.end()
    words, by = parts[3][2].decode(), parts[4][2].decode()
    return Order(
        console,
        number,
        before,
        paper,
        seat,
        action,
        minutes,
        reason,
        words,
        by,
        instance,
        wall_ms,
        file_hash(data),
    )


# ---- room logs ----


def build_roomlog(s, console, lines):
    """name, bytes; lines of seven fields"""
    key = SigningKey(kdf(s.O, "sathach1 order key", s.uid))
    text = "".join("\t".join(line) + "\n" for line in lines)
    parts = s.uid + s.hash + console.encode() + bytes(4), text.encode()
    payload = b"".join(u16(i) + u16(0) + u32(len(p)) + p for i, p in enumerate(parts, 1))
    return f"{s.name}.{console}.roomlog", package(13, payload, key)


def open_roomlog(data, s):
    """console, lines of seven fields"""
    payload, signer = open_package(data, "roomlog")
    expect(signer == s.order_pk, "another key signed the room log")
    parts = blocks(payload)
    expect([kind for kind, _, _ in parts] == [1, 2], "blocks of a room log")
    head = Reader(parts[0][2])
    expect(head.take(16) == s.uid and head.take(32) == s.hash, "a room log of another session")
    console = head.take(4).decode()
    head.zero(4)
    head.end()
    text = parts[1][2].decode()
    expect(not text or text.endswith("\n"), "a line without its end")
    lines = [line.split("\t") for line in text.split("\n")[:-1]]
    expect(all(len(line) == 7 for line in lines), "seven fields a line")
    return console, lines


# ---- manifests ----


def build_records(S, seat, bodies):
    """Records of 104 from their 72, chained."""
    key, before, out = kdf(S, "sathach1 room key", seat), bytes(32), b""
    for body in bodies:
        before = room_record_mac(key, before, body)
        out += body + before
    return out


def record_body(seq, what, number=0, paper=NO_PAPER, action=0, minutes=0, data=bytes(32)):
    told = u32(seq) + u16(what) + u16(number) + u32(paper) + u16(action) + u16(minutes)
    return told + i64(1767225600000 + seq) + u64(1000 + seq) + b"one boot" + data


def build_manifest(s, seat, number, why, before, entries, bodies=()):
    """name, bytes; entries: (paper, events, ended, head)"""
    clear = s.uid + s.hash
    records = build_records(s.S, seat_hash(seat), bodies)
    plain = file_hash(clear) + seat.encode().ljust(64, b"\0") + i64(1767225600000)
    plain += u32(number) + u8(why) + bytes(3) + before + bytes(32)
    plain += u32(len(entries)) + u32(len(records) // 104)
    for paper, events, ended, head in entries:
        plain += u32(paper) + u32(events) + u8(ended) + bytes(7) + head
    plain += records
    mac = kdf(kdf(s.S, "sathach1 manifest key", b""), "sathach1 manifest", clear + plain)
    plain += mac
    plain += bytes(-len(plain) % 1024)
    name = f"{s.name}.{seat_in_names(seat)}.{letters(mac, 16)}.manifest"
    return name, package(6, clear + box_seal(s.office_box_pk, plain))
