#include "tools/office/sheet_take.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/office/graded.h"
#include "tools/office/log_facts.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 9999 };

static enum err_code read_again(struct grading *g, const struct keys_secret *office, struct err *e)
{
    sheet_free(g->opened.sheet);
    return sheet_read(g->opened.workspace, &office->pub, g->opened.name, &g->opened.session,
                      g->opened.horizon, g->opened.sheet, e);
}

/* ---- marks ---- */

static bool is_new_wanted(const struct sheet *s)
{
    for (uint32_t p = 0; p < s->papers; p++)
        if (s->paper[p].ended && !s->paper[p].mark)
            return true;
    return s->marks == 0;
}

static uint32_t count_uncovered(const struct sheet *s)
{
    uint32_t n = 0;
    for (uint32_t p = 0; p < s->papers; p++)
        n += s->paper[p].ended && !s->paper[p].mark;
    return n;
}

enum err_code sheet_print(struct grading *g, const struct keys_secret *office, const char *made,
                          struct err *e)
{
    struct log *l = g->opened.workspace->log;
    char code[NOTE_CODE + 1], more[LOG_FACTS_MAX];
    if (!l)
        return err_set(e, ERR_POLICY, _("%s: this workspace has no log"), g->opened.name);
    bool is_closed = decisions_close(&g->decisions) != NULL;
    if (!is_new_wanted(g->opened.sheet) || (is_closed && g->opened.sheet->marks))
        return ERR_OK;
    if (is_closed)
        return graded_check_open(&g->decisions, g->opened.name, e);
    if (g->opened.sheet->marks == SHEET_MARKS_MAX)
        return err_set(e, ERR_LIMIT, _("%s: more than %d marks"), g->opened.name, SHEET_MARKS_MAX);
    note_code(&l->mark, code);
    snprintf(more, sizeof more, "size=%llu code=%s new=%u%s%s", (unsigned long long)l->mark.size,
             code, count_uncovered(g->opened.sheet), made[0] ? " " : "", made);
    enum err_code rc =
        log_note(g->opened.workspace,
                 &(struct log_entry){LOG_MARK, g->opened.name, NULL, NULL, more}, office, e);
    return rc == ERR_OK ? read_again(g, office, e) : rc;
}

void sheet_mark_code(const struct sheet *s, size_t mark, char out[SHEET_CODE])
{
    char code[NOTE_CODE + 1] = "";
    log_more(&s->log->line[s->mark[mark].line - 1], "code", code, sizeof code);
    code_group(code, 4, out, SHEET_CODE);
}

/* ---- what one row says ---- */

static void trim(const char *text, char *out, size_t room)
{
    text += strspn(text, " \t");
    size_t n = strlen(text);
    while (n && strchr(" \t\r", text[n - 1]))
        n--;
    snprintf(out, room, "%.*s", (int)n, text);
}

static bool parse_value(const char *value, struct sheet_row *out)
{
    static const struct {
        const char *word;
        enum sheet_said said;
    } WORD[] = {{"-", SHEET_ABSENT},           {"absent", SHEET_ABSENT},
                {"vang", SHEET_ABSENT},        {"unsigned", SHEET_UNSIGNED},
                {"khong ky", SHEET_UNSIGNED},  {"no-code", SHEET_NO_CODE},
                {"khong co ma", SHEET_NO_CODE}};
    char plain[96], key[96];
    trim(value, plain, sizeof plain);
    for (size_t i = 0; text_fold(plain, key, sizeof key) && i < sizeof WORD / sizeof WORD[0]; i++)
        if (strcmp(key, WORD[i].word) == 0) {
            out->said = WORD[i].said;
            return true;
        }
    out->said = SHEET_RECEIPT;
    return code_receipt_normalise(plain, out->receipt);
}

/* Rows on their way in. */
struct taking {
    const struct grading *g;
    const struct sheet_typed *typed;
    struct sheet_text text; /* as it will be */
    size_t *by;             /* a paper each: index + 1 of the entry that spoke of it now */
};

static const struct session_roster *roster_of(const struct taking *t)
{
    return &t->g->opened.roster;
}

/* An entry, and what it names and says. */
struct naming {
    const struct sheet_entry *entry;
    char sbd[SHEET_SBD];
    const char *paper; /* "" for all of the SBD */
    long candidate;    /* index; -1 for somebody whom the roster does not know */
    struct sheet_row said;
};

static enum err_code put(struct taking *t, const struct naming *n, uint32_t paper, struct err *e)
{
    const struct sheet_entry *x = n->entry;
    struct sheet_row row = n->said;
    char name[8];
    session_paper_name(paper, name);
    row.paper = paper;
    snprintf(row.sbd, sizeof row.sbd, "%s",
             roster_of(t)->candidate[roster_of(t)->paper[paper].candidate].sbd);
    if (t->by[paper]) {
        struct sheet_row before = {0};
        const struct sheet_entry *first = &t->typed->entry[t->by[paper] - 1];
        if (!parse_value(first->value, &before) || before.said != row.said ||
            strcmp(before.receipt, row.receipt) != 0)
            return err_set(e, ERR_FORMAT, _("%s: \"%s\": another word on paper %s than at %s"),
                           x->place, x->value, name, first->place);
    }
    t->by[paper] = (size_t)(x - t->typed->entry) + 1;
    return sheet_text_put(&t->text, &row, e);
}

static enum err_code put_stranger(struct taking *t, const struct naming *n, struct err *e)
{
    struct sheet_row row = n->said;
    row.paper = SHEET_STRANGER;
    strcpy(row.sbd, n->sbd);
    return sheet_text_put(&t->text, &row, e);
}

static enum err_code put_named(struct taking *t, const struct naming *n, struct err *e)
{
    uint32_t paper;
    if (!session_paper_index(n->paper, &paper) || paper >= roster_of(t)->papers)
        return err_set(e, ERR_FORMAT, _("%s: \"%s\": the session has no such paper"),
                       n->entry->place, n->paper);
    if (n->sbd[0] && n->candidate != (long)roster_of(t)->paper[paper].candidate)
        return err_set(e, ERR_FORMAT, _("%s: paper %s is not of SBD \"%s\""), n->entry->place,
                       n->paper, n->sbd);
    return put(t, n, paper, e);
}

static enum err_code put_only(struct taking *t, const struct naming *n, struct err *e)
{
    uint32_t papers = 0, only = 0;
    for (uint32_t p = 0; p < roster_of(t)->papers; p++)
        if ((long)roster_of(t)->paper[p].candidate == n->candidate && ++papers == 1)
            only = p;
    return papers == 1
               ? put(t, n, only, e)
               : err_set(e, ERR_FORMAT, _("%s: SBD %s has several papers: SBD/PAPER is wanted"),
                         n->entry->place, n->sbd);
}

static bool has_receipt(const struct sheet_text *text, uint32_t paper)
{
    for (size_t i = 0; i < text->rows; i++)
        if (text->row[i].paper == paper)
            return text->row[i].said == SHEET_RECEIPT;
    return false;
}

/* All papers of the SBD that no receipt stands for; so it waits until all other rows are in. */
static enum err_code put_absent(struct taking *t, const struct naming *n, struct err *e)
{
    bool is_put = false;
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < roster_of(t)->papers; p++)
        if ((long)roster_of(t)->paper[p].candidate == n->candidate && !has_receipt(&t->text, p)) {
            rc = put(t, n, p, e);
            is_put = true;
        }
    return rc == ERR_OK && !is_put
               ? err_set(e, ERR_FORMAT,
                         _("%s: \"%s\": SBD %s has a receipt; name the paper: SBD/PAPER"),
                         n->entry->place, n->entry->value, n->sbd)
               : rc;
}

/* "0012/0007", where nobody has such a number: the SBD, and the paper behind it. */
static void split(struct naming *n)
{
    char *bar = strrchr(n->sbd, '/');
    uint32_t paper;
    if (n->paper[0] || n->candidate >= 0 || !bar || !session_paper_index(bar + 1, &paper))
        return;
    *bar = '\0';
    n->paper = n->entry->sbd + (bar + 1 - n->sbd);
}

static enum err_code name_row(const struct taking *t, const struct sheet_entry *x,
                              struct naming *out, struct err *e)
{
    *out = (struct naming){.entry = x, .paper = x->paper};
    if (!parse_value(x->value, &out->said))
        return err_set(e, ERR_FORMAT,
                       _("%s: \"%s\" is no receipt of 16 characters, nor one of: -, absent, vắng, "
                         "unsigned, không ký, no-code, không có mã"),
                       x->place, x->value);
    if (strlen(x->sbd) >= sizeof out->sbd)
        return err_set(e, ERR_FORMAT, _("%s: \"%s\": no candidate number is so long"), x->place,
                       x->sbd);
    enum err_code rc = text_check(x->sbd, strlen(x->sbd), false, x->place, e);
    strcpy(out->sbd, x->sbd);
    out->candidate = session_roster_find(roster_of(t), out->sbd);
    split(out);
    out->candidate = session_roster_find(roster_of(t), out->sbd);
    return rc;
}

static bool waits(const struct naming *n)
{
    return !n->paper[0] && n->candidate >= 0 && n->said.said == SHEET_ABSENT;
}

/* is_second: the rows that wait for the others. */
static enum err_code take_rows(struct taking *t, bool is_second, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < t->typed->count; i++) {
        struct naming n;
        rc = name_row(t, &t->typed->entry[i], &n, e);
        if (rc == ERR_OK && waits(&n) == is_second)
            rc = is_second         ? put_absent(t, &n, e)
                 : n.paper[0]      ? put_named(t, &n, e)
                 : n.candidate < 0 ? put_stranger(t, &n, e)
                                   : put_only(t, &n, e);
    }
    return rc;
}

/* ---- dice ---- */

static enum err_code take_lot(struct taking *t, struct err *e)
{
    char lot[SHEET_LOT];
    struct sheet_mark *m = &t->text.mark[t->text.marks - 1];
    if (!t->typed->lot)
        return ERR_OK;
    if (!sheet_sample_lot(t->typed->lot, lot))
        return err_set(e, ERR_USAGE, _("--lot %s: %d to %d letters and digits are wanted"),
                       t->typed->lot, SHEET_LOT_MIN, SHEET_LOT_MAX);
    if (m->lot[0] && strcmp(m->lot, lot) != 0)
        return err_set(e, ERR_POLICY, _("%s: the dice of mark %llu are %s; once given they hold"),
                       t->g->opened.name, (unsigned long long)m->size, m->lot);
    strcpy(m->lot, lot);
    return ERR_OK;
}

/* ---- the next typed sheet ---- */

static enum err_code begin(struct taking *t, struct err *e)
{
    const struct sheet *s = t->g->opened.sheet;
    if (!s->marks)
        return err_set(e, ERR_POLICY,
                       _("%s: no mark was printed yet: print it and have it signed: sathachctl "
                         "sheet %s"),
                       t->g->opened.name, t->g->opened.name);
    t->by = calloc(s->papers + 1, sizeof *t->by);
    t->text.mark = calloc(s->marks, sizeof *t->text.mark);
    if (!t->by || !t->text.mark)
        return err_memory(e);
    crypt_hex(t->g->opened.session.hash, CRYPT_HASH, t->text.session);
    memcpy(t->text.mark, s->mark, s->marks * sizeof *s->mark);
    t->text.marks = s->marks;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < s->said.rows; i++)
        rc = sheet_text_put(&t->text, &s->said.row[i], e);
    return rc;
}

/* A sheet without any receipt says that nobody handed in: refused while an asked paper was. */
static enum err_code check_receipts(const struct taking *t, const struct results *results,
                                    struct err *e)
{
    struct sheet_asked a;
    size_t receipts = 0, handed_in = 0;
    for (size_t i = 0; i < t->text.rows; i++)
        receipts += t->text.row[i].said == SHEET_RECEIPT;
    if (receipts && t->typed->count)
        return ERR_OK;
    enum err_code rc = sheet_ask(t->g->opened.sheet, results, &a, e);
    for (uint32_t p = 0; rc == ERR_OK && p < t->g->opened.sheet->papers; p++)
        handed_in += a.why[p] != SHEET_NOT_ASKED && t->g->opened.sheet->paper[p].ended;
    if (rc == ERR_OK && (!t->typed->count ? !t->typed->lot : handed_in))
        rc = err_set(e, ERR_FORMAT, _("%s: no line holds a receipt"), t->typed->from);
    sheet_asked_free(&a);
    return rc;
}

static bool is_new(const struct taking *t, const struct buf *text)
{
    struct buf old;
    buf_init(&old, SHEET_TEXT_MAX);
    sheet_text_write(&t->g->opened.sheet->said, &old);
    bool same = t->g->opened.sheet->number && old.len == text->len &&
                memcmp(old.data, text->data, old.len) == 0;
    buf_free(&old);
    return !same;
}

static enum err_code save_as(const struct taking *t, const char *folder, const char *name,
                             const struct buf *text, const struct keys_secret *office,
                             struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char more[LOG_FACTS_MAX];
    crypt_hash_file(text->data, text->len, hash);
    log_facts_sheet(&t->text, more);
    enum err_code rc = signing_write_once(
        office, &(struct signing_file){folder, name, t->g->opened.name, "", text->data, text->len},
        e);
    return rc == ERR_OK
               ? log_note(t->g->opened.workspace,
                          &(struct log_entry){LOG_SHEET, t->g->opened.name, name, hash, more},
                          office, e)
               : rc;
}

static enum err_code save(const struct taking *t, const struct buf *text,
                          const struct keys_secret *office, struct err *e)
{
    char *folder = workspace_path(t->g->opened.workspace, "sessions/%s/sheets", t->g->opened.name);
    enum err_code rc = folder ? file_make_folder(folder, e) : err_memory(e);
    unsigned number = t->g->opened.sheet->number;
    char name[16] = "";
    bool is_free = false;
    while (rc == ERR_OK && !is_free && number < FILES_MAX) { /* what stands there unlogged is
                                                                 nobody's and never replaced */
        snprintf(name, sizeof name, "%04u.tsv", ++number);
        char *path = file_join(folder, name);
        is_free = path && !file_exists(path);
        rc = path ? ERR_OK : err_memory(e);
        free(path);
    }
    if (rc == ERR_OK)
        rc = is_free ? save_as(t, folder, name, text, office, e)
                     : err_set(e, ERR_LIMIT, _("%s: more than %d typed sheets"), t->g->opened.name,
                               FILES_MAX);
    free(folder);
    return rc;
}

enum err_code sheet_take(struct grading *g, const struct results *results,
                         const struct sheet_typed *typed, const struct keys_secret *office,
                         struct err *e)
{
    struct taking t = {.g = g, .typed = typed};
    struct buf text;
    buf_init(&text, SHEET_TEXT_MAX);
    enum err_code rc = graded_check_open(&g->decisions, g->opened.name, e);
    if (rc == ERR_OK)
        rc = begin(&t, e);
    if (rc == ERR_OK)
        rc = take_rows(&t, false, e);
    if (rc == ERR_OK)
        rc = take_rows(&t, true, e);
    if (rc == ERR_OK)
        rc = take_lot(&t, e);
    if (rc == ERR_OK)
        rc = check_receipts(&t, results, e);
    if (rc == ERR_OK)
        rc = sheet_sample_marks(g->opened.sheet, t.text.mark, e);
    if (rc == ERR_OK) {
        sheet_text_write(&t.text, &text);
        rc = buf_check(&text, _("a typed sheet"), e);
    }
    if (rc == ERR_OK && is_new(&t, &text)) {
        rc = save(&t, &text, office, e);
        if (rc == ERR_OK)
            rc = read_again(g, office, e);
    }
    sheet_text_free(&t.text);
    free(t.by);
    buf_free(&text);
    return rc;
}
