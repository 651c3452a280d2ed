/* sathachctl report SESSION... passlist|results [--format csv,json] [-o DIR]: lists made from the signed results. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/results.h"
#include "tools/office/signing.h"
#include "tools/report/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORT_MAX = 64 * 1024 * 1024, CELLS = 15 };

static const char *const IDS[CELLS] = {"stt", "sbd", "name", "birth", "identity", "unit", "field", "field_title", "grade", "law_points",
                                       "professional_points", "total", "result", "receipt", "note"};
static const char *const TITLES[CELLS] = {"STT", "Mã số dự sát hạch", "Họ và tên", "Ngày sinh", "Số CCCD/Hộ chiếu", "Đơn vị công tác", "Lĩnh vực",
                                          "Tên lĩnh vực", "Hạng", "Điểm pháp luật", "Điểm chuyên môn", "Tổng điểm", "Kết quả", "Mã biên nhận",
                                          "Ghi chú"};
static const char *const WORDS[RESULT_STATES] = {"Đạt", "Không đạt", "Vắng", "Chưa nộp bài", "Chờ hội đồng"};

/* A row's cells as text; numbers stand in `number`. */
struct cells {
    const char *text[CELLS];
    char number[4][16];
};

static void fill(struct cells *c, const struct result *x, size_t number)
{
    bool graded = x->state == RESULT_PASSED || x->state == RESULT_FAILED;
    snprintf(c->number[0], sizeof c->number[0], "%zu", number);
    const unsigned value[] = {x->points[0], x->points[1], x->total};
    const bool has[] = {graded && x->parts > 0, graded && x->parts > 1, graded};
    for (int i = 0; i < 3; i++) {
        c->number[i + 1][0] = '\0';
        if (has[i])
            snprintf(c->number[i + 1], sizeof c->number[i + 1], "%u", value[i]);
    }
    const char *const all[CELLS] = {c->number[0], x->sbd,       x->name,      x->birth,     x->identity,       x->unit,    x->field, x->field_title,
                                    x->grade,     c->number[1], c->number[2], c->number[3], WORDS[x->state], x->receipt, x->note};
    memcpy(c->text, all, sizeof all);
}

static void write_csv(const struct results *r, bool passed, struct buf *out)
{
    struct cells c;
    size_t n = 0;
    csv_begin(out);
    csv_row(out, TITLES, CELLS);
    for (size_t i = 0; i < r->count; i++)
        if (!passed || r->row[i].state == RESULT_PASSED) {
            fill(&c, &r->row[i], ++n);
            csv_row(out, c.text, CELLS);
        }
}

static bool is_number(size_t column)
{
    return column == 0 || (column >= 9 && column <= 11);
}

static void write_json(const struct results *r, bool passed, struct buf *out)
{
    struct cells c;
    size_t n = 0;
    buf_add_text(out, "{\n  \"columns\": [");
    for (size_t k = 0; k < CELLS; k++) {
        buf_printf(out, "%s\n    {\"id\": \"%s\", \"title\": ", k ? "," : "", IDS[k]);
        json_string(out, TITLES[k]);
        buf_add_text(out, "}");
    }
    buf_add_text(out, "\n  ],\n  \"rows\": [");
    for (size_t i = 0; i < r->count; i++) {
        if (passed && r->row[i].state != RESULT_PASSED)
            continue;
        fill(&c, &r->row[i], ++n);
        buf_add_text(out, n > 1 ? ",\n    {" : "\n    {");
        for (size_t k = 0; k < CELLS; k++) {
            buf_printf(out, "%s\"%s\": ", k ? ", " : "", IDS[k]);
            if (is_number(k))
                buf_add_text(out, c.text[k][0] ? c.text[k] : "null");
            else
                json_string(out, c.text[k]);
        }
        buf_add_text(out, "}");
    }
    buf_add_text(out, "\n  ]\n}\n");
}

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

static void show(const struct results *r, bool passed)
{
    size_t n = 0;
    for (size_t i = 0; i < r->count; i++) {
        struct cells c;
        if (passed && r->row[i].state != RESULT_PASSED)
            continue;
        fill(&c, &r->row[i], ++n);
        printf("%3zu  ", n);
        pad(c.text[1], 8);
        pad(c.text[2], 30);
        pad(c.text[6], 6);
        pad(c.text[8], 5);
        printf("%4s %4s %4s   %s\n", c.text[9], c.text[10], c.text[11], c.text[12]);
    }
    if (n == 0)
        printf("%s\n", _("nobody"));
}

static enum err_code read_results(const struct workspace *w, const char *session, struct results *out, struct err *e)
{
    struct buf tsv;
    struct keys_public office;
    buf_init(&tsv, REPORT_MAX);
    char *path = workspace_path(w, "sessions/%s/results.tsv", session);
    enum err_code rc = path ? workspace_public_key(w, KEYS_OFFICE, &office, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session, or not graded yet; run: sathachctl grade %s"), session, session);
    if (rc == ERR_OK)
        rc = signing_read(&office, path, REPORT_MAX, &tsv, e);
    if (rc == ERR_OK)
        rc = results_read((const char *)tsv.data, tsv.len, path, out, e);
    buf_free(&tsv);
    free(path);
    return rc;
}

static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at && *at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strncmp(at, word, n) == 0 && (at[n] == ',' || at[n] == '\0'))
            return true;
    return false;
}

/* Every word of the list must be one of two. */
static bool are_words(const char *list, const char *a, const char *b)
{
    char copy[128];
    if (strlen(list) >= sizeof copy || !list[0])
        return false;
    strcpy(copy, list);
    char *rest = copy;
    for (char *word; (word = strsep(&rest, ","));)
        if (strcmp(word, a) != 0 && strcmp(word, b) != 0)
            return false;
    return true;
}

static enum err_code write_list(const struct keys_secret *office, const char *folder, const char *session, const char *list, const char *format,
                                const struct results *r, struct err *e)
{
    struct buf b;
    char name[96];
    bool passed = strcmp(list, "passlist") == 0;
    buf_init(&b, REPORT_MAX);
    snprintf(name, sizeof name, "%s.%s", list, format);
    if (strcmp(format, "csv") == 0)
        write_csv(r, passed, &b);
    else
        write_json(r, passed, &b);
    enum err_code rc = buf_check(&b, name, e);
    if (rc == ERR_OK)
        rc = signing_write(office, folder, name, session, b.data, b.len, e);
    if (rc == ERR_OK)
        printf("%s/%s\n", folder, name);
    buf_free(&b);
    return rc;
}

static enum err_code write_lists(struct ctl *ctl, const struct workspace *w, const char *session, const char *lists, const char *formats,
                                 const char *folder, const struct results *r, struct err *e)
{
    static const char *const LISTS[] = {"passlist", "results"}, *const FORMATS[] = {"csv", "json"};
    struct keys_secret *office = NULL;
    char *usual = workspace_path(w, "reports/%s", session);
    enum err_code rc = usual ? workspace_secret_key(ctl, w, KEYS_OFFICE, &office, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = file_make_folder(folder ? folder : usual, e);
    for (int l = 0; l < 2; l++)
        for (int f = 0; f < 2; f++)
            if (rc == ERR_OK && has_word(lists, LISTS[l]) && has_word(formats, FORMATS[f]))
                rc = write_list(office, folder ? folder : usual, session, LISTS[l], FORMATS[f], r, e);
    keys_free(office);
    free(usual);
    return rc;
}

enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *formats = NULL, *folder = NULL;
    const struct option_spec spec[] = {{"--format", &formats, NULL}, {"-o", &folder, NULL}, {NULL, NULL, NULL}};
    struct workspace w;
    enum err_code rc = options_take(&argc, argv, spec, 2, -1, e);
    const char *lists = rc == ERR_OK ? argv[argc - 1] : "";
    if (rc == ERR_OK && !are_words(lists, "passlist", "results"))
        rc = err_set(e, ERR_USAGE, _("%s: the list is passlist or results"), lists);
    if (rc == ERR_OK && formats && !are_words(formats, "csv", "json"))
        rc = err_set(e, ERR_USAGE, _("%s: the formats are csv and json"), formats);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (int i = 0; rc == ERR_OK && i + 1 < argc; i++) {
        struct results r;
        rc = read_results(&w, argv[i], &r, e);
        if (rc != ERR_OK)
            break;
        if (formats)
            rc = write_lists(ctl, &w, argv[i], lists, formats, folder, &r, e);
        else
            show(&r, strcmp(lists, "passlist") == 0);
        results_free(&r);
    }
    workspace_close(&w);
    return rc;
}
