#include "app/client/bank_title.h"

#include "app/core/text.h"

void bank_title_read(const struct bank *bank, struct bank_title *out)
{
    struct bank_meta m;
    struct err ignored;
    *out = (struct bank_title){0};
    if (!bank || bank_meta_read(bank, &m, &ignored) != ERR_OK)
        return;
    text_clean(m.title_vi, out->vi, sizeof out->vi);
    text_clean(m.title_en ? m.title_en : m.title_vi, out->en, sizeof out->en);
    bank_meta_free(&m);
}

const char *bank_title_text(const struct client *c)
{
    return c->flow.lang == CLIENT_EN ? c->setup.bank_title.en : c->setup.bank_title.vi;
}
