/* sathach: the candidate's client. Options, hardening, files; then the screen or the line mode. */
#include "app/client/lang.h"
#include "app/client/linear.h"
#include "app/client/loop.h"
#include "app/client/purge.h"
#include "app/client/room.h"
#include "app/client/selftest.h"
#include "app/client/term/term.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct options {
    const char *bank, *session, *data, *drop, *trust, *seat, *lang, *pass;
    enum term_theme theme;
    bool linear, kiosk, selftest, purge, help, version;
};

static void print_help(FILE *out)
{
    fprintf(out, "%s\n\n%s\n",
            _("sathach --bank FILE --session FILE [--data DIR] [--drop DIR] [--trust FILE] [--seat NAME] [--lang vi|en] [--linear] [--kiosk] [--mono] "
              "[--theme default|contrast|mono] "
              "[--pass session=FILE]"),
            _("The exam on the candidate's terminal. sathach --selftest checks this seat; sathach --purge takes a "
              "session's local copies away; man sathach says more."));
}

static enum err_code take_options(int argc, char **argv, struct options *o, struct err *e)
{
    static const struct option LONG[] = {{"bank", 1, 0, 'b'},   {"session", 1, 0, 's'}, {"data", 1, 0, 'd'},   {"drop", 1, 0, 'D'},
                                         {"trust", 1, 0, 't'},  {"seat", 1, 0, 'S'},    {"lang", 1, 0, 'l'},   {"linear", 0, 0, 'L'},
                                         {"kiosk", 0, 0, 'k'},  {"mono", 0, 0, 'm'},    {"theme", 1, 0, 'c'},    {"pass", 1, 0, 'p'},   {"selftest", 0, 0, 'T'},   {"purge", 0, 0, 'P'},
                                         {"help", 0, 0, 'h'},   {"version", 0, 0, 'v'}, {0, 0, 0, 0}};
    for (int c; (c = getopt_long(argc, argv, "", LONG, NULL)) != -1;) {
        switch (c) {
        case 'b': o->bank = optarg; break;
        case 's': o->session = optarg; break;
        case 'd': o->data = optarg; break;
        case 'D': o->drop = optarg; break;
        case 't': o->trust = optarg; break;
        case 'S': o->seat = optarg; break;
        case 'l': o->lang = optarg; break;
        case 'L': o->linear = true; break;
        case 'k': o->kiosk = true; break;
        case 'm': o->theme = TERM_MONO; break;
        case 'c':
            if (!term_theme_of(optarg, &o->theme))
                return err_set(e, ERR_USAGE, _("--theme is default, contrast or mono"));
            break;
        case 'T': o->selftest = true; break;
        case 'P': o->purge = true; break;
        case 'h': o->help = true; break;
        case 'v': o->version = true; break;
        case 'p':
            if (strncmp(optarg, "session=", 8) != 0 || !optarg[8])
                return err_set(e, ERR_USAGE, _("--pass wants session=FILE"));
            o->pass = optarg + 8;
            break;
        default: return err_set(e, ERR_USAGE, "%s", "");
        }
    }
    if (o->lang && strcmp(o->lang, "vi") != 0 && strcmp(o->lang, "en") != 0)
        return err_set(e, ERR_USAGE, _("--lang is vi or en"));
    if (optind < argc)
        return err_set(e, ERR_USAGE, _("%s: one word too many"), argv[optind]);
    if (o->purge && (!o->session || !o->drop || !o->pass))
        return err_set(e, ERR_USAGE, _("--purge wants --session, --drop with the copies, and --pass session=FILE"));
    if (!o->help && !o->version && !o->selftest && !o->purge && (!o->bank || !o->session))
        return err_set(e, ERR_USAGE, _("--bank and --session are needed"));
    return ERR_OK;
}

/* No core dumps, no tracing, no new rights, files for us alone. */
static void harden(void)
{
    umask(077);
    while (true) { /* descriptors 0, 1, 2 are always there */
        int fd = open("/dev/null", O_RDWR);
        if (fd < 0)
            break;
        if (fd > 2) {
            close(fd);
            break;
        }
    }
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    unsetenv("LINES");
    unsetenv("COLUMNS");
}

/* What was read stays in memory: a stick pulled later changes nothing. */
struct files {
    struct buf bank_bytes, session_bytes;
    struct bank bank;
    struct session session;
};

static enum err_code read_files(const struct options *o, struct files *f, struct err *e)
{
    struct keys_public office;
    enum err_code rc = keys_public_read(o->trust ? o->trust : "/etc/sathach/office.pub", &office, e);
    if (rc == ERR_OK && office.role != KEYS_OFFICE)
        rc = err_set(e, ERR_KEY, _("%s: not an office's key"), o->trust);
    if (rc == ERR_OK)
        rc = file_read(o->session, PACKAGE_MAX, &f->session_bytes, e);
    if (rc == ERR_OK && session_open(f->session_bytes.data, f->session_bytes.len, office.sign_pk, &f->session, e) != ERR_OK)
        rc = err_prefix(e, o->session);
    if (rc == ERR_OK)
        rc = file_read(o->bank, PACKAGE_MAX, &f->bank_bytes, e);
    if (rc == ERR_OK) {
        rc = bank_open(f->bank_bytes.data, f->bank_bytes.len, f->session.info.bank_hash, &f->bank, e);
        if (rc == ERR_OK && memcmp(f->bank.signer, f->session.info.examiner_pk, CRYPT_SIGN_PK) != 0)
            rc = err_set(e, ERR_KEY, _("signed by another examiner than the session names"));
        if (rc != ERR_OK)
            rc = err_prefix(e, o->bank);
    }
    return rc;
}

static enum err_code data_folder(const struct options *o, char **out, struct err *e)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    if (o->data)
        path = strdup(o->data);
    else if (state && state[0] == '/')
        path = file_join(state, "sathach");
    else
        path = file_join(home && home[0] == '/' ? home : "/var/lib", home && home[0] == '/' ? ".local/state/sathach" : "sathach");
    if (!path)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    *out = path;
    return file_make_folder(path, e);
}

/* One passphrase a line. */
static enum err_code unlock_from_file(struct client *c, const char *path, struct err *e)
{
    struct buf b;
    const char *line[SESSION_CUSTODIANS_MAX];
    size_t n = 0;
    buf_init(&b, 4096);
    enum err_code rc = file_read(path, 4095, &b, e);
    char *rest = rc == ERR_OK ? (char *)(uintptr_t)buf_text(&b) : NULL;
    for (char *word; rest && n < SESSION_CUSTODIANS_MAX && (word = strsep(&rest, "\r\n"));)
        if (word[0])
            line[n++] = word;
    if (rc == ERR_OK)
        rc = client_unlock(c, line, n, e);
    buf_free(&b);
    return rc;
}

/* The session's window is asked once, at unlocking; a clock that disagrees warns and no more. */
static void warn_window(struct client *c)
{
    const struct session_info *i = &c->setup.session->info;
    int64_t now = clock_wall_ms(&c->setup.clock) / 1000;
    if ((i->opens && now < i->opens) || (i->closes && now > i->closes)) {
        snprintf(c->message, sizeof c->message, "%s", _("This seat's clock lies outside the session's hours. The invigilator decides."));
        c->tone = CLIENT_WARNING;
    }
}

/* --lang, else the environment, else Vietnamese. */
static bool is_english(const char *option)
{
    const char *wanted = option ? option : getenv("LANGUAGE");
    return wanted && strncmp(wanted, "en", 2) == 0;
}

static void print_line(const char *line)
{
    puts(line);
}

/* Only who holds the session's passphrase takes anything away. */
static enum err_code purge(const struct options *o, struct err *e)
{
    struct keys_public office;
    struct session session;
    struct buf bytes;
    struct client c = {0};
    char *data = NULL;
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = keys_public_read(o->trust ? o->trust : "/etc/sathach/office.pub", &office, e);
    if (rc == ERR_OK)
        rc = file_read(o->session, PACKAGE_MAX, &bytes, e);
    if (rc == ERR_OK)
        rc = session_open(bytes.data, bytes.len, office.sign_pk, &session, e);
    if (rc == ERR_OK)
        rc = data_folder(o, &data, e);
    if (rc == ERR_OK) {
        struct client_setup setup = {.session = &session, .data_dir = data, .seat = "", .clock = clock_system(), .lang = is_english(o->lang) ? CLIENT_EN : CLIENT_VI};
        rc = client_init(&c, &setup, e);
        if (rc == ERR_OK)
            rc = unlock_from_file(&c, o->pass, e);
        client_free(&c);
    }
    if (rc == ERR_OK)
        rc = purge_run(&session, data, o->drop, print_line, e);
    free(data);
    buf_free(&bytes);
    return rc;
}

static enum err_code run(const struct options *o, struct err *e)
{
    struct files f = {0};
    struct client c = {0};
    char *data = NULL, *room = room_folder(), seat[64] = "";
    buf_init(&f.bank_bytes, PACKAGE_MAX);
    buf_init(&f.session_bytes, PACKAGE_MAX);
    if (gethostname(seat, sizeof seat - 1) != 0)
        seat[0] = '\0';
    enum err_code rc = read_files(o, &f, e);
    if (rc == ERR_OK)
        rc = data_folder(o, &data, e);
    if (rc != ERR_OK)
        goto out;
    struct client_setup setup = {.session = &f.session, .bank = &f.bank, .data_dir = data, .drop_dir = o->drop, .seat = o->seat ? o->seat : seat,
                                 .key_folder = room, .kiosk = o->kiosk, .lang = is_english(o->lang) ? CLIENT_EN : CLIENT_VI,
                                 .clock = clock_system()};
    setup.is_tested = true;
    if (selftest_quiet(data, &setup.unfit) != ERR_OK && setup.unfit.code == ERR_OK)
        setup.unfit.code = ERR_NO;
    rc = client_init(&c, &setup, e);
    if (rc == ERR_OK && o->pass)
        rc = unlock_from_file(&c, o->pass, e);
    if (rc == ERR_OK) {
        warn_window(&c);
        rc = o->linear || !term_is_capable() ? linear_run(&c, e) : loop_run(&c, o->theme, e);
    }
    client_free(&c);
out:
    buf_free(&f.bank_bytes);
    buf_free(&f.session_bytes);
    free(data);
    free(room);
    return rc;
}

int main(int argc, char **argv)
{
    struct options o = {0};
    struct err e = {0};
    harden();
    if (!lang_start()) {
        fprintf(stderr, "sathach: no UTF-8 locale on this machine, not even C.UTF-8\n");
        return ERR_IO;
    }
    lang_use(!is_english(NULL));
    enum err_code rc = crypt_start(&e);
    if (rc == ERR_OK)
        rc = take_options(argc, argv, &o, &e);
    if (rc == ERR_OK && o.lang)
        lang_use(strcmp(o.lang, "vi") == 0);
    if (rc == ERR_OK && o.version)
        printf("sathach %s\n", SATHACH_VERSION);
    else if (rc == ERR_OK && o.help)
        print_help(stdout);
    else if (rc == ERR_OK && o.selftest)
        rc = selftest_run(o.data ? o.data : ".", &e);
    else if (rc == ERR_OK && o.purge)
        rc = purge(&o, &e);
    else if (rc == ERR_OK)
        rc = run(&o, &e);
    if (rc == ERR_USAGE)
        print_help(stderr);
    if (rc != ERR_OK && e.text[0])
        fprintf(stderr, "sathach: %s\n", e.text);
    return (int)rc;
}
