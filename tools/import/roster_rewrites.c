/* Values that were read otherwise than they are written. */
#include "tools/import/roster_parts.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>

const char *roster_rewrite_word(enum roster_rewrite k)
{
    static const char *const WORD[ROSTER_REWRITES] = {[ROSTER_REWRITE_VALUE] = "value",
                                                      [ROSTER_REWRITE_FORM] = "form",
                                                      [ROSTER_REWRITE_WORDS] = "words",
                                                      [ROSTER_REWRITE_EMPTY] = "empty"};
    return WORD[k];
}

/* Of a form each value is another: the first stands for all. */
static bool is_same(const struct roster_rewritten *a, const struct roster_rewritten *b)
{
    return a->meaning == b->meaning && a->kind == b->kind &&
           (a->kind != ROSTER_REWRITE_VALUE || strcmp(a->written, b->written) == 0);
}

void roster_rewrite(struct roster_reading *r, enum roster_meaning m, enum roster_rewrite kind,
                    const char *written, const char *read)
{
    struct roster_summary *s = r->summary;
    struct roster_rewritten is = {.meaning = m, .kind = kind, .rows = 1, .line = r->row->line};
    size_t at = 0;
    if (strcmp(written, read) == 0)
        return;
    text_clean(written, is.written, sizeof is.written);
    text_clean(read, is.read, sizeof is.read);
    while (at < s->rewrites && s->rewritten[at].meaning <= m) {
        if (is_same(&s->rewritten[at], &is)) {
            s->rewritten[at].rows++;
            return;
        }
        at++;
    }
    struct roster_rewritten *grown = realloc(s->rewritten, (s->rewrites + 1) * sizeof *grown);
    if (!grown) {
        roster_complain(r, FINDINGS_ERROR, m, _("out of memory"));
        return;
    }
    s->rewritten = grown;
    memmove(&grown[at + 1], &grown[at], (s->rewrites++ - at) * sizeof *grown);
    grown[at] = is;
}
