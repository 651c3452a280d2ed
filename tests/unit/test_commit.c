/* What is committed to before a lot: the text, the draft, the lot; and the text from which
 * everybody draws again. */
#include "tests/lib/rig.h"
#include "tools/office/drawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct rig rig;

static int make(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int drop(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

static struct commit example(void)
{
    struct commit c = {.session = "ca-1",
                       .issue = 1,
                       .rules = "nd175-2024",
                       .papers = 300,
                       .lot_rule = "Xổ số miền Bắc 05/12, giải đặc biệt"};
    memset(c.uid, 0xa1, sizeof c.uid);
    memset(c.bank, 0xb2, sizeof c.bank);
    memset(c.commitment, 0xc3, sizeof c.commitment);
    return c;
}

static void a_commitment_comes_back(void **state)
{
    (void)state;
    struct commit c = example(), back;
    struct buf text, again;
    struct err e = {0};
    buf_init(&text, COMMIT_FILE_MAX);
    buf_init(&again, COMMIT_FILE_MAX);
    commit_write(&c, &text);
    assert_int_equal(commit_parse(buf_text(&text), text.len, "x", &back, &e), ERR_OK);
    assert_string_equal(back.lot_rule, c.lot_rule);
    assert_int_equal(back.papers, 300);
    commit_write(&back, &again);
    assert_string_equal(buf_text(&text), buf_text(&again));
    buf_free(&text);
    buf_free(&again);
}

/* One text has one meaning: no other text is read as the same commitment. */
static void no_other_text_is_a_commitment(void **state)
{
    (void)state;
    static const struct {
        const char *was, *is, *wants;
    } BAD[] = {{"draw 1", "draw 2", "version 2"},
               {"sathach draw", "sathach drew", "line 1"},
               {"issue 1", "issue 01", "not written"},
               {"issue 1", "issue -1", "line 3"},
               {"issue 1", "issue 9999999999", "line 3"},
               {"uid a1", "uid A1", "line 4"},
               {"uid a1", "uid a", "line 4"},
               {"bank b2", "bank  b2", "line 5"},
               {"papers 300", "papers 300 ", "line 7"},
               {"papers 300", "paper 300", "line 7"},
               {"lot-rule X", "lot-rule \033X", "line 8"},
               {"commitment c3", "commitment", "line 9"}};
    struct commit c = example(), back;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        struct buf text, bad;
        struct err e = {0};
        buf_init(&text, COMMIT_FILE_MAX);
        buf_init(&bad, COMMIT_FILE_MAX);
        commit_write(&c, &text);
        const char *all = buf_text(&text), *at = strstr(all, BAD[i].was);
        assert_non_null(at);
        buf_add(&bad, all, (size_t)(at - all));
        buf_printf(&bad, "%s%s", BAD[i].is, at + strlen(BAD[i].was));
        assert_int_equal(commit_parse(buf_text(&bad), bad.len, "x", &back, &e), ERR_FORMAT);
        if (!strstr(e.text, BAD[i].wants))
            fail_msg("%s: said %s", BAD[i].is, e.text);
        buf_free(&text);
        buf_free(&bad);
    }
    struct buf text;
    struct err e = {0};
    buf_init(&text, COMMIT_FILE_MAX);
    commit_write(&c, &text);
    assert_int_equal(commit_parse(buf_text(&text), text.len - 1, "x", &back, &e), ERR_FORMAT);
    buf_printf(&text, "more 1\n");
    assert_int_equal(commit_parse(buf_text(&text), text.len, "x", &back, &e), ERR_FORMAT);
    assert_int_equal(commit_parse("", 0, "x", &back, &e), ERR_FORMAT);
    buf_free(&text);
}

static void a_lot_counts_by_its_letters_and_digits(void **state)
{
    (void)state;
    static const struct {
        const char *said, *counts; /* NULL: refused */
    } LOTS[] = {{"42177 7", "421777"},
                {"so lot 4217", "SOLOT4217"},
                {" 4-2.1/7:7;7 ", "421777"},
                {"Giải 421777", "GII421777"},
                {"4217 7", NULL},
                {"", NULL},
                {"đđđđđđ", NULL}};
    char out[SESSION_TEXT_MAX], most[COMMIT_LOT_MAX + 2];
    struct err e = {0};
    for (size_t i = 0; i < sizeof LOTS / sizeof LOTS[0]; i++) {
        enum err_code rc = commit_lot(LOTS[i].said, out, &e);
        assert_int_equal(rc, LOTS[i].counts ? ERR_OK : ERR_USAGE);
        if (LOTS[i].counts)
            assert_string_equal(out, LOTS[i].counts);
    }
    memset(most, '7', sizeof most);
    most[COMMIT_LOT_MAX] = '\0';
    assert_int_equal(commit_lot(most, out, &e), ERR_OK);
    most[COMMIT_LOT_MAX] = '7';
    most[COMMIT_LOT_MAX + 1] = '\0';
    assert_int_equal(commit_lot(most, out, &e), ERR_USAGE);
}

/* The rig's session as a source. */
static struct session_source source_of(const uint8_t *D)
{
    struct session_source s = {.info = rig.session.info,
                               .D = D,
                               .candidate = rig.roster.candidate,
                               .candidates = rig.roster.candidates,
                               .paper = rig.roster.paper,
                               .papers = rig.roster.papers};
    return s;
}

static void a_draft_comes_back(void **state)
{
    (void)state;
    static const char *const NUMBERS[RIG_CANDIDATES] = {"001176000001", NULL, "C1234567"};
    struct session_source s = source_of(rig.office.D);
    struct commit_draft d;
    struct buf box;
    struct err e = {0};
    s.info.sheet = SESSION_SHEET_ALL;
    s.info.start = SESSION_START_CLAIM;
    s.info.copies = 1;
    s.info.opens = 1767225600;
    buf_init(&box, COMMIT_DRAFT_MAX);
    assert_int_equal(commit_draft_seal(&rig.key->pub, &s, NUMBERS, "mau", &box, &e), ERR_OK);
    assert_int_equal(commit_draft_open(rig.key, box.data, box.len, &d, &e), ERR_OK);
    assert_memory_equal(d.D, rig.office.D, CRYPT_KEY);
    assert_memory_equal(d.source.info.uid, s.info.uid, SESSION_UID);
    assert_string_equal(d.bank, "mau");
    assert_string_equal(d.source.info.title, s.info.title);
    assert_int_equal(d.source.info.sheet, SESSION_SHEET_ALL);
    assert_int_equal(d.source.info.start, SESSION_START_CLAIM);
    assert_int_equal(d.source.info.copies, 1);
    assert_int_equal(d.source.info.opens, 1767225600);
    assert_int_equal(d.source.info.flags, SESSION_FLAG_TRAINING);
    assert_memory_equal(&d.source.info.caps, &s.info.caps, sizeof s.info.caps);
    assert_memory_equal(&d.source.info.profile, &s.info.profile, sizeof s.info.profile);
    assert_int_equal(d.source.papers, RIG_PAPERS);
    assert_string_equal(d.source.paper[3].seat, "M09");
    assert_string_equal(d.identity[0], NUMBERS[0]);
    assert_string_equal(d.identity[1], "");
    commit_draft_free(&d);
    for (size_t at = 0; at < box.len; at += 7) {
        box.data[at] ^= 1;
        assert_int_equal(commit_draft_open(rig.key, box.data, box.len, &d, &e), ERR_AUTH);
        box.data[at] ^= 1;
    }
    buf_free(&box);
}

/* ---- drawn.tsv ---- */

static void write_drawn(struct buf *text)
{
    struct office_session s = {.session = rig.session,
                               .secret = rig.office,
                               .roster = rig.roster,
                               .bank = rig.bank,
                               .has_bank = true};
    struct commit said = example();
    struct err e = {0};
    strcpy(said.session, rig.session.info.name);
    memcpy(said.uid, rig.session.info.uid, sizeof said.uid);
    memcpy(said.bank, rig.session.info.bank_hash, sizeof said.bank);
    memcpy(said.commitment, rig.session.info.draw_commitment, sizeof said.commitment);
    assert_int_equal(bank_open_office(&rig.bank, rig.key, &s.bank_key, &e), ERR_OK);
    buf_init(text, DRAWN_FILE_MAX);
    assert_int_equal(drawn_write(&s, &said, text, &e), ERR_OK);
    bank_office_free(&s.bank_key);
}

static void drawn_papers_are_drawn_again(void **state)
{
    (void)state;
    struct buf text;
    struct drawn d;
    struct err e = {0};
    write_drawn(&text);
    assert_true(drawn_is_text(text.data, text.len));
    assert_int_equal(drawn_read(buf_text(&text), text.len, "x", &d, &e), ERR_OK);
    assert_int_equal(d.roster.papers, RIG_PAPERS);
    assert_int_equal(d.said.papers, RIG_PAPERS);
    assert_string_equal(d.lot, "");
    assert_int_equal(drawn_check_commitment(&d, &rig.bank, &e), ERR_OK);
    assert_int_equal(drawn_draw_again(&d, &e), ERR_OK);
    drawn_free(&d);
    buf_free(&text);
}

/* A log of two lines, as far as the draw is concerned. */
static enum err_code find_in(const struct drawn *d, bool swapped, const char *lot,
                             const char *session, struct drawn_lines *out, struct err *e)
{
    struct buf text;
    uint8_t hash[CRYPT_HASH];
    char committed[LOG_HEX], made[LOG_HEX];
    buf_init(&text, COMMIT_FILE_MAX);
    commit_write(&d->said, &text);
    crypt_hash_file(text.data, text.len, hash);
    buf_free(&text);
    crypt_hex(hash, CRYPT_HASH, committed);
    crypt_hex(d->session, CRYPT_HASH, made);
    struct log_line line[] = {{.number = swapped ? 9 : 3,
                               .kind = LOG_COMMIT,
                               .session = session,
                               .hash = committed,
                               .more = "issue=1"},
                              {.number = swapped ? 3 : 9,
                               .kind = LOG_SESSION,
                               .session = session,
                               .hash = made,
                               .more = lot}};
    struct log l = {.line = line, .lines = 2};
    return drawn_find_lines(d, &l, out, e);
}

static void commitment_and_session_stand_in_their_order(void **state)
{
    (void)state;
    struct buf text;
    struct drawn d;
    struct drawn_lines lines;
    struct err e = {0};
    write_drawn(&text);
    assert_int_equal(drawn_read(buf_text(&text), text.len, "x", &d, &e), ERR_OK);
    assert_int_equal(find_in(&d, false, "papers=4 lot=no", "rig", &lines, &e), ERR_OK);
    assert_int_equal(lines.commitment, 3);
    assert_int_equal(lines.session, 9);
    assert_int_equal(lines.commitments, 1);
    assert_int_equal(find_in(&d, true, "papers=4 lot=no", "rig", &lines, &e), ERR_NO);
    assert_non_null(strstr(e.text, "line 9, after the draw in line 3"));
    assert_int_equal(find_in(&d, false, "papers=4 lot=yes", "rig", &lines, &e), ERR_NO);
    assert_int_equal(find_in(&d, false, "papers=4", "rig", &lines, &e), ERR_NO);
    assert_int_equal(find_in(&d, false, "papers=4 lot=no", "ca-2", &lines, &e), ERR_NO);
    struct log none = {.lines = 0};
    assert_int_equal(drawn_find_lines(&d, &none, &lines, &e), ERR_NO);
    drawn_free(&d);
    buf_free(&text);
}

/* Whatever byte is another: not read, another session, another commitment, or another paper. What
 * only the log can tell (its session, name, issue, rule of the lot) comes back as it was written.
 */
static void each_byte_of_it_counts(void **state)
{
    (void)state;
    struct buf text, again;
    struct drawn d;
    struct err e = {0};
    write_drawn(&text);
    struct drawn good;
    char *copy = strndup(buf_text(&text), text.len);
    assert_int_equal(drawn_read(copy, text.len, "x", &good, &e), ERR_OK);
    buf_init(&again, COMMIT_FILE_MAX);
    size_t read = 0;
    for (size_t at = 0; at < text.len; at++) {
        text.data[at] ^= 1;
        if (drawn_read(buf_text(&text), text.len, "x", &d, &e) == ERR_OK) {
            bool same = drawn_check_commitment(&d, &rig.bank, &e) == ERR_OK &&
                        drawn_draw_again(&d, &e) == ERR_OK &&
                        memcmp(d.session, good.session, CRYPT_HASH) == 0 &&
                        strcmp(d.said.session, good.said.session) == 0 &&
                        d.said.issue == good.said.issue &&
                        strcmp(d.said.lot_rule, good.said.lot_rule) == 0;
            if (same)
                fail_msg("byte %zu of %zu may be another", at, text.len);
            drawn_free(&d);
            read++;
        }
        text.data[at] ^= 1;
    }
    assert_true(read > 20); /* many were read, and told apart by what they say */
    drawn_free(&good);
    free(copy);
    buf_free(&text);
    buf_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_commitment_comes_back),
        cmocka_unit_test(no_other_text_is_a_commitment),
        cmocka_unit_test(a_lot_counts_by_its_letters_and_digits),
        cmocka_unit_test(a_draft_comes_back),
        cmocka_unit_test(drawn_papers_are_drawn_again),
        cmocka_unit_test(commitment_and_session_stand_in_their_order),
        cmocka_unit_test(each_byte_of_it_counts),
    };
    return cmocka_run_group_tests(tests, make, drop);
}
