#include "tools/commands.h"

#include "app/core/i18n.h"
#include "tools/desk_command.h"
#include "tools/work/audit.h"
#include "tools/work/backup.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_diff.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_export.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_repair.h"
#include "tools/work/bank_seal.h"
#include "tools/work/bank_show.h"
#include "tools/work/bank_take.h"
#include "tools/work/collect.h"
#include "tools/work/decide.h"
#include "tools/work/doctor.h"
#include "tools/work/find.h"
#include "tools/work/grade.h"
#include "tools/work/init.h"
#include "tools/work/key_passphrase.h"
#include "tools/work/key_show.h"
#include "tools/work/key_trust.h"
#include "tools/work/log_begin_anew.h"
#include "tools/work/log_check.h"
#include "tools/work/log_code.h"
#include "tools/work/log_export.h"
#include "tools/work/log_show.h"
#include "tools/work/log_take.h"
#include "tools/work/paper_view.h"
#include "tools/work/rebuild.h"
#include "tools/work/receipt.h"
#include "tools/work/reconcile.h"
#include "tools/work/report.h"
#include "tools/work/restore.h"
#include "tools/work/roster_check.h"
#include "tools/work/roster_template.h"
#include "tools/work/session_cancel.h"
#include "tools/work/session_draw.h"
#include "tools/work/session_new.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_papers.h"
#include "tools/work/session_people.h"
#include "tools/work/session_reveal.h"
#include "tools/work/session_show.h"
#include "tools/work/session_slips.h"
#include "tools/work/settings.h"
#include "tools/work/sheet.h"
#include "tools/work/simulate.h"
#include "tools/work/stats.h"
#include "tools/work/stick_ack.h"
#include "tools/work/stick_eject.h"
#include "tools/work/stick_mount.h"
#include "tools/work/verify.h"
#include "tools/work/waiting.h"
#include "tools/work/witness_cosign.h"
#include "tools/work/witness_init.h"
#include "tools/work/witness_trust.h"

#include <stdio.h>
#include <string.h>

static const struct ctl_option GLOBALS[] = {
    {"-C", "WORKSPACE", COMMANDS_OPTIONAL,
     N_("the workspace; the current folder or the nearest above it by default")},
    {"--pass", "ROLE=FILE", COMMANDS_REPEATED,
     N_("the passphrase of office, examiner, session or order from the first line of a file, for "
        "scripts; asked otherwise")},
    {"--operator", "NAME", COMMANDS_OPTIONAL,
     N_("who stands in the log for this command; operator= of office.ini or the log-in name by "
        "default")},
    {"--json", NULL, COMMANDS_OPTIONAL, N_("the answer in JSON")},
    {"-h, --help", NULL, COMMANDS_OPTIONAL,
     N_("the page of the command on the line; without one, this list")},
    {"-V, --version", NULL, COMMANDS_OPTIONAL, N_("the version")},
    {0}};

static const struct ctl_command COMMANDS[] = {
    {"desk",
     NULL,
     desk_command,
     NULL,
     "",
     N_("The office's full-screen program: what waits, and the command that does it. It opens "
        "without a command, too, on a terminal; where no office is found it offers those opened "
        "before and makes a new one."),
     {{"--theme", "dark|light|contrast|mono", COMMANDS_OPTIONAL,
       N_("the colours; mono with NO_COLOR")},
      {"--lang", "vi|en", COMMANDS_OPTIONAL, N_("the language to begin in")},
      {"--linear", NULL, COMMANDS_OPTIONAL,
       N_("by lines, without a screen: for a screen reader, and on a terminal that cannot address "
          "its cursor")}}},
    {.run = cmd_waiting, .op = &waiting_op},
    {.run = cmd_settings, .op = &settings_op},
    {.run = cmd_init, .op = &init_op},
    {.run = cmd_key_show, .op = &key_show_op},
    {.run = cmd_key_trust, .op = &key_trust_op},
    {.run = cmd_key_passphrase, .op = &key_passphrase_op},
    {.run = cmd_bank_import, .op = &bank_import_op},
    {.run = cmd_bank_check, .op = &bank_check_op},
    {.run = cmd_bank_edit, .op = &bank_edit_op},
    {.run = cmd_bank_repair, .op = &bank_repair_op},
    {.run = cmd_bank_seal, .op = &bank_seal_op},
    {.run = cmd_bank_show, .op = &bank_show_op},
    {.run = cmd_bank_export, .op = &bank_export_op},
    {.run = cmd_bank_diff, .op = &bank_diff_op},
    {.run = cmd_bank_take, .op = &bank_take_op},
    {.run = cmd_roster_check, .op = &roster_check_op},
    {.run = cmd_roster_template, .op = &roster_template_op},
    {.run = cmd_session_new, .op = &session_new_op},
    {.run = cmd_session_commit, .op = &session_commit_op},
    {.run = cmd_session_draw, .op = &session_draw_op},
    {.run = cmd_session_cancel, .op = &session_cancel_op},
    {.run = cmd_session_reveal, .op = &session_reveal_op},
    {.run = cmd_session_people, .op = &session_people_op},
    {.run = cmd_session_show, .op = &session_show_op},
    {.run = cmd_session_slips, .op = &session_slips_op},
    {.run = cmd_session_pack, .op = &session_pack_op},
    {.run = cmd_collect, .op = &collect_op},
    {.run = cmd_stick_mount, .op = &stick_mount_op},
    {.run = cmd_stick_ack, .op = &stick_ack_op},
    {.run = cmd_stick_eject, .op = &stick_eject_op},
    {.run = cmd_doctor, .op = &doctor_op},
    {.run = cmd_grade, .op = &grade_op},
    {.run = cmd_decide, .op = &decide_op},
    {.run = cmd_sheet, .op = &sheet_op},
    {.run = cmd_reconcile, .op = &reconcile_op},
    {.run = cmd_report, .op = &report_op},
    {.run = cmd_papers, .op = &session_papers_op},
    {.run = cmd_stats, .op = &stats_op},
    {.run = cmd_find, .op = &find_op},
    {.run = cmd_paper, .op = &paper_view_op},
    {.run = cmd_receipt, .op = &receipt_op},
    {.run = cmd_verify, .op = &verify_op},
    {.run = cmd_audit, .op = &audit_op},
    {.run = cmd_log_show, .op = &log_show_op},
    {.run = cmd_log_check, .op = &log_check_op},
    {.run = cmd_log_code, .op = &log_code_op},
    {.run = cmd_log_export, .op = &log_export_op},
    {.run = cmd_log_take, .op = &log_take_op},
    {.run = cmd_log_renew, .op = &log_begin_anew_op},
    {.run = cmd_witness_init, .op = &witness_init_op},
    {.run = cmd_witness_trust, .op = &witness_trust_op},
    {.run = cmd_witness_cosign, .op = &witness_cosign_op},
    {.run = cmd_backup, .op = &backup_op},
    {.run = cmd_restore, .op = &restore_op},
    {.run = cmd_rebuild, .op = &rebuild_op},
    {.run = cmd_simulate, .op = &simulate_op},
};
enum { COMMANDS_COUNT = sizeof COMMANDS / sizeof COMMANDS[0], GUESS_MAX = 48 };

const struct ctl_command *commands_all(size_t *count)
{
    *count = COMMANDS_COUNT;
    return COMMANDS;
}

const char *commands_name(const struct ctl_command *c)
{
    return c->op ? c->op->name : c->name;
}

const char *commands_sub(const struct ctl_command *c)
{
    return c->op ? c->op->sub : c->sub;
}

const char *commands_words(const struct ctl_command *c)
{
    return c->op ? c->op->words : c->words;
}

const char *commands_help(const struct ctl_command *c)
{
    return c->op ? c->op->help : c->help;
}

const char *commands_exits(const struct ctl_command *c)
{
    return c->op ? c->op->exits : NULL;
}

static enum commands_need need_of(const struct work_field *f)
{
    return f->need == WORK_NEEDED  ? COMMANDS_NEEDED
           : work_field_is_list(f) ? COMMANDS_REPEATED
                                   : COMMANDS_OPTIONAL;
}

bool commands_option(const struct ctl_command *c, size_t i, struct ctl_option *out)
{
    const struct work_field *f = c->op ? c->op->field : NULL;
    for (; f && !work_field_is_end(f); f++)
        if (f->option && i-- == 0) {
            *out = (struct ctl_option){f->option, f->value, need_of(f), f->help};
            return true;
        }
    if (f || !c->option[i].name)
        return false;
    *out = c->option[i];
    return true;
}

const struct ctl_option *commands_globals(void)
{
    return GLOBALS;
}

bool commands_is_group(const char *name)
{
    for (size_t i = 0; i < COMMANDS_COUNT; i++)
        if (commands_sub(&COMMANDS[i]) && strcmp(commands_name(&COMMANDS[i]), name) == 0)
            return true;
    return false;
}

const struct ctl_command *commands_find(int argc, char *const *argv, int *words)
{
    for (size_t i = 0; i < COMMANDS_COUNT; i++) {
        const struct ctl_command *c = &COMMANDS[i];
        const char *sub = commands_sub(c);
        int n = sub ? 2 : 1;
        if (argc < n || strcmp(argv[0], commands_name(c)) != 0 ||
            (sub && strcmp(argv[1], sub) != 0))
            continue;
        *words = n;
        return c;
    }
    return NULL;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to change, put in or take out to make b of a. */
static size_t distance(const char *a, const char *b)
{
    size_t row[GUESS_MAX + 1], m = strlen(b);
    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t before = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < m; j++) {
            size_t changed = before + (a[i] != b[j]);
            before = row[j + 1];
            row[j + 1] = least(changed, least(row[j], row[j + 1]) + 1);
        }
    }
    return row[m];
}

bool commands_guess(int argc, char *const *argv, char *out, size_t room)
{
    size_t best = 3; /* a word that wants three letters changed is another word */
    char typed[GUESS_MAX], name[GUESS_MAX];
    for (size_t i = 0; i < COMMANDS_COUNT; i++) {
        const struct ctl_command *c = &COMMANDS[i];
        const char *sub = commands_sub(c);
        bool has_two = sub && argc > 1;
        if (snprintf(typed, sizeof typed, "%s%s%s", argv[0], has_two ? " " : "",
                     has_two ? argv[1] : "") >= (int)sizeof typed)
            return false;
        snprintf(name, sizeof name, "%s%s%s", commands_name(c), has_two ? " " : "",
                 has_two ? sub : "");
        size_t far = distance(typed, name);
        if (far < best && snprintf(out, room, "%s", name) < (int)room)
            best = far;
    }
    return best < 3;
}
