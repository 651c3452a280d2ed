#include "tests/lib/made_op.h"

#include "tools/desk/operation.h"
#include "tools/work/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <semaphore.h>

struct made_request {
    const char *name, *kind;
    bool is_dry;
};
struct made_reply {
    int sum;
};
static sem_t step;
struct made_op made;
static struct desk_rig *desk;

void made_op_go_on(void)
{
    sem_post(&step);
}

static void pause_here(void)
{
    while (sem_wait(&step) != 0)
        ;
}

static enum err_code run_made(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct made_request *q = request;
    struct made_reply *answer = reply;
    struct workspace w;
    struct keys_secret *key;
    bool writes = !q->is_dry && desk->desk.job.op->use & WORK_WRITES;
    made.runs++;
    work_tell_progress(work, "reading", 33, 100, 0);
    work_tell_line(work, "page 7", "no answer");
    pause_here();
    enum err_code rc = made.is_keyed ? office_workspace(work, &w, e) : ERR_OK;
    if (made.is_keyed && rc == ERR_OK) {
        rc = ring_key(work, &w, KEYS_OFFICE, &key, e);
        workspace_close(&w);
    }
    if (rc == ERR_OK && writes)
        rc = work_point(work, e);
    else if (rc == ERR_OK)
        rc = work_check_stop(work, e);
    if (rc == ERR_OK && writes) {
        pause_here();
        made.written++;
    }
    if (rc == ERR_OK && made.is_said)
        rc = work_show(work, "session", "session", "5RJ4V VVFHQ", e);
    answer->sum = 42;
    if (rc == ERR_OK && made.ends != ERR_OK && made.says)
        return err_set(e, made.ends, "%s", made.says);
    return rc == ERR_OK ? made.ends : rc;
}

static void forget_made(void *reply)
{
    (void)reply;
    made.forgotten++;
}

static void say_made(const void *request, const void *reply, struct buf *out)
{
    const struct made_request *q = request;
    buf_printf(out, "%s came to %d\n", q->name, ((const struct made_reply *)reply)->sum);
}

const struct work_field MADE_OP_FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = offsetof(struct made_request, name)},
    {"--kind", "one|two", WORK_OPTIONAL, "which", .kind = WORK_CHOICE,
     .at = offsetof(struct made_request, kind)},
    {"--dry-run", NULL, WORK_OPTIONAL, "only says", .kind = WORK_FLAG,
     .at = offsetof(struct made_request, is_dry)},
    {0}};
#define MADE(id, called, flag, with_word, uses) \
    const struct work_op id = {.name = called, \
                               .words = "NAME", \
                               .help = "Makes it up. And more.", \
                               .field = MADE_OP_FIELDS, \
                               .request = sizeof(struct made_request), \
                               .reply = sizeof(struct made_reply), \
                               .use = uses, \
                               .run = run_made, \
                               .forget = forget_made, \
                               .preview = flag, \
                               .word = with_word, \
                               .say = say_made}
MADE(made_op_looks, "look", NULL, NULL, WORK_LOOKS);
MADE(made_op_plain, "plain", NULL, NULL, WORK_WRITES);
MADE(made_op_dry, "dry", "--dry-run", NULL, WORK_WRITES);
MADE(made_op_worded, "worded", "--dry-run", "KY", WORK_WRITES);
static const struct work_op *const OPS[] = {&made_op_looks, &made_op_plain, &made_op_dry,
                                            &made_op_worded, NULL};

void made_op_open(struct desk_rig *r)
{
    memset(&made, 0, sizeof made);
    sem_init(&step, 0, 0);
    desk = r;
    desk_rig_open(r, OPS, true);
}

void made_op_close(struct desk_rig *r)
{
    made_op_go_on();
    made_op_go_on();
    desk_rig_close(r);
    sem_destroy(&step);
}

void made_op_begin(struct desk_rig *r, const struct work_op *op)
{
    operation_open(&r->desk, op);
    desk_rig_type(r, "ca-1");
    desk_rig_ctrl(r, 'S');
}
