#include "tools/work/office.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/found.h"
#include "tools/office/log_met.h"
#include "tools/office/office_session.h"
#include "tools/work/printed_settings.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void office_name_operator(const struct work *work, struct workspace *w)
{
    const struct passwd *user = work->who || w->who ? NULL : getpwuid(getuid());
    const char *name = work->who ? work->who : user ? user->pw_name : NULL;
    if (!name)
        return;
    free(w->who);
    w->who = strdup(name);
}

enum err_code office_workspace(struct work *work, struct workspace *w, struct err *e)
{
    enum err_code rc = workspace_open(work->folder, w, e);
    if (rc != ERR_OK)
        return rc;
    w->progress = work_tell_progress;
    w->progress_context = work;
    office_name_operator(work, w);
    return ERR_OK;
}

/* The log of an office's workspace; none in an examiner's. */
static enum err_code open_log(struct office *o, unsigned use, struct err *e)
{
    struct keys_public pub;
    struct err ignored = {0};
    if (o->key)
        pub = o->key->pub;
    else if (workspace_own_key(&o->workspace, KEYS_OFFICE, &pub, &ignored) != ERR_OK)
        return ERR_OK;
    enum err_code rc = log_open(&o->workspace, &pub, &o->log, e);
    if (rc == ERR_OK && !(use & OFFICE_UNMET))
        rc = log_met_check(&o->log, e);
    if (rc == ERR_OK)
        o->workspace.log = &o->log;
    return rc;
}

/* What was interrupted, or put here by hand, before this command writes. */
static enum err_code catch_up(struct work *work, struct office *o, struct err *e)
{
    size_t cut = 0, found = 0;
    char said[256];
    enum err_code rc = log_cut(&o->log, &cut, e);
    if (rc == ERR_OK)
        rc = found_log(&o->workspace, o->key, &found, e);
    if (rc == ERR_OK)
        rc = printed_settings_note(&o->workspace, e);
    if (rc == ERR_OK)
        rc = log_seal(&o->log, o->key, e);
    if (rc == ERR_OK && found) {
        snprintf(said, sizeof said,
                 _("%zu files stood here without a line in the log (interrupted, or put there by "
                   "hand); logged now as found\n"),
                 found);
        work_tell(work, &(struct work_event){.kind = WORK_NOTE, .text = said});
    }
    return rc;
}

enum err_code office_open(struct work *work, unsigned use, struct office *o, struct err *e)
{
    *o = (struct office){.lock = -1};
    enum err_code rc = office_workspace(work, &o->workspace, e);
    if (rc != ERR_OK)
        return rc;
    if (use & OFFICE_LOCK)
        rc = workspace_lock(&o->workspace, &o->lock, e);
    if (rc == ERR_OK && use & OFFICE_KEY)
        rc = ring_key(work, &o->workspace, KEYS_OFFICE, &o->key, e);
    if (rc == ERR_OK)
        rc = open_log(o, use, e);
    if (rc == ERR_OK && (use & OFFICE_WRITE) == OFFICE_WRITE && o->workspace.log)
        rc = catch_up(work, o, e);
    if (rc != ERR_OK)
        office_close(o);
    return rc;
}

enum err_code office_open_log(struct work *work, unsigned use, struct office *o, struct err *e)
{
    enum err_code rc = office_open(work, use, o, e);
    if (rc == ERR_OK && !o->workspace.log) {
        office_close(o);
        rc = err_set(e, ERR_USAGE, _("this workspace has no log: it is no office's"));
    }
    return rc;
}

void office_rest(struct office *o)
{
    workspace_unlock(o->lock);
    o->lock = -1;
    o->key = NULL;
}

void office_close(struct office *o)
{
    workspace_unlock(o->lock);
    log_close(&o->log);
    workspace_close(&o->workspace);
    *o = (struct office){.lock = -1};
}

bool office_is_locked(const struct err *e)
{
    return workspace_is_locked(e);
}

static enum err_code add_hash(char *path, struct buf *all, struct err *e)
{
    char hex[2 * CRYPT_HASH + 1] = "-";
    struct buf bytes;
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(path)) {
        rc = file_read(path, PACKAGE_MAX, &bytes, e);
        crypt_hash_file_hex(bytes.data, bytes.len, hex);
    }
    buf_printf(all, "%s\n", hex);
    buf_free(&bytes);
    free(path);
    return rc;
}

enum err_code office_hash_sessions(const struct workspace *w, const char *const *session,
                                   size_t count, uint8_t out[CRYPT_HASH], struct err *e)
{
    struct buf all;
    buf_init(&all, 1024 * 1024);
    enum err_code rc = add_hash(workspace_path(w, "office.ini"), &all, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++) {
        buf_printf(&all, "%s\n", session[i]);
        if (!workspace_is_name(session[i])) /* which the operation itself refuses */
            continue;
        rc = add_hash(office_session_path(w, session[i], "session"), &all, e);
        if (rc == ERR_OK)
            rc = add_hash(workspace_path(w, "sessions/%s/results.tsv", session[i]), &all, e);
    }
    if (rc == ERR_OK)
        rc = buf_check(&all, "sessions", e);
    if (rc == ERR_OK)
        crypt_hash_file(all.data, all.len, out);
    buf_free(&all);
    return rc;
}
