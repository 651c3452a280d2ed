#include "tools/office/office_session.h"

#include "app/core/commitment.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/office/room_files.h"
#include "tools/office/sheet.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *office_session_path(const struct workspace *w, const char *name, const char *suffix)
{
    return workspace_path(w, "sessions/%s/%s.%s", name, name, suffix);
}

/* The bytes must be those that the log's last correction names, or else the session's header. */
static enum err_code check_people(const struct office_session *s, const struct buf *bytes,
                                  const struct log_line *line, const char *path, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(bytes->data, bytes->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    if (line ? strcmp(hex, line->hash) == 0
             : memcmp(hash, s->session.info.people_hash, CRYPT_HASH) == 0)
        return ERR_OK;
    return err_set(e, ERR_POLICY,
                   line ? _("%s: not the file that the log names; restore a backup")
                        : _("%s: not the file that the session names; restore a backup"),
                   path);
}

bool office_session_next_people(const struct office_session *s, uint32_t *n,
                                uint8_t before[CRYPT_HASH])
{
    const struct log *l = s->workspace->log;
    const struct log_line *last = l ? log_evidence_last(l, s->name, LOG_PEOPLE) : NULL;
    *n = 2;
    memcpy(before, s->session.info.people_hash, CRYPT_HASH);
    for (size_t i = 0; l && i < l->lines; i++)
        *n += l->line[i].kind == LOG_PEOPLE && strcmp(l->line[i].session, s->name) == 0;
    return l && (!last || crypt_unhex(last->hash, before, CRYPT_HASH));
}

static enum err_code read_people(struct office_session *s, const struct keys_secret *office,
                                 struct err *e)
{
    const struct log *l = s->workspace->log;
    const struct log_line *line = l ? log_evidence_last(l, s->name, LOG_PEOPLE) : NULL;
    struct buf bytes;
    char *path =
        line ? log_evidence_path(l, line) : office_session_path(s->workspace, s->name, "people");
    buf_init(&bytes, PEOPLE_FILE_MAX);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_POLICY, _("%s is gone: restore a backup"), path);
    if (rc == ERR_OK)
        rc = file_read(path, PEOPLE_FILE_MAX, &bytes, e);
    if (rc == ERR_OK) {
        snprintf(s->people_file, sizeof s->people_file, "%s", file_base(path));
        crypt_hash_file(bytes.data, bytes.len, s->people_hash);
    }
    if (rc == ERR_OK)
        rc = check_people(s, &bytes, line, path, e);
    if (rc == ERR_OK) {
        rc = people_open(office, bytes.data, bytes.len, s->roster.candidates, &s->people, e);
        if (rc == ERR_OK && memcmp(s->people.uid, s->session.info.uid, SESSION_UID) != 0)
            rc = err_set(e, ERR_POLICY, _("the identity numbers are of another session"));
        if (rc != ERR_OK)
            rc = err_prefix(e, path);
    }
    free(path);
    buf_free(&bytes);
    return rc;
}

enum err_code office_session_open_evidence(const struct workspace *w, const char *name,
                                           const struct keys_secret *office,
                                           struct office_session *out, struct err *e)
{
    memset(out, 0, sizeof *out);
    buf_init(&out->file, PACKAGE_MAX);
    buf_init(&out->bank_file, PACKAGE_MAX);
    out->workspace = w;
    if (!workspace_is_name(name))
        return err_set(e, ERR_USAGE, _("%s: a session's name is 1 to 32 of a-z, 0-9 and -"), name);
    out->name = strdup(name);
    char *path = office_session_path(w, name, "session");
    enum err_code rc = out->name && path ? ERR_OK : err_memory(e);
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
    free(path);
    if (rc != ERR_OK)
        office_session_close(out);
    return rc;
}

enum err_code office_session_open(const struct workspace *w, const char *name,
                                  const struct keys_secret *office, struct office_session *out,
                                  struct err *e)
{
    enum err_code rc = office_session_open_evidence(w, name, office, out, e);
    if (rc != ERR_OK)
        return rc;
    rc = read_people(out, office, e);
    if (rc != ERR_OK)
        office_session_close(out);
    return rc;
}

/* Reads banks/NAME when its hash is the wanted one. why: what could not be read may be it. */
static bool read_bank(struct office_session *s, const char *path, struct err *why)
{
    struct err ignored = {0};
    if (file_read(path, PACKAGE_MAX, &s->bank_file, why) != ERR_OK)
        return false;
    return bank_open(s->bank_file.data, s->bank_file.len, s->session.info.bank_hash, &s->bank,
                     &ignored) == ERR_OK;
}

enum err_code office_session_open_bank(struct office_session *s, const struct keys_secret *office,
                                       struct err *e)
{
    if (s->has_bank)
        return ERR_OK;
    char *folder = workspace_path(s->workspace, "banks");
    DIR *d = folder ? opendir(folder) : NULL;
    struct err why = {0};
    bool found = false;
    if (!d)
        err_set_errno(&why, errno, "%s", folder ? folder : "banks");
    for (struct dirent *entry; d && !found && (entry = readdir(d));) {
        size_t n = strlen(entry->d_name);
        if (n < 6 || strcmp(entry->d_name + n - 5, ".bank") != 0)
            continue;
        char *path = file_join(folder, entry->d_name);
        found = path && read_bank(s, path, &why);
        free(path);
    }
    if (d)
        closedir(d);
    enum err_code rc = ERR_OK;
    if (!found && why.code != ERR_OK) {
        rc = why.code;
        *e = why;
    } else if (!found)
        rc = err_set(e, ERR_POLICY, _("%s: no bank in banks/ is the one this session names"),
                     s->name);
    else
        rc = bank_open_office(&s->bank, office, &s->bank_key, e);
    s->has_bank = rc == ERR_OK;
    free(folder);
    return rc;
}

void office_session_rest(struct office_session *s)
{
    if (s->has_bank)
        bank_office_free(&s->bank_key);
    s->has_bank = false;
    session_office_free(&s->secret);
}

void office_session_close(struct office_session *s)
{
    office_session_rest(s);
    people_free(&s->people);
    free(s->presence);
    if (s->sheet)
        sheet_free(s->sheet);
    free(s->sheet);
    if (s->room)
        room_files_free(s->room);
    free(s->room);
    session_roster_free(&s->roster);
    buf_free(&s->file);
    buf_free(&s->bank_file);
    free(s->name);
    memset(s, 0, sizeof *s);
}

const struct profile_variant *office_session_variant(const struct office_session *s, uint32_t paper)
{
    return profile_variant_for(&s->session.info.profile, s->roster.paper[paper].exempt);
}

enum err_code office_session_check_commitment(const struct office_session *s, struct err *e)
{
    const struct session_info *i = &s->session.info;
    uint8_t hash[CRYPT_HASH];
    struct commitment c;
    enum err_code rc = commitment_of(&s->bank, &s->bank_key, &i->profile, s->roster.candidate,
                                     s->roster.paper, s->roster.papers, &c, e);
    if (rc != ERR_OK)
        return rc;
    commitment_hash(&c, s->secret.D, i->uid, hash);
    return memcmp(hash, i->draw_commitment, CRYPT_HASH) == 0
               ? ERR_OK
               : err_set(e, ERR_AUTH,
                         _("%s: D, bank, rules and roster are not what the session committed to"),
                         s->name);
}

enum err_code office_session_draw(const struct office_session *s, uint32_t paper, struct paper *out,
                                  struct err *e)
{
    const struct session_paper *p = &s->roster.paper[paper];
    uint8_t seed[CRYPT_KEY];
    paper_seed(s->secret.D, s->session.info.uid, paper, s->session.info.lot, seed);
    enum err_code rc = paper_draw(&(struct paper_rules){&s->bank_key, &s->session.info.profile,
                                                        p->field, p->grade, p->exempt},
                                  seed, out, e);
    crypt_wipe(seed, sizeof seed);
    return rc;
}
