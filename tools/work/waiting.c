#include "tools/work/waiting.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/office.h"
#include "tools/work/session_brief.h"
#include "tools/work/waiting_parts.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DAY_S = 24 * 60 * 60, BACKUP_DAYS = 7 };

const char *waiting_kind_word(enum waiting_kind kind)
{
    static const char *const WORDS[] = {
#define WAITING_WORD(id, word) word,
        WAITING_KINDS(WAITING_WORD)
#undef WAITING_WORD
    };
    return WORDS[kind];
}

enum err_code waiting_add(struct waiting_reply *r, const struct waiting_row *row, struct err *e)
{
    struct waiting_row *grown = realloc(r->row, (r->rows + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    r->row = grown;
    r->row[r->rows++] = *row;
    return ERR_OK;
}

static int64_t day_of(int64_t when)
{
    return when / DAY_S;
}

static int compare(const void *a, const void *b)
{
    const struct waiting_row *x = a, *y = b;
    if ((x->kind == WAITING_LOG) != (y->kind == WAITING_LOG))
        return x->kind == WAITING_LOG ? -1 : 1;
    if (day_of(x->since) != day_of(y->since))
        return x->since < y->since ? 1 : -1;
    if (x->mark != y->mark)
        return (int)x->mark - (int)y->mark;
    if (!x->about[0] != !y->about[0]) /* the office itself behind its sessions */
        return x->about[0] ? -1 : 1;
    int named = strcmp(x->about, y->about);
    return named ? named : (int)x->kind - (int)y->kind;
}

void waiting_sort(struct waiting_reply *r)
{
    if (r->rows)
        qsort(r->row, r->rows, sizeof *r->row, compare);
}

/* ---- banks ---- */

/* When the newest file of a folder was changed; 0 when nothing is in it. */
static int64_t newest_in(const char *folder)
{
    int64_t newest = 0;
    DIR *d = opendir(folder);
    for (const struct dirent *x; d && (x = readdir(d));) {
        struct stat st;
        char *path = x->d_name[0] == '.' ? NULL : file_join(folder, x->d_name);
        if (path && stat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_mtime > newest)
            newest = st.st_mtime;
        free(path);
    }
    if (d)
        closedir(d);
    return newest;
}

static enum err_code tell_bank(const struct workspace *w, const char *name, struct waiting_reply *r,
                               bool *is_sealed, struct err *e)
{
    struct stat st;
    char *folder = workspace_path(w, "banks/%s", name),
         *sealed = workspace_path(w, "banks/%s.bank", name);
    struct waiting_row row = {.mark = WAITING_DUE, .kind = WAITING_UNSEALED};
    enum err_code rc = folder && sealed ? ERR_OK : err_memory(e);
    row.since = rc == ERR_OK ? newest_in(folder) : 0;
    bool has_seal = rc == ERR_OK && stat(sealed, &st) == 0;
    *is_sealed |= has_seal;
    snprintf(row.about, sizeof row.about, "%s", name);
    snprintf(row.text, sizeof row.text, "%s", _("not sealed yet"));
    snprintf(row.command, sizeof row.command, "sathachctl bank check %s", name);
    if (has_seal) {
        row.mark = WAITING_TOLD;
        row.kind = WAITING_EDITED;
        snprintf(row.text, sizeof row.text, "%s",
                 _("edited since it was sealed: seal it again before it is used"));
        snprintf(row.command, sizeof row.command, "sathachctl bank seal %s", name);
    }
    if (rc == ERR_OK && (!has_seal || row.since > st.st_mtime))
        rc = waiting_add(r, &row, e);
    free(folder);
    free(sealed);
    return rc;
}

static enum err_code tell_banks(const struct workspace *w, struct waiting_reply *r, bool *is_sealed,
                                struct err *e)
{
    char *path = workspace_path(w, "banks");
    DIR *d = path ? opendir(path) : NULL;
    enum err_code rc = !path ? err_memory(e) : d ? ERR_OK : err_set_errno(e, errno, "%s", path);
    size_t banks = 0;
    for (const struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        size_t n = strlen(x->d_name);
        char *own = file_join(path, x->d_name);
        if (n > 5 && strcmp(x->d_name + n - 5, ".bank") == 0) {
            *is_sealed = true;
            banks++;
        } else if (own && workspace_is_name(x->d_name) && file_is_folder(own)) {
            rc = tell_bank(w, x->d_name, r, is_sealed, e);
            banks++;
        }
        free(own);
    }
    if (d)
        closedir(d);
    free(path);
    struct waiting_row row = {.mark = WAITING_DUE, .kind = WAITING_NO_BANK};
    snprintf(row.text, sizeof row.text, "%s", _("no question bank yet: bring one in"));
    snprintf(row.command, sizeof row.command, "sathachctl bank import FILE --to ngan-hang");
    return rc == ERR_OK && banks == 0 ? waiting_add(r, &row, e) : rc;
}

/* ---- what the log tells ---- */

/* Of a rehearsal, each row says so before anything else. */
static void mark_training(struct waiting_reply *r, size_t from)
{
    char text[WAITING_TEXT];
    for (size_t i = from; i < r->rows; i++) {
        r->row[i].is_training = true;
        snprintf(text, sizeof text, "%s · %s", _("TRAINING"), r->row[i].text);
        text_clean(text, r->row[i].text, sizeof r->row[i].text);
    }
}

static enum err_code tell_session(const struct workspace *w, struct waiting_session *s, int64_t now,
                                  struct waiting_reply *r, struct err *e)
{
    size_t rows = r->rows;
    bool is_looked_at = s->made && !s->is_closed && !s->is_cancelled;
    if (is_looked_at) {
        waiting_look_session(w, s);
        waiting_look_settings(w, s);
    }
    enum err_code rc = waiting_tell_session(s, now, r, e);
    if (!is_looked_at && s->made && r->rows > rows)
        s->is_training = session_brief_is_training(w, s->name, w->log->office.sign_pk);
    if (s->is_training)
        mark_training(r, rows);
    return rc;
}

/* A restored office is as safe as the backup that it came out of. */
static enum err_code tell_backup(const struct log *l, const struct waiting_session *s, size_t count,
                                 int64_t now, struct waiting_reply *r, struct err *e)
{
    struct waiting_row row = {.mark = WAITING_DUE, .kind = WAITING_BACKUP};
    size_t changed = 0;
    bool is_restored = false;
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == LOG_BACKUP || l->line[i].kind == LOG_RESTORE) {
            row.since = waiting_time(l->line[i].time);
            is_restored = l->line[i].kind == LOG_RESTORE;
        }
    for (size_t i = 0; i < count; i++)
        changed += s[i].last > row.since;
    if (!changed || (row.since && now - row.since < BACKUP_DAYS * DAY_S))
        return ERR_OK;
    if (is_restored)
        snprintf(row.text, sizeof row.text,
                 P_("no backup since it was restored; %zu session changed since",
                    "no backup since it was restored; %zu sessions changed since", changed),
                 changed);
    else if (row.since)
        snprintf(row.text, sizeof row.text,
                 P_("last backup %d days ago; %zu session changed since",
                    "last backup %d days ago; %zu sessions changed since", changed),
                 (int)((now - row.since) / DAY_S), changed);
    else
        snprintf(row.text, sizeof row.text,
                 P_("no backup yet, of %zu session", "no backup yet, of %zu sessions", changed),
                 changed);
    snprintf(row.command, sizeof row.command, "sathachctl backup FILE.backup");
    return waiting_add(r, &row, e);
}

/* What papers print of office.ini and lack there, once there is a session that they are of. */
static enum err_code tell_settings(const struct workspace *w, const struct waiting_session *s,
                                   size_t count, struct waiting_reply *r, struct err *e)
{
    struct waiting_row row = {.mark = WAITING_DUE, .kind = WAITING_SETTINGS};
    size_t lacks = papers_count_lacks(&w->papers);
    for (size_t i = 0; i < count; i++)
        if (s[i].made > row.since && !s[i].is_cancelled)
            row.since = s[i].made;
    if (!lacks || !row.since)
        return ERR_OK;
    snprintf(row.text, sizeof row.text,
             P_("settings: %zu place lacks what papers want",
                "settings: %zu places lack what papers want", lacks),
             lacks);
    snprintf(row.command, sizeof row.command, "sathachctl settings");
    return waiting_add(r, &row, e);
}

static enum err_code tell_log(const struct workspace *w, bool is_sealed, struct waiting_reply *r,
                              struct err *e)
{
    struct waiting_session *s = NULL;
    size_t count = 0;
    int64_t now = clock_wall_ms(&w->clock) / 1000;
    enum err_code rc = waiting_sessions(w->log, &s, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = tell_session(w, &s[i], now, r, e);
    struct waiting_row row = {.mark = WAITING_DUE, .kind = WAITING_NO_SESSION};
    snprintf(row.text, sizeof row.text, "%s", _("no session yet: begin with a roster"));
    snprintf(row.command, sizeof row.command, "sathachctl roster template danh-sach.xlsx");
    if (rc == ERR_OK && count == 0 && is_sealed)
        rc = waiting_add(r, &row, e);
    if (rc == ERR_OK)
        rc = tell_settings(w, s, count, r, e);
    if (rc == ERR_OK)
        rc = tell_backup(w->log, s, count, now, r, e);
    free(s);
    return rc;
}

/* A log that is not whole is a row, and stops nothing but what it would tell. */
static enum err_code tell_fault(const struct err *why, struct waiting_reply *r, struct err *e)
{
    struct waiting_row row = {.mark = WAITING_WRONG, .kind = WAITING_LOG};
    snprintf(row.text, sizeof row.text, "%s", why->text);
    snprintf(row.command, sizeof row.command, "sathachctl log check");
    return waiting_add(r, &row, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct waiting_reply *r = reply;
    struct workspace w;
    struct office o;
    struct err why = {0};
    bool is_sealed = false;
    (void)request;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    snprintf(r->office, sizeof r->office, "%s", w.papers.full_name);
    rc = tell_banks(&w, r, &is_sealed, e);
    workspace_close(&w);
    if (rc != ERR_OK)
        return rc;
    enum err_code whole = office_open(work, OFFICE_LOOK, &o, &why);
    if (whole != ERR_OK)
        rc = tell_fault(&why, r, e);
    else if (o.workspace.log)
        rc = tell_log(&o.workspace, is_sealed, r, e);
    office_close(&o);
    waiting_sort(r);
    return rc;
}

static void forget(void *reply)
{
    free(((struct waiting_reply *)reply)->row);
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op waiting_op = {
    .name = "waiting",
    .words = "",
    .help = N_("Says what is to be done next in this office, and with which command; asks for no "
               "passphrase."),
    .field = FIELDS,
    .request = sizeof(struct waiting_request),
    .reply = sizeof(struct waiting_reply),
    .use = WORK_LOOKS,
    .run = run,
    .forget = forget};
