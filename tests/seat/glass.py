"""Reads a console's picture exactly: each cell's bitmap is looked up in the font that drew it. No guessing: a cell that is no glyph is "�"."""

BIOS_TEXT = 720  # pixels from side to side: the firmware's own text mode, nine to a letter
BIOS_FONT, BIOS_SECOND = "/usr/share/seabios/vgabios-stdvga.bin", bytes.fromhex("00007e81a58181bd9981817e00000000")
MAGIC, HAS_512, HAS_TABLE, END, SEQUENCE = b"\x36\x04", 1, 6, 0xFFFF, 0xFFFE


class Font:
    """A PSF font of version 1 with its table of code points; one bitmap stands for one letter, the Vietnamese one where several share it."""

    def __init__(self, path):
        data = open(path, "rb").read()
        if data[:2] != MAGIC or not data[2] & HAS_TABLE:
            raise ValueError(path + ": no PSF font of version 1 with a table")
        count, self.rows, self.letter = 512 if data[2] & HAS_512 else 256, data[3], {}
        at = 4 + count * self.rows
        for glyph in range(count):
            letters = []
            bitmap = data[4 + glyph * self.rows:4 + (glyph + 1) * self.rows]
            while (code := int.from_bytes(data[at:at + 2], "little")) != END:
                letters.append(code)
                at += 2
            at += 2
            alone = letters[:letters.index(SEQUENCE)] if SEQUENCE in letters else letters
            for letter in sorted(map(chr, alone), key=preference):
                self.add(bitmap, letter)

    def add(self, bitmap, letter):
        for cut in range(4):  # the cursor covers the last rows
            kept = bitmap[:len(bitmap) - cut] if cut else bitmap
            self.letter.setdefault((cut, kept), letter)


class BiosFont(Font):
    """What QEMU's firmware writes with: 256 letters of code page 437, found by the second, which is a face."""

    def __init__(self):
        data = open(BIOS_FONT, "rb").read()
        self.rows, self.letter = 16, {}
        at = data.index(BIOS_SECOND) - self.rows
        for code in range(256):
            self.add(data[at + code * self.rows:at + (code + 1) * self.rows], bytes([code]).decode("cp437") if code >= 32 else "·")


def preference(letter):
    return (letter != "Đ", ord(letter))


def read_ppm(path):
    data = open(path, "rb").read()
    parts, at = [], 0
    while len(parts) < 4:
        while data[at:at + 1].isspace():
            at += 1
        end = at
        while not data[end:end + 1].isspace():
            end += 1
        parts.append(data[at:end])
        at = end
    if parts[0] != b"P6":
        raise ValueError(path + ": no picture")
    return int(parts[1]), int(parts[2]), data[at + 1:]


def cell_bits(cell, columns, rows):
    """A cell's pixels as rows of bits, and the inverse: which colour is drawn and which is ground is not known."""
    ground = cell[:3]
    at = [cell[3 * i:3 * i + 3] != ground for i in range(columns * rows)]
    bits = bytes(sum(at[row * columns + i] << (7 - i) for i in range(8)) for row in range(rows))
    return bits, bytes(b ^ 0xFF for b in bits)


def read_glass(path, font):
    """The picture's lines of text, blanks at their ends off, and how many cells are no letter of the font."""
    width, height, pixels = read_ppm(path)
    font, columns = (BiosFont(), 9) if width == BIOS_TEXT else (font, 8)
    lines, unknown, seen = [], 0, {}
    for y in range(0, height - font.rows + 1, font.rows):
        line = []
        strip = pixels[y * width * 3:(y + font.rows) * width * 3]
        if strip == strip[:3] * (width * font.rows):  # empty lines are most of a screen
            lines.append("")
            continue
        for x in range(0, width - columns + 1, columns):
            cell = b"".join(strip[(row * width + x) * 3:(row * width + x + columns) * 3] for row in range(font.rows))
            letter = seen.get(cell)
            if letter is None:
                letter = seen[cell] = find(cell_bits(cell, columns, font.rows), font)
            unknown += letter == "�"
            line.append(letter)
        lines.append("".join(line).rstrip())
    return lines, unknown


def find(both, font):
    if not any(both[0]):
        return " "
    for bits in both:
        letter = font.letter.get((0, bits))
        if letter:
            return letter
    for cut in range(1, 4):
        for bits in both:
            letter = font.letter.get((cut, bits[:-cut]))
            if letter:
                return letter
    return "�"
