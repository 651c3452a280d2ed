/* A decision's text is read in the one form that FORMATS.md gives it, and in no other. */
#include "tools/office/decision.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_MAX = 1024 };
#define HEX "8f795d1827c26214e8fad7d10c0f158e08e721c8270b0ad45c4ad781019b3861"

static void write_text(char out[TEXT_MAX], const char *number, const char *ruling)
{
    snprintf(out, TEXT_MAX,
             "sathach decision 2\nsession " HEX "\nnumber %s\n"
             "log sathach/1B8A57421CA7D255/d5be73c8/1 10 " HEX "\n"
             "results -\ndate 2026-11-29T12:58:20Z\nby H\nruling %s\nreason R\n",
             number, ruling);
}

static enum err_code read_text(const char *number, const char *ruling, struct err *e)
{
    struct decision d;
    char text[TEXT_MAX];
    write_text(text, number, ruling);
    enum err_code rc = decision_read(text, strlen(text), "x", &d, e);
    if (rc == ERR_OK)
        decision_free(&d);
    return rc;
}

static void each_ruling_is_read_and_written_again_as_it_was(void **state)
{
    (void)state;
    static const char *const RULING[] = {"question " HEX " void",
                                         "question " HEX " take-out",
                                         "question " HEX " accept A,C",
                                         "question " HEX " key B",
                                         "paper 0007 journal " HEX,
                                         "paper 0007 as-is " HEX,
                                         "paper 0007 accept " HEX,
                                         "paper 0007 annul",
                                         "paper 12345 no-paper",
                                         "paper 0007 move ca-3:0012",
                                         "session lost 12",
                                         "session close",
                                         "session cancel",
                                         "decision 3 undo"};
    assert_int_equal(sizeof RULING / sizeof RULING[0], DECISION_RULINGS);
    for (size_t i = 0; i < DECISION_RULINGS; i++) {
        struct decision d;
        struct err e = {0};
        struct buf again;
        char text[TEXT_MAX];
        write_text(text, "12", RULING[i]);
        buf_init(&again, DECISION_FILE_MAX);
        if (decision_read(text, strlen(text), RULING[i], &d, &e) != ERR_OK)
            fail_msg("%s", e.text);
        decision_write(&d, &again);
        assert_string_equal(buf_text(&again), text);
        decision_free(&d);
        buf_free(&again);
    }
}

static void another_form_of_the_same_is_refused_with_its_line(void **state)
{
    (void)state;
    static const char *const RULING[] = {"question " HEX " accept C,A", "question " HEX " key B,B",
                                         "question " HEX " accept A,A", "paper 7 annul",
                                         "paper 000007 annul",          "paper 0007 move ca-3:12",
                                         "paper 4294967297 annul"};
    struct err e = {0};
    for (size_t i = 0; i < sizeof RULING / sizeof RULING[0]; i++) {
        assert_int_equal(read_text("1", RULING[i], &e), ERR_FORMAT);
        assert_non_null(strstr(e.text, "line 8"));
    }
    assert_int_equal(read_text("1", "session close", &e), ERR_OK);
    assert_int_equal(read_text("01", "session close", &e), ERR_FORMAT);
    assert_int_equal(read_text("1 ", "session close", &e), ERR_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_ruling_is_read_and_written_again_as_it_was),
        cmocka_unit_test(another_form_of_the_same_is_refused_with_its_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
