#include "app/client/purge.h"

#include "app/core/answers.h"
#include "app/core/attempt.h"
#include "app/core/attempt_language.h"
#include "app/core/ballast.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "app/core/roomlog.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct purge {
    const struct session *session;
    const char *dir;
    const char *const *copy;
    size_t copies;
    void (*tell)(const char *line);
    size_t removed, kept;
};

static bool read_file(const char *dir, const char *name, struct buf *out)
{
    struct err ignored;
    char *path = file_join(dir, name);
    buf_init(out, ANSWERS_FILE_MAX);
    bool good = path && file_read(path, ANSWERS_FILE_MAX, out, &ignored) == ERR_OK;
    free(path);
    return good;
}

static bool is_same_there(const struct purge *p, const char *name)
{
    struct buf here, there;
    bool good = read_file(p->dir, name, &here), same = false;
    for (size_t i = 0; i < p->copies && p->copy[i] && good && !same; i++) {
        same = read_file(p->copy[i], name, &there) && here.len == there.len &&
               memcmp(here.data, there.data, here.len) == 0;
        buf_free(&there);
    }
    buf_free(&here);
    return same;
}

/* The name of the answers file that holds all of the attempt. */
static enum err_code name_of(const struct purge *p, uint32_t paper, const char *path,
                             char name[ANSWERS_NAME], struct err *e)
{
    struct attempt *a;
    struct buf records;
    uint8_t head[CRYPT_HASH];
    buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    enum err_code rc = attempt_open(path, &a, e);
    if (rc != ERR_OK)
        goto out;
    rc = attempt_read(a, &records, e);
    attempt_close(a);
    if (rc != ERR_OK)
        goto out;
    journal_head(records.data, records.len / JOURNAL_RECORD, head);
    answers_file_name(p->session, paper, head, name);
out:
    buf_free(&records);
    return rc;
}

static void remove_attempt(const char *path)
{
    static const char *const ENDS[] = {"-wal", "-journal", ""};
    ballast_release(path);
    attempt_language_remove(path);
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        unlink(name);
    }
}

static void tell_why(struct purge *p, const char *what, const char *why)
{
    char line[512];
    p->kept++;
    snprintf(line, sizeof line, _("%s stays: %s"), what, why);
    p->tell(line);
}

static void purge_attempt(struct purge *p, uint32_t paper)
{
    char name[ANSWERS_NAME];
    struct err why = {0};
    char *path = attempt_path(p->dir, p->session, paper);
    if (path && file_exists(path)) {
        if (name_of(p, paper, path, name, &why) != ERR_OK)
            tell_why(p, file_base(path), why.text);
        else if (!is_same_there(p, name))
            tell_why(p, file_base(path), _("its answers do not stand at the other place"));
        else {
            remove_attempt(path);
            p->removed++;
        }
    }
    free(path);
}

static bool is_ours(const char *name)
{
    return answers_is_file_name(name) || manifest_is_file_name(name) || order_is_file_name(name) ||
           roomlog_is_file_name(name);
}

/* Answers, manifests, orders and room logs, after the attempts they came from. */
static void purge_files(struct purge *p)
{
    char prefix[SESSION_NAME_MAX + 2];
    snprintf(prefix, sizeof prefix, "%s.", p->session->info.name);
    DIR *d = opendir(p->dir);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        if (strncmp(entry->d_name, prefix, strlen(prefix)) != 0 || !is_ours(entry->d_name))
            continue;
        if (!is_same_there(p, entry->d_name)) {
            tell_why(p, entry->d_name, _("it does not stand at the other place"));
            continue;
        }
        unlinkat(dirfd(d), entry->d_name, 0);
        p->removed++;
    }
    if (d)
        closedir(d);
}

enum err_code purge_run(const struct session *s, const char *dir, const char *const *copy,
                        size_t copies, void (*tell)(const char *line), struct err *e)
{
    struct purge p = {.session = s, .dir = dir, .copy = copy, .copies = copies, .tell = tell};
    char line[128];
    for (size_t i = 0; i < copies && copy[i]; i++)
        if (!file_is_folder(copy[i]))
            return err_set(e, ERR_IO, _("%s: not a folder"), copy[i]);
    for (uint32_t paper = 0; paper < s->papers; paper++)
        purge_attempt(&p, paper);
    if (p.kept == 0)
        purge_files(&p);
    snprintf(line, sizeof line, _("%zu files taken away, %zu stay"), p.removed, p.kept);
    tell(line);
    return p.kept ? err_set(e, ERR_NO, _("something stays here")) : ERR_OK;
}
