/* What every command of sathachctl gets: where the workspace is, where passphrases come from, how to answer. */
#ifndef SATHACH_TOOLS_CTL_H
#define SATHACH_TOOLS_CTL_H

#include "app/core/crypt.h"
#include "app/core/err.h"
#include "tools/report/json.h"

#include <stdbool.h>
#include <stddef.h>

enum { CTL_PASSES_MAX = 16, CTL_ANSWER_MAX = 64 * 1024 * 1024 };

struct ctl {
    const char *folder;      /* -C, or NULL for the nearest workspace above the current folder */
    struct { char role[16]; const char *path; } pass[CTL_PASSES_MAX]; /* --pass role=FILE */
    size_t passes;
    bool json;               /* --json */
    struct crypt_random rnd;
};

struct ctl_command {
    const char *name;        /* "bank" */
    const char *sub;         /* "import", or NULL */
    /* argv[0] is the first word behind the command's name. Prints its answer on stdout; an error comes back in e. */
    enum err_code (*run)(struct ctl *ctl, int argc, char **argv, struct err *e);
    const char *usage;       /* what follows the name */
    const char *help;        /* msgid: one sentence */
};

/* The file given by --pass for a role, or NULL. */
const char *ctl_pass_file(const struct ctl *ctl, const char *role);
/* One line of progress on stderr, when that is a terminal: once the work has lasted over half a second, and at its end. started_ms: boot clock. */
void ctl_progress(const char *what, size_t done, size_t all, uint64_t started_ms);

/* An answer in JSON: begin, write through .json, end. It reaches stdout whole or not at all. */
struct ctl_answer {
    struct buf bytes;
    struct json json;
};
void ctl_answer_begin(struct ctl_answer *a);
enum err_code ctl_answer_end(struct ctl_answer *a, struct err *e) ERR_MUST_CHECK;
/* Path of a file or folder that comes with the program ("questionbanks/profiles"): beside the build, or where it was installed. False when it is in
 * neither place. */
bool ctl_share(const char *name, char *out, size_t room);
/* The language of words in tables that are shown, not filed. */
enum table_lang ctl_table_lang(void);

/* One a file in tools/cmd/. */
enum err_code cmd_init(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_key_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_key_trust(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_import(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_export(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_diff(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_check(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_seal(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_bank_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_new(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_show(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_session_slips(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_collect(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_decide(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_reconcile(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_backup(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_restore(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_rebuild(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_doctor(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_grade(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_stats(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_receipt(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_verify(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_audit(struct ctl *ctl, int argc, char **argv, struct err *e);
enum err_code cmd_simulate(struct ctl *ctl, int argc, char **argv, struct err *e);

#endif
