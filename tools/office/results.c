#include "tools/office/results.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const STATE_NAMES[RESULT_STATES] = {"passed", "failed", "absent", "unfinished", "conflict"};
static const char HEADING[] = "paper\tsbd\tname\tbirth\tidentity\tunit\tfield\tfield_title\tgrade\tstate\tparts\ttotal\treceipt\tnote";
enum { COLUMNS = 14 };

const char *results_state_name(enum result_state s)
{
    return STATE_NAMES[s];
}

void results_free(struct results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        struct result *x = &r->row[i];
        char *owned[] = {x->sbd, x->name, x->birth, x->identity, x->unit, x->field, x->field_title, x->grade, x->note};
        for (size_t k = 0; k < sizeof owned / sizeof owned[0]; k++)
            free(owned[k]);
    }
    free(r->row);
    *r = (struct results){0};
}

/* "9/10:9,17/20:17": right/questions:points, a part each. */
static void write_parts(const struct result *x, struct buf *out)
{
    for (unsigned i = 0; i < x->parts; i++)
        buf_printf(out, "%s%u/%u:%u", i ? "," : "", x->right[i], x->questions[i], x->points[i]);
}

void results_write(const struct results *r, struct buf *out)
{
    buf_printf(out, "%s\n", HEADING);
    for (size_t i = 0; i < r->count; i++) {
        const struct result *x = &r->row[i];
        buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t", x->paper, x->sbd, x->name, x->birth, x->identity, x->unit, x->field,
                   x->field_title, x->grade, STATE_NAMES[x->state]);
        write_parts(x, out);
        buf_printf(out, "\t%u\t%s\t%s\n", x->total, x->receipt, x->note);
    }
}

static bool read_parts(const char *text, struct result *out)
{
    while (*text) {
        int n = 0;
        unsigned right, questions, points;
        if (out->parts == PROFILE_PARTS_MAX || sscanf(text, "%u/%u:%u%n", &right, &questions, &points, &n) != 3 || n == 0)
            return false;
        out->right[out->parts] = right;
        out->questions[out->parts] = questions;
        out->points[out->parts++] = points;
        text += n;
        if (*text == ',')
            text++;
    }
    return true;
}

static bool read_line(char *line, struct result *out)
{
    char *cell[COLUMNS] = {0};
    for (int i = 0; i < COLUMNS; i++) {
        cell[i] = strsep(&line, "\t");
        if (!cell[i])
            return false;
    }
    if (line || strlen(cell[0]) >= sizeof out->paper || strlen(cell[12]) >= sizeof out->receipt || !read_parts(cell[10], out))
        return false;
    strcpy(out->paper, cell[0]);
    strcpy(out->receipt, cell[12]);
    char **target[] = {&out->sbd, &out->name, &out->birth, &out->identity, &out->unit, &out->field, &out->field_title, &out->grade};
    for (int i = 0; i < 8; i++)
        if (!(*target[i] = strdup(cell[i + 1])))
            return false;
    out->note = strdup(cell[13]);
    out->total = (unsigned)strtoul(cell[11], NULL, 10);
    for (out->state = 0; out->state < RESULT_STATES; out->state++)
        if (strcmp(STATE_NAMES[out->state], cell[9]) == 0)
            return out->note != NULL;
    return false;
}

enum err_code results_read(const char *text, size_t len, const char *name, struct results *out, struct err *e)
{
    *out = (struct results){0};
    char *copy = strndup(text, len);
    if (!copy)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = ERR_OK;
    bool has_nul = strlen(copy) != len;
    char *rest = copy, *line = strsep(&rest, "\n");
    size_t at = 1;
    if (has_nul || !line || strcmp(line, HEADING) != 0)
        rc = err_set(e, ERR_FORMAT, _("%s: line 1: not a results file"), name);
    while (rc == ERR_OK && rest && *rest) {
        line = strsep(&rest, "\n");
        at++;
        struct result *grown = realloc(out->row, (out->count + 1) * sizeof *grown);
        if (!grown) {
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
            break;
        }
        out->row = grown;
        grown[out->count] = (struct result){0};
        if (!read_line(line, &grown[out->count++]))
            rc = err_set(e, ERR_FORMAT, _("%s: line %zu: not a row of results"), name, at);
    }
    free(copy);
    if (rc != ERR_OK)
        results_free(out);
    return rc;
}
