"""A log on a stick, with what witnesses signed, from public keys alone; and a witness of the second
implementation's own, whose mark the office takes in.
    witnessed.py verify STICK/sathach-log OFFICE.PUB WITNESS.PUB
    witnessed.py cosign STICK/sathach-log OFFICE.PUB NAME WITNESS.PUB-TO-WRITE"""
import base64
import pathlib
import sys

from nacl.signing import SigningKey

from files import read_public_key
from office_log import (
    cosignature,
    origin_of,
    read_lines,
    root,
    verify_cosignature,
    verify_mark,
)
from primitives import expect
from tap import check

AT = 1764403200


def lines_of_mark(folder, text, office):
    """The lines that a mark covers are those of the stick's log."""
    origin, size, top = verify_mark(text, office)
    leaves, lines = read_lines((folder / "log.tsv").read_bytes(), size)
    expect(root(leaves) == top and origin == origin_of(office, lines), "the mark of other lines")
    return size


def verify(folder, office, witness_path):
    witness = read_public_key(pathlib.Path(witness_path).read_bytes())
    whole = lines_of_mark(folder, (folder / "mark").read_bytes(), office)
    marks = sorted(folder.glob("mark.*")) + sorted((folder / "witnessed").glob("*"))
    expect(marks, "no mark of a witness")
    for path in marks:
        text = path.read_bytes()
        expect(lines_of_mark(folder, text, office) <= whole, "more lines than the office has")
        expect(verify_cosignature(text, witness) > AT, "cosigned long ago")


def cosign(folder, office, name, public):
    """As a witness does, without the program."""
    key = SigningKey(b"\5" + bytes(31))
    pk = bytes(key.verify_key)
    note = (folder / "mark").read_bytes()
    lines_of_mark(folder, note, office)
    body = note.partition(b"\n\n")[0] + b"\n"
    raw = cosignature(name, pk, lambda message: key.sign(message).signature, AT, body)
    line = f"\u2014 {name} {base64.b64encode(raw).decode()}\n"
    (folder / f"mark.{name.replace('/', '_')}").write_bytes(note + line.encode())
    identity = b"\1\2\3\4\5\6\7\x08"
    pathlib.Path(public).write_text(
        f"untrusted comment: minisign public key {identity[::-1].hex().upper()}\n"
        + base64.b64encode(b"Ed" + identity + pk).decode()
        + f"\nsathach role: witness\nsathach name: {name}\n",
        encoding="utf-8",
    )


def main(what, folder, office, *rest):
    office = read_public_key(pathlib.Path(office).read_bytes())
    folder = pathlib.Path(folder)
    if what == "verify":
        check("the cosignature on a stick, its mark and lines", verify, folder, office, *rest)
    else:
        check("a mark cosigned by the second implementation", cosign, folder, office, *rest)


main(*sys.argv[1:])
