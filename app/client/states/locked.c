/* The seat is locked: the session's passphrase, or one of several custodians' passphrases. */
#include "app/client/states/states.h"
#include "app/client/unlock.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

static void clear_input(struct client *c)
{
    flow_clear_input(c);
    flow_field(c)->is_secret = true;
}

/* What was typed is kept until as many passphrases as are needed stand there. */
static void keep_passphrase(struct client *c, const char *typed)
{
    size_t n = strlen(typed);
    if (n == 0 || c->login.passphrases == SESSION_CUSTODIANS_MAX)
        return;
    char *kept = crypt_secret_new(n + 1);
    if (!kept)
        return;
    memcpy(kept, typed, n + 1);
    c->login.passphrase[c->login.passphrases++] = kept;
    clear_input(c);
}

/* A passphrase that is not right, and a disk that does not answer, are said in whole sentences by
 * who found out; of anything else the office is told, by word of mouth, what stands in brackets. */
static void say_refused(struct client *c, const struct err *e)
{
    char text[sizeof c->message.text], words[DISK_WORDS];
    bool is_said = e->code == ERR_AUTH || e->code == ERR_BUSY;
    snprintf(text, sizeof text, _("This seat cannot be unlocked: %s. Call the office. (%s)"),
             disk_trouble_why(e), text_clean(e->text, words, sizeof words));
    flow_say(c, MESSAGE_DANGER, is_said ? e->text : text);
}

static void unlock(struct client *c)
{
    struct err e = {0};
    int before = c->login.passphrases;
    keep_passphrase(c, flow_field(c)->text);
    if (c->login.passphrases == before)
        return;
    if (c->login.passphrases < c->setup.session->info.need) {
        flow_say(c, MESSAGE_CALM, N_("Now the next custodian's passphrase."));
        return;
    }
    enum err_code rc =
        unlock_with(c, (const char *const *)c->login.passphrase, (size_t)c->login.passphrases, &e);
    unlock_forget_passphrases(c);
    if (rc != ERR_OK)
        say_refused(c, &e);
}

static void press(struct client *c, const struct press *p)
{
    if (p->key->kind == KEYPRESS_ENTER)
        unlock(c);
    else
        tui_field_key(flow_field(c), p->key);
}

const struct state_ops STATE_LOCKED = {.takes_text = true, .enter = clear_input, .key = press};
