/* sathachctl: takes the options that stand anywhere, finds the command, runs it, says what went wrong. */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/ctl.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct ctl_command COMMANDS[] = {
    {"init", NULL, cmd_init, "DIR [--role office|examiner]", N_("Makes a workspace with its keys; both roles unless one is named.")},
    {"key", "show", cmd_key_show, "", N_("Shows the workspace's public keys and their fingerprints.")},
    {"key", "trust", cmd_key_trust, "FILE", N_("Takes up the public key of an examiner or an office.")},
    {"bank", "import", cmd_bank_import,
     "SOURCE... --to NAME [--format pdf|docx|xlsx|csv|gift|aiken|moodle|qti] [--pool FIELD/GRADE/POOL] [--ini FILE]\n"
     "             [--title T] [--edition E] [--add] [--dry-run] [--report FILE]",
     N_("Brings questions into a bank of the workspace: GIFT folders, PDF, Word, Excel, CSV, Aiken, Moodle XML, QTI.")},
    {"bank", "check", cmd_bank_check, "NAME|FOLDER [--profiles FOLDER]", N_("Lists what is wrong in a bank; 1 when there are errors.")},
    {"bank", "seal", cmd_bank_seal, "NAME", N_("Seals a bank without errors for the office.")},
    {"bank", "show", cmd_bank_show, "NAME|FOLDER|FILE [--questions | --html FILE]", N_("Shows what a bank holds; as a page for proofreading.")},
    {"bank", "export", cmd_bank_export, "NAME|FOLDER [--format gift|moodle|csv|qti] [--output FILE]", N_("Writes a bank in clear for another system.")},
    {"bank", "diff", cmd_bank_diff, "OLD NEW", N_("Shows what changed between two editions; 1 when something did.")},
    {"session", "new", cmd_session_new,
     "NAME --bank B --profile P --roster F [--room T] [--title T] [--date YYYY-MM-DD] [--opens HH:MM] [--closes HH:MM] [--training]\n"
     "                   [--custodians N --need K] [--lot TEXT]",
     N_("Draws every paper and makes the session file.")},
    {"session", "show", cmd_session_show, "NAME|FILE", N_("Shows a session and its papers.")},
    {"session", "slips", cmd_session_slips, "NAME", N_("Writes the access slips and the sheet of one-time codes.")},
    {"collect", NULL, cmd_collect, "PATH...", N_("Takes in answers files from sticks, shares and folders, any number of times.")},
    {"doctor", NULL, cmd_doctor, "PATH... [--ledger] [--ack FILE [--trust PUBLIC-KEY]]", N_("Says what stands in a data folder or on a stick, whether it is whole and collected, how it is mended.")},
    {"grade", NULL, cmd_grade, "SESSION...", N_("Grades what was collected; the same inputs give the same bytes.")},
    {"decide", NULL, cmd_decide,
     "SESSION question ID void|take-out|accept A,C|key B --reason T [--by NAME] [--preview]\n"
     "         SESSION paper P journal HEAD|as-is|annul --reason T … · SESSION close [--reason T]",
     N_("Takes down what the council decided, signed; --preview says what would change.")},
    {"reconcile", NULL, cmd_reconcile, "SESSION [--receipts FILE]", N_("Says whether a session adds up, and who is absent, unfinished or missing.")},
    {"report", NULL, cmd_report,
     "SESSION... passlist|results|receipts|slips|minutes|attendance|opendata\n"
     "         [--format csv,xlsx,pdf,html,json] [--paper P] [-o DIR]",
     N_("Shows lists, or writes lists and papers, each with its signature.")},
    {"stats", NULL, cmd_stats, "SESSION... [--format csv,xlsx,pdf,html,json] [-o DIR]", N_("Item statistics, and attempts that are too alike.")},
    {"receipt", NULL, cmd_receipt, "CODE [--list FILE [--trust PUBLIC-KEY]]", N_("Says which handed-in paper a receipt belongs to, or whether it stands in a published list.")},
    {"verify", NULL, cmd_verify, "FILE... [--trust PUBLIC-KEY]", N_("Checks banks, sessions and signed lists with public keys only.")},
    {"audit", NULL, cmd_audit, "SESSION [--keys]", N_("Draws every paper again and compares; checks the decisions, the log and the results in force.")},
    {"backup", NULL, cmd_backup, "FILE", N_("Writes the whole workspace into one file, while others may work in it.")},
    {"restore", NULL, cmd_restore, "FILE", N_("Unpacks a backup into the empty folder given by -C, and makes the register again.")},
    {"rebuild", NULL, cmd_rebuild, "", N_("Makes register.db again from the files.")},
    {"simulate", NULL, cmd_simulate, "SESSION --candidates N [--seed S] [--begun DIR] [-o DIR]",
     N_("Virtual candidates answer the papers not yet begun; training sessions only.")},
};
enum { COMMANDS_COUNT = sizeof COMMANDS / sizeof COMMANDS[0] };

static void print_help(FILE *out)
{
    fprintf(out, "%s\n\n", _("sathachctl [-C WORKSPACE] [--pass ROLE=FILE] [--json] COMMAND"));
    for (size_t i = 0; i < COMMANDS_COUNT; i++) {
        const struct ctl_command *c = &COMMANDS[i];
        fprintf(out, "  %s%s%s %s\n      %s\n", c->name, c->sub ? " " : "", c->sub ? c->sub : "", c->usage, _(c->help));
    }
    fprintf(out, "\n%s\n", _("Exit: 0 done, 1 the answer is no, 2 usage, 10 format, 11 authentication, 12 key, 13 policy, 14 conflict, 20 input/output, "
                             "21 in use, 30 over a limit."));
}

static const struct ctl_command *find_command(int argc, char **argv, int *words)
{
    for (size_t i = 0; i < COMMANDS_COUNT; i++) {
        const struct ctl_command *c = &COMMANDS[i];
        if (argc < 1 || strcmp(argv[0], c->name) != 0)
            continue;
        if (!c->sub) {
            *words = 1;
            return c;
        }
        if (argc >= 2 && strcmp(argv[1], c->sub) == 0) {
            *words = 2;
            return c;
        }
    }
    return NULL;
}

static enum err_code take_pass(struct ctl *ctl, const char *value, struct err *e)
{
    const char *eq = value ? strchr(value, '=') : NULL;
    if (!eq || eq == value || (size_t)(eq - value) >= sizeof ctl->pass[0].role || !eq[1])
        return err_set(e, ERR_USAGE, _("--pass wants ROLE=FILE, for example --pass office=FILE"));
    if (ctl->passes == CTL_PASSES_MAX)
        return err_set(e, ERR_LIMIT, _("--pass was given more than %d times"), CTL_PASSES_MAX);
    memcpy(ctl->pass[ctl->passes].role, value, (size_t)(eq - value));
    ctl->pass[ctl->passes].path = eq + 1;
    ctl->passes++;
    return ERR_OK;
}

/* Takes the options that may stand anywhere out of argv; what is left is the command. */
static enum err_code take_globals(struct ctl *ctl, int *argc, char **argv, bool *help, bool *version, struct err *e)
{
    int kept = 0;
    for (int i = 0; i < *argc; i++) {
        if (strcmp(argv[i], "-C") == 0 && i + 1 < *argc) {
            ctl->folder = argv[++i];
        } else if (strcmp(argv[i], "--pass") == 0) {
            if (take_pass(ctl, i + 1 < *argc ? argv[++i] : NULL, e) != ERR_OK)
                return e->code;
        } else if (strncmp(argv[i], "--pass=", 7) == 0) {
            if (take_pass(ctl, argv[i] + 7, e) != ERR_OK)
                return e->code;
        } else if (strcmp(argv[i], "--json") == 0) {
            ctl->json = true;
        } else if (strcmp(argv[i], "--help") == 0) {
            *help = true;
        } else if (strcmp(argv[i], "--version") == 0) {
            *version = true;
        } else {
            argv[kept++] = argv[i];
        }
    }
    argv[kept] = NULL;
    *argc = kept;
    return ERR_OK;
}

static void start_language(void)
{
    if (!setlocale(LC_ALL, "") || MB_CUR_MAX < 4)
        setlocale(LC_ALL, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 8);
    const char *folder = SATHACH_LOCALEDIR;
    if (n > 0) {
        path[n] = '\0';
        char *slash = strrchr(path, '/');
        if (slash) {
            memcpy(slash, "/po", 4);
            if (access(path, R_OK) == 0)
                folder = path;
        }
    }
    bindtextdomain(I18N_DOMAIN, folder);
    bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
    if (!getenv("LANGUAGE"))
        setenv("LANGUAGE", "vi", 1);
}

static enum err_code run(int argc, char **argv, struct err *e)
{
    struct ctl ctl = {.rnd = crypt_random_system()};
    bool help = false, version = false;
    enum err_code rc = crypt_start(e);
    if (rc == ERR_OK)
        rc = take_globals(&ctl, &argc, argv, &help, &version, e);
    if (rc != ERR_OK)
        return rc;
    if (version) {
        printf("sathachctl %s\n", SATHACH_VERSION);
        return ERR_OK;
    }
    if (help || argc == 0) {
        print_help(help ? stdout : stderr);
        return help ? ERR_OK : ERR_USAGE;
    }
    int words = 0;
    const struct ctl_command *c = find_command(argc, argv, &words);
    if (!c)
        return err_set(e, ERR_USAGE, _("%s: no such command; sathachctl --help lists them"), argv[0]);
    rc = c->run(&ctl, argc - words, argv + words, e);
    if (rc == ERR_USAGE)
        fprintf(stderr, "sathachctl %s%s%s %s\n", c->name, c->sub ? " " : "", c->sub ? c->sub : "", c->usage);
    return rc;
}

int main(int argc, char **argv)
{
    umask(077);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    start_language();
    struct err e = {0};
    enum err_code rc = run(argc - 1, argv + 1, &e);
    if (fflush(stdout) != 0 && rc == ERR_OK)
        rc = err_set_errno(&e, 5, "%s", _("standard output"));
    if (rc != ERR_OK && e.text[0])
        fprintf(stderr, "sathachctl: %s\n", e.text);
    return (int)rc;
}
