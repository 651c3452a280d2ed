/* What papers print of office.ini: a paper's digest is another exactly when the paper is. */
#include "tests/lib/documents_rig.h"

#include "tools/report/slips.h"
#include "tools/report/voucher_sheet.h"
#include "tools/work/printed_settings.h"
#include "tools/work/session_papers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct workspace *office(void)
{
    return &documents_rig.workspace;
}

/* ---- papers under other settings ---- */

static const char BEFORE[] = "[office]\nparent=UBND tỉnh Bình Định\nname=Sở Xây dựng\n"
                             "full_name=Sở Xây dựng tỉnh này\nplace=Quy Nhơn\n"
                             "[paper notice]\nsigner=Nguyễn Thị Phương Thảo\n"
                             "[paper minutes]\nunit=QLXD\n";
static const struct change {
    const char *was, *is, *group, *key;
} CHANGE[] = {
    {"parent=UBND tỉnh Bình Định", "parent=UBND tỉnh Gia Lai", "office", "parent"},
    {"name=Sở Xây dựng\n", "name=Sở Quy hoạch\n", "office", "name"},
    {"full_name=Sở Xây dựng tỉnh này", "full_name=Sở Xây dựng tỉnh kia", "office", "full_name"},
    {"place=Quy Nhơn", "place=Pleiku\ncome_minutes=15", "office", "place"},
    {"place=Quy Nhơn", "place=Quy Nhơn\ncome_minutes=30", "office", "come_minutes"},
    {"signer=Nguyễn Thị Phương Thảo", "signer=Trần Văn Nam", "paper notice", "signer"},
    {"signer=Nguyễn", "sign=KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC\nsigner=Nguyễn", "paper notice", "sign"},
    {"signer=Nguyễn", "sign=GIÁM ĐỐC\nsigner=Nguyễn", "paper notice", "sign"},
    {"signer=Nguyễn", "post=PHÓ CHỦ TỊCH\nsigner=Nguyễn", "paper notice", "post"},
    {"signer=Nguyễn", "symbol=TB-SXDGL\nsigner=Nguyễn", "paper notice", "symbol"},
    {"signer=Nguyễn", "recipients=Lưu: VT\nsigner=Nguyễn", "paper notice", "recipients"},
    {"place=Quy Nhơn", "place=Quy Nhơn\nfont=Liberation Sans", "office", "font"},
    {"place=Quy Nhơn", "place=Quy Nhơn\nfont=Liberation Serif", "office", "fonts"},
    {"unit=QLXD", "unit=VP", "paper minutes", "unit"},
    {"unit=QLXD", "symbol=BB-GL", "paper minutes", "symbol"},
    {"unit=QLXD", "signer=Lê Văn An", "paper minutes", "unit"}};
enum { CHANGES = sizeof CHANGE / sizeof CHANGE[0] };

static void set_office(const struct change *c)
{
    static const struct ini_group GROUPS[] = {
        {"office", PAPERS_OFFICE_KEYS}, {"paper *", PAPERS_FORM_KEYS}, {NULL, NULL}};
    char text[2048];
    const char *at = c ? strstr(BEFORE, c->was) : BEFORE;
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - BEFORE), BEFORE, c ? c->is : "",
             at + (c ? strlen(c->was) : 0));
    struct ini *ini = NULL;
    struct err e = {0};
    assert_int_equal(ini_parse(text, strlen(text), "office.ini", GROUPS, &ini, &e), ERR_OK);
    papers_free(&office()->papers);
    assert_int_equal(papers_read(ini, "office.ini", &office()->papers, &e), ERR_OK);
    ini_free(ini);
}

static void make(const char *id, struct buf *out)
{
    struct err e = {0};
    struct buf text;
    struct office_session s = documents_rig.grading.opened;
    const struct report_kinds_kind *kind = report_kinds_find(id);
    enum err_code rc = ERR_OK;
    s.workspace = office();
    s.session.info = documents_rig.session;
    buf_init(out, DOCUMENTS_RIG_PDF_MAX);
    buf_init(&text, DOCUMENTS_RIG_PDF_MAX);
    if (strcmp(id, "access-slips") == 0)
        rc = slips_make(&s, &text, out, &e);
    else if (strcmp(id, "vouchers") == 0)
        rc = voucher_sheet_make(&s, &text, out, &e);
    else
        rc = report_kinds_make(kind, REPORT_KINDS_PDF, &documents_rig.source, out, &e);
    if (rc != ERR_OK)
        fail_msg("%s: %s", id, e.text);
    buf_free(&text);
}

static void a_digest_changes_when_the_paper_does(void **state)
{
    static const char *const IDS[] = {"access-slips", "attendance", "vouchers", "results",
                                      "slips",        "passlist",   "minutes"};
    (void)state;
    for (size_t k = 0; k < sizeof IDS / sizeof IDS[0]; k++) {
        const struct printed_settings *p = printed_settings_of(IDS[k]);
        char was[PRINTED_SETTINGS_DIGEST], is[PRINTED_SETTINGS_DIGEST];
        struct buf before, after;
        size_t changed = 0;
        assert_non_null(p);
        set_office(NULL);
        printed_settings_digest(office(), p, was);
        make(IDS[k], &before);
        for (size_t i = 0; i < CHANGES; i++) {
            set_office(&CHANGE[i]);
            printed_settings_digest(office(), p, is);
            make(IDS[k], &after);
            bool is_same =
                before.len == after.len && memcmp(before.data, after.data, after.len) == 0;
            if (is_same != (strcmp(was, is) == 0))
                fail_msg("%s: %s: the paper is %s", IDS[k], CHANGE[i].is,
                         is_same ? "the same, its digest is not" : "another, its digest is not");
            bool is_usual = strncmp(CHANGE[i].is, "sign=GIÁM ĐỐC\n", 16) == 0;
            if (!is_usual && is_same == printed_settings_prints(p, CHANGE[i].group, CHANGE[i].key))
                fail_msg("%s is said to %sprint %s.%s", IDS[k], is_same ? "" : "not ",
                         CHANGE[i].group, CHANGE[i].key);
            changed += !is_same;
            buf_free(&after);
        }
        assert_true(changed > 0);
        buf_free(&before);
    }
}

static void expect_papers(const char *group, const char *key, const char *papers)
{
    struct buf told;
    buf_init(&told, 1024);
    session_papers_tell_printing(group, key, &told);
    assert_string_equal(buf_text(&told), papers);
    buf_free(&told);
}

static void a_setting_names_the_papers_that_print_it(void **state)
{
    (void)state;
    expect_papers("office", "come_minutes", "access slips");
    expect_papers("office", "font",
                  "access slips, list to be signed, sheet of vouchers, results, result slips, pass "
                  "list, minutes of the session, sheet of the mark");
    expect_papers("office", "place", "results, result slips, pass list");
    expect_papers("paper notice", "signer", "results, pass list");
    expect_papers("paper minutes", "unit", "minutes of the session");
    expect_papers("paper minutes", "signer", ""); /* those sign who were there */
    expect_papers("paper decision", "signer", "");
    expect_papers("desk", "print", "");
}

/* ---- what a line says ---- */

static enum printed_settings_state state_of(const char *file, const char *more)
{
    return printed_settings_state(office(), &(struct log_line){.subject = file, .more = more});
}

static void a_line_is_compared_with_the_settings_of_now(void **state)
{
    char digest[PRINTED_SETTINGS_DIGEST], more[PRINTED_SETTINGS_MORE];
    (void)state;
    set_office(NULL);
    printed_settings_digest(office(), printed_settings_of("slips"), digest);
    snprintf(more, sizeof more, "basis=00 settings=%s ini=00", digest);
    assert_int_equal(state_of("slips.pdf", more), PRINTED_SETTINGS_SAME);
    assert_int_equal(state_of("tap-duot-slips.pdf", more), PRINTED_SETTINGS_SAME);
    assert_int_equal(state_of("slip-0007.pdf", more), PRINTED_SETTINGS_SAME);
    assert_int_equal(state_of("passlist.pdf", more), PRINTED_SETTINGS_CHANGED);
    char mark[PRINTED_SETTINGS_DIGEST], said[PRINTED_SETTINGS_MORE];
    printed_settings_digest(office(), printed_settings_of("mark"), mark);
    snprintf(said, sizeof said, "size=7 settings=%s", mark);
    assert_int_equal(state_of("tap-duot-mark-2.pdf", said), PRINTED_SETTINGS_SAME);
    assert_int_equal(
        printed_settings_state(office(),
                               &(struct log_line){.kind = LOG_MARK, .subject = "-", .more = said}),
        PRINTED_SETTINGS_SAME);
    set_office(&CHANGE[0]);
    assert_int_equal(state_of("slips.pdf", more), PRINTED_SETTINGS_CHANGED);
    /* of an earlier program, whose lines did not say it: neither old nor as of now */
    assert_int_equal(state_of("slips.pdf", "basis=00"), PRINTED_SETTINGS_UNKNOWN);
    assert_int_equal(state_of("access-slips.pdf", ""), PRINTED_SETTINGS_UNKNOWN);
    assert_int_equal(state_of("passlist.xlsx", "basis=00"), PRINTED_SETTINGS_NONE);
    assert_int_equal(state_of("access-slips.txt", ""), PRINTED_SETTINGS_NONE);
    assert_int_equal(state_of("slip-0007.txt", ""), PRINTED_SETTINGS_NONE);
}

static void bases_are_of_the_notice_alone(void **state)
{
    static char kind[] = "Luật Xây dựng", none[] = "";
    char was[2][PRINTED_SETTINGS_DIGEST], is[2][PRINTED_SETTINGS_DIGEST];
    const struct printed_settings *p[] = {printed_settings_of("passlist"),
                                          printed_settings_of("minutes")};
    (void)state;
    for (int i = 0; i < 2; i++)
        printed_settings_digest(office(), p[i], was[i]);
    office()->bases.basis[0] =
        (struct legal_basis){.kind = kind, .number = none, .issuer = none, .title = none};
    office()->bases.count = 1;
    for (int i = 0; i < 2; i++)
        printed_settings_digest(office(), p[i], is[i]);
    office()->bases.count = 0;
    assert_string_not_equal(was[0], is[0]);
    assert_string_equal(was[1], is[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digest_changes_when_the_paper_does),
        cmocka_unit_test(a_setting_names_the_papers_that_print_it),
        cmocka_unit_test(a_line_is_compared_with_the_settings_of_now),
        cmocka_unit_test(bases_are_of_the_notice_alone)};
    return cmocka_run_group_tests_name("printed settings", tests, documents_rig_up,
                                       documents_rig_down);
}
