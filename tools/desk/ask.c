#include "tools/desk/ask.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"

#include <stdio.h>
#include <string.h>

enum { ASK_CELLS = 40 };

bool ask_open(struct ask *a, const char *role, bool confirms)
{
    ask_close(a);
    a->secret = crypt_secret_new(sizeof *a->secret);
    if (!a->secret)
        return false;
    memset(a->secret, 0, sizeof *a->secret);
    a->is_open = true;
    a->confirms = confirms;
    snprintf(a->role, sizeof a->role, "%s", role);
    tui_input_init(&a->input, a->secret->typed, sizeof a->secret->typed);
    a->input.is_secret = true;
    return true;
}

void ask_close(struct ask *a)
{
    tui_input_free(&a->input);
    crypt_secret_free(a->secret);
    *a = (struct ask){0};
}

static void begin_anew(struct ask *a)
{
    crypt_wipe(a->secret->typed, sizeof a->secret->typed);
    tui_input_init(&a->input, a->secret->typed, sizeof a->secret->typed);
    a->input.is_secret = true;
}

void ask_wrong(struct ask *a, const char *said)
{
    begin_anew(a);
    crypt_wipe(a->secret->first, sizeof a->secret->first);
    a->is_again = false;
    snprintf(a->said, sizeof a->said, "%s", said);
}

static enum ask_came enter(struct ask *a)
{
    a->said[0] = '\0';
    if (!a->secret->typed[0])
        return ASK_OPEN;
    if (!a->confirms)
        return ASK_GIVEN;
    if (!a->is_again) {
        memcpy(a->secret->first, a->secret->typed, ASK_MAX);
        begin_anew(a);
        a->is_again = true;
        return ASK_OPEN;
    }
    if (strcmp(a->secret->first, a->secret->typed) == 0)
        return ASK_GIVEN;
    ask_wrong(a, _("the two passphrases differ"));
    return ASK_OPEN;
}

enum ask_came ask_key(struct ask *a, const struct keypress *key)
{
    if (key->kind == KEYPRESS_ESC)
        return ASK_REFUSED;
    if (key->kind == KEYPRESS_ENTER)
        return enter(a);
    size_t before = strlen(a->secret->typed);
    bool is_taken = tui_input_key(&a->input, key);
    if (is_taken && key->kind == KEYPRESS_CHAR && strlen(a->secret->typed) == before)
        snprintf(a->said, sizeof a->said, _("longer than %d bytes: no more is taken"), ASK_MAX - 1);
    else if (is_taken)
        a->said[0] = '\0';
    return ASK_OPEN;
}

const char *ask_text(const struct ask *a)
{
    return a->secret->typed;
}

const char *ask_role(const char *role)
{
    static const struct {
        const char *role, *text;
    } ROLES[] = {
        {"office", N_("Office passphrase")},          {"examiner", N_("Examiner passphrase")},
        {"session", N_("Passphrase of the session")}, {"order", N_("Passphrase of the orders")},
        {"witness", N_("Witness passphrase")},        {"new", N_("Passphrase")}};
    for (size_t i = 0; i < sizeof ROLES / sizeof ROLES[0]; i++)
        if (strcmp(role, ROLES[i].role) == 0)
            return _(ROLES[i].text);
    return role;
}

int ask_draw(struct canvas *v, int row, int col, int cells, const struct ask *a, const char *label)
{
    row = tui_paragraph(v, row, col, cells, CANVAS_TITLE, label);
    if (a->is_again)
        row = tui_paragraph(v, row, col, cells, CANVAS_PLAIN, _("The same once more:"));
    if (a->said[0])
        tui_paragraph(v, row + 1, col, cells, CANVAS_DANGER, a->said);
    tui_input_draw(v, row, col, cells < ASK_CELLS ? cells : ASK_CELLS, &a->input, true);
    return row + (a->said[0] ? 2 : 1);
}
