#include "tools/office/collect.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "tools/office/log_evidence.h"
#include "tools/office/graded.h"
#include "tools/office/whole.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A session that does not open any more: what the log says of its file says more. */
static enum err_code open_session(const struct collect *c, const char *name,
                                  struct office_session *out, struct err *e)
{
    enum err_code rc = office_session_open_evidence(c->workspace, name, c->office, out, e);
    struct err why = {0};
    if (rc != ERR_OK && c->log &&
        log_evidence_check(c->log, name, LOG_EVIDENCE_MADE, NULL, NULL, &why) == ERR_POLICY) {
        *e = why;
        rc = ERR_POLICY;
    }
    return rc;
}

static enum err_code open_sessions(struct collect *c, struct err *e)
{
    char *folder = workspace_path(c->workspace, "sessions");
    DIR *d = folder ? opendir(folder) : NULL;
    enum err_code rc =
        d ? ERR_OK : err_set(e, ERR_IO, _("%s: cannot be read"), folder ? folder : "sessions");
    for (struct dirent *entry; rc == ERR_OK && (entry = readdir(d));) {
        char *path = workspace_is_name(entry->d_name)
                         ? office_session_path(c->workspace, entry->d_name, "session")
                         : NULL;
        if (path && file_exists(path)) {
            struct office_session *grown = realloc(c->opened, (c->sessions + 1) * sizeof *grown);
            if (!grown) {
                rc = err_memory(e);
            } else {
                c->opened = grown;
                rc = open_session(c, entry->d_name, &grown[c->sessions], e);
                c->sessions += rc == ERR_OK;
            }
        }
        free(path);
    }
    if (d)
        closedir(d);
    free(folder);
    return rc;
}

static enum err_code open_inboxes(struct collect *c, struct err *e)
{
    c->inbox = calloc(c->sessions + 1, sizeof *c->inbox);
    c->logged = calloc(c->sessions + 1, sizeof *c->logged);
    c->has_manifest = calloc(c->sessions + 1, sizeof *c->has_manifest);
    c->is_broken = calloc(c->sessions + 1, sizeof *c->is_broken);
    c->has_new = calloc(c->sessions + 1, sizeof *c->has_new);
    c->has_come = calloc(c->sessions + 1, sizeof *c->has_come);
    c->is_registered = calloc(c->sessions + 1, sizeof *c->is_registered);
    if (!c->inbox || !c->logged || !c->has_manifest || !c->is_broken || !c->has_new ||
        !c->has_come || !c->is_registered)
        return err_memory(e);
    enum err_code rc = register_open(c->workspace, &c->reg, e);
    for (size_t i = 0; rc == ERR_OK && i < c->sessions; i++)
        rc = inbox_open(&c->opened[i], &c->inbox[i], e);
    for (size_t i = 0; rc == ERR_OK && c->log && i < c->sessions; i++)
        rc = log_evidence_names_of(c->log, c->opened[i].name, LOG_ANSWERS, 0, &c->logged[i], e);
    return rc;
}

enum err_code collect_open(struct collect *c, struct err *e)
{
    enum err_code rc = open_sessions(c, e);
    c->lines = c->log ? c->log->lines : 0;
    return rc == ERR_OK ? open_inboxes(c, e) : rc;
}

/* What the seats may purge. Nothing is acknowledged while something that came is missing here: a
 * seat may still have it. */
static enum err_code acknowledge(struct collect *c, size_t i, struct err *e)
{
    struct err why = {0};
    enum err_code rc = whole_check(c->workspace, &c->office->pub, c->opened[i].name, false, &why);
    if (rc == ERR_OK)
        return inbox_acknowledge(&c->inbox[i], c->office, e);
    if (rc != ERR_POLICY) {
        *e = why;
        return rc;
    }
    collect_tell(c, c->opened[i].name, why.text);
    c->worst = ERR_POLICY;
    c->is_broken[i] = true;
    return ERR_OK;
}

/* What stands in the inbox itself, put there by hand; what was set aside stays aside. */
static enum err_code find_inboxes(struct collect *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < c->sessions; i++) {
        c->has_come[i] = c->has_manifest[i] = true;
        rc = collect_find_files(c, c->inbox[i].folder, e);
    }
    return rc;
}

/* What came now to sessions that are closed. */
static void count_closed(struct collect *c)
{
    for (size_t i = 0; c->log && i < c->sessions; i++) {
        const struct office_session *s = &c->opened[i];
        struct err why = {0};
        size_t came = 0;
        enum log_evidence_part part;
        for (size_t k = c->lines; k < c->log->lines; k++)
            came += strcmp(c->log->line[k].session, s->name) == 0 &&
                    log_evidence_is_kept(c->log->line[k].kind, &part) && part == LOG_EVIDENCE_CAME;
        if (!came)
            continue;
        struct decisions ds;
        if (decisions_load(s, &c->office->pub, &ds, &why) != ERR_OK)
            continue; /* told where it is acknowledged */
        bool is_open = graded_check_open(&ds, s->name, &why) == ERR_OK;
        decisions_free(&ds);
        if (is_open)
            continue;
        char text[512];
        snprintf(text, sizeof text, _("%zu files came after the close and count for nothing: %s"),
                 came, why.text);
        collect_tell(c, s->name, text);
        c->closed += came;
        c->worst = ERR_CONFLICT;
    }
}

enum err_code collect_run(struct collect *c, char *const *path, size_t paths, struct err *e)
{
    enum err_code rc = paths ? ERR_OK : find_inboxes(c, e);
    for (size_t i = 0; rc == ERR_OK && i < paths; i++)
        rc = collect_find_files(c, path[i], e);
    if (rc == ERR_OK)
        rc = collect_marks(c, e);
    if (rc == ERR_OK)
        rc = collect_files(c, e);
    if (rc == ERR_OK)
        rc = collect_room_files(c, e);
    if (rc == ERR_OK)
        rc = collect_damaged(c, e);
    for (size_t i = 0; rc == ERR_OK && i < c->sessions; i++)
        if (c->has_come[i])
            rc = acknowledge(c, i, e);
    if (rc == ERR_OK)
        count_closed(c);
    return rc == ERR_OK ? collect_missing(c, e) : rc;
}

void collect_close(struct collect *c)
{
    for (size_t i = 0; c->inbox && i < c->sessions; i++)
        if (c->inbox[i].folder)
            inbox_close(&c->inbox[i]);
    for (size_t i = 0; i < c->sessions; i++)
        office_session_close(&c->opened[i]);
    for (size_t i = 0; i < c->items; i++)
        free(c->item[i].path);
    free(c->item);
    free(c->forks.fork);
    free(c->silent.seat);
    free(c->others.seat);
    for (size_t i = 0; i < c->laters; i++)
        free(c->later[i].path);
    free(c->later);
    free(c->inbox);
    for (size_t i = 0; c->logged && i < c->sessions; i++)
        log_evidence_names_free(&c->logged[i]);
    free(c->logged);
    free(c->has_manifest);
    free(c->is_broken);
    free(c->has_new);
    free(c->has_come);
    free(c->is_registered);
    free(c->opened);
    register_close(c->reg);
}
