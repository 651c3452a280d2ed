#include "tests/lib/signed_rig.h"

#include "tools/work/collect.h"
#include "tools/work/decide.h"
#include "tools/work/grade.h"
#include "tools/work/paper_view.h"
#include "tools/work/reconcile.h"
#include "tools/work/report.h"
#include "tools/work/session_new.h"
#include "tools/work/sheet.h"
#include "tools/work/simulate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

const struct work_op *const SIGNED_RIG_OPS[] = {
    &collect_op, &decide_op, &grade_op, &paper_view_op, &reconcile_op, &report_op, &sheet_op, NULL};

void signed_rig_run_in(struct desk_rig *r, const char *command)
{
    char text[SCRATCH_PATH + 300];
    snprintf(text, sizeof text, "cd '%s' && %s", r->folder, command);
    assert_int_equal(system(text), 0);
}

static void simulate(struct desk_rig *r, const char *seed)
{
    char folder[SCRATCH_PATH + 20];
    snprintf(folder, sizeof folder, "%s/came-%s", r->folder, seed);
    desk_office_run(r, &simulate_op,
                    &(struct simulate_request){
                        .session = "ca-1", .candidates = "6", .seed = seed, .folder = folder});
}

void signed_rig_collect(struct desk_rig *r, const char *name)
{
    char folder[SCRATCH_PATH + 20];
    char *path[] = {folder};
    snprintf(folder, sizeof folder, "%s/%s", r->folder, name);
    desk_office_run(r, &collect_op, &(struct collect_request){.path = {path, 1}});
}

/* The demo's list, and a seat for each paper. */
static void write_roster(struct desk_rig *r, char path[SCRATCH_PATH + 40])
{
    char command[3 * SCRATCH_PATH];
    snprintf(path, SCRATCH_PATH + 40, "%s/roster.csv", r->folder);
    snprintf(command, sizeof command,
             "awk -F';' -v OFS=';' 'NR > 1 {$9 = \"MAY-0\" NR - 1} 1' "
             "questionbanks/demo/roster.csv >'%s'",
             path);
    assert_int_equal(system(command), 0);
}

void signed_rig_make(struct desk_office *o, struct desk_rig *r)
{
    char roster[SCRATCH_PATH + 40];
    desk_office_make(o);
    desk_office_open(o, r, SIGNED_RIG_OPS);
    write_roster(r, roster);
    desk_office_run(
        r, &session_new_op,
        &(struct session_new_request){.name = "ca-1",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = roster,
                                      .sheet = "all",
                                      .is_training = true});
    simulate(r, "3");
    simulate(r, "4");
    simulate(r, "5");
    signed_rig_run_in(r, "mkdir third && mv came-5/ca-1.0002.*.answers third");
    signed_rig_run_in(
        r, "mkdir late && mv came-3/ca-1.0004.*.answers late && rm came-3/ca-1.0005.*.answers && "
           "mv came-4/ca-1.0002.*.answers late");
    signed_rig_collect(r, "came-3");
    desk_office_run(r, &sheet_op, &(struct sheet_request){.session = "ca-1"});
    signed_rig_collect(r, "late");
    desk_rig_close(r);
}
