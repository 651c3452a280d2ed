#include "tests/lib/papers_rig.h"

#include "tests/lib/reader.h"

#include "tools/report/letterhead.h"
#include "tools/report/notice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char OFFICE[] =
    "[office]\nparent=UBND tỉnh Gia Lai\nname=Sở Xây dựng\nfull_name=Sở Xây dựng tỉnh Gia Lai\n"
    "place=Gia Lai\n[paper notice]\nunit=QLXD\nsign=KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC\n"
    "signer=Nguyễn Văn Khánh\n";
static const char BASES[] =
    "[basis 1]\nkind=Luật Xây dựng\ndate=2025-12-10\n"
    "[basis 2]\nkind=Nghị định\nnumber=175/2024/NĐ-CP\ndate=2024-12-30\nissuer=Chính phủ\n"
    "title=quy định chi tiết một số điều và biện pháp thi hành Luật Xây dựng về quản lý hoạt động "
    "xây dựng\n";

struct papers_rig papers_rig;

struct ini *papers_rig_parse(const char *text)
{
    static const struct ini_group GROUPS[] = {{"office", PAPERS_OFFICE_KEYS},
                                              {"paper *", PAPERS_FORM_KEYS},
                                              {"basis *", LEGAL_BASIS_KEYS},
                                              {NULL, NULL}};
    struct ini *ini = NULL;
    struct err e = {0};
    if (ini_parse(text, strlen(text), "office.ini", GROUPS, &ini, &e) != ERR_OK)
        fail_msg("%s", e.text);
    return ini;
}

void papers_rig_read(const char *text, struct papers_texts *out)
{
    struct ini *ini = papers_rig_parse(text);
    struct err e = {0};
    if (papers_read(ini, "office.ini", out, &e) != ERR_OK)
        fail_msg("%s", e.text);
    ini_free(ini);
}

static char *numbered(const char *word, unsigned n)
{
    char out[64];
    snprintf(out, sizeof out, "%s%03u", word, n);
    return strdup(out);
}

static bool is_exempt(unsigned n)
{
    return n % 3 == 0;
}

static void fill(unsigned n)
{
    struct result *r = &papers_rig.results.row[n];
    struct session_candidate *c = &papers_rig.sat.roster.candidate[n];
    struct session_paper *p = &papers_rig.sat.roster.paper[n];
    bool second = n % 5 == 0;
    snprintf(c->name, sizeof c->name, "Trần Thị Số %03u", n);
    snprintf(c->birth, sizeof c->birth, "01/02/1980");
    papers_rig.sat.people.identity[n] = numbered("079080000", n);
    p->candidate = n;
    snprintf(p->title_vi, sizeof p->title_vi, second ? "Định giá xây dựng" : "Kết cấu công trình");
    snprintf(r->paper, sizeof r->paper, "%04u", n + 1);
    r->sbd = numbered("", n);
    r->field = strdup(second ? "3.10" : "3.2");
    r->grade = strdup("II");
    r->note = strdup(is_exempt(n) ? "exempt extra-time misconduct" : "");
    r->state = n == 7 ? RESULT_FAILED : RESULT_PASSED;
    r->parts = is_exempt(n) ? 1 : 2;
    r->questions[0] = 10, r->right[0] = 8, r->points[0] = is_exempt(n) ? 34 : 8;
    r->questions[1] = 20, r->right[1] = r->points[1] = 18;
    r->total = is_exempt(n) ? 34 : 26;
}

static void fill_variant(struct profile_variant *v, uint16_t parts, uint16_t points)
{
    static const char *const TITLES[] = {"Kiến thức pháp luật", "Kiến thức chuyên môn"};
    v->parts = parts;
    v->minutes = 30;
    for (uint16_t i = 0; i < parts; i++) {
        v->part[i].points = points;
        v->part[i].draws = 1;
        v->part[i].draw[0].count = i ? 20 : 10;
        snprintf(v->part[i].title_vi, sizeof v->part[i].title_vi, "%s", TITLES[i]);
    }
}

int papers_rig_up(void **state)
{
    (void)state;
    struct err e = {0};
    setenv("TZ", "UTC", 1);
    scratch_folder(papers_rig.dir, sizeof papers_rig.dir);
    papers_rig_read(OFFICE, &papers_rig.workspace.papers);
    struct ini *ini = papers_rig_parse(BASES);
    assert_int_equal(legal_bases_take(ini, "bases", &papers_rig.bases, &e), ERR_OK);
    ini_free(ini);
    papers_rig.results = (struct results){
        .row = calloc(PAPERS_RIG_ROWS, sizeof *papers_rig.results.row), .count = PAPERS_RIG_ROWS};
    papers_rig.sat.roster = (struct session_roster){
        .candidate = calloc(PAPERS_RIG_ROWS, sizeof *papers_rig.sat.roster.candidate),
        .candidates = PAPERS_RIG_ROWS,
        .paper = calloc(PAPERS_RIG_ROWS, sizeof *papers_rig.sat.roster.paper),
        .papers = PAPERS_RIG_ROWS};
    papers_rig.sat.people.identity =
        calloc(PAPERS_RIG_ROWS, sizeof *papers_rig.sat.people.identity);
    for (unsigned n = 0; n < PAPERS_RIG_ROWS; n++)
        fill(n);
    papers_rig.session.opens = 1767601800; /* 2026-01-05 08:30 */
    papers_rig.session.closes = papers_rig.session.opens + 5400;
    snprintf(papers_rig.session.title, sizeof papers_rig.session.title, "Kỳ tháng 01");
    fill_variant(&papers_rig.session.profile.standard, 2, 1);
    fill_variant(&papers_rig.session.profile.exempt, 1, 4);
    papers_rig.source = (struct report_source){.workspace = &papers_rig.workspace,
                                               .name = "ca-1",
                                               .session = &papers_rig.session,
                                               .results = &papers_rig.results,
                                               .opened = &papers_rig.sat,
                                               .paper = -1,
                                               .number = 5,
                                               .day = PAPERS_RIG_SIGNED,
                                               .bases = &papers_rig.bases};
    return 0;
}

int papers_rig_down(void **state)
{
    (void)state;
    results_free(&papers_rig.results);
    for (unsigned n = 0; n < PAPERS_RIG_ROWS; n++)
        free(papers_rig.sat.people.identity[n]);
    free(papers_rig.sat.people.identity);
    session_roster_free(&papers_rig.sat.roster);
    papers_free(&papers_rig.workspace.papers);
    legal_bases_free(&papers_rig.bases);
    remove(papers_rig.dir);
    return 0;
}

void papers_rig_make(const struct report_source *src, struct buf *pdf)
{
    struct err e = {0};
    buf_init(pdf, PAPERS_RIG_PDF_MAX);
    if (notice_pdf(src, pdf, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

void papers_rig_words(const struct report_source *src, struct buf *words)
{
    struct buf pdf;
    papers_rig_make(src, &pdf);
    reader_words(papers_rig.dir, &pdf, words);
    buf_free(&pdf);
}

void papers_rig_wants(struct buf *words, const char *const *what, size_t n, bool expected)
{
    for (size_t i = 0; i < n; i++)
        if (reader_has(words, what[i]) != expected)
            fail_msg("%s: %s", expected ? "missing" : "unwanted", what[i]);
}
