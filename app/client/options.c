#include "app/client/options.h"

#include "app/core/crypt.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stddef.h>
#include <string.h>

enum { WIDTH = 78, HANG = 6, LINES_MAX = 16 };

/* One option: with a value its place is text, else flag. */
static const struct row {
    const char *name, *value;
    size_t place, places; /* where, and how often it may be given */
    const char *help;
} ROWS[] = {
#define TEXT(name, value, field, help) \
    { \
        name, value, offsetof(struct options, field), 1, help \
    }
#define LIST(name, value, field, most, help) \
    { \
        name, value, offsetof(struct options, field), most, help \
    }
#define FLAG(name, field, help) \
    { \
        name, NULL, offsetof(struct options, field), 0, help \
    }
    TEXT("--bank", "FILE", bank, N_("the sealed bank")),
    TEXT("--session", "FILE", session, N_("the session")),
    TEXT("--data", "DIR", data,
         N_("where attempts and answers are kept on this seat, orders and room log of a room "
            "console; ~/.local/state/sathach by default")),
    LIST("--drop", "DIR", drop, OPTIONS_DROPS,
         N_("a share or stick that gets checkpoints, and a copy of the answers; up to four, the "
            "most trusted first")),
    TEXT("--trust", "FILE", trust,
         N_("the office's public key; /etc/sathach/office.pub by default")),
    TEXT("--seat", "NAME", seat, N_("this seat's name; the host's by default")),
    TEXT("--image", "HASH", image,
         N_("the SHA-256 of the image this seat started from; shown while the seat is idle, and "
            "recorded")),
    TEXT("--lang", "vi|en", lang, N_("the language to begin in")),
    FLAG("--linear", is.linear,
         N_("the exam line by line, for screen readers and simple terminals")),
    FLAG("--speak", is.speak,
         N_("the same, read aloud by spd-say or espeak-ng; any key silences it")),
    FLAG("--kiosk", is.kiosk,
         N_("no way out but the invigilator's, and a client that is killed comes back; so it is "
            "without this option too, but for training sessions")),
    FLAG("--no-kiosk", is.no_kiosk, N_("the program may be left with Ctrl-Q and the like")),
    TEXT("--theme", "dark|light|contrast|mono", theme_name,
         N_("colours on black or on white; strong contrast for weak eyes; none")),
    FLAG("--mono", is.mono, N_("no colours")),
    LIST(
        "--pass", "session=FILE", passes, 2,
        N_("unlocks with the passphrases in the file, one a line; for the room console order=FILE, "
           "too, with the order passphrase")),
    FLAG("--sandbox", is.sandbox,
         N_("does not begin where the kernel cannot lock this program in")),
    FLAG("--room", is.room,
         N_("the room console: what the seats of a session show in the exchange folders; no bank")),
    FLAG("--selftest", is.selftest, N_("checks terminal, disk, clock and memory of this seat")),
    FLAG("--purge", is.purge,
         N_("takes away what this seat keeps of the session and the office has acknowledged; its "
            "SESSION.ack stands in a folder of --drop; for the invigilator")),
    FLAG("--unacknowledged", is.unacknowledged,
         N_("with --purge: also what the office has not acknowledged, where a folder of --drop has "
            "the same answers")),
    FLAG("--help", is.help, N_("this page; -h does the same")),
    FLAG("--version", is.version, N_("the version; -V does the same")),
#undef TEXT
#undef LIST
#undef FLAG
};
enum { ROWS_COUNT = sizeof ROWS / sizeof ROWS[0] };

static const struct row *find(const char *word, const char **value)
{
    const char *eq = strchr(word, '=');
    size_t len = eq ? (size_t)(eq - word) : strlen(word);
    *value = eq ? eq + 1 : NULL;
    if (strcmp(word, "-h") == 0)
        return find("--help", value);
    if (strcmp(word, "-V") == 0)
        return find("--version", value);
    for (size_t i = 0; i < ROWS_COUNT; i++)
        if (strlen(ROWS[i].name) == len && strncmp(ROWS[i].name, word, len) == 0)
            return &ROWS[i];
    return NULL;
}

/* Into the first free of its places. */
static enum err_code accept_value(const struct row *r, const char **place, const char *value,
                                  struct err *e)
{
    size_t n = 0;
    while (n < r->places && place[n])
        n++;
    if (n == r->places && n == 1)
        return err_set(e, ERR_USAGE, _("%s stands twice on the line: \"%s\" and \"%s\""), r->name,
                       place[0], value);
    if (n == r->places)
        return err_set(e, ERR_USAGE, _("%s stands %zu times on the line; %zu are the most"),
                       r->name, n + 1, n);
    place[n] = value;
    return ERR_OK;
}

/* The option at argv[*at], with the word behind it where that is its value. */
static enum err_code accept(int argc, char **argv, int *at, struct options *o, struct err *e)
{
    const char *word = argv[*at], *value;
    const struct row *r = word[0] == '-' ? find(word, &value) : NULL;
    if (!r && word[0] != '-')
        return err_set(e, ERR_USAGE, _("%s: one word too many"), word);
    if (!r)
        return err_set(e, ERR_USAGE, _("%s: no such option; sathach --help lists them"), word);
    char *place = (char *)o + r->place;
    if (!r->value && value)
        return err_set(e, ERR_USAGE, _("%s takes no value, but there is \"%s\""), r->name, value);
    if (!r->value) {
        *(bool *)place = true;
        return ERR_OK;
    }
    if (!value && *at + 1 >= argc)
        return err_set(e, ERR_USAGE, _("%s wants a value"), word);
    value = value ? value : argv[++*at];
    return accept_value(r, (const char **)(void *)place, value, e);
}

static bool is_hash(const char *word)
{
    return strlen(word) == 2 * (size_t)CRYPT_HASH &&
           strspn(word, "0123456789abcdef") == 2 * (size_t)CRYPT_HASH;
}

/* Each role once. */
static enum err_code accept_pass(struct options *o, const char *word, struct err *e)
{
    static const char SESSION[] = "session=", ORDER[] = "order=";
    bool is_order = strncmp(word, ORDER, sizeof ORDER - 1) == 0;
    size_t n = is_order ? sizeof ORDER - 1 : sizeof SESSION - 1;
    const char **place = is_order ? &o->order_pass : &o->pass;
    if ((!is_order && strncmp(word, SESSION, n) != 0) || !word[n])
        return err_set(e, ERR_USAGE, _("--pass wants session=FILE"));
    if (*place)
        return err_set(e, ERR_USAGE, _("%s stands twice on the line: \"%s\" and \"%s\""), "--pass",
                       *place, word + n);
    *place = word + n;
    return ERR_OK;
}

static enum err_code check(struct options *o, struct err *e)
{
    if (o->theme_name && !term_theme_of(o->theme_name, &o->theme))
        return err_set(e, ERR_USAGE, _("--theme is dark, light, contrast or mono"));
    if (o->is.mono)
        o->theme = TERM_MONO;
    for (size_t i = 0; i < sizeof o->passes / sizeof o->passes[0] && o->passes[i]; i++)
        if (accept_pass(o, o->passes[i], e) != ERR_OK)
            return e->code;
    if (o->order_pass && !o->is.room)
        return err_set(e, ERR_USAGE, _("--pass order=FILE is for --room"));
    if (o->image && !is_hash(o->image))
        return err_set(e, ERR_USAGE, _("--image wants 64 digits as sha256sum prints them"));
    if (o->lang && strcmp(o->lang, "vi") != 0 && strcmp(o->lang, "en") != 0)
        return err_set(e, ERR_USAGE, _("--lang is vi or en"));
    if (o->is.kiosk && o->is.no_kiosk)
        return err_set(e, ERR_USAGE, _("--kiosk and --no-kiosk exclude each other"));
    if (o->is.purge && (!o->session || !o->drop[0] || !o->pass))
        return err_set(
            e, ERR_USAGE,
            _("--purge wants --session, --drop with the copies, and --pass session=FILE"));
    if (o->is.unacknowledged && !o->is.purge)
        return err_set(e, ERR_USAGE, _("--unacknowledged is for --purge"));
    if (o->is.room && (!o->session || !o->drop[0]))
        return err_set(e, ERR_USAGE, _("--room wants --session and --drop"));
    if (!o->is.selftest && !o->is.purge && !o->is.room && (!o->bank || !o->session))
        return err_set(e, ERR_USAGE, _("--bank and --session are needed"));
    return ERR_OK;
}

enum err_code options_read(int argc, char **argv, struct options *o, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (int i = 1; i < argc; i++) {
        struct err other;
        if (accept(argc, argv, &i, o, rc == ERR_OK ? e : &other) != ERR_OK)
            rc = ERR_USAGE;
    }
    if (o->is.help || o->is.version) {
        err_clear(e);
        return ERR_OK;
    }
    return rc == ERR_OK ? check(o, e) : rc;
}

void options_usage(FILE *out)
{
    fprintf(
        out, "%s\n",
        _("sathach --bank FILE --session FILE [OPTIONS]     sathach --help explains each of them"));
}

static void put_text(FILE *out, const char *text)
{
    struct text_line line[LINES_MAX];
    size_t n = text_wrap(text, WIDTH - HANG, line, LINES_MAX);
    for (size_t i = 0; i < n && i < LINES_MAX; i++)
        fprintf(out, "%*s%.*s\n", HANG, "", (int)line[i].len, line[i].start);
}

void options_help(FILE *out)
{
    static const char *const FORMS[] = {
        "sathach --bank FILE --session FILE [--data DIR] [--drop DIR]… [--trust FILE] …",
        "sathach --purge --session FILE --drop DIR --pass session=FILE [--data DIR] …",
        "sathach --room --session FILE --drop DIR [--drop DIR]… [--data DIR] [--trust FILE]",
        "sathach --selftest [--data DIR] [--drop DIR]…"};
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++)
        fprintf(out, "  %s\n", FORMS[i]);
    fprintf(out, "\n%s\n\n", _("The exam on the candidate's terminal."));
    for (size_t i = 0; i < ROWS_COUNT; i++) {
        fprintf(out, "  %s%s%s\n", ROWS[i].name, ROWS[i].value ? " " : "",
                ROWS[i].value ? ROWS[i].value : "");
        put_text(out, _(ROWS[i].help));
    }
}
