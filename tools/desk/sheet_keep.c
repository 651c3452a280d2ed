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
             c->said == SHEET_RECEIPT  ? c->receipt
             : c->said == SHEET_ABSENT ? "absent"
                                       : "unsigned");
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

void sheet_keep_draft(struct sheet_list *s)
{
    struct sheet_draft_reply none = {0};
    struct err e = {0};
    if (!sheet_keep_words(s))
        return;
    const struct sheet_draft_request q = {
        .session = s->screen.about, .is_kept = true, .row = {s->word, s->words}};
    if (stack_look(s->screen.desk, &sheet_draft_op, &q, &none, &e) != ERR_OK)
        screen_say(&s->screen, CANVAS_DANGER, _("x The draft cannot be kept: %s"), e.text);
    sheet_draft_op.forget(&none);
}

/* "0064=7K3M…" into its row; false where there is none, or it says nothing of a row. */
static bool put_word(struct sheet_list *s, const char *word)
{
    size_t n = strcspn(word, "=");
    const char *value = word + n + 1;
    struct sheet_cell c = {.is_said = true, .is_new = true};
    if (strcmp(value, "absent") == 0)
        c.said = SHEET_ABSENT;
    else if (strcmp(value, "unsigned") == 0)
        c.said = SHEET_UNSIGNED;
    else if (!code_receipt_normalise(value, c.receipt))
        return false;
    for (size_t i = 0; i < s->look->rows; i++)
        if (strlen(s->look->row[i].paper) == n && strncmp(s->look->row[i].paper, word, n) == 0) {
            s->cell[i] = c;
            return true;
        }
    return false;
}

void sheet_keep_read(struct sheet_list *s)
{
    struct err e = {0};
    const struct sheet_draft_request q = {.session = s->screen.about};
    size_t kept = 0;
    sheet_draft_op.forget(&s->draft);
    if (stack_look(s->screen.desk, &sheet_draft_op, &q, &s->draft, &e) != ERR_OK) {
        screen_say_error(&s->screen, &e);
        return;
    }
    size_t all = s->draft.words;
    for (size_t i = 0; i < all; i++)
        if (put_word(s, s->draft.word[i]))
            free(s->draft.word[i]);
        else
            s->draft.word[kept++] = s->draft.word[i];
    s->draft.words = kept;
    if (all)
        screen_say(&s->screen, CANVAS_SAVED,
                   P_("● %zu row of a draft stands here again, not written yet.",
                      "● %zu rows of a draft stand here again, not written yet.", all),
                   all);
}

void sheet_keep_free(struct sheet_list *s)
{
    free_words(s);
    sheet_draft_op.forget(&s->draft);
}
