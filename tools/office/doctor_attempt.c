/* An attempt as a visitor sees it: copied with its log into a private folder, opened there, told,
 * forgotten. */
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    COPY_MAX = 64 * 1024 * 1024,
    COPY_TRIES = 8,
    LOCKS_AT = 0x40000000, /* where SQLite's locks lie, and how many bytes */
    LOCKS = 512
};
static const char *const PARTS[] = {"", "-wal", "-journal"};
enum { PARTS_COUNT = sizeof PARTS / sizeof PARTS[0] };

/* The private folder. While it stands no signal ends the program, so that nothing of an attempt is
 * left behind. */
struct copy {
    char folder[PATH_MAX];
    char *path; /* of the attempt in it; owned */
    sigset_t signals;
};

/* ---- the private folder ---- */

static bool is_inside(const char *place, const char *folder)
{
    char a[PATH_MAX], b[PATH_MAX];
    if (!realpath(place, a) || !realpath(folder, b))
        return true;
    size_t n = strlen(b);
    return strncmp(a, b, n) == 0 && (a[n] == '\0' || a[n] == '/' || n == 1);
}

static enum err_code make_folder(const char *avoid, char *out, size_t room, struct err *e)
{
    const char *const places[] = {getenv("TMPDIR"), "/tmp", "/dev/shm"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (!places[i] || !places[i][0] || is_inside(places[i], avoid))
            continue;
        int n = snprintf(out, room, "%s/sathach-doctor-XXXXXX", places[i]);
        if (n > 0 && (size_t)n < room && mkdtemp(out))
            return ERR_OK;
    }
    out[0] = '\0';
    return err_set(e, ERR_USAGE,
                   _("no place for a private copy outside %s; name a folder in TMPDIR"), avoid);
}

static enum err_code copy_begin(struct copy *c, const char *path, const char *avoid, struct err *e)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGHUP);
    c->path = NULL;
    sigprocmask(SIG_BLOCK, &ends, &c->signals);
    enum err_code rc = make_folder(avoid, c->folder, sizeof c->folder, e);
    if (rc == ERR_OK && !(c->path = file_join(c->folder, file_base(path))))
        rc = err_memory(e);
    return rc;
}

static void part_name(const char *path, size_t part, char *out, size_t room)
{
    snprintf(out, room, "%s%s", path, PARTS[part]);
}

static void remove_parts(const struct copy *c)
{
    char name[PATH_MAX];
    for (size_t i = 0; c->path && i < PARTS_COUNT; i++) {
        part_name(c->path, i, name, sizeof name);
        unlink(name);
    }
}

static void copy_end(struct copy *c)
{
    remove_parts(c);
    if (c->folder[0])
        rmdir(c->folder);
    free(c->path);
    sigprocmask(SIG_SETMASK, &c->signals, NULL);
}

/* ---- copying ---- */

static enum err_code copy_part(const struct copy *c, const char *path, size_t part, struct err *e)
{
    char from[PATH_MAX], to[PATH_MAX];
    struct buf b;
    part_name(path, part, from, sizeof from);
    part_name(c->path, part, to, sizeof to);
    if (part > 0 && !file_exists(from))
        return ERR_OK;
    buf_init(&b, COPY_MAX);
    enum err_code rc = file_read(from, COPY_MAX, &b, e);
    if (rc == ERR_OK)
        rc = file_write(to, b.data, b.len, FILE_NEW, e);
    else
        goto out;
    if (rc != ERR_OK) /* nothing is wrong with what was read */
        rc = err_set(e, ERR_USAGE, _("%s; name another folder in TMPDIR"), e->text);
out:
    buf_free(&b);
    return rc;
}

/* What changes when somebody writes to one of the parts. */
struct stamp {
    off_t size[PARTS_COUNT];
    struct timespec written[PARTS_COUNT];
};

static void read_stamp(const char *path, struct stamp *out)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < PARTS_COUNT; i++) {
        char name[PATH_MAX];
        struct stat st;
        part_name(path, i, name, sizeof name);
        if (lstat(name, &st) != 0)
            continue;
        out->size[i] = st.st_size + 1;
        out->written[i] = st.st_mtim;
    }
}

/* All parts of one moment: while a client writes, the copy is made again. */
static enum err_code copy_all(const struct copy *c, const char *path, struct err *e)
{
    for (int i = 0; i < COPY_TRIES; i++) {
        struct stamp before, after;
        struct err why = {0};
        read_stamp(path, &before);
        enum err_code rc = ERR_OK;
        for (size_t part = 0; rc == ERR_OK && part < PARTS_COUNT; part++)
            rc = copy_part(c, path, part, &why);
        read_stamp(path, &after);
        if (memcmp(&before, &after, sizeof before) == 0) {
            if (rc != ERR_OK)
                *e = why;
            return rc;
        }
        remove_parts(c);
    }
    return err_set(e, ERR_BUSY, _("%s: in use by another process"), path);
}

/* The process that has SQLite's lock on the file. */
static pid_t find_writer(const char *path)
{
    struct flock lock = {
        .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = LOCKS_AT, .l_len = LOCKS};
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    bool is_held = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    close(fd);
    return is_held ? lock.l_pid : 0;
}

/* ---- telling ---- */

/* Stops at the first event that does not follow from those before it. */
static enum err_code tell(const struct buf *records, struct doctor_journal *j, struct err *e)
{
    enum err_code rc = ERR_OK;
    j->events = records->len / JOURNAL_RECORD;
    for (size_t i = 0; rc == ERR_OK && i < j->events; i++) {
        struct journal_event ev;
        rc = journal_decode(records->data + i * JOURNAL_RECORD, &ev, e);
        if (rc == ERR_OK)
            rc = journal_apply(&j->state, &ev, e);
        if (rc == ERR_OK)
            rc = ledger_add(&j->ledger, &ev, e);
    }
    for (unsigned q = 0; q < SESSION_PAPER_QUESTIONS_MAX; q++)
        j->answered += j->state.choice[q] != JOURNAL_NO_CHOICE;
    return rc;
}

/* A message about the copy is one about the file itself. */
static void drop_prefix(struct err *e, const char *prefix)
{
    size_t n = strlen(prefix);
    if (strncmp(e->text, prefix, n) == 0 && strncmp(e->text + n, ": ", 2) == 0)
        memmove(e->text, e->text + n + 2, strlen(e->text + n + 2) + 1);
}

static enum err_code read_copy(const char *path, struct buf *records, struct err *e)
{
    enum err_code rc = attempt_load(path, records, e);
    drop_prefix(e, path);
    return rc == ERR_IO ? err_set(e, ERR_FORMAT, "%s", e->text) : rc; /* the copy reads; what does
                                                                         not is the database in
                                                                         it */
}

enum err_code doctor_attempt(const char *path, const char *avoid, struct doctor_journal *out,
                             uint8_t head[CRYPT_HASH], struct err *e)
{
    struct copy c = {0};
    struct buf records;
    struct err why = {0};
    memset(out, 0, sizeof *out);
    journal_state_init(&out->state, SESSION_PAPER_QUESTIONS_MAX);
    buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    out->writer = find_writer(path);
    enum err_code rc = copy_begin(&c, path, avoid, e);
    if (rc == ERR_OK)
        rc = copy_all(&c, path, e);
    if (rc == ERR_OK) {
        rc = read_copy(c.path, &records, e);
        enum err_code told = tell(&records, out, rc == ERR_OK ? e : &why);
        out->is_strict = rc == ERR_OK && told == ERR_OK;
        rc = rc == ERR_OK ? told : rc;
    }
    if (out->events > 0)
        journal_head(records.data, out->events, head);
    copy_end(&c);
    buf_free(&records);
    return rc;
}
