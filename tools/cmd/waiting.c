/* sathachctl waiting: what is to be done next. */
#include "tools/work/waiting.h"

#include "app/core/i18n.h"
#include "tools/cmd/command.h"

#include <stdio.h>
#include <time.h>

static const char *mark_of(enum waiting_mark m)
{
    static const char *const MARKS[] = {"x", "!", "·"};
    return MARKS[m];
}

static enum err_code show_json(const struct waiting_reply *r, struct err *e)
{
    static const char *const MARKS[] = {"wrong", "due", "told"};
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->rows; i++) {
        const struct waiting_row *x = &r->row[i];
        time_t when = (time_t)x->since;
        struct tm tm;
        char since[24] = "";
        if (x->since && gmtime_r(&when, &tm))
            strftime(since, sizeof since, "%Y-%m-%dT%H:%M:%SZ", &tm);
        json_open_object(&a.json);
        json_pair(&a.json, "kind", waiting_kind_word(x->kind));
        json_pair(&a.json, "mark", MARKS[x->mark]);
        json_pair(&a.json, "about", x->about);
        json_pair(&a.json, "text", x->text);
        json_pair_bool(&a.json, "training", x->is_training);
        json_pair(&a.json, "since", since);
        json_pair(&a.json, "command", x->command);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct waiting_reply *r = reply;
    (void)request;
    if (came != ERR_OK)
        return ERR_OK;
    if (ctl->json)
        return show_json(r, e);
    for (size_t i = 0; i < r->rows; i++) {
        const struct waiting_row *x = &r->row[i];
        printf("%s %s%s%s\n", mark_of(x->mark), x->about, x->about[0] ? ": " : "", x->text);
        if (x->command[0])
            printf("    %s\n", x->command);
    }
    if (r->rows == 0)
        printf(_("Nothing waits.\n"));
    return ERR_OK;
}

enum err_code cmd_waiting(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &waiting_op, argc, argv, show, e);
}
