#include "app/room/folders.h"

#include <stdio.h>
#include <string.h>

enum {
    LOOK_MS = 3000,    /* shares tell of nothing by themselves: they are asked */
    HUNG_MS = 15000,   /* a folder that answers nothing for so long counts as gone */
    SEARCH_MS = 15000, /* and is not waited for with the first order */
    LEAVE_MS = 3000
};

static uint64_t now_ms(const struct folders *f)
{
    return clock_boot_ms(&f->room->setup.clock);
}

/* ---- what comes in ---- */

static void ask(struct folders *f, struct folder *one)
{
    one->asked = outbox_read_shown(one->outbox, f->room->setup.session->info.name);
    one->asked_ms = now_ms(f);
    outbox_check(one->outbox);
}

static void take(struct folders *f, size_t i)
{
    struct folder *one = &f->item[i];
    struct outbox_status status;
    struct buf file[OUTBOX_SHOWN];
    outbox_status(one->outbox, &status);
    if (one->asked && status.shown >= one->asked) {
        size_t n = outbox_take_shown(one->outbox, file);
        for (size_t k = 0; k < n; k++) {
            room_take(f->room, file[k].data, file[k].len, status.is_fat);
            buf_free(&file[k]);
        }
        one->asked = 0;
        room_end_look(f->room, i);
        room_folder_is(f->room, i, &status.missing);
    }
    outbox_status_free(&status);
}

/* Asks again in time; a folder that hangs is told as one that cannot be read. */
static void look_after(struct folders *f, size_t i)
{
    struct folder *one = &f->item[i];
    uint64_t passed = now_ms(f) - one->asked_ms;
    if (!one->asked && passed >= LOOK_MS)
        ask(f, one);
    else if (one->asked && passed >= HUNG_MS)
        room_folder_is(f->room, i, &(struct err){.code = ERR_IO});
}

/* ---- what this console gave before ---- */

static void search(struct folders *f)
{
    const struct session *s = f->room->setup.session;
    struct outbox_order_wish w = {.log = ""};
    snprintf(w.session_name, sizeof w.session_name, "%s", s->info.name);
    memcpy(w.order_pk, s->info.order_pk, sizeof w.order_pk);
    roomlog_name(s, f->room->power.console, w.log);
    for (size_t i = 0; i < f->count; i++)
        f->item[i].orders_asked = outbox_read_orders(f->item[i].outbox, &w);
    f->searched_ms = now_ms(f);
}

static bool take_orders(struct folders *f, struct folder *one)
{
    struct outbox_order file;
    unsigned forged, reads = outbox_order_reads(one->outbox, &forged);
    while (outbox_take_order(one->outbox, &file)) {
        room_take_order(f->room, file.name, file.bytes.data, file.bytes.len);
        buf_free(&file.bytes);
    }
    one->is_searched |= one->orders_asked && reads >= one->orders_asked;
    return one->is_searched;
}

/* Before the first order its chain is known, or nobody answers. */
static void look_for_earlier(struct folders *f)
{
    bool is_over = true;
    if (f->room->is_settled || !f->room->power.console[0])
        return;
    if (!f->searched_ms)
        search(f);
    for (size_t i = 0; i < f->count; i++)
        is_over = take_orders(f, &f->item[i]) && is_over;
    if (is_over || now_ms(f) - f->searched_ms >= SEARCH_MS)
        room_begin_orders(f->room);
}

/* ---- what goes out ---- */

static void put_out(struct folders *f)
{
    struct room_out out;
    while (room_next_out(f->room, &out)) {
        const struct outbox_file file = {.name = out.name,
                                         .bytes = out.bytes.data,
                                         .len = out.bytes.len,
                                         .group = out.is_replaced ? out.name : "",
                                         .replaces = ""};
        for (size_t i = 0; i < f->count; i++)
            outbox_put(f->item[i].outbox, &file);
        buf_free(&out.bytes);
    }
}

/* ---- the program's side ---- */

enum err_code folders_start(struct folders *f, struct room *r, const char *const *dir,
                            struct err *e)
{
    enum err_code rc = ERR_OK;
    *f = (struct folders){.room = r};
    for (size_t i = 0; rc == ERR_OK && i < ROOM_FOLDERS_MAX && dir[i]; i++) {
        rc = outbox_start(dir[i], &f->item[i].outbox, e);
        f->count += rc == ERR_OK;
    }
    return rc;
}

void folders_stop(struct folders *f)
{
    if (f->room)
        put_out(f);
    for (size_t i = 0; i < f->count; i++)
        outbox_stop(f->item[i].outbox, LEAVE_MS);
    f->count = 0;
}

void folders_fds(const struct folders *f, int *fds)
{
    for (size_t i = 0; i < ROOM_FOLDERS_MAX; i++)
        fds[i] = i < f->count ? outbox_fd(f->item[i].outbox) : -1;
}

void folders_ready(struct folders *f)
{
    for (size_t i = 0; i < f->count; i++)
        take(f, i);
    look_for_earlier(f);
}

void folders_tick(struct folders *f)
{
    for (size_t i = 0; f->room->S && i < f->count; i++)
        look_after(f, i);
    look_for_earlier(f);
    put_out(f);
}
