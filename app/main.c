/* sathach: the candidate's client and the room console. Options, hardening, files; then the screen
 * or the line mode. */
#include "app/client/environment.h"
#include "app/client/leaving.h"
#include "app/client/linear.h"
#include "app/client/options.h"
#include "app/client/purge.h"
#include "app/client/sandbox.h"
#include "app/client/screen_mode.h"
#include "app/client/selftest.h"
#include "app/client/speaker.h"
#include "app/client/supervisor.h"
#include "app/core/session_key.h"
#include "app/room/console.h"
#include "app/tui/term/term.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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

static void init_files(struct files *f)
{
    *f = (struct files){0};
    buf_init(&f->bank_bytes, PACKAGE_MAX);
    buf_init(&f->session_bytes, PACKAGE_MAX);
}

static void free_files(struct files *f)
{
    buf_free(&f->bank_bytes);
    buf_free(&f->session_bytes);
}

static enum err_code read_session(const struct options *o, struct files *f, struct err *e)
{
    struct keys_public office;
    enum err_code rc = keys_trust_read(o->trust, KEYS_OFFICE, &office, e);
    if (rc != ERR_OK)
        return rc;
    if ((rc = file_read(o->session, PACKAGE_MAX, &f->session_bytes, e)) != ERR_OK)
        return rc;
    rc = session_open(f->session_bytes.data, f->session_bytes.len, office.sign_pk, &f->session, e);
    return rc == ERR_OK ? ERR_OK : err_prefix(e, o->session);
}

static enum err_code read_bank(const struct options *o, struct files *f, struct err *e)
{
    enum err_code rc = file_read(o->bank, PACKAGE_MAX, &f->bank_bytes, e);
    if (rc != ERR_OK)
        return rc;
    rc = bank_open(f->bank_bytes.data, f->bank_bytes.len, f->session.info.bank_hash, &f->bank, e);
    if (rc == ERR_OK && memcmp(f->bank.signer, f->session.info.examiner_pk, CRYPT_SIGN_PK) != 0)
        rc = err_set(e, ERR_KEY, _("signed by another examiner than the session names"));
    return rc == ERR_OK ? ERR_OK : err_prefix(e, o->bank);
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
        path = file_join(home && home[0] == '/' ? home : "/var/lib",
                         home && home[0] == '/' ? ".local/state/sathach" : "sathach");
    if (!path)
        return err_memory(e);
    *out = path;
    return file_make_folder(path, e);
}

/* Those of a file, one a line; it is wiped with `bytes`. */
struct passphrases {
    struct buf bytes;
    const char *line[SESSION_CUSTODIANS_MAX];
    size_t count;
};

static enum err_code read_passphrases(const char *path, struct passphrases *p, struct err *e)
{
    *p = (struct passphrases){0};
    buf_init(&p->bytes, 4096);
    enum err_code rc = file_read(path, 4095, &p->bytes, e);
    char *rest = rc == ERR_OK ? (char *)(uintptr_t)buf_text(&p->bytes) : NULL;
    for (char *word; rest && p->count < SESSION_CUSTODIANS_MAX && (word = strsep(&rest, "\r\n"));)
        if (word[0])
            p->line[p->count++] = word;
    return rc;
}

static enum err_code unlock_from_file(struct client *c, const char *path, struct err *e)
{
    struct passphrases p;
    enum err_code rc = read_passphrases(path, &p, e);
    if (rc == ERR_OK)
        rc = client_unlock(c, p.line, p.count, e);
    buf_free(&p.bytes);
    return rc;
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

static enum client_lang language(const struct options *o)
{
    return is_english(o->lang) ? CLIENT_EN : CLIENT_VI;
}

/* Only who holds the session's passphrase takes anything away. */
static enum err_code check_passphrase(const struct options *o, const struct client_setup *setup,
                                      struct err *e)
{
    struct client c;
    enum err_code rc = client_init(&c, setup, e);
    if (rc == ERR_OK)
        rc = unlock_from_file(&c, o->pass, e);
    client_free(&c);
    return rc;
}

static enum err_code purge(const struct options *o, struct err *e)
{
    struct files f;
    char *data = NULL;
    init_files(&f);
    enum err_code rc = read_session(o, &f, e);
    if (rc != ERR_OK)
        goto out;
    if ((rc = data_folder(o, &data, e)) != ERR_OK)
        goto out;
    const struct client_setup setup = {.session = &f.session,
                                       .data_dir = data,
                                       .seat = "",
                                       .clock = clock_system(),
                                       .lang = language(o)};
    if ((rc = check_passphrase(o, &setup, e)) != ERR_OK)
        goto out;
    rc = purge_run(&f.session, data, o->drop, OPTIONS_DROPS, o->is.unacknowledged, print_line, e);
out:
    free(data);
    free_files(&f);
    return rc;
}

/* The idle screen shows whether the seat is fit. */
static void test_seat(struct client_setup *setup)
{
    const struct selftest t = {setup->data_dir, setup->exchange_dir, EXCHANGE_FOLDERS_MAX,
                               setup->clock.is_boot_known, false};
    setup->test.is_done = true;
    if (selftest_quiet(&t, &setup->test.unfit) != ERR_OK && setup->test.unfit.code == ERR_OK)
        setup->test.unfit.code = ERR_NO;
}

/* Before the first thread, after all that was read or made only once. Programs that are to run
 * beside the exam must have been started. */
static enum err_code lock_in(const struct options *o, struct client_setup *setup, struct err *e)
{
    char words[200];
    struct sandbox_state in_force;
    const struct sandbox_paths paths = {.data = setup->data_dir,
                                        .key_folder = setup->key_folder,
                                        .exchange = setup->exchange_dir,
                                        .exchanges = EXCHANGE_FOLDERS_MAX,
                                        .texts = i18n_folder(),
                                        .passphrases = o->pass};
    sandbox_enter(&paths, &in_force);
    if (sandbox_is_whole(&in_force))
        return ERR_OK;
    sandbox_words(&in_force, words, sizeof words);
    if (o->is.sandbox)
        return err_set(e, ERR_POLICY, _("--sandbox: this program is not locked in: %s"), words);
    if (setup->kiosk.is_on && setup->test.unfit.code == ERR_OK)
        err_set(&setup->test.unfit, ERR_NO, _("sandbox: %s"), words);
    return ERR_OK;
}

/* Without a word about it, a session that counts is a kiosk's. */
static bool is_kiosk(const struct options *o, const struct session *s)
{
    return o->is.kiosk || (!o->is.no_kiosk && !(s->info.flags & SESSION_FLAG_TRAINING));
}

/* One that is brought back is unlocked by the key held in memory alone, where one can be held: a
 * seat locked meanwhile stays so. */
static bool is_pass_wanted(const struct options *o, const struct client_setup *setup,
                           const struct supervisor *s)
{
    return o->pass && !(s->is_again && setup->key_folder);
}

static enum err_code run_client(const struct options *o, const struct client_setup *setup,
                                struct supervisor *s, struct err *e)
{
    struct client c;
    enum err_code rc = client_init(&c, setup, e);
    if (rc != ERR_OK)
        goto out;
    if (is_pass_wanted(o, setup, s) && (rc = unlock_from_file(&c, o->pass, e)) != ERR_OK)
        goto out;
    bool is_linear = o->is.linear || o->is.speak || !term_is_capable();
    rc = is_linear ? linear_run(&c, e) : screen_mode_run(&c, o->theme, e);
    s->end = c.flow.end;
    if (c.flow.is_left)
        leaving_tell(&c, print_line);
out:
    client_free(&c);
    return rc;
}

/* In a kiosk by a child, which its parent brings back. */
static enum err_code run_or_supervise(const struct options *o, struct client_setup *setup,
                                      struct supervisor *s, struct err *e)
{
    enum err_code rc = ERR_OK;
    if (setup->kiosk.is_on) {
        if (!o->is.speak) /* whose programs look there */
            environment_leave_home();
        rc = supervisor_run(s, e);
        if (rc != ERR_OK || !s->is_client)
            return rc;
        setup->kiosk.console = s->console.kind;
        setup->kiosk.is_again = s->is_again;
    }
    if (o->is.speak)
        rc = speaker_new(NULL, &setup->lines.speaker, e);
    if (rc == ERR_OK)
        rc = lock_in(o, setup, e);
    return rc == ERR_OK ? run_client(o, setup, s, e) : rc;
}

static enum err_code run(const struct options *o, struct supervisor *s, struct err *e)
{
    struct files f;
    char *data = NULL, *key_folder = session_key_folder(), host[64] = "";
    struct client_setup setup = {.lang = CLIENT_VI};
    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = '\0';
    init_files(&f);
    enum err_code rc = read_session(o, &f, e);
    if (rc != ERR_OK)
        goto out;
    if ((rc = read_bank(o, &f, e)) != ERR_OK)
        goto out;
    if ((rc = data_folder(o, &data, e)) != ERR_OK)
        goto out;
    setup = (struct client_setup){.session = &f.session,
                                  .bank = &f.bank,
                                  .data_dir = data,
                                  .seat = o->seat ? o->seat : host,
                                  .key_folder = key_folder,
                                  .program.image = o->image,
                                  .kiosk.is_on = is_kiosk(o, &f.session),
                                  .lang = language(o),
                                  .clock = clock_system()};
    memcpy(setup.exchange_dir, o->drop, sizeof setup.exchange_dir);
    if (o->image)
        build_id_of_image(o->image, SATHACH_VERSION, setup.program.build);
    else
        build_id(BUILD_PROGRAM, SATHACH_VERSION, setup.program.build);
    test_seat(&setup);
    rc = run_or_supervise(o, &setup, s, e);
out:
    speaker_free(setup.lines.speaker);
    free_files(&f);
    free(data);
    free(key_folder);
    return rc;
}

/* The console reads what many can write: it gives up what a seat gives up. */
static enum err_code lock_in_console(const struct options *o, const char *data,
                                     const char *key_folder, struct err *e)
{
    char words[200];
    struct sandbox_state in_force;
    const struct sandbox_paths paths = {.data = data,
                                        .key_folder = key_folder,
                                        .exchange = o->drop,
                                        .exchanges = OPTIONS_DROPS,
                                        .texts = i18n_folder()};
    sandbox_enter(&paths, &in_force);
    if (sandbox_is_whole(&in_force) || !o->is.sandbox)
        return ERR_OK;
    sandbox_words(&in_force, words, sizeof words);
    return err_set(e, ERR_POLICY, _("--sandbox: this program is not locked in: %s"), words);
}

static void say_line(const char *line)
{
    puts(line);
    fflush(stdout);
}

/* The room console: the session and the exchange folders, no bank. */
static enum err_code watch(const struct options *o, struct err *e)
{
    struct files f;
    struct passphrases p = {.count = 0}, order = {.count = 0};
    char *key_folder = session_key_folder(), *data = NULL;
    init_files(&f);
    enum err_code rc = read_session(o, &f, e);
    if (rc == ERR_OK && o->pass)
        rc = read_passphrases(o->pass, &p, e);
    if (rc == ERR_OK && o->order_pass)
        rc = read_passphrases(o->order_pass, &order, e);
    if (rc == ERR_OK && o->order_pass && order.count != 1)
        rc = err_set(e, ERR_FORMAT, _("%s: one order passphrase is wanted"), o->order_pass);
    if (rc == ERR_OK)
        rc = data_folder(o, &data, e);
    if (rc == ERR_OK)
        rc = lock_in_console(o, data, key_folder, e);
    if (rc == ERR_OK) {
        const struct console_setup setup = {
            .room = {&f.session, key_folder, clock_system(), language(o) == CLIENT_EN, data},
            .drop = o->drop,
            .theme = o->theme,
            .passphrase = o->pass ? p.line : NULL,
            .passphrases = o->pass ? p.count : 0,
            .order_passphrase = order.count ? order.line[0] : NULL,
            .say = o->is.linear || !term_is_capable() ? say_line : NULL};
        rc = console_run(&setup, e);
    }
    buf_free(&order.bytes);
    buf_free(&p.bytes);
    free_files(&f);
    free(data);
    free(key_folder);
    return rc;
}

static enum err_code selftest(const struct options *o, struct err *e)
{
    const struct selftest t = {o->data ? o->data : ".", o->drop, OPTIONS_DROPS,
                               clock_system().is_boot_known, o->is.sandbox};
    return selftest_run(&t, e);
}

static enum err_code do_what_is_asked(const struct options *o, struct supervisor *s, struct err *e)
{
    if (o->is.version)
        printf("sathach %s\n", SATHACH_VERSION);
    else if (o->is.help)
        options_help(stdout);
    else if (o->is.selftest)
        return selftest(o, e);
    else if (o->is.room)
        return watch(o, e);
    else
        return o->is.purge ? purge(o, e) : run(o, s, e);
    return ERR_OK;
}

/* Before anything reads it, so before options are. */
static bool is_environment_kept(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--no-kiosk") == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    struct options o = {0};
    struct err e = {0};
    struct supervisor s = {0};
    if (!is_environment_kept(argc, argv))
        environment_clear();
    harden();
    if (!lang_start()) {
        fprintf(stderr, "sathach: no UTF-8 locale on this machine, not even C.UTF-8\n");
        return ERR_IO;
    }
    lang_use(!is_english(NULL));
    enum err_code rc = crypt_start(&e);
    if (rc == ERR_OK)
        rc = options_read(argc, argv, &o, &e);
    if (rc == ERR_OK && o.lang)
        lang_use(strcmp(o.lang, "vi") == 0);
    if (rc == ERR_OK)
        rc = do_what_is_asked(&o, &s, &e);
    if (rc == ERR_USAGE)
        options_usage(stderr);
    if (rc != ERR_OK && e.text[0])
        fprintf(stderr, "sathach: %s\n", e.text);
    return s.is_client ? supervisor_exit_code(s.end, rc) : (int)rc;
}
