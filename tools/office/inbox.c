#include "tools/office/inbox.h"

#include "app/core/ack.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char TEMPORARY[] = ".taking-";

static enum err_code note(struct inbox *in, uint32_t paper, const char *name, struct err *e)
{
    if (in->count == in->room) {
        size_t room = in->room ? 2 * in->room : 64;
        struct inbox_entry *grown = realloc(in->entry, room * sizeof *grown);
        if (!grown)
            return err_memory(e);
        in->entry = grown;
        in->room = room;
    }
    char *copy = strdup(name);
    if (!copy)
        return err_memory(e);
    in->entry[in->count] = (struct inbox_entry){.name = copy, .next = in->first[paper]};
    in->first[paper] = (uint32_t)++in->count;
    return ERR_OK;
}

/* "S.0007.HEAD.answers" -> 6; false for another name. */
static bool paper_of(const struct inbox *in, const char *name, uint32_t *paper)
{
    char number[8];
    size_t n = strlen(in->opened->session.info.name);
    const char *at = strncmp(name, in->opened->session.info.name, n) == 0 && name[n] == '.'
                         ? name + n + 1
                         : NULL;
    size_t digits = at ? strcspn(at, ".") : 0;
    if (!submission_is_file_name(name) || digits == 0 || digits >= sizeof number)
        return false;
    memcpy(number, at, digits);
    number[digits] = '\0';
    return session_paper_index(number, paper) && *paper < in->opened->roster.papers;
}

static enum err_code look_through(struct inbox *in, struct err *e)
{
    DIR *d = opendir(in->folder);
    enum err_code rc = d ? ERR_OK : err_set_errno(e, errno, "%s", in->folder);
    for (struct dirent *entry; rc == ERR_OK && (entry = readdir(d));) {
        uint32_t paper;
        if (strncmp(entry->d_name, TEMPORARY, sizeof TEMPORARY - 1) == 0)
            unlinkat(in->fd, entry->d_name, 0);
        else if (paper_of(in, entry->d_name, &paper))
            rc = note(in, paper, entry->d_name, e);
    }
    if (d)
        closedir(d);
    return rc;
}

enum err_code inbox_open(const struct office_session *s, struct inbox *out, struct err *e)
{
    *out = (struct inbox){.opened = s, .fd = -1};
    out->folder = workspace_path(s->workspace, "inbox/%s", s->name);
    out->first = calloc(s->roster.papers + 1, sizeof *out->first);
    enum err_code rc = out->folder && out->first ? file_make_folder(out->folder, e) : err_memory(e);
    if (rc == ERR_OK &&
        (out->fd = open(out->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)) < 0)
        rc = err_set_errno(e, errno, "%s", out->folder);
    if (rc == ERR_OK)
        rc = look_through(out, e);
    if (rc != ERR_OK)
        inbox_close(out);
    return rc;
}

void inbox_close(struct inbox *in)
{
    for (size_t i = 0; i < in->count; i++)
        free(in->entry[i].name);
    free(in->entry);
    free(in->first);
    if (in->folder && in->fd >= 0)
        close(in->fd);
    free(in->folder);
    *in = (struct inbox){.fd = -1};
}

bool inbox_has(const struct inbox *in, uint32_t paper, const char *name)
{
    for (uint32_t i = in->first[paper]; i; i = in->entry[i - 1].next)
        if (strcmp(in->entry[i - 1].name, name) == 0)
            return true;
    return false;
}

bool inbox_is_same(const struct inbox *in, const char *name, const void *bytes, size_t len)
{
    struct buf there;
    struct err ignored = {0};
    char *path = file_join(in->folder, name);
    buf_init(&there, ANSWERS_FILE_MAX);
    bool same = path && len > 0 && file_read(path, ANSWERS_FILE_MAX, &there, &ignored) == ERR_OK &&
                there.len == len && memcmp(there.data, bytes, len) == 0;
    buf_free(&there);
    free(path);
    return same;
}

enum { TEMPORARY_NAME = sizeof TEMPORARY + 12 };
static void temporary_name(unsigned slot, char out[TEMPORARY_NAME])
{
    snprintf(out, TEMPORARY_NAME, "%s%u", TEMPORARY, slot);
}

void inbox_drop(const struct inbox *in, unsigned slot)
{
    char temporary[TEMPORARY_NAME];
    temporary_name(slot, temporary);
    unlinkat(in->fd, temporary, 0);
}

enum err_code inbox_write(const struct inbox *in, unsigned slot, const void *bytes, size_t len,
                          struct err *e)
{
    char temporary[TEMPORARY_NAME];
    size_t at = 0;
    temporary_name(slot, temporary);
    int fd = openat(in->fd, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return err_set_errno(e, errno, _("%s: cannot be written"), in->folder);
    while (at < len) {
        ssize_t n = write(fd, (const char *)bytes + at, len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        at += (size_t)n;
    }
    int why = at == len ? 0 : errno;
    if (close(fd) != 0 && !why)
        why = errno;
    return at == len && !why ? ERR_OK
                             : err_set_errno(e, why, _("%s: cannot be written"), in->folder);
}

enum err_code inbox_sync(const struct inbox *in, struct err *e)
{
    return syncfs(in->fd) == 0 ? ERR_OK : err_set_errno(e, errno, "%s", in->folder);
}

/* From the temporary name to its own, never over another. */
static enum err_code give_name(const struct inbox *in, unsigned slot, const char *name,
                               struct err *e)
{
    char temporary[TEMPORARY_NAME];
    temporary_name(slot, temporary);
    int rc = renameat2(in->fd, temporary, in->fd, name, RENAME_NOREPLACE);
    /* a file system that cannot promise it */
    if (rc != 0 && errno == EINVAL && faccessat(in->fd, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        rc = renameat(in->fd, temporary, in->fd, name);
    return rc == 0 ? ERR_OK : err_set_errno(e, errno, "%s/%s", in->folder, name);
}

enum err_code inbox_take(struct inbox *in, unsigned slot, uint32_t paper, const char *name,
                         struct err *e)
{
    enum err_code rc = give_name(in, slot, name, e);
    return rc == ERR_OK ? note(in, paper, name, e) : rc;
}

enum err_code inbox_put_back(const struct inbox *in, unsigned slot, const char *name, struct err *e)
{
    enum err_code rc = give_name(in, slot, name, e);
    return rc == ERR_OK ? inbox_settle(in, e) : rc;
}

enum err_code inbox_settle(const struct inbox *in, struct err *e)
{
    return fsync(in->fd) == 0 ? ERR_OK : err_set_errno(e, errno, "%s", in->folder);
}

/* ---- the others of its paper ---- */

static enum err_code add_file(const struct inbox *in, const struct keys_secret *office,
                              const char *name, struct collection *journals, struct err *e)
{
    struct buf bytes;
    struct submission m;
    char *path = file_join(in->folder, name);
    buf_init(&bytes, ANSWERS_FILE_MAX);
    enum err_code rc = path ? file_read(path, ANSWERS_FILE_MAX, &bytes, e) : err_memory(e);
    if (rc == ERR_OK &&
        (rc = submission_open(in->opened, office, bytes.data, bytes.len, &m, e)) == ERR_OK) {
        m.file = strdup(name);
        rc = collection_add(journals, &m, e);
        submission_free(&m);
    }
    if (rc != ERR_OK && path)
        rc = err_prefix(e, path);
    buf_free(&bytes);
    free(path);
    return rc;
}

enum err_code inbox_choose(const struct inbox *in, const struct keys_secret *office,
                           const struct submission *m, struct collection *journals,
                           struct collection_choice *out, struct err *e)
{
    *journals = (struct collection){0};
    enum err_code rc = collection_add(journals, m, e);
    for (uint32_t i = in->first[m->paper]; rc == ERR_OK && i; i = in->entry[i - 1].next)
        if (strcmp(in->entry[i - 1].name, m->file) != 0)
            rc = add_file(in, office, in->entry[i - 1].name, journals, e);
    if (rc == ERR_OK)
        *out = collection_choose(journals, &in->opened->session.info.caps, m->paper);
    return rc;
}

/* ---- what the seats are told ---- */

/* "S.0007.RECEIPT.answers", "S.0007.RECEIPT-2.answers": the receipt out of it. */
static bool receipt_of(const char *name, char out[CODE_RECEIPT + 1])
{
    const char *end = strrchr(name, '.');
    if (end && end - name > 2 && end[-2] == '-')
        end -= 2;
    if (!end || end - name < CODE_RECEIPT + 1 || end[-CODE_RECEIPT - 1] != '.')
        return false;
    memcpy(out, end - CODE_RECEIPT, CODE_RECEIPT);
    out[CODE_RECEIPT] = '\0';
    return true;
}

/* The mark over all lines so far, for the seats: met again later it is a witness. Nothing where
 * there is no log. */
static enum err_code read_mark(const struct inbox *in, struct buf *out, struct err *e)
{
    const struct workspace *w = in->opened->workspace;
    char *path = w->log ? log_path(w, "mark") : NULL;
    enum err_code rc = path     ? file_read(path, NOTE_FILE_MAX, out, e)
                       : w->log ? err_memory(e)
                                : ERR_OK;
    free(path);
    return rc;
}

enum err_code inbox_acknowledge(const struct inbox *in, const struct keys_secret *office,
                                struct err *e)
{
    struct buf entries, file, mark;
    char receipt[CODE_RECEIPT + 1];
    char *path = office_session_path(in->opened->workspace, in->opened->name, "ack");
    buf_init(&entries, ACK_FILE_MAX);
    buf_init(&file, ACK_FILE_MAX);
    for (uint32_t p = 0; p < in->opened->roster.papers; p++)
        for (uint32_t i = in->first[p]; i; i = in->entry[i - 1].next)
            if (receipt_of(in->entry[i - 1].name, receipt))
                ack_add(&entries, p, receipt);
    buf_init(&mark, NOTE_FILE_MAX);
    enum err_code rc = path ? read_mark(in, &mark, e) : err_memory(e);
    ack_build(&in->opened->session, &entries, mark.data, mark.len, office, &file);
    if (rc == ERR_OK)
        rc = buf_check(&file, path, e);
    if (rc == ERR_OK)
        rc = file_write(path, file.data, file.len, FILE_REPLACE, e);
    buf_free(&entries);
    buf_free(&file);
    buf_free(&mark);
    free(path);
    return rc;
}
