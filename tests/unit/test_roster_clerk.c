/* A clerk's whole roster, known beforehand, as XLSX and as CSV; and a thousand spoilt ones, whose
 * rows are counted by the test itself. */
#include "tests/lib/clerk.h"
#include "tests/lib/roster_rig.h"

#include "app/core/crypt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct roster_rig rig;
static struct clerk_sheet sheet;

static int start(void **state)
{
    (void)state;
    roster_rig_start(&rig);
    clerk_fill(&sheet);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    roster_rig_stop(&rig);
    return 0;
}

static void same(int paper, const char *what, const char *is, const char *meant)
{
    if (strcmp(is, meant) != 0)
        fail_msg("paper %d, %s: read \"%s\", meant \"%s\"", paper + 1, what, is, meant);
}

/* Every paper as it was meant, and nothing said but of the identity numbers that a spreadsheet has
 * cut. */
static void as_meant(void)
{
    size_t lost = 0, exempt = 0, extra = 0;
    if (rig.rc != ERR_OK || rig.findings.errors)
        fail_msg("%s", roster_rig_all(&rig));
    assert_int_equal(rig.roster.candidates, CLERK_PEOPLE);
    assert_int_equal(rig.roster.papers, CLERK_PAPERS);
    for (int i = 0; i < CLERK_PAPERS; i++) {
        const struct clerk_paper meant = clerk_paper(i);
        const struct session_paper *p = &rig.roster.paper[i];
        const struct session_candidate *c = &rig.roster.candidate[p->candidate];
        assert_int_equal(p->candidate, meant.person);
        same(i, "SBD", c->sbd, meant.sbd);
        same(i, "name", c->name, meant.name);
        same(i, "birth", c->birth, meant.birth);
        same(i, "unit", c->unit, meant.unit);
        same(i, "identity", rig.roster.identity[p->candidate], meant.identity + meant.lost_zero);
        same(i, "field", p->field, meant.field);
        same(i, "grade", p->grade, meant.grade);
        same(i, "seat", p->seat, meant.seat);
        same(i, "reason", p->extra_reason, meant.extra ? "Khuyết tật vận động" : "");
        assert_int_equal(p->exempt, meant.exempt);
        assert_int_equal(p->extra_minutes, meant.extra);
        lost += meant.lost_zero;
        exempt += meant.exempt;
        extra += meant.extra > 0;
    }
    if (rig.findings.count != lost)
        fail_msg("%s", roster_rig_all(&rig));
    for (size_t i = 0; i < rig.findings.count; i++)
        assert_non_null(strstr(rig.findings.item[i].text, "12 digits"));
    assert_int_equal(rig.summary.exempt, exempt);
    assert_int_equal(rig.summary.extra, extra);
    assert_int_equal(rig.summary.seats, CLERK_PAPERS);
    assert_int_equal(rig.summary.rows, sheet.filled);
    assert_int_equal(rig.summary.columns, CLERK_COLUMNS);
    size_t tallied = 0;
    for (size_t i = 0; i < rig.summary.tallies; i++)
        tallied += rig.summary.tally[i].papers;
    assert_int_equal(tallied, CLERK_PAPERS);
}

static void a_clerks_workbook(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 1 << 24);
    clerk_xlsx(&sheet, &b);
    roster_rig_bytes(&rig, b.data, b.len);
    as_meant();
    assert_int_equal(rig.summary.hidden_columns, 1);
    assert_string_equal(rig.summary.column[3].place, "D");
    buf_free(&b);
}

static void as_excels_csv(void **state)
{
    struct buf b;
    (void)state;
    buf_init(&b, 1 << 24);
    clerk_csv(&sheet, &b);
    roster_rig_bytes(&rig, b.data, b.len);
    as_meant();
    buf_free(&b);
}

/* ---- spoilt ones ---- */

enum { SPOILT = 1000, ROWS = 40, COLUMNS = 26, GOOD = 12, HEADINGS_AT = 2 };

struct grid {
    char cell[ROWS][COLUMNS][200];
    int rows;
    bool touched[ROWS]; /* no longer a paper as it was */
    bool head_touched;
};

static const char *const JUNK[] = {
    "",           "?",          "x",         "#N/A",          "0",        "1985",
    "31/02/1990", "Tổng số: 5", "NGƯỜI LẬP", "Ghi chú",       "\xC2\xA0", "5.2E+10",
    "Không",      "KHÔNG ",     "có lẽ",     "15 phút",       "1 giờ",    "II",
    "IV",         "3.10",       "3,1",       "Hệ thống điện", "=1+1",     "a\"b",
    "a;b",        "hai\ndòng",  "HN-Đ01",    "001",           "1",        "Lê Văn An",
    "(1)",        "SBD",        "Họ và tên", "Ngày sinh",     "Hạng",     "Ж",
    "- một",      "Trang 1"};
static const char *const TITLES[] = {"SBD",
                                     "Số báo danh",
                                     "Họ và tên",
                                     "Tên",
                                     "Họ đệm",
                                     "",
                                     "Ngày sinh",
                                     "Năm sinh",
                                     "Ngày tháng năm sinh",
                                     "Số giấy tờ",
                                     "CCCD",
                                     "Cột lạ",
                                     "Ghi chú",
                                     "Lĩnh vực",
                                     "Mã lĩnh vực",
                                     "Hạng",
                                     "Hạng cũ",
                                     "Máy",
                                     "Miễn",
                                     "Xét miễn",
                                     "Thêm giờ",
                                     "Thêm giờ (giờ)",
                                     "STT",
                                     "Ký tên"};

static void set(struct grid *g, int row, const char *const *cells)
{
    for (int c = 0; cells[c]; c++)
        snprintf(g->cell[row][c], sizeof g->cell[row][c], "%s", cells[c]);
}

static void fill_good(struct grid *g)
{
    static const char *const HEAD[] = {
        "STT",  "SBD", "Họ và tên",       "Ngày sinh", "CCCD",    "Đơn vị", "Lĩnh vực",
        "Hạng", "Máy", "Miễn chuyên môn", "Thêm giờ",  "Ghi chú", NULL};
    memset(g, 0, sizeof *g);
    set(g, 0, (const char *const[]){"SỞ XÂY DỰNG", NULL});
    set(g, 1, (const char *const[]){"", "DANH SÁCH THÍ SINH", NULL});
    set(g, HEADINGS_AT, HEAD);
    g->rows = HEADINGS_AT + 1;
    for (int i = 0; i < GOOD; i++) {
        char n[8], sbd[8], id[16], seat[8];
        snprintf(n, sizeof n, "%d", i + 1);
        snprintf(sbd, sizeof sbd, "%03d", i + 101);
        snprintf(id, sizeof id, "0380900001%02d", i);
        snprintf(seat, sizeof seat, "M%d", i);
        set(g, g->rows++,
            (const char *const[]){
                n, sbd, (const char *[]){"Lê Văn An", "Trần Thị Bé", "Võ Ý"}[i % 3],
                (const char *[]){"1/2/1990", "05/03/1985"}[i % 2], id, "Cty", "4.1", "II", seat,
                (const char *[]){"", "Không", "x"}[i % 3], i % 4 ? "" : "15", "", NULL});
    }
    set(g, g->rows++, (const char *const[]){"Tổng số: 12 thí sinh", NULL});
    set(g, g->rows++, (const char *const[]){"", "", "NGƯỜI LẬP", NULL});
}

static void touch(struct grid *g, int row)
{
    g->touched[row] = true;
    g->head_touched =
        g->head_touched || row <= HEADINGS_AT + 1; /* the row below may become their second one */
}

static void insert_row(struct grid *g, int at)
{
    if (g->rows == ROWS)
        return;
    memmove(&g->cell[at + 1], &g->cell[at], (size_t)(g->rows - at) * sizeof g->cell[0]);
    memmove(&g->touched[at + 1], &g->touched[at], (size_t)(g->rows++ - at) * sizeof g->touched[0]);
    memset(&g->cell[at], 0, sizeof g->cell[at]);
    touch(g, at);
    g->head_touched = g->head_touched || at <= HEADINGS_AT + 1;
}

static void drop_row(struct grid *g, int at)
{
    touch(g, at);
    g->rows--;
    memmove(&g->cell[at], &g->cell[at + 1], (size_t)(g->rows - at) * sizeof g->cell[0]);
    memmove(&g->touched[at], &g->touched[at + 1], (size_t)(g->rows - at) * sizeof g->touched[0]);
}

static void spoil(struct grid *g, struct crypt_stream *dice)
{
    int row = (int)crypt_stream_below(dice, (uint32_t)g->rows),
        other = (int)crypt_stream_below(dice, (uint32_t)g->rows),
        c = (int)crypt_stream_below(dice, 12);
    const char *junk = JUNK[crypt_stream_below(dice, sizeof JUNK / sizeof JUNK[0])];
    switch (crypt_stream_below(dice, 9)) {
    case 0: /* a column renamed */
        snprintf(g->cell[HEADINGS_AT][c], 200, "%s",
                 TITLES[crypt_stream_below(dice, sizeof TITLES / sizeof TITLES[0])]);
        g->head_touched = true;
        break;
    case 1: /* two lines joined */
        if (row + 1 < g->rows) {
            for (int k = 0; k < 12; k++)
                memcpy(g->cell[row][12 + k], g->cell[row + 1][k], 200);
            drop_row(g, row + 1);
            touch(g, row);
        }
        break;
    case 2: /* a row of junk */
        insert_row(g, row);
        for (int k = 0; k < 1 + c % 3; k++)
            snprintf(g->cell[row][(c + k) % 12], 200, "%s", junk);
        break;
    case 3: /* a row twice */
        insert_row(g, row);
        if (row + 1 < g->rows)
            memcpy(g->cell[row], g->cell[row + 1], sizeof g->cell[row]);
        g->touched[row + 1 < g->rows ? row + 1 : row] = true;
        break;
    case 4: drop_row(g, row); break;
    case 5: /* two columns of a row changed over */
        memcpy(g->cell[ROWS - 1][0], g->cell[row][c], 200);
        memcpy(g->cell[row][c], g->cell[row][other % 12], 200);
        memcpy(g->cell[row][other % 12], g->cell[ROWS - 1][0], 200);
        memset(g->cell[ROWS - 1][0], 0, 200);
        touch(g, row);
        break;
    case 6: /* a row emptied */
        memset(g->cell[row], 0, sizeof g->cell[row]);
        touch(g, row);
        break;
    default: /* a cell retyped */ snprintf(g->cell[row][c], 200, "%s", junk); touch(g, row);
    }
}

static bool is_blank(const char *s)
{
    return s[strspn(s, " \t\r\n")] == '\0';
}

/* The rows of the grid that have something in them. */
static size_t write_grid(const struct grid *g, struct buf *out)
{
    size_t rows = 0;
    for (int r = 0; r < g->rows; r++) {
        bool empty = true;
        for (int c = 0; c < COLUMNS; c++) {
            empty = empty && is_blank(g->cell[r][c]);
            buf_printf(out, "%s\"", c ? ";" : "");
            for (const char *s = g->cell[r][c]; *s; s++)
                buf_printf(out, *s == '"' ? "\"%c" : "%c", *s);
            buf_printf(out, "\"");
        }
        buf_printf(out, "\n");
        rows += !empty;
    }
    return rows;
}

static bool is_in(const char *sbd)
{
    for (size_t i = 0; i < rig.roster.papers; i++)
        if (strcmp(rig.roster.candidate[rig.roster.paper[i].candidate].sbd, sbd) == 0)
            return true;
    return false;
}

/* Papers that nothing has happened to are in the roster whatever stands around them, unless the
 * whole file is refused. */
static void keeps_good(const struct grid *g, int n)
{
    for (int r = 0; r < g->rows && !g->head_touched; r++)
        if (!g->touched[r] && g->cell[r][1][0] == '1' && !is_in(g->cell[r][1]) &&
            !roster_rig_says(&rig, FINDINGS_ERROR, "other headings"))
            for (size_t i = 0; i <= rig.findings.count; i++) {
                if (i == rig.findings.count)
                    fail_msg("spoilt roster %d: row %d is lost\n%s", n, r + 1,
                             roster_rig_all(&rig));
                if (rig.findings.item[i].kind == FINDINGS_ERROR &&
                    strstr(rig.findings.item[i].text, g->cell[r][1]))
                    break; /* it is named: another row says something of it */
            }
}

static void a_thousand_spoilt_ones(void **state)
{
    static struct grid g;
    struct crypt_stream dice;
    uint8_t seed[CRYPT_KEY] = {14};
    size_t refused = 0, taken = 0, rejected = 0;
    (void)state;
    crypt_stream_init(&dice, seed);
    for (int n = 0; n < SPOILT; n++) {
        struct buf b;
        buf_init(&b, 1 << 20);
        fill_good(&g);
        for (uint32_t k = 0, times = 1 + crypt_stream_below(&dice, 4); k < times && g.rows > 1; k++)
            spoil(&g, &dice);
        size_t rows = write_grid(&g, &b);
        roster_rig_bytes(&rig, b.data,
                         b.len); /* rows = taken + rejected + passed over, in the rig */
        if (rig.summary.rows != rows)
            fail_msg("spoilt roster %d: %zu rows, %zu read\n%s", n, rows, rig.summary.rows,
                     roster_rig_all(&rig));
        if (rig.rc == ERR_OK)
            keeps_good(&g, n);
        /* what is rejected is named */
        assert_true(rig.summary.rejected == 0 || rig.findings.errors > 0 || rig.rc != ERR_OK);
        refused += rig.rc != ERR_OK;
        taken += rig.summary.taken;
        rejected += rig.summary.rejected;
        buf_free(&b);
    }
    /* the spoiling reaches all three ends */
    assert_true(refused > 20 && taken > 1000 && rejected > 200);
}

/* ---- what is taken otherwise than written ---- */

static const struct roster_rewritten *rewritten(enum roster_meaning m, const char *written)
{
    for (size_t i = 0; i < rig.summary.rewrites; i++)
        if (rig.summary.rewritten[i].meaning == m &&
            strcmp(rig.summary.rewritten[i].written, written) == 0)
            return &rig.summary.rewritten[i];
    return NULL;
}

static void is_told(enum roster_meaning m, const char *written, const char *read, size_t rows,
                    size_t line)
{
    const struct roster_rewritten *x = rewritten(m, written);
    if (!x)
        fail_msg("\"%s\" is not told of; %s", written, roster_rig_all(&rig));
    assert_string_equal(x->read, read);
    assert_int_equal(x->rows, rows);
    assert_int_equal(x->line, line);
}

#define HEAD \
    "SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị công tác;Lĩnh vực;Hạng;Miễn chuyên môn;Thêm giờ " \
    "(phút)\n"

/* Each value once with its rows, each form once with the first of its values. */
static void what_is_taken_otherwise_is_told_once(void **state)
{
    (void)state;
    roster_rig_text(&rig,
                    HEAD "A–1;Lê An;1985-03-05;038 085 000 001;Sở A;4,1;2;x;15 phút\n"
                         "A–2;Lê Bình;1986-04-06;038.085.000.002;Sở A;4,1;2;x;\n"
                         "A-3;Lê Chi;ngày 5 tháng 3 năm 1985;038085000003;Sở A;4.1;hạng II;k;\n"
                         "A-4;Lê Dung;5.3.1985;038085000004;Sở A;4.1;III;Có;15\n"
                         "A-4;Lê Dung;;;;4.1;II;Không;0\n");
    assert_int_equal(rig.findings.errors, 1); /* k is no word of the list */
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "\"k\" is neither yes nor no"));
    is_told(ROSTER_GRADE, "2", "II", 2, 2);
    is_told(ROSTER_GRADE, "hạng II", "II", 1, 4);
    is_told(ROSTER_FIELD, "4,1", "4.1", 2, 2);
    is_told(ROSTER_EXEMPT, "x", "yes", 2, 2);
    is_told(ROSTER_EXTRA, "15 phút", "15", 1, 2);
    is_told(ROSTER_SBD, "A–1", "A-1", 2, 2);
    is_told(ROSTER_BIRTH, "1985-03-05", "05/03/1985", 2, 2);
    is_told(ROSTER_BIRTH, "ngày 5 tháng 3 năm 1985", "05/03/1985", 1, 4);
    is_told(ROSTER_IDENTITY, "038 085 000 001", "038085000001", 2, 2);
    is_told(ROSTER_BIRTH, "", "05/03/1985", 1, 6);
    is_told(ROSTER_IDENTITY, "", "038085000004", 1, 6);
    is_told(ROSTER_UNIT, "", "Sở A", 1, 6);
    assert_int_equal(rig.summary.rewrites, 12);
}

static void what_is_written_as_it_is_taken_is_not_told(void **state)
{
    (void)state;
    roster_rig_text(&rig, HEAD "A-1;Lê An;05/03/1985;038085000001;Sở A;4.1;II;;15\n"
                               "A-2;Lê Bình;6/4/1986;038085000002;Sở A;"
                               "Giám sát công tác xây dựng công trình;III;Không;\n");
    if (rig.findings.errors)
        fail_msg("%s", roster_rig_all(&rig));
    assert_int_equal(rig.summary.rewrites, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_taken_otherwise_is_told_once),
                                       cmocka_unit_test(what_is_written_as_it_is_taken_is_not_told),
                                       cmocka_unit_test(a_clerks_workbook),
                                       cmocka_unit_test(as_excels_csv),
                                       cmocka_unit_test(a_thousand_spoilt_ones)};
    return cmocka_run_group_tests(tests, start, stop);
}
