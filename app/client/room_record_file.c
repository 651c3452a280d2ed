#include "app/client/room_record_file.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    ASIDE_MAX = 999,     /* files set aside */
    PENDING_MAX = 10000, /* records in memory alone */
    LOCK_TRIES = 100,
    LOCK_WAIT_MS = 10,
    FILE_BYTES = ROOM_RECORD_FILE_RECORDS * ROOM_RECORD
};

struct room_record_file {
    char *path;
    uint8_t *key; /* secret memory */
    struct clock_source clock;
    struct buf aside;   /* records of files set aside */
    struct buf own;     /* of the present file, as it was last seen */
    struct buf pending; /* not on the disk: struct room_record each */
    bool is_behind;     /* something was set aside: the next file says so */
    struct err trouble;
};

static size_t count_of(const struct buf *records)
{
    return records->len / ROOM_RECORD;
}

static size_t pending_count(const struct room_record_file *f)
{
    return f->pending.len / sizeof(struct room_record);
}

static struct room_record pending_at(const struct room_record_file *f, size_t i)
{
    struct room_record r;
    memcpy(&r, f->pending.data + i * sizeof r, sizeof r);
    return r;
}

/* ---- files ---- */

/* The name of the K-th file set aside, malloc'd. */
static char *aside_path(const struct room_record_file *f, int k)
{
    char *path = NULL;
    return asprintf(&path, "%s.%d", f->path, k) < 0 ? NULL : path;
}

static enum err_code read_all(int fd, struct buf *out, struct err *e)
{
    struct stat st;
    buf_clear(out);
    if (fstat(fd, &st) != 0)
        return err_set_errno(e, errno, "%s", _("room record"));
    if (!S_ISREG(st.st_mode) || st.st_size > 2 * FILE_BYTES)
        return err_set(e, ERR_FORMAT, _("the room record is no file of this program's"));
    for (off_t at = 0;;) {
        uint8_t part[8192];
        ssize_t n = pread(fd, part, sizeof part, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set_errno(e, errno, "%s", _("room record"));
        if (n == 0)
            return buf_check(out, _("room record"), e);
        buf_add(out, part, (size_t)n);
        at += n;
    }
}

/* As many of them as hold. */
static void keep_good(const struct room_record_file *f, struct buf *records)
{
    size_t n = room_record_verify(records->data, count_of(records), f->key, NULL);
    records->len = n * ROOM_RECORD;
}

/* What the files set aside prove, in their order. True when there is one. */
static bool read_aside(const struct room_record_file *f, struct buf *out)
{
    struct err ignored;
    for (int k = 1; k <= ASIDE_MAX; k++) {
        struct buf records;
        char *path = aside_path(f, k);
        int fd = path ? open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
        bool is_there = fd >= 0 || (path && errno != ENOENT);
        free(path);
        if (!is_there)
            return k > 1;
        buf_init(&records, 2 * FILE_BYTES);
        if (fd >= 0 && read_all(fd, &records, &ignored) == ERR_OK) {
            keep_good(f, &records);
            buf_add(out, records.data, records.len);
        }
        buf_free(&records);
        if (fd >= 0)
            close(fd);
    }
    return true;
}

/* Waits a second for other programs of this seat. */
static bool lock(int fd)
{
    for (int i = 0; i < LOCK_TRIES; i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = LOCK_WAIT_MS * 1000000L}, NULL);
    }
    return false;
}

static bool is_under_its_name(const struct room_record_file *f, int fd)
{
    struct stat here, there;
    return fstat(fd, &here) == 0 && lstat(f->path, &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

/* The file, locked; -1 with trouble. Another program may set it aside meanwhile. */
static int open_locked(struct room_record_file *f)
{
    for (int i = 0; i < LOCK_TRIES; i++) {
        int fd = open(f->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
        if (fd < 0) {
            err_set_errno(&f->trouble, errno, "%s", f->path);
            return -1;
        }
        if (!lock(fd)) {
            err_set(&f->trouble, ERR_BUSY, _("%s: another program holds it"), f->path);
            close(fd);
            return -1;
        }
        if (is_under_its_name(f, fd))
            return fd;
        close(fd);
    }
    err_set(&f->trouble, ERR_BUSY, _("%s: another program holds it"), f->path);
    return -1;
}

/* Under a name that nothing has; never over another. */
static bool rename_aside(struct room_record_file *f)
{
    for (int k = 1; k <= ASIDE_MAX; k++) {
        char *path = aside_path(f, k);
        bool is_done = path && renameat2(AT_FDCWD, f->path, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
        int why = errno;
        free(path);
        if (is_done)
            return true;
        if (why != EEXIST) {
            err_set_errno(&f->trouble, why, "%s", f->path);
            return false;
        }
    }
    err_set(&f->trouble, ERR_LIMIT, _("%s: too many of it are set aside"), f->path);
    return false;
}

static bool begins_with(const struct buf *records, const struct buf *with)
{
    return with->len == 0 ||
           (records->len >= with->len && memcmp(records->data, with->data, with->len) == 0);
}

/* What stands there does not go on from what is known, or is full: it gets another name, and what
 * either of them proves stays. Returns the new file, locked; -1 with trouble. */
static int begin_anew(struct room_record_file *f, int fd, const struct buf *there)
{
    struct stat st;
    bool is_empty = fstat(fd, &st) == 0 && st.st_size == 0;
    if (!begins_with(there, &f->own))
        buf_add(&f->aside, f->own.data, f->own.len);
    if (!begins_with(&f->own, there) || begins_with(there, &f->own))
        buf_add(&f->aside, there->data, there->len);
    buf_clear(&f->own);
    f->is_behind = true;
    if (is_empty)
        return fd;
    bool is_aside = rename_aside(f);
    close(fd);
    return is_aside ? open_locked(f) : -1;
}

static bool contains(const struct buf *records, const struct buf *part)
{
    for (size_t at = 0; at + part->len <= records->len; at += ROOM_RECORD)
        if (memcmp(records->data + at, part->data, part->len) == 0)
            return true;
    return false;
}

/* Another program has set the file aside that was known here, and began a new one: what is set
 * aside is read anew. */
static bool was_set_aside(struct room_record_file *f)
{
    struct buf aside;
    buf_init(&aside, f->aside.cap);
    read_aside(f, &aside);
    bool is_all = aside.len >= f->aside.len + f->own.len && contains(&aside, &f->own);
    struct buf old = is_all ? f->aside : aside;
    if (is_all)
        f->aside = aside;
    buf_free(&old);
    return is_all;
}

/* What stands there goes on from what is known here. */
static bool goes_on(struct room_record_file *f, const struct buf *there)
{
    return begins_with(there, &f->own) || was_set_aside(f);
}

/* What other programs have written since, or what was done to the file. Returns it locked; -1 with
 * trouble. */
static int sync_in(struct room_record_file *f)
{
    struct buf there;
    int fd = open_locked(f);
    if (fd < 0)
        return -1;
    buf_init(&there, 2 * FILE_BYTES);
    enum err_code rc = read_all(fd, &there, &f->trouble);
    size_t len = there.len;
    if (rc == ERR_OK)
        keep_good(f, &there);
    if (rc == ERR_OK && there.len == len && goes_on(f, &there)) {
        buf_clear(&f->own);
        buf_add(&f->own, there.data, there.len);
    } else if (rc == ERR_OK || rc == ERR_FORMAT) {
        fd = begin_anew(f, fd, &there);
    } else {
        close(fd);
        fd = -1;
    }
    buf_free(&there);
    return fd;
}

/* ---- the chain ---- */

/* Where it goes on. */
struct tip {
    uint8_t mac[CRYPT_HASH];
    uint32_t seq;
};

static struct tip tip_of(const struct buf *records)
{
    struct tip t = {.seq = (uint32_t)count_of(records)};
    if (records->len)
        memcpy(t.mac, records->data + records->len - sizeof t.mac, sizeof t.mac);
    return t;
}

static void chain(const struct room_record_file *f, struct tip *t, struct room_record r,
                  struct buf *out)
{
    uint8_t bytes[ROOM_RECORD];
    r.seq = t->seq++;
    room_record_encode(&r, f->key, t->mac, bytes);
    memcpy(t->mac, bytes + ROOM_RECORD_BODY, sizeof t->mac);
    buf_add(out, bytes, sizeof bytes);
}

void room_record_stamp(const struct clock_source *clock, struct room_record *r)
{
    r->wall_ms = clock_wall_ms(clock);
    r->boot_ms = clock_boot_ms(clock);
    memcpy(r->boot_hash, clock->boot_hash, sizeof r->boot_hash);
}

/* The first record of a file behind one that was set aside. */
static struct room_record behind(const struct room_record_file *f)
{
    struct room_record r = {.what = ROOM_STARTED, .paper = (uint32_t)ROOM_RECORD_NO_PAPER};
    memset(r.data, 0xff, sizeof r.data);
    room_record_stamp(&f->clock, &r);
    return r;
}

/* ---- writing ---- */

static bool write_all(int fd, const uint8_t *bytes, size_t len, off_t at)
{
    while (len) {
        ssize_t n = pwrite(fd, bytes, len, at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* Behind what stands there, durable; else the file is as it was. */
static enum err_code append(struct room_record_file *f, int fd, const struct buf *records,
                            struct err *e)
{
    off_t at = (off_t)f->own.len;
    bool is_new = at == 0;
    if (!write_all(fd, records->data, records->len, at) || fdatasync(fd) != 0) {
        enum err_code rc = err_set_errno(e, errno, "%s", f->path);
        int ignored = ftruncate(fd, at); /* else it is found damaged, and set aside */
        (void)ignored;
        return rc;
    }
    return is_new ? file_sync_folder_of(f->path, e) : ERR_OK;
}

/* Everything that waits, as it is to stand behind the present records. */
static void chain_pending(const struct room_record_file *f, struct buf *out)
{
    struct tip t = tip_of(&f->own);
    if (f->is_behind && t.seq == 0 && pending_count(f))
        chain(f, &t, behind(f), out);
    for (size_t i = 0; i < pending_count(f); i++)
        chain(f, &t, pending_at(f, i), out);
}

static int make_room(struct room_record_file *f, int fd)
{
    return fd >= 0 && count_of(&f->own) + pending_count(f) > ROOM_RECORD_FILE_RECORDS
               ? begin_anew(f, fd, &f->own)
               : fd;
}

/* With the file locked. */
static void write_pending(struct room_record_file *f, int fd)
{
    struct buf records;
    if (pending_count(f) == 0) {
        err_clear(&f->trouble);
        return;
    }
    buf_init(&records, FILE_BYTES + (PENDING_MAX + 2) * ROOM_RECORD);
    chain_pending(f, &records);
    enum err_code rc = buf_check(&records, _("room record"), &f->trouble);
    if (rc == ERR_OK)
        rc = append(f, fd, &records, &f->trouble);
    if (rc == ERR_OK) {
        buf_add(&f->own, records.data, records.len);
        buf_clear(&f->pending);
        f->is_behind = false;
        err_clear(&f->trouble);
    }
    buf_free(&records);
}

static void keep_pending(struct room_record_file *f, const struct room_record *r)
{
    struct room_record stamped = *r;
    if (!r->wall_ms && !r->boot_ms)
        room_record_stamp(&f->clock, &stamped);
    if (pending_count(f) < PENDING_MAX)
        buf_add(&f->pending, &stamped, sizeof stamped);
}

static void write_now(struct room_record_file *f)
{
    int fd = make_room(f, sync_in(f));
    if (fd < 0)
        return;
    write_pending(f, fd);
    close(fd);
}

void room_record_file_add(struct room_record_file *f, const struct room_record *r)
{
    keep_pending(f, r);
    write_now(f);
}

void room_record_file_retry(struct room_record_file *f)
{
    write_now(f);
}

struct room_record room_record_of_note(enum room_what what, const uint8_t *data)
{
    struct room_record r = {.what = (uint16_t)what, .paper = (uint32_t)ROOM_RECORD_NO_PAPER};
    if (data)
        memcpy(r.data, data, sizeof r.data);
    return r;
}

void room_record_file_note(struct room_record_file *f, enum room_what what, const uint8_t *data)
{
    struct room_record r = room_record_of_note(what, data);
    room_record_file_add(f, &r);
}

/* ---- the beginning and the end ---- */

static char *path_of(const struct room_record_setup *setup)
{
    char seat[MANIFEST_SEAT], name[SESSION_NAME_MAX + MANIFEST_SEAT + 8];
    manifest_seat_name(setup->seat, seat);
    snprintf(name, sizeof name, "%s.%s.room", setup->session->info.name, seat);
    return file_join(setup->dir, name);
}

enum err_code room_record_file_open(const struct room_record_setup *setup,
                                    struct room_record_file **out, struct err *e)
{
    uint8_t seat_hash[CRYPT_HASH];
    struct room_record_file *f = *out = calloc(1, sizeof *f);
    if (!f)
        return err_memory(e);
    f->path = path_of(setup);
    f->key = crypt_secret_new(CRYPT_KEY);
    f->clock = setup->clock;
    buf_init(&f->aside, (size_t)(ASIDE_MAX + 1) * FILE_BYTES);
    buf_init(&f->own, 2 * FILE_BYTES);
    buf_init(&f->pending, PENDING_MAX * sizeof(struct room_record));
    if (!f->path || !f->key) {
        room_record_file_close(f);
        *out = NULL;
        return err_memory(e);
    }
    crypt_hash(LABEL_SEAT, setup->seat, strlen(setup->seat), seat_hash);
    room_record_key(setup->S, seat_hash, f->key);
    f->is_behind = read_aside(f, &f->aside);
    int fd = sync_in(f);
    if (fd < 0 && (fd = open(f->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) >= 0) {
        struct err ignored;
        if (read_all(fd, &f->own, &ignored) != ERR_OK)
            buf_clear(&f->own);
        keep_good(f, &f->own);
    }
    if (fd >= 0)
        close(fd);
    return ERR_OK;
}

void room_record_file_close(struct room_record_file *f)
{
    if (!f)
        return;
    buf_free(&f->aside);
    buf_free(&f->own);
    buf_free(&f->pending);
    crypt_secret_free(f->key);
    free(f->path);
    free(f);
}

const struct err *room_record_file_trouble(const struct room_record_file *f)
{
    return &f->trouble;
}

/* ---- all of them ---- */

size_t room_record_file_count(const struct room_record_file *f)
{
    return count_of(&f->aside) + count_of(&f->own) + pending_count(f);
}

void room_record_file_at(const struct room_record_file *f, size_t i, struct room_record *out)
{
    size_t aside = count_of(&f->aside), own = count_of(&f->own);
    if (i < aside)
        room_record_decode(f->aside.data + i * ROOM_RECORD, out);
    else if (i < aside + own)
        room_record_decode(f->own.data + (i - aside) * ROOM_RECORD, out);
    else
        *out = pending_at(f, i - aside - own);
}

void room_record_file_bytes(const struct room_record_file *f, struct buf *out)
{
    struct buf waiting;
    buf_init(&waiting, FILE_BYTES + (PENDING_MAX + 2) * ROOM_RECORD);
    buf_clear(out);
    buf_add(out, f->aside.data, f->aside.len);
    buf_add(out, f->own.data, f->own.len);
    chain_pending(f, &waiting);
    buf_add(out, waiting.data, waiting.len);
    if (waiting.failed)
        buf_fail(out);
    buf_free(&waiting);
}

enum room_record_use room_record_file_use_voucher(struct room_record_file *f,
                                                  const struct room_record *use)
{
    int fd = sync_in(f);
    enum room_record_use what = room_record_file_voucher(f, use);
    if (what == ROOM_RECORD_FRESH) {
        keep_pending(f, use);
        fd = make_room(f, fd);
    }
    if (what == ROOM_RECORD_FRESH && fd >= 0)
        write_pending(f, fd);
    if (fd >= 0)
        close(fd);
    return what;
}
