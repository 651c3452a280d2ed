#include "tools/office/sitting.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE_BLOCK = 1, PEOPLE_MAX = 16 * 1024 * 1024 };

char *sitting_path(const struct workspace *w, const char *name, const char *suffix)
{
    return workspace_path(w, "sessions/%s/%s.%s", name, name, suffix);
}

enum err_code sitting_write_people(const char *path, const struct keys_public *office, const char *const *identity, size_t n, struct err *e)
{
    struct buf plain, sealed;
    buf_init(&plain, PEOPLE_MAX);
    buf_init(&sealed, PEOPLE_MAX + 4096);
    for (size_t i = 0; i < n; i++)
        block_add(&plain, PEOPLE_BLOCK, BLOCK_LANG_NONE, identity[i] ? identity[i] : "", identity[i] ? strlen(identity[i]) : 0);
    enum err_code rc = buf_check(&plain, path, e);
    if (rc == ERR_OK) {
        crypt_box_seal(office->box_pk, plain.data, plain.len, &sealed);
        rc = buf_check(&sealed, path, e);
    }
    if (rc == ERR_OK)
        rc = file_write(path, sealed.data, sealed.len, FILE_NEW, e);
    buf_free(&plain);
    buf_free(&sealed);
    return rc;
}

static enum err_code read_people(struct sitting *s, const struct keys_secret *office, struct err *e)
{
    struct buf sealed, plain;
    buf_init(&sealed, PEOPLE_MAX + 4096);
    buf_init(&plain, PEOPLE_MAX);
    char *path = sitting_path(s->workspace, s->name, "people");
    s->identity = calloc(s->roster.candidates + 1, sizeof *s->identity);
    enum err_code rc = path && s->identity ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && file_exists(path)) {
        rc = file_read(path, PEOPLE_MAX, &sealed, e);
        if (rc == ERR_OK) {
            rc = crypt_box_open(office->pub.box_pk, office->box_sk, sealed.data, sealed.len, &plain, e);
            if (rc != ERR_OK)
                rc = err_prefix(e, path);
        }
    }
    struct wire w;
    struct block b;
    wire_init(&w, plain.data, plain.len);
    for (size_t i = 0; rc == ERR_OK && i < s->roster.candidates && block_next(&w, &b); i++)
        s->identity[i] = block_text(&b);
    for (size_t i = 0; rc == ERR_OK && i < s->roster.candidates; i++)
        if (!s->identity[i] && !(s->identity[i] = strdup("")))
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
    free(path);
    buf_free(&sealed);
    buf_free(&plain);
    return rc;
}

enum err_code sitting_open(const struct workspace *w, const char *name, const struct keys_secret *office, struct sitting *out, struct err *e)
{
    memset(out, 0, sizeof *out);
    buf_init(&out->file, PACKAGE_MAX);
    buf_init(&out->bank_file, PACKAGE_MAX);
    out->workspace = w;
    if (!workspace_is_name(name))
        return err_set(e, ERR_USAGE, _("%s: a session's name is 1 to 32 of a-z, 0-9 and -"), name);
    out->name = strdup(name);
    char *path = sitting_path(w, name, "session");
    enum err_code rc = out->name && path ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session in this workspace"), name);
    else if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, &out->file, e);
    if (rc == ERR_OK) {
        rc = session_open(out->file.data, out->file.len, office->pub.sign_pk, &out->session, e);
        if (rc == ERR_OK)
            rc = session_open_office(&out->session, office, &out->secret, e);
        if (rc == ERR_OK)
            rc = session_read_roster(&out->session, out->secret.S, &out->roster, e);
        if (rc != ERR_OK)
            rc = err_prefix(e, path);
    }
    if (rc == ERR_OK)
        rc = read_people(out, office, e);
    free(path);
    if (rc != ERR_OK)
        sitting_close(out);
    return rc;
}

/* Reads banks/NAME when its hash is the wanted one. */
static bool take_bank(struct sitting *s, const char *path)
{
    struct err ignored = {0};
    if (file_read(path, PACKAGE_MAX, &s->bank_file, &ignored) != ERR_OK)
        return false;
    return bank_open(s->bank_file.data, s->bank_file.len, s->session.info.bank_hash, &s->bank, &ignored) == ERR_OK;
}

enum err_code sitting_open_bank(struct sitting *s, const struct keys_secret *office, struct err *e)
{
    if (s->has_bank)
        return ERR_OK;
    char *folder = workspace_path(s->workspace, "banks");
    DIR *d = folder ? opendir(folder) : NULL;
    bool found = false;
    for (struct dirent *entry; d && !found && (entry = readdir(d));) {
        size_t n = strlen(entry->d_name);
        if (n < 6 || strcmp(entry->d_name + n - 5, ".bank") != 0)
            continue;
        char *path = file_join(folder, entry->d_name);
        found = path && take_bank(s, path);
        free(path);
    }
    if (d)
        closedir(d);
    enum err_code rc = ERR_OK;
    if (!found)
        rc = err_set(e, ERR_POLICY, _("%s: no bank in banks/ is the one this session names"), s->name);
    else
        rc = bank_open_office(&s->bank, office, &s->bank_key, e);
    s->has_bank = rc == ERR_OK;
    free(folder);
    return rc;
}

void sitting_close(struct sitting *s)
{
    for (size_t i = 0; s->identity && i < s->roster.candidates; i++)
        free(s->identity[i]);
    free(s->identity);
    if (s->has_bank)
        bank_office_free(&s->bank_key);
    session_office_free(&s->secret);
    session_roster_free(&s->roster);
    buf_free(&s->file);
    buf_free(&s->bank_file);
    free(s->name);
    memset(s, 0, sizeof *s);
}

const struct profile_variant *sitting_variant(const struct sitting *s, uint32_t paper)
{
    return profile_variant_for(&s->session.info.profile, s->roster.paper[paper].exempt);
}

enum err_code sitting_draw(const struct sitting *s, uint32_t paper, struct paper *out, struct err *e)
{
    const struct session_paper *p = &s->roster.paper[paper];
    uint8_t seed[CRYPT_KEY];
    paper_seed(s->secret.D, s->session.info.uid, paper, s->session.info.lot, seed);
    enum err_code rc = paper_draw(&s->bank_key, &s->session.info.profile, p->field, p->grade, p->exempt, seed, out, e);
    crypt_wipe(seed, sizeof seed);
    return rc;
}
