#include "tools/desk/trust.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/field.h"
#include "app/tui/paragraph.h"
#include "tools/work/key_trust.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LAST = 4 /* digits that are typed */ };
enum { TRUST_ASKS = 1, TRUST_DONE = 2 /* taken up, or no key at all */ };

struct trust {
    struct screen screen; /* about: the file's name */
    char *file;           /* owned */
    struct key_trust_request request;
    struct key_trust_reply reply; /* what the file says of itself */
    struct tui_field typed;
    uint64_t mode;
};

static const char *role_name(enum keys_role role)
{
    return role == KEYS_OFFICE     ? _("an office")
           : role == KEYS_EXAMINER ? _("an examiner")
                                   : _("a witness");
}

static void run(struct trust *t, bool is_preview)
{
    t->request = (struct key_trust_request){.file = t->file, .is_preview = is_preview};
    stack_run(&t->screen, &key_trust_op, &t->request);
}

static void done(struct screen *s, struct job *job)
{
    struct trust *t = (struct trust *)s;
    const struct key_trust_reply *r = job->reply;
    if (job->rc != ERR_OK) {
        screen_say_error(s, &job->err);
        return;
    }
    t->reply = *r;
    t->mode = t->request.is_preview ? TRUST_ASKS : TRUST_DONE;
    if (!t->request.is_preview)
        screen_say(s, CANVAS_SAVED, "● %s", _("The key is trusted from now on."));
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_TRUST, KEY_BACK, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_TRUST, "Enter", ENTER, N_("trust it"),
                N_("takes the key up when the digits are right"), TRUST_ASKS),
    ACTIONS_KEY(KEY_BACK, "Enter", ENTER, N_("back"), N_("to the settings"), TRUST_DONE)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* Digits that differ leave no doubt: it is not the key that was meant. */
static void compare(struct trust *t)
{
    const char *last = t->reply.fingerprint + strlen(t->reply.fingerprint) - LAST;
    if (strlen(t->typed.text) < LAST)
        screen_say(&t->screen, CANVAS_WARNING, "! %s",
                   _("Four digits, from the paper of its owner, not from this screen."));
    else if (strcasecmp(t->typed.text, last) != 0)
        screen_say(&t->screen, CANVAS_DANGER, "x %s",
                   _("These are not its digits. Ask its owner again: nothing was taken up."));
    else
        run(t, false);
}

static void act(struct screen *s, int action, unsigned arg)
{
    (void)arg;
    if (action == KEY_TRUST)
        compare((struct trust *)s);
    else
        stack_finish(s);
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct trust *t = (struct trust *)s;
    if (t->mode != TRUST_ASKS || k->kind == KEYPRESS_PASTE)
        return false;
    if (k->kind == KEYPRESS_CHAR && strlen(t->typed.text) >= LAST)
        return true;
    return tui_field_key(&t->typed, k);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct trust *t = (struct trust *)s;
    if (t->mode != TRUST_ASKS)
        return;
    out->typed = t->typed.text;
    out->asks = _("Its last four digits, as its owner reads them out:");
}

static uint64_t mode(const struct screen *s)
{
    return ((const struct trust *)s)->mode;
}

static bool takes_text(const struct screen *s)
{
    return mode(s) == TRUST_ASKS;
}

/* ---- what is seen ---- */

/* All but the last four, which are to be typed. */
static void tell_fingerprint(const struct trust *t, char *out, size_t room)
{
    size_t n = strlen(t->reply.fingerprint);
    if (t->reply.is_trusted || n < LAST)
        snprintf(out, room, "%s", t->reply.fingerprint);
    else
        snprintf(out, room, "%.*s____", (int)(n - LAST), t->reply.fingerprint);
}

static void tell_question(char *out, size_t room)
{
    snprintf(out, room, "%s", _("Its last four digits, as its owner reads them out:"));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct trust *t = (struct trust *)s;
    char text[256];
    (void)end;
    if (!t->reply.is_read)
        return;
    snprintf(text, sizeof text, _("The key of %s"), role_name(t->reply.role));
    canvas_text(v, row + 1, 2, v->cols - 4, CANVAS_TITLE, text);
    tell_fingerprint(t, text, sizeof text);
    canvas_text(v, row + 3, 2, 20, CANVAS_DIM, _("Fingerprint"));
    canvas_text(v, row + 3, 22, v->cols - 24, CANVAS_PLAIN, text);
    if (t->mode != TRUST_ASKS)
        return;
    tell_question(text, sizeof text);
    int used = canvas_text(v, row + 5, 2, v->cols - 10, CANVAS_PLAIN, text);
    int typed = canvas_text(v, row + 5, 4 + used, LAST, CANVAS_FIELD, t->typed.text);
    canvas_text(v, row + 5, 4 + used + typed, LAST - typed, CANVAS_FIELD, "____");
    canvas_cursor(v, row + 5, 4 + used + typed);
    tui_paragraph(v, row + 7, 2, v->cols - 4, CANVAS_DIM,
                  _("Whoever holds the key reads them out, or they stand on paper: a file alone "
                    "says nothing of whose it is."));
}

static void tell(struct screen *s, struct buf *out)
{
    struct trust *t = (struct trust *)s;
    char text[256];
    if (!t->reply.is_read)
        return;
    buf_printf(out, _("The key of %s"), role_name(t->reply.role));
    tell_fingerprint(t, text, sizeof text);
    buf_printf(out, "\n%s: %s\n", _("Fingerprint"), text);
    tell_question(text, sizeof text);
    if (t->mode == TRUST_ASKS)
        buf_printf(out, "%s %s\n", text, t->typed.text);
}

static void head(struct screen *s, struct screen_head *out)
{
    snprintf(out->title, sizeof out->title, "%s", _("Trust a key"));
    snprintf(out->right, sizeof out->right, "%.200s", s->about);
}

static void line(struct screen *s, struct buf *out)
{
    stack_line(&key_trust_op, &(struct key_trust_request){.file = ((struct trust *)s)->file}, out);
}

static void forget(struct screen *s)
{
    free(((struct trust *)s)->file);
}

const struct screen_ops trust_screen = {.name = "trust",
                                        .actions = &TABLE,
                                        .mode = mode,
                                        .takes_text = takes_text,
                                        .act = act,
                                        .key = key,
                                        .focus = focus,
                                        .head = head,
                                        .draw = draw,
                                        .line = line,
                                        .tell = tell,
                                        .done = done,
                                        .free = forget};

void trust_open(struct desk *d, const char *file)
{
    char name[SCREEN_ABOUT];
    struct trust *t =
        screen_new(d, &trust_screen, text_clean(file_base(file), name, sizeof name), sizeof *t);
    if (t) {
        t->mode = TRUST_DONE;
        t->file = strdup(file);
    }
    if (t && !t->file) {
        screen_free(&t->screen);
        t = NULL;
    }
    if (stack_open(d, t ? &t->screen : NULL))
        run(t, true);
}
