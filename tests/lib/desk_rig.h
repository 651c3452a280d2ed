/* The desk off-screen: keys in, pictures out, the clock the test's, over an office in memory with
 * keys that cost little, and over any operations, made-up ones too. */
#ifndef SATHACH_TESTS_LIB_DESK_RIG_H
#define SATHACH_TESTS_LIB_DESK_RIG_H

#include "tests/lib/scratch.h"
#include "tools/desk/desk.h"
#include "tools/work/machine.h"
#include "tools/work/ring.h"

#define DESK_RIG_OFFICE_PASS "mat khau van phong"
#define DESK_RIG_EXAMINER_PASS "mat khau ra de so 2"
enum { DESK_RIG_NOON = 1795953600 /* 2026-11-29 12:00:00 UTC */ };

struct desk_rig {
    struct desk desk;
    struct canvas v;
    struct work work;
    struct work_ring ring;
    uint64_t now_ms;                /* boot clock; the wall clock goes with it */
    char folder[SCRATCH_PATH];      /* the office; "" for none */
    char mounts[SCRATCH_PATH + 16]; /* its table of mounts, empty at first */
    char media[SCRATCH_PATH + 16];  /* where its sticks are mounted */
    char blocks[SCRATCH_PATH + 16]; /* its disks by name, none at first */
    char udisks[SCRATCH_PATH + 16]; /* what mounts them, missing at first */
    const char *roots[2];
    struct machine machine;
    bool hangs;                /* looks under way are not waited for */
    int way[2];                /* of the look that hangs: a byte ends it */
    const char *offices;       /* the list of those opened before; NULL: there is none */
    char chosen[SCRATCH_PATH]; /* the office that is to be opened; "": none was chosen */
};

/* Opens a desk in English, 24×80. op: ends with NULL. has_office: a folder is made, with the keys
 * of office and examiner; without, the work's folder is r->folder as the caller set it. */
void desk_rig_open(struct desk_rig *r, const struct work_op *const *op, bool has_office);
/* The same where none was found; one stands in r->folder all the same. */
void desk_rig_open_homeless(struct desk_rig *r, const struct work_op *const *op);
void desk_rig_close(struct desk_rig *r);
/* Keys; the picture is drawn behind each. */
void desk_rig_press(struct desk_rig *r, enum keypress_kind kind);
void desk_rig_ctrl(struct desk_rig *r, char letter);
void desk_rig_type(struct desk_rig *r, const char *text); /* UTF-8 */
/* Waits until the desk's thread has news, and tells the desk; then draws. */
void desk_rig_news(struct desk_rig *r);
/* The same until no work is under way, or it asks for a passphrase. */
void desk_rig_wait(struct desk_rig *r);
/* A key, and the work it began to its end. */
void desk_rig_work(struct desk_rig *r, enum keypress_kind kind);
void desk_rig_work_typed(struct desk_rig *r, const char *text);
/* Work that waits for a passphrase is given none. */
void desk_rig_refuse(struct desk_rig *r);
/* Time passes, the desk ticks. */
void desk_rig_pass(struct desk_rig *r, uint64_t ms);
void desk_rig_size(struct desk_rig *r, int rows, int cols);
/* A stick of this name is mounted, the only one, and the desk sees it. Over a folder that is not
 * the rig's own, r->mounts is emptied before the rig is closed. */
void desk_rig_plug_in(struct desk_rig *r, const char *name);
/* A look of the screen on top, at this subject, comes to no end before desk_rig_answer; one at a
 * time. The second form is one by an operation (look_op.h), the third the desk's own. */
void desk_rig_hang(struct desk_rig *r, const char *subject);
void desk_rig_hang_op(struct desk_rig *r, const struct work_op *op);
void desk_rig_hang_desk(struct desk_rig *r, const char *subject);
void desk_rig_answer(struct desk_rig *r);
/* True when a row of the picture holds the text; desk_rig_print shows it all, for failures. */
bool desk_rig_shows(struct desk_rig *r, const char *text);
/* The same of a sentence that may wrap, even inside a word: blanks do not count. */
bool desk_rig_says(struct desk_rig *r, const char *text);
void desk_rig_print(struct desk_rig *r);
/* Fails with the picture when the glass does not say it. */
void desk_rig_expect(struct desk_rig *r, const char *text);
/* The name of the screen on top. */
const char *desk_rig_top(const struct desk_rig *r);
/* The screen on top in both languages at 80×24 and 100×30, with its cursor, and as lines, is what
 * stands in tests/data/desk/NAME; UPDATE_GOLDEN=1 writes it anew. What stands behind
 * a path is cut. Leaves the desk in English at 80×24. */
void desk_rig_golden(struct desk_rig *r, const char *name);
/* In each mode of a screen no key means two things; fails the test otherwise. */
void desk_rig_check_keys(const struct screen_ops *screen);
/* Each action of a screen was pressed in this program, in each of its modes. */
void desk_rig_check_pressed(const struct screen_ops *screen);

#endif
