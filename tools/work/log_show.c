#include "tools/work/log_show.h"
#include "tools/work/fields.h"

#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

static enum err_code pick(const struct log_show_request *q, long from, struct log_show_reply *r,
                          struct err *e)
{
    const struct log *l = &r->office.log;
    r->line = calloc(l->lines + 1, sizeof *r->line);
    if (!r->line)
        return err_memory(e);
    for (size_t i = (size_t)from - 1; i < l->lines; i++)
        if (!q->session || strcmp(l->line[i].session, q->session) == 0)
            r->line[r->lines++] = &l->line[i];
    return ERR_OK;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct log_show_request *q = request;
    struct log_show_reply *r = reply;
    long from = 1;
    r->office.lock = -1;
    enum err_code rc =
        q->since ? work_number("--since", q->since, 1, LOG_LINES_MAX, &from, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = office_open_log(work, OFFICE_LOOK, &r->office, e);
    if (rc == ERR_OK)
        rc = pick(q, from, r, e);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct log_show_reply *r = reply;
    free(r->line);
    office_close(&r->office);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct log_show_reply *r = reply;
    (void)request;
    for (size_t i = 0; i < r->lines; i++) {
        const struct log_line *l = r->line[i];
        buf_printf(out, "%6llu  %s  %-10s %-10s %s  %s%s%s\n", (unsigned long long)l->number,
                   l->time, log_kind_word(l->kind), l->session, l->who, l->subject,
                   l->more[0] ? "  " : "", l->more);
    }
}

#define AT(member) offsetof(struct log_show_request, member)
static const struct work_field FIELDS[] = {{.value = "SESSION",
                                            .label = N_("Session"),
                                            .need = WORK_OPTIONAL,
                                            .kind = WORK_NAME,
                                            .at = AT(session),
                                            .choose = fields_sessions},
                                           {"--since", "N", WORK_OPTIONAL, N_("from line N on"),
                                            .kind = WORK_NUMBER, .at = AT(since),
                                            .label = N_("From line")},
                                           {0}};

const struct work_op log_show_op = {.name = "log",
                                    .sub = "show",
                                    .words = "[SESSION]",
                                    .help =
                                        N_("Shows the office's log, all of it or one session's."),
                                    .field = FIELDS,
                                    .request = sizeof(struct log_show_request),
                                    .reply = sizeof(struct log_show_reply),
                                    .use = WORK_LOOKS,
                                    .run = run,
                                    .forget = forget,
                                    .say = say};
