#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/archive.h"
#include "tools/office/backup.h"
#include "tools/office/log_travel.h"
#include "tools/office/register.h"
#include "tools/office/whole.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char PART[] = ".restore.part", KEY_FILE[] = "keys/office.key";

/* ---- unpacking ---- */

static enum err_code unpack(struct backup_restoring *r, const char *folder, const char *but,
                            struct err *e)
{
    char *part = file_join(folder, PART);
    enum err_code rc = part ? backup_stream_unseal(r->backup, r->key, part, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = archive_read(part, folder, but, &r->files, e);
    if (part)
        unlink(part);
    if (rc == ERR_OK)
        rc = workspace_make_folders(folder, e);
    free(part);
    return rc;
}

/* ---- checking ---- */

/* The office's public key in the copy: it must be whose signature the backup bears. */
static enum err_code office_of(const struct backup_restoring *r, const struct workspace *w,
                               struct keys_public *out, struct err *e)
{
    enum err_code rc = workspace_own_key(w, KEYS_OFFICE, out, e);
    if (rc == ERR_OK && memcmp(out->sign_pk, r->backup->signer, CRYPT_SIGN_PK) != 0)
        rc = err_set(e, ERR_KEY, _("%s: is not signed with the key of the office in it"),
                     r->backup->path);
    return rc;
}

static bool is_seen_before(const struct log *l, size_t line)
{
    for (size_t i = 0; i < line; i++)
        if (strcmp(l->line[i].session, l->line[line].session) == 0)
            return true;
    return false;
}

/* Without the office's key: the files of every session against the log. */
static void check_files(struct backup_restoring *r, const struct workspace *w,
                        const struct keys_public *office, size_t *broken)
{
    const struct log *l = w->log;
    for (size_t i = 0; i < l->lines; i++) {
        const char *name = l->line[i].session;
        struct err why = {0};
        if (strcmp(name, "-") == 0 || is_seen_before(l, i))
            continue;
        bool is_whole = whole_check(w, office, name, true, &why) == ERR_OK;
        r->sessions++;
        *broken += !is_whole;
        if (!is_whole && r->tell)
            r->tell(r->context, name, why.text);
    }
}

static enum err_code check_sessions(struct backup_restoring *r, struct workspace *w,
                                    const struct keys_public *office, struct err *e)
{
    struct register_rebuilding b = {.tell = r->tell, .context = r->context};
    size_t broken = 0;
    enum err_code rc = ERR_OK;
    if (r->is_office)
        rc = register_rebuild(w, r->key, &b, e);
    else
        check_files(r, w, office, &broken);
    if (r->is_office) {
        r->sessions = b.whole + b.broken;
        broken = b.broken;
    }
    if (rc == ERR_OK && broken)
        rc = err_set(e, ERR_POLICY, _("%s: %zu of its sessions are not whole"), r->backup->path,
                     broken);
    return rc;
}

/* "412 KFWE GWN7 …": lines and code; false for another text. */
static bool is_code(const char *text, uint64_t *size, char code[NOTE_CODE + 1])
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    if (errno || end == text || n == 0 || n > LOG_LINES_MAX || (*end != ' ' && *end != '\t'))
        return false;
    *size = n;
    end += strspn(end, " \t");
    end += strncmp(end, "·", strlen("·")) == 0 ? strlen("·") : 0;
    return note_code_normalise(end, code);
}

static enum err_code compare_code(struct backup_restoring *r, const struct log *l, uint64_t size,
                                  const char *code, struct err *e)
{
    if (size > l->lines)
        return err_set(e, ERR_POLICY,
                       _("%s: has %zu lines of the log, the code is of %zu: the backup is older"),
                       r->backup->path, l->lines, (size_t)size);
    if (!log_had_code(l, size, code))
        return err_set(e, ERR_POLICY, _("%s: its first %zu lines are not those of the code"),
                       r->backup->path, (size_t)size);
    r->compared = size;
    return ERR_OK;
}

static enum err_code compare_path(struct backup_restoring *r, const struct log *l, struct err *e)
{
    struct note_mark m;
    enum log_met met;
    enum err_code rc = log_compare_with(l, r->against, &met, &m, e);
    if (rc == ERR_OK && met == LOG_MET_OTHER)
        rc = err_set(e, ERR_KEY, _("%s: no mark of this office's log"), r->against);
    if (rc == ERR_OK && met == LOG_MET_PREFIX)
        r->compared = m.size;
    return rc;
}

static enum err_code compare(struct backup_restoring *r, const struct log *l, struct err *e)
{
    char code[NOTE_CODE + 1];
    uint64_t size = 0;
    if (!r->against)
        return ERR_OK;
    return is_code(r->against, &size, code) ? compare_code(r, l, size, code, e)
                                            : compare_path(r, l, e);
}

/* The line that says so; it says too whether somebody else's mark was asked. */
static enum err_code note_restore(const struct backup_restoring *r, const struct workspace *w,
                                  struct err *e)
{
    char more[96], compared[24] = "none";
    if (r->compared)
        snprintf(compared, sizeof compared, "%llu", (unsigned long long)r->compared);
    snprintf(more, sizeof more, "size=%llu compared=%s", (unsigned long long)r->backup->size,
             compared);
    return log_note(
        w,
        &(struct log_entry){LOG_RESTORE, NULL, file_base(r->backup->path), r->backup->hash, more},
        r->key, e);
}

/* The log, every session, the comparison; ERR_POLICY is a verdict on what stands there. The last
 * verdict is kept: that the backup is older outweighs a session that is not whole. */
static enum err_code check(struct backup_restoring *r, const char *folder, bool notes,
                           struct err *e)
{
    struct workspace w;
    struct keys_public office;
    struct log l;
    struct err why = {0}, older = {0};
    enum err_code rc = workspace_open(folder, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = office_of(r, &w, &office, e);
    if (rc == ERR_OK && (rc = log_open(&w, &office, &l, e)) == ERR_OK) {
        w.log = &l;
        r->lines = l.lines;
        enum err_code sessions = check_sessions(r, &w, &office, &why);
        rc = sessions == ERR_OK || sessions == ERR_POLICY ? compare(r, &l, &older) : sessions;
        if (rc == ERR_OK && (rc = log_met_check(&l, &older)) == ERR_OK && notes)
            rc = note_restore(r, &w, &older);
        if (rc != ERR_OK || sessions != ERR_OK)
            *e = rc != ERR_OK && older.code != ERR_OK ? older : why;
        rc = rc != ERR_OK ? rc : sessions;
        log_close(&l);
    }
    workspace_close(&w);
    return rc;
}

/* ---- the folder ---- */

static bool is_empty(const char *dir)
{
    DIR *d = opendir(dir);
    size_t n = 0;
    while (d && readdir(d))
        n++;
    if (d)
        closedir(d);
    return n <= 2;
}

/* Beside the folder, under a name of its own, so that the folder holds all or nothing. */
static enum err_code staging_of(const char *folder, char **target, char **staging, struct err *e)
{
    char real[PATH_MAX];
    size_t n = strlen(folder);
    if (file_exists(folder) && (!file_is_folder(folder) || !is_empty(folder)))
        return err_set(e, ERR_BUSY,
                       _("%s: is not empty; a workspace is restored into a folder of its own"),
                       folder);
    *target = strdup(file_exists(folder) && realpath(folder, real) ? real : folder);
    while (*target && n > 1 && (n = strlen(*target)) > 1 && (*target)[n - 1] == '/')
        (*target)[n - 1] = '\0';
    if (!*target)
        return err_memory(e);
    const char *base = file_base(*target);
    return asprintf(staging, "%.*s.%s.restoring", (int)(base - *target), *target, base) < 0
               ? err_memory(e)
               : ERR_OK;
}

/* Before hours of unpacking: that there is something to compare with. */
static enum err_code check_against(const struct backup_restoring *r, struct err *e)
{
    char code[NOTE_CODE + 1];
    uint64_t size;
    if (r->against && !is_code(r->against, &size, code) && !file_exists(r->against))
        return err_set(e, ERR_IO,
                       _("%s: no such file or folder, and no number of lines with a code"),
                       r->against);
    return ERR_OK;
}

enum err_code backup_restore(struct backup_restoring *r, const char *folder, struct err *e)
{
    char *target = NULL, *staging = NULL;
    struct err ignored = {0};
    enum err_code rc = check_against(r, e);
    if (rc == ERR_OK)
        rc = staging_of(folder, &target, &staging, e);
    if (rc == ERR_OK && file_exists(staging)) /* an interrupted one */
        rc = archive_remove(staging, e);
    if (rc == ERR_OK)
        rc = file_make_folder(staging, e);
    if (rc == ERR_OK) {
        rc = unpack(r, staging, NULL, e);
        if (rc == ERR_OK)
            rc = check(r, staging, r->is_office, e);
        if (rc != ERR_OK && rc != ERR_POLICY) {
            if (archive_remove(staging, &ignored) != ERR_OK)
                err_clear(&ignored);
        } else if (rename(staging, target) != 0) {
            rc = err_set_errno(e, errno, _("%s: cannot be written"), target);
        } else if (file_sync_folder_of(target, &ignored) != ERR_OK) {
            *e = ignored;
            rc = e->code;
        }
    }
    free(target);
    free(staging);
    return rc;
}

enum err_code backup_drill(struct backup_restoring *r, struct err *e)
{
    char *folder = NULL;
    const char *temporary = getenv("TMPDIR");
    struct err ignored = {0};
    if (asprintf(&folder, "%s/sathach-check-XXXXXX", temporary ? temporary : "/var/tmp") < 0)
        return err_memory(e);
    enum err_code rc = check_against(r, e);
    if (rc == ERR_OK && !mkdtemp(folder))
        rc = err_set_errno(e, errno, "%s", folder);
    if (rc == ERR_OK) {
        rc = unpack(r, folder, KEY_FILE, e);
        if (rc == ERR_OK)
            rc = check(r, folder, false, e);
        if (archive_remove(folder, &ignored) != ERR_OK && rc == ERR_OK) {
            *e = ignored;
            rc = e->code;
        }
    }
    free(folder);
    return rc;
}
