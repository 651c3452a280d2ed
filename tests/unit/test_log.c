/* The office's log: only signed lines count, nothing signed can be changed, taken away or put in
 * without being found. */
#include "tests/lib/scratch.h"

#include "app/core/file.h"
#include "tools/office/log.h"
#include "tools/office/log_met.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct place {
    char dir[64];
    struct workspace w;
    struct keys_secret *office;
};

static uint64_t boot(void *context)
{
    (void)context;
    return 1000;
}

static int64_t wall(void *context)
{
    (void)context;
    return INT64_C(1764403200000); /* 2025-11-29T08:00:00Z */
}

static void open_place(struct place *p)
{
    static const uint8_t HASH[CRYPT_HASH] = {1};
    struct crypt_random rnd = crypt_random_system();
    struct err e = {0};
    scratch_folder(p->dir, sizeof p->dir);
    p->w = (struct workspace){.folder = p->dir,
                              .who = (char *)"Nguyễn Văn A",
                              .clock = {.boot_ms = boot, .wall_ms = wall}};
    p->office = keys_new(KEYS_OFFICE, &rnd);
    assert_non_null(p->office);
    assert_int_equal(log_begin(&p->w, p->office, HASH, &rnd, &e), ERR_OK);
}

static void close_place(struct place *p)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", p->dir);
    assert_int_equal(system(command), 0);
    keys_free(p->office);
}

static void add_some(struct place *p, const char *const *subject, size_t n)
{
    struct log l;
    struct err e = {0};
    size_t cut = 0;
    uint8_t hash[CRYPT_HASH] = {7};
    assert_int_equal(log_open(&p->w, &p->office->pub, &l, &e), ERR_OK);
    assert_int_equal(log_cut(&l, &cut, &e), ERR_OK);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(log_add(&l,
                                 &(struct log_entry){LOG_ANSWERS, "ca-1", subject[i], hash,
                                                     "paper=0007 events=12"},
                                 &e),
                         ERR_OK);
    assert_int_equal(log_seal(&l, p->office, &e), ERR_OK);
    log_close(&l);
}

static void read_file(const struct place *p, const char *name, struct buf *out)
{
    char path[128];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/log/%s", p->dir, name);
    buf_init(out, LOG_FILE_MAX);
    assert_int_equal(file_read(path, LOG_FILE_MAX, out, &e), ERR_OK);
}

static void write_file(const struct place *p, const char *name, const void *data, size_t len)
{
    char path[128];
    FILE *f;
    snprintf(path, sizeof path, "%s/log/%s", p->dir, name);
    assert_non_null(f = fopen(path, "wb"));
    assert_int_equal(fwrite(data, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static enum err_code try_open(struct place *p, struct log *l, struct err *e)
{
    *e = (struct err){0};
    enum err_code rc = log_open(&p->w, &p->office->pub, l, e);
    if (rc == ERR_OK && (rc = log_met_check(l, e)) != ERR_OK)
        log_close(l);
    return rc;
}

static void assert_refused(struct place *p)
{
    struct log l;
    struct err e;
    assert_int_equal(try_open(p, &l, &e), ERR_POLICY);
}

static void lines_are_read_as_they_were_written(void **state)
{
    (void)state;
    static const char *const SUBJECT[] = {"a.answers", "tên có dấu %\tvà\ntab.answers",
                                          "\x1b[31m\xff", ""};
    static const char *const WANT[] = {"a.answers", "tên có dấu %25%09và%0Atab.answers",
                                       "%1B[31m%FF", "-"};
    struct place p;
    struct log l;
    struct err e;
    char value[16];
    open_place(&p);
    add_some(&p, SUBJECT, 2);
    add_some(&p, SUBJECT + 2, 2);
    assert_int_equal(try_open(&p, &l, &e), ERR_OK);
    assert_int_equal(l.lines, 5);
    assert_int_equal(l.mark.size, 5);
    assert_int_equal(l.line[0].kind, LOG_INIT);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(l.line[i + 1].number, i + 2);
        assert_string_equal(l.line[i + 1].subject, WANT[i]);
        assert_string_equal(l.line[i + 1].session, "ca-1");
        assert_string_equal(l.line[i + 1].who, "Nguyễn Văn A");
        assert_string_equal(l.line[i + 1].time, "2025-11-29T08:00:00Z");
        assert_true(log_more(&l.line[i + 1], "events", value, sizeof value));
        assert_string_equal(value, "12");
        assert_false(log_more(&l.line[i + 1], "vents", value, sizeof value));
    }
    log_close(&l);
    close_place(&p);
}

/* Each byte of the signed lines and of the mark, changed: never taken. */
static void what_is_signed_cannot_be_changed(void **state)
{
    (void)state;
    static const char *const SUBJECT[] = {"a", "b", "c"};
    struct place p;
    struct buf text;
    open_place(&p);
    add_some(&p, SUBJECT, 3);
    read_file(&p, "log.tsv", &text);
    for (size_t i = 0; i < text.len; i++) {
        text.data[i] ^= 1;
        write_file(&p, "log.tsv", text.data, text.len);
        assert_refused(&p);
        text.data[i] ^= 1;
    }
    for (size_t len = 0; len < text.len; len++) {
        write_file(&p, "log.tsv", text.data, len);
        assert_refused(&p);
    }
    write_file(&p, "log.tsv", text.data, text.len);
    struct log l;
    struct err e;
    assert_int_equal(try_open(&p, &l, &e), ERR_OK);
    log_close(&l);
    buf_free(&text);
    close_place(&p);
}

/* A line taken out, two changed about, one put in: with numbers made right again. */
static void lines_cannot_be_dealt_anew(void **state)
{
    (void)state;
    static const char *const SUBJECT[] = {"a", "b", "c", "d"};
    struct place p;
    struct buf text;
    char made[4096];
    open_place(&p);
    add_some(&p, SUBJECT, 4);
    read_file(&p, "log.tsv", &text);
    char *line[5], *rest = strdup(buf_text(&text)), *all = rest;
    for (size_t i = 0; i < 5; i++)
        line[i] = strchr(strsep(&rest, "\n"), '\t');
    snprintf(made, sizeof made, "1%s\n2%s\n3%s\n4%s\n", line[0], line[1], line[3], line[4]);
    write_file(&p, "log.tsv", made, strlen(made));
    assert_refused(&p);
    snprintf(made, sizeof made, "1%s\n2%s\n3%s\n4%s\n5%s\n", line[0], line[2], line[1], line[3],
             line[4]);
    write_file(&p, "log.tsv", made, strlen(made));
    assert_refused(&p);
    snprintf(made, sizeof made, "1%s\n2%s\n3%s\n4%s\n5%s\n6%s\n", line[0], line[1], line[1],
             line[2], line[3], line[4]);
    write_file(&p, "log.tsv", made, strlen(made));
    assert_refused(&p);
    free(all);
    buf_free(&text);
    close_place(&p);
}

/* What stands behind the mark counts for nothing, and is set aside before the next line is
 * written. */
static void a_tail_without_a_mark_is_nobodys(void **state)
{
    (void)state;
    static const char
        *const SUBJECT[] = {"a", "b"},
               TAIL[] = "3\t2025-11-29T08:00:00Z\t-\tanswers\tca-1\tforged\t-\t\n4\thalf a li";
    struct place p;
    struct buf text;
    struct log l;
    struct err e;
    size_t cut = 0;
    open_place(&p);
    add_some(&p, SUBJECT, 1);
    read_file(&p, "log.tsv", &text);
    buf_add_text(&text, TAIL);
    write_file(&p, "log.tsv", text.data, text.len);
    assert_int_equal(try_open(&p, &l, &e), ERR_OK);
    assert_int_equal(l.lines, 2);
    assert_int_equal(log_cut(&l, &cut, &e), ERR_OK);
    assert_int_equal(cut, sizeof TAIL - 1);
    log_close(&l);
    add_some(&p, SUBJECT + 1, 1);
    assert_int_equal(try_open(&p, &l, &e), ERR_OK);
    assert_int_equal(l.lines, 3);
    assert_string_equal(l.line[2].subject, "b");
    log_close(&l);
    uint8_t hash[CRYPT_HASH];
    char name[LOG_HEX + 8];
    crypt_hash_file(TAIL, sizeof TAIL - 1, hash);
    memcpy(name, "cut/", 4);
    crypt_hex(hash, CRYPT_HASH, name + 4);
    buf_free(&text);
    read_file(&p, name, &text);
    assert_int_equal(text.len, sizeof TAIL - 1);
    assert_memory_equal(text.data, TAIL, text.len);
    buf_free(&text);
    close_place(&p);
}

static void another_office_s_mark_is_refused(void **state)
{
    (void)state;
    struct place p, other;
    struct log l;
    struct err e;
    struct buf note;
    open_place(&p);
    open_place(&other);
    e = (struct err){0};
    assert_int_equal(log_open(&p.w, &other.office->pub, &l, &e), ERR_KEY);
    read_file(&other, "mark", &note);
    write_file(&p, "mark", note.data, note.len);
    assert_int_equal(try_open(&p, &l, &e), ERR_KEY);
    char path[128];
    snprintf(path, sizeof path, "%s/log/mark", p.dir);
    assert_int_equal(unlink(path), 0);
    assert_refused(&p);
    buf_free(&note);
    close_place(&p);
    close_place(&other);
}

/* An older log with its older mark, both rightly signed, is found as soon as a later mark is met;
 * and ever after. */
static void a_rolled_back_log_is_found_by_a_mark_met(void **state)
{
    (void)state;
    static const char *const SUBJECT[] = {"a", "b", "c"};
    struct place p;
    struct log l;
    struct err e = {0};
    struct buf old_text, old_mark, late;
    enum log_met met;
    open_place(&p);
    add_some(&p, SUBJECT, 1);
    read_file(&p, "log.tsv", &old_text);
    read_file(&p, "mark", &old_mark);
    add_some(&p, SUBJECT + 1, 1);
    read_file(&p, "mark", &late);
    assert_int_equal(try_open(&p, &l, &e), ERR_OK);
    assert_int_equal(log_meet(&l, "stick", old_mark.data, old_mark.len, &met, &e), ERR_OK);
    assert_int_equal(met, LOG_MET_PREFIX);
    assert_int_equal(log_meet(&l, "stick", late.data, late.len, &met, &e), ERR_OK);
    assert_int_equal(met, LOG_MET_PREFIX);
    assert_int_equal(log_meet(&l, "stick", "nothing", 7, &met, &e), ERR_OK);
    assert_int_equal(met, LOG_MET_OTHER);
    log_close(&l);
    write_file(&p, "log.tsv", old_text.data, old_text.len);
    write_file(&p, "mark", old_mark.data, old_mark.len);
    assert_int_equal(try_open(&p, &l, &e), ERR_OK); /* nothing here tells */
    assert_int_equal(log_meet(&l, "stick", late.data, late.len, &met, &e), ERR_POLICY);
    assert_int_equal(met, LOG_MET_AHEAD);
    log_close(&l);
    assert_refused(&p); /* the mark was kept */
    write_file(&p, "log.tsv", old_text.data, old_text.len);
    buf_free(&old_text);
    buf_free(&old_mark);
    buf_free(&late);
    close_place(&p);
}

static void limits_hold(void **state)
{
    (void)state;
    struct place p;
    struct log l;
    struct err e = {0};
    char longer[1200];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    open_place(&p);
    assert_int_equal(try_open(&p, &l, &e), ERR_OK);
    assert_int_equal(
        log_add(&l, &(struct log_entry){LOG_CANCEL, "ca-1", longer, NULL, "issue=1"}, &e), ERR_OK);
    assert_int_equal(strlen(l.line[l.lines - 1].subject), LOG_SUBJECT_MAX);
    assert_int_equal(log_add(&l, &(struct log_entry){LOG_CANCEL, "ca-1", "x", NULL, longer}, &e),
                     ERR_LIMIT);
    assert_int_equal(log_add(&l, &(struct log_entry){LOG_CANCEL, "ca-1", "x", NULL, "a=b\tc"}, &e),
                     ERR_FORMAT);
    assert_int_equal(log_add(&l, &(struct log_entry){LOG_CANCEL, "Ca 1", "x", NULL, ""}, &e),
                     ERR_FORMAT);
    assert_int_equal(log_seal(&l, p.office, &e), ERR_OK);
    assert_int_equal(l.lines, 2);
    log_close(&l);
    close_place(&p);
}

int main(void)
{
    struct err e;
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_are_read_as_they_were_written),
                                       cmocka_unit_test(what_is_signed_cannot_be_changed),
                                       cmocka_unit_test(lines_cannot_be_dealt_anew),
                                       cmocka_unit_test(a_tail_without_a_mark_is_nobodys),
                                       cmocka_unit_test(another_office_s_mark_is_refused),
                                       cmocka_unit_test(a_rolled_back_log_is_found_by_a_mark_met),
                                       cmocka_unit_test(limits_hold)};
    return crypt_start(&e) ? 1 : cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
