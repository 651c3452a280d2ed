"""Every vector of FORMATS.md, computed and looked for in the page, in the section that gives it.
    vectors.py FORMATS.md"""
import base64
import re
import sys

from nacl.exceptions import CryptoError
from nacl.signing import SigningKey

from characters import Rules
from draw import draw
from files import Part, PublicKey, commitment_of, order_key, seal_cell, slot_key, ticket_key
from grading import judge, part_points
from files import Entry
from journal import (
    CHOOSE,
    CLEAR,
    EXTEND,
    HANDIN,
    START,
    Event,
    binding,
    chain,
    head_of,
    header_tag,
    receipt_of,
    replay,
    room_record_mac,
)
from office_log import cosignature, key_id, note_body, paper_code, root
from primitives import (
    Stream,
    Wrong,
    file_hash,
    fours,
    kdf,
    letters,
    xopen,
    xseal,
)

from room import Order, order_name, proof, voucher, voucher_secrets
from sheet import sample, sample_size

PAGE = open(sys.argv[1], encoding="utf-8").read()


def up(first, n):
    return bytes(range(first, first + n))


def flat(text):
    return re.sub(r"\s+", " ", text)


def section(title):
    return flat(PAGE.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0])


def vector(title, name, value):
    """The value stands in the section, not merely as a part of another word."""
    found = re.search(rf"(?<![\w/+=]){re.escape(flat(str(value)))}(?![\w/+=])", section(title))
    print(f"{'ok' if found else 'not ok'} vector: {name}{'' if found else ': ' + str(value)}")


def numbers(values):
    return ", ".join(map(str, values))


def refuses(name, good, read):
    """As it is it is read; with any one byte altered it is not."""
    read(good)
    for at in range(len(good)):
        try:
            read(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        except (Wrong, CryptoError):
            continue
        print(f"not ok {name} with byte {at} altered is refused")
        return
    print(f"ok {name} with any byte altered is refused")


def primitives():
    sealed = xseal(up(0x40, 32), b"ctx", b"hello", up(0, 24))
    vector("Primitives", "xseal, com", sealed[24:56].hex())
    vector("Primitives", "xseal, ciphertext and tag", sealed[56:].hex())
    vector("Primitives", "the stream's beginning", Stream(up(0, 32)).take(16).hex())
    vector("Primitives", "the stream from block to block", Stream(up(0, 32)).take(260)[252:].hex())
    for name, n, times in (
        ("small numbers", 10, 10),
        ("large numbers, some drawn again", 3000000000, 5),
    ):
        dice = Stream(up(0, 32))
        vector("Primitives", name, numbers(dice.below(n) for _ in range(times)))
    refuses("a seal", sealed, lambda altered: xopen(up(0x40, 32), b"ctx", altered))


def bank():
    cell = seal_cell(
        b"\1" + bytes(31),
        b"\2" + bytes(15),
        "Nghiệm thu lần 0 do ai tổ chức?",
        [f"Bên thứ {i}" for i in range(1, 5)],
    )
    vector("Bank", "a cell", file_hash(cell).hex())
    rules = Rules(PAGE)
    good, refused = section("Bank").split("words by code points. Good: ", 1)[1].split("Refused: ")
    for what, text in (("good", good), ("refused", refused.split("**", 1)[0])):
        words = [
            bytes.fromhex("".join(f"{int(cp, 16):08x}" for cp in w.split())).decode("utf-32-be")
            for w in re.findall("`([^`]+)`", text)
        ]
        wrong = [w for w in words if rules.is_good(w) != (what == "good")]
        print(
            f"{'not ok' if wrong or not words else 'ok'} vector: {what} words {' '.join(wrong)}".rstrip()
        )
    good_with = rules.is_good("x\u0304", {0x304})
    print(
        f"{'ok' if good_with else 'not ok'} vector: a character that the bank allows beside the list"
    )


def session():
    vector("Session", "a slot's key", slot_key({0: up(0, 32), 2: up(0x20, 32)}).hex())
    vector("Session", "a ticket's key", ticket_key(up(0, 32), 3, up(0x40, 16), up(0x20, 32)).hex())


def the_draw():
    made = commitment_of(up(0x40, 32), up(0, 16), up(0x60, 32), b"p", b"q", b"r")
    vector("Draw", "the commitment", made.hex())
    parts = [
        Part("", 1, 0, [("a", "b", 3), ("b", "", 2)]),
        Part("", 1, 0, [("none", "a", 2), ("d", "", 2)]),
    ]
    pools = {"a": list(range(10)), "b": list(range(5, 13)), "d": [20, 21]}
    entries, orders = draw(Stream(up(0, 32)), parts, True, pools, "", "", lambda e: e == 21)
    vector("Draw", "entries", "; ".join(" ".join(map(str, part)) for part in entries))
    vector("Draw", "orders of options", bytes(orders).hex(" "))


def journal():
    bound, key, records, seq = binding(up(0x20, 32), up(0x40, 32), 6), up(0, 32), b"", 0
    for used, ev in (
        (0, Event(START, minutes=30, data=bound, proof=up(0xC0, 32))),
        (5000, Event(CHOOSE, 0, 2)),
        (9000, Event(CHOOSE, 1, 1)),
        (12000, Event(CLEAR, 0)),
        (15000, Event(EXTEND, minutes=10, code=17, reason=4, proof=up(0xE0, 32))),
        (20000, Event(HANDIN)),
    ):
        ev.seq, ev.used_ms, ev.boot_ms, ev.wall_ms, ev.boot, ev.seat = (
            seq,
            used,
            1000 + used,
            1767225600000 + used,
            up(0xA0, 8),
            up(0xB0, 8),
        )
        mac, key = chain(key, ev.encode())
        records, seq = records + ev.encode() + mac, seq + 1
    head = head_of(records)
    vector("Journal", "HEAD", head.hex())
    vector("Journal", "receipt", receipt_of(head))
    answers = replay(records, up(0, 32), bound, 2).answers
    right = [judge(Entry(b"", key, False, b"", b""), a, None)[0] for key, a in zip((2, 1), answers)]
    print(("ok" if right == [False, True] else "not ok") + " vector: a cleared answer is not right")
    refuses("a journal", records, lambda altered: replay(altered, up(0, 32), bound, 2))


def seat_files():
    rk = up(0x80, 32)
    vector("Answers", "tag of a header", header_tag(rk, up(0, 96)).hex())
    token = letters(kdf(rk, "sathach1 claim name", up(0x20, 32), 16), 16)
    vector("Claim", "a claim's name", token)
    vector("Claim", "tag of a claim", kdf(rk, "sathach1 claim", up(0, 144), 16).hex())
    key = kdf(up(0x20, 32), "sathach1 room key", up(0, 8))
    mac = room_record_mac(key, bytes(32), up(0, 72))
    vector("Room record", "mac of a first record", mac.hex())


def orders_and_vouchers():
    O, uid, title = up(0x40, 32), up(0, 16), "Orders, vouchers"
    vector(title, "the order key", order_key(O, uid).hex())
    for n in (1, 17, 61, 120):
        vector(title, f"voucher {n}", fours(voucher(O, uid, n), 5))
    verifier, W = voucher_secrets(O, uid, 17, 1, 8192)
    vector(title, "a verifier", verifier.hex())
    vector(title, "W", W.hex())
    vector(title, "a proof of use", proof(W, uid, 6, up(0, 8), 17, 1, 10).hex())
    order = Order("7K3M", 1, bytes(32), 6, up(0, 8), 1, 10, 5, "Cạnh đường", "Nguyễn Văn Lâm")
    vector(title, "an order", file_hash(order.payload(uid, up(0x20, 32))).hex())
    vector(title, "an order's name", order_name("ca-2", "7K3M", 1, up(0, 32)))


def sheet():
    title, top = "The office's texts", root([b"a", b"b", b"c"])
    for papers in (1, 19, 20, 40, 101, 300, 1000, 20000):
        vector(title, f"a sample of {papers}", f"{papers} → {sample_size(papers)}")
    for what, lot in (("without a lot", ""), ("with a lot", "4217")):
        vector(title, f"a sample {what}", " ".join(map(str, sample(top, lot, 40, 31)[:5])))


def grading():
    rows = ((3, 5, 6, 2), (1, 2, 5, 1), (2, 4, 5, 1), (0, 0, 5, 2), (5, 5, 5, 4))
    vector(
        "Grading",
        "points",
        "; ".join(f"{r}, {c}, {q}, {p} → {part_points(r, c, q, p)}" for r, c, q, p in rows),
    )


def office_log():
    leaves = [
        bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
    ] + [up(0x60, 16)]
    vector("The office's log", "root of eight leaves", root(leaves).hex())
    key, witness = SigningKey(up(0, 32)), SigningKey(b"\7" + bytes(31))
    pk = bytes(key.verify_key)
    origin = f"sathach/{PublicKey('office', up(1, 8)[::-1], pk).printed_id()}/7c1e90ab/1"
    top = root([b"a", b"b", b"c"])
    body = note_body(origin, 3, top)
    signature = key_id(origin, pk) + key.sign(body).signature
    vector("The office's log", "root of three", base64.b64encode(top).decode())
    vector("The office's log", "the office's signature", base64.b64encode(signature).decode())
    vector("The office's log", "code for paper", paper_code(body))
    raw = cosignature(
        "thanh-tra",
        bytes(witness.verify_key),
        lambda m: witness.sign(m).signature,
        1764403200,
        body,
    )
    vector("The office's log", "a witness's keyid", raw[:4].hex())
    vector("The office's log", "a witness's signature", base64.b64encode(raw[12:]).decode())


for group in (
    primitives,
    bank,
    session,
    the_draw,
    journal,
    seat_files,
    orders_and_vouchers,
    grading,
    sheet,
    office_log,
):
    group()
