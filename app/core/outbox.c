#include "app/core/outbox_internal.h"

#include "app/core/clock.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RETRY_MS = 5000, FAT_SHOWS_S = 60 };

static void wipe_and_free(void *data, size_t len)
{
    if (data)
        crypt_wipe(data, len);
    free(data);
}

static void free_transfer(struct transfer *t)
{
    wipe_and_free(t->data, t->len);
    memset(t, 0, sizeof *t);
}

static void free_sight(struct outbox_sight *s)
{
    for (size_t i = 0; i < s->founds; i++)
        buf_free(&s->found[i].bytes);
    *s = (struct outbox_sight){0};
}

static void free_shown(struct outbox *o)
{
    for (size_t i = 0; i < o->showns; i++)
        buf_free(&o->shown[i]);
    o->showns = 0;
}

static void free_orders(struct outbox *o)
{
    for (size_t i = 0; i < o->orders; i++)
        buf_free(&o->order[i].bytes);
    free(o->order);
    free(o->known);
}

static void free_outbox(void *context)
{
    struct outbox *o = context;
    free_orders(o);
    for (size_t i = 0; i < o->transfers; i++)
        free_transfer(&o->transfer[i]);
    free_sight(&o->sight);
    free_shown(o);
    buf_free(&o->whole.names);
    wipe_and_free(o->showing.data, o->showing.len);
    crypt_secret_free(o->wish);
    free(o);
}

/* ---- on the thread, with the lock but while the folder is touched ---- */

bool outbox_wrote(struct outbox *o, const char *name)
{
    bool found = false;
    worker_lock(&o->worker);
    for (size_t i = 0; i < o->writtens && i < OUTBOX_WAITING && !found; i++)
        found = strcmp(o->written[i], name) == 0;
    worker_unlock(&o->worker);
    return found;
}

/* Where the folder is gone, nothing is held there. */
static void set_missing(struct outbox *o, const struct err *missing)
{
    o->missing = *missing;
    if (missing->code != ERR_OK)
        o->held = (struct outbox_held){0};
}

static void look(struct outbox *o)
{
    struct outbox_sight sight = {.number = o->looks};
    struct outbox_wish *w = crypt_secret_new(sizeof *w);
    if (w)
        *w = *o->wish;
    o->is_look_wanted = false;
    worker_unlock(&o->worker);
    if (w)
        outbox_look_into(o, w, &sight);
    else
        err_memory(&sight.trouble);
    crypt_secret_free(w);
    worker_lock(&o->worker);
    free_sight(&o->sight);
    o->sight = sight;
    set_missing(o, &sight.trouble);
}

/* It stands there, read back. */
static void note_sent(struct outbox *o, const struct transfer *t)
{
    if (!t->data)
        return;
    snprintf(o->written[o->writtens++ % OUTBOX_WAITING], OUTBOX_NAME, "%s", t->name);
    if (t->events == 0)
        return;
    o->held = (struct outbox_held){t->journal, t->events};
    memcpy(o->held_name, t->name, sizeof o->held_name);
    o->held_len = t->len;
}

/* True when the first transfer is done. */
static bool send_first(struct outbox *o)
{
    struct transfer t =
        o->transfer[0]; /* stays first, and is changed by nobody while it is under way */
    struct err e = {0};
    struct err missing = {0};
    worker_unlock(&o->worker);
    enum err_code rc = outbox_folder_carry(o, &t, &e);
    if (rc != ERR_OK && outbox_folder_check(o, &missing) == ERR_OK)
        err_clear(&missing);
    worker_lock(&o->worker);
    o->trouble = rc == ERR_OK ? (struct err){0} : e;
    set_missing(o, &missing);
    if (rc != ERR_OK)
        return false;
    note_sent(o, &t);
    free_transfer(&o->transfer[0]);
    o->transfers--;
    memmove(o->transfer, o->transfer + 1, o->transfers * sizeof *o->transfer);
    memset(&o->transfer[o->transfers], 0, sizeof *o->transfer);
    clock_gettime(CLOCK_MONOTONIC, &o->since);
    return true;
}

static size_t whole_count(const struct whole *w)
{
    return w->names.len / OUTBOX_NAME;
}

static bool is_copying(const struct outbox *o)
{
    return o->whole.is_wanted || o->whole.at < whole_count(&o->whole);
}

/* The names of what is to be copied. */
static bool list_whole(struct outbox *o)
{
    struct whole *w = &o->whole;
    struct buf names;
    struct err e = {0};
    char dir[PATH_MAX], prefix[OUTBOX_NAME];
    memcpy(dir, w->dir, sizeof dir);
    memcpy(prefix, w->prefix, sizeof prefix);
    unsigned asked = w->asked;
    buf_init(&names, (size_t)WHOLE_NAMES_MAX * OUTBOX_NAME);
    worker_unlock(&o->worker);
    enum err_code rc = outbox_copy_list(dir, prefix, &names, &e);
    worker_lock(&o->worker);
    w->trouble = rc == ERR_OK ? (struct err){0} : e;
    if (rc != ERR_OK) {
        buf_free(&names);
        return false;
    }
    buf_free(&w->names);
    w->names = names;
    w->at = w->unreadable = 0;
    w->is_wanted = w->asked != asked; /* up to now nothing of it counts as copied */
    return true;
}

/* The next file of it. What cannot be read on the seat holds up no other. */
static bool copy_next(struct outbox *o)
{
    struct whole *w = &o->whole;
    struct err e = {0};
    char dir[PATH_MAX], name[OUTBOX_NAME];
    bool is_unreadable = false;
    memcpy(dir, w->dir, sizeof dir);
    memcpy(name, w->names.data + w->at * OUTBOX_NAME, sizeof name);
    worker_unlock(&o->worker);
    enum err_code rc = outbox_copy_one(o, dir, name, &is_unreadable, &e);
    worker_lock(&o->worker);
    if (is_unreadable) {
        w->unreadable++;
        w->trouble = e;
    } else {
        o->trouble = rc == ERR_OK ? (struct err){0} : e;
    }
    bool is_done = rc == ERR_OK || is_unreadable;
    if (is_done && !w->is_wanted && w->at < whole_count(w))
        w->at++;
    if (is_done)
        clock_gettime(CLOCK_MONOTONIC, &o->since);
    return is_done;
}

static void check(struct outbox *o)
{
    struct err e = {0};
    char name[OUTBOX_NAME];
    size_t len = o->held_len;
    memcpy(name, o->held_name, sizeof name);
    o->is_check_wanted = false;
    worker_unlock(&o->worker);
    enum err_code rc = outbox_folder_check(o, &e);
    bool is_held = rc == ERR_OK && name[0] && outbox_folder_has(o, name, len);
    if (rc == ERR_OK)
        err_clear(&e);
    worker_lock(&o->worker);
    set_missing(o, &e);
    if (!is_held)
        o->held = (struct outbox_held){0};
}

static void read_shown(struct outbox *o)
{
    struct buf found[OUTBOX_SHOWN];
    char prefix[OUTBOX_NAME];
    memcpy(prefix, o->read_prefix, sizeof prefix);
    o->read_prefix[0] = '\0';
    worker_unlock(&o->worker);
    size_t n = outbox_folder_read_shown(o, prefix, found);
    bool is_fat = outbox_folder_is_fat(o);
    worker_lock(&o->worker);
    o->is_shown_fat = is_fat;
    free_shown(o);
    memcpy(o->shown, found, n * sizeof *found);
    o->showns = n;
    o->shown_reads++;
}

static void read_orders(struct outbox *o)
{
    const struct outbox_order_wish w = o->order_wish;
    size_t room = o->order ? OUTBOX_ORDERS - o->orders : 0;
    unsigned forged = 0;
    o->order_wish.session_name[0] = '\0';
    worker_unlock(&o->worker);
    struct outbox_order *found = room ? calloc(room, sizeof *found) : NULL;
    size_t n = found ? outbox_orders_read(o, &w, found, room, &forged) : 0;
    worker_lock(&o->worker);
    for (size_t i = 0; i < n; i++)
        o->order[o->orders++] = found[i]; /* meanwhile it can only have become shorter */
    free(found);
    o->forged += forged;
    o->order_reads++;
}

/* A stick wears out, and its folder is written anew each time: seldom. */
static bool is_too_soon(struct outbox *o)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    bool is_soon = o->shown_at.tv_sec && now.tv_sec - o->shown_at.tv_sec < FAT_SHOWS_S &&
                   outbox_folder_is_fat(o);
    if (!is_soon)
        o->shown_at = now;
    return is_soon;
}

static void show(struct outbox *o)
{
    struct showing s = o->showing;
    o->showing = (struct showing){0};
    worker_unlock(&o->worker);
    if (!is_too_soon(o))
        outbox_folder_show(o, &s);
    wipe_and_free(s.data, s.len);
    worker_lock(&o->worker);
}

static bool is_asked(const void *context)
{
    const struct outbox *o = context;
    return o->is_look_wanted || o->read_prefix[0] != '\0' || o->order_wish.session_name[0] != '\0';
}

static bool has_work(const void *context)
{
    const struct outbox *o = context;
    return !o->worker.is_leaving && (o->transfers > 0 || is_asked(o) || o->is_check_wanted ||
                                     o->showing.data || is_copying(o));
}

static bool work(void *context)
{
    struct outbox *o = context;
    bool is_done = true;
    if (o->is_look_wanted)
        look(o);
    else if (o->read_prefix[0])
        read_shown(o);
    else if (o->order_wish.session_name[0])
        read_orders(o);
    else if (o->transfers > 0)
        is_done = send_first(o);
    else if (o->is_check_wanted)
        check(o);
    else if (o->showing.data)
        show(o);
    else
        is_done = o->whole.is_wanted ? list_whole(o) : copy_next(o);
    worker_tell(&o->worker);
    return is_done;
}

/* ---- on the program's side ---- */

enum err_code outbox_start(const char *folder, struct outbox **out, struct err *e)
{
    static const struct worker_ops OPS = {.has_work = has_work,
                                          .work = work,
                                          .is_urgent = is_asked,
                                          .release = free_outbox,
                                          .retry_ms = RETRY_MS};
    struct outbox *o = calloc(1, sizeof *o);
    *out = NULL;
    if (!o)
        return err_memory(e);
    o->wish = crypt_secret_new(sizeof *o->wish);
    snprintf(o->path, sizeof o->path, "%s", folder);
    for (size_t n = strlen(o->path); n > 1 && o->path[n - 1] == '/'; n--)
        o->path[n - 1] = '\0'; /* a slash at the end would follow a link */
    if (!o->wish || !worker_start(&o->worker, &OPS, o)) {
        free_outbox(o);
        return err_set(e, ERR_IO, _("the thread for the exchange folder cannot be started"));
    }
    *out = o;
    return ERR_OK;
}

void outbox_stop(struct outbox *o, int ms)
{
    if (o && worker_stop(&o->worker, ms))
        free_outbox(o);
}

/* The place for a transfer: that of a waiting one of the same group and journal, whose old file it
 * then inherits, or a new one. A paper that was opened again may go on from another journal, which
 * holds nothing of the one that waits. */
static struct transfer *place_for(struct outbox *o, const char *group, uint32_t journal)
{
    for (size_t i = o->worker.is_working ? 1 : 0; group[0] && i < o->transfers; i++)
        if (strcmp(o->transfer[i].group, group) == 0 && o->transfer[i].journal == journal)
            return &o->transfer[i];
    if (o->transfers == OUTBOX_WAITING)
        return NULL;
    if (o->transfers == 0 && !is_copying(o))
        clock_gettime(CLOCK_MONOTONIC, &o->since);
    return &o->transfer[o->transfers++];
}

static uint8_t *copy_of(const void *bytes, size_t len)
{
    uint8_t *copy = len <= ANSWERS_FILE_MAX ? malloc(len + 1) : NULL;
    if (copy)
        memcpy(copy, bytes, len);
    return copy;
}

bool outbox_put(struct outbox *o, const struct outbox_file *file)
{
    uint8_t *copy = copy_of(file->bytes, file->len);
    if (!copy)
        return false;
    worker_lock(&o->worker);
    struct transfer *t = place_for(o, file->group, file->journal);
    if (t) {
        bool is_inherited = t->data != NULL;
        char old[OUTBOX_NAME];
        memcpy(old, t->replaces, sizeof old);
        free_transfer(t);
        *t = (struct transfer){
            .data = copy, .len = file->len, .journal = file->journal, .events = file->events};
        snprintf(t->name, sizeof t->name, "%s", file->name);
        snprintf(t->group, sizeof t->group, "%s", file->group);
        snprintf(t->replaces, sizeof t->replaces, "%s", is_inherited ? old : file->replaces);
        worker_wake(&o->worker);
    }
    worker_unlock(&o->worker);
    if (!t)
        free(copy);
    return t != NULL;
}

void outbox_remove(struct outbox *o, const char *name)
{
    worker_lock(&o->worker);
    struct transfer *t = place_for(o, "", 0);
    if (t) { /* no room: it stays, and is known for what it is when it is read */
        memset(t, 0, sizeof *t);
        snprintf(t->replaces, sizeof t->replaces, "%s", name);
        worker_wake(&o->worker);
    }
    worker_unlock(&o->worker);
}

void outbox_copy_all(struct outbox *o, const char *dir, const char *session_name)
{
    worker_lock(&o->worker);
    if (o->transfers == 0 && !is_copying(o))
        clock_gettime(CLOCK_MONOTONIC, &o->since);
    snprintf(o->whole.dir, sizeof o->whole.dir, "%s", dir);
    snprintf(o->whole.prefix, sizeof o->whole.prefix, "%s.", session_name);
    o->whole.is_wanted = true;
    o->whole.asked++;
    worker_wake(&o->worker);
    worker_unlock(&o->worker);
}

void outbox_show(struct outbox *o, const char *name, const void *bytes, size_t len)
{
    uint8_t *copy = copy_of(bytes, len);
    if (!copy)
        return;
    worker_lock(&o->worker);
    wipe_and_free(o->showing.data, o->showing.len);
    o->showing = (struct showing){.data = copy, .len = len};
    snprintf(o->showing.name, sizeof o->showing.name, "%s", name);
    worker_wake(&o->worker);
    worker_unlock(&o->worker);
}

void outbox_check(struct outbox *o)
{
    worker_lock(&o->worker);
    o->is_check_wanted = true;
    worker_wake(&o->worker);
    worker_unlock(&o->worker);
}

unsigned outbox_look(struct outbox *o, const struct outbox_wish *wish)
{
    worker_lock(&o->worker);
    *o->wish = *wish;
    o->is_look_wanted = true;
    unsigned number = ++o->looks;
    worker_wake(&o->worker);
    worker_unlock(&o->worker);
    return number;
}

int outbox_fd(const struct outbox *o)
{
    return worker_fd(&o->worker);
}

void outbox_status(struct outbox *o, struct outbox_status *out)
{
    worker_drain(&o->worker);
    worker_lock(&o->worker);
    const struct whole *w = &o->whole;
    size_t files = w->is_wanted ? 0 : whole_count(w);
    *out = (struct outbox_status){.waiting =
                                      (unsigned)(o->transfers + (w->is_wanted ? 1 : files - w->at)),
                                  .whole = {.files = (unsigned)files,
                                            .done = w->is_wanted ? 0 : (unsigned)w->at,
                                            .unreadable = w->unreadable,
                                            .trouble = w->trouble},
                                  .trouble = o->trouble,
                                  .missing = o->missing,
                                  .shown = o->shown_reads,
                                  .is_fat = o->is_shown_fat,
                                  .held = o->held,
                                  .sight = o->sight};
    o->sight = (struct outbox_sight){0};
    worker_unlock(&o->worker);
}

void outbox_status_free(struct outbox_status *s)
{
    free_sight(&s->sight);
}

bool outbox_is_late(struct outbox *o, int ms)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    worker_lock(&o->worker);
    int64_t waited =
        (int64_t)(now.tv_sec - o->since.tv_sec) * 1000 + (now.tv_nsec - o->since.tv_nsec) / 1000000;
    bool is_late = (o->transfers > 0 || is_copying(o)) && waited > ms;
    worker_unlock(&o->worker);
    return is_late;
}

unsigned outbox_read_shown(struct outbox *o, const char *session_name)
{
    worker_lock(&o->worker);
    o->shown_asked += o->read_prefix[0] == '\0'; /* one that waits is not begun yet */
    snprintf(o->read_prefix, sizeof o->read_prefix, "%s.", session_name);
    unsigned number = o->shown_asked;
    worker_wake(&o->worker);
    worker_unlock(&o->worker);
    return number;
}

size_t outbox_take_shown(struct outbox *o, struct buf out[OUTBOX_SHOWN])
{
    worker_lock(&o->worker);
    size_t n = o->showns;
    memcpy(out, o->shown, n * sizeof *out);
    o->showns = 0;
    worker_unlock(&o->worker);
    return n;
}
