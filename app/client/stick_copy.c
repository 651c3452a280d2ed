#include "app/client/stick_copy.h"

#include "app/client/delivery.h"
#include "app/client/flow.h"
#include "app/client/seat_manifest.h"
#include "app/core/errand.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const ROOTS[] = {"/media", "/run/media", "/mnt", NULL};
enum { STOP_MS = 200, AT_ONCE_MS = 100, SILENT_MS = STICK_COPY_SILENT_MS };

/* ---- what is plugged in ---- */

/* Asks the sticks themselves, of which one may hang. */
struct look {
    char mounts[PATH_MAX];
    const char *const *roots; /* strings of the program */
    const char *devices;
    char stick[STICKS_MAX][STICKS_PATH];
    size_t sticks;
};

static const char *mounts_of(const struct client *c)
{
    return c->setup.sticks.mounts ? c->setup.sticks.mounts : STICKS_MOUNTS;
}

static const char *const *roots_of(const struct client *c)
{
    return c->setup.sticks.roots ? c->setup.sticks.roots : ROOTS;
}

static void run_look(void *job)
{
    struct look *l = job;
    l->sticks = sticks_find(l->mounts, l->roots, l->devices, true, l->stick);
}

static void start_look(struct client *c)
{
    static const struct errand_ops OPS = {.run = run_look, .free = free};
    struct look *l = calloc(1, sizeof *l);
    if (!l)
        return;
    snprintf(l->mounts, sizeof l->mounts, "%s", mounts_of(c));
    l->roots = roots_of(c);
    l->devices = c->setup.sticks.mounts ? NULL : STICKS_DEVICES;
    c->invigilator.plugged.look = errand_start(&OPS, l);
}

static void take_look(struct client *c, int ms)
{
    struct invigilator *box = &c->invigilator;
    if (!box->plugged.look || !errand_wait(box->plugged.look, ms))
        return;
    struct look *l = errand_end(box->plugged.look);
    box->plugged.look = NULL;
    box->plugged.is_looked = true;
    box->plugged.sticks = l->sticks;
    memcpy(box->plugged.stick, l->stick, sizeof box->plugged.stick);
    free(l);
}

void stick_copy_look(struct client *c)
{
    take_look(c, 0);
    if (!c->invigilator.plugged.look)
        start_look(c);
}

void stick_copy_look_first(struct client *c)
{
    stick_copy_look(c);
    c->invigilator.plugged.sticks = 0;
    c->invigilator.plugged.is_looked = false;
    take_look(c, AT_ONCE_MS);
}

void stick_copy_stop_looking(struct client *c)
{
    if (c->invigilator.plugged.look && !errand_wait(c->invigilator.plugged.look, STOP_MS))
        errand_give_up(c->invigilator.plugged.look);
    free(errand_end(c->invigilator.plugged.look));
    c->invigilator.plugged.look = NULL;
}

static bool is_known(const struct invigilator *box, const char *path)
{
    for (size_t i = 0; i < box->plugged.sticks; i++)
        if (strcmp(box->plugged.stick[i], path) == 0)
            return true;
    return false;
}

/* The table alone tells of those that nobody has heard from. */
size_t stick_copy_plugged_in(const struct client *c, char stick[STICKS_MAX][STICKS_PATH],
                             size_t *silent)
{
    const struct invigilator *box = &c->invigilator;
    char mounted[STICKS_MAX][STICKS_PATH];
    size_t n = box->plugged.sticks;
    memcpy(stick, box->plugged.stick, sizeof box->plugged.stick);
    *silent = n;
    size_t all = box->plugged.is_looked ? 0 : sticks_mounted(mounts_of(c), roots_of(c), mounted);
    for (size_t i = 0; i < all && n < STICKS_MAX; i++)
        if (!is_known(box, mounted[i]))
            memcpy(stick[n++], mounted[i], sizeof mounted[i]);
    return n;
}

void stick_copy_name(const char *path, char out[LEAVING_NAME])
{
    const char *slash = strrchr(path, '/');
    snprintf(out, LEAVING_NAME, "USB %s", slash ? slash + 1 : path);
}

size_t stick_copy_offers(const struct client *c)
{
    return !c->exam || stick_copy_is_of_paper(c) ? c->invigilator.plugged.sticks : 0;
}

bool stick_copy_is_of_paper(const struct client *c)
{
    if (!c->exam)
        return false;
    enum disk_cause why = exam_is_ended(c->exam) ? delivery_trouble(c) : disk_trouble_of(c->exam);
    return why != DISK_FINE && disk_trouble_is_in_memory_alone(c->exam);
}

void stick_copy_stop(struct client *c)
{
    outbox_stop(c->invigilator.by_hand.outbox, STOP_MS);
    c->invigilator.by_hand.outbox = NULL;
}

/* What the stick says of itself, as disk_trouble_clause does of the seat's disk. */
const char *stick_copy_clause(const struct err *why)
{
    switch (disk_trouble_cause(why)) {
    case DISK_FULL: return _("the stick is full");
    case DISK_READ_ONLY: return _("the stick is read-only");
    case DISK_GONE: return _("the stick is gone");
    case DISK_SLOW: return _("the stick does not answer");
    default: return _("the stick does not take it");
    }
}

static void say_failure(struct client *c, const struct err *why)
{
    char text[sizeof c->message.text];
    snprintf(text, sizeof text, _("The copy is not complete: %s. Please take another stick."),
             stick_copy_clause(why));
    flow_say(c, MESSAGE_DANGER, text);
}

/* The seat itself does not give it. */
static void say_not_begun(struct client *c, const struct err *why)
{
    char text[sizeof c->message.text], words[DISK_WORDS];
    snprintf(text, sizeof text,
             _("Nothing was copied: %s. Leave this seat running and call the office. (%s)"),
             disk_trouble_why(why), text_clean(why->text, words, sizeof words));
    flow_say(c, MESSAGE_DANGER, text);
}

/* Of the open paper: its answers file once it has ended, else what another seat goes on from. */
static enum err_code seal_paper(struct client *c, char name[ANSWERS_NAME], struct buf *out,
                                struct err *e)
{
    uint8_t head[CRYPT_HASH];
    enum err_code rc = ERR_OK;
    if (!exam_is_ended(c->exam))
        exam_checkpoint_for_stick(c->exam, out, name);
    else if ((rc = exam_seal(c->exam, name, head, e)) == ERR_OK)
        buf_add(out, c->exam->disk.answers.data, c->exam->disk.answers.len);
    return rc == ERR_OK ? buf_check(out, name, e) : rc;
}

static void say_copying(struct client *c)
{
    flow_say(c, MESSAGE_CALM,
             N_("Copying. Please leave the stick in until it says that all was read back."));
}

static enum err_code start_paper(struct client *c, struct err *e)
{
    char name[ANSWERS_NAME];
    struct buf bytes;
    buf_init(&bytes, ANSWERS_FILE_MAX);
    enum err_code rc = seal_paper(c, name, &bytes, e);
    if (rc == ERR_OK)
        rc = outbox_start(c->invigilator.by_hand.onto, &c->invigilator.by_hand.outbox, e);
    const struct outbox_file file = {
        .name = name, .bytes = bytes.data, .len = bytes.len, .group = "", .replaces = ""};
    if (rc == ERR_OK && !outbox_put(c->invigilator.by_hand.outbox, &file))
        rc = err_memory(e);
    c->invigilator.by_hand.events = c->exam->journal.count;
    buf_free(&bytes);
    return rc;
}

static void copy_paper(struct client *c)
{
    struct err e = {0};
    if (start_paper(c, &e) == ERR_OK) {
        say_copying(c);
        return;
    }
    say_not_begun(c, &e);
    stick_copy_stop(c);
}

static void copy_all(struct client *c, const struct err *why)
{
    struct err e = *why;
    if (e.code != ERR_OK ||
        outbox_start(c->invigilator.by_hand.onto, &c->invigilator.by_hand.outbox, &e) != ERR_OK) {
        say_not_begun(c, &e);
        return;
    }
    c->invigilator.by_hand.moved_ms = flow_now(c);
    outbox_copy_all(c->invigilator.by_hand.outbox, c->setup.data_dir, c->setup.session->info.name);
    say_copying(c);
}

/* Attempts that have no end go out first, so that the stick holds all that stands here. */
static void write_down(struct client *c)
{
    seat_manifest_begin(c, MANIFEST_COPY, copy_all);
    if (seat_manifest_is_on(c))
        flow_say(c, MESSAGE_CALM,
                 N_("One moment: it is copied when the disk of this seat, which is slow to answer, "
                    "has everything. Please leave the stick in."));
}

bool stick_copy_start(struct client *c, const char *typed)
{
    struct invigilator *box = &c->invigilator;
    size_t n = typed[0] >= '1' && typed[0] <= '9' && !typed[1] ? (size_t)(typed[0] - '0') : 0;
    if (n == 0 || n > stick_copy_offers(c))
        return false;
    stick_copy_stop(c);
    box->by_hand.done = 0;
    box->by_hand.moved_ms = flow_now(c);
    box->by_hand.is_of_paper = c->exam != NULL;
    memcpy(box->by_hand.onto, box->plugged.stick[n - 1], sizeof box->by_hand.onto);
    (c->exam ? copy_paper : write_down)(c);
    return true;
}

/* The open paper, if it still is, stands on the stick. */
static void end_paper(struct client *c)
{
    char text[512];
    if (!c->exam)
        return;
    c->exam->checkpoint.on_stick = c->invigilator.by_hand.events;
    snprintf(text, sizeof text,
             exam_is_ended(c->exam)
                 ? _("The handed-in paper of %s was copied to the stick and read back.")
                 : _("The paper of %s was copied to the stick and read back. With this stick as "
                     "exchange folder it goes on at another seat."),
             c->exam->candidate->name);
    flow_say(c, MESSAGE_CALM, text);
    if (c->unlocked.room)
        room_record_writer_note(c->unlocked.room, ROOM_COPIED, NULL);
}

/* All was tried: says what came through. */
static void say_end(struct client *c, const struct outbox_whole *whole)
{
    char text[sizeof c->message.text], words[DISK_WORDS];
    unsigned copied = whole->done - whole->unreadable;
    if (whole->unreadable) {
        snprintf(text, sizeof text,
                 _("%u of %u files were copied. The others cannot be read on this seat: leave it "
                   "running and call the office. (%s)"),
                 copied, whole->files, text_clean(whole->trouble.text, words, sizeof words));
        flow_say(c, MESSAGE_DANGER, text);
        return;
    }
    if (c->unlocked.room)
        room_record_writer_note(c->unlocked.room, ROOM_COPIED, NULL);
    snprintf(text, sizeof text, _("%u files were copied and read back. The stick may be pulled."),
             copied);
    flow_say(c, MESSAGE_CALM, text);
}

static void say_progress(struct client *c, const struct outbox_whole *whole)
{
    char text[160];
    if (whole->done == 0)
        return; /* what was said when it began */
    snprintf(text, sizeof text, _("Copying: %u of %u files. Please leave the stick in."),
             whole->done, whole->files);
    flow_say(c, MESSAGE_CALM, text);
}

/* It got no further for so long that it is not waited for. */
static bool is_silent(struct client *c, const struct outbox_whole *whole)
{
    struct invigilator *box = &c->invigilator;
    if (whole->done != box->by_hand.done)
        box->by_hand.moved_ms = flow_now(c);
    box->by_hand.done = whole->done;
    return flow_now(c) - box->by_hand.moved_ms >= SILENT_MS;
}

void stick_copy_read(struct client *c)
{
    struct outbox_status status;
    if (!c->invigilator.by_hand.outbox)
        return;
    outbox_status(c->invigilator.by_hand.outbox, &status);
    outbox_status_free(&status);
    const struct err *why = status.whole.files == 0 && status.whole.trouble.code != ERR_OK
                                ? &status.whole.trouble
                                : &status.trouble;
    struct err silence = {0};
    if (status.waiting && why->code == ERR_OK) {
        if (!is_silent(c, &status.whole)) {
            say_progress(c, &status.whole);
            return;
        }
        silence = (struct err){.code = ERR_BUSY, .errnum = ETIMEDOUT};
        why = &silence;
    }
    if (status.waiting)
        say_failure(c, why);
    else if (c->invigilator.by_hand.is_of_paper)
        end_paper(c);
    else
        say_end(c, &status.whole);
    stick_copy_stop(c);
}
