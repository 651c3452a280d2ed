/* Sentences of proof: each in the form that its figures carry, and no other. */
#include "tools/office/proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void assert_line(const struct proof *p, size_t i, const char *id, bool is_proved,
                        const char *text)
{
    assert_true(i < p->count);
    assert_string_equal(p->line[i].id, id);
    assert_int_equal(p->line[i].is_proved, is_proved);
    assert_string_equal(p->line[i].text, text);
}

static void hours_that_go_back_are_told_and_none_are_not(void **state)
{
    (void)state;
    struct proof p = {0};
    proof_clock(&p, 0, 0);
    assert_int_equal(p.count, 0);
    proof_clock(&p, 2, 17);
    assert_line(&p, 0, "clock", false, "the hours: they go back at 2 lines, first line 17");
    proof_free(&p);
}

static void a_lot_is_proved_only_by_a_witness_before_it(void **state)
{
    (void)state;
    struct proof p = {0};
    struct witnessed_mark mark = {.size = 9, .name = "thanh-tra"};
    proof_lot(&p, false, &mark);
    proof_lot(&p, true, NULL);
    proof_lot(&p, true, &mark);
    assert_line(&p, 0, "lot", false, "that nobody chose D: no public lot");
    assert_line(&p, 1, "lot", false, "that D was fixed before the lot was known");
    assert_line(&p, 2, "lot", true, "thanh-tra signed the commitment before the lot");
    proof_free(&p);
}

static void a_mark_proves_nothing_behind_it(void **state)
{
    (void)state;
    struct proof p = {0};
    struct witnessed_mark mark = {.size = 412, .time = 1764403200, .name = "thanh-tra"};
    proof_anew(&p, NULL);
    proof_anew(&p, &mark);
    assert_line(&p, 0, "anew", false,
                "that no line was written anew: nobody else has signed a mark");
    assert_line(&p, 1, "anew", false,
                "that no line behind 412 was written anew: up to there thanh-tra signed on "
                "2025-11-29T08:00:00Z");
    proof_free(&p);
}

static void a_witness_between_two_lines_covers_the_first_and_not_the_second(void **state)
{
    (void)state;
    struct witnessed_mark item[] = {{.size = 4}, {.size = 7}, {.size = 9}};
    struct witnessed w = {item, 3};
    assert_null(witnessed_between(&w, 5, 7));
    assert_ptr_equal(witnessed_between(&w, 7, 9), &item[1]);
    assert_ptr_equal(witnessed_between(&w, 5, 8), &item[1]);
    assert_ptr_equal(witnessed_between(&w, 8, 10), &item[2]);
    assert_null(witnessed_between(&w, 10, 20));
    assert_ptr_equal(witnessed_last(&w), &item[2]);
}

/* A sheet of which something was typed; its papers came before its mark. */
static struct sheet typed_sheet(struct sheet_mark *mark)
{
    return (struct sheet){.rule = SESSION_SHEET_SAMPLE, .mark = mark, .marks = 1, .number = 1};
}

static void a_sheet_says_how_sure_it_is_only_when_it_is_whole(void **state)
{
    (void)state;
    struct proof p = {0};
    struct sheet_mark mark = {.size = 30};
    struct sheet s = typed_sheet(&mark);
    struct sheet_asked asked = {.asked = 54, .typed = 53, .right = 53, .ended = 300};
    proof_sheet(&p, &s, &asked);
    assert_line(&p, 0, "sheet", false, "the sheet: 53 of 54 rows that are asked were typed in");
    assert_line(&p, 1, "typed", false, "that the typed sheet is the signed one");
    assert_line(&p, 2, "sample", false, "that no other mark was tried first");
    proof_free(&p);

    asked.typed = asked.right = 54;
    strcpy(mark.lot, "4217"); /* dice: nobody chose the sample */
    proof_sheet(&p, &s, &asked);
    assert_line(&p, 0, "sheet", true,
                "54 of 300 receipts compared with the typed sheet, chosen by the marks up to line "
                "30; had 5 % been altered, one would have shown with 95 %");
    assert_int_equal(p.count, 2);
    proof_free(&p);

    asked.uncovered = 1; /* came when no mark was printed any more */
    proof_sheet(&p, &s, &asked);
    assert_int_equal(p.line[0].is_proved, false);
    proof_free(&p);

    s.number = 0;
    proof_sheet(&p, &s, &asked);
    assert_line(&p, 0, "sheet", false, "the sheet: no receipts were typed in");
    assert_int_equal(p.count, 1);
    proof_free(&p);
}

static void the_whole_sheet_needs_no_dice(void **state)
{
    (void)state;
    struct proof p = {0};
    struct sheet_mark mark = {.size = 30};
    struct sheet s = typed_sheet(&mark);
    struct sheet_asked asked = {.asked = 40, .typed = 40, .right = 38, .wrong = 2, .ended = 40};
    s.rule = SESSION_SHEET_ALL;
    proof_sheet(&p, &s, &asked);
    assert_line(&p, 0, "sheet", true,
                "all 40 receipts compared with the typed sheet, chosen by the marks up to line 30; "
                "had 5 % been altered, one would have shown with 95 %");
    assert_int_equal(p.count, 2);
    proof_free(&p);
}

static struct log_line line_of(uint64_t number, enum log_kind kind, const char *subject,
                               const char *more)
{
    return (struct log_line){.number = number,
                             .time = "2026-11-23T10:00:00Z",
                             .who = "-",
                             .kind = kind,
                             .session = "-",
                             .subject = subject,
                             .hash = "-",
                             .more = more};
}

static void what_was_lost_is_said_for_ever_what_was_not_compared_until_a_witness(void **state)
{
    (void)state;
    struct proof p = {0};
    struct log_line line[] = {line_of(1, LOG_INIT, "office.pub", ""),
                              line_of(2, LOG_RENEW, "Hỏng ổ đĩa", "e=2 lost=2-unknown"),
                              line_of(3, LOG_RESTORE, "b", "size=1 compared=none")};
    struct log l = {.line = line, .lines = 3};
    struct witnessed_mark mark = {.size = 2};
    struct witnessed w = {&mark, 1};
    proof_history(&p, &l, &w);
    assert_line(&p, 0, "lost", false, "lines 2-unknown: lost, Hỏng ổ đĩa");
    assert_line(&p, 1, "backup", false, "that the backup was the newest");
    proof_free(&p);
    mark.size = 3;
    proof_history(&p, &l, &w);
    assert_int_equal(p.count, 1);
    proof_free(&p);
    line[2].more = "size=1 compared=2";
    mark.size = 1;
    proof_history(&p, &l, &w);
    assert_int_equal(p.count, 1);
    proof_free(&p);
}

static void a_list_without_a_log_is_not_said_to_stand_in_one(void **state)
{
    (void)state;
    struct proof p = {0};
    proof_list(&p, 7);
    assert_line(&p, 0, "list", true, "as the office signed it, line 7 of its log");
    assert_line(&p, 1, "graded", false, "that it was graded rightly: audit");
    proof_free(&p);
    proof_list(&p, 0);
    assert_line(&p, 0, "list", true, "as the office signed it");
    assert_line(&p, 1, "logged", false, "that it stands in the office's log");
    assert_line(&p, 2, "graded", false, "that it was graded rightly: audit");
    proof_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hours_that_go_back_are_told_and_none_are_not),
        cmocka_unit_test(a_lot_is_proved_only_by_a_witness_before_it),
        cmocka_unit_test(a_mark_proves_nothing_behind_it),
        cmocka_unit_test(a_witness_between_two_lines_covers_the_first_and_not_the_second),
        cmocka_unit_test(a_sheet_says_how_sure_it_is_only_when_it_is_whole),
        cmocka_unit_test(the_whole_sheet_needs_no_dice),
        cmocka_unit_test(what_was_lost_is_said_for_ever_what_was_not_compared_until_a_witness),
        cmocka_unit_test(a_list_without_a_log_is_not_said_to_stand_in_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
