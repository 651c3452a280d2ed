/* What the line mode says when things happen that no typed line can bring about: a disk that
 * refuses, a paper ended by the invigilator, time that passes, a terminal's width. */
#include "app/client/linear_say.h"

#include "app/client/client.h"
#include "app/core/text.h"
#include "tests/lib/seat_rig.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct linear l;
static char heard[8192];

/* What is said now, into heard. */
static const char *hear_of(void (*say)(struct linear *))
{
    FILE *file = tmpfile();
    int kept = dup(STDOUT_FILENO);
    assert_non_null(file);
    assert_true(kept >= 0);
    fflush(stdout);
    dup2(fileno(file), STDOUT_FILENO);
    say(&l);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    rewind(file);
    heard[fread(heard, 1, sizeof heard - 1, file)] = '\0';
    fclose(file);
    return heard;
}

static const char *hear(void)
{
    return hear_of(linear_report);
}

static void begin(void)
{
    seat_rig_begin();
    client_use_language(CLIENT_EN);
    l = (struct linear){.client = &c, .fresh = true, .told.state = CLIENT_STATES};
    attempt_writer_flush(c.exam->disk.store, 10000);
    client_ready(&c);
    hear();
}

static void a_refusing_disk_is_told_once_and_when_it_is_over(void **state)
{
    (void)state;
    begin();
    assert_string_equal(hear(), "");
    c.exam->disk.trouble.code = ERR_IO;
    assert_non_null(strstr(hear(), "NOT SAVED YET"));
    assert_string_equal(hear(), "");
    c.exam->disk.trouble.code = ERR_OK;
    assert_non_null(strstr(hear(), "The disk takes answers again"));
    assert_string_equal(hear(), "");
}

static void an_answer_is_saved_when_the_disk_has_it(void **state)
{
    (void)state;
    begin();
    seat_rig_press_char('b');
    l.told.waiting_save = 1;
    uint32_t durable = c.exam->disk.durable;
    c.exam->disk.durable = 0;
    assert_null(strstr(hear(), "Saved"));
    c.exam->disk.durable = durable;
    attempt_writer_flush(c.exam->disk.store, 10000);
    client_ready(&c);
    assert_string_equal(hear(), "Saved question 1: B\n");
}

static void minutes_are_told_once(void **state)
{
    (void)state;
    begin();
    rig_pass(&rig, 20 * MINUTE);
    assert_string_equal(hear(), "Time left: 10 minutes.\n");
    assert_string_equal(hear(), "");
    rig_pass(&rig, 9 * MINUTE);
    assert_string_equal(hear(), "Time left: 1 minute.\n");
}

static void who_ended_the_paper_is_told(void **state)
{
    (void)state;
    begin();
    assert_true(seat_rig_invigilator(ROOM_ACTION_END, 0, 1));
    seat_rig_wait_for_receipt();
    assert_non_null(strstr(hear(), "THE INVIGILATOR HAS ENDED THIS PAPER"));
    assert_non_null(strstr(heard, "Receipt code: "));
}

static void a_part_says_what_it_needs_and_once(void **state)
{
    (void)state;
    struct profile_part *part = rig.session.info.profile.standard.part;
    begin();
    part[0].pass = 3;
    l.told.part = 0;
    l.fresh = true;
    assert_non_null(strstr(hear(), "Part 1, Knowledge of the law: questions 1 to "));
    assert_non_null(strstr(heard, "; at least 3 of its "));
    l.fresh = true;
    assert_null(strstr(hear(), "Knowledge of the law"));
    assert_non_null(strstr(heard, ", part 1, not answered"));
    part[0].pass = 0;
}

/* Each letter that a receipt may have has its word, each digit is itself. */
static void a_receipt_is_spelled(void **state)
{
    (void)state;
    begin();
    for (const char *at = CODE_RECEIPT_ALPHABET; *at; at += CODE_RECEIPT) {
        memcpy(c.papers.ending.receipt, at, CODE_RECEIPT);
        hear_of(linear_say_receipt_spelled);
        for (size_t i = 0; i < CODE_RECEIPT; i++) {
            char word[] = {at[i], ' ', 'a', 's', ' ', 'i', 'n', ' ', at[i], '\0'};
            bool is_digit = isdigit((unsigned char)at[i]);
            assert_int_equal(strstr(heard, word) != NULL, !is_digit);
        }
    }
    memcpy(c.papers.ending.receipt, "7K3M000000000000", CODE_RECEIPT);
    assert_non_null(strstr(hear_of(linear_say_receipt_spelled),
                           "Letters 1 to 4: 7, K as in Kilo, 3, M as in Mike\nLetters 5 to 8: 0, "
                           "0, 0, 0\n"));
}

/* Keys that this mode lacks are called by the words that do the same. */
static void keys_are_called_by_their_words(void **state)
{
    (void)state;
    begin();
    flow_say(&c, MESSAGE_CALM, "Press Esc, or call the invigilator (Ctrl-O). Del takes it away.");
    assert_string_equal(hear(), "Press esc, or call the invigilator (i). del takes it away.\n");
}

/* No line is longer than the terminal, none ends within a word. */
static void lines_break_between_words(void **state)
{
    (void)state;
    char whole[sizeof heard], joined[sizeof heard];
    begin();
    flow_go(&c, CLIENT_CONFIRM);
    hear();
    l.fresh = true;
    snprintf(whole, sizeof whole, "%s", hear());
    l.cells = 40;
    l.fresh = true;
    hear();
    size_t n = 0, lines = 0;
    for (char *line = strtok(heard, "\n"); line; line = strtok(NULL, "\n"), lines++) {
        assert_in_range(text_width(line), 1, 39);
        n += (size_t)snprintf(joined + n, sizeof joined - n, "%s ", line);
    }
    assert_in_range(lines, 10, 100);
    for (char *p = whole; (p = strchr(p, '\n')); *p = ' ') {
    }
    assert_string_equal(strtok(joined, ""), whole + strspn(whole, " "));
}

/* The word stands in the text by itself. */
static bool is_told(const char *text, const char *word, size_t len)
{
    for (const char *p = text; (p = strchr(p, word[0])); p++)
        if (strncmp(p, word, len) == 0 && !isalnum((unsigned char)p[len]) &&
            (p == text || (!isalnum((unsigned char)p[-1]) && p[-1] != '\'')))
            return true;
    return false;
}

/* Each word that a place takes is told by its help; which letters are text there, too: none of them
 * is a word. */
static void every_word_is_told_where_it_works(void **state)
{
    (void)state;
    unsigned words = 0;
    begin();
    for (int s = 0; s < CLIENT_STATES; s++) {
        c.state = (enum client_state)s;
        if (!(action_get(ACTION_HELP)->spoken_where & CLIENT_WHERE(s)))
            continue;
        hear_of(linear_say_help);
        for (int id = ACTION_NONE + 1; id < ACTION_COUNT; id++) {
            const struct tui_action *a = action_get((enum action_id)id);
            bool is_here =
                id != ACTION_HELP && id != ACTION_QUIT && a->spoken_where & CLIENT_WHERE(s);
            /* g leads there */
            if (CLIENT_WHERE(s) & (IN_QUESTION | IN(RULES)) && id == ACTION_HANDIN)
                continue;
            for (const char *w = a->word; is_here && *w;
                 w += strcspn(w, " "), w += *w == ' ', words++)
                if (!is_told(heard, w, strcspn(w, " ")))
                    fail_msg("in state %d nobody tells of \"%s\": %s", s, w, heard);
        }
    }
    assert_in_range(words, 50, 200);
    c.state = CLIENT_ANSWERING;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_refusing_disk_is_told_once_and_when_it_is_over,
                                        seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(an_answer_is_saved_when_the_disk_has_it, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(minutes_are_told_once, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(who_ended_the_paper_is_told, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_part_says_what_it_needs_and_once, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(a_receipt_is_spelled, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(keys_are_called_by_their_words, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(lines_break_between_words, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(every_word_is_told_where_it_works, seat_rig_up,
                                        seat_rig_down),
    };
    return cmocka_run_group_tests_name("linear", tests, seat_rig_group_up, seat_rig_group_down);
}
