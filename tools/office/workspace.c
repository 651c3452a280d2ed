#include "tools/office/workspace.h"

#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/secret.h"
#include "tools/table/ini.h"

#include <dirent.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char OFFICE_INI[] =
    "# What stands on papers, and what a seat's key stretching costs.\n"
    "[office]\n"
    "# heads make capitals of both\n"
    "parent=UBND tỉnh\n"
    "name=Sở Xây dựng\n"
    "# in running text: Sở Xây dựng tỉnh Gia Lai\n"
    "full_name=\n"
    "# where papers are signed: Gia Lai\n"
    "place=\n"
    "# the type of papers, installed: Liberation Serif, Times New Roman\n"
    "font=Liberation Serif\n"
    "# minutes that candidates come before the room opens, on access slips\n"
    "# come_minutes=15\n"
    "\n"
    "# the notice of results; [paper minutes] is like it\n"
    "[paper notice]\n"
    "# behind the number: 05/TB-SXD; the first letters of the name by default\n"
    "symbol=\n"
    "# that draws it up, in \"Lưu: VT, QLXD\"\n"
    "unit=\n"
    "# a line each: KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC\n"
    "sign=GIÁM ĐỐC\n"
    "signer=\n"
    "# who gets it, semicolons between; the usual ones by default\n"
    "recipients=\n"
    "\n"
    "# legal bases of the office's own, behind those of the regime; a law has no number and "
    "issuer\n"
    "# [basis 1]\n"
    "# kind=Quyết định\n"
    "# number=12/2025/QĐ-UBND\n"
    "# date=2025-03-01\n"
    "# issuer=UBND tỉnh Gia Lai\n"
    "# title=quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Xây dựng\n"
    "\n"
    "# Argon2id of access codes and session passphrases: passes, MiB\n"
    "[seats]\n"
    "argon_ops=2\n"
    "argon_mem_mib=64\n"
    "\n"
    "# who stands in the log for this workspace's commands; the log-in name by default\n"
    "[proof]\n"
    "# operator=\n"
    "# the witness whose cosignature counts; any that is trusted by default\n"
    "# witness=\n";

bool workspace_is_name(const char *name)
{
    size_t n = strlen(name);
    return n >= 1 && n <= 32 && name[0] != '-' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

enum err_code workspace_make_folders(const char *dir, struct err *e)
{
    static const char *const FOLDERS[] = {"keys",     "keys/trusted", "banks",
                                          "sessions", "inbox",        "reports"};
    enum err_code rc = file_make_folder(dir, e);
    for (size_t i = 0; rc == ERR_OK && i < sizeof FOLDERS / sizeof FOLDERS[0]; i++) {
        char *path = file_join(dir, FOLDERS[i]);
        rc = path ? file_make_folder(path, e) : err_memory(e);
        free(path);
    }
    return rc;
}

enum err_code workspace_make(const char *dir, struct err *e)
{
    char *ini = file_join(dir, "office.ini"), *folder = strdup(dir);
    int lock = -1;
    enum err_code rc = ini && folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(ini))
        rc = err_set(e, ERR_BUSY, _("%s: a workspace stands here already"), dir);
    if (rc == ERR_OK)
        rc = workspace_make_folders(dir, e);
    if (rc == ERR_OK)
        rc = file_write(ini, OFFICE_INI, strlen(OFFICE_INI), FILE_NEW, e);
    if (rc == ERR_OK)
        /* the file stands from the first day */
        rc = workspace_lock(&(struct workspace){.folder = folder}, &lock, e);
    workspace_unlock(lock);
    free(ini);
    free(folder);
    return rc;
}

static const struct ini_group GROUPS[] = {{"office", PAPERS_OFFICE_KEYS},
                                          {"paper *", PAPERS_FORM_KEYS},
                                          {"basis *", LEGAL_BASIS_KEYS},
                                          {"seats", "argon_ops argon_mem_mib"},
                                          {"proof", "operator witness"},
                                          {"desk", "lock_minutes print"},
                                          {"roster", "*"},
                                          {NULL, NULL}};

const struct ini_group *workspace_ini_groups(void)
{
    return GROUPS;
}

static enum err_code take_ini(struct workspace *w, const struct ini *ini, const char *path,
                              struct err *e)
{
    struct crypt_cost usual = crypt_cost_seat();
    long ops = (long)usual.ops, mib = (long)usual.mem_kib / 1024, minutes = 10;
    enum err_code rc = ini_text(ini, "proof", "operator", &w->who, e);
    if (rc == ERR_OK)
        rc = ini_text(ini, "proof", "witness", &w->witness, e);
    if (rc == ERR_OK)
        rc = papers_read(ini, path, &w->papers, e);
    if (rc == ERR_OK)
        rc = legal_bases_take(ini, path, &w->bases, e);
    if (rc == ERR_OK)
        rc = ini_number(ini, "seats", "argon_ops", 1, CRYPT_OPS_MAX, &ops, e);
    if (rc == ERR_OK)
        rc = ini_number(ini, "seats", "argon_mem_mib", CRYPT_MEM_KIB_MIN / 1024,
                        CRYPT_MEM_KIB_MAX / 1024, &mib, e);
    if (rc == ERR_OK)
        rc = ini_number(ini, "desk", "lock_minutes", 1, 15, &minutes, e);
    if (rc == ERR_OK)
        rc = ini_text(ini, "desk", "print", &w->print, e);
    w->lock_minutes = (unsigned)minutes;
    w->seat_cost = (struct crypt_cost){.ops = (uint32_t)ops, .mem_kib = (uint32_t)mib * 1024};
    if (rc == ERR_OK && crypt_cost_check(w->seat_cost, e) != ERR_OK)
        rc = err_prefix(e, path);
    return rc;
}

enum err_code workspace_check_ini(const char *text, size_t len, const char *path, struct ini **out,
                                  struct err *e)
{
    struct workspace w = {0};
    *out = NULL;
    enum err_code rc = ini_parse(text, len, path, GROUPS, out, e);
    if (rc == ERR_OK)
        rc = take_ini(&w, *out, path, e);
    workspace_close(&w);
    if (rc != ERR_OK) {
        ini_free(*out);
        *out = NULL;
    }
    return rc;
}

static enum err_code read_ini(struct workspace *w, const char *path, struct err *e)
{
    struct ini *ini = NULL;
    enum err_code rc = ini_read(path, GROUPS, &ini, e);
    if (rc == ERR_OK)
        rc = take_ini(w, ini, path, e);
    ini_free(ini);
    return rc;
}

enum err_code workspace_open(const char *folder, struct workspace *out, struct err *e)
{
    memset(out, 0, sizeof *out);
    out->clock = clock_system();
    out->opened_ms = clock_boot_ms(&out->clock);
    out->folder = folder ? strdup(folder) : file_find_above("office.ini");
    if (!out->folder)
        return err_set(e, ERR_USAGE,
                       _("no workspace here or above; make one with: sathachctl init DIR, or name "
                         "it with -C"));
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
    free(w->who);
    free(w->witness);
    free(w->print);
    papers_free(&w->papers);
    legal_bases_free(&w->bases);
    memset(w, 0, sizeof *w);
}

void workspace_time(const struct workspace *w, char out[24])
{
    time_t now = (time_t)(clock_wall_ms(&w->clock) / 1000);
    struct tm tm;
    if (!gmtime_r(&now, &tm) || strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
        strcpy(out, "1970-01-01T00:00:00Z");
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

enum err_code workspace_secret_key(const struct workspace *w, const struct secret_files *files,
                                   enum keys_role role, struct keys_secret **out, struct err *e)
{
    const char *name = keys_role_word(role);
    char *path = workspace_path(w, "keys/%s.key", name);
    char *pass = crypt_secret_new(SECRET_MAX);
    enum err_code rc;
    if (!path || !pass)
        rc = err_memory(e);
    else if (!file_exists(path))
        rc = err_set(e, ERR_KEY, _("%s: this workspace has no key of the role \"%s\""), path, name);
    else
        rc = secret_ask(files, name, false, pass, e);
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
static bool each_public(const struct workspace *w, enum keys_role role,
                        bool (*visit)(const struct keys_public *, void *), void *context)
{
    struct keys_public pub;
    struct err ignored = {0};
    bool found = false;
    char *own = workspace_path(w, "keys/%s.pub", keys_role_word(role));
    if (own && file_exists(own) && keys_public_read(own, &pub, &ignored) == ERR_OK &&
        pub.role == role)
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

static bool read_first(const struct keys_public *pub, void *context)
{
    *(struct keys_public *)context = *pub;
    return true;
}

static bool is_same(const struct keys_public *pub, void *context)
{
    return memcmp(pub->sign_pk, context, CRYPT_SIGN_PK) == 0;
}

enum err_code workspace_own_key(const struct workspace *w, enum keys_role role,
                                struct keys_public *out, struct err *e)
{
    char *path = workspace_path(w, "keys/%s.pub", keys_role_word(role));
    enum err_code rc = ERR_OK;
    if (!path)
        rc = err_memory(e);
    else if (!file_exists(path))
        rc = err_set(e, ERR_KEY, _("%s: this workspace has no key of the role \"%s\""), path,
                     keys_role_word(role));
    else
        rc = keys_public_read(path, out, e);
    free(path);
    return rc;
}

enum err_code workspace_public_key(const struct workspace *w, enum keys_role role,
                                   struct keys_public *out, struct err *e)
{
    if (each_public(w, role, read_first, out))
        return ERR_OK;
    return err_set(
        e, ERR_KEY,
        _("%s: no public key of the role \"%s\"; take one up with: sathachctl key trust FILE"),
        w->folder, keys_role_word(role));
}

bool workspace_is_trusted(const struct workspace *w, enum keys_role role,
                          const uint8_t sign_pk[CRYPT_SIGN_PK])
{
    uint8_t wanted[CRYPT_SIGN_PK];
    memcpy(wanted, sign_pk, sizeof wanted);
    return each_public(w, role, is_same, wanted);
}

struct gathering {
    struct keys_public *out;
    size_t room, count;
};

static bool gather(const struct keys_public *pub, void *context)
{
    struct gathering *g = context;
    if (g->count < g->room)
        g->out[g->count++] = *pub;
    return g->count == g->room;
}

size_t workspace_trusted_keys(const struct workspace *w, enum keys_role role,
                              struct keys_public *out, size_t room)
{
    struct gathering g = {.out = out, .room = room};
    each_public(w, role, gather, &g);
    return g.count;
}
