/* Makes a table of questions in HTML, for programs that print it to PDF, and says what is in it.
 *   make-tables HTML EXPECTED ROWS SEED ALIGN PADDING LINE BORDER SHAPE
 * EXPECTED: a line a row, as "bank export --format csv" writes it. ALIGN: top, middle, bottom:
 * where numbers, answers and grades stand. PADDING: of a cell, in pixels. LINE: a line's height, as
 * a multiple of the letters'. BORDER: of a cell, in pixels. SHAPE: "tall" rows fill a third of a
 * page, "short" ones have a line a piece, "even" ones have texts of one length, "options" gives
 * each option a row of the table of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const WORDS[] = {
    "công trình",     "xây dựng",   "chủ đầu tư", "nhà thầu", "giám sát", "nghiệm thu", "bê tông",
    "cốt thép",       "khối lượng", "tiến độ",    "hợp đồng", "dự toán",  "thiết kế",   "an toàn",
    "2014",           "(mm)",       "≥ 150",      "m³",       "kinh tế",  "hoặc",       "được",
    "không",          "theo",       "quy định",   "của",      "khi",      "trước",      "sau",
    "TCVN 4453:1995", "a",          "b",          "I",        "12"};

struct style {
    const char *align, *padding, *line, *border, *shape;
    unsigned state;
};

static unsigned dice(struct style *s, unsigned below)
{
    s->state = s->state * 1664525U + 1013904223U;
    return (s->state >> 8) % below;
}

static void words(struct style *s, unsigned count, char *out, size_t room)
{
    size_t at = strlen(out);
    for (unsigned i = 0; i < count && at + 40 < room; i++)
        at += (size_t)snprintf(out + at, room - at, " %s",
                               WORDS[dice(s, sizeof WORDS / sizeof WORDS[0])]);
}

/* How many words a piece of text gets. */
static unsigned length(struct style *s)
{
    if (strcmp(s->shape, "short") == 0)
        return dice(s, 2);
    if (strcmp(s->shape, "even") == 0)
        return 14;
    if (strcmp(s->shape, "tall") == 0)
        return 10 + dice(s, 40);
    return dice(s, 25);
}

static void begin(FILE *html, const struct style *s)
{
    fprintf(html,
            "<html><head><meta charset=\"utf-8\"><style>@page{size:A4;margin:18mm} "
            "body{font:12pt/%s \"Liberation Serif\"} table{border-collapse:collapse;width:100%%}\n"
            "td,th{border:%spx solid black;padding:%spx;vertical-align:%s;text-align:left} td "
            "p{margin:0} thead{display:table-header-group}</style></head><body>\n"
            "<p>1.1. Câu hỏi Chuyên môn - Khảo sát địa hình - Hạng I</p>\n<table border=\"%s\" "
            "cellspacing=\"0\" cellpadding=\"%s\"><thead><tr><th width=\"8%%\">STT</th>"
            "<th width=\"72%%\">Câu hỏi</th><th width=\"10%%\">Đáp án</th><th "
            "width=\"10%%\">Hạng</th></tr></thead><tbody>\n",
            s->line, s->border, s->padding, s->align, s->border, s->padding);
}

static void row(FILE *html, FILE *expected, struct style *s, int number)
{
    char stem[4096], option[4][4096];
    unsigned answer = dice(s, 4);
    int apart = strcmp(s->shape, "options") == 0, span = apart ? 5 : 1;
    snprintf(stem, sizeof stem, "Theo mục %d, nội dung nào đúng", number);
    words(s, length(s), stem, sizeof stem);
    fprintf(html, "<tr><td rowspan=\"%d\" valign=\"%s\">%d</td><td><p>%s</p>", span, s->align,
            number, stem);
    for (int i = 0; i < 4; i++) {
        snprintf(option[i], sizeof option[i], "Phương án %d.%d", number, i);
        words(s, length(s), option[i], sizeof option[i]);
        if (apart && i == 0)
            fprintf(html,
                    "</td><td rowspan=\"5\" valign=\"%s\">%c</td><td rowspan=\"5\" "
                    "valign=\"%s\">I</td></tr>\n",
                    s->align, 'a' + (char)answer, s->align);
        fprintf(html, apart ? "<tr><td><p>%c. %s</p></td></tr>\n" : "<p>%c. %s</p>", 'a' + i,
                option[i]);
    }
    if (!apart)
        fprintf(html, "</td><td valign=\"%s\">%c</td><td valign=\"%s\">I</td></tr>\n", s->align,
                'a' + (char)answer, s->align);
    fprintf(expected,
            "\"1.1/I/chuyen-mon\",\"\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%c\",\"\"\r\n", stem,
            option[0], option[1], option[2], option[3], 'A' + (char)answer);
}

int main(int argc, char **argv)
{
    if (argc != 10)
        return 2;
    FILE *html = fopen(argv[1], "w"), *expected = fopen(argv[2], "w");
    struct style s = {argv[5], argv[6], argv[7],
                      argv[8], argv[9], (unsigned)strtoul(argv[4], NULL, 10)};
    if (!html || !expected)
        return 1;
    begin(html, &s);
    for (int n = 1; n <= atoi(argv[3]); n++)
        row(html, expected, &s, n);
    fprintf(html, "</tbody></table></body></html>\n");
    return fclose(html) != 0 || fclose(expected) != 0;
}
