#include "app/core/i18n.h"
#include "tools/desk/decide_parts.h"
#include "tools/work/fields.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { PREFIX_MIN = 8, NOTHING_MORE = 0, OPTIONS, OPTION, JOURNAL };

/* What a ruling may be on: the command's word, and for people; what names it, if anything does. */
static const struct on {
    const char *word, *said, *which, *example;
} ON[] = {{"question", N_("a question"), N_("Question"), N_("its words, Enter; or 0001:12")},
          {"paper", N_("a paper"), N_("Paper"), N_("its number, 0031")},
          {"session", N_("the whole session"), NULL, NULL},
          {"lost", N_("a file that is lost for good"), N_("Line of the log"), N_("its number")},
          {"undo", N_("an earlier decision, undone"), N_("Decision"), N_("its number")}};
enum { ONS = sizeof ON / sizeof ON[0] };

static const struct ruling {
    const char *on, *word, *said;
    int more;
} RULING[] = {
    {"question", "void", N_("everybody who had it gets its points"), NOTHING_MORE},
    {"question", "take-out", N_("taken out, the others of its part carry its points"),
     NOTHING_MORE},
    {"question", "accept", N_("these options are right"), OPTIONS},
    {"question", "key", N_("another option is the key"), OPTION},
    {"paper", "journal", N_("this journal stands"), JOURNAL},
    {"paper", "as-is", N_("not handed in: graded as it is"), NOTHING_MORE},
    {"paper", "accept", N_("irregular: graded all the same"), NOTHING_MORE},
    {"paper", "annul", N_("annulled: has not passed; a re-sit stands in the reason"), NOTHING_MORE},
    {"paper", "no-paper", N_("was there, no paper to be had; a re-sit stands in the reason"),
     NOTHING_MORE},
    {"session", "close", N_("the session is closed"), NOTHING_MORE},
    {"session", "cancel", N_("the session is cancelled; a re-sit stands in the reason"),
     NOTHING_MORE}};
enum { RULINGS = sizeof RULING / sizeof RULING[0] };

static const char *const ON_WORDS[] = {"question", "paper", "session", "lost", "undo", NULL};

/* Of whom no result stands: whether they sit again is the council's word, and is printed with the
 * reason. They stand in a later session's list like anybody else. */
static const char *const WITHOUT_RESULT[] = {"annul", "no-paper", "cancel"};
/* As the minutes print them, Vietnamese whoever types. */
static const char *const RE_SIT[] = {"được sát hạch lại", "không được sát hạch lại"};

/* ---- what stands there ---- */

static const char *text_of(const struct decide *d, int row)
{
    const char *text = d->asked.text[row];
    return text + strspn(text, " ");
}

static const struct on *on_of(const struct decide *d)
{
    for (size_t i = 0; i < ONS; i++)
        if (strcmp(ON[i].word, d->asked.text[DECIDE_ON]) == 0)
            return &ON[i];
    return NULL;
}

static const struct ruling *ruling_of(const struct decide *d)
{
    for (size_t i = 0; i < RULINGS; i++)
        if (strcmp(RULING[i].on, d->asked.text[DECIDE_ON]) == 0 &&
            strcmp(RULING[i].word, d->asked.text[DECIDE_RULING]) == 0)
            return &RULING[i];
    return NULL;
}

static int more_of(const struct decide *d)
{
    const struct ruling *r = ruling_of(d);
    return r ? r->more : NOTHING_MORE;
}

const char *decide_which(const struct decide *d)
{
    return text_of(d, DECIDE_WHICH);
}

bool decide_knows_question(const struct decide *d)
{
    return decide_is_on_question(d) && d->question.is_found &&
           strcmp(d->looked, decide_which(d)) == 0;
}

/* ---- judged ---- */

static enum tui_form_state wants(char said[TUI_FORM_SAID], enum tui_form_state state,
                                 const char *what)
{
    snprintf(said, TUI_FORM_SAID, "%s", what);
    return state;
}

static bool is_number(const char *text)
{
    size_t n = strspn(text, "0123456789");
    return n > 0 && n < 8 && !text[n];
}

bool decide_is_on_question(const struct decide *d)
{
    return strcmp(d->asked.text[DECIDE_ON], "question") == 0;
}

/* Paper and place, "0001:12", or the beginning of an id. */
bool decide_has_question(const struct decide *d)
{
    const char *text = text_of(d, DECIDE_WHICH);
    size_t paper = strspn(text, "0123456789"), hex = strspn(text, "0123456789abcdefABCDEF");
    if (text[paper] == ':')
        return paper && is_number(text + paper + 1);
    return hex >= PREFIX_MIN && !text[hex];
}

static enum tui_form_state judge_which(const struct decide *d, char said[TUI_FORM_SAID])
{
    const struct on *on = on_of(d);
    const char *text = text_of(d, DECIDE_WHICH);
    if (!on || !on->example)
        return TUI_FORM_RIGHT;
    if (!text[0])
        return wants(said, TUI_FORM_OPEN, _(on->example));
    bool is_question = decide_is_on_question(d);
    bool is_right = is_question ? decide_has_question(d) : is_number(text);
    if (is_question && !is_right)
        return wants(said, TUI_FORM_OPEN, _(on->example));
    return is_right ? TUI_FORM_RIGHT : wants(said, TUI_FORM_WRONG, _(on->example));
}

/* Letters A to D as people write them, "a và C", into `out` as the command takes them, "A,C"; false
 * for anything else. */
static bool take_options(const char *text, bool several, char out[DECIDE_OPTIONS])
{
    static const char *const BETWEEN[] = {"và ", "and ", ",", ";", " "};
    size_t n = 0;
    for (const char *at = text; *at;) {
        size_t i = 0;
        while (i < sizeof BETWEEN / sizeof BETWEEN[0] &&
               strncmp(at, BETWEEN[i], strlen(BETWEEN[i])) != 0)
            i++;
        if (i < sizeof BETWEEN / sizeof BETWEEN[0]) {
            at += strlen(BETWEEN[i]);
            continue;
        }
        bool is_next = strchr("ABCDabcd", *at) && n + 2 < DECIDE_OPTIONS && (several || n == 0) &&
                       (at == text || strchr(", ;", at[-1]));
        if (!is_next)
            return false;
        if (n)
            out[n++] = ',';
        out[n++] = (char)toupper((unsigned char)*at++);
    }
    out[n] = '\0';
    return n > 0;
}

static enum tui_form_state judge_more(const struct decide *d, char said[TUI_FORM_SAID])
{
    static const char *const WANTED[] = {"", N_("all that are right: A,C"), N_("one letter: A"),
                                         N_("8 signs of its hash, or receipt")};
    const char *text = text_of(d, DECIDE_MORE);
    int more = more_of(d);
    char options[DECIDE_OPTIONS];
    bool is_right =
        more == NOTHING_MORE || (more == JOURNAL ? strlen(text) >= PREFIX_MIN
                                                 : take_options(text, more == OPTIONS, options));
    if (is_right)
        return TUI_FORM_RIGHT;
    return wants(said, text[0] && more != JOURNAL ? TUI_FORM_WRONG : TUI_FORM_OPEN,
                 _(WANTED[more]));
}

static enum tui_form_state judge_reason(const struct decide *d, char said[TUI_FORM_SAID])
{
    const char *text = text_of(d, DECIDE_REASON);
    bool may_lack = strcmp(d->asked.text[DECIDE_RULING], "close") == 0;
    if (strlen(text) > DECISION_REASON_MAX)
        return wants(said, TUI_FORM_WRONG, _("too long"));
    if (text[0])
        return TUI_FORM_RIGHT;
    return may_lack ? wants(said, TUI_FORM_RIGHT, _("needed where it does not add up"))
                    : wants(said, TUI_FORM_OPEN, _("why, in a sentence"));
}

static enum tui_form_state judge(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID])
{
    const struct decide *d = context;
    const char *text = text_of(d, row);
    (void)form;
    switch (row) {
    case DECIDE_WHICH: return judge_which(d, said);
    case DECIDE_MORE: return judge_more(d, said);
    case DECIDE_REASON: return judge_reason(d, said);
    case DECIDE_BY:
        return text[0] ? TUI_FORM_RIGHT
                       : wants(said, TUI_FORM_RIGHT, _("council, 12/BB; empty: office"));
    default:
        return text[0] ? TUI_FORM_RIGHT : wants(said, TUI_FORM_OPEN, _("← → or Enter chooses"));
    }
}

/* ---- the rows ---- */

void decide_make_form(struct decide *d)
{
    struct decide_form *f = &d->asked;
    for (int i = 0; i < DECIDE_ROWS; i++)
        tui_input_init(&f->row[i].input, f->text[i], TUI_INPUT_MAX);
    f->row[DECIDE_ON].kind = f->row[DECIDE_RULING].kind = TUI_FORM_CHOICE;
    f->row[DECIDE_RULING].is_long = f->row[DECIDE_REASON].is_long = f->row[DECIDE_BY].is_long =
        true;
    f->row[DECIDE_ON].choice = ON_WORDS;
    f->row[DECIDE_RULING].choice = f->ruling;
    f->form = (struct tui_form){.row = f->row, .rows = DECIDE_ROWS, .judge = judge, .context = d};
}

void decide_free_form(struct decide *d)
{
    for (int i = 0; i < DECIDE_ROWS; i++)
        tui_input_free(&d->asked.row[i].input);
}

static void list_rulings(struct decide_form *f)
{
    int n = 0;
    for (size_t i = 0; i < RULINGS && n < DECIDE_CHOICES - 1; i++)
        if (strcmp(RULING[i].on, f->text[DECIDE_ON]) == 0)
            f->ruling[n++] = RULING[i].word;
    f->ruling[n] = NULL;
}

void decide_settle_form(struct decide *d)
{
    static const char *const MORE[] = {"", N_("Options"), N_("Option"), N_("Journal")};
    struct decide_form *f = &d->asked;
    list_rulings(f);
    if (f->text[DECIDE_RULING][0] && !ruling_of(d)) /* one on something else */
        tui_input_set(&f->row[DECIDE_RULING].input, "");
    const struct on *on = on_of(d);
    const struct ruling *r = ruling_of(d);
    f->row[DECIDE_ON].label = _("About");
    f->row[DECIDE_ON].shown = on ? _(on->said) : NULL;
    f->row[DECIDE_WHICH].label = on && on->which ? _(on->which) : "";
    f->row[DECIDE_WHICH].is_hidden = !on || !on->which;
    f->row[DECIDE_RULING].label = _("Ruling");
    f->row[DECIDE_RULING].shown = r ? _(r->said) : NULL;
    f->row[DECIDE_RULING].is_hidden = !f->ruling[0];
    f->row[DECIDE_MORE].label = _(MORE[more_of(d)]);
    f->row[DECIDE_MORE].is_hidden = more_of(d) == NOTHING_MORE;
    f->row[DECIDE_REASON].label = _("Reason");
    f->row[DECIDE_BY].label = _("Decided by");
    tui_form_judge(&f->form);
}

enum err_code decide_choose(struct decide *d, struct work_choices *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    if (d->asked.form.at == DECIDE_ON)
        for (size_t i = 0; rc == ERR_OK && i < ONS; i++)
            rc = fields_add_choice(out, ON[i].word, _(ON[i].said), e);
    else
        for (size_t i = 0; rc == ERR_OK && i < RULINGS; i++)
            if (strcmp(RULING[i].on, d->asked.text[DECIDE_ON]) == 0)
                rc = fields_add_choice(out, RULING[i].word, _(RULING[i].said), e);
    return rc;
}

bool decide_may_re_sit(const struct decide *d)
{
    for (size_t i = 0; i < sizeof WITHOUT_RESULT / sizeof WITHOUT_RESULT[0]; i++)
        if (strcmp(d->asked.text[DECIDE_RULING], WITHOUT_RESULT[i]) == 0)
            return true;
    return false;
}

enum err_code decide_choose_re_sit(struct work_choices *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    for (size_t i = 0; rc == ERR_OK && i < sizeof RE_SIT / sizeof RE_SIT[0]; i++)
        rc = fields_add_choice(out, RE_SIT[i], RE_SIT[i], e);
    return rc;
}

/* In the place of the other one, where that stands there. */
void decide_put_re_sit(struct decide *d, const char *phrase)
{
    char text[TUI_INPUT_MAX + 64];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", text_of(d, DECIDE_REASON));
    for (size_t i = sizeof RE_SIT / sizeof RE_SIT[0]; i-- > 0;) {
        size_t len = strlen(RE_SIT[i]);
        if (n >= len && strcmp(text + n - len, RE_SIT[i]) == 0) {
            text[n - len] = '\0';
            break;
        }
    }
    for (n = strlen(text); n && strchr(" ;.", text[n - 1]);)
        text[--n] = '\0';
    snprintf(text + n, sizeof text - n, "%s%s", n ? "; " : "", phrase);
    if (strlen(text) < TUI_INPUT_MAX)
        tui_input_set(&d->asked.row[DECIDE_REASON].input, text);
    d->asked.form.at = DECIDE_REASON;
    decide_settle_form(d);
}

/* ---- the command's words ---- */

/* The words of a ruling, each for its row; a close or a cancel is on the whole session. */
static size_t split(char *ruling, const char *word[DECIDE_WORDS])
{
    size_t n = 0;
    bool is_whole = strcmp(ruling, "close") == 0 || strcmp(ruling, "cancel") == 0;
    if (is_whole) {
        word[n++] = "session";
        word[n++] = "";
    }
    for (char *rest = ruling, *at; n < DECIDE_WORDS && (at = strsep(&rest, " "));)
        word[n++] = at;
    return n;
}

void decide_about(const char *session, const char *ruling, char about[SCREEN_ABOUT])
{
    const char *word[DECIDE_WORDS];
    char copy[SCREEN_ABOUT];
    snprintf(copy, sizeof copy, "%s", ruling);
    size_t n = split(copy, word);
    const char *on = n ? word[0] : "", *which = n > 1 ? word[1] : "";
    snprintf(about, SCREEN_ABOUT, "%.64s %.32s%s%.120s%s", session, on, on[0] ? " " : "", which,
             which[0] ? " " : "");
}

void decide_about_now(const struct decide *d, char about[SCREEN_ABOUT])
{
    char ruling[SCREEN_ABOUT];
    bool has_which = !d->asked.row[DECIDE_WHICH].is_hidden;
    snprintf(ruling, sizeof ruling, "%.32s %.180s", d->asked.text[DECIDE_ON],
             has_which ? decide_which(d) : "");
    decide_about(d->session, ruling, about);
}

void decide_fill(struct decide *d, const char *ruling)
{
    static const int PLACES[DECIDE_WORDS] = {DECIDE_ON, DECIDE_WHICH, DECIDE_RULING, DECIDE_MORE};
    struct decide_form *f = &d->asked;
    const char *word[DECIDE_WORDS];
    char copy[SCREEN_ABOUT];
    snprintf(copy, sizeof copy, "%s", ruling);
    size_t n = split(copy, word);
    for (size_t i = 0; i < n; i++)
        if (word[i][0])
            tui_input_set(&f->row[PLACES[i]].input, word[i]);
    decide_settle_form(d);
    f->form.at = DECIDE_ON;
    int open = tui_form_find_wrong(&f->form); /* the cursor on what is to be said */
    if (open >= 0)
        f->row[open].was_left = false;
}

static void add_word(struct decide *d, int row)
{
    bool has_options = row == DECIDE_MORE && (more_of(d) == OPTIONS || more_of(d) == OPTION);
    const char *text = text_of(d, row);
    if (has_options && take_options(text, more_of(d) == OPTIONS, d->asked.options))
        text = d->asked.options;
    if (!d->asked.row[row].is_hidden && text[0])
        d->word[d->request.ruling.count++] = (char *)(uintptr_t)text;
}

void decide_build(struct decide *d, bool is_preview)
{
    const char *reason = text_of(d, DECIDE_REASON), *by = text_of(d, DECIDE_BY);
    d->request = (struct decide_request){.session = d->session,
                                         .ruling = {d->word, 0},
                                         .reason = reason[0] ? reason : NULL,
                                         .by = by[0] ? by : NULL,
                                         .is_preview = is_preview};
    if (strcmp(d->asked.text[DECIDE_ON], "session") != 0)
        add_word(d, DECIDE_ON);
    add_word(d, DECIDE_WHICH);
    add_word(d, DECIDE_RULING);
    add_word(d, DECIDE_MORE);
}
