#include "tools/bank/check.h"

#include "app/core/i18n.h"

#include <string.h>

static const struct {
    const char *id, *title;
} KINDS[CHECK_KINDS] = {
    [CHECK_READ] = {"read", N_("lines that are no question")},
    [CHECK_SEALED] = {"sealed", N_("sealed questions that are not what they must be")},
    [CHECK_CONFLICT] = {"conflict", N_("the same question with two answers")},
    [CHECK_SAME_OPTIONS] = {"same-options", N_("two options are the same")},
    [CHECK_CHARACTER] = {"character", N_("characters that cannot be seen or look like others")},
    [CHECK_POOL] = {"pool", N_("pools too small for a profile")},
    [CHECK_ALIKE_DIFFERS] = {"alike-differs", N_("nearly the same question, another answer")},
    [CHECK_ALIKE] = {"alike", N_("nearly the same question, same answer")},
    [CHECK_REPEAT] = {"repeat", N_("the same question twice in its pool")},
    [CHECK_REFER] = {"refer", N_("options that speak of others, though a profile shuffles")},
    [CHECK_LABEL] = {"label", N_("options with a letter of their own")},
    [CHECK_LENGTH] = {"length", N_("the right answer stands out by its length")},
    [CHECK_TRAIT] = {"trait", N_("right answers are written in a way of their own")},
    [CHECK_LETTERS] = {"letters", N_("letters of right answers out of balance")},
    [CHECK_FIGURE] = {"figure", N_("a figure that the text does not hold")},
    [CHECK_SCREEN] = {"screen", N_("longer than a screen")},
    [CHECK_BRACKET] = {"bracket", N_("brackets that do not close")},
    [CHECK_SIGNS] = {"signs", N_("signs that look alike, mixed")},
    [CHECK_SPELLING] = {"spelling", N_("two ways to write a tone")},
    [CHECK_CITATION] = {"citation", N_("no citation")},
};

const char *check_kind_id(enum check_kind k)
{
    return KINDS[k].id;
}

const char *check_kind_title(enum check_kind k)
{
    return _(KINDS[k].title);
}

bool check_kind_find(const char *id, enum check_kind *out)
{
    for (int k = 0; k < CHECK_KINDS; k++)
        if (strcmp(KINDS[k].id, id) == 0) {
            *out = (enum check_kind)k;
            return true;
        }
    return false;
}

static void check_rows(const struct bank_folder *b, struct findings *f)
{
    for (size_t i = 0; i < b->rows; i++) {
        const struct bank_row *r = &b->row[i], *first = &b->row[b->first[r->question]];
        struct findings_place at = bank_folder_place(b, r), before = bank_folder_place(b, first);
        bool is_of_file = i >= b->kept && b->kept, is_in_bank = b->first[r->question] < b->kept;
        char there[FINDINGS_PLACE_MAX];
        if (first->origin)
            bank_folder_tell(b, first, there, sizeof there);
        else
            findings_tell_question(&before, there, sizeof there);
        if (r->conflict)
            findings_add_topic(
                f, FINDINGS_ERROR, CHECK_CONFLICT, &at,
                is_of_file && is_in_bank
                    ? _("the same question has the answer %c in the file that is read and %c in "
                        "the bank already: %s")
                    : _("the same question has the answer %c here and %c at %s"),
                'A' + r->answer, 'A' + first->answer, there);
        else if (r->repeated)
            findings_add_topic(f, FINDINGS_WARNING, CHECK_REPEAT, &at,
                               _("the same question stands in this pool already; counted once"));
    }
}

/* Every one may have been rejected at import; nothing can be sealed then. */
static void check_questions(const struct bank_folder *b, struct findings *f)
{
    struct findings_place at = {.file = b->folder};
    if (b->source.questions == 0)
        findings_add_topic(f, FINDINGS_ERROR, CHECK_POOL, &at, "%s", _("the bank has no question"));
}

void check_errors(const struct bank_folder *b, struct findings *f)
{
    check_rows(b, f);
    check_characters(b, f);
    check_same_options(b, f);
    findings_drop_warnings(f);
}

void check_bank(const struct bank_folder *b, const struct check_profiles *profiles,
                struct findings *f)
{
    bool shuffled = false;
    check_questions(b, f);
    for (size_t i = 0; i < profiles->count; i++)
        shuffled = shuffled || profiles->profile[i].shuffle_options;
    check_rows(b, f);
    check_characters(b, f);
    check_texts(b, shuffled, f);
    check_signs(b, f);
    check_spelling(b, f);
    check_alike(b, f);
    check_pools(b, profiles, f);
    check_citations(b, f);
}
