#include "tests/lib/documents_rig.h"

#include "tools/report/letterhead.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ONE_WORD "Khôngcókhoảngtrắngnàocảtrongcáitênrấtdàinàyđểxemnócóbịcắthaykhông"
static const char *const NAMES[] = {
    "Lê Ất", DOCUMENTS_RIG_LONG_NAME, ONE_WORD,
    DOCUMENTS_RIG_LONG_NAME " " DOCUMENTS_RIG_LONG_NAME " Lê Thị Thu Hà", "Vũ Ỷ"};

struct documents_rig documents_rig;

static char *text(const char *fmt, const char *s, unsigned n)
{
    char out[400];
    snprintf(out, sizeof out, "%s %s%03u", fmt, s, n);
    return strdup(out[0] == ' ' ? out + 1 : out);
}

static void fill_person(unsigned n)
{
    struct session_candidate *c = &documents_rig.sat.roster.candidate[n];
    char *name = text(NAMES[n % 5], "số ", n + 1);
    snprintf(c->name, sizeof c->name, "%s", name);
    snprintf(c->birth, sizeof c->birth, "29/02/1976");
    snprintf(c->unit, sizeof c->unit, "%s", n % 2 ? DOCUMENTS_RIG_LONG_UNIT : "Ban Quản lý dự án");
    documents_rig.sat.people.identity[n] = text("", "077076123", n + 1);
    documents_rig.sat.roster.paper[n].candidate = n;
    snprintf(documents_rig.sat.roster.paper[n].title_vi, SESSION_TEXT_MAX,
             "Giám sát công tác xây dựng công trình");
    free(name);
}

static void fill_people(void)
{
    documents_rig.sat.roster = (struct session_roster){
        .candidate = calloc(DOCUMENTS_RIG_ROWS, sizeof *documents_rig.sat.roster.candidate),
        .candidates = DOCUMENTS_RIG_ROWS,
        .paper = calloc(DOCUMENTS_RIG_ROWS, sizeof *documents_rig.sat.roster.paper),
        .papers = DOCUMENTS_RIG_ROWS};
    documents_rig.sat.people.identity =
        calloc(DOCUMENTS_RIG_ROWS, sizeof *documents_rig.sat.people.identity);
    for (unsigned n = 0; n < DOCUMENTS_RIG_ROWS; n++)
        fill_person(n);
}

/* Names of all lengths, every fifth absent, identity numbers that stand nowhere else. */
static void fill(struct result *r, unsigned n)
{
    bool absent = n % DOCUMENTS_RIG_ABSENT == 4;
    snprintf(r->paper, sizeof r->paper, "%04u", n + 1);
    r->sbd = text("", "", n + 1);
    r->field = strdup("4.1");
    r->grade = strdup("II");
    r->note = strdup(n == 1 ? "extra-time" : "");
    r->state = absent ? RESULT_ABSENT : n % 5 == 3 ? RESULT_FAILED : RESULT_PASSED;
    if (absent)
        return;
    r->parts = 2;
    r->questions[0] = 4, r->questions[1] = 8;
    r->right[0] = r->points[0] = 3, r->right[1] = r->points[1] = n % 5 == 3 ? 1 : 6;
    r->total = r->points[0] + r->points[1];
    strcpy(r->receipt, "0123456789ABCDEF");
}

static const char OFFICE[] = "[office]\n"
                             "parent=Ủy ban nhân dân tỉnh Bình Định\n"
                             "name=Sở Xây dựng\n"
                             "full_name=Sở Xây dựng tỉnh Bình Định\n"
                             "place=Bình Định\n"
                             "[paper notice]\n"
                             "signer=Nguyễn Thị Phương Thảo\n"
                             "recipients=Hội Kết cấu và Công nghệ xây dựng tỉnh;Lưu: VT\n";

static void read_office(void)
{
    static const struct ini_group GROUPS[] = {
        {"office", PAPERS_OFFICE_KEYS}, {"paper *", PAPERS_FORM_KEYS}, {NULL, NULL}};
    struct ini *ini = NULL;
    struct err e = {0};
    assert_int_equal(ini_parse(OFFICE, strlen(OFFICE), "office.ini", GROUPS, &ini, &e), ERR_OK);
    assert_int_equal(papers_read(ini, "office.ini", &documents_rig.workspace.papers, &e), ERR_OK);
    ini_free(ini);
}

int documents_rig_up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    rig_make(&documents_rig.rig);
    static char session_name[] = "ca-1";
    documents_rig.grading.opened = (struct office_session){.name = session_name,
                                                           .session = documents_rig.rig.session,
                                                           .secret = documents_rig.rig.office,
                                                           .roster = documents_rig.rig.roster,
                                                           .bank = documents_rig.rig.bank,
                                                           .has_bank = true};
    struct err e = {0};
    assert_int_equal(bank_open_office(&documents_rig.rig.bank, documents_rig.rig.key,
                                      &documents_rig.grading.opened.bank_key, &e),
                     ERR_OK);
    snprintf(documents_rig.rig.roster.candidate[0].name, SESSION_TEXT_MAX, "%s",
             DOCUMENTS_RIG_LONG_NAME);
    documents_rig.rig.roster.paper[1].extra_minutes = 15;
    snprintf(documents_rig.rig.roster.paper[1].extra_reason, SESSION_TEXT_MAX,
             "khuyết tật vận động");
    documents_rig.results.row = calloc(DOCUMENTS_RIG_ROWS, sizeof *documents_rig.results.row);
    documents_rig.results.count = DOCUMENTS_RIG_ROWS;
    for (unsigned i = 0; i < DOCUMENTS_RIG_ROWS; i++)
        fill(&documents_rig.results.row[i], i);
    fill_people();
    documents_rig.session = documents_rig.rig.session.info;
    documents_rig.session.flags = 0; /* no training session: its papers have another number */
    documents_rig.session.opens = 1767601800; /* 2026-01-05 08:30 */
    documents_rig.session.closes = documents_rig.session.opens + 5400;
    snprintf(documents_rig.session.room, sizeof documents_rig.session.room, "Phòng máy số 2");
    read_office();
    documents_rig.source = (struct report_source){.workspace = &documents_rig.workspace,
                                                  .name = "ca-1",
                                                  .session = &documents_rig.session,
                                                  .results = &documents_rig.results,
                                                  .opened = &documents_rig.sat,
                                                  .grading = &documents_rig.grading,
                                                  .paper = -1,
                                                  .number = 89,
                                                  .day = 1767830400}; /* 2026-01-08 */
    return 0;
}

int documents_rig_down(void **state)
{
    (void)state;
    results_free(&documents_rig.results);
    papers_free(&documents_rig.workspace.papers);
    for (unsigned n = 0; n < DOCUMENTS_RIG_ROWS; n++)
        free(documents_rig.sat.people.identity[n]);
    free(documents_rig.sat.people.identity);
    session_roster_free(&documents_rig.sat.roster);
    bank_office_free(&documents_rig.grading.opened.bank_key);
    rig_free(&documents_rig.rig);
    return 0;
}
