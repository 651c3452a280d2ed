/* The drop folder, as the state machine sees it: checkpoints out, what stands there in, answers brought. Nothing here waits. */
#include "app/client/client_states.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 8000, LATE_MS = 60000, STOP_MS = 10000 };

enum err_code client_drop_start(struct client *c, struct err *e)
{
    return c->setup.drop_dir ? courier_start(c->setup.drop_dir, &c->courier, e) : ERR_OK;
}

void client_drop_stop(struct client *c)
{
    courier_stop(c->courier, STOP_MS);
    c->courier = NULL;
}

static void prefix_of(const struct client *c, uint32_t paper, char out[COURIER_NAME])
{
    char number[8];
    session_paper_name(paper, number);
    snprintf(out, COURIER_NAME, "%s.%s.", c->setup.session->info.name, number);
}

void client_drop_look(struct client *c)
{
    char prefix[COURIER_NAME];
    if (!c->courier || !c->exam || exam_is_ended(c->exam))
        return;
    prefix_of(c, c->exam->ticket->paper, prefix);
    courier_look(c->courier, prefix);
    c->looks_seen = c->looks;
    c->goes_on = false;
    c->looking_until_ms = clock_boot_ms(&c->setup.clock) + LOOK_MS;
}

bool client_drop_is_looking(struct client *c)
{
    if (c->looking_until_ms && clock_boot_ms(&c->setup.clock) >= c->looking_until_ms) {
        c->looking_until_ms = 0;
        client_say(c, CLIENT_WARNING, _("The exchange folder does not answer: what may lie there was not looked at. The invigilator should know."));
    }
    return c->looking_until_ms != 0;
}

static void bring(struct client *c, const char *name, const struct buf *bytes, const char *group, const char *replaces)
{
    if (c->courier && !bytes->failed && bytes->len)
        courier_bring(c->courier, name, bytes->data, bytes->len, group, replaces); /* no room: the local copy stays, and goes with the next start */
}

/* After what holds all of them. */
static void remove_superfluous(struct client *c, const char *name)
{
    for (size_t i = 0; c->courier && i < c->superfluouses; i++)
        if (strcmp(c->superfluous[i], name) != 0)
            courier_remove(c->courier, c->superfluous[i]);
    c->superfluouses = 0;
}

void client_drop_answers(struct client *c, const char *name)
{
    bring(c, name, &c->exam->answers, "", c->exam->checkpoint.name);
    remove_superfluous(c, name);
}

/* All answers of this session that stand on the seat: those of earlier runs may not have been brought. */
unsigned client_drop_bring_all(struct client *c, struct courier *to)
{
    unsigned n = 0;
    char prefix[COURIER_NAME];
    snprintf(prefix, sizeof prefix, "%s.", c->setup.session->info.name);
    DIR *d = to ? opendir(c->setup.data_dir) : NULL;
    for (struct dirent *entry; d && (entry = readdir(d));) {
        struct buf bytes;
        struct err ignored;
        const char *name = entry->d_name;
        if (strncmp(name, prefix, strlen(prefix)) != 0 || strlen(name) >= COURIER_NAME ||
            !(answers_is_file_name(name) || manifest_is_file_name(name)))
            continue;
        buf_init(&bytes, ANSWERS_FILE_MAX);
        char *path = file_join(c->setup.data_dir, name);
        if (path && file_read(path, ANSWERS_FILE_MAX, &bytes, &ignored) == ERR_OK)
            n += courier_bring(to, name, bytes.data, bytes.len, "", "");
        free(path);
        buf_free(&bytes);
    }
    if (d)
        closedir(d);
    return n;
}

static void check_out(struct client *c)
{
    char name[ANSWERS_NAME], replaces[ANSWERS_NAME], group[COURIER_NAME];
    struct buf bytes;
    buf_init(&bytes, ANSWERS_FILE_MAX);
    exam_checkpoint(c->exam, &bytes, name, replaces);
    prefix_of(c, c->exam->ticket->paper, group);
    bring(c, name, &bytes, group, replaces);
    buf_free(&bytes);
    remove_superfluous(c, name);
    courier_look(c->courier, group); /* whether another seat goes on with it */
}

void client_drop_tick(struct client *c)
{
    if (!c->courier)
        return;
    bool late = courier_is_late(c->courier, LATE_MS);
    c->dirty |= late != c->is_drop_late;
    c->is_drop_late = late;
    if (c->exam && exam_checkpoint_is_due(c->exam))
        check_out(c);
}

static void went_elsewhere(struct client *c)
{
    client_log_out(c);
    client_say(c, CLIENT_DANGER, _("This exam goes on at another seat. Please call the invigilator."));
}

/* A file of the paper that is open here; names of others mean nothing. False when the exam is closed over it. */
static bool take_file(struct client *c, const struct courier_file *f)
{
    char prefix[COURIER_NAME];
    struct err why = {0};
    struct answers_info info;
    enum exam_found what = EXAM_FOUND_OLDER;
    prefix_of(c, c->exam->ticket->paper, prefix);
    if (strncmp(f->name, prefix, strlen(prefix)) != 0 || exam_is_ended(c->exam))
        return true;
    if (answers_is_file_name(f->name)) {
        bool ended = answers_peek(f->bytes.data, f->bytes.len, &info, &why) == ERR_OK && info.is_ended &&
                     memcmp(info.session_hash, c->setup.session->hash, CRYPT_HASH) == 0;
        if (ended && c->exam->k0) {
            exam_note_handed_in(c->exam);
            client_say(c, CLIENT_WARNING, _("This paper was handed in at another seat. Please call the invigilator."));
        }
        return true;
    }
    if (exam_take_resume(c->exam, f->bytes.data, f->bytes.len, f->name, &what, &why) != ERR_OK)
        return true; /* half-written, altered or not ours: there are others, or none */
    if ((what == EXAM_FOUND_TAKEN || what == EXAM_FOUND_OLDER) && c->superfluouses < COURIER_FOUND)
        snprintf(c->superfluous[c->superfluouses++], COURIER_NAME, "%s", f->name);
    if (what == EXAM_FOUND_TAKEN)
        c->question = c->exam->journal.position;
    if (what == EXAM_FOUND_ELSEWHERE)
        went_elsewhere(c);
    else if (what == EXAM_FOUND_FORK)
        client_say(c, CLIENT_DANGER, _("Another journal of this paper lies in the exchange folder. Please call the invigilator."));
    return what != EXAM_FOUND_ELSEWHERE;
}

/* Whoever pressed Enter meanwhile need not do it again. */
static void looked(struct client *c)
{
    bool goes_on = c->goes_on && c->state == CLIENT_CONFIRM;
    c->looking_until_ms = 0;
    c->goes_on = false;
    if (goes_on && c->tone == CLIENT_CALM) {
        c->message[0] = '\0';
        client_confirm_key(c, ACTION_ACCEPT, &(struct keypress){.kind = KEYPRESS_ENTER});
    }
}

void client_drop_news(struct client *c)
{
    struct courier_news news;
    if (!c->courier)
        return;
    courier_news(c->courier, &news);
    for (size_t i = 0; i < news.founds && c->exam; i++)
        if (!take_file(c, &news.found[i]))
            break;
    c->drop_waiting = news.waiting;
    c->drop_trouble = news.trouble;
    c->looks = news.looks;
    if (c->looking_until_ms && c->looks != c->looks_seen)
        looked(c);
    c->dirty = true;
    courier_news_free(&news);
}
