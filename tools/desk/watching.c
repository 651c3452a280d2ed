#include "tools/desk/watching.h"

#include "app/core/file.h"
#include "app/core/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- one look ---- */

struct watch_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    const char *devices;
    char path[PLACES_PATH];
    bool is_mount, is_none, is_gone;
    enum err_code rc;
    struct err err;
    struct day_look_reply reply;
};

/* Where nobody can tell it is not gone: what is looked at then says why. */
static bool is_gone(const char *path)
{
    struct stat st;
    return stat(path, &st) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static void run(struct looks_task *task)
{
    struct watch_task *t = (struct watch_task *)task;
    char *path[] = {t->path};
    t->is_none = t->is_mount && !sticks_is_one(t->devices, t->path);
    t->is_gone = !t->is_mount && is_gone(t->path);
    if (!t->is_none && !t->is_gone)
        t->rc = day_look_op.run(&t->work, &(struct day_look_request){.path = {path, 1}}, &t->reply,
                                &t->err);
}

static void free_task(struct looks_task *task)
{
    struct watch_task *t = (struct watch_task *)task;
    day_look_op.forget(&t->reply);
    free(t);
}

static void begin(struct desk *d, const struct watch_folder *f)
{
    struct watch_task *t = calloc(1, sizeof *t);
    if (!t)
        return; /* it is looked at again in ten seconds */
    t->task = (struct looks_task){.subject = t->path, .run = run, .free = free_task};
    t->work.folder = d->setup.work->folder;
    t->work.lang = d->setup.work->lang;
    t->devices = machine_of(d->setup.work)->devices;
    t->is_mount = f->place.is_stick;
    snprintf(t->path, sizeof t->path, "%s", f->place.path);
    stack_begin_look(d, NULL, &t->task);
}

/* ---- which there are ---- */

static struct watch_folder *find(const struct watch *w, const char *path)
{
    for (size_t i = 0; i < w->folders; i++)
        if (strcmp(w->folder[i]->place.path, path) == 0)
            return w->folder[i];
    return NULL;
}

static void add(struct watch *w, size_t at, const char *path, bool is_stick)
{
    struct watch_folder *f = w->folders < WATCH_MAX ? calloc(1, sizeof *f) : NULL;
    if (!f)
        return;
    f->place.is_stick = is_stick;
    snprintf(f->place.path, sizeof f->place.path, "%s", path);
    snprintf(f->place.name, sizeof f->place.name, is_stick ? "USB %.50s" : "%.60s",
             file_base(path));
    memmove(&w->folder[at + 1], &w->folder[at], (w->folders++ - at) * sizeof w->folder[0]);
    w->folder[at] = f;
}

static size_t count_sticks(const struct watch *w)
{
    size_t n = 0;
    while (n < w->folders && w->folder[n]->place.is_stick)
        n++;
    return n;
}

static uint64_t hash_of(const char *mounts)
{
    char bytes[4096];
    uint64_t hash = TEXT_HASH;
    FILE *f = fopen(mounts, "re");
    for (size_t n; f && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
        hash = text_hash(bytes, n, hash);
    if (f)
        fclose(f);
    return hash;
}

bool watch_has_changed(const struct desk *d)
{
    return hash_of(machine_of(d->setup.work)->mounts) != d->watch.mounts;
}

static bool is_listed(char path[STICKS_MAX][STICKS_PATH], size_t n, const char *wanted)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(path[i], wanted) == 0)
            return true;
    return false;
}

/* A stick that is not mounted any more. Of as many as may be plugged in at once the files that were
 * not collected stay in mind. */
static void lose(struct watch *w, size_t i)
{
    struct watch_folder *f = w->folder[i];
    size_t pulled = 0;
    for (size_t k = 0; k < w->folders; k++)
        pulled += w->folder[k]->is_pulled;
    f->is_pulled = f->is_pulled || (f->has_found && f->found.fresh && pulled < STICKS_MAX);
    if (!f->is_pulled)
        watch_drop(w, i);
}

void watch_look(struct desk *d)
{
    const struct machine *m = machine_of(d->setup.work);
    struct watch *w = &d->watch;
    char path[STICKS_MAX][STICKS_PATH];
    w->mounts = hash_of(m->mounts);
    size_t n = sticks_mounted(m->mounts, m->roots, path);
    for (size_t i = count_sticks(w); i-- > 0;)
        if (!is_listed(path, n, w->folder[i]->place.path))
            lose(w, i);
    for (size_t i = 0; i < n; i++) {
        struct watch_folder *f = find(w, path[i]);
        if (f)
            f->is_pulled = false;
        else
            add(w, count_sticks(w), path[i], true);
    }
    for (size_t i = 0; i < w->folders; i++)
        if (!w->folder[i]->is_pulled || !w->folder[i]->place.is_stick)
            begin(d, w->folder[i]);
}

const struct watch_folder *watch_find(const struct desk *d, const char *path)
{
    return find(&d->watch, path);
}

void watch_choose(struct desk *d, const char *path)
{
    struct watch *w = &d->watch;
    if (find(w, path))
        return;
    if (w->folders - count_sticks(w) == WATCH_CHOSEN)
        watch_drop(w, count_sticks(w));
    add(w, w->folders, path, false);
}

void watch_leave(struct desk *d, const char *path)
{
    struct watch *w = &d->watch;
    for (size_t i = count_sticks(w); i < w->folders; i++)
        if (strcmp(w->folder[i]->place.path, path) == 0) {
            watch_drop(w, i);
            return;
        }
}

/* ---- what came ---- */

static void take(struct watch_folder *f, struct watch_task *t)
{
    bool is_late = f->is_pulled && f->place.is_stick; /* an answer from before it was pulled */
    f->is_pulled = is_late || (t->is_gone && f->has_found && f->found.fresh);
    if (f->is_pulled)
        return; /* what was found stays in mind */
    free(f->found.names);
    free(f->found.trouble);
    f->found = (struct day_look_place){0};
    f->is_known = true;
    f->is_none = t->is_none;
    f->is_gone = t->is_gone;
    f->has_found = t->rc == ERR_OK && t->reply.places == 1;
    if (f->has_found) {
        f->found = t->reply.place[0];
        t->reply.places = 0; /* its texts are the folder's now */
    } else if (t->rc != ERR_OK) {
        f->found.trouble = strdup(t->err.text);
    }
}

bool watch_take(struct desk *d, struct looks_task *task)
{
    if (task->run != run)
        return false;
    struct watch_task *t = (struct watch_task *)task;
    struct watch_folder *f = find(&d->watch, t->path);
    if (f)
        take(f, t);
    free_task(task);
    return true;
}

bool watch_is_silent(const struct desk *d, const struct watch_folder *f)
{
    return !f->is_pulled && looks_state(&d->looks, NULL, f->place.path,
                                        clock_boot_ms(&d->setup.clock)) == LOOKS_SILENT;
}

const char *watch_failed(const struct watch_folder *f)
{
    return f->found.trouble && !f->found.files ? f->found.trouble : "";
}

bool watch_is_shown(const struct desk *d, const struct watch_folder *f)
{
    return !f->is_none && !f->is_gone &&
           (f->is_known || !f->place.is_stick || watch_is_silent(d, f));
}
