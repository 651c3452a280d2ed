#include "tools/office/sheet_text.h"

#include "app/core/i18n.h"
#include "app/core/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAGIC[] = "#sathach sheet 1";
static const char *const WORD[] = {[SHEET_RECEIPT] = "",
                                   [SHEET_ABSENT] = "absent",
                                   [SHEET_UNSIGNED] = "unsigned",
                                   [SHEET_NO_CODE] = "no-code"};

const char *sheet_text_word(enum sheet_said said)
{
    return WORD[said];
}

void sheet_text_free(struct sheet_text *t)
{
    free(t->mark);
    free(t->row);
    *t = (struct sheet_text){0};
}

/* ---- writing ---- */

static void write_row(const struct sheet_row *r, struct buf *out)
{
    char paper[8] = "-";
    if (r->paper != SHEET_STRANGER)
        session_paper_name(r->paper, paper);
    buf_printf(out, "%s\t%s\t%s\n", paper, r->sbd,
               r->said == SHEET_RECEIPT ? r->receipt : WORD[r->said]);
}

void sheet_text_write(const struct sheet_text *t, struct buf *out)
{
    buf_printf(out, "%s\n#session %s\n", MAGIC, t->session);
    for (size_t i = 0; i < t->marks; i++) {
        const struct sheet_mark *m = &t->mark[i];
        char root[SHEET_HEX];
        crypt_hex(m->root, CRYPT_HASH, root);
        buf_printf(out, "#mark %llu %s %s asked %u of %u\n", (unsigned long long)m->size, root,
                   m->lot[0] ? m->lot : "-", m->sampled, m->papers);
    }
    for (size_t i = 0; i < t->rows; i++)
        write_row(&t->row[i], out);
}

/* ---- reading: freely, then what was read is written again and compared ---- */

static enum err_code read_mark(const char *line, struct sheet_text *out, bool *fits, struct err *e)
{
    unsigned long long size;
    struct sheet_mark m = {0};
    char root[SHEET_HEX] = "", lot[SHEET_LOT] = "";
    *fits = out->marks < SHEET_MARKS_MAX &&
            sscanf(line, "#mark %llu %64[0-9a-f] %64s asked %u of %u", &size, root, lot, &m.sampled,
                   &m.papers) == 5 &&
            crypt_unhex(root, m.root, sizeof m.root);
    if (!*fits)
        return ERR_OK;
    m.size = size;
    if (strcmp(lot, "-") != 0)
        strcpy(m.lot, lot);
    struct sheet_mark *grown = realloc(out->mark, (out->marks + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    out->mark = grown;
    out->mark[out->marks++] = m;
    return ERR_OK;
}

static bool parse_row(char *line, struct sheet_row *out)
{
    char *paper = strsep(&line, "\t"), *sbd = strsep(&line, "\t"), *word = line;
    *out = (struct sheet_row){.paper = SHEET_STRANGER};
    if (!sbd || !word || !sbd[0] || strlen(sbd) >= sizeof out->sbd ||
        (strcmp(paper, "-") != 0 && !session_paper_index(paper, &out->paper)))
        return false;
    strcpy(out->sbd, sbd);
    for (enum sheet_said said = SHEET_ABSENT; said < SHEET_SAIDS; said++)
        if (strcmp(word, WORD[said]) == 0) {
            out->said = said;
            return true;
        }
    return code_receipt_normalise(word, out->receipt);
}

static enum err_code read_line(char *line, struct sheet_text *out, bool *fits, struct err *e)
{
    struct sheet_row row;
    if (line[0] == '#')
        return read_mark(line, out, fits, e);
    *fits = parse_row(line, &row);
    return *fits ? sheet_text_put(out, &row, e) : ERR_OK;
}

static bool is_same_written(const struct sheet_text *t, const char *text, size_t len)
{
    struct buf again;
    buf_init(&again, SHEET_TEXT_MAX);
    sheet_text_write(t, &again);
    bool same = !again.failed && again.len == len && memcmp(again.data, text, len) == 0;
    buf_free(&again);
    return same;
}

enum err_code sheet_text_read(const char *text, size_t len, const char *name,
                              struct sheet_text *out, struct err *e)
{
    *out = (struct sheet_text){0};
    char *copy = strndup(text, len), *rest = copy, *line;
    size_t at = 0;
    bool fits = true;
    enum err_code rc = copy ? ERR_OK : err_memory(e);
    while (rc == ERR_OK && fits && (line = strsep(&rest, "\n")) && (rest || line[0])) {
        at++;
        if (at == 1)
            fits = strcmp(line, MAGIC) == 0;
        else if (at == 2)
            fits = sscanf(line, "#session %64[0-9a-f]", out->session) == 1;
        else
            rc = read_line(line, out, &fits, e);
    }
    if (rc == ERR_OK && !fits)
        rc = err_set(e, ERR_FORMAT, _("%s: line %zu: not a line of a sheet"), name, at);
    if (rc == ERR_OK && !is_same_written(out, text, len))
        rc = err_set(e, ERR_FORMAT, _("%s: is not written as a sheet is"), name);
    free(copy);
    return rc;
}

static int compare(const struct sheet_row *a, const struct sheet_row *b)
{
    return a->paper != b->paper         ? (a->paper < b->paper ? -1 : 1)
           : a->paper == SHEET_STRANGER ? strcmp(a->sbd, b->sbd)
                                        : 0;
}

enum err_code sheet_text_put(struct sheet_text *t, const struct sheet_row *row, struct err *e)
{
    size_t low = 0, high = t->rows;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&t->row[middle], row) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < t->rows && compare(&t->row[low], row) == 0) {
        t->row[low] = *row;
        return ERR_OK;
    }
    if ((t->rows & (t->rows - 1)) == 0) { /* room is doubled at each power of two */
        struct sheet_row *grown = realloc(t->row, (t->rows ? 2 * t->rows : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        t->row = grown;
    }
    memmove(&t->row[low + 1], &t->row[low], (t->rows - low) * sizeof *t->row);
    t->row[low] = *row;
    t->rows++;
    return ERR_OK;
}
