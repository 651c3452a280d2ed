/* Makes a PDF in the shape of the published bank, and says what is in it.
 *   make-published PDF EXPECTED REPORT FONT NUMBER-WIDTH QUESTION-WIDTH ANSWER-WIDTH GRADE-WIDTH
 *   HOW
 * EXPECTED: a line a good row, as "bank export --format csv" writes it. REPORT: a line a bad row:
 * page, tab, number. HOW: h repeats the table's head on every page, m sets numbers in the middle of
 * their rows, - neither. 3 fields × 3 grades × 3 pools, 1,500 rows, 20 of them malformed in 8 ways.
 * */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROWS = 1500,
    BAD_EVERY = 75,
    KINDS = 8,
    TABLES = 27,
    COLUMNS = 4,
    WIDTH = 595,
    HEIGHT = 842,
    MARGIN = 57,
    PADDING = 4
};
enum bad {
    GOOD,
    NO_ANSWER,
    ANSWER_E,
    TWO_ANSWERS,
    OPTION_MISSING,
    OPTION_TWICE,
    OPTION_EMPTY,
    NO_GRADE,
    NO_NUMBER
};

static const char *const FIELDS[3][2] = {{"1.1", "Khảo sát địa hình"},
                                         {"3.1", "Kết cấu công trình"},
                                         {"4.2", "Giám sát công tác lắp đặt thiết bị công trình"}};
static const char *const GRADES[3] = {"I", "II", "III"};
static const char *const POOLS[3][2] = {{"phap-luat-chung", "Pháp luật chung"},
                                        {"phap-luat-rieng", "Pháp luật riêng"},
                                        {"chuyen-mon", "Chuyên môn"}};
static const char *const WORDS[] = {"công trình",
                                    "xây dựng",
                                    "chủ đầu tư",
                                    "nhà thầu",
                                    "giám sát",
                                    "nghiệm thu",
                                    "bê tông",
                                    "cốt thép",
                                    "khối lượng",
                                    "tiến độ",
                                    "hợp đồng",
                                    "dự toán",
                                    "thiết kế",
                                    "an toàn",
                                    "2014",
                                    "(mm)",
                                    "≥ 150",
                                    "m³",
                                    "Ø12",
                                    "kinh tế - kỹ thuật",
                                    "50/2014/QH13",
                                    "hoặc",
                                    "được",
                                    "không",
                                    "theo",
                                    "quy định",
                                    "của",
                                    "khi",
                                    "trước",
                                    "sau",
                                    "đất/đá",
                                    "TCVN 4453:1995",
                                    "“chất lượng”",
                                    "a",
                                    "b",
                                    "c",
                                    "d",
                                    "I",
                                    "12"};

struct page {
    cairo_t *cr;
    PangoLayout *layout;
    double x[COLUMNS + 1]; /* edges of the columns */
    double y, line;
    int number;
    bool heads;  /* the table's head stands on every page */
    bool middle; /* numbers, answers and grades stand in the middle of their rows */
};

struct row {
    char stem[2400], option[4][900];
    int answer;
    enum bad bad;
};

static unsigned dice(unsigned *state, unsigned below)
{
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 8) % below;
}

static void words(unsigned *state, unsigned count, char *out, size_t room)
{
    size_t at = strlen(out);
    for (unsigned i = 0; i < count && at + 40 < room; i++)
        at += (size_t)snprintf(out + at, room - at, " %s",
                               WORDS[dice(state, sizeof WORDS / sizeof WORDS[0])]);
}

static void make_row(unsigned *state, int serial, struct row *r)
{
    memset(r, 0, sizeof *r);
    r->bad =
        serial % BAD_EVERY == BAD_EVERY - 1 ? (enum bad)(1 + serial / BAD_EVERY % KINDS) : GOOD;
    snprintf(r->stem, sizeof r->stem, "Theo mục %d, nội dung nào sau đây đúng:", serial);
    words(state, serial % 40 == 7 ? 150 : 4 + dice(state, 20), r->stem, sizeof r->stem);
    for (int i = 0; i < 4; i++) {
        snprintf(r->option[i], sizeof r->option[i],
                 i == 3 && serial % 3 == 0 ? "Cả a, b và c" : "Phương án %d.%d", serial, i);
        words(state, serial % 60 == 11 ? 60 : dice(state, 12), r->option[i], sizeof r->option[i]);
    }
    r->answer = (int)dice(state, 4);
}

static void show(struct page *p, double x, const char *text)
{
    pango_layout_set_width(p->layout, -1);
    pango_layout_set_text(p->layout, text, -1);
    cairo_move_to(p->cr, x, p->y);
    pango_cairo_show_layout(p->cr, p->layout);
}

static void rule(struct page *p)
{
    cairo_set_line_width(p->cr, 0.5);
    cairo_move_to(p->cr, p->x[0], p->y);
    cairo_line_to(p->cr, p->x[COLUMNS], p->y);
    cairo_stroke(p->cr);
}

static void end_page(struct page *p)
{
    char number[16];
    snprintf(number, sizeof number, "%d", p->number);
    p->y = HEIGHT - 40;
    show(p, WIDTH / 2.0, number);
    cairo_show_page(p->cr);
    p->number++;
    p->y = MARGIN;
}

/* One cell's lines of a head, wrapped in their column; the tallest cell's height. */
static void table_head(struct page *p)
{
    static const char *const TITLES[COLUMNS] = {"STT", "Câu hỏi", "Đáp án", "Hạng"};
    int most = 1;
    rule(p);
    for (int c = 0; c < COLUMNS; c++) {
        pango_layout_set_width(p->layout,
                               (int)((p->x[c + 1] - p->x[c] - 2 * PADDING) * PANGO_SCALE));
        pango_layout_set_alignment(p->layout, PANGO_ALIGN_CENTER);
        pango_layout_set_text(p->layout, TITLES[c], -1);
        most = pango_layout_get_line_count(p->layout) > most
                   ? pango_layout_get_line_count(p->layout)
                   : most;
        cairo_move_to(p->cr, p->x[c] + PADDING, p->y);
        pango_cairo_show_layout(p->cr, p->layout);
    }
    pango_layout_set_alignment(p->layout, PANGO_ALIGN_LEFT);
    p->y += most * p->line + 2;
    rule(p);
}

static void room_for(struct page *p, double height)
{
    if (p->y + height <= HEIGHT - MARGIN)
        return;
    end_page(p);
    if (p->heads)
        table_head(p);
}

/* The lines of a row's question, wrapped at its column's width. */
struct wrapped {
    char line[512][512];
    int count;
};

static void wrap(struct page *p, const char *text, struct wrapped *w)
{
    pango_layout_set_width(p->layout, (int)((p->x[2] - p->x[1] - 2 * PADDING) * PANGO_SCALE));
    pango_layout_set_text(p->layout, text, -1);
    int count = pango_layout_get_line_count(p->layout);
    for (int i = 0; i < count && w->count < 512; i++) {
        PangoLayoutLine *l = pango_layout_get_line_readonly(p->layout, i);
        int start = pango_layout_line_get_start_index(l), n = pango_layout_line_get_length(l);
        snprintf(w->line[w->count++], sizeof w->line[0], "%.*s", n, text + start);
    }
}

/* The row's lines, over as many pages as they need; its other cells beside the first, or at the
 * middle of what stands on the first page. */
static void show_row(struct page *p, const struct wrapped *w, const char *number,
                     const char *answer, const char *grade)
{
    double room = HEIGHT - MARGIN - p->y,
           here = w->count * p->line < room ? w->count * p->line : (int)(room / p->line) * p->line;
    double y = p->y, middle = p->middle ? p->y + (here - p->line) / 2 : p->y;
    p->y = middle;
    show(p, p->x[0] + PADDING, number);
    show(p, (p->x[2] + p->x[3]) / 2 - 3, answer);
    show(p, (p->x[3] + p->x[4]) / 2 - 3, grade);
    p->y = y;
    for (int i = 0; i < w->count; i++) {
        room_for(p, p->line);
        show(p, p->x[1] + PADDING, w->line[i]);
        p->y += p->line;
    }
}

static void heading(struct page *p, int field, int grade, int pool, int number)
{
    char text[256];
    if (p->y + 6 * p->line > HEIGHT - MARGIN)
        end_page(p);
    p->y += p->line;
    snprintf(text, sizeof text, "%d.%d. Câu hỏi %s - %s - Hạng %s", number / 3 + 1, number % 3 + 1,
             POOLS[pool][1], FIELDS[field][1], GRADES[grade]);
    pango_layout_set_width(p->layout,
                           (int)((field == 2 ? 240.0 : WIDTH - 2.0 * MARGIN) * PANGO_SCALE));
    pango_layout_set_text(p->layout, text, -1);
    cairo_move_to(p->cr, MARGIN, p->y);
    pango_cairo_show_layout(p->cr, p->layout);
    p->y += (pango_layout_get_line_count(p->layout) + 1) * p->line;
    table_head(p);
}

static void option_lines(struct page *p, const struct row *r, int i, struct wrapped *w)
{
    char text[1000];
    snprintf(text, sizeof text, "%c. %s", 'a' + i,
             r->bad == OPTION_EMPTY && i == 2 ? "" : r->option[i]);
    wrap(p, text, w);
    if (r->bad == OPTION_TWICE && i == 1)
        wrap(p, text, w);
}

static void table_row(struct page *p, const struct row *r, int number, const char *grade,
                      const char *category, FILE *expected, FILE *report)
{
    static const char *const LETTERS[] = {"a", "b", "c", "d"};
    char shown[16] = "";
    const char *answer = r->bad == NO_ANSWER     ? ""
                         : r->bad == ANSWER_E    ? "e"
                         : r->bad == TWO_ANSWERS ? "a, c"
                                                 : LETTERS[r->answer];
    if (r->bad != NO_NUMBER)
        snprintf(shown, sizeof shown, "%d", number);
    room_for(p, p->line);
    if (r->bad)
        fprintf(report, "%d\t%s\n", p->number, shown);
    else
        fprintf(expected, "\"%s\",\"\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%c\",\"\",\"\"\r\n",
                category, r->stem, r->option[0], r->option[1], r->option[2], r->option[3],
                'A' + r->answer);
    static struct wrapped w;
    w.count = 0;
    wrap(p, r->stem, &w);
    for (int i = 0; i < 4; i++)
        if (r->bad != OPTION_MISSING || i != 2)
            option_lines(p, r, i, &w);
    show_row(p, &w, shown, answer, r->bad == NO_GRADE ? "" : grade);
    p->y += 2;
    rule(p);
}

static void fill(struct page *p, FILE *expected, FILE *report)
{
    unsigned state = 7;
    int serial = 0;
    for (int t = 0; t < TABLES; t++) {
        int grade = t / 9, field = t / 3 % 3, pool = t % 3, until = ROWS * (t + 1) / TABLES;
        char category[64];
        snprintf(category, sizeof category, "%s/%s/%s", FIELDS[field][0], GRADES[grade],
                 POOLS[pool][0]);
        heading(p, field, grade, pool, t % 9);
        for (int number = 1; serial < until; serial++, number++) {
            struct row r;
            make_row(&state, serial, &r);
            table_row(p, &r, number, GRADES[grade], category, expected, report);
        }
    }
    end_page(p);
}

int main(int argc, char **argv)
{
    struct page p = {.number = 1,
                     .y = MARGIN,
                     .heads = argc == 10 && strchr(argv[9], 'h'),
                     .middle = argc == 10 && strchr(argv[9], 'm')};
    if (argc != 10)
        return 2;
    FILE *expected = fopen(argv[2], "w"), *report = fopen(argv[3], "w");
    cairo_surface_t *surface = cairo_pdf_surface_create(argv[1], WIDTH, HEIGHT);
    PangoFontDescription *font = pango_font_description_from_string(argv[4]);
    if (!expected || !report)
        return 1;
    p.cr = cairo_create(surface);
    p.layout = pango_cairo_create_layout(p.cr);
    pango_layout_set_font_description(p.layout, font);
    pango_layout_set_wrap(p.layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(p.layout, "Ệ", -1);
    int height;
    pango_layout_get_size(p.layout, NULL, &height);
    p.line = (double)height / PANGO_SCALE;
    p.x[0] = MARGIN;
    for (int c = 0; c < COLUMNS; c++)
        p.x[c + 1] = p.x[c] + atof(argv[5 + c]);
    fill(&p, expected, report);
    pango_font_description_free(font);
    g_object_unref(p.layout);
    cairo_destroy(p.cr);
    cairo_surface_finish(surface);
    int failed = cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    failed |= fclose(expected) != 0;
    failed |= fclose(report) != 0;
    return failed;
}
