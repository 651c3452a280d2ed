/* How an exchange folder is looked into for one paper. Anybody who can write there may have laid
 * there anything: names, sizes and the header's tag are judged before a file is read, and junk
 * takes nobody's place. */
#include "app/core/outbox_internal.h"
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CLOCK_EVERY = 64 /* names between two looks at the clock */ };

struct looking {
    struct outbox *o;
    const struct outbox_wish *w;
    struct outbox_sight *out;
    int dir;
    struct timespec until;
    size_t names, opened;
};

static bool is_time_up(struct looking *l)
{
    struct timespec now;
    if (l->names++ % CLOCK_EVERY)
        return false;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > l->until.tv_sec ||
           (now.tv_sec == l->until.tv_sec && now.tv_nsec >= l->until.tv_nsec);
}

/* "S.PAPER.", 16 letters, and one of the two ends: nothing else is ever written. */
static bool is_name(const struct outbox_wish *w, const char *name)
{
    size_t n = strlen(w->prefix);
    if (strncmp(name, w->prefix, n) != 0)
        return false;
    const char *receipt = name + n;
    return strspn(receipt, CODE_RECEIPT_ALPHABET) == CODE_RECEIPT &&
           (strcmp(receipt + CODE_RECEIPT, ".resume") == 0 ||
            strcmp(receipt + CODE_RECEIPT, ".answers") == 0);
}

/* The header, when it is one that the code's holder made, of this paper and for this name. */
static bool is_true(const struct outbox_wish *w, const uint8_t start[ANSWERS_START], uint64_t size,
                    struct outbox_found *out)
{
    struct err ignored;
    char receipt[CODE_RECEIPT + 1];
    if (answers_look(start, size, &out->info, &out->is_resume, &ignored) != ERR_OK)
        return false;
    code_receipt(out->info.head, receipt);
    return out->info.paper == w->paper &&
           memcmp(out->info.session_hash, w->session_hash, CRYPT_HASH) == 0 &&
           answers_is_tagged(&out->info, w->key) &&
           out->is_resume == resume_is_file_name(out->name) &&
           strncmp(out->name + strlen(w->prefix), receipt, CODE_RECEIPT) == 0;
}

/* Only a regular file of a possible size is opened. */
static bool read_start(struct looking *l, const char *name, uint8_t start[ANSWERS_START],
                       uint64_t *size)
{
    struct stat st;
    if (fstatat(l->dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode) ||
        st.st_size < ANSWERS_START + ANSWERS_STEP || st.st_size > ANSWERS_FILE_MAX)
        return false;
    int fd = openat(l->dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    l->opened++;
    if (fd < 0)
        return false;
    ssize_t n = pread(fd, start, ANSWERS_START, 0);
    close(fd);
    *size = (uint64_t)st.st_size;
    return n == ANSWERS_START;
}

/* Most events first; the one with the fewest falls out. */
static void keep(struct outbox_sight *s, const struct outbox_found *one)
{
    size_t at = s->founds < OUTBOX_FOUND ? s->founds++ : OUTBOX_FOUND;
    for (; at > 0 && s->found[at - 1].info.events < one->info.events; at--)
        if (at < OUTBOX_FOUND)
            s->found[at] = s->found[at - 1];
    if (at < OUTBOX_FOUND)
        s->found[at] = *one;
}

static void look_at(struct looking *l, const char *name)
{
    uint8_t start[ANSWERS_START];
    uint64_t size;
    struct outbox_found one = {0};
    snprintf(one.name, sizeof one.name, "%s", name);
    if (read_start(l, name, start, &size) && is_true(l->w, start, size, &one))
        keep(l->out, &one);
}

/* All names; is_crowded when there were too many, or no time was left. */
static enum err_code look_at_all(struct looking *l, DIR *d, struct err *e)
{
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(d);
        if (!entry)
            return errno ? err_set_errno(e, errno, "%s", l->o->path) : ERR_OK;
        if (!is_name(l->w, entry->d_name) || outbox_wrote(l->o, entry->d_name)) {
            if (!is_time_up(l))
                continue;
        } else if (l->opened < OUTBOX_LOOK_NAMES && !is_time_up(l)) {
            look_at(l, entry->d_name);
            continue;
        }
        l->out->is_crowded = true;
        return ERR_OK;
    }
}

/* What goes away meanwhile, or cannot be read, falls out. */
static void read_found(struct outbox *o, struct outbox_sight *s)
{
    struct err ignored;
    size_t n = 0;
    for (size_t i = 0; i < s->founds; i++) {
        struct outbox_found f = s->found[i];
        char *path = f.is_resume ? file_join(o->path, f.name) : NULL;
        buf_init(&f.bytes, ANSWERS_FILE_MAX);
        if (!f.is_resume ||
            (path && file_read(path, ANSWERS_FILE_MAX, &f.bytes, &ignored) == ERR_OK))
            s->found[n++] = f;
        else
            buf_free(&f.bytes);
        free(path);
    }
    s->founds = n;
}

void outbox_look_into(struct outbox *o, const struct outbox_wish *w, struct outbox_sight *out)
{
    struct looking l = {.o = o, .w = w, .out = out};
    enum err_code rc = outbox_folder_check(o, &out->trouble);
    DIR *d = rc == ERR_OK ? opendir(o->path) : NULL;
    if (rc == ERR_OK && !d)
        rc = err_set_errno(&out->trouble, errno, "%s", o->path);
    if (!d)
        return;
    l.dir = dirfd(d);
    clock_deadline(&l.until, OUTBOX_LOOK_MS);
    rc = look_at_all(&l, d, &out->trouble);
    closedir(d);
    read_found(o, out);
    if (rc == ERR_OK && w->claim[0] && out->founds == 0 && !out->is_crowded)
        rc = outbox_folder_claim(o, w, out, &out->trouble);
}
