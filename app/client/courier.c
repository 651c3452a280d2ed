#include "app/client/courier.h"

#include "app/core/clock.h"
#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/manifest.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ERRANDS = 64, FILE_MAX = 32 * 1024 * 1024, FOUND_MAX = 4 * 1024 * 1024 };

struct errand {
    char name[COURIER_NAME], group[COURIER_NAME], replaces[COURIER_NAME];
    uint8_t *data;
    size_t len;
};

struct courier {
    pthread_mutex_t lock;        /* over all below but what says otherwise */
    pthread_cond_t changed;
    char path[PATH_MAX];         /* the thread's alone */
    bool is_known, was_mounted;  /* the thread's: looked at once; another device than the folder above */
    struct errand errand[ERRANDS];
    size_t count;                /* errand[0] is on its way */
    bool is_busy;                /* the thread is out with errand[0] or a look */
    char look[COURIER_NAME];     /* prefix; "" for none */
    unsigned looks;
    struct courier_file found[COURIER_FOUND];
    size_t founds;
    char brought[ERRANDS][COURIER_NAME]; /* names brought from here, the last ones */
    size_t broughts;
    struct err trouble;
    struct timespec since;       /* when the oldest errand began to wait */
    bool stopping, giving_up, is_hurried, ended, abandoned;
    int news;
};

static void tell(struct courier *c)
{
    uint64_t one = 1;
    ssize_t ignored = write(c->news, &one, sizeof one);
    (void)ignored;
    pthread_cond_broadcast(&c->changed);
}

static void free_errand(struct errand *d)
{
    if (d->data)
        crypt_wipe(d->data, d->len);
    free(d->data);
    memset(d, 0, sizeof *d);
}

static void free_all(struct courier *c)
{
    for (size_t i = 0; i < c->count; i++)
        free_errand(&c->errand[i]);
    for (size_t i = 0; i < c->founds; i++)
        buf_free(&c->found[i].bytes);
    close(c->news);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

/* ---- on the thread ---- */

/* A share that is gone leaves an empty folder of the local disk behind: nothing is laid there. A link in its place is not followed. */
static enum err_code check_folder(struct courier *c, struct err *e)
{
    struct stat here, above;
    char parent[PATH_MAX + 4];
    snprintf(parent, sizeof parent, "%s/..", c->path);
    if (lstat(c->path, &here) != 0 || stat(parent, &above) != 0)
        return err_set_errno(e, errno, "%s", c->path);
    if (!S_ISDIR(here.st_mode))
        return err_set(e, ERR_FORMAT, _("%s: not a folder"), c->path);
    bool is_mounted = here.st_dev != above.st_dev;
    if (c->is_known && c->was_mounted && !is_mounted)
        return err_set(e, ERR_IO, _("%s: the share is not mounted any more"), c->path);
    c->is_known = true;
    c->was_mounted = is_mounted;
    return ERR_OK;
}

/* The name is that of a journal's hash: the same name and length is the same journal, sealed again. */
static enum err_code check_standing(const char *path, size_t len, struct err *e)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return err_set_errno(e, errno, "%s", path);
    if (!S_ISREG(st.st_mode) || st.st_size < 0 || (size_t)st.st_size != len)
        return err_set(e, ERR_CONFLICT, _("%s: stands already and holds something else"), path);
    return file_sync(path, e);
}

static void remove_old(struct courier *c, const char *name)
{
    struct stat st;
    char *path = name[0] ? file_join(c->path, name) : NULL;
    if (path && lstat(path, &st) == 0 && S_ISREG(st.st_mode))
        unlink(path);
    free(path);
}

static enum err_code bring(struct courier *c, const struct errand *d, struct err *e)
{
    enum err_code rc = check_folder(c, e);
    if (rc == ERR_OK && !d->data) {
        remove_old(c, d->replaces);
        return ERR_OK;
    }
    char *path = file_join(c->path, d->name);
    if (rc == ERR_OK && !path)
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && manifest_is_file_name(d->name)) /* the last one counts */
        rc = file_write(path, d->data, d->len, FILE_REPLACE, e);
    else if (rc == ERR_OK)
        rc = file_exists(path) ? check_standing(path, d->len, e) : file_write(path, d->data, d->len, FILE_NEW, e);
    if (rc == ERR_OK && strcmp(d->replaces, d->name) != 0)
        remove_old(c, d->replaces);
    free(path);
    return rc;
}

static bool is_brought(struct courier *c, const char *name)
{
    bool found = false;
    pthread_mutex_lock(&c->lock);
    for (size_t i = 0; i < c->broughts && i < ERRANDS && !found; i++)
        found = strcmp(c->brought[i], name) == 0;
    pthread_mutex_unlock(&c->lock);
    return found;
}

/* Half-written, foreign and unreadable files are passed over: whoever takes what was found verifies it. */
static size_t look(struct courier *c, const char *prefix, struct courier_file found[COURIER_FOUND], struct err *e)
{
    size_t n = 0;
    struct err ignored;
    DIR *d = check_folder(c, e) == ERR_OK ? opendir(c->path) : NULL;
    if (!d && e->code == ERR_OK)
        err_set_errno(e, errno, "%s", c->path);
    for (struct dirent *entry; d && n < COURIER_FOUND && (entry = readdir(d));) {
        const char *name = entry->d_name;
        bool is_ours = strncmp(name, prefix, strlen(prefix)) == 0 && (resume_is_file_name(name) || answers_is_file_name(name));
        if (!is_ours || strlen(name) >= COURIER_NAME || is_brought(c, name))
            continue;
        char *path = file_join(c->path, name);
        buf_init(&found[n].bytes, FOUND_MAX);
        snprintf(found[n].name, COURIER_NAME, "%s", name);
        if (path && file_read(path, FOUND_MAX, &found[n].bytes, &ignored) == ERR_OK)
            n++;
        else
            buf_free(&found[n].bytes);
        free(path);
    }
    if (d)
        closedir(d);
    return n;
}

/* With the lock; it is open meanwhile. */
static void go_looking(struct courier *c)
{
    char prefix[COURIER_NAME];
    struct courier_file found[COURIER_FOUND];
    struct err e = {0};
    memcpy(prefix, c->look, sizeof prefix);
    c->look[0] = '\0';
    pthread_mutex_unlock(&c->lock);
    size_t n = look(c, prefix, found, &e);
    pthread_mutex_lock(&c->lock);
    for (size_t i = 0; i < n; i++) {
        if (c->founds < COURIER_FOUND)
            c->found[c->founds++] = found[i];
        else
            buf_free(&found[i].bytes);
    }
    c->looks++;
    c->trouble = e;
}

/* True when the first errand is done. */
static bool go_bringing(struct courier *c)
{
    struct errand d = c->errand[0]; /* stays first, and is changed by nobody while it is out */
    struct err e = {0};
    pthread_mutex_unlock(&c->lock);
    enum err_code rc = bring(c, &d, &e);
    pthread_mutex_lock(&c->lock);
    c->trouble = rc == ERR_OK ? (struct err){0} : e;
    if (rc != ERR_OK)
        return false;
    if (d.data)
        snprintf(c->brought[c->broughts++ % ERRANDS], COURIER_NAME, "%s", d.name);
    free_errand(&c->errand[0]);
    c->count--;
    memmove(c->errand, c->errand + 1, c->count * sizeof *c->errand);
    memset(&c->errand[c->count], 0, sizeof *c->errand);
    clock_gettime(CLOCK_MONOTONIC, &c->since);
    return true;
}

static void *work(void *context)
{
    struct courier *c = context;
    struct timespec until;
    pthread_mutex_lock(&c->lock);
    while (!c->giving_up) {
        while (c->count == 0 && !c->look[0] && !c->stopping)
            pthread_cond_wait(&c->changed, &c->lock);
        if ((c->count == 0 && !c->look[0]) || c->giving_up)
            break;
        bool is_look = c->look[0] != '\0', done = true;
        c->is_busy = true;
        if (is_look)
            go_looking(c);
        else
            done = go_bringing(c);
        c->is_busy = false;
        tell(c);
        clock_deadline(&until, COURIER_RETRY_MS);
        while (!done && !c->giving_up && !c->is_hurried && !c->look[0] &&
               pthread_cond_timedwait(&c->changed, &c->lock, &until) != ETIMEDOUT) {
        }
        c->is_hurried = false;
    }
    c->ended = true;
    bool abandoned = c->abandoned;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
    if (abandoned)
        free_all(c);
    return NULL;
}

/* ---- on the program's side ---- */

/* Detached, for it may never come back. Signals are the terminal's. */
static bool start_thread(struct courier *c)
{
    pthread_t thread;
    pthread_attr_t attr;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    bool is_started = pthread_create(&thread, &attr, work, c) == 0;
    pthread_attr_destroy(&attr);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return is_started;
}

enum err_code courier_start(const char *drop, struct courier **out, struct err *e)
{
    pthread_condattr_t attr;
    struct courier *c = calloc(1, sizeof *c);
    *out = NULL;
    if (!c)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    snprintf(c->path, sizeof c->path, "%s", drop);
    for (size_t n = strlen(c->path); n > 1 && c->path[n - 1] == '/'; n--)
        c->path[n - 1] = '\0'; /* a slash at the end would follow a link */
    c->news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&c->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&c->changed, &attr);
    pthread_condattr_destroy(&attr);
    if (c->news < 0 || !start_thread(c)) {
        free_all(c);
        return err_set(e, ERR_IO, _("the thread for the drop folder cannot be started"));
    }
    *out = c;
    return ERR_OK;
}

void courier_stop(struct courier *c, int ms)
{
    struct timespec until;
    if (!c)
        return;
    pthread_mutex_lock(&c->lock);
    c->stopping = c->is_hurried = true;
    pthread_cond_broadcast(&c->changed);
    clock_deadline(&until, ms);
    while (!c->ended && pthread_cond_timedwait(&c->changed, &c->lock, &until) != ETIMEDOUT) {
    }
    c->giving_up = true;
    pthread_cond_broadcast(&c->changed);
    while (!c->ended && !c->is_busy)
        pthread_cond_wait(&c->changed, &c->lock);
    bool ended = c->ended;
    c->abandoned = !ended;
    pthread_mutex_unlock(&c->lock);
    if (ended)
        free_all(c);
}

/* The place for an errand: that of a waiting one of the same group, whose old file it then inherits, or a new one. */
static struct errand *place_for(struct courier *c, const char *group)
{
    for (size_t i = c->is_busy ? 1 : 0; group[0] && i < c->count; i++)
        if (strcmp(c->errand[i].group, group) == 0)
            return &c->errand[i];
    if (c->count == ERRANDS)
        return NULL;
    if (c->count == 0)
        clock_gettime(CLOCK_MONOTONIC, &c->since);
    return &c->errand[c->count++];
}

bool courier_bring(struct courier *c, const char *name, const void *bytes, size_t len, const char *group, const char *replaces)
{
    uint8_t *copy = len <= FILE_MAX ? malloc(len + 1) : NULL;
    if (!copy)
        return false;
    memcpy(copy, bytes, len);
    pthread_mutex_lock(&c->lock);
    struct errand *d = place_for(c, group);
    if (d) {
        bool is_taken_over = d->data != NULL;
        char old[COURIER_NAME];
        memcpy(old, d->replaces, sizeof old);
        free_errand(d);
        *d = (struct errand){.data = copy, .len = len};
        snprintf(d->name, sizeof d->name, "%s", name);
        snprintf(d->group, sizeof d->group, "%s", group);
        snprintf(d->replaces, sizeof d->replaces, "%s", is_taken_over ? old : replaces);
        pthread_cond_broadcast(&c->changed);
    }
    pthread_mutex_unlock(&c->lock);
    if (!d)
        free(copy);
    return d != NULL;
}

void courier_remove(struct courier *c, const char *name)
{
    pthread_mutex_lock(&c->lock);
    struct errand *d = place_for(c, "");
    if (d) { /* no room: it stays, and is known for what it is when it is read */
        memset(d, 0, sizeof *d);
        snprintf(d->replaces, sizeof d->replaces, "%s", name);
        pthread_cond_broadcast(&c->changed);
    }
    pthread_mutex_unlock(&c->lock);
}

void courier_look(struct courier *c, const char *prefix)
{
    pthread_mutex_lock(&c->lock);
    snprintf(c->look, sizeof c->look, "%s", prefix);
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
}

int courier_fd(const struct courier *c)
{
    return c->news;
}

void courier_news(struct courier *c, struct courier_news *out)
{
    uint64_t drained;
    ssize_t ignored = read(c->news, &drained, sizeof drained);
    (void)ignored;
    pthread_mutex_lock(&c->lock);
    *out = (struct courier_news){.waiting = (unsigned)c->count, .trouble = c->trouble, .looks = c->looks, .founds = c->founds};
    memcpy(out->found, c->found, sizeof out->found);
    c->founds = 0;
    pthread_mutex_unlock(&c->lock);
}

void courier_news_free(struct courier_news *n)
{
    for (size_t i = 0; i < n->founds; i++)
        buf_free(&n->found[i].bytes);
    n->founds = 0;
}

bool courier_is_late(struct courier *c, int ms)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    pthread_mutex_lock(&c->lock);
    int64_t waited = (int64_t)(now.tv_sec - c->since.tv_sec) * 1000 + (now.tv_nsec - c->since.tv_nsec) / 1000000;
    bool late = c->count > 0 && waited > ms;
    pthread_mutex_unlock(&c->lock);
    return late;
}

void courier_retry(struct courier *c)
{
    pthread_mutex_lock(&c->lock);
    c->is_hurried = true;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
}
