/* The seat is locked: the session's passphrase, or one of several custodians' passphrases. */
#include "app/client/states/states.h"
#include "app/client/unlock.h"
#include "app/core/i18n.h"

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
        flow_say(c, MESSAGE_DANGER, e.text);
}

static void press(struct client *c, const struct press *p)
{
    if (p->key->kind == KEYPRESS_ENTER)
        unlock(c);
    else
        tui_field_key(flow_field(c), p->key);
}

const struct state_ops STATE_LOCKED = {.takes_text = true, .enter = clear_input, .key = press};
