#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/session_parts.h"
#include "tools/work/fields.h"
#include "tools/work/seat_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- rows in their order ---- */

/* "": the plain word, its name. */
static const char *const ORDER[] = {
    "",           "--title", "--room",       "--date",   "--opens",        "--closes",
    "--seats",    "--bank",  "--profile",    "--roster", "--results-when", "--results-where",
    "--training", "--sheet", "--custodians", "--need",   "--start",        "--saved-places",
    "--lot-rule", "--column"};
enum { ROWS_OF_ORDER = sizeof ORDER / sizeof ORDER[0], ROWS_OFTEN = 12 };

/* Closed words that the command names in its help. */
static const struct {
    const char *option, *word, *said;
} WORDS[] = {{"--sheet", "", N_("not said: some rows compared")},
             {"--sheet", "sample", N_("some rows are typed in and compared")},
             {"--sheet", "all", N_("every row is typed in and compared")},
             {"--sheet", "none", N_("nothing is typed in and compared")},
             {"--start", "", N_("not said: at the seats given, here or in the roster")},
             {"--start", "seats", N_("each paper at the seat that the roster names")},
             {"--start", "claim", N_("where it is claimed first in the exchange folder")},
             {"--start", "free", N_("anywhere; for training")},
             {"--saved-places", "", N_("not said: 1")},
             {"--saved-places", "1", N_("on the seat")},
             {"--saved-places", "2", N_("on the seat and in an exchange folder")}};
enum { WORDS_COUNT = sizeof WORDS / sizeof WORDS[0] };

/* Of the rows that few want: what comes when it is left alone, and when one would change it. */
static const struct {
    const char *option, *said;
} NOTES[] = {
    {"--training", N_("Left alone: an exam. Turned on for practice only: its papers and lists say "
                      "TRAINING, and made-up candidates may sit it.")},
    {"--sheet", N_("Left alone: after the exam the program names some rows of the signed sheet, "
                   "which are typed in and compared. Every row, where the council wants all of "
                   "them compared.")},
    {"--custodians", N_("Left alone: one passphrase opens the session in the room. More where "
                        "several people shall each keep one of their own, in an envelope each.")},
    {"--need", N_("Left alone: everybody who keeps a passphrase must be there. A smaller number "
                  "where somebody may be missing: 3 keepers, 2 needed.")},
    {"--start", N_("Left alone: at the seats that the list or the row Seats names; where not every "
                   "paper has one, at the seat where it is begun first, for which the room needs a "
                   "shared folder. Changed for practice alone.")},
    {"--saved-places", N_("Left alone: an answer counts as saved once it is on the seat. 2 where "
                          "the room has a shared folder and each answer shall stand there, too.")},
    {"--lot-rule", N_("Left alone: the papers are drawn at once. Filled in only where a lot is "
                      "drawn in public: the session is then only committed to, and its papers are "
                      "drawn once the lot is known.")}};

static const char *option_of(const struct work_field *x)
{
    return x->option ? x->option : "";
}

static int find(const struct session_form *f, const char *option)
{
    for (int i = 0; i < f->o.form.rows; i++)
        if (strcmp(option_of(f->o.row[i].field), option) == 0)
            return i;
    return -1;
}

struct tui_form_row *session_row(struct session_form *f, const char *option)
{
    return &f->o.form.row[find(f, option)];
}

static const char *text_of(struct session_form *f, const char *option)
{
    return session_row(f, option)->input.text;
}

static void swap(struct session_form *f, int a, int b)
{
    struct operation_row row = f->o.row[a];
    struct tui_form_row shown = f->o.form.row[a];
    f->o.row[a] = f->o.row[b];
    f->o.form.row[a] = f->o.form.row[b];
    f->o.row[b] = row;
    f->o.form.row[b] = shown;
}

const struct work_op *session_op(struct session_form *f)
{
    return text_of(f, "--lot-rule")[0] ? &session_commit_op : &session_new_op;
}

const struct work_field *session_field(const struct session_form *f)
{
    return f->o.row[f->o.form.at].field;
}

static bool is_results(const char *option)
{
    return strncmp(option, "--results", strlen("--results")) == 0;
}

enum { RESULTS_ROW = 120 /* cells of three lines, at 80 columns */ };

const char *session_hint(const struct session_form *f)
{
    const struct tui_form_row *row = &f->o.form.row[f->o.form.at];
    const char *said = tui_form_said(&f->o.form), *help = session_field(f)->help;
    bool is_empty = row->kind == TUI_FORM_TEXT && !row->input.text[0];
    for (size_t i = 0; i < sizeof NOTES / sizeof NOTES[0]; i++)
        if (row->state == TUI_FORM_RIGHT &&
            strcmp(NOTES[i].option, option_of(session_field(f))) == 0)
            return _(NOTES[i].said);
    if (is_results(option_of(session_field(f))) && text_width(f->results) > RESULTS_ROW)
        return f->results; /* longer than what stands at its row */
    if (is_empty && row->state == TUI_FORM_OPEN && session_field(f)->kind == WORK_NAME)
        return _("1 to 32 of a-z, 0-9 and -, none of them capital");
    bool is_help = help && (!said[0] || is_results(option_of(session_field(f))));
    return is_help ? _(help) : said;
}

/* ---- judged ---- */

static enum tui_form_state wrong(char said[TUI_FORM_SAID], const char *why)
{
    snprintf(said, TUI_FORM_SAID, "%s", why);
    return TUI_FORM_WRONG;
}

/* They were read, or could not be. */
static bool knows_rules(const struct session_form *f, const char *path)
{
    return f->is_seen && strcmp(path, f->rules_path) == 0;
}

static enum tui_form_state judge_name(const struct session_form *f, const char *text,
                                      char said[TUI_FORM_SAID])
{
    for (size_t i = 0; i < f->taken.count; i++)
        if (strcmp(f->taken.item[i].word, text) == 0)
            return wrong(said, _("a session of this name is there already"));
    return TUI_FORM_RIGHT;
}

/* Numbers of a day that was tidied, "02/12/2026" or "2026-12-02". */
static bool read_day(const char *text, struct tm *out)
{
    int d, m, y;
    *out = (struct tm){0};
    if (sscanf(text, "%2d/%2d/%4d", &d, &m, &y) != 3 &&
        sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3)
        return false;
    out->tm_mday = d;
    out->tm_mon = m - 1;
    out->tm_year = y - 1900;
    out->tm_hour = 12; /* no change of clocks makes another day of it */
    out->tm_isdst = -1;
    return mktime(out) != (time_t)-1;
}

static enum tui_form_state judge_day(const struct session_form *f, const char *text,
                                     char said[TUI_FORM_SAID])
{
    static const char *const DAYS[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                       N_("Thursday"), N_("Friday"), N_("Saturday")};
    time_t now = (time_t)(clock_wall_ms(&f->o.screen.desk->setup.clock) / 1000);
    struct tm day, today;
    if (!text[0] || !read_day(text, &day) || !localtime_r(&now, &today))
        return TUI_FORM_RIGHT;
    if (day.tm_year < today.tm_year ||
        (day.tm_year == today.tm_year && day.tm_yday < today.tm_yday))
        return wrong(said, _("this day is past"));
    snprintf(said, TUI_FORM_SAID, "%s", _(DAYS[day.tm_wday]));
    return TUI_FORM_RIGHT;
}

static int minutes_of(const char *text)
{
    int h, m;
    return sscanf(text, "%2d:%2d", &h, &m) == 2 ? h * 60 + m : -1;
}

static enum tui_form_state judge_closes(struct session_form *f, const char *text,
                                        char said[TUI_FORM_SAID])
{
    int opens = minutes_of(text_of(f, "--opens")), closes = minutes_of(text),
        least = f->has_rules ? f->rules.standard.minutes : 1;
    if (opens < 0 || closes < 0 || closes - opens >= least)
        return TUI_FORM_RIGHT;
    if (closes <= opens)
        return wrong(said, _("it closes before it opens"));
    snprintf(said, TUI_FORM_SAID, _("a paper takes %d minutes: not before %02d:%02d"), least,
             (opens + least) / 60, (opens + least) % 60);
    return TUI_FORM_WRONG;
}

static enum tui_form_state judge_bank(const struct session_form *f, const char *text,
                                      char said[TUI_FORM_SAID])
{
    for (size_t i = 0; i < f->banks.rows; i++) {
        const struct bank_list_row *x = &f->banks.row[i];
        if (strcmp(x->name, text) != 0)
            continue;
        if (!x->is_sealed)
            return wrong(said, _("not sealed yet"));
        snprintf(said, TUI_FORM_SAID, "%s",
                 x->has_folder && x->edited > x->sealed
                     ? _("! edited since it was sealed: those edits are not in it")
                     : _("sealed"));
        return TUI_FORM_RIGHT;
    }
    if (f->is_looked)
        return wrong(said, _("there is no bank of this name"));
    if (f->is_seen)
        snprintf(said, TUI_FORM_SAID, "%s", _("! no bank could be read"));
    return TUI_FORM_RIGHT;
}

/* Neither the roster nor the list of seats gives each paper one. */
static bool lacks_seats(struct session_form *f)
{
    return f->papers && f->seats < f->papers && !text_of(f, "--seats")[0];
}

/* The papers that some seat has at least, one behind the other, are not done while it is open. */
static bool say_too_long(struct session_form *f, size_t seats, char said[TUI_FORM_SAID])
{
    int opens = minutes_of(text_of(f, "--opens")), closes = minutes_of(text_of(f, "--closes"));
    size_t papers = (f->papers + seats - 1) / seats,
           takes = f->has_rules ? papers * (size_t)f->rules.standard.minutes : 0;
    bool is_long = opens >= 0 && closes > opens && papers > 1 && takes > (size_t)(closes - opens);
    if (is_long)
        snprintf(said, TUI_FORM_SAID,
                 _("! %zu papers one after another at a seat take %zu minutes; it is open for %d"),
                 papers, takes, closes - opens);
    return is_long;
}

static const char *say_no_seats(const struct session_form *f)
{
    return !f->seats              ? _("MAY-01..MAY-10; empty: everybody at any seat")
           : f->seats < f->papers ? _("empty: as in the roster; the others at any seat")
                                  : _("empty: as the roster says");
}

static enum tui_form_state judge_seats(struct session_form *f, const char *text,
                                       char said[TUI_FORM_SAID])
{
    struct seat_list list;
    struct err ignored = {0};
    if (!text[0]) {
        snprintf(said, TUI_FORM_SAID, "%s", say_no_seats(f));
        return TUI_FORM_RIGHT;
    }
    if (seat_list_parse(text, &list, &ignored) == ERR_OK && !f->seats && f->people &&
        !say_too_long(f, list.count, said)) {
        struct seat_turns turns = seat_list_turns(list.count, f->people);
        char counted[SEAT_LIST_SAID];
        seat_list_say(&turns, counted);
        snprintf(said, TUI_FORM_SAID, "%s", counted);
    }
    seat_list_free(&list);
    return TUI_FORM_RIGHT;
}

static enum tui_form_state judge_start(struct session_form *f, const char *text,
                                       char said[TUI_FORM_SAID])
{
    bool is_claim = text[0] ? strcmp(text, "claim") == 0
                            : lacks_seats(f) && !session_row(f, "--training")->is_on;
    for (size_t i = 0; i < WORDS_COUNT; i++)
        if (strcmp(WORDS[i].option, "--start") == 0 && strcmp(WORDS[i].word, text) == 0)
            snprintf(said, TUI_FORM_SAID, "%s", _(WORDS[i].said));
    if (is_claim)
        snprintf(said, TUI_FORM_SAID, "%s",
                 _("where it is begun first: every seat needs the room's exchange folder"));
    if (strcmp(text, "seats") == 0 && lacks_seats(f))
        return wrong(said, _("not every row of the roster names a seat"));
    return TUI_FORM_RIGHT;
}

/* What counts where nothing was said. */
static void say_usual(const char *option, const char *text, char said[TUI_FORM_SAID])
{
    if (text[0])
        return;
    if (strcmp(option, "--custodians") == 0)
        snprintf(said, TUI_FORM_SAID, "%s", _("not said: 1"));
    if (strcmp(option, "--need") == 0)
        snprintf(said, TUI_FORM_SAID, "%s", _("not said: all of them"));
}

/* The sentence as slips will have it, of both rows. */
static void say_results(struct session_form *f, char said[TUI_FORM_SAID])
{
    char sentence[SESSION_SLIPS_RESULTS];
    session_slips_tell_results(text_of(f, "--results-when"), text_of(f, "--results-where"),
                               sentence);
    f->results[0] = '\0';
    if (sentence[0])
        snprintf(f->results, sizeof f->results, _("printed as: %s"), sentence);
    if (strlen(f->results) < TUI_FORM_SAID) /* else it stands below the form alone */
        strcpy(said, f->results);
}

static enum tui_form_state judge_further(struct session_form *f, const char *option,
                                         const char *text, char said[TUI_FORM_SAID])
{
    if (!option[0])
        return judge_name(f, text, said);
    if (strcmp(option, "--date") == 0)
        return judge_day(f, text, said);
    if (strcmp(option, "--closes") == 0)
        return judge_closes(f, text, said);
    if (strcmp(option, "--bank") == 0)
        return judge_bank(f, text, said);
    if (strcmp(option, "--start") == 0)
        return judge_start(f, text, said);
    if (strcmp(option, "--seats") == 0)
        return judge_seats(f, text, said);
    for (size_t i = 0; i < WORDS_COUNT; i++)
        if (strcmp(WORDS[i].option, option) == 0 && strcmp(WORDS[i].word, text) == 0)
            snprintf(said, TUI_FORM_SAID, "%s", _(WORDS[i].said));
    say_usual(option, text, said);
    if (is_results(option))
        say_results(f, said);
    if (strcmp(option, "--profile") == 0 && f->has_rules)
        profiles_say_short(&f->rules, said, TUI_FORM_SAID);
    else if (strcmp(option, "--profile") == 0 && knows_rules(f, text))
        return wrong(said, _("these rules cannot be read"));
    return TUI_FORM_RIGHT;
}

static enum tui_form_state judge(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID])
{
    struct session_form *f = context;
    const struct work_field *x = f->o.row[row].field;
    const char *option = option_of(x), *text = form->row[row].input.text;
    if (x->kind == WORK_FLAG)
        return TUI_FORM_RIGHT;
    if (strcmp(option, "--lot-rule") == 0) {
        snprintf(said, TUI_FORM_SAID, "%s",
                 text[0] ? _("a public lot by these words: the session is only committed to, no "
                             "paper is drawn yet")
                         : _("empty: no public lot, drawn at once"));
        return TUI_FORM_RIGHT;
    }
    enum tui_form_state state = (enum tui_form_state)fields_check(x, text, said);
    return state == TUI_FORM_RIGHT ? judge_further(f, option, text, said) : state;
}

/* ---- what stands there ---- */

/* Rules of another file than was looked at are looked at; until then it is called by its name. */
static void take_rules(struct session_form *f)
{
    const char *path = text_of(f, "--profile");
    bool is_known = knows_rules(f, path);
    if (!is_known)
        f->has_rules = false;
    if (!is_known && strcmp(path, f->asked_path) != 0)
        session_look(f);
    snprintf(f->asked_path, sizeof f->asked_path, "%s", path);
    if (f->has_rules)
        profiles_tell_name(&f->rules, path, f->o.screen.desk->is_english, f->rules_name);
    else
        snprintf(f->rules_name, sizeof f->rules_name, "%.255s", file_base(path));
    session_row(f, "--profile")->shown = path[0] ? f->rules_name : NULL;
}

static void judge_all(struct session_form *f)
{
    take_rules(f);
    tui_form_judge(&f->o.form);
}

void session_tidy(struct session_form *f)
{
    char text[32];
    for (int i = 0; i < f->o.form.rows; i++) {
        struct tui_input *in = &f->o.form.row[i].input;
        if (i != f->o.form.at && fields_tidy(f->o.row[i].field, in->text, text, sizeof text) &&
            strcmp(text, in->text) != 0)
            tui_input_set(in, text);
    }
    judge_all(f);
}

/* ---- made ---- */

bool session_has_words(const char *option)
{
    for (size_t i = 0; option && i < WORDS_COUNT; i++)
        if (strcmp(WORDS[i].option, option) == 0)
            return true;
    return false;
}

enum err_code session_choose(struct session_form *f, struct work_choices *out, struct err *e)
{
    const struct work_field *x = session_field(f);
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    for (size_t i = 0; rc == ERR_OK && i < WORDS_COUNT; i++)
        if (strcmp(WORDS[i].option, option_of(x)) == 0)
            rc = fields_add_choice(out, WORDS[i].word, _(WORDS[i].said), e);
    if (strcmp(option_of(x), "--bank") == 0)
        for (size_t i = 0; rc == ERR_OK && i < f->banks.rows; i++)
            rc = fields_add_choice(out, f->banks.row[i].name, "", e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}

void session_list_banks(struct session_form *f)
{
    struct tui_form_row *row = session_row(f, "--bank");
    row->choice = f->bank_name;
    row->kind = f->bank_name && f->bank_name[0] ? TUI_FORM_CHOICE : TUI_FORM_TEXT;
}

/* Rows of closed words are chosen, never typed. */
static void make_choices(struct session_form *f)
{
    for (size_t i = 0; i < WORDS_COUNT; i++) {
        struct tui_form_row *shown = session_row(f, WORDS[i].option);
        shown->kind = TUI_FORM_CHOICE;
        shown->choice = NULL;
    }
    session_list_banks(f);
    session_row(f, "--profile")->choice = NULL; /* paths: the list alone */
    session_row(f, "--profile")->kind = TUI_FORM_CHOICE;
    session_row(f, "")->label = _("Short name");
}

void session_refresh_form(struct session_form *f)
{
    operation_refresh_form(&f->o);
    make_choices(f);
    judge_all(f);
    session_look(f);
}

bool session_make_form(struct session_form *f)
{
    f->o.looks_itself = true;
    if (!operation_make_form(&f->o))
        return false;
    for (int i = 0; i < ROWS_OF_ORDER; i++) {
        int at = find(f, ORDER[i]);
        if (at < 0)
            return false;
        swap(f, i, at);
    }
    f->o.rare = ROWS_OFTEN;
    f->o.form.judge = judge;
    f->o.form.context = f;
    make_choices(f);
    return true;
}
