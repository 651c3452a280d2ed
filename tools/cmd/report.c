/* sathachctl report SESSION... LIST[,LIST…] [--format F,F] [--paper P] [--number N] [--day D]
 * [--electronic] [-o DIR]: lists and papers made from the signed results. */
#include "tools/work/report.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"
#include "tools/report/passlist.h"
#include "tools/report/source.h"

#include <stdio.h>
#include <string.h>

enum { CELLS_MAX = 40, COLUMNS_MAX = 64 };

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

/* Dates of birth are shown where they alone tell two people apart. */
static bool is_wanted(const struct table *t, const char *id)
{
    bool is_list = table_find(t, "name") >= 0 && table_find(t, "sbd") >= 0;
    for (size_t r = 0; is_list && strcmp(id, "birth") == 0 && r < t->rows; r++)
        if (passlist_has_namesake(t, r))
            return true;
    return false;
}

/* As wide as what stands in it, up to a limit; 0 for a column that is too wide for a terminal, or
 * empty from top to bottom. */
static int cells_of(const struct table *t, size_t column, enum table_lang lang)
{
    static const char *const WIDE[] = {"field_title", "unit", "identity", "birth", "note", "state"};
    for (size_t i = 0; i < sizeof WIDE / sizeof WIDE[0]; i++)
        if (strcmp(t->column[column].id, WIDE[i]) == 0 && !is_wanted(t, WIDE[i]))
            return 0;
    int most = 0;
    for (size_t r = 0; r < t->rows; r++) {
        int w = text_width(table_cell(t, r, column));
        most = w > most ? w : most;
    }
    int title = text_width(table_title(t, column, lang));
    return most == 0 ? 0 : most < title ? title : most > CELLS_MAX ? CELLS_MAX : most;
}

static void show_table(const struct table *t, enum table_lang lang)
{
    int cells[COLUMNS_MAX] = {0};
    size_t columns = t->columns < COLUMNS_MAX ? t->columns : COLUMNS_MAX;
    for (size_t c = 0; c < columns; c++)
        cells[c] = cells_of(t, c, lang);
    for (size_t c = 0; c < columns && t->rows; c++)
        if (cells[c])
            pad(table_title(t, c, lang), cells[c] + 2);
    putchar('\n');
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < columns; c++)
            if (cells[c])
                pad(table_cell(t, r, c), cells[c] + 2);
        putchar('\n');
    }
    if (t->rows == 0)
        printf("%s\n", _("nobody"));
}

static enum err_code show_json(const struct report_shown *s, struct err *e)
{
    struct buf b;
    buf_init(&b, REPORT_FILE_MAX);
    enum err_code rc = json_table(&s->table, s->is_training ? "training" : NULL, &b, e);
    if (rc == ERR_OK)
        fwrite(b.data, 1, b.len, stdout);
    buf_free(&b);
    return rc;
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct report_reply *r = reply;
    enum err_code rc = ERR_OK;
    (void)request;
    (void)came;
    for (size_t i = 0; i < r->files; i++)
        printf("%s\n", r->file[i]);
    for (size_t i = 0; rc == ERR_OK && i < r->count; i++) {
        if (ctl->json)
            rc = show_json(&r->shown[i], e);
        else
            show_table(&r->shown[i].table, ctl->work.lang);
    }
    return rc;
}

enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &report_op, argc, argv, show, e);
}
