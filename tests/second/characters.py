"""FORMATS.md, "Characters allowed": the lists read from the page itself, the rules written from it."""
import re
import unicodedata


def ranges(text):
    """The code points and ranges that a piece of the page names."""
    found = re.findall(r"\b([0-9A-F]{2,5})(?:–([0-9A-F]{2,5}))?(?![\w–])", text)
    return {cp for a, b in found for cp in range(int(a, 16), int(b or a, 16) + 1)}


class Rules:
    def __init__(self, page):
        page = page.split("**Characters allowed**", 1)[1].split("**Office's box**", 1)[0]
        listed, table = page.split("A *word* is", 1)
        rows, name = {}, ""
        for line in table.splitlines():
            if line.startswith("|") and not line.startswith(("| | |", "|---")):
                cells = [cell.strip() for cell in line.split("|")[1:3]]
                name = cells[0] or name
                rows[name] = rows.get(name, "") + " " + cells[1]
        self.allowed = ranges(listed) | {10}
        self.never = ranges(rows["always"])
        self.lookalikes = ranges(rows["in a word of such letters alone"])
        self.greek_small = ranges(rows["only with a Latin letter"])

    def script(self, cp):
        c = chr(cp)
        if c.isascii():
            return "latin" if c.isalpha() else None
        if (
            cp in (0xAA, 0xBA)
            or (0xC0 <= cp <= 0x24F and cp not in (0xD7, 0xF7))
            or 0x1E00 <= cp <= 0x1EFF
        ):
            return "latin"
        if 0x370 <= cp <= 0x3FF and cp not in (0x37E, 0x387):
            return "greek"
        return "cyrillic" if 0x400 <= cp <= 0x52F else None

    def words(self, text):
        """Each character and the word it stands in, "" outside of any."""
        word_of, start = [""] * len(text), 0
        for at in range(len(text) + 1):
            if at == len(text) or self.script(ord(text[at])) is None:
                word_of[start:at] = [text[start:at]] * (at - start)
                start = at + 1
        return zip(text, word_of)

    def is_refused(self, cp, word):
        scripts = {self.script(ord(c)) for c in word}
        alike = self.lookalikes | self.greek_small
        if cp not in self.allowed or cp in self.never:
            return True
        if "latin" in scripts and (self.script(cp) == "cyrillic" or cp in alike):
            return True
        own = any(
            self.script(ord(c)) != "latin" and ord(c) not in self.lookalikes | self.never
            for c in word
        )
        return cp in self.lookalikes and not own

    def is_good(self, text, more=()):
        return (
            unicodedata.is_normalized("NFC", text)
            and not re.search(r"^ | $|  ", text)
            and not any(
                self.is_refused(ord(c), word) for c, word in self.words(text) if ord(c) not in more
            )
        )
