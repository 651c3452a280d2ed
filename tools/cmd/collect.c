/* sathachctl collect [PATH...]: every answers file ends as new, known, other session, damaged,
 * conflict, or not read; the counts add up. */
#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/work/collect.h"

#include <stdio.h>

enum { SEATS_MAX = 1024 * 1024 };

static void show_seats(struct json *json, const char *name, const struct collect_seats *s)
{
    json_key(json, name);
    json_open_array(json);
    for (size_t i = 0; i < s->count; i++) {
        json_open_object(json);
        json_pair(json, "session", s->seat[i].session);
        json_pair(json, "seat", s->seat[i].name);
        json_pair(json, "build", s->seat[i].build);
        json_close(json);
    }
    json_close(json);
}

static enum err_code show_json(const struct collect_reply *c, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair_uint(&a.json, "files", c->files);
    json_pair_uint(&a.json, "new", c->fresh);
    json_pair_uint(&a.json, "known", c->known);
    json_pair_uint(&a.json, "other_session", c->other);
    json_pair_uint(&a.json, "damaged", c->damaged);
    json_pair_uint(&a.json, "conflict", c->conflict);
    json_pair_uint(&a.json, "missing", c->missing);
    json_pair_uint(&a.json, "passed_over", c->passed_over);
    json_pair_uint(&a.json, "closed", c->closed);
    json_pair_uint(&a.json, "not_read", c->unread);
    json_pair_uint(&a.json, "not_collected", c->left);
    json_pair_uint(&a.json, "room_files", c->room);
    show_seats(&a.json, "seats_without_manifest", &c->silent);
    show_seats(&a.json, "seats_with_another_build", &c->others);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct collect_reply *r = reply;
    (void)request;
    (void)came;
    if (!r->is_done)
        return ERR_OK;
    if (ctl->json)
        return show_json(r, e);
    printf(
        _("%zu files: %zu new, %zu known, %zu of another session, %zu damaged, %zu in conflict\n"),
        r->files, r->fresh, r->known, r->other, r->damaged, r->conflict);
    if (r->room)
        printf(P_("and %zu manifest, order or room log\n",
                  "and %zu manifests, orders and room logs\n", r->room),
               r->room);
    if (r->unread)
        printf(P_("%zu file could not be read: collect again when the stick or disk is well\n",
                  "%zu files could not be read: collect again when the stick or disk is well\n",
                  r->unread),
               r->unread);
    struct buf seats;
    buf_init(&seats, SEATS_MAX);
    collect_say_seats(r, &seats);
    fputs(buf_text(&seats), stdout);
    buf_free(&seats);
    return ERR_OK;
}

enum err_code cmd_collect(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &collect_op, argc, argv, show, e);
}
