/* Bytes of terminals into keys: each sequence whole, and split at every place by a pause of any
 * length, which never makes a letter of its rest. */
#include "app/tui/decoder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { KEYS_MAX = 16 };
struct keys {
    struct keypress key[KEYS_MAX];
    size_t n;
};

static void take(struct keys *out, const struct keypress *k)
{
    assert_true(out->n < KEYS_MAX);
    out->key[out->n++] = *k;
}

/* The keys of bytes, with a pause before byte `pause` (len: none) and one behind the last. */
static struct keys decode(const char *bytes, size_t len, size_t pause)
{
    struct decoder d = {0};
    struct keys out = {.n = 0};
    struct keypress k;
    for (size_t i = 0; i < len; i++) {
        if (i == pause && decoder_quiet(&d, &k))
            take(&out, &k);
        if (decoder_byte(&d, (unsigned char)bytes[i], &k))
            take(&out, &k);
    }
    if (decoder_quiet(&d, &k))
        take(&out, &k);
    return out;
}

#define NOBODY ((enum keypress_kind) - 1)
static const struct sequence {
    const char *bytes;
    enum keypress_kind kind; /* NOBODY: no key at all */
} SEQUENCES[] = {
    {"\033[A", KEYPRESS_UP},
    {"\033[B", KEYPRESS_DOWN},
    {"\033[C", KEYPRESS_RIGHT},
    {"\033[D", KEYPRESS_LEFT},
    {"\033OA", KEYPRESS_UP},
    {"\033OB", KEYPRESS_DOWN},
    {"\033OC", KEYPRESS_RIGHT},
    {"\033OD", KEYPRESS_LEFT},
    {"\033OM", KEYPRESS_ENTER},
    {"\033[H", KEYPRESS_HOME},
    {"\033[F", KEYPRESS_END},
    {"\033[1~", KEYPRESS_HOME},
    {"\033[4~", KEYPRESS_END},
    {"\033[3~", KEYPRESS_DELETE},
    {"\033[5~", KEYPRESS_PAGE_UP},
    {"\033[6~", KEYPRESS_PAGE_DOWN},
    {"\033[24~", KEYPRESS_F12},
    {"\033[[A", KEYPRESS_F1},
    {"\033OP", KEYPRESS_F1},
    {"\033[11~", KEYPRESS_F1},
    {"\033[<0;5;7M", KEYPRESS_MOUSE},
    /* nobody's: function keys of the Linux console and of xterm, keys with Shift, Alt and Ctrl,
     * what terminals answer */
    {"\033[[D", NOBODY},
    {"\033OQ", NOBODY},
    {"\033[12~", NOBODY},
    {"\033[1;5A", NOBODY},
    {"\033[1;2D", NOBODY},
    {"\033Oa", NOBODY},
    {"\033O2A", KEYPRESS_UP},
    {"\033[99;5u", NOBODY},
    {"\033[?62;1c", NOBODY},
    {"\033[10;20R", NOBODY},
    {"\033[I", NOBODY},
    {"\033[<0;5;7m", NOBODY},
};

static void whole_sequences(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SEQUENCES / sizeof SEQUENCES[0]; i++) {
        const struct sequence *s = &SEQUENCES[i];
        struct keys got = decode(s->bytes, strlen(s->bytes), strlen(s->bytes));
        if (got.n != (s->kind != NOBODY) || (got.n && got.key[0].kind != s->kind))
            fail_msg("ESC%s: %zu keys, the first %d", s->bytes + 1, got.n,
                     got.n ? (int)got.key[0].kind : -1);
    }
}

/* A pause behind the ESC makes it the Esc key; what follows is then the sequence's key or nothing.
 * A pause later changes nothing. */
static void a_pause_makes_no_letter_of_the_rest(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SEQUENCES / sizeof SEQUENCES[0]; i++) {
        const struct sequence *s = &SEQUENCES[i];
        for (size_t pause = 1, len = strlen(s->bytes); pause < len; pause++) {
            struct keys got = decode(s->bytes, len, pause);
            size_t n = 0;
            if (pause == 1) {
                assert_true(got.n >= 1);
                assert_int_equal(got.key[n++].kind, KEYPRESS_ESC);
            }
            if (got.n != n + (s->kind != NOBODY) || (got.n > n && got.key[n].kind != s->kind))
                fail_msg("ESC%s with a pause before byte %zu: %zu keys, the last %d", s->bytes + 1,
                         pause, got.n, got.n ? (int)got.key[got.n - 1].kind : -1);
        }
    }
}

static uint32_t letter(const struct keys *k, size_t i)
{
    assert_true(i < k->n);
    assert_int_equal(k->key[i].kind, KEYPRESS_CHAR);
    return k->key[i].cp;
}

/* Letters of several bytes, split or not; combining marks and malformed bytes are no keys. */
static void letters(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t cp;
    } LETTERS[] = {{"a", 'a'}, {"\xC3\x82", 0xC2}, {"\xC4\x90", 0x110}, {"\xE1\xBB\x87", 0x1EC7}};
    for (size_t i = 0; i < sizeof LETTERS / sizeof LETTERS[0]; i++)
        for (size_t pause = 0, len = strlen(LETTERS[i].bytes); pause <= len; pause++) {
            struct keys got = decode(LETTERS[i].bytes, len, pause);
            assert_int_equal(got.n, 1);
            assert_int_equal(letter(&got, 0), LETTERS[i].cp);
        }
    struct keys got = decode("e\xCC\x81", 3, 3); /* e and an acute apart */
    assert_int_equal(got.n, 1);
    assert_int_equal(letter(&got, 0), 'e');
    assert_int_equal(decode("\xC3\xFF\x80\xED\xA0\x80", 6, 6).n, 0);
    got = decode("\xC3z", 2, 2); /* a broken letter takes no key with it */
    assert_int_equal(got.n, 1);
    assert_int_equal(letter(&got, 0), 'z');
}

/* What Unikey sends for AA, DD, A1 (VNI): the key, a backspace for it, the letter with its mark. */
static void what_unikey_sends(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t last;
    } TYPED[] = {{"a\x7f\xC3\xA2", 0xE2}, {"d\x7f\xC4\x91", 0x111}, {"a\x08\xC3\xA1", 0xE1}};
    for (size_t i = 0; i < sizeof TYPED / sizeof TYPED[0]; i++) {
        struct keys got = decode(TYPED[i].bytes, strlen(TYPED[i].bytes), 99);
        assert_int_equal(got.n, 3);
        assert_int_equal(letter(&got, 0), (unsigned char)TYPED[i].bytes[0]);
        assert_int_equal(got.key[1].kind, KEYPRESS_BACKSPACE);
        assert_int_equal(letter(&got, 2), TYPED[i].last);
    }
}

/* Where a program takes them, the letters of a paste are keys that say so; what is no letter is a
 * blank, what is too long is left out, and the end is told all the same. */
static void the_letters_of_a_paste(void **state)
{
    (void)state;
    struct decoder d = {.gives_paste = true};
    struct keypress k;
    static const uint32_t WANTED[] = {'a', 0x1EA1, ' ', 'b', 'A'};
    size_t keys = 0;
    for (const char *p = "\033[200~a\xE1\xBA\xA1\rb\xC3\033[A\033[201~"; *p; p++)
        if (decoder_byte(&d, (unsigned char)*p, &k) && k.kind == KEYPRESS_CHAR) {
            assert_true(keys < sizeof WANTED / sizeof WANTED[0]);
            assert_true(k.is_pasted);
            assert_int_equal(k.cp, WANTED[keys]);
            keys++;
        }
    assert_int_equal(k.kind, KEYPRESS_PASTE);
    assert_int_equal(keys, sizeof WANTED / sizeof WANTED[0]);
    assert_true(decoder_byte(&d, 'x', &k));
    assert_false(k.is_pasted);
    for (const char *p = "\033[200~"; *p; p++)
        assert_false(decoder_byte(&d, (unsigned char)*p, &k));
    keys = 0;
    for (unsigned i = 0; i < 1024 * 1024; i++)
        keys += decoder_byte(&d, 'q', &k);
    assert_int_equal(keys, DECODER_PASTE_MAX);
}

/* 100 KB pasted are one paste, whatever is in them but the end mark. */
static void a_large_paste(void **state)
{
    (void)state;
    struct decoder d = {0};
    struct keypress k;
    size_t keys = 0;
    for (const char *p = "\033[200~"; *p; p++)
        keys += decoder_byte(&d, (unsigned char)*p, &k);
    for (unsigned i = 0; i < 100 * 1024; i++)
        keys += decoder_byte(&d, (unsigned char)("abcd\r\033[A\xC3\x82"[i % 10]), &k);
    assert_int_equal(keys, 0);
    for (const char *p = "\033[201~"; *p; p++)
        keys += decoder_byte(&d, (unsigned char)*p, &k);
    assert_int_equal(keys, 1);
    assert_int_equal(k.kind, KEYPRESS_PASTE);
    assert_true(decoder_byte(&d, 'a', &k)); /* and then keys are keys again */
    assert_int_equal(k.cp, 'a');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_sequences),
        cmocka_unit_test(a_pause_makes_no_letter_of_the_rest),
        cmocka_unit_test(letters),
        cmocka_unit_test(what_unikey_sends),
        cmocka_unit_test(the_letters_of_a_paste),
        cmocka_unit_test(a_large_paste),
    };
    return cmocka_run_group_tests_name("decoder", tests, NULL, NULL);
}
