"""FORMATS.md, "Primitives" and "Codes": hashes, seals, the stream, letters, check characters."""
import hashlib
import re
import struct

from nacl import bindings
from nacl.pwhash import argon2id
from nacl.signing import VerifyKey
from nacl.exceptions import BadSignatureError

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_ALPHABET = "23456789BCFGHJKMNPQRSTVXZ"
WEIGHTS = (1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19)


class Wrong(Exception):
    """Something is not as the page says."""


def text16(text):
    return u16(len(text.encode())) + text.encode()


def u8(n):
    return struct.pack("<B", n)


def u16(n):
    return struct.pack("<H", n)


def u32(n):
    return struct.pack("<I", n)


def u64(n):
    return struct.pack("<Q", n)


def i64(n):
    return struct.pack("<q", n)


def expect(good, what):
    if not good:
        raise Wrong(what)


class Reader:
    """Takes numbers and bytes off a buffer, front to back."""

    def __init__(self, data):
        self.data, self.at = bytes(data), 0

    def take(self, n):
        expect(self.at + n <= len(self.data), "cut short")
        self.at += n
        return self.data[self.at - n : self.at]

    def left(self):
        return len(self.data) - self.at

    def u8(self):
        return self.take(1)[0]

    def u16(self):
        return struct.unpack("<H", self.take(2))[0]

    def u32(self):
        return struct.unpack("<I", self.take(4))[0]

    def u64(self):
        return struct.unpack("<Q", self.take(8))[0]

    def i64(self):
        return struct.unpack("<q", self.take(8))[0]

    def text16(self):
        return self.take(self.u16()).decode()

    def zero(self, n=None):
        expect(
            not any(self.take(self.left() if n is None else n)), "bytes that must be zero are not"
        )

    def end(self):
        expect(self.left() == 0, "bytes behind the end")


def blocks(data):
    """[(type, language, bytes)]"""
    r, out = Reader(data), []
    while r.left() >= 8:
        kind, language, n = r.u16(), r.u16(), r.u32()
        if kind == 0:
            expect(n == 0 and language == 0, "bytes that must be zero are not")
            break
        out.append((kind, language, r.take(n)))
    r.zero()
    return out


def label0(label):
    return label.encode() + b"\0"


def file_hash(data):
    return hashlib.blake2b(data, digest_size=32).digest()


def hash_(label, data):
    return file_hash(label0(label) + data)


def kdf(key, label, data, n=32):
    return hashlib.blake2b(label0(label) + data, key=key, digest_size=n).digest()


def to_be_signed(label, data):
    return label.encode() + hashlib.blake2b(data, digest_size=64).digest()


def verify_plain(pk, message, signature):
    try:
        VerifyKey(pk).verify(message, signature)
    except BadSignatureError as bad:
        raise Wrong("the signature does not fit") from bad


def verify(pk, label, data, signature):
    verify_plain(pk, to_be_signed(label, data), signature)


def stretch(secret, salt, ops, kib, n=32):
    return argon2id.kdf(n, secret.encode(), salt, ops, kib * 1024)


def xseal_keys(key, ctx, salt):
    both = hashlib.blake2b(
        b"sathach1 xseal\0" + u8(len(ctx)) + ctx + salt, key=key, digest_size=64
    ).digest()
    return both[:32], both[32:]


def xseal(key, ctx, plain, salt):
    ek, com = xseal_keys(key, ctx, salt)
    return (
        salt + com + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, None, bytes(24), ek)
    )


def xopen(key, ctx, sealed):
    expect(len(sealed) >= 72, "sealed part is cut short")
    ek, com = xseal_keys(key, ctx, sealed[:24])
    expect(com == sealed[24:56], "does not open: another key, context or salt")
    return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[56:], None, bytes(24), ek)


def box_seal(pk, plain):
    return bindings.crypto_box_seal(plain, pk)


def box_open(pk, sk, sealed):
    return bindings.crypto_box_seal_open(sealed, pk, sk)


# ---- the stream ----


def rotate(x, n):
    return ((x << n) | (x >> (32 - n))) & 0xFFFFFFFF


def quarter(s, a, b, c, d):
    for x, y, z, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        s[x] = (s[x] + s[y]) & 0xFFFFFFFF
        s[z] = rotate(s[z] ^ s[x], n)


def chacha20(key, nonce, size):
    """The key stream of RFC 8439, counter from 0."""
    out = b""
    for counter in range((size + 63) // 64):
        start = [
            *struct.unpack("<4I", b"expand 32-byte k"),
            *struct.unpack("<8I", key),
            counter,
            *struct.unpack("<3I", nonce),
        ]
        s = list(start)
        for _ in range(10):
            for i in range(4):
                quarter(s, i, 4 + i, 8 + i, 12 + i)
            for i in range(4):
                quarter(s, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
        out += struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(s, start)))
    return out[:size]


class Stream:
    def __init__(self, seed):
        self.seed, self.block, self.bytes = seed, 0, b""

    def take(self, n):
        while len(self.bytes) < n:
            self.bytes += chacha20(
                kdf(self.seed, "sathach1 stream", u64(self.block)), b"LibsodiumDRG", 256
            )
            self.block += 1
        out, self.bytes = self.bytes[:n], self.bytes[n:]
        return out

    def below(self, n):
        while n >= 2:
            number = struct.unpack("<I", self.take(4))[0]
            if number >= (2**32 - n) % n:
                return number % n
        return 0


# ---- codes ----


def letters(data, n):
    bits = int.from_bytes(data, "big")
    return "".join(LETTERS[(bits >> (8 * len(data) - 5 * (i + 1))) & 31] for i in range(n))


def fours(text, n=4):
    return " ".join(text[i : i + n] for i in range(0, len(text), n))


def check_character(code):
    return CODE_ALPHABET[sum(w * CODE_ALPHABET.index(c) for w, c in zip(WEIGHTS, code)) % 25]


def normal_code(typed):
    return typed.upper().translate({ord(c): None for c in " -."})


def paper_name(paper):
    return f"{paper + 1:04}"
