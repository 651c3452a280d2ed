/* The paper to be opened. */
#include "app/client/papers_internal.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the errand ---- */

struct job {
    struct attempt_wanted wanted;
    char *key_folder; /* NULL for none */
    struct attempt_taken taken;
    struct attempt_holder holder;
    enum err_code rc;
    struct err e;
};

static void free_job(void *context)
{
    struct job *j = context;
    attempt_holder_end(&j->holder);
    attempt_taken_free(&j->taken);
    attempt_wanted_free(&j->wanted);
    free(j->key_folder);
    free(j);
}

/* Another connection of this host may hold it, and let go. */
static void run_job(void *context)
{
    struct job *j = context;
    j->rc = attempt_take_up(&j->wanted, &j->taken, &j->e);
    if (j->rc == ERR_BUSY && attempt_holder_ask(j->key_folder, j->wanted.path))
        j->rc = attempt_take_up(&j->wanted, &j->taken, &j->e);
    if (j->rc == ERR_OK)
        j->holder = attempt_holder_listen(j->key_folder, j->wanted.path);
}

static enum err_code prepare(struct client *c, struct attempt_wanted *wanted, struct err *e)
{
    const struct exam_setup setup = {.session = c->setup.session,
                                     .bank = c->setup.bank,
                                     .roster = &c->unlocked.roster,
                                     .dir = c->setup.data_dir,
                                     .seat = c->setup.seat,
                                     .build = c->setup.program.build,
                                     .clock = c->setup.clock};
    return exam_prepare(&setup, c->papers.opening.paper, c->papers.candidate_key,
                        &c->papers.opening.exam, wanted, e);
}

enum err_code papers_ask_paper(struct client *c, struct errand **out, struct err *e)
{
    static const struct errand_ops OPS = {.run = run_job, .free = free_job};
    struct job *j = calloc(1, sizeof *j);
    *out = NULL;
    if (!j)
        return err_memory(e);
    *j = (struct job){.holder.fd = -1};
    enum err_code rc = prepare(c, &j->wanted, e);
    if (rc == ERR_OK && c->setup.key_folder && !(j->key_folder = strdup(c->setup.key_folder)))
        rc = err_memory(e);
    if (rc != ERR_OK) {
        free_job(j);
        return rc;
    }
    *out = errand_start(&OPS, j);
    return *out ? ERR_OK : err_memory(e);
}

/* ---- what came of it ---- */

/* Whoever sits here is told what to do, whatever it is; what only the office understands stands in
 * the invigilator's box. */
static void say_unopened(struct client *c)
{
    const struct err *e = &c->papers.unopened;
    char text[sizeof c->message.text];
    if (e->code == ERR_BUSY) {
        flow_say(c, MESSAGE_DANGER,
                 N_("This paper is open in another window of this machine. Please "
                    "call the invigilator."));
        return;
    }
    snprintf(text, sizeof text,
             _("The exam cannot be opened on this seat: %s. Please call the invigilator."),
             disk_trouble_why(e));
    flow_say_made(c, MESSAGE_DANGER, text, say_unopened);
}

void papers_refuse(struct client *c, const struct err *e)
{
    papers_log_out(c);
    c->papers.unopened = *e;
    say_unopened(c);
}

/* The one it was read in before it was cut off. */
static void take_up_language(struct client *c, const char language[ATTEMPT_LANGUAGE])
{
    if (!language[0])
        return;
    c->flow.lang = language[0] == 'v' ? CLIENT_VI : CLIENT_EN;
    lang_use(c->flow.lang == CLIENT_VI);
}

static void show(struct client *c, struct job *j)
{
    if (c->papers.to_sit < 2)
        papers_forget_candidate_key(c);
    c->reading.question = c->exam->journal.position;
    take_up_language(c, j->taken.language);
    c->papers.unopened = (struct err){0};
    c->papers.holder = j->holder;
    j->holder = (struct attempt_holder){.fd = -1};
    flow_go(c, CLIENT_CONFIRM);
    exchange_look(c, NULL, false);
    if (c->exchange.folders == 0)
        exam_forget_k0(c->exam);
    papers_warn_of_another(c);
}

void papers_take_paper(struct client *c, void *job)
{
    struct job *j = job;
    struct exam *x = c->papers.opening.exam;
    c->papers.opening.exam = NULL;
    if (j->rc == ERR_OK)
        j->rc = exam_take(x, &j->taken, &j->e);
    if (j->rc == ERR_OK) {
        c->exam = x;
        show(c, j);
    } else {
        exam_close(x);
        papers_refuse(c, &j->e);
    }
    free_job(j);
}
