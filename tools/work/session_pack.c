#include "tools/work/session_pack.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/office/office_session.h"
#include "tools/office/whole.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file that goes along. */
struct packed {
    char *name; /* owned */
    struct buf bytes;
};

/* The session whose line is the last one; what was put here by hand is nobody's. */
static enum err_code read_session(const struct workspace *w, const char *name, struct packed *out,
                                  struct session *s, struct err *e)
{
    const struct log_line *line = log_evidence_last(w->log, name, LOG_SESSION);
    char hex[LOG_HEX];
    char *path = workspace_is_name(name) ? office_session_path(w, name, "session") : NULL;
    enum err_code rc = ERR_OK;
    if (!path || !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session in this workspace"), name);
    if (rc == ERR_OK)
        rc = whole_check(w, &w->log->office, name, false, e);
    if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, &out->bytes, e);
    if (rc == ERR_OK && (rc = session_open(out->bytes.data, out->bytes.len, w->log->office.sign_pk,
                                           s, e)) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK) {
        crypt_hex(s->hash, CRYPT_HASH, hex);
        if (!line || strcmp(line->hash, hex) != 0)
            rc = err_set(e, ERR_POLICY, _("%s: is not the session that the log knows"), path);
    }
    if (rc == ERR_OK && !(out->name = strdup(file_base(path))))
        rc = err_memory(e);
    free(path);
    return rc;
}

/* The bank that the session names by its hash, whatever its file is called. */
static enum err_code read_bank(const struct workspace *w, const struct session *s,
                               struct packed *out, struct err *e)
{
    char *folder = workspace_path(w, "banks");
    DIR *d = folder ? opendir(folder) : NULL;
    struct err why = {0}; /* what could not be read may be it */
    if (!d)
        err_set_errno(&why, errno, "%s", folder ? folder : "banks");
    for (struct dirent *entry; d && !out->name && (entry = readdir(d));) {
        struct bank bank;
        struct err ignored = {0};
        size_t n = strlen(entry->d_name);
        if (n < 6 || strcmp(entry->d_name + n - 5, ".bank") != 0)
            continue;
        char *path = file_join(folder, entry->d_name);
        if (path && file_read(path, PACKAGE_MAX, &out->bytes, &why) == ERR_OK &&
            bank_open(out->bytes.data, out->bytes.len, s->info.bank_hash, &bank, &ignored) ==
                ERR_OK)
            out->name = strdup(entry->d_name);
        free(path);
    }
    if (d)
        closedir(d);
    free(folder);
    if (!out->name && why.code != ERR_OK) {
        *e = why;
        return why.code;
    }
    return out->name
               ? ERR_OK
               : err_set(e, ERR_POLICY, _("%s: no bank in banks/ is the one this session names"),
                         s->info.name);
}

static enum err_code read_key(const struct workspace *w, struct packed *out, struct err *e)
{
    char *path = workspace_path(w, "keys/office.pub");
    enum err_code rc = path ? file_read(path, 64 * 1024, &out->bytes, e) : err_memory(e);
    free(path);
    if (rc == ERR_OK && !(out->name = strdup("office.pub")))
        rc = err_memory(e);
    return rc;
}

static enum err_code gather(const struct workspace *w, const char *name,
                            struct packed p[SESSION_PACK_FILES], struct err *e)
{
    struct session s;
    for (int i = 0; i < SESSION_PACK_FILES; i++)
        buf_init(&p[i].bytes, PACKAGE_MAX);
    enum err_code rc = read_session(w, name, &p[1], &s, e);
    if (rc == ERR_OK)
        rc = read_bank(w, &s, &p[0], e);
    return rc == ERR_OK ? read_key(w, &p[2], e) : rc;
}

static void forget_files(struct packed p[SESSION_PACK_FILES])
{
    for (int i = 0; i < SESSION_PACK_FILES; i++) {
        free(p[i].name);
        buf_free(&p[i].bytes);
    }
}

/* ---- what stands on a stick already ---- */

static void add_name(char *list, size_t room, const char *name)
{
    size_t n = strlen(list);
    snprintf(list + n, room - n, "%s%s", n ? ", " : "", name);
}

static void look_at_file(const char *folder, const struct packed *p, struct session_pack_found *out)
{
    struct buf there;
    struct err why = {0};
    char *path = file_join(folder, p->name);
    buf_init(&there, PACKAGE_MAX);
    if (!path || !file_exists(path))
        add_name(out->lacks, sizeof out->lacks, p->name);
    else if (file_read(path, PACKAGE_MAX, &there, &why) != ERR_OK || there.len != p->bytes.len ||
             memcmp(there.data, p->bytes.data, there.len) != 0)
        add_name(out->others, sizeof out->others, p->name);
    buf_free(&there);
    free(path);
}

enum err_code session_pack_look(const struct workspace *w, const char *session, const char *folder,
                                struct session_pack_found *out, struct err *e)
{
    struct packed p[SESSION_PACK_FILES] = {{0}};
    *out = (struct session_pack_found){.lacks = ""};
    enum err_code rc = gather(w, session, p, e);
    for (int i = 0; rc == ERR_OK && i < SESSION_PACK_FILES; i++)
        look_at_file(folder, &p[i], out);
    forget_files(p);
    return rc;
}

static enum err_code pack(struct work *work, const struct session_pack_request *q,
                          const struct workspace *w, struct packed p[SESSION_PACK_FILES],
                          struct session_pack_reply *r, struct err *e)
{
    struct carry_file file[SESSION_PACK_FILES] = {{0}};
    struct carry c = {.folder = q->folder,
                      .makes_folder = true,
                      .file = file,
                      .files = SESSION_PACK_FILES,
                      .started_ms = clock_boot_ms(&w->clock)};
    for (int i = 0; i < SESSION_PACK_FILES; i++)
        file[i] = (struct carry_file){.name = p[i].name, .bytes = &p[i].bytes};
    enum err_code rc = carry_look(&c, e);
    if (rc == ERR_OK)
        rc = carry_bind(&c, work, e);
    if (rc == ERR_OK && !q->is_dry)
        rc = work_point(work, e);
    if (rc == ERR_OK && !q->is_dry)
        rc = carry_write(&c, work, e);
    for (int i = 0; rc == ERR_OK && i < SESSION_PACK_FILES; i++) {
        r->fresh += file[i].state == CARRY_NEW;
        r->state[i] = file[i].state;
        r->file[i] = file[i].path;
        file[i].path = NULL;
    }
    carry_free(&c);
    return rc;
}

/* That it went out is told once of each stick that got something, and of the first that had all of
 * it: the line is about the session's file. */
static enum err_code note(const struct office *o, const char *session, const struct packed *file,
                          const struct session_pack_reply *r, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char state[16];
    bool is_told = false;
    crypt_hash_file(file->bytes.data, file->bytes.len, hash);
    for (size_t i = o->log.lines; i-- > 0 && !is_told;) {
        const struct log_line *x = &o->log.line[i];
        if (strcmp(x->session, session) != 0)
            continue;
        if (x->kind == LOG_SESSION)
            break;
        is_told = x->kind == LOG_PAPER && log_more(x, "state", state, sizeof state) &&
                  strcmp(state, "packed") == 0;
    }
    return is_told && !r->fresh
               ? ERR_OK
               : log_note(&o->workspace,
                          &(struct log_entry){LOG_PAPER, session, file->name, hash, "state=packed"},
                          o->key, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_pack_request *q = request;
    struct office o = {.lock = -1};
    struct packed p[SESSION_PACK_FILES] = {{0}};
    if (!q->folder)
        return err_set(e, ERR_USAGE, _("--to is needed: the stick or folder for the seats"));
    enum err_code rc = office_open_log(work, q->is_dry ? OFFICE_LOOK : OFFICE_WRITE, &o, e);
    if (rc == ERR_OK)
        rc = gather(&o.workspace, q->session, p, e);
    if (rc == ERR_OK)
        rc = pack(work, q, &o.workspace, p, reply, e);
    if (rc == ERR_OK && !q->is_dry)
        rc = note(&o, q->session, &p[1], reply, e);
    forget_files(p);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct session_pack_reply *r = reply;
    for (int i = 0; i < SESSION_PACK_FILES; i++)
        free(r->file[i]);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct session_pack_request *q = request;
    const struct session_pack_reply *r = reply;
    for (int i = 0; i < SESSION_PACK_FILES; i++)
        if (r->file[i])
            buf_printf(out, "%s: %s\n", r->file[i], carry_word(r->state[i], q->is_dry));
    if (r->file[0])
        buf_printf(out, "\n%s\n",
                   _("The passphrases do not go along: they travel in their envelopes."));
}

#define AT(member) offsetof(struct session_pack_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--to", "DIR", WORK_NEEDED, N_("the stick or folder that the files are written to"),
     .kind = WORK_FOLDER, .at = AT(folder), .label = N_("Stick")},
    {"--dry-run", NULL, WORK_OPTIONAL, N_("says what would be written, and writes nothing"),
     .kind = WORK_FLAG, .at = AT(is_dry)},
    {0}};

const struct work_op session_pack_op = {
    .name = "session",
    .sub = "pack",
    .words = "NAME",
    .help = N_("Writes what the seats need to a stick: the sealed bank, the session, the office's "
               "public key."),
    .field = FIELDS,
    .request = sizeof(struct session_pack_request),
    .reply = sizeof(struct session_pack_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget,
    .preview = "--dry-run",
    .say = say};
