/* The list of questions that imports rejected: one form, read strictly; what a new import makes of
 * it; a stop between two files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/scratch.h"
#include "tools/import/gift.h"
#include "tools/import/rejected.h"

#include <unistd.h>

#define HEAD \
    "#sathach rejected 1\n" \
    "number\tstate\tabout\tfile\tpage\tline\tmark\treason\tpool\tname\tquestion\tsource\toptions" \
    "\n"
#define ID "8fe23bbacbba66037d0f6d7608f2932ebb1d98809ccf0845f64f38d4e6d50951"
#define POOL "4.1/II/chuyen-mon"
#define OPEN "1\topen\t\t/a/de.docx\t0\t7\t2\tno right answer\t" POOL "\t\tHai?\t\t~1\t~2\n"
#define ASIDE "2\taside\tsai\t/a/de.docx\t3\t0\t\ttwo\t\tq\tBa\\n\\\\bốn?\tĐiều 1\t=1\t=2\n"
#define WRITTEN "5\twritten\t" ID " " POOL "\t/a/de.docx\t0\t0\t\tr\t\t\t\t\n"
#define WRITING "5\twriting\t" ID " " POOL "\t/a/de.docx\t0\t0\t\tr\t\t\t\t\n"

static bool is_held;
static bool holds(const void *bank, const char *pool, const char *id)
{
    (void)bank;
    assert_string_equal(pool, POOL);
    assert_string_equal(id, ID);
    return is_held;
}

static enum err_code parse(const char *text, struct rejected *r, size_t *line)
{
    struct err e = {0};
    enum err_code rc = rejected_parse(text, strlen(text), "x.tsv", r, line, &e);
    assert_true((rc == ERR_OK) == (e.text[0] == '\0'));
    return rc;
}

static void it_is_read_as_it_is_written(void **state)
{
    static const char TEXT[] = HEAD OPEN ASIDE WRITTEN;
    struct rejected r;
    struct buf out;
    size_t line;
    (void)state;
    assert_int_equal(parse(TEXT, &r, &line), ERR_OK);
    assert_int_equal(r.count, 3);
    assert_string_equal(r.item[1].stem, "Ba\n\\bốn?");
    assert_string_equal(r.item[1].why, "sai");
    assert_true(r.item[1].option[1].is_right);
    assert_int_equal(r.item[1].page, 3);
    assert_string_equal(r.item[2].became_pool, POOL);
    assert_ptr_equal(rejected_find(&r, 5), &r.item[2]);
    assert_null(rejected_find(&r, 3));
    buf_init(&out, REJECTED_FILE_MAX);
    rejected_write(&r, &out);
    assert_string_equal(buf_text(&out), TEXT);
    buf_free(&out);
    rejected_free(&r);
}

/* Each line of another form, by its number; nothing of it is kept. */
static void what_it_does_not_write_is_no_list(void **state)
{
    static const struct {
        const char *text;
        size_t line;
    } BAD[] = {
        {"", 1},
        {"#sathach rejected 2\n", 1},
        {"#sathach rejected 1\n", 2},
        {"#sathach rejected 1\nnumber\tstate\n", 2},
        {HEAD "\n", 3},
        {HEAD OPEN "0" OPEN, 4},                         /* a number twice, and with a zero */
        {HEAD OPEN OPEN, 4},                             /* not ascending */
        {HEAD "1\topen\tx\tf\t0\t0\t\tr\t\t\t\t\n", 3},  /* open, and a reason */
        {HEAD "1\taside\t\tf\t0\t0\t\tr\t\t\t\t\n", 3},  /* aside without one */
        {HEAD "1\tclosed\t\tf\t0\t0\t\tr\t\t\t\t\n", 3}, /* no such state */
        {HEAD "1\twritten\tab c\tf\t0\t0\t\tr\t\t\t\t\n", 3},
        {HEAD "1\topen\t\tf\t00\t0\t\tr\t\t\t\t\n", 3},
        {HEAD "1\topen\t\tf\t-1\t0\t\tr\t\t\t\t\n", 3},
        {HEAD "1\topen\t\tf\t0\t0\t\tr\t\t\t\n", 3},       /* a cell short */
        {HEAD "1\topen\t\tf\t0\t0\t\tr\t\t\t\t\t*a\n", 3}, /* an option without its mark */
        {HEAD "1\topen\t\tf\t0\t0\t\tr\\x\t\t\t\t\n", 3},  /* a \ that is none of ours */
        {HEAD "1\topen\t\tf\t0\t0\t\tr\r\t\t\t\t\n", 3},
        {HEAD "1\topen\t\tf\t0\t0\t\t\xC3\t\t\t\t\n", 3},
        {HEAD OPEN "2", 4}, /* no end of the line */
    };
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct rejected r;
        size_t line = 0;
        if (parse(BAD[i].text, &r, &line) != ERR_FORMAT || line != BAD[i].line || r.count)
            fail_msg("number %zu: line %zu, %zu rows", i, line, r.count);
    }
}

/* Every cut and every changed byte is an error or another list, never a fall. */
static void no_cut_is_taken_for_the_whole(void **state)
{
    static const char TEXT[] = HEAD OPEN ASIDE WRITTEN;
    char cut[sizeof TEXT];
    (void)state;
    for (size_t n = 0; n < sizeof TEXT - 1; n++) {
        struct rejected r;
        size_t line;
        memcpy(cut, TEXT, sizeof cut);
        cut[n] = '\0';
        bool is_end = n && TEXT[n - 1] == '\n' && n >= strlen(HEAD);
        assert_int_equal(parse(cut, &r, &line), is_end ? ERR_OK : ERR_FORMAT);
        rejected_free(&r);
        memcpy(cut, TEXT, sizeof cut);
        cut[n] = '\x01';
        assert_int_equal(parse(cut, &r, &line), ERR_FORMAT);
    }
}

/* Stopped between two files: the bank says what became of it. */
static void what_was_being_written_is_told_by_the_bank(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct rejected r;
        size_t line;
        is_held = i == 1;
        assert_int_equal(parse(HEAD WRITING, &r, &line), ERR_OK);
        rejected_settle(&r, holds, NULL);
        assert_int_equal(r.item[0].state, is_held ? REJECTED_WRITTEN : REJECTED_OPEN);
        assert_int_equal(r.item[0].id[0] != '\0', is_held);
        rejected_free(&r);
    }
}

/* A right one only of four, and only one. */
static void no_answer_is_guessed(void **state)
{
    static const struct {
        const char *options;
        int answer;
    } ROWS[] = {{"\t~1\t=2\t~3\t~4", 1},  {"\t~1\t=2\t~3", -1},         {"\t~1\t=2\t=3\t~4", -1},
                {"\t~1\t~2\t~3\t~4", -1}, {"\t=1\t~2\t~3\t~4\t~5", -1}, {"", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char text[512];
        struct rejected r;
        size_t line;
        snprintf(text, sizeof text, HEAD "1\topen\t\tf\t0\t0\t\tr\t\t\t\t%s\n", ROWS[i].options);
        assert_int_equal(parse(text, &r, &line), ERR_OK);
        assert_int_equal(rejected_answer(&r.item[0]), ROWS[i].answer);
        rejected_free(&r);
    }
}

/* ---- a new import ---- */

/* The questions that reading this text as that file rejects. */
static void read_gift(const char *file, const char *text, struct rejected *out)
{
    struct findings f = {0};
    struct importer in;
    struct err e = {0};
    importer_init(&in, file, &f, POOL);
    assert_int_equal(gift_read(text, strlen(text), &in, &e), ERR_OK);
    for (size_t i = 0; i < in.outcomes; i++)
        if (in.outcome[i].reason)
            assert_int_equal(rejected_add(out, &in, &in.outcome[i], NULL, in.outcome[i].category,
                                          in.outcome[i].reason, &e),
                             ERR_OK);
    importer_free(&in);
    findings_free(&f);
}

static void renew(struct rejected *r, const char *file, const char *text, bool is_added)
{
    struct rejected fresh = {0};
    struct err e = {0};
    read_gift(file, text, &fresh);
    assert_int_equal(rejected_renew(r, &fresh, &file, 1, is_added, holds, NULL, &e), ERR_OK);
    assert_int_equal(fresh.count, 0);
}

static void say(const struct rejected *r, const char *want)
{
    char said[256] = "";
    for (size_t i = 0; i < r->count; i++)
        snprintf(said + strlen(said), sizeof said - strlen(said), "%u %s %s,", r->item[i].number,
                 rejected_state_id(r->item[i].state), r->item[i].mark);
    assert_string_equal(said, want);
}

#define A "::a:: A? {=1 ~2 ~3}\n\n"
#define B "::b:: B? {=1 =2 ~3 ~4}\n\n"
#define Z "::z:: Z? {=1 ~2 ~3 ~4}\n\n"
#define C "::c:: C? {~1 ~2 ~3 ~4}\n\n"

static void an_import_replaces_what_its_source_gave(void **state)
{
    struct rejected r = {0};
    (void)state;
    is_held = false;
    renew(&r, "/nowhere/one.gift", A B, false);
    renew(&r, "/nowhere/two.gift", C, true);
    say(&r, "1 open a,2 open b,3 open c,");
    r.item[1].state = REJECTED_ASIDE;
    strcpy(r.item[1].why, "sai");
    renew(&r, "/nowhere/one.gift", B C, true); /* a was mended there, c is new */
    say(&r, "2 aside b,3 open c,4 open c,");
    renew(&r, "/stick/one.gift", B, true); /* the same file elsewhere: one row */
    say(&r, "2 aside b,3 open c,4 open c,");
    renew(&r, "/nowhere/one.gift", B, false); /* a bank made anew */
    say(&r, "2 aside b,");
    renew(&r, "/stick/one.gift", Z, true); /* another file of that name */
    say(&r, "2 aside b,");
    renew(&r, "/nowhere", Z, true); /* the folder that it lay in */
    say(&r, "");
    rejected_free(&r);
}

static void what_was_written_stays_so_while_the_bank_has_it(void **state)
{
    struct rejected r = {0};
    (void)state;
    renew(&r, "/nowhere/one.gift", A, false);
    r.item[0].state = REJECTED_WRITTEN;
    strcpy(r.item[0].id, ID);
    strcpy(r.item[0].became_pool, POOL);
    is_held = false;
    renew(&r, "/nowhere/one.gift", A, true); /* it may have been edited since */
    say(&r, "1 written a,");
    is_held = true;
    renew(&r, "/nowhere/one.gift", A, false);
    say(&r, "1 written a,");
    is_held = false;
    renew(&r, "/nowhere/one.gift", A, false); /* the new bank has it no more */
    say(&r, "1 open a,");
    rejected_free(&r);
}

/* What a source brings that is no text is kept as far as it is one. */
static void what_no_text_may_hold_is_replaced(void **state)
{
    struct rejected r = {0}, again;
    struct buf out;
    size_t line;
    (void)state;
    read_gift("/nowhere/a\tb.gift", "::a:: A\x07? {=1\t2 ~2 ~3}\n", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.item[0].file, "/nowhere/a b.gift");
    assert_non_null(strstr(r.item[0].stem, "A\xEF\xBF\xBD?"));
    buf_init(&out, REJECTED_FILE_MAX);
    rejected_write(&r, &out);
    assert_int_equal(parse(buf_text(&out), &again, &line), ERR_OK);
    rejected_free(&again);
    rejected_free(&r);
    buf_free(&out);
}

static void an_empty_list_is_no_file(void **state)
{
    struct rejected r = {0}, again;
    struct err e = {0};
    size_t line;
    char folder[SCRATCH_PATH], path[SCRATCH_PATH + 20];
    (void)state;
    scratch_in_memory(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/" REJECTED_NAME, folder);
    assert_int_equal(rejected_read(folder, &again, &line, &e), ERR_OK);
    assert_int_equal(again.count, 0);
    read_gift("/nowhere/one.gift", A, &r);
    assert_int_equal(rejected_save(folder, &r, &e), ERR_OK);
    assert_int_equal(rejected_read(folder, &again, &line, &e), ERR_OK);
    say(&again, "1 open a,");
    rejected_free(&again);
    rejected_free(&r);
    assert_int_equal(rejected_save(folder, &r, &e), ERR_OK);
    assert_false(file_exists(path));
    assert_int_equal(rejected_save(folder, &r, &e), ERR_OK);
    assert_int_equal(file_write(path, "", 0, FILE_NEW, &e), ERR_OK); /* cut to nothing by hand */
    assert_int_equal(rejected_read(folder, &again, &line, &e), ERR_FORMAT);
    unlink(path);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_read_as_it_is_written),
        cmocka_unit_test(what_it_does_not_write_is_no_list),
        cmocka_unit_test(no_cut_is_taken_for_the_whole),
        cmocka_unit_test(what_was_being_written_is_told_by_the_bank),
        cmocka_unit_test(no_answer_is_guessed),
        cmocka_unit_test(an_import_replaces_what_its_source_gave),
        cmocka_unit_test(what_was_written_stays_so_while_the_bank_has_it),
        cmocka_unit_test(what_no_text_may_hold_is_replaced),
        cmocka_unit_test(an_empty_list_is_no_file),
    };
    return cmocka_run_group_tests_name("rejected questions", tests, NULL, NULL);
}
