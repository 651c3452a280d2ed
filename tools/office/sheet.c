#include "tools/office/sheet.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/office/signing.h"

#include <stdlib.h>
#include <string.h>

void sheet_free(struct sheet *s)
{
    free(s->session);
    free(s->paper);
    free(s->journal);
    free(s->mark);
    free(s->graded);
    sheet_text_free(&s->said);
    *s = (struct sheet){0};
}

/* ---- what the log says ---- */

static bool is_of(const struct sheet *s, const struct log_line *line)
{
    return strcmp(line->session, s->session) == 0;
}

static bool parse_head(const char *hex, char receipt[CODE_RECEIPT + 1])
{
    uint8_t head[CRYPT_HASH];
    bool fits = crypt_unhex(hex, head, sizeof head);
    if (fits)
        code_receipt(head, receipt);
    return fits;
}

/* The journal that a line speaks of; false when it speaks of none of these papers. */
static bool read_journal(const struct sheet *s, const struct log_line *line,
                         struct sheet_journal *out)
{
    char paper[8], head[SHEET_HEX], end[16];
    if ((line->kind != LOG_ANSWERS && line->kind != LOG_RESUME) || !is_of(s, line) ||
        !log_more(line, "paper", paper, sizeof paper) ||
        !log_more(line, "head", head, sizeof head) || !log_more(line, "end", end, sizeof end) ||
        !session_paper_index(paper, &out->paper) || out->paper >= s->papers)
        return false;
    out->line = line->number;
    out->is_ended = strcmp(end, "open") != 0;
    return parse_head(head, out->receipt);
}

static int compare_journals(const void *pa, const void *pb)
{
    const struct sheet_journal *a = pa, *b = pb;
    return a->paper != b->paper ? (a->paper < b->paper ? -1 : 1)
           : a->line != b->line ? (a->line < b->line ? -1 : 1)
                                : 0;
}

static enum err_code gather_journals(struct sheet *s, struct err *e)
{
    struct sheet_journal one;
    size_t count = 0;
    for (size_t i = 0; i < s->lines; i++)
        count += read_journal(s, &s->log->line[i], &one);
    s->journal = calloc(count + 1, sizeof *s->journal);
    if (!s->journal)
        return err_memory(e);
    for (size_t i = 0; i < s->lines; i++)
        if (read_journal(s, &s->log->line[i], &one)) {
            s->journal[s->journals++] = one;
            if (one.is_ended && !s->paper[one.paper].ended)
                s->paper[one.paper].ended = one.line;
        }
    if (s->journals > 1)
        qsort(s->journal, s->journals, sizeof *s->journal, compare_journals);
    return ERR_OK;
}

static bool read_mark(const struct sheet *s, const struct log_line *line, struct sheet_mark *out)
{
    char size[24];
    if (line->kind != LOG_MARK || !is_of(s, line) || !log_more(line, "size", size, sizeof size))
        return false;
    *out = (struct sheet_mark){.size = strtoull(size, NULL, 10), .line = line->number};
    return out->size > 0 && out->size < line->number;
}

static enum err_code find_roots(struct sheet *s, struct err *e)
{
    uint64_t *size = calloc(s->marks + 1, sizeof *size);
    uint8_t(*root)[CRYPT_HASH] = calloc(s->marks + 1, sizeof *root);
    bool has_room = size && root;
    for (size_t k = 0; has_room && k < s->marks; k++)
        size[k] = s->mark[k].size;
    if (has_room)
        log_roots(s->log, size, s->marks, root);
    for (size_t k = 0; has_room && k < s->marks; k++)
        memcpy(s->mark[k].root, root[k], CRYPT_HASH);
    free(size);
    free(root);
    return has_room ? ERR_OK : err_memory(e);
}

static enum err_code gather_marks(struct sheet *s, struct err *e)
{
    struct sheet_mark one;
    size_t count = 0;
    for (size_t i = 0; i < s->lines; i++)
        count += read_mark(s, &s->log->line[i], &one);
    s->mark = calloc(count + 1, sizeof *s->mark);
    if (!s->mark)
        return err_memory(e);
    for (size_t i = 0; i < s->lines; i++) {
        bool is_again = s->marks && read_mark(s, &s->log->line[i], &one) &&
                        one.size <= s->mark[s->marks - 1].size; /* printed again */
        if (is_again || !read_mark(s, &s->log->line[i], &one))
            continue;
        s->mark[s->marks++] = one;
    }
    return find_roots(s, e);
}

static enum err_code gather_graded(struct sheet *s, struct err *e)
{
    size_t count = 0;
    for (size_t i = 0; i < s->lines; i++)
        count += s->log->line[i].kind == LOG_GRADED;
    s->graded = calloc(count + 1, sizeof *s->graded);
    if (!s->graded)
        return err_memory(e);
    for (size_t i = 0; i < s->lines; i++)
        if (s->log->line[i].kind == LOG_GRADED && is_of(s, &s->log->line[i]))
            s->graded[s->gradeds++] = s->log->line[i].number;
    return ERR_OK;
}

/* Each paper to the first mark that covers its ended journal. */
static void cover(struct sheet *s)
{
    for (uint32_t p = 0; p < s->papers; p++)
        for (uint32_t k = 0; s->paper[p].ended && !s->paper[p].mark && k < s->marks; k++)
            if (s->paper[p].ended <= s->mark[k].size) {
                s->paper[p].mark = k + 1;
                s->mark[k].papers++;
            }
}

/* ---- what was typed ---- */

bool sheet_fits(const struct sheet *s, const uint8_t session[CRYPT_HASH],
                const struct sheet_text *text)
{
    char hex[SHEET_HEX];
    crypt_hex(session, CRYPT_HASH, hex);
    bool fits = strcmp(text->session, hex) == 0 && text->marks <= s->marks;
    for (size_t k = 0; fits && k < text->marks; k++)
        fits = text->mark[k].size == s->mark[k].size &&
               memcmp(text->mark[k].root, s->mark[k].root, CRYPT_HASH) == 0;
    return fits;
}

static enum err_code place_rows(struct sheet *s, const char *path, struct err *e)
{
    for (size_t i = 0; i < s->said.rows; i++) {
        uint32_t paper = s->said.row[i].paper;
        if (paper == SHEET_STRANGER)
            continue;
        if (paper >= s->papers)
            return err_set(e, ERR_FORMAT, _("%s: the session has no paper %u"), path, paper + 1);
        s->paper[paper].row = (uint32_t)i + 1;
    }
    return ERR_OK;
}

static enum err_code read_text(struct sheet *s, const struct keys_public *office,
                               const uint8_t session[CRYPT_HASH], const char *path, struct err *e)
{
    struct buf text;
    buf_init(&text, SHEET_TEXT_MAX);
    enum err_code rc = signing_read(office, path, SHEET_TEXT_MAX, &text, e);
    if (rc == ERR_OK)
        rc = sheet_text_read((const char *)text.data, text.len, path, &s->said, e);
    if (rc == ERR_OK && !sheet_fits(s, session, &s->said))
        rc =
            err_set(e, ERR_AUTH,
                    _("%s: is of another session's file, or of marks that were not printed"), path);
    if (rc == ERR_OK)
        rc = place_rows(s, path, e);
    for (size_t k = 0; rc == ERR_OK && k < s->said.marks; k++)
        strcpy(s->mark[k].lot, s->said.mark[k].lot);
    buf_free(&text);
    return rc;
}

static enum err_code read_last(struct sheet *s, const struct keys_public *office,
                               const uint8_t session[CRYPT_HASH], struct err *e)
{
    const struct log_line *line = NULL;
    for (size_t i = s->lines; i-- > 0 && !line;)
        if (s->log->line[i].kind == LOG_SHEET && is_of(s, &s->log->line[i]))
            line = &s->log->line[i];
    if (!line)
        return ERR_OK;
    char *path = log_evidence_path(s->log, line);
    enum err_code rc = ERR_OK;
    if (!path || !log_evidence_stands(s->log, line))
        rc = err_set(e, ERR_POLICY,
                     _("%s: line %zu of the log, %s of %s, is not what was made: restore "
                       "a backup"),
                     path ? path : line->subject, (size_t)line->number, log_kind_word(line->kind),
                     line->time);
    if (rc == ERR_OK)
        rc = read_text(s, office, session, path, e);
    s->number = (unsigned)strtoul(line->subject, NULL, 10);
    free(path);
    return rc;
}

/* ---- what each mark samples ---- */

/* flag: a paper each, set for those this mark asks. */
static void sample(const struct sheet *s, const struct sheet_mark *m, uint32_t index,
                   const char *lot, uint32_t *list, bool *flag)
{
    uint32_t n = 0, *pick = list + s->papers;
    for (uint32_t p = 0; p < s->papers; p++)
        if (s->paper[p].mark == index + 1)
            list[n++] = p;
    sheet_sample_pick(m->root, lot, n, pick);
    for (uint32_t i = 0; i < (s->rule == SESSION_SHEET_ALL ? n : sheet_sample_size(n)); i++)
        flag[list[pick[i]]] = true;
}

static void count_sampled(const struct sheet *s, struct sheet_mark *mark, const bool *flag)
{
    for (size_t k = 0; k < s->marks; k++)
        mark[k].sampled = 0;
    for (uint32_t p = 0; p < s->papers; p++)
        if (s->paper[p].mark && flag[p])
            mark[s->paper[p].mark - 1].sampled++;
}

/* As sheet_sample_marks, and which papers they are: flag, one each. */
static enum err_code sample_marks(const struct sheet *s, struct sheet_mark *mark, bool *flag,
                                  struct err *e)
{
    uint32_t *list = calloc(2 * (size_t)s->papers + 1, sizeof *list);
    if (!list)
        return err_memory(e);
    for (uint32_t k = 0; s->rule != SESSION_SHEET_NONE && k < s->marks; k++) {
        sample(s, &mark[k], k, "", list, flag);
        if (mark[k].lot[0])
            sample(s, &mark[k], k, mark[k].lot, list, flag);
    }
    count_sampled(s, mark, flag);
    free(list);
    return ERR_OK;
}

enum err_code sheet_sample_marks(const struct sheet *s, struct sheet_mark *mark, struct err *e)
{
    bool *flag = calloc(s->papers + 1, sizeof *flag);
    enum err_code rc = flag ? sample_marks(s, mark, flag, e) : err_memory(e);
    free(flag);
    return rc;
}

static enum err_code sample_all(struct sheet *s, struct err *e)
{
    bool *flag = calloc(s->papers + 1, sizeof *flag);
    enum err_code rc = flag ? sample_marks(s, s->mark, flag, e) : err_memory(e);
    for (uint32_t p = 0; rc == ERR_OK && p < s->papers; p++)
        s->paper[p].is_sampled = flag[p];
    free(flag);
    return rc;
}

/* What the last typed sheet says of its marks' samples is what follows from them. */
static enum err_code check_samples(const struct sheet *s, struct err *e)
{
    for (size_t k = 0; k < s->said.marks; k++)
        if (s->said.mark[k].sampled != s->mark[k].sampled ||
            s->said.mark[k].papers != s->mark[k].papers)
            return err_set(e, ERR_AUTH, _("%s: sheets/%04u.tsv: mark %zu asks other rows"),
                           s->session, s->number, k + 1);
    return ERR_OK;
}

enum err_code sheet_read(const struct workspace *w, const struct keys_public *office,
                         const char *name, const struct session *session, uint64_t horizon,
                         struct sheet *out, struct err *e)
{
    *out = (struct sheet){.log = w ? w->log : NULL,
                          .session = strdup(name),
                          .rule = session->info.sheet,
                          .papers = session->papers,
                          .paper = calloc(session->papers + 1, sizeof *out->paper)};
    enum err_code rc = out->session && out->paper ? ERR_OK : err_memory(e);
    if (rc != ERR_OK || !out->log)
        return rc;
    out->lines = horizon && horizon < out->log->lines ? (size_t)horizon : out->log->lines;
    rc = gather_journals(out, e);
    if (rc == ERR_OK)
        rc = gather_marks(out, e);
    if (rc == ERR_OK)
        rc = gather_graded(out, e);
    if (rc == ERR_OK)
        rc = read_last(out, office, session->hash, e);
    if (rc == ERR_OK) {
        cover(out);
        rc = sample_all(out, e);
    }
    return rc == ERR_OK ? check_samples(out, e) : rc;
}

/* ---- one paper ---- */

const struct sheet_row *sheet_row(const struct sheet *s, uint32_t paper)
{
    uint32_t row = paper < s->papers ? s->paper[paper].row : 0;
    return row ? &s->said.row[row - 1] : NULL;
}

bool sheet_says_present(const struct sheet *s, uint32_t paper)
{
    const struct sheet_row *r = sheet_row(s, paper);
    return r && (r->said == SHEET_RECEIPT || r->said == SHEET_NO_CODE);
}

bool sheet_contradicts(const struct sheet *s, uint32_t paper, const char *receipt)
{
    const struct sheet_row *r = sheet_row(s, paper);
    return r && (r->said != SHEET_RECEIPT || strcmp(r->receipt, receipt) != 0);
}

/* The line by which a journal of this receipt came first; 0 when none did. */
static uint64_t came(const struct sheet *s, uint32_t paper, const char *receipt)
{
    size_t low = 0, high = s->journals;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->journal[middle].paper < paper)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < s->journals && s->journal[low].paper == paper; low++)
        if (strcmp(s->journal[low].receipt, receipt) == 0)
            return s->journal[low].line;
    return 0;
}

bool sheet_is_late(const struct sheet *s, uint32_t paper, const char *receipt)
{
    const struct sheet_paper *x = &s->paper[paper];
    if (!s->marks || !x->ended)
        return false;
    return !x->mark || (receipt[0] && came(s, paper, receipt) > s->mark[x->mark - 1].size);
}

bool sheet_is_graded_before_mark(const struct sheet *s, uint32_t paper)
{
    const struct sheet_paper *x = &s->paper[paper];
    uint64_t until = x->mark ? s->mark[x->mark - 1].line : UINT64_MAX;
    for (size_t i = 0; x->ended && i < s->gradeds; i++)
        if (s->graded[i] > x->ended && s->graded[i] < until)
            return true;
    return false;
}
