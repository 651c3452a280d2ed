/* Characters that no question may hold (characters.h): the examiner hears of them before sealing,
 * the office refuses them after. */
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/bank/check.h"

#include <stdio.h>
#include <string.h>

enum { AROUND = 12 }; /* characters shown on either side */

/* The characters around a place, the one in question as its code point: "nghiệm[U+034F] thu". */
static void show_around(const char *text, const struct characters_found *at, char *out, size_t room)
{
    size_t len = strlen(text), from = at->at, to = at->at;
    uint32_t cp;
    for (int i = 0; i < AROUND && from > 0; i++)
        while (from > 0 && ((unsigned char)text[--from] & 0xC0) == 0x80)
            ;
    size_t own = utf8_decode(text + to, len - to, &cp);
    to += own ? own : 1;
    size_t behind = to;
    for (int i = 0; i < AROUND && behind < len; i++) {
        size_t n = utf8_decode(text + behind, len - behind, &cp);
        behind += n ? n : 1;
    }
    snprintf(out, room, "%.*s[U+%04X]%.*s", (int)(at->at - from), text + from, (unsigned)at->cp,
             (int)(behind - to), text + to);
    for (char *c = out; *c; c++)
        *c = *c == '\n' ? ' ' : *c;
}

enum characters_fault check_characters_why(const char *text, const struct characters *allowed,
                                           char *out, size_t room)
{
    struct characters_found at;
    char around[160];
    enum characters_fault fault = characters_check(text, allowed, &at);
    if (fault == CHARACTERS_GOOD)
        return fault;
    show_around(text, &at, around, sizeof around);
    if (fault == CHARACTERS_ALIEN)
        snprintf(out, room,
                 _("U+%04X in \"%s\" is no character that questions may hold; write another, or "
                   "have it allowed in the bank's settings file (bank.ini): characters=U+%04X"),
                 (unsigned)at.cp, around, (unsigned)at.cp);
    else if (at.like[0])
        snprintf(out, room, _("U+%04X in \"%s\" only looks like %s; write %s"), (unsigned)at.cp,
                 around, at.like, at.like);
    else
        snprintf(out, room,
                 _("U+%04X in \"%s\" is a letter of another alphabet in a word of Latin letters; "
                   "write the word anew"),
                 (unsigned)at.cp, around);
    return fault;
}

void check_characters(const struct bank_folder *b, struct findings *f)
{
    struct characters allowed;
    struct err ignored;
    char why[320];
    if (characters_read(b->source.meta.characters, &allowed, &ignored) != ERR_OK)
        return; /* said when bank.ini was read */
    for (size_t i = 0; i < b->source.questions; i++) {
        const struct bank_question *q = &b->source.question[i].text;
        struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
        if (check_characters_why(q->stem, &allowed, why, sizeof why) != CHARACTERS_GOOD)
            findings_add_topic(f, FINDINGS_ERROR, CHECK_CHARACTER, &at, "%s", why);
        for (int k = 0; k < BANK_OPTIONS; k++)
            if (check_characters_why(q->option[k], &allowed, why, sizeof why) != CHARACTERS_GOOD)
                findings_add_topic(f, FINDINGS_ERROR, CHECK_CHARACTER, &at, _("option %c: %s"),
                                   'A' + k, why);
    }
}
