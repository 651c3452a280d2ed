#include "app/client/leaving.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/client/papers.h"
#include "app/client/seat_manifest.h"
#include "app/client/stick_copy.h"
#include "app/client/unlock.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    REFUSED_MS = 7000, /* a folder that refuses is tried once more, as its outbox does */
    STOP_MS = 200
};

bool leaving_is_on(const struct client *c)
{
    return c->flow.leaving.step != LEAVING_NOT;
}

bool leaving_is_busy(const struct client *c)
{
    return c->flow.leaving.step == LEAVING_WRITES || c->flow.leaving.step == LEAVING_COPIES;
}

/* ---- the places ---- */

/* A stick that is an exchange folder, or that one lies on, gets everything as that. */
static bool is_exchange(const struct client *c, const char *stick)
{
    size_t n = strlen(stick);
    for (size_t i = 0; i < c->exchange.folders; i++) {
        const char *folder = c->setup.exchange_dir[i];
        if (strncmp(folder, stick, n) == 0 && (folder[n] == '/' || !folder[n]))
            return true;
    }
    return false;
}

static void add(struct client *c, const char *name)
{
    struct leaving *l = &c->flow.leaving;
    struct leaving_place *p = &l->place[l->places++];
    *p = (struct leaving_place){.moved_ms = flow_now(c)};
    snprintf(p->name, sizeof p->name, "%s", name);
}

static void refuse(struct leaving_place *p, const struct err *why)
{
    p->trouble = *why;
    p->is_over = true;
}

static void set_silent(struct err *e, const char *name)
{
    err_set(e, ERR_BUSY, _("%s: does not answer"), name);
    e->errnum = ETIMEDOUT;
}

static void add_stick(struct client *c, const char *path, bool is_silent)
{
    char name[LEAVING_NAME];
    struct err e = {0};
    stick_copy_name(path, name);
    add(c, name);
    struct leaving_place *p = &c->flow.leaving.place[c->flow.leaving.places - 1];
    p->is_stick = true;
    if (is_silent)
        set_silent(&e, name);
    if (is_silent || outbox_start(path, &p->outbox, &e) != ERR_OK)
        refuse(p, &e);
    else
        outbox_copy_all(p->outbox, c->setup.data_dir, c->setup.session->info.name);
}

static void folder_name(const struct client *c, size_t i, char out[LEAVING_NAME])
{
    snprintf(out, LEAVING_NAME, _("exchange folder %s"), c->setup.exchange_dir[i]);
}

static void start(struct client *c)
{
    char stick[STICKS_MAX][STICKS_PATH], name[LEAVING_NAME];
    size_t silent;
    size_t sticks = stick_copy_plugged_in(c, stick, &silent);
    for (size_t i = 0; i < sticks; i++)
        if (!is_exchange(c, stick[i]))
            add_stick(c, stick[i], i >= silent);
    for (size_t i = 0; i < c->exchange.folders; i++) {
        folder_name(c, i, name);
        add(c, name);
        c->flow.leaving.place[c->flow.leaving.places - 1].folder = i;
    }
    exchange_put_all(c);
}

static void stop_places(struct leaving *l)
{
    for (size_t i = 0; i < l->places; i++) {
        outbox_stop(l->place[i].outbox, STOP_MS);
        l->place[i].outbox = NULL;
    }
}

/* ---- how far they are ---- */

static bool has_all(const struct leaving_place *p)
{
    return p->whole.files && p->whole.done == p->whole.files && !p->whole.unreadable &&
           !p->waiting && p->trouble.code == ERR_OK;
}

static bool is_copied(const struct leaving *l)
{
    for (size_t i = 0; i < l->places; i++)
        if (has_all(&l->place[i]))
            return true;
    return false;
}

/* A stick that refuses will not do; a folder has its second try. */
static uint64_t patience_ms(const struct leaving_place *p)
{
    if (p->trouble.code == ERR_OK)
        return STICK_COPY_SILENT_MS;
    return p->is_stick ? 0 : REFUSED_MS;
}

static void note(struct leaving_place *p, uint64_t now, const struct outbox_whole *whole,
                 unsigned waiting, const struct err *trouble)
{
    if (whole->files != p->whole.files || whole->done != p->whole.done)
        p->moved_ms = now;
    p->whole = *whole;
    p->waiting = waiting;
    p->trouble = whole->trouble.code != ERR_OK ? whole->trouble
                 : waiting                     ? *trouble
                                               : (struct err){0};
    p->is_over = whole->files && whole->done == whole->files && !waiting;
    if (p->is_over || now - p->moved_ms < patience_ms(p))
        return;
    p->is_over = true;
    if (p->trouble.code == ERR_OK)
        set_silent(&p->trouble, p->name);
}

static void read_place(struct client *c, struct leaving_place *p)
{
    const struct exchange_folder *f = &c->exchange.folder[p->folder];
    struct outbox_status status;
    if (p->is_over)
        return;
    if (!p->is_stick) {
        note(p, flow_now(c), &f->whole, f->waiting, &f->trouble);
        return;
    }
    outbox_status(p->outbox, &status);
    outbox_status_free(&status);
    note(p, flow_now(c), &status.whole, status.waiting, &status.trouble);
    if (p->is_over && has_all(p))
        room_record_writer_note(c->unlocked.room, ROOM_COPIED, NULL);
}

/* ---- the steps ---- */

/* The invigilator's to read, whose box stands over the log-in then. */
static void go_to_box(struct client *c)
{
    papers_log_out(c);
    flow_go_over(c, CLIENT_INVIGILATOR);
}

static void say_not_left(struct client *c, const struct err *why)
{
    char text[sizeof c->message.text], words[DISK_WORDS];
    go_to_box(c);
    snprintf(text, sizeof text,
             _("This seat was not left: %s. Nothing of it is lost: leave it running and call the "
               "office. (%s)"),
             disk_trouble_why(why), text_clean(why->text, words, sizeof words));
    flow_say(c, MESSAGE_DANGER, text);
}

static void copy(struct client *c)
{
    stop_places(&c->flow.leaving);
    c->flow.leaving.places = 0;
    c->flow.leaving.step = LEAVING_COPIES;
    flow_clear_input(c);
    flow_say(c, MESSAGE_CALM,
             N_("Copying. Please leave the stick in until it says that all was read back."));
    start(c);
    leaving_read(c);
}

/* What stands here is written down. */
static void go_on(struct client *c, const struct err *why)
{
    if (why->code != ERR_OK)
        say_not_left(c, why);
    else
        copy(c);
}

void leaving_begin(struct client *c, bool is_ordered)
{
    leaving_drop(c);
    papers_close(c);
    go_to_box(c);
    c->flow.leaving = (struct leaving){.step = LEAVING_WRITES, .is_ordered = is_ordered};
    seat_manifest_begin(c, MANIFEST_LEFT, go_on);
    if (seat_manifest_is_on(c))
        flow_say(c, MESSAGE_CALM,
                 N_("One moment: this seat is left when its disk, which is slow to answer, has "
                    "everything."));
}

static void finish(struct client *c)
{
    bool is_safe = is_copied(&c->flow.leaving);
    c->flow.leaving.step = is_safe ? LEAVING_COPIED : LEAVING_UNCOPIED;
    if (is_safe && c->flow.leaving.is_ordered)
        leaving_end(c);
    else if (is_safe)
        flow_say(c, MESSAGE_CALM, N_("All was copied and read back."));
    else
        flow_say(c, MESSAGE_DANGER,
                 N_("There is no whole copy. All of it still stands on this seat, which is not "
                    "left yet."));
}

void leaving_read(struct client *c)
{
    bool is_over = true;
    if (c->flow.leaving.step != LEAVING_COPIES)
        return;
    for (size_t i = 0; i < c->flow.leaving.places; i++) {
        read_place(c, &c->flow.leaving.place[i]);
        is_over &= c->flow.leaving.place[i].is_over;
    }
    if (is_over)
        finish(c);
}

void leaving_copy_again(struct client *c)
{
    copy(c);
}

void leaving_end(struct client *c)
{
    stop_places(&c->flow.leaving);
    c->flow.leaving.step = LEAVING_NOT;
    room_record_writer_note(c->unlocked.room, ROOM_LEFT, NULL);
    c->flow.quit = c->flow.is_left = true;
    unlock_lock(c);
}

void leaving_drop(struct client *c)
{
    if (!leaving_is_on(c))
        return;
    if (c->flow.leaving.step == LEAVING_WRITES)
        seat_manifest_drop(c);
    stop_places(&c->flow.leaving);
    c->flow.leaving = (struct leaving){.step = LEAVING_NOT};
}

/* ---- in words ---- */

static void append(char out[LEAVING_TEXT], const char *name)
{
    size_t n = strlen(out);
    snprintf(out + n, LEAVING_TEXT - n, "%s%s", n ? ", " : "", name);
}

void leaving_places_text(const struct client *c, char out[LEAVING_TEXT])
{
    char stick[STICKS_MAX][STICKS_PATH], name[LEAVING_NAME];
    size_t silent;
    size_t sticks = stick_copy_plugged_in(c, stick, &silent);
    out[0] = '\0';
    for (size_t i = 0; i < sticks; i++)
        if (!is_exchange(c, stick[i])) {
            stick_copy_name(stick[i], name);
            append(out, name);
        }
    for (size_t i = 0; i < c->exchange.folders; i++) {
        folder_name(c, i, name);
        append(out, name);
    }
}

/* Why not all of it is there. */
static const char *why(const struct leaving_place *p)
{
    if (p->whole.unreadable)
        return _("the others cannot be read on this seat");
    return p->is_stick ? stick_copy_clause(&p->trouble) : p->trouble.text;
}

bool leaving_line(const struct client *c, size_t i, char out[LEAVING_TEXT])
{
    out[0] = '\0';
    if (i >= c->flow.leaving.places)
        return false;
    const struct leaving_place *p = &c->flow.leaving.place[i];
    unsigned files = p->whole.files, there = p->whole.done - p->whole.unreadable;
    if (!p->is_over && files == 0)
        snprintf(out, LEAVING_TEXT, _("%s: the copy begins"), p->name);
    else if (!p->is_over)
        snprintf(out, LEAVING_TEXT, _("%s: %u of %u files so far"), p->name, there, files);
    else if (has_all(p))
        snprintf(out, LEAVING_TEXT,
                 p->is_stick ? P_("%s: %u file, copied and read back. It may be pulled.",
                                  "%s: %u files, copied and read back. It may be pulled.", files)
                             : P_("%s: %u file, copied and read back.",
                                  "%s: %u files, copied and read back.", files),
                 p->name, files);
    else if (files == 0)
        snprintf(out, LEAVING_TEXT, _("! %s: nothing was copied, %s"), p->name, why(p));
    else
        snprintf(out, LEAVING_TEXT, _("! %s: %u of %u files, %s"), p->name, there, files, why(p));
    return true;
}

void leaving_tell(const struct client *c, void (*tell)(const char *line))
{
    char line[LEAVING_TEXT];
    for (size_t i = 0; leaving_line(c, i, line); i++)
        tell(line);
    if (!is_copied(&c->flow.leaving))
        tell(_("! This seat was left without a copy. Everything still stands on it."));
}
