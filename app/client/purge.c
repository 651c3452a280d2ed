#include "app/client/purge.h"

#include "app/core/ack.h"
#include "app/core/answers.h"
#include "app/core/attempt.h"
#include "app/core/attempt_language.h"
#include "app/core/ballast.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "app/core/roomlog.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct purge {
    const struct session *session;
    const char *dir;
    const char *const *copy;
    size_t copies;
    void (*tell)(const char *line);
    bool is_forced, has_ack;
    struct buf ack_bytes;
    struct ack ack; /* points into them */
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

/* One that goes with the file here is no copy of it: the folder may be this one by another name. */
static bool is_another_file(const char *one_dir, const char *other_dir, const char *name)
{
    struct stat a, b;
    char *one = file_join(one_dir, name), *other = file_join(other_dir, name);
    bool is_another = one && other && stat(one, &a) == 0 && stat(other, &b) == 0 &&
                      (a.st_dev != b.st_dev || a.st_ino != b.st_ino);
    free(one);
    free(other);
    return is_another;
}

static bool is_same_there(const struct purge *p, const char *name)
{
    struct buf here, there;
    bool good = read_file(p->dir, name, &here), same = false;
    for (size_t i = 0; i < p->copies && p->copy[i] && good && !same; i++) {
        if (!is_another_file(p->dir, p->copy[i], name))
            continue;
        same = read_file(p->copy[i], name, &there) && here.len == there.len &&
               memcmp(here.data, there.data, here.len) == 0;
        buf_free(&there);
    }
    buf_free(&here);
    return same;
}

/* The office's word, where a folder has it: what it signed for this session. */
static enum err_code read_ack(struct purge *p, struct err *e)
{
    char name[SESSION_NAME_MAX + 8];
    enum err_code rc = ERR_OK;
    snprintf(name, sizeof name, "%s.ack", p->session->info.name);
    for (size_t i = 0; i < p->copies && p->copy[i] && rc == ERR_OK && !p->has_ack; i++) {
        char *path = file_join(p->copy[i], name);
        if (path && file_exists(path)) {
            p->has_ack = true;
            rc = file_read(path, ACK_FILE_MAX, &p->ack_bytes, e);
            if (rc == ERR_OK)
                rc = ack_open(p->ack_bytes.data, p->ack_bytes.len, p->session->info.office_pk,
                              &p->ack, e);
            if (rc == ERR_OK && memcmp(p->ack.uid, p->session->info.uid, SESSION_UID) != 0)
                rc = err_set(e, ERR_POLICY, _("it is of another session"));
            if (rc != ERR_OK)
                rc = err_prefix(e, path);
        }
        free(path);
    }
    return rc;
}

/* name: "S.0007.RECEIPT.answers". */
static bool is_acknowledged(const struct purge *p, const char *name)
{
    char paper[8], receipt[CODE_RECEIPT + 1];
    uint32_t index;
    return p->has_ack &&
           sscanf(name + strlen(p->session->info.name), ".%7[0-9].%16[0-9A-Z].", paper, receipt) ==
               2 &&
           session_paper_index(paper, &index) && ack_has(&p->ack, index, receipt);
}

/* Why answers must stay, NULL: they need not. */
static const char *why_kept(const struct purge *p, const char *name)
{
    if (is_acknowledged(p, name) || (p->is_forced && is_same_there(p, name)))
        return NULL;
    if (p->is_forced)
        return _("its answers do not stand at the other place");
    return p->has_ack ? _("the office has not acknowledged it")
                      : _("no acknowledgement of the office's stands at the other place");
}

/* The name of the answers file that holds all of the attempt. */
static enum err_code name_of(const struct purge *p, uint32_t paper, const char *path,
                             char name[ANSWERS_NAME], struct err *e)
{
    struct buf records;
    uint8_t head[CRYPT_HASH];
    buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    enum err_code rc = attempt_load(path, &records, e);
    if (rc == ERR_OK) {
        journal_head(records.data, records.len / JOURNAL_RECORD, head);
        answers_file_name(p->session, paper, head, name);
    }
    buf_free(&records);
    return rc;
}

static void tell_why(struct purge *p, const char *what, const char *why)
{
    char line[512];
    p->kept++;
    snprintf(line, sizeof line, _("%s stays: %s"), what, why);
    p->tell(line);
}

/* What the disk does not let go stays. */
static void note_removal(struct purge *p, const char *what, int rc)
{
    if (rc == 0)
        p->removed++;
    else
        tell_why(p, what, strerror(errno));
}

static void remove_attempt(struct purge *p, const char *path)
{
    static const char *const ENDS[] = {"-wal", "-journal", ""};
    int rc = 0;
    ballast_release(path);
    attempt_language_remove(path);
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0] && rc == 0; i++) {
        char name[4096];
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        rc = unlink(name) == 0 || (errno == ENOENT && ENDS[i][0]) ? 0 : -1;
    }
    note_removal(p, file_base(path), rc);
}

static void purge_attempt(struct purge *p, uint32_t paper)
{
    char name[ANSWERS_NAME];
    const char *kept;
    struct err why = {0};
    char *path = attempt_path(p->dir, p->session, paper);
    if (path && file_exists(path)) {
        if (name_of(p, paper, path, name, &why) != ERR_OK)
            tell_why(p, file_base(path), why.text);
        else if ((kept = why_kept(p, name)))
            tell_why(p, file_base(path), kept);
        else
            remove_attempt(p, path);
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
        const char *kept = answers_is_file_name(entry->d_name) ? why_kept(p, entry->d_name)
                           : is_same_there(p, entry->d_name)
                               ? NULL
                               : _("it does not stand at the other place");
        if (kept) {
            tell_why(p, entry->d_name, kept);
            continue;
        }
        char *path = file_join(p->dir, entry->d_name);
        note_removal(p, entry->d_name, path ? unlink(path) : -1);
        free(path);
    }
    if (d)
        closedir(d);
}

/* Journals that were set aside, damaged or of a seat that the paper had left: nobody's to take away
 * by what another file says. */
static void tell_set_aside(struct purge *p)
{
    char prefix[SESSION_NAME_MAX + 2];
    snprintf(prefix, sizeof prefix, "%s.", p->session->info.name);
    DIR *d = opendir(p->dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
            strstr(entry->d_name, ".attempt.damaged-"))
            tell_why(p, entry->d_name, _("it was set aside, for the office to look at"));
    if (d)
        closedir(d);
}

enum err_code purge_run(const struct session *s, const char *dir, const char *const *copy,
                        size_t copies, bool is_forced, void (*tell)(const char *line),
                        struct err *e)
{
    struct purge p = {.session = s,
                      .dir = dir,
                      .copy = copy,
                      .copies = copies,
                      .tell = tell,
                      .is_forced = is_forced};
    char line[128];
    for (size_t i = 0; i < copies && copy[i]; i++)
        if (!file_is_folder(copy[i]))
            return err_set(e, ERR_IO, _("%s: not a folder"), copy[i]);
    buf_init(&p.ack_bytes, ACK_FILE_MAX);
    enum err_code rc = read_ack(&p, e);
    if (rc != ERR_OK)
        goto out;
    for (uint32_t paper = 0; paper < s->papers; paper++)
        purge_attempt(&p, paper);
    if (p.kept == 0)
        purge_files(&p);
    tell_set_aside(&p);
    snprintf(line, sizeof line, _("%zu files taken away, %zu stay"), p.removed, p.kept);
    tell(line);
    if (p.kept)
        rc = err_set(e, ERR_NO, _("something stays here"));
out:
    buf_free(&p.ack_bytes);
    return rc;
}
