/* sathachctl collect [PATH...]: every answers file ends as new, known, other session, damaged,
 * conflict, or not read; the counts add up. */
#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/work/collect.h"

#include <stdio.h>

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
    if (r->unread)
        printf(P_("%zu file could not be read: collect again when the stick or disk is well\n",
                  "%zu files could not be read: collect again when the stick or disk is well\n",
                  r->unread),
               r->unread);
    return ERR_OK;
}

enum err_code cmd_collect(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &collect_op, argc, argv, show, e);
}
