"""FORMATS.md, "The office's log": its tree, its mark, what its lines say."""
import base64
import hashlib
import re

from primitives import Wrong, expect, fours, hash_, letters, u64, verify_plain

KINDS = (
    "init key bank commit session people cancel codes answers resume manifest order room damaged "
    "sheet decision graded report paper mark shown reveal act register witness backup restore renew"
).split()


def sha256(data):
    return hashlib.sha256(data).digest()


def root(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0])
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\1" + root(leaves[:k]) + root(leaves[k:]))


def note_body(origin, size, top):
    return f"{origin}\n{size}\n{base64.b64encode(top).decode()}\n".encode()


def key_id(name, pk, kind=1):
    return sha256(name.encode() + b"\n" + bytes([kind]) + pk)[:4]


def verify_mark(text, office):
    """origin, size, root"""
    body, _, signatures = text.partition(b"\n\n")
    origin, size, top = body.decode().split("\n")
    for line in signatures.decode().splitlines():
        raw = base64.b64decode(line.rsplit(" ", 1)[1])
        if line.startswith(f"\u2014 {origin} ") and raw[:4] == key_id(origin, office.sign_pk):
            verify_plain(office.sign_pk, body + b"\n", raw[4:])
            return origin, int(size), base64.b64decode(top)
    raise Wrong("no signature of this office")


def paper_code(body):
    return fours(letters(hash_("sathach1 mark", body), 32))


def cosignature(name, pk, sign, time, body):
    return (
        key_id(name, pk, 4)
        + u64(time)[::-1]
        + sign(f"cosignature/v1\ntime {time}\n".encode() + body)
    )


def verify_cosignature(text, witness):
    """When it was made, by the witness's clock."""
    body, _, signatures = text.partition(b"\n\n")
    for line in signatures.decode().splitlines():
        raw = base64.b64decode(line.rsplit(" ", 1)[1])
        wanted = key_id(witness.name, witness.sign_pk, 4)
        if line.startswith(f"\u2014 {witness.name} ") and raw[:4] == wanted:
            time = int.from_bytes(raw[4:12], "big")
            message = f"cosignature/v1\ntime {time}\n".encode() + body + b"\n"
            verify_plain(witness.sign_pk, message, raw[12:])
            return time
    raise Wrong("no signature of this witness")


def read_lines(data, size):
    """The lines a mark of this size covers, each split; checked by the page."""
    leaves = data.split(b"\n")[:size]
    expect(len(leaves) == size and data.count(b"\n") >= size, "fewer lines than the mark covers")
    lines = []
    for i, leaf in enumerate(leaves):
        fields = leaf.decode().split("\t")
        expect(len(fields) == 8 and fields[0] == str(i + 1), f"line {i + 1}: number or fields")
        expect(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields[1]), f"line {i + 1}: time")
        expect(fields[3] in KINDS, f"line {i + 1}: kind {fields[3]}")
        expect(re.fullmatch(r"-|[0-9a-f]{64}", fields[6]), f"line {i + 1}: hash")
        fields[7] = dict(pair.split("=", 1) for pair in fields[7].split(" ") if pair)
        lines.append(fields)
    return leaves, lines


def origin_of(office, lines):
    renewals = [line[7]["e"] for line in lines if line[3] == "renew"]
    return f"sathach/{office.printed_id()}/{lines[0][7]['log']}/{renewals[-1] if renewals else 1}"
