/* What the line mode says when things happen that no typed line can bring about: a disk that refuses, a paper ended by the invigilator, time that
 * passes, a terminal's width. */
#include "app/client/linear_say.h"

#include "app/client/client_states.h"
#include "app/core/text.h"
#include "tests/unit/desk.h"

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

/* What linear_report says now, into heard. */
static const char *hear(void)
{
    FILE *file = tmpfile();
    int kept = dup(STDOUT_FILENO);
    assert_non_null(file);
    assert_true(kept >= 0);
    fflush(stdout);
    dup2(fileno(file), STDOUT_FILENO);
    linear_report(&l);
    fflush(stdout);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    rewind(file);
    heard[fread(heard, 1, sizeof heard - 1, file)] = '\0';
    fclose(file);
    return heard;
}

static void begin(void)
{
    desk_begin();
    client_use_language(CLIENT_EN);
    l = (struct linear){.client = &c, .fresh = true, .shown = CLIENT_STATES};
    store_flush(c.exam->store, 10000);
    client_ready(&c);
    hear();
}

static void a_refusing_disk_is_told_once_and_when_it_is_over(void **state)
{
    (void)state;
    begin();
    assert_string_equal(hear(), "");
    c.exam->trouble.code = ERR_IO;
    assert_non_null(strstr(hear(), "NOT SAVED YET"));
    assert_string_equal(hear(), "");
    c.exam->trouble.code = ERR_OK;
    assert_non_null(strstr(hear(), "The disk takes answers again"));
    assert_string_equal(hear(), "");
}

static void an_answer_is_saved_when_the_disk_has_it(void **state)
{
    (void)state;
    begin();
    desk_press_char('b');
    l.waiting_save = 1;
    uint32_t durable = c.exam->durable;
    c.exam->durable = 0;
    assert_null(strstr(hear(), "Saved"));
    c.exam->durable = durable;
    store_flush(c.exam->store, 10000);
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
    desk_invigilator(0, ONETIME_MISCONDUCT, 0, 1);
    desk_wait_for_receipt();
    assert_non_null(strstr(hear(), "THE INVIGILATOR HAS ENDED THIS PAPER"));
    assert_non_null(strstr(heard, "Receipt code: "));
}

/* No line is longer than the terminal, none ends within a word. */
static void lines_break_between_words(void **state)
{
    (void)state;
    char whole[sizeof heard], joined[sizeof heard];
    begin();
    client_go(&c, CLIENT_CONFIRM);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_refusing_disk_is_told_once_and_when_it_is_over, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(an_answer_is_saved_when_the_disk_has_it, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(minutes_are_told_once, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(who_ended_the_paper_is_told, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(lines_break_between_words, desk_up, desk_down),
    };
    return cmocka_run_group_tests_name("linear", tests, desk_group_up, desk_group_down);
}
