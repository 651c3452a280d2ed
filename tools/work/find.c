#include "tools/work/find.h"

#include "app/core/code.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/normal.h"
#include "tools/office/hours.h"
#include "tools/office/office_session.h"
#include "tools/office/publishing.h"
#include "tools/work/office.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 16, WORD_MAX = 256, SBD_MAX = SESSION_SBD_KEY };

/* What is looked for: a text is tried as each thing that it may be. */
struct wanted {
    char *folded; /* the words of a name, owned */
    const char *word[WORDS_MAX];
    size_t words;
    char sbd[SBD_MAX]; /* "" when it can be none, as the others */
    char identity[FIND_IDENTITY_MAX];
    char receipt[CODE_RECEIPT + 1];
};

struct finding {
    struct work *work;
    struct office *office;
    const struct find_request *asked;
    struct find_reply *reply;
    struct wanted want;
    char **identity; /* of each row, whole, until persons are told apart; owned */
};

/* ---- what is looked for ---- */

/* Blanks, dots and hyphens out, capitals: as people write a number. False when it does not fit. */
static bool plain_number(const char *text, char *out, size_t room)
{
    size_t n = 0;
    for (; *text; text++) {
        if (strchr(" .-", *text))
            continue;
        if (n + 1 >= room)
            return false;
        out[n++] = (char)(*text >= 'a' && *text <= 'z' ? *text - 'a' + 'A' : *text);
    }
    out[n] = '\0';
    return n > 0;
}

/* Leading zeros do not matter to whoever looks. */
static const char *without_zeros(const char *sbd)
{
    while (sbd[0] == '0' && sbd[1])
        sbd++;
    return sbd;
}

static enum err_code read_wanted(const char *text, struct wanted *w, struct err *e)
{
    if (!session_sbd_key(text, w->sbd))
        w->sbd[0] = '\0';
    if (!plain_number(text, w->identity, sizeof w->identity) || strlen(w->identity) < 6)
        w->identity[0] = '\0';
    if (!code_receipt_normalise(text, w->receipt))
        w->receipt[0] = '\0';
    w->folded = normal_key(text);
    if (!w->folded)
        return err_set(e, ERR_USAGE, _("\"%s\" is no text that could be looked for"), text);
    char *rest = w->folded;
    for (char *word; w->words < WORDS_MAX && (word = strsep(&rest, " "));)
        if (word[0])
            w->word[w->words++] = word;
    if (!w->words)
        return err_set(e, ERR_USAGE, _("\"%s\" is no text that could be looked for"), text);
    return ERR_OK;
}

static bool has_name(const struct wanted *w, const char *name)
{
    char *key = normal_key(name);
    bool found = key != NULL;
    for (size_t i = 0; found && i < w->words; i++)
        found = strstr(key, w->word[i]) != NULL;
    free(key);
    return found;
}

static bool is_sbd(const struct wanted *w, const char *sbd)
{
    char key[SBD_MAX];
    return w->sbd[0] && session_sbd_key(sbd, key) &&
           strcmp(without_zeros(key), without_zeros(w->sbd)) == 0;
}

static bool is_identity(const struct wanted *w, const char *identity)
{
    char plain[FIND_IDENTITY_MAX];
    return w->identity[0] && identity && plain_number(identity, plain, sizeof plain) &&
           strcmp(plain, w->identity) == 0;
}

/* ---- rows ---- */

/* The first and last four of twelve; of a shorter number less. */
static void show_identity(const char *identity, bool is_full, char out[FIND_IDENTITY_MAX])
{
    size_t n = strlen(identity), ends = n >= 12 ? 4 : n >= 8 ? 2 : 0;
    if (is_full || n == 0)
        snprintf(out, FIND_IDENTITY_MAX, "%s", identity);
    else
        snprintf(out, FIND_IDENTITY_MAX, "%.*s…%s", (int)ends, identity, identity + n - ends);
}

static void forget_row(struct find_row *r)
{
    free(r->session);
    free(r->sbd);
    free(r->name);
    free(r->birth);
    free(r->unit);
    free(r->field);
    free(r->grade);
}

static bool fill_row(const struct office_session *s, uint32_t paper, int64_t now,
                     struct find_row *out)
{
    const struct session_paper *p = &s->roster.paper[paper];
    const struct session_candidate *c = &s->roster.candidate[p->candidate];
    *out = (struct find_row){.session = strdup(s->name),
                             .sbd = strdup(c->sbd),
                             .name = strdup(c->name),
                             .birth = strdup(c->birth),
                             .unit = strdup(c->unit),
                             .field = strdup(p->field),
                             .grade = strdup(p->grade),
                             .opens = s->session.info.opens,
                             .is_over = hours_are_over(s->session.info.closes, now)};
    session_paper_name(paper, out->paper);
    snprintf(out->seat, sizeof out->seat, "%s", p->seat);
    return out->session && out->sbd && out->name && out->birth && out->unit && out->field &&
           out->grade;
}

static enum err_code make_room(struct finding *f, struct err *e)
{
    struct find_reply *r = f->reply;
    if (r->rows == FIND_ROWS_MAX)
        return err_set(e, ERR_LIMIT, _("more than %d papers: say more of what is looked for"),
                       FIND_ROWS_MAX);
    if (r->rows & (r->rows - 1)) /* grown at each power of two */
        return ERR_OK;
    size_t room = r->rows ? 2 * r->rows : 1;
    struct find_row *row = realloc(r->row, room * sizeof *row);
    if (row)
        r->row = row;
    char **identity = realloc(f->identity, room * sizeof *identity);
    if (identity)
        f->identity = identity;
    return row && identity ? ERR_OK : err_memory(e);
}

static enum err_code add_row(struct finding *f, const struct office_session *s, uint32_t paper,
                             const char *identity, const struct result *result, const char *receipt,
                             struct err *e)
{
    enum err_code rc = make_room(f, e);
    if (rc != ERR_OK)
        return rc;
    struct find_row *row = &f->reply->row[f->reply->rows];
    char *whole = strdup(identity);
    int64_t now = clock_wall_ms(&f->office->workspace.clock) / 1000;
    if (!fill_row(s, paper, now, row) || !whole) {
        forget_row(row);
        free(whole);
        return err_memory(e);
    }
    show_identity(identity, f->asked->is_full, row->identity);
    if (result) {
        row->has_result = true;
        row->state = result->state;
        row->total = result->total;
    }
    strcpy(row->receipt, receipt);
    f->identity[f->reply->rows++] = whole;
    return ERR_OK;
}

/* ---- receipts of what was collected ---- */

/* Of a paper with one journal, by the name of its file; of several nobody has decided yet. */
struct collected {
    char (*receipt)[CODE_RECEIPT + 1]; /* a paper each, "" for none; owned, NULL: nothing came */
    bool *has_several;                 /* owned */
};

static void forget_collected(struct collected *c)
{
    free(c->receipt);
    free(c->has_several);
}

/* "ca-1.0007.7K3M9QTXCD2VR8HP.answers"; false: another name. */
static bool read_name(const char *session, const char *name, uint32_t *paper,
                      char receipt[CODE_RECEIPT + 1])
{
    static const char END[] = ".answers";
    char number[5];
    size_t n = strlen(session);
    if (strncmp(name, session, n) != 0 || strlen(name) != n + 6 + CODE_RECEIPT + sizeof END - 1 ||
        name[n] != '.' || name[n + 5] != '.' || strcmp(name + n + 6 + CODE_RECEIPT, END) != 0)
        return false;
    snprintf(number, sizeof number, "%.4s", name + n + 1);
    snprintf(receipt, CODE_RECEIPT + 1, "%.*s", CODE_RECEIPT, name + n + 6);
    return session_paper_index(number, paper);
}

static void note_name(const struct office_session *s, const char *name, struct collected *c)
{
    uint32_t paper;
    char receipt[CODE_RECEIPT + 1];
    if (!read_name(s->name, name, &paper, receipt) || paper >= s->roster.papers)
        return;
    c->has_several[paper] = c->receipt[paper][0] != '\0';
    strcpy(c->receipt[paper], receipt);
}

static enum err_code read_collected(const struct finding *f, const struct office_session *s,
                                    struct collected *c, struct err *e)
{
    char *path = workspace_path(&f->office->workspace, "inbox/%s", s->name);
    DIR *folder = path ? opendir(path) : NULL;
    enum err_code rc = !path                       ? err_memory(e)
                       : folder || errno == ENOENT ? ERR_OK /* nothing came */
                                                   : err_set_errno(e, errno, "%s", path);
    if (folder) {
        c->receipt = calloc(s->roster.papers + 1, sizeof *c->receipt);
        c->has_several = calloc(s->roster.papers + 1, sizeof *c->has_several);
        rc = c->receipt && c->has_several ? ERR_OK : err_memory(e);
    }
    for (struct dirent *d; folder && rc == ERR_OK && (d = readdir(folder));)
        note_name(s, d->d_name, c);
    if (folder)
        closedir(folder);
    free(path);
    return rc;
}

/* Of the graded journal; of one that is not graded yet the one that came, where no other did. */
static const char *receipt_of(const struct collected *c, const struct result *result,
                              uint32_t paper)
{
    if (result && result->receipt[0])
        return result->receipt;
    return c->receipt && c->has_several && !c->has_several[paper] ? c->receipt[paper] : "";
}

/* ---- sessions ---- */

/* What the roster says of each candidate is asked once, however many papers there are. */
static enum err_code look_through(struct finding *f, const struct office_session *s,
                                  const struct results *results, const struct collected *collected,
                                  struct err *e)
{
    const struct session_roster *roster = &s->roster;
    const struct wanted *w = &f->want;
    uint32_t who = UINT32_MAX;
    bool is_wanted = false;
    size_t before = f->reply->rows;
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < roster->papers; p++) {
        uint32_t c = roster->paper[p].candidate;
        const struct session_candidate *x = &roster->candidate[c];
        const char *identity = c < s->people.count ? s->people.identity[c] : "";
        const struct result *result = p < results->count ? &results->row[p] : NULL;
        if (c != who)
            is_wanted = !x->is_spare &&
                        (is_sbd(w, x->sbd) || is_identity(w, identity) || has_name(w, x->name));
        const char *receipt = receipt_of(collected, result, p);
        who = c;
        if (is_wanted || (w->receipt[0] && strcmp(receipt, w->receipt) == 0))
            rc = add_row(f, s, p, identity ? identity : "", result, receipt, e);
    }
    f->reply->looked += roster->papers;
    f->reply->sessions += f->reply->rows > before;
    return rc;
}

static enum err_code read_results(const struct finding *f, const char *name, struct results *out,
                                  struct err *e)
{
    char *path = workspace_path(&f->office->workspace, "sessions/%s/results.tsv", name);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(path))
        rc = publishing_read(&f->office->workspace, &f->office->key->pub, name, out, NULL, e);
    free(path);
    return rc;
}

static enum err_code look_in(struct finding *f, const char *name, struct err *e)
{
    struct office_session s;
    struct results results = {0};
    struct collected collected = {0};
    struct err why = {0};
    enum err_code rc = office_session_open(&f->office->workspace, name, f->office->key, &s, &why);
    if (rc == ERR_OK) {
        rc = read_results(f, name, &results, &why);
        if (rc == ERR_OK)
            rc = read_collected(f, &s, &collected, &why);
        enum err_code ended = rc == ERR_OK ? look_through(f, &s, &results, &collected, e) : ERR_OK;
        forget_collected(&collected);
        results_free(&results);
        if (ended != ERR_OK) {
            office_session_close(&s);
            return ended;
        }
        office_session_close(&s);
    }
    if (rc != ERR_OK) {
        f->reply->broken++;
        work_tell_line(f->work, name, why.text);
    }
    return ERR_OK;
}

/* ---- persons ---- */

struct order {
    const struct finding *of;
    size_t row;
};

/* By what makes two rows one person. */
static int compare_persons(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    const struct find_row *p = &x->of->reply->row[x->row], *q = &y->of->reply->row[y->row];
    char m[FIND_IDENTITY_MAX], n[FIND_IDENTITY_MAX];
    if (!plain_number(x->of->identity[x->row], m, sizeof m))
        m[0] = '\0';
    if (!plain_number(y->of->identity[y->row], n, sizeof n))
        n[0] = '\0';
    int way = strcmp(m, n);
    if (way == 0 && !m[0])
        way = strcmp(p->name, q->name);
    return way ? way : strcmp(p->birth, q->birth);
}

static enum err_code tell_persons(struct finding *f, struct err *e)
{
    struct find_reply *r = f->reply;
    struct order *all = calloc(r->rows + 1, sizeof *all);
    if (!all)
        return err_memory(e);
    for (size_t i = 0; i < r->rows; i++)
        all[i] = (struct order){f, i};
    qsort(all, r->rows, sizeof *all, compare_persons);
    for (size_t i = 0; i < r->rows; i++) {
        r->persons += i == 0 || compare_persons(&all[i - 1], &all[i]) != 0;
        r->row[all[i].row].person = r->persons - 1;
    }
    free(all);
    return ERR_OK;
}

static int compare_rows(const void *a, const void *b)
{
    const struct find_row *x = a, *y = b;
    if (x->opens != y->opens)
        return x->opens > y->opens ? -1 : 1;
    int way = strcmp(x->session, y->session);
    return way ? way : strcmp(x->paper, y->paper);
}

/* ---- the operation ---- */

static enum err_code look_everywhere(struct finding *f, struct err *e)
{
    char **name = NULL;
    size_t count = 0;
    const struct workspace *w = &f->office->workspace;
    enum err_code rc = office_session_names(w, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++) {
        work_tell_progress(f->work, _("sessions"), i, count, w->opened_ms);
        rc = work_check_stop(f->work, e);
        if (rc == ERR_OK)
            rc = look_in(f, name[i], e);
    }
    if (rc == ERR_OK && count)
        work_tell_progress(f->work, _("sessions"), count, count, w->opened_ms);
    office_session_names_free(name, count);
    if (rc == ERR_OK)
        rc = tell_persons(f, e);
    if (rc == ERR_OK && f->reply->rows)
        qsort(f->reply->row, f->reply->rows, sizeof *f->reply->row, compare_rows);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct office o = {.lock = -1};
    struct finding f = {.work = work, .office = &o, .asked = request, .reply = reply};
    enum err_code rc = read_wanted(f.asked->text, &f.want, e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_KEY, &o, e);
    if (rc == ERR_OK)
        rc = look_everywhere(&f, e);
    if (rc == ERR_OK && f.reply->broken)
        rc = err_set(e, ERR_POLICY,
                     _("%zu sessions could not be opened: what stands in them was not looked at"),
                     f.reply->broken);
    else if (rc == ERR_OK && !f.reply->rows)
        rc = err_set(e, ERR_NO, _("\"%s\": nobody, in %zu papers"), f.asked->text, f.reply->looked);
    for (size_t i = 0; f.identity && i < f.reply->rows; i++)
        free(f.identity[i]);
    free(f.identity);
    free(f.want.folded);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct find_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++)
        forget_row(&r->row[i]);
    free(r->row);
}

#define AT(member) offsetof(struct find_request, member)
static const struct work_field FIELDS[] = {
    {.value = "TEXT",
     .need = WORK_NEEDED,
     .kind = WORK_TEXT,
     .at = AT(text),
     .label = N_("Looked for")},
    {"--full", NULL, WORK_OPTIONAL, N_("identity numbers whole; 0792…5678 without it"),
     .kind = WORK_FLAG, .at = AT(is_full), .label = N_("Identity whole")},
    {0}};

const struct work_op find_op = {
    .name = "find",
    .words = "TEXT",
    .help =
        N_("Looks for a person in all sessions: a part of the name without regard to marks, the "
           "candidate's number, the identity number, or a receipt."),
    .field = FIELDS,
    .request = sizeof(struct find_request),
    .reply = sizeof(struct find_reply),
    .use = WORK_OFFICE_KEY,
    .run = run,
    .forget = forget};
