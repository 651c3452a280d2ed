#include "tools/office/workspace.h"

#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/secret.h"

#include <dirent.h>
#include <glib.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char OFFICE_INI[] = "# What stands on papers, and what a seat's key stretching costs.\n"
                                 "[office]\n"
                                 "parent=ỦY BAN NHÂN DÂN TỈNH\n"
                                 "name=SỞ XÂY DỰNG\n"
                                 "# place and date of papers: Bình Định\n"
                                 "place=\n"
                                 "# number of the next notice: 89/TB-SXD; empty leaves room to write it\n"
                                 "number=\n"
                                 "signer_title=GIÁM ĐỐC\n"
                                 "signer=\n"
                                 "# who gets a notice, semicolons between\n"
                                 "recipients=Như trên;Lưu: VT\n"
                                 "\n"
                                 "# Argon2id of access codes and session passphrases: passes, MiB\n"
                                 "[seats]\n"
                                 "argon_ops=2\n"
                                 "argon_mem_mib=64\n";

const char *workspace_role_name(enum keys_role role)
{
    return role == KEYS_OFFICE ? "office" : "examiner";
}

bool workspace_is_name(const char *name)
{
    size_t n = strlen(name);
    return n >= 1 && n <= 32 && name[0] != '-' && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

enum err_code workspace_make_folders(const char *dir, struct err *e)
{
    static const char *const FOLDERS[] = {"keys", "keys/trusted", "banks", "sessions", "inbox", "reports"};
    enum err_code rc = file_make_folder(dir, e);
    for (size_t i = 0; rc == ERR_OK && i < sizeof FOLDERS / sizeof FOLDERS[0]; i++) {
        char *path = file_join(dir, FOLDERS[i]);
        rc = path ? file_make_folder(path, e) : err_set(e, ERR_LIMIT, _("out of memory"));
        free(path);
    }
    return rc;
}

enum err_code workspace_make(const char *dir, struct err *e)
{
    char *ini = file_join(dir, "office.ini"), *folder = strdup(dir);
    int lock = -1;
    enum err_code rc = ini && folder ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && file_exists(ini))
        rc = err_set(e, ERR_BUSY, _("%s: a workspace stands here already"), dir);
    if (rc == ERR_OK)
        rc = workspace_make_folders(dir, e);
    if (rc == ERR_OK)
        rc = file_write(ini, OFFICE_INI, strlen(OFFICE_INI), FILE_NEW, e);
    if (rc == ERR_OK)
        rc = workspace_lock(&(struct workspace){.folder = folder}, &lock, e); /* the file stands from the first day */
    workspace_unlock(lock);
    free(ini);
    free(folder);
    return rc;
}

/* The nearest folder from the current one upwards that holds office.ini; malloc'd or NULL. */
static char *find_above(void)
{
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here))
        return NULL;
    for (;;) {
        char *ini = file_join(here, "office.ini");
        bool found = ini && file_exists(ini);
        free(ini);
        if (found)
            return strdup(here);
        char *slash = strrchr(here, '/');
        if (!slash || here[1] == '\0')
            return NULL;
        slash[slash == here ? 1 : 0] = '\0';
    }
}

/* A value of [office], malloc'd; NULL when memory ends. */
static char *take(GKeyFile *ini, const char *key, const char *usual)
{
    char *value = g_key_file_get_string(ini, "office", key, NULL), *out = strdup(value ? value : usual);
    g_free(value);
    return out;
}

static enum err_code read_papers(struct workspace *w, GKeyFile *ini, struct err *e)
{
    w->office_name = take(ini, "name", "SỞ XÂY DỰNG");
    w->parent_name = take(ini, "parent", "");
    w->papers = (struct workspace_papers){.place = take(ini, "place", ""), .number = take(ini, "number", ""),
                                          .signer_title = take(ini, "signer_title", "GIÁM ĐỐC"), .signer = take(ini, "signer", ""),
                                          .recipients = take(ini, "recipients", "Như trên;Lưu: VT")};
    const struct workspace_papers *p = &w->papers;
    bool fine = w->office_name && w->parent_name && p->place && p->number && p->signer_title && p->signer && p->recipients;
    return fine ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
}

static enum err_code read_ini(struct workspace *w, const char *path, struct err *e)
{
    GKeyFile *ini = g_key_file_new();
    GError *problem = NULL;
    enum err_code rc = ERR_OK;
    if (!g_key_file_load_from_file(ini, path, G_KEY_FILE_NONE, &problem)) {
        rc = err_set(e, ERR_FORMAT, "%s: %s", path, problem->message);
        g_error_free(problem);
        goto out;
    }
    rc = read_papers(w, ini, e);
    if (rc != ERR_OK)
        goto out;
    w->seat_cost = crypt_cost_seat();
    int ops = g_key_file_get_integer(ini, "seats", "argon_ops", NULL);
    int mib = g_key_file_get_integer(ini, "seats", "argon_mem_mib", NULL);
    if (ops > 0 && mib > 0 && mib <= CRYPT_MEM_KIB_MAX / 1024)
        w->seat_cost = (struct crypt_cost){.ops = (uint32_t)ops, .mem_kib = (uint32_t)mib * 1024};
    rc = crypt_cost_check(w->seat_cost, e);
    if (rc != ERR_OK)
        rc = err_prefix(e, path);
out:
    g_key_file_free(ini);
    return rc;
}

enum err_code workspace_open(const struct ctl *ctl, struct workspace *out, struct err *e)
{
    struct clock_source clock = clock_system();
    memset(out, 0, sizeof *out);
    out->progress = ctl_progress;
    out->opened_ms = clock_boot_ms(&clock);
    out->folder = ctl->folder ? strdup(ctl->folder) : find_above();
    if (!out->folder)
        return err_set(e, ERR_USAGE, _("no workspace here or above; make one with: sathachctl init DIR, or name it with -C"));
    char *ini = workspace_path(out, "office.ini");
    enum err_code rc;
    if (!ini || !file_exists(ini))
        rc = err_set(e, ERR_USAGE, _("%s: no workspace (office.ini is missing)"), out->folder);
    else
        rc = read_ini(out, ini, e);
    free(ini);
    if (rc != ERR_OK)
        workspace_close(out);
    return rc;
}

void workspace_close(struct workspace *w)
{
    free(w->folder);
    free(w->office_name);
    free(w->parent_name);
    free(w->papers.place);
    free(w->papers.number);
    free(w->papers.signer_title);
    free(w->papers.signer);
    free(w->papers.recipients);
    memset(w, 0, sizeof *w);
}

char *workspace_path(const struct workspace *w, const char *fmt, ...)
{
    char tail[PATH_MAX];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(tail, sizeof tail, fmt, ap);
    va_end(ap);
    return n < 0 || (size_t)n >= sizeof tail ? NULL : file_join(w->folder, tail);
}

enum err_code workspace_secret_key(const struct ctl *ctl, const struct workspace *w, enum keys_role role, struct keys_secret **out, struct err *e)
{
    const char *name = workspace_role_name(role);
    char *path = workspace_path(w, "keys/%s.key", name);
    char *pass = crypt_secret_new(SECRET_MAX);
    enum err_code rc;
    if (!path || !pass)
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    else if (!file_exists(path))
        rc = err_set(e, ERR_KEY, _("%s: this workspace has no key of the role \"%s\""), path, name);
    else
        rc = secret_ask(ctl, name, false, pass, e);
    if (rc == ERR_OK)
        rc = keys_load(path, pass, out, e);
    if (rc == ERR_OK && (*out)->pub.role != role) {
        keys_free(*out);
        *out = NULL;
        rc = err_set(e, ERR_KEY, _("%s: holds a key of another role"), path);
    }
    free(path);
    crypt_secret_free(pass);
    return rc;
}

/* Calls visit for the own key and each trusted one of a role until it returns true. */
static bool each_public(const struct workspace *w, enum keys_role role, bool (*visit)(const struct keys_public *, void *), void *context)
{
    struct keys_public pub;
    struct err ignored = {0};
    bool found = false;
    char *own = workspace_path(w, "keys/%s.pub", workspace_role_name(role));
    if (own && file_exists(own) && keys_public_read(own, &pub, &ignored) == ERR_OK && pub.role == role)
        found = visit(&pub, context);
    free(own);
    char *folder = workspace_path(w, "keys/trusted");
    DIR *d = folder && !found ? opendir(folder) : NULL;
    for (struct dirent *entry; d && !found && (entry = readdir(d));) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = file_join(folder, entry->d_name);
        if (path && keys_public_read(path, &pub, &ignored) == ERR_OK && pub.role == role)
            found = visit(&pub, context);
        free(path);
    }
    if (d)
        closedir(d);
    free(folder);
    return found;
}

static bool take_first(const struct keys_public *pub, void *context)
{
    *(struct keys_public *)context = *pub;
    return true;
}

static bool is_same(const struct keys_public *pub, void *context)
{
    return memcmp(pub->sign_pk, context, CRYPT_SIGN_PK) == 0;
}

enum err_code workspace_public_key(const struct workspace *w, enum keys_role role, struct keys_public *out, struct err *e)
{
    if (each_public(w, role, take_first, out))
        return ERR_OK;
    return err_set(e, ERR_KEY, _("%s: no public key of the role \"%s\"; take one up with: sathachctl key trust FILE"), w->folder,
                   workspace_role_name(role));
}

bool workspace_is_trusted(const struct workspace *w, enum keys_role role, const uint8_t sign_pk[CRYPT_SIGN_PK])
{
    uint8_t wanted[CRYPT_SIGN_PK];
    memcpy(wanted, sign_pk, sizeof wanted);
    return each_public(w, role, is_same, wanted);
}
