#include "tools/cmd/bank_rejected.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>

enum { WORDS_MAX = 120 };

static void print_one(const struct rejected_question *q)
{
    char clean[1024], words[WORDS_MAX];
    printf("  %u  %s", q->number, text_clean(file_base(q->file), clean, sizeof clean));
    if (q->line)
        printf(":%zu", q->line);
    else if (q->page)
        printf(_(", page %zu"), q->page);
    printf("%s%s: %s", q->mark[0] ? ": " : "", q->mark,
           text_clean(q->state == REJECTED_ASIDE ? q->why : q->reason, clean, sizeof clean));
    text_clean(q->stem, words, sizeof words);
    printf(words[0] ? ": \"%s\"\n" : "%s\n", words);
}

static void print_state(const struct rejected *r, enum rejected_state state, const char *title,
                        size_t most)
{
    size_t all = rejected_count(r, state), shown = 0;
    if (all == 0)
        return;
    printf("%zu × %s [rejected]\n", all, title);
    for (size_t i = 0; i < r->count && (most == 0 || shown < most); i++)
        if (r->item[i].state == state) {
            print_one(&r->item[i]);
            shown++;
        }
    if (shown < all)
        printf(_("  … and %zu more: --kind %s\n"), all - shown, "rejected");
}

void bank_rejected_print(const struct rejected *r, size_t most)
{
    print_state(r, REJECTED_OPEN, _("rejected at import: bank repair mends one"), most);
    print_state(r, REJECTED_ASIDE, _("rejected at import and set aside"), most);
}

static void json_one(const struct rejected_question *q, struct json *j)
{
    json_open_object(j);
    json_pair_uint(j, "number", q->number);
    json_pair(j, "state", rejected_state_id(q->state));
    json_pair(j, "why", q->why);
    json_pair(j, "file", q->file);
    json_pair_uint(j, "page", q->page);
    json_pair_uint(j, "line", q->line);
    json_pair(j, "mark", q->mark);
    json_pair(j, "reason", q->reason);
    json_pair(j, "pool", q->pool);
    json_pair(j, "stem", q->stem);
    json_key(j, "options");
    json_open_array(j);
    for (size_t i = 0; i < q->options; i++) {
        json_open_object(j);
        json_pair(j, "text", q->option[i].text);
        json_pair_bool(j, "right", q->option[i].is_right);
        json_close(j);
    }
    json_close(j);
    json_pair(j, "note", q->note);
    json_close(j);
}

void bank_rejected_json(const struct rejected *r, struct json *j)
{
    json_key(j, "rejections");
    json_open_array(j);
    for (size_t i = 0; i < r->count; i++)
        if (r->item[i].state == REJECTED_OPEN || r->item[i].state == REJECTED_ASIDE)
            json_one(&r->item[i], j);
    json_close(j);
}
