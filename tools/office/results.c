#include "tools/office/results.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAGIC[] = "#sathach results 3";
static const char HEADING[] = "paper\tsbd\tfield\tgrade\tstate\tparts\ttotal\treceipt\tnote";
enum { COLUMNS = 9 };

static const struct {
    const char *word, *vi, *en;
} STATE[RESULT_STATES] = {
#define STATE_ROW(id, word, vi, en) [id] = {word, vi, en},
    RESULT_STATE_TABLE(STATE_ROW)
#undef STATE_ROW
};

const char *results_state_name(enum result_state s)
{
    return STATE[s].word;
}

const char *results_state_text(enum result_state s, enum table_lang lang)
{
    return lang == TABLE_EN ? STATE[s].en : STATE[s].vi;
}

const char *results_state_text_at(enum result_state s, bool is_over, enum table_lang lang)
{
    if (s == RESULT_ABSENT && !is_over)
        return lang == TABLE_EN ? "Not sat yet" : "Chưa thi";
    return results_state_text(s, lang);
}

bool results_is_graded(const struct result *r)
{
    return r->state == RESULT_PASSED || r->state == RESULT_FAILED;
}

void results_count(const struct results *r, size_t n[RESULT_STATES])
{
    memset(n, 0, RESULT_STATES * sizeof *n);
    for (size_t i = 0; i < r->count; i++)
        n[r->row[i].state]++;
}

bool results_has_note(const struct result *r, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = r->note; *at; at += strcspn(at, " "), at += strspn(at, " "))
        if (strncmp(at, word, n) == 0 && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}

size_t results_count_settled(const struct results *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->count; i++)
        n += r->row[i].state == RESULT_NO_PAPER && results_has_note(&r->row[i], "decided");
    return n;
}

bool results_is_waiting(const struct result *x)
{
    return x->state == RESULT_UNFINISHED || x->state == RESULT_CONFLICT ||
           x->state == RESULT_IRREGULAR ||
           (x->state == RESULT_NO_PAPER && !results_has_note(x, "decided"));
}

size_t results_count_waiting(const struct results *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->count; i++)
        n += results_is_waiting(&r->row[i]);
    return n;
}

void results_free(struct results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        struct result *x = &r->row[i];
        char *owned[] = {x->sbd, x->field, x->grade, x->note};
        for (size_t k = 0; k < sizeof owned / sizeof owned[0]; k++)
            free(owned[k]);
    }
    free(r->row);
    *r = (struct results){0};
}

void results_write_parts(const struct result *x, struct buf *out)
{
    for (unsigned i = 0; i < x->parts; i++)
        buf_printf(out, "%s%u/%u:%u", i ? "," : "", x->right[i], x->questions[i], x->points[i]);
}

static const char *or_none(const char *hex)
{
    return hex[0] ? hex : "-";
}

static void write_basis(const struct results_basis *b, struct buf *out)
{
    buf_printf(out,
               "%s\n#session %s\n#bank %s\n#people %s\n#basis %s\n#decisions %u %s\n"
               "#supersedes %s\n",
               MAGIC, or_none(b->session), or_none(b->bank), or_none(b->people), or_none(b->basis),
               b->decisions, or_none(b->decision), or_none(b->supersedes));
}

void results_write(const struct results *r, struct buf *out)
{
    write_basis(&r->basis, out);
    buf_printf(out, "%s\n", HEADING);
    for (size_t i = 0; i < r->count; i++) {
        const struct result *x = &r->row[i];
        buf_printf(out, "%s\t%s\t%s\t%s\t%s\t", x->paper, x->sbd, x->field, x->grade,
                   STATE[x->state].word);
        results_write_parts(x, out);
        buf_printf(out, "\t%u\t%s\t%s\n", x->total, x->receipt, x->note);
    }
}

static bool read_parts(const char *text, struct result *out)
{
    while (*text) {
        int n = 0;
        unsigned right, questions, points;
        if (out->parts == PROFILE_PARTS_MAX ||
            sscanf(text, "%u/%u:%u%n", &right, &questions, &points, &n) != 3 || n == 0)
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
    if (line || strlen(cell[0]) >= sizeof out->paper || strlen(cell[7]) >= sizeof out->receipt ||
        !read_parts(cell[5], out))
        return false;
    strcpy(out->paper, cell[0]);
    strcpy(out->receipt, cell[7]);
    out->sbd = strdup(cell[1]);
    out->field = strdup(cell[2]);
    out->grade = strdup(cell[3]);
    out->note = strdup(cell[8]);
    out->total = (unsigned)strtoul(cell[6], NULL, 10);
    for (out->state = 0; out->state < RESULT_STATES; out->state++)
        if (strcmp(STATE[out->state].word, cell[4]) == 0)
            return out->sbd && out->field && out->grade && out->note;
    return false;
}

/* The value of the next line when it begins with the word; NULL otherwise. */
static char *take_value(char **rest, const char *word)
{
    char *line = strsep(rest, "\n");
    size_t n = strlen(word);
    return line && strncmp(line, word, n) == 0 && line[n] == ' ' ? line + n + 1 : NULL;
}

static bool read_hex(const char *value, char out[65])
{
    out[0] = '\0';
    if (!value || strcmp(value, "-") == 0)
        return value != NULL;
    if (strlen(value) != 64 || strspn(value, "0123456789abcdef") != 64)
        return false;
    strcpy(out, value);
    return true;
}

/* The lines of what the results stand on; the number of the first bad one, 0 when all are good. */
static size_t read_basis(char **rest, struct results_basis *b)
{
    const char *line = strsep(rest, "\n");
    char *behind = NULL;
    if (!line || strcmp(line, MAGIC) != 0)
        return 1;
    if (!read_hex(take_value(rest, "#session"), b->session))
        return 2;
    if (!read_hex(take_value(rest, "#bank"), b->bank))
        return 3;
    if (!read_hex(take_value(rest, "#people"), b->people))
        return 4;
    if (!read_hex(take_value(rest, "#basis"), b->basis))
        return 5;
    line = take_value(rest, "#decisions");
    b->decisions = line ? (unsigned)strtoul(line, &behind, 10) : 0;
    if (!line || behind == line || *behind != ' ' || !read_hex(behind + 1, b->decision))
        return 6;
    return read_hex(take_value(rest, "#supersedes"), b->supersedes) ? 0 : 7;
}

/* Numbers and lists have one form each: what was read is written again and compared. */
static enum err_code check_form(const struct results *r, const char *text, size_t len,
                                const char *name, struct err *e)
{
    struct buf again;
    buf_init(&again, RESULTS_FILE_MAX);
    results_write(r, &again);
    enum err_code rc = buf_check(&again, name, e);
    size_t line = rc == ERR_OK ? buf_differs_at_line(&again, text, len) : 0;
    if (line)
        rc = err_set(e, ERR_FORMAT, _("%s: line %zu: not written as results are"), name, line);
    buf_free(&again);
    return rc;
}

enum err_code results_read(const char *text, size_t len, const char *name, struct results *out,
                           struct err *e)
{
    *out = (struct results){0};
    char *copy = strndup(text, len);
    if (!copy)
        return err_memory(e);
    enum err_code rc = ERR_OK;
    bool has_nul = strlen(copy) != len;
    char *rest = copy, *line = NULL;
    size_t bad = has_nul ? 1 : read_basis(&rest, &out->basis), at = 8;
    if (!bad && (!(line = strsep(&rest, "\n")) || strcmp(line, HEADING) != 0))
        bad = at;
    if (bad)
        rc = err_set(e, ERR_FORMAT, _("%s: line %zu: not a results file"), name, bad);
    while (rc == ERR_OK && rest && *rest) {
        line = strsep(&rest, "\n");
        at++;
        struct result *grown = realloc(out->row, (out->count + 1) * sizeof *grown);
        if (!grown) {
            rc = err_memory(e);
            break;
        }
        out->row = grown;
        grown[out->count] = (struct result){0};
        if (!read_line(line, &grown[out->count++]))
            rc = err_set(e, ERR_FORMAT, _("%s: line %zu: not a row of results"), name, at);
    }
    if (rc == ERR_OK)
        rc = check_form(out, text, len, name, e);
    free(copy);
    if (rc != ERR_OK)
        results_free(out);
    return rc;
}

bool results_are_same(const struct results *a, const struct results *b)
{
    struct buf x, y;
    buf_init(&x, RESULTS_FILE_MAX);
    buf_init(&y, RESULTS_FILE_MAX);
    results_write(a, &x);
    results_write(b, &y);
    bool same = !x.failed && !y.failed && x.len == y.len && memcmp(x.data, y.data, x.len) == 0;
    buf_free(&x);
    buf_free(&y);
    return same;
}
