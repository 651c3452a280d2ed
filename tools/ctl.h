/* What every command of sathachctl gets: where the workspace is, where passphrases come from, how
 * to answer. */
#ifndef SATHACH_TOOLS_CTL_H
#define SATHACH_TOOLS_CTL_H

#include "tools/table/json.h"
#include "tools/work/work.h"

#include <stdbool.h>
#include <stddef.h>

enum { CTL_ANSWER_MAX = 64 * 1024 * 1024 };

struct ctl {
    struct work work;                       /* its events are told with ctl_tell */
    bool json;                              /* --json */
    const struct work_op *const *operation; /* all that have a command; ends with NULL */
};

/* Shows an event of an operation, context being NULL: progress in one line of stderr, when that is
 * a terminal, once the work has lasted over half a second, and at its end; "WHAT: TEXT" of one of
 * many and notes on stderr; what is part of the answer on stdout. */
void ctl_tell(void *context, const struct work_event *event);
/* And its passphrases that are shown this once. */
enum err_code ctl_show(void *context, const char *role, const char *what, const char *passphrase,
                       struct err *e);

/* An answer in JSON: begin, write through .json, end. It reaches stdout whole or not at all. */
struct ctl_answer {
    struct buf bytes;
    struct json json;
};
void ctl_answer_begin(struct ctl_answer *a);
enum err_code ctl_answer_end(struct ctl_answer *a, struct err *e) ERR_MUST_CHECK;
/* The language of words in tables that are shown, not filed. */
enum table_lang ctl_table_lang(void);

/* One a file in tools/cmd/. */
enum err_code cmd_settings(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_init(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_key_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_key_trust(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_key_passphrase(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_import(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_export(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_diff(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_edit(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_repair(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_take(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_check(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_seal(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_roster_check(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_roster_template(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_new(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_commit(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_draw(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_reveal(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_people(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_cancel(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_pack(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_slips(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_waiting(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_collect(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_stick_mount(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_stick_ack(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_stick_eject(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_decide(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_sheet(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_reconcile(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_backup(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_restore(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_rebuild(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_doctor(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_grade(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_stats(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_papers(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_find(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_paper(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_receipt(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_verify(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_audit(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_log_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_log_check(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_log_code(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_log_export(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_log_take(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_log_renew(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_witness_init(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_witness_trust(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_witness_cosign(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_simulate(struct ctl *ctl, int argc, char **argv, struct err *e);

#endif
