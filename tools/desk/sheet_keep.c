#include "app/core/i18n.h"
#include "tools/desk/sheet_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the words, as the command line takes them ---- */

size_t sheet_keep_new(const struct sheet_list *s)
{
    size_t n = s->draft.words;
    for (size_t i = 0; s->look && i < s->look->rows; i++)
        n += s->cell[i].is_new;
    return n;
}

static void free_words(struct sheet_list *s)
{
    for (size_t i = 0; i < s->words; i++)
        free(s->word[i]);
    free(s->word);
    s->word = NULL;
    s->words = 0;
}

static char *word_of(const struct sheet_look_row *row, const struct sheet_cell *c)
{
    char text[SHEET_DRAFT_WORD];
    snprintf(text, sizeof text, "%s=%s", row->paper,
             c->said == SHEET_RECEIPT ? c->receipt : sheet_text_word(c->said));
    return strdup(text);
}

bool sheet_keep_words(struct sheet_list *s)
{
    size_t all = sheet_keep_new(s);
    free_words(s);
    s->word = calloc(all + 1, sizeof *s->word);
    bool is_good = s->word != NULL;
    for (size_t i = 0; is_good && i < s->draft.words; i++)
        is_good = (s->word[s->words++] = strdup(s->draft.word[i])) != NULL;
    for (size_t i = 0; is_good && s->look && i < s->look->rows; i++)
        if (s->cell[i].is_new)
            is_good = (s->word[s->words++] = word_of(&s->look->row[i], &s->cell[i])) != NULL;
    if (!is_good)
        screen_say(&s->screen, CANVAS_DANGER, "x %s", _("The memory is full."));
    return is_good;
}

/* ---- the draft ---- */

/* "0064=7K3M…": its row and what it says there; false where there is none, or it says nothing of
 * a row. */
static bool read_word(const struct sheet_list *s, const char *word, size_t *row,
                      struct sheet_cell *out)
{
    size_t n = strcspn(word, "=");
    const char *value = word + n + 1;
    *out = (struct sheet_cell){.is_said = true, .is_new = true};
    for (enum sheet_said said = SHEET_ABSENT; said < SHEET_SAIDS; said++)
        if (strcmp(value, sheet_text_word(said)) == 0)
            out->said = said;
    if (out->said == SHEET_RECEIPT && !code_receipt_normalise(value, out->receipt))
        return false;
    for (*row = 0; *row < s->look->rows; ++*row)
        if (strlen(s->look->row[*row].paper) == n &&
            strncmp(s->look->row[*row].paper, word, n) == 0)
            return true;
    return false;
}

static bool is_among(const struct sheet_draft_reply *r, const char *word)
{
    for (size_t i = 0; i < r->words; i++)
        if (strcmp(r->word[i], word) == 0)
            return true;
    return false;
}

static bool add_word(struct sheet_draft_reply *r, const char *word)
{
    char **grown = realloc(r->word, (r->words + 1) * sizeof *grown);
    if (!grown)
        return false;
    r->word = grown;
    return (r->word[r->words] = strdup(word)) != NULL && ++r->words;
}

/* ---- kept ---- */

static enum err_code read_draft(struct sheet_list *s, struct sheet_draft_reply *out, struct err *e)
{
    const struct sheet_draft_request q = {.session = s->screen.about};
    *out = (struct sheet_draft_reply){0};
    return stack_look(s->screen.desk, &sheet_draft_op, &q, out, e);
}

static bool say_memory(struct sheet_list *s)
{
    screen_say(&s->screen, CANVAS_DANGER, "x %s", _("The memory is full."));
    return false;
}

/* What stands in the draft now is what was read, or kept, from here. */
static bool remember(struct sheet_list *s)
{
    sheet_draft_op.forget(&s->kept);
    for (size_t i = 0; i < s->words; i++)
        if (!add_word(&s->kept, s->word[i]))
            return say_memory(s);
    return true;
}

static enum err_code keep(struct sheet_list *s, struct err *e)
{
    struct sheet_draft_reply none = {0};
    const struct sheet_draft_request q = {.session = s->screen.about,
                                          .is_kept = true,
                                          .row = {s->word, s->words},
                                          .is_checked = true,
                                          .was = {s->kept.word, s->kept.words}};
    enum err_code rc = stack_look(s->screen.desk, &sheet_draft_op, &q, &none, e);
    sheet_draft_op.forget(&none);
    return rc;
}

/* What is typed here stands; a row that the other has otherwise is named. */
static bool take_word(struct sheet_list *s, const char *word, char other[SHEET_DRAFT_WORD])
{
    struct sheet_cell c, *here;
    size_t row;
    if (!read_word(s, word, &row, &c))
        return is_among(&s->draft, word) || add_word(&s->draft, word);
    here = &s->cell[row];
    if (!here->is_new)
        *here = c;
    else if (here->said != c.said || strcmp(here->receipt, c.receipt) != 0)
        snprintf(other, SHEET_DRAFT_WORD, "%s", s->look->row[row].paper);
    return true;
}

/* Another desk types the same sheet: what it kept since comes into the rows. */
static bool take_others(struct sheet_list *s)
{
    struct sheet_draft_reply now;
    struct err e = {0};
    char other[SHEET_DRAFT_WORD] = "";
    bool is_done = read_draft(s, &now, &e) == ERR_OK;
    if (!is_done)
        screen_say_error(&s->screen, &e);
    for (size_t i = 0; is_done && i < now.words; i++)
        is_done =
            is_among(&s->kept, now.word[i]) || take_word(s, now.word[i], other) || say_memory(s);
    sheet_draft_op.forget(&s->kept);
    s->kept = now;
    if (is_done && other[0])
        screen_say(
            &s->screen, CANVAS_DANGER,
            _("x Another desk types this sheet, too, and has paper %s otherwise: look at the "
              "row again. What is typed here stands."),
            other);
    else if (is_done)
        screen_say(&s->screen, CANVAS_WARNING, "! %s",
                   now.words
                       ? _("Another desk types this sheet, too: its rows stand here now. Only "
                           "one should go on.")
                       : _("Another desk types this sheet, too, and has saved it. Esc saves "
                           "what is typed here."));
    return is_done && sheet_keep_words(s);
}

void sheet_keep_draft(struct sheet_list *s)
{
    struct err e = {0};
    if (!sheet_keep_words(s))
        return;
    enum err_code rc = keep(s, &e);
    if (rc == ERR_CONFLICT) {
        if (!take_others(s))
            return;
        rc = keep(s, &e);
    }
    if (rc == ERR_OK)
        (void)remember(s);
    else
        screen_say(&s->screen, CANVAS_DANGER, _("x The draft cannot be kept: %s"), e.text);
}

void sheet_keep_read(struct sheet_list *s)
{
    struct err e = {0};
    struct sheet_cell c;
    size_t row, all;
    bool is_done = true;
    sheet_draft_op.forget(&s->draft);
    sheet_draft_op.forget(&s->kept);
    if (read_draft(s, &s->kept, &e) != ERR_OK) {
        screen_say_error(&s->screen, &e);
        return;
    }
    all = s->kept.words;
    for (size_t i = 0; is_done && i < all; i++)
        if (read_word(s, s->kept.word[i], &row, &c))
            s->cell[row] = c;
        else
            is_done = add_word(&s->draft, s->kept.word[i]) || say_memory(s);
    if (all && is_done)
        screen_say(&s->screen, CANVAS_SAVED,
                   P_("● %zu row of a draft stands here again, not written yet.",
                      "● %zu rows of a draft stand here again, not written yet.", all),
                   all);
}

void sheet_keep_free(struct sheet_list *s)
{
    free_words(s);
    sheet_draft_op.forget(&s->draft);
    sheet_draft_op.forget(&s->kept);
}
