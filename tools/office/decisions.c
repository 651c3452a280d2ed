#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/decision.h"
#include "tools/office/signing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void decisions_free(struct decisions *ds)
{
    for (size_t i = 0; i < ds->count; i++)
        decision_free(&ds->item[i]);
    free(ds->item);
    *ds = (struct decisions){0};
}

static enum err_code append(struct decisions *ds, struct decision *d, struct err *e)
{
    struct decision *grown = realloc(ds->item, (ds->count + 1) * sizeof *grown);
    if (!grown) {
        decision_free(d);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    ds->item = grown;
    grown[ds->count++] = *d;
    return ERR_OK;
}

/* How many stand in the folder: a gap must not hide those behind it. */
static size_t count_files(const char *folder)
{
    DIR *d = opendir(folder);
    size_t n = 0;
    for (struct dirent *entry; d && (entry = readdir(d));) {
        size_t len = strlen(entry->d_name);
        n += len > 9 && strcmp(entry->d_name + len - 9, ".decision") == 0;
    }
    if (d)
        closedir(d);
    return n;
}

static enum err_code check_place(const struct decision *d, const struct decisions *ds, const char *session, const char *path, struct err *e)
{
    const char *previous = ds->count ? ds->item[ds->count - 1].hash : "";
    if (strcmp(d->session, session) != 0)
        return err_set(e, ERR_POLICY, _("%s: a decision on another session"), path);
    if (d->number != ds->count + 1)
        return err_set(e, ERR_AUTH, _("%s: says it is decision %u"), path, d->number);
    if (strcmp(d->previous, previous) != 0)
        return err_set(e, ERR_AUTH, _("%s: does not follow the decision before it: one was changed, lost or put between"), path);
    if (decision_is_on_paper(d->ruling) && d->paper >= UINT16_MAX)
        return err_set(e, ERR_FORMAT, _("%s: no such paper"), path);
    return ERR_OK;
}

static enum err_code load_one(const char *path, const struct keys_public *office, const char *session, struct decisions *ds, struct err *e)
{
    struct buf text;
    struct decision d;
    buf_init(&text, DECISION_FILE_MAX);
    enum err_code rc = signing_read(office, path, DECISION_FILE_MAX, &text, e);
    if (rc == ERR_OK)
        rc = decision_read((const char *)text.data, text.len, path, &d, e);
    if (rc == ERR_OK && (rc = check_place(&d, ds, session, path, e)) != ERR_OK)
        decision_free(&d);
    if (rc == ERR_OK)
        rc = append(ds, &d, e);
    buf_free(&text);
    return rc;
}

enum err_code decisions_load(const struct sitting *s, const struct keys_public *office, struct decisions *out, struct err *e)
{
    *out = (struct decisions){0};
    char session[DECISION_HEX];
    crypt_hex(s->session.hash, CRYPT_HASH, session);
    char *folder = workspace_path(s->workspace, "sessions/%s/decisions", s->name);
    if (!folder)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = ERR_OK;
    size_t there = count_files(folder);
    for (unsigned n = 1; rc == ERR_OK && n <= DECISION_MAX; n++) {
        char *path = workspace_path(s->workspace, "sessions/%s/decisions/%04u.decision", s->name, n);
        bool stands = path && file_exists(path);
        rc = !path ? err_set(e, ERR_LIMIT, _("out of memory")) : stands ? load_one(path, office, session, out, e) : ERR_OK;
        free(path);
        if (!stands)
            break;
    }
    if (rc == ERR_OK && there != out->count)
        rc = err_set(e, ERR_AUTH, _("%s: decision %zu is missing, later ones stand"), folder, out->count + 1);
    free(folder);
    if (rc != ERR_OK)
        decisions_free(out);
    return rc;
}

enum err_code decisions_add(struct decisions *ds, const struct sitting *s, struct decision *d, struct err *e)
{
    if (ds->count == DECISION_MAX) {
        decision_free(d);
        return err_set(e, ERR_LIMIT, _("%s: more than %d decisions"), s->name, DECISION_MAX);
    }
    d->number = (unsigned)ds->count + 1;
    crypt_hex(s->session.hash, CRYPT_HASH, d->session);
    strcpy(d->previous, ds->count ? ds->item[ds->count - 1].hash : "");
    return append(ds, d, e);
}

enum err_code decisions_save_last(struct decisions *ds, const struct sitting *s, const struct keys_secret *office, struct err *e)
{
    struct decision *d = &ds->item[ds->count - 1];
    struct buf text;
    char name[24];
    uint8_t hash[CRYPT_HASH];
    buf_init(&text, DECISION_FILE_MAX);
    snprintf(name, sizeof name, "%04u.decision", d->number);
    decision_write(d, &text);
    char *folder = workspace_path(s->workspace, "sessions/%s/decisions", s->name);
    enum err_code rc = folder ? buf_check(&text, name, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = file_make_folder(folder, e);
    if (rc == ERR_OK)
        rc = signing_write_once(office, folder, name, s->name, "", text.data, text.len, e);
    if (rc == ERR_OK) {
        crypt_hash_file(text.data, text.len, hash);
        crypt_hex(hash, CRYPT_HASH, d->hash);
    }
    free(folder);
    buf_free(&text);
    return rc;
}

const struct decision *decisions_on_question(const struct decisions *ds, const uint8_t question[CRYPT_HASH])
{
    for (size_t i = ds->count; i-- > 0;)
        if (decision_is_on_question(ds->item[i].ruling) && memcmp(ds->item[i].question, question, CRYPT_HASH) == 0)
            return &ds->item[i];
    return NULL;
}

const struct decision *decisions_on_paper(const struct decisions *ds, uint32_t paper, enum decision_ruling of)
{
    for (size_t i = ds->count; i-- > 0;)
        if (ds->item[i].ruling == of && ds->item[i].paper == paper)
            return &ds->item[i];
    return NULL;
}

const struct decision *decisions_close(const struct decisions *ds)
{
    for (size_t i = ds->count; i-- > 0;)
        if (ds->item[i].ruling == DECISION_CLOSE)
            return &ds->item[i];
    return NULL;
}
