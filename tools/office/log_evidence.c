#include "tools/office/log_evidence.h"

#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "tools/office/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 256 };

/* The kinds of line whose file is kept, and where: top/SESSION/below/NAME. */
static const struct kept {
    enum log_kind kind;
    enum log_evidence_part part;
    const char *top, *below;
    bool by_as; /* NAME is that of as=, else the subject */
    bool may_be_lost;
} KEPT[] = {
    {LOG_COMMIT, LOG_EVIDENCE_MADE, "sessions", "", false, false},
    {LOG_SESSION, LOG_EVIDENCE_MADE, "sessions", "", false, false},
    {LOG_PEOPLE, LOG_EVIDENCE_MADE, "sessions", "", false, false},
    {LOG_SHEET, LOG_EVIDENCE_MADE, "sessions", "/sheets", false, false},
    {LOG_DECISION, LOG_EVIDENCE_MADE, "sessions", "/decisions", false, false},
    {LOG_ANSWERS, LOG_EVIDENCE_CAME, "inbox", "", true, true},
    {LOG_RESUME, LOG_EVIDENCE_CAME, "inbox", "", true, true},
    {LOG_MANIFEST, LOG_EVIDENCE_CAME, "inbox", "", true, true},
    {LOG_ORDER, LOG_EVIDENCE_CAME, "inbox", "", true, true},
    {LOG_ROOM, LOG_EVIDENCE_CAME, "inbox", "", true, true},
    {LOG_DAMAGED, LOG_EVIDENCE_CAME, "inbox", "/damaged", true, true},
};

static const struct kept *kept_of(enum log_kind kind)
{
    for (size_t i = 0; i < sizeof KEPT / sizeof KEPT[0]; i++)
        if (KEPT[i].kind == kind)
            return &KEPT[i];
    return NULL;
}

bool log_evidence_is_kept(enum log_kind kind, enum log_evidence_part *part)
{
    const struct kept *k = kept_of(kind);
    if (k)
        *part = k->part;
    return k != NULL;
}

bool log_evidence_may_be_lost(enum log_kind kind)
{
    const struct kept *k = kept_of(kind);
    return k && k->may_be_lost;
}

static bool is_journal(const struct log_line *line)
{
    return line->kind == LOG_ANSWERS || line->kind == LOG_RESUME;
}

/* The file's name; false for one that would lead elsewhere. */
static bool name_of(const struct log_line *line, const struct kept *k, char out[NAME_ROOM])
{
    if (k->by_as ? !log_more(line, "as", out, NAME_ROOM)
                 : snprintf(out, NAME_ROOM, "%s", line->subject) >= NAME_ROOM)
        return false;
    return out[0] && out[0] != '.' && !strchr(out, '/');
}

char *log_evidence_path(const struct log *l, const struct log_line *line)
{
    const struct kept *k = kept_of(line->kind);
    char name[NAME_ROOM];
    if (!k || strcmp(line->session, "-") == 0 || !name_of(line, k, name))
        return NULL;
    return workspace_path(l->workspace, "%s/%s%s/%s", k->top, line->session, k->below, name);
}

bool log_evidence_has_bank(const struct log *l, const char *hash)
{
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == LOG_BANK && strcmp(l->line[i].hash, hash) == 0)
            return true;
    return false;
}

const struct log_line *log_evidence_report(const struct log *l, const char *session,
                                           const char *name)
{
    for (size_t i = l->lines; i-- > 0;)
        if (l->line[i].kind == LOG_REPORT && strcmp(l->line[i].session, session) == 0 &&
            strcmp(l->line[i].subject, name) == 0)
            return &l->line[i];
    return NULL;
}

const struct log_line *log_evidence_last(const struct log *l, const char *session,
                                         enum log_kind kind)
{
    for (size_t i = l->lines; i-- > 0;)
        if (l->line[i].kind == kind && strcmp(l->line[i].session, session) == 0)
            return &l->line[i];
    return NULL;
}

const struct log_line *log_evidence_find(const struct log *l, const char *session,
                                         enum log_kind kind, const char *as)
{
    char name[NAME_ROOM];
    for (size_t i = l->lines; i-- > 0;)
        if (l->line[i].kind == kind && strcmp(l->line[i].session, session) == 0 &&
            log_more(&l->line[i], "as", name, sizeof name) && strcmp(name, as) == 0)
            return &l->line[i];
    return NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum err_code log_evidence_names_of(const struct log *l, const char *session, enum log_kind kind,
                                    uint64_t horizon, struct log_evidence_names *out, struct err *e)
{
    char name[NAME_ROOM];
    *out = (struct log_evidence_names){.name = calloc(l->lines + 1, sizeof *out->name)};
    if (!out->name)
        return err_memory(e);
    for (size_t i = 0; i < l->lines && (!horizon || i < horizon); i++) {
        if (l->line[i].kind != kind || strcmp(l->line[i].session, session) != 0 ||
            !log_more(&l->line[i], "as", name, sizeof name))
            continue;
        if (!(out->name[out->count] = strdup(name))) {
            log_evidence_names_free(out);
            return err_memory(e);
        }
        out->count++;
    }
    qsort(out->name, out->count, sizeof *out->name, compare_names);
    return ERR_OK;
}

bool log_evidence_names_have(const struct log_evidence_names *n, const char *name)
{
    return n->count && bsearch(&name, n->name, n->count, sizeof *n->name, compare_names) != NULL;
}

void log_evidence_names_free(struct log_evidence_names *n)
{
    for (size_t i = 0; i < n->count; i++)
        free(n->name[i]);
    free(n->name);
    *n = (struct log_evidence_names){0};
}

/* ---- the check ---- */

/* One line to be checked, by a thread of its own. */
struct checking {
    const struct log *log;
    const struct log_evidence_read *read;
    const struct log_line **line;
    bool *stands;
    size_t count;
};

static int compare_file(const void *name, const void *file)
{
    return strcmp(name, ((const struct log_evidence_file *)file)->name);
}

/* True when a journal is the one that its line speaks of. */
static bool is_that_journal(const struct log_line *line, uint32_t paper,
                            const uint8_t head[CRYPT_HASH])
{
    char want_head[LOG_HEX], hex[LOG_HEX], want_paper[8], number[8];
    if (!log_more(line, "head", want_head, sizeof want_head) ||
        !log_more(line, "paper", want_paper, sizeof want_paper))
        return false;
    crypt_hex(head, CRYPT_HASH, hex);
    session_paper_name(paper, number);
    return strcmp(hex, want_head) == 0 && strcmp(number, want_paper) == 0;
}

static const struct log_evidence_file *file_read_of(const struct checking *c,
                                                    const struct log_line *line)
{
    char name[NAME_ROOM];
    if (!c->read || !c->read->count || !is_journal(line) ||
        !name_of(line, kept_of(line->kind), name))
        return NULL;
    return bsearch(name, c->read->file, c->read->count, sizeof *c->read->file, compare_file);
}

static void check_one(void *context, size_t i)
{
    struct checking *c = context;
    const struct log_line *line = c->line[i];
    const struct log_evidence_file *known = file_read_of(c, line);
    struct err ignored = {0};
    struct buf bytes;
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX] = "";
    if (known) {
        c->stands[i] = known->is_whole && is_that_journal(line, known->paper, known->head);
        return;
    }
    char *path = log_evidence_path(c->log, line);
    buf_init(&bytes, PACKAGE_MAX);
    if (path && file_read(path, PACKAGE_MAX, &bytes, &ignored) == ERR_OK) {
        crypt_hash_file(bytes.data, bytes.len, hash);
        crypt_hex(hash, CRYPT_HASH, hex);
    }
    c->stands[i] = strcmp(hex, line->hash) == 0;
    free(path);
    buf_free(&bytes);
}

/* The same journal came twice, sealed anew: another line of the same paper and head, whose file
 * stands. */
static bool has_twin(const struct checking *c, const struct log_line *line)
{
    char head[LOG_HEX], paper[8], its_head[LOG_HEX], its_paper[8];
    if (!log_more(line, "head", head, sizeof head) || !log_more(line, "paper", paper, sizeof paper))
        return false;
    for (size_t i = 0; i < c->log->lines; i++) {
        const struct log_line *other = &c->log->line[i];
        bool stands = false;
        struct checking one = {.log = c->log, .read = c->read, .line = &other, .stands = &stands};
        if (other == line || !is_journal(other) || strcmp(other->session, line->session) != 0 ||
            !log_more(other, "head", its_head, sizeof its_head) || strcmp(head, its_head) != 0 ||
            !log_more(other, "paper", its_paper, sizeof its_paper) || strcmp(paper, its_paper) != 0)
            continue;
        check_one(&one, 0);
        if (stands)
            return true;
    }
    return false;
}

bool log_evidence_stands(const struct log *l, const struct log_line *line)
{
    bool stands = false;
    struct checking c = {.log = l, .line = &line, .stands = &stands, .count = 1};
    check_one(&c, 0);
    return stands || (is_journal(line) && has_twin(&c, line));
}

static enum err_code unhealed(const struct log *l, const struct log_line *line, struct err *e)
{
    const char *session = line->session;
    char *path = log_evidence_path(l, line);
    bool is_gone = !path || !file_exists(path);
    const char *file = path ? path + strlen(l->workspace->folder) + 1 : line->subject;
    size_t n = (size_t)line->number;
    enum err_code rc;
    if (log_evidence_may_be_lost(line->kind))
        rc = is_gone ? err_set(e, ERR_POLICY,
                               _("%s: line %zu of the log, %s of %s, is gone: collect it again, "
                                 "restore a backup, or the council: "
                                 "sathachctl decide %s lost %zu --reason …"),
                               file, n, log_kind_word(line->kind), line->time, session, n)
                     : err_set(e, ERR_POLICY,
                               _("%s: line %zu of the log, %s of %s, is not what came: collect it "
                                 "again, restore a backup, or the council: "
                                 "sathachctl decide %s lost %zu --reason …"),
                               file, n, log_kind_word(line->kind), line->time, session, n);
    else
        rc = is_gone ? err_set(e, ERR_POLICY,
                               _("%s: line %zu of the log, %s of %s, is gone: restore a backup"),
                               file, n, log_kind_word(line->kind), line->time)
                     : err_set(e, ERR_POLICY,
                               _("%s: line %zu of the log, %s of %s, is not what was made: restore "
                                 "a backup"),
                               file, n, log_kind_word(line->kind), line->time);
    free(path);
    return rc;
}

static bool is_lost(const struct log_evidence_lost *lost, uint64_t number)
{
    for (size_t i = 0; lost && i < lost->count; i++)
        if (lost->number[i] == number)
            return true;
    return false;
}

static void gather(struct checking *c, const char *session, enum log_evidence_part part,
                   const struct log_evidence_lost *lost)
{
    for (size_t i = 0; i < c->log->lines; i++) {
        const struct log_line *line = &c->log->line[i];
        enum log_evidence_part its;
        if (line->number <= c->log->read_lines && strcmp(line->session, session) == 0 &&
            log_evidence_is_kept(line->kind, &its) && its == part && !is_lost(lost, line->number))
            c->line[c->count++] = line;
    }
}

enum err_code log_evidence_check(const struct log *l, const char *session,
                                 enum log_evidence_part part, const struct log_evidence_lost *lost,
                                 const struct log_evidence_read *read, struct err *e)
{
    struct checking c = {.log = l,
                         .read = read,
                         .line = calloc(l->lines + 1, sizeof *c.line),
                         .stands = calloc(l->lines + 1, sizeof *c.stands)};
    enum err_code rc = c.line && c.stands ? ERR_OK : err_memory(e);
    if (rc == ERR_OK) {
        gather(&c, session, part, lost);
        workers_run(workers_count(), c.count, check_one, &c, NULL);
    }
    for (size_t i = 0; rc == ERR_OK && i < c.count; i++)
        if (!c.stands[i] && !(is_journal(c.line[i]) && has_twin(&c, c.line[i])))
            rc = unhealed(l, c.line[i], e);
    free(c.line);
    free(c.stands);
    return rc;
}
