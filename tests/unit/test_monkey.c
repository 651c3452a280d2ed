/* A monkey at the keyboard: a million random keys, bytes, clicks and sizes on the state machine and
 * its pictures. No crash, no answer changed but by a choosing key on the question, the cursor
 * always inside and on the focus. */
#include "app/client/screens/screens.h"
#include "app/tui/decoder.h"
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEYS = 1000000, KEYS_AN_EXAM = 20000 };

static uint64_t seed = 88172645463325252u;

static unsigned any(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 11) % n;
}

/* Bytes as terminals send them, whole, broken and mixed up. */
static size_t any_bytes(char out[64])
{
    static const char *const PIECES[] = {"a",
                                         "b",
                                         "c",
                                         "d",
                                         "A",
                                         "D",
                                         "\xC3\x82",
                                         "\xC4\x82",
                                         "\xC4\x90",
                                         "\xE1\xBA\xA4",
                                         "n",
                                         "p",
                                         "m",
                                         "x",
                                         "g",
                                         "u",
                                         "k",
                                         "t",
                                         "h",
                                         "?",
                                         "l",
                                         " ",
                                         "1",
                                         "2",
                                         "9",
                                         "0",
                                         "\r",
                                         "\033",
                                         "\t",
                                         "\177",
                                         "\010",
                                         "\033[A",
                                         "\033[B",
                                         "\033[C",
                                         "\033[D",
                                         "\033OA",
                                         "\033OD",
                                         "\033[3~",
                                         "\033[5~",
                                         "\033[6~",
                                         "\033[24~",
                                         "\033[1;5A",
                                         "\033[",
                                         "\033O",
                                         "[",
                                         "O",
                                         "\033[200~abcd\033[201~",
                                         "\033[200~",
                                         "\033[201~",
                                         "\033[<0;10;12M",
                                         "\033[<64;1;1M",
                                         "\033[<65;9;9M",
                                         "\014",
                                         "\017",
                                         "\x9B",
                                         "\xFF",
                                         "\xC3",
                                         "\xF0\x9F\x98\x80",
                                         "e\xCC\x81",
                                         "\xE2\x80\xAE",
                                         "s",
                                         "\033[M !!",
                                         "\033]0;x\007",
                                         "\033[[A",
                                         "A1",
                                         "DD"};
    if (any(8) == 0) {
        out[0] = (char)any(256);
        return 1;
    }
    const char *piece = PIECES[any(sizeof PIECES / sizeof PIECES[0])];
    size_t len = strlen(piece);
    memcpy(out, piece, len);
    return any(10) ? len : 1 + any((unsigned)len); /* broken off now and then */
}

static bool chooses(const struct keypress *k)
{
    static const uint32_t LETTERS[] = {'a',  'b',  'c',   'd',   'A',   'B',   'C', 'D',
                                       0xC2, 0xE2, 0x102, 0x103, 0x110, 0x111, ' '};
    if (k->kind == KEYPRESS_ENTER || k->kind == KEYPRESS_DELETE)
        return true;
    for (size_t i = 0; k->kind == KEYPRESS_CHAR && i < sizeof LETTERS / sizeof LETTERS[0]; i++)
        if (k->cp == LETTERS[i])
            return true;
    return false;
}

static void look(struct canvas *v)
{
    screens_draw(&c, v);
    client_seen(&c, &(struct reading_shown){v->first_line, v->page_lines, v->focus_side, false});
    assert_in_range(v->cursor_row, 0, v->rows - 1);
    assert_in_range(v->cursor_col, 0, v->cols - 1);
    bool is_large = v->rows >= SCREENS_ROWS_MIN && v->cols >= SCREENS_COLS_MIN;
    if (is_large && c.state == CLIENT_ANSWERING && v->focus_side == 0 && !c.reading.is_untouched)
        assert_int_equal(v->cell[v->cursor_row * v->cols + v->cursor_col].cp,
                         'A' + c.reading.focus);
}

static void resize(struct canvas *v)
{
    static const int SIZES[][2] = {{24, 80}, {24, 80},  {30, 100}, {43, 132}, {1, 1},
                                   {24, 79}, {23, 200}, {60, 300}, {2, 90}};
    unsigned n = any(sizeof SIZES / sizeof SIZES[0]);
    canvas_free(v);
    assert_true(canvas_init(v, SIZES[n][0], SIZES[n][1]));
}

static void press_one(struct canvas *v, struct keypress k)
{
    uint8_t before[SESSION_PAPER_QUESTIONS_MAX] = {0};
    struct exam *x = c.exam;
    bool is_on_question = c.state == CLIENT_ANSWERING;
    if (k.kind == KEYPRESS_MOUSE && !k.wheel && !canvas_click(v, k.row, k.col, &k))
        return;
    if (x)
        memcpy(before, x->journal.choice, sizeof before);
    client_key(&c, &k);
    if (x && x == c.exam && !(is_on_question && chooses(&k)))
        assert_memory_equal(before, x->journal.choice, sizeof before);
    c.flow.quit = false;
}

/* Into the questions again, from wherever it went. */
static void begin_anew(void)
{
    client_free(&c);
    rig_empty(&rig);
    seat_rig_open("M01", NULL, any(2));
    if (any(12) == 0)
        return;
    seat_rig_unlock();
    if (any(6) == 0)
        return; /* the monkey may log in by itself; it never will */
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    if (any(4))
        seat_rig_press_char('b');
}

static void a_million_keys(void **state)
{
    (void)state;
    struct canvas v;
    struct decoder decoder = {0};
    assert_true(canvas_init(&v, 24, 80));
    unsigned long drawn = 0, pressed = 0, in[CLIENT_STATES] = {0};
    for (unsigned sent = 0; pressed < KEYS; sent++) {
        if (sent % KEYS_AN_EXAM == 0)
            begin_anew();
        char bytes[64];
        size_t len = any_bytes(bytes);
        struct keypress k;
        if (any(50) == 0)
            decoder = (struct decoder){0}; /* or a paste that never ends would swallow the rest */
        for (size_t i = 0; i < len; i++)
            if (decoder_byte(&decoder, (unsigned char)bytes[i], &k)) {
                press_one(&v, k);
                pressed++;
                in[c.state]++;
            }
        if (any(3) == 0 && decoder_quiet(&decoder, &k))
            press_one(&v, k);
        if (any(500) == 0)
            resize(&v);
        if (any(300) == 0)
            rig_pass(&rig, any(60000));
        if (any(16) == 0) {
            client_tick(&c);
            client_ready(&c);
            if (c.exam && exam_is_ended(c.exam) && c.exam->disk.store)
                attempt_writer_flush(c.exam->disk.store, 1000);
            look(&v);
            drawn++;
        }
    }
    assert_true(drawn > KEYS / 100);
    for (int i = 0; i < CLIENT_STATES; i++) /* it was everywhere where keys alone lead */
        if (i != CLIENT_CLOSING && i != CLIENT_PAPERS && i != CLIENT_OPENING)
            if (in[i] == 0)
                fail_msg("never in state %d", i);
    canvas_free(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_million_keys, seat_rig_up, seat_rig_down)};
    return cmocka_run_group_tests_name("monkey", tests, seat_rig_group_up, seat_rig_group_down);
}
