#include "app/tui/decoder.h"

#include "app/core/text.h"
#include "app/core/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char PASTE_END[] = "\033[201~";
enum { QUIETS_IN_PASTE = 30 };

static bool give(struct keypress *out, enum keypress_kind kind)
{
    *out = (struct keypress){.kind = kind};
    return true;
}

static bool give_letter(char letter, struct keypress *out)
{
    switch (letter) {
    case 'A': return give(out, KEYPRESS_UP);
    case 'B': return give(out, KEYPRESS_DOWN);
    case 'C': return give(out, KEYPRESS_RIGHT);
    case 'D': return give(out, KEYPRESS_LEFT);
    case 'H': return give(out, KEYPRESS_HOME);
    case 'F': return give(out, KEYPRESS_END);
    case 'M': return give(out, KEYPRESS_ENTER);
    case 'Z': return give(out, KEYPRESS_BACK_TAB);
    default: return false;
    }
}

static bool give_number(int number, struct keypress *out)
{
    switch (number) {
    case 1:
    case 7: return give(out, KEYPRESS_HOME);
    case 4:
    case 8: return give(out, KEYPRESS_END);
    case 3: return give(out, KEYPRESS_DELETE);
    case 5: return give(out, KEYPRESS_PAGE_UP);
    case 6: return give(out, KEYPRESS_PAGE_DOWN);
    case 11: return give(out, KEYPRESS_F1);
    case 24: return give(out, KEYPRESS_F12);
    default: return false;
    }
}

/* SGR mouse: <button;col;row then M (press) or m (release). */
static bool give_mouse(const struct decoder *k, char final, struct keypress *out)
{
    int button, col, row;
    if (final != 'M' || sscanf(k->sequence, "<%d;%d;%d", &button, &col, &row) != 3 || row < 1 ||
        col < 1)
        return false;
    if (button != 0 && button != 64 && button != 65)
        return false;
    *out = (struct keypress){.kind = KEYPRESS_MOUSE,
                             .row = row - 1,
                             .col = col - 1,
                             .wheel = button == 64   ? -1
                                      : button == 65 ? 1
                                                     : 0};
    return true;
}

/* The old mouse report, three bytes behind ESC [ M: button, column, row, each plus 32. */
static bool in_x10(struct decoder *k, unsigned char byte, struct keypress *out)
{
    k->sequence[k->len++] = (char)byte;
    if (k->len < 3)
        return false;
    const unsigned char *b = (const unsigned char *)k->sequence;
    k->state = DECODER_PLAIN;
    bool press = b[0] == 32, wheel = b[0] == 96 || b[0] == 97;
    if ((!press && !wheel) || b[1] < 33 || b[2] < 33)
        return false;
    *out = (struct keypress){.kind = KEYPRESS_MOUSE,
                             .row = b[2] - 33,
                             .col = b[1] - 33,
                             .wheel = b[0] == 96 ? -1 : b[0] == 97};
    return true;
}

/* A whole CSI sequence. A modifier (1;5A) makes it a key of nobody. */
static bool end_csi(struct decoder *k, char final, struct keypress *out)
{
    k->state = DECODER_PLAIN;
    k->sequence[k->len < DECODER_SEQUENCE_MAX ? k->len : DECODER_SEQUENCE_MAX - 1] = '\0';
    if (k->len >= DECODER_SEQUENCE_MAX)
        return false;
    if (k->sequence[0] == '<')
        return give_mouse(k, final, out);
    if (final == 'M' && k->len == 0) {
        k->state = DECODER_X10;
        return false;
    }
    if (final == '~' && strcmp(k->sequence, "200") == 0) {
        k->state = DECODER_IN_PASTE;
        k->paste_match = k->given = k->wanted = 0;
        k->len = 0;
        return false;
    }
    if (strspn(k->sequence, "0123456789") != k->len)
        return false;
    return final == '~'  ? give_number(atoi(k->sequence), out)
           : k->len == 0 ? give_letter(final, out)
                         : false;
}

static bool in_csi(struct decoder *k, unsigned char byte, struct keypress *out)
{
    if (byte == 0x1b) { /* broken off by a new one */
        k->state = DECODER_ESC;
        return false;
    }
    /* the Linux console's F1–F5 are ESC [ [ A: one more byte belongs to them */
    if (byte == '[' && k->len == 0) {
        k->state = DECODER_SS3;
        k->len = 1;
        return false;
    }
    if (byte >= 0x40 && byte <= 0x7e)
        return end_csi(k, (char)byte, out);
    if (k->len < DECODER_SEQUENCE_MAX)
        k->sequence[k->len++] = (char)byte;
    return false;
}

static bool in_ss3(struct decoder *k, unsigned char byte, struct keypress *out)
{
    bool function_key = k->len > 0;
    if (byte >= '0' && byte <= '9') /* ESC O 2 A: modifiers of old terminals */
        return false;
    k->state = byte == 0x1b ? DECODER_ESC : DECODER_PLAIN;
    k->len = 0;
    if (byte == (function_key ? 'A' : 'P'))
        return give(out, KEYPRESS_F1);
    return !function_key && give_letter((char)byte, out);
}

static bool give_character(const char *bytes, size_t len, struct keypress *out)
{
    uint32_t cp;
    /* a combining mark alone is no key: the letter before it was taken already */
    if (utf8_decode(bytes, len, &cp) != len || text_cp_width(cp) == 0 ||
        utf8_is_forbidden(cp, false))
        return false;
    *out = (struct keypress){.kind = KEYPRESS_CHAR, .cp = cp};
    return true;
}

/* The bytes that a character has, by its first; 0 for one that begins none. */
static size_t length_of(unsigned char first)
{
    return first >= 0xf5 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
}

/* A byte of the pasted text itself; its character is gathered in `sequence`, behind a byte that
 * counts those gathered: `len` counts quiet moments. */
static bool give_pasted(struct decoder *k, unsigned char byte, struct keypress *out)
{
    char *gathered = k->sequence + 1;
    bool is_more = (byte & 0xC0) == 0x80;
    if (!k->gives_paste || k->given == DECODER_PASTE_MAX)
        return false;
    if (!is_more) {
        k->wanted = byte < 0x80 ? 1 : length_of(byte);
        k->sequence[0] = 0;
    }
    if (k->wanted == 0)
        return false;
    gathered[(size_t)k->sequence[0]++] = (char)(byte < ' ' || byte == 0x7f ? ' ' : byte);
    if ((size_t)k->sequence[0] < k->wanted)
        return false;
    bool is_given = give_character(gathered, k->wanted, out);
    k->wanted = 0;
    out->is_pasted = is_given;
    k->given += is_given;
    return is_given;
}

static bool in_paste(struct decoder *k, unsigned char byte, struct keypress *out)
{
    k->len = 0;
    k->paste_match =
        byte == (unsigned char)PASTE_END[k->paste_match] ? k->paste_match + 1 : byte == 0x1b;
    if (k->paste_match == 0)
        return give_pasted(k, byte, out);
    if (PASTE_END[k->paste_match])
        return false;
    k->state = DECODER_PLAIN;
    return give(out, KEYPRESS_PASTE);
}

static bool begin_sequence(struct decoder *k, unsigned char byte)
{
    if (byte != '[' && byte != 'O')
        return false;
    k->state = byte == '[' ? DECODER_CSI : DECODER_SS3;
    k->len = 0;
    return true;
}

static bool plain(struct decoder *k, unsigned char byte, struct keypress *out)
{
    k->state = DECODER_PLAIN;
    switch (byte) {
    case 0x1b: k->state = DECODER_ESC; return false;
    case '\r':
    case '\n': return give(out, KEYPRESS_ENTER);
    case '\t': return give(out, KEYPRESS_TAB);
    case 0x08:
    case 0x7f: return give(out, KEYPRESS_BACKSPACE);
    default: break;
    }
    if (byte < 0x20) {
        *out = (struct keypress){.kind = KEYPRESS_CTRL, .cp = byte + '@'};
        return true;
    }
    if (byte < 0x80) {
        *out = (struct keypress){.kind = KEYPRESS_CHAR, .cp = byte};
        return true;
    }
    k->wanted = length_of(byte);
    if (k->wanted) {
        k->state = DECODER_UTF8;
        k->sequence[0] = (char)byte;
        k->len = 1;
    }
    return false;
}

static bool in_utf8(struct decoder *k, unsigned char byte, struct keypress *out)
{
    if ((byte & 0xC0) != 0x80)
        return plain(k, byte, out);
    k->sequence[k->len++] = (char)byte;
    if (k->len < k->wanted)
        return false;
    k->state = DECODER_PLAIN;
    return give_character(k->sequence, k->len, out);
}

bool decoder_byte(struct decoder *k, unsigned char byte, struct keypress *out)
{
    switch (k->state) {
    case DECODER_IN_PASTE: return in_paste(k, byte, out);
    case DECODER_CSI: return in_csi(k, byte, out);
    case DECODER_SS3: return in_ss3(k, byte, out);
    case DECODER_UTF8: return in_utf8(k, byte, out);
    case DECODER_X10: return in_x10(k, byte, out);
    case DECODER_STRING: /* to BEL, or to ESC \ */
        k->state = byte == 0x07 ? DECODER_PLAIN : byte == 0x1b ? DECODER_ESC : DECODER_STRING;
        return false;
    case DECODER_LATE: return begin_sequence(k, byte) ? false : plain(k, byte, out);
    case DECODER_ESC:
        if (begin_sequence(k, byte))
            return false;
        if (byte == 0x1b)
            return give(out, KEYPRESS_ESC);
        /* what a terminal answers in strings; else Alt and a key: a key of nobody */
        k->state = byte == ']' || byte == 'P' || byte == '_' || byte == '^' ? DECODER_STRING
                                                                            : DECODER_PLAIN;
        return false;
    default: return plain(k, byte, out);
    }
}

bool decoder_waits(const struct decoder *k)
{
    return k->state == DECODER_ESC || k->state == DECODER_STRING || k->state == DECODER_IN_PASTE;
}

bool decoder_quiet(struct decoder *k, struct keypress *out)
{
    if (k->state == DECODER_STRING)
        k->state = DECODER_PLAIN;
    if (k->state == DECODER_IN_PASTE && ++k->len >= QUIETS_IN_PASTE) { /* its end was lost */
        k->state = DECODER_PLAIN;
        return give(out, KEYPRESS_PASTE);
    }
    if (k->state != DECODER_ESC)
        return false;
    k->state = DECODER_LATE;
    return give(out, KEYPRESS_ESC);
}
