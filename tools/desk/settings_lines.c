/* The rows of the settings: what each is called, what may stand there, and the words that write
 * what was changed. */
#include "app/core/i18n.h"
#include "tools/desk/settings_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is known of a setting ---- */

/* low, high: of a number, else 0. */
enum shown { ALWAYS, WHERE_SAID /* read no more */, WHERE_THE_OFFICE_SIGNS };
static const struct known {
    const char *group, *key, *label, *hint; /* label, hint: msgids */
    long low, high;
    enum shown shown;
} KNOWN[] = {
    {"office", "name", N_("Office's name"), N_("heads of papers, in capitals: SỞ XÂY DỰNG"), 0, 0,
     ALWAYS},
    {"office", "full_name", N_("Whole name"),
     N_("with the province, such as Sở Xây dựng tỉnh Gia Lai"), 0, 0, ALWAYS},
    {"office", "parent", N_("Above it"), N_("the body the office belongs to"), 0, 0, ALWAYS},
    {"office", "place", N_("Place in the head"),
     N_("its name before the day of signing: Gia Lai, ngày …"), 0, 0, ALWAYS},
    {"office", "font", N_("Type of papers"), N_("a family that is installed; of all papers"), 0, 0,
     ALWAYS},
    {"office", "come_minutes", N_("Come before, minutes"),
     N_("on access slips, before the room opens; 15 if empty"), 1, PAPERS_COME_MAX, ALWAYS},
    {"office", "signer_title", N_("Signer's post (old)"), N_("stands under [paper …] now"), 0, 0,
     WHERE_SAID},
    {"office", "signer", N_("Signer (old)"), N_("stands under [paper …] now"), 0, 0, WHERE_SAID},
    {"office", "number", N_("Number (old)"), N_("is asked when a paper is made"), 0, 0, WHERE_SAID},
    {"office", "recipients", N_("Recipients (old)"), N_("stands under [paper …] now"), 0, 0,
     WHERE_SAID},
    {"paper", "symbol", N_("symbol"), N_("behind the number; by the office's name if empty"), 0, 0,
     ALWAYS},
    {"paper", "unit", N_("drawn up by"), N_("the unit, as in \"Lưu: VT, QLXD\""), 0, 0, ALWAYS},
    {"paper", "sign", N_("signed as"), N_("lines with ; between: KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC"), 0, 0,
     WHERE_THE_OFFICE_SIGNS},
    {"paper", "signer", N_("signer"), N_("the name under the signature"), 0, 0,
     WHERE_THE_OFFICE_SIGNS},
    {"paper", "post", N_("signer's other post"), N_("above the name; none if empty"), 0, 0,
     WHERE_THE_OFFICE_SIGNS},
    {"paper", "recipients", N_("recipients"), N_("with ; between; the usual ones if empty"), 0, 0,
     ALWAYS},
    {"seats", "argon_ops", N_("Access code: rounds"), N_("the more, the longer a log-in takes"), 1,
     10, ALWAYS},
    {"seats", "argon_mem_mib", N_("Access code: memory, MiB"), N_("that a seat needs at a log-in"),
     8, 1024, ALWAYS},
    {"proof", "operator", N_("Operator"), N_("who stands in the log; the log-in name if empty"), 0,
     0, ALWAYS},
    {"proof", "witness", N_("Witness"), N_("any that is trusted if empty"), 0, 0, ALWAYS},
    {"desk", "lock_minutes", N_("Screen locks, minutes"),
     N_("without a key pressed, 1 to 15; 10 if empty"), 1, 15, ALWAYS},
    {"desk", "print", N_("Print with"), N_("such as: lp -o media=A4; no printing if empty"), 0, 0,
     ALWAYS}};

static bool is_group(const struct known *k, const char *group)
{
    size_t n = strlen(k->group);
    return strncmp(group, k->group, n) == 0 && (group[n] == '\0' || group[n] == ' ');
}

static const struct known *known_of(const struct settings_line *x)
{
    for (size_t i = 0; x->group && i < sizeof KNOWN / sizeof KNOWN[0]; i++)
        if (is_group(&KNOWN[i], x->group) && strcmp(x->key, KNOWN[i].key) == 0)
            return &KNOWN[i];
    return NULL;
}

static const char *paper_name(const char *kind)
{
    static const struct {
        const char *word, *name;
    } PAPERS[] = {{"notice", N_("Notice")},           {"decision", N_("Decision")},
                  {"minutes", N_("Session minutes")}, {"answer", N_("Letter of answer")},
                  {"correction", N_("Correction")},   {"postpone", N_("Postponement")},
                  {"deletion", N_("Deletion")}};
    for (size_t i = 0; i < sizeof PAPERS / sizeof PAPERS[0]; i++)
        if (strcmp(kind, PAPERS[i].word) == 0)
            return _(PAPERS[i].name);
    return kind;
}

static const char *key_name(enum keys_role role)
{
    return role == KEYS_OFFICE     ? _("Office's key")
           : role == KEYS_EXAMINER ? _("Examiner's key")
                                   : _("Witness's key");
}

void settings_label(const struct settings_line *x, char *out, size_t room)
{
    const struct known *k = known_of(x);
    switch (x->what) {
    case SETTINGS_KEY: snprintf(out, room, "%s", key_name(x->role)); return;
    case SETTINGS_TRUST: snprintf(out, room, "%s", _("Keys of others")); return;
    case SETTINGS_BACKUP: snprintf(out, room, "%s", _("Backup")); return;
    case SETTINGS_LOG: snprintf(out, room, "%s", _("Log")); return;
    case SETTINGS_VALUE: break;
    }
    if (k && strncmp(x->group, "paper ", 6) == 0)
        snprintf(out, room, "%s: %s", paper_name(x->group + 6), _(k->label));
    else if (k)
        snprintf(out, room, "%s", _(k->label));
    else if (strcmp(x->group, "roster") == 0)
        snprintf(out, room, _("Column \"%.60s\""), x->key);
    else
        snprintf(out, room, "%.40s.%.40s", x->group, x->key);
}

static bool is_number_between(const char *text, long low, long high)
{
    char *end;
    long n = strtol(text, &end, 10);
    return *end == '\0' && n >= low && n <= high && text[0] >= '0' && text[0] <= '9';
}

char settings_judge(const struct settings_line *x, char hint[SETTINGS_HINT])
{
    const struct known *k = known_of(x);
    hint[0] = '\0';
    if (!k)
        return ' ';
    if (k->low && x->text[0] && !is_number_between(x->text, k->low, k->high)) {
        snprintf(hint, SETTINGS_HINT, _("write a number, %ld to %ld"), k->low, k->high);
        return 'x';
    }
    if (x->is_wanted && !x->text[0]) {
        snprintf(hint, SETTINGS_HINT, _("empty, papers want it: %s"), _(k->hint));
        return '!';
    }
    if (!x->text[0] && x->usual) {
        snprintf(hint, SETTINGS_HINT, _("empty, papers print: %s"), x->usual);
        return ' ';
    }
    const char *doubt = settings_doubt(x->group, x->key, x->text);
    snprintf(hint, SETTINGS_HINT, "%s", doubt ? doubt : _(k->hint));
    return doubt ? '!' : ' ';
}

/* ---- the rows ---- */

static void forget_line(struct settings_line *x)
{
    free(x->group);
    free(x->key);
    free(x->was);
    free(x->text);
    free(x->usual);
    *x = (struct settings_line){0};
}

void settings_forget_lines(struct settings_list *s)
{
    for (size_t i = 0; i < s->lines; i++)
        forget_line(&s->line[i]);
    s->lines = 0;
}

static bool add_value(struct settings_list *s, const struct settings_row *r)
{
    if (s->lines + 8 >= SETTINGS_ROWS) /* those behind the values have their place */
        return true;
    struct settings_line *x = &s->line[s->lines++];
    *x = (struct settings_line){.what = SETTINGS_VALUE,
                                .group = strdup(r->group),
                                .key = strdup(r->key),
                                .was = strdup(r->value ? r->value : ""),
                                .usual = r->usual ? strdup(r->usual) : NULL,
                                .is_wanted = r->is_wanted,
                                .text = calloc(1, SETTINGS_TEXT)};
    if (!x->group || !x->key || !x->was || !x->text)
        return false;
    snprintf(x->text, SETTINGS_TEXT, "%s", x->was);
    return true;
}

/* Minutes are signed by those who were there: who signs for the office is no setting of theirs. */
static bool is_shown(const struct settings_row *r)
{
    const struct settings_line asked = {.group = r->group, .key = r->key};
    const struct known *k = known_of(&asked);
    bool is_minutes = strcmp(r->group, "paper minutes") == 0;
    return r->value || !k || k->shown == ALWAYS ||
           (k->shown == WHERE_THE_OFFICE_SIGNS && !is_minutes);
}

static void add_things(struct settings_list *s)
{
    for (size_t i = 0; i < s->look.keys; i++)
        s->line[s->lines++] =
            (struct settings_line){.what = SETTINGS_KEY, .role = s->look.key[i].role};
    s->line[s->lines++] = (struct settings_line){.what = SETTINGS_TRUST};
    s->line[s->lines++] = (struct settings_line){.what = SETTINGS_BACKUP};
    s->line[s->lines++] = (struct settings_line){.what = SETTINGS_LOG};
}

/* Who writes now overwrites what another wrote: that is said before. */
static void say_elsewhere(struct settings_list *s, struct settings_line *x)
{
    char label[SETTINGS_LABEL];
    x->is_elsewhere = true;
    settings_label(x, label, sizeof label);
    screen_say(&s->screen, CANVAS_WARNING,
               _("! %s: changed elsewhere, it is \"%.80s\" now. Ctrl-S writes what is typed here, "
                 "Ctrl-Z drops it."),
               label, x->was);
}

static struct settings_line *same_setting(struct settings_list *s, const struct settings_line *as)
{
    for (size_t k = 0; k < s->lines; k++) {
        struct settings_line *x = &s->line[k];
        if (x->text && strcmp(x->group, as->group) == 0 && strcmp(x->key, as->key) == 0)
            return x;
    }
    return NULL;
}

/* What was typed and not written stays with its setting. */
static void keep_typed(struct settings_list *s, const struct settings_line *old, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!old[i].text || strcmp(old[i].text, old[i].was) == 0)
            continue;
        struct settings_line *x = same_setting(s, &old[i]);
        if (!x || strcmp(x->was, old[i].text) == 0) /* written, here or elsewhere */
            continue;
        snprintf(x->text, SETTINGS_TEXT, "%s", old[i].text);
        x->is_elsewhere = old[i].is_elsewhere;
        if (strcmp(x->was, old[i].was) != 0)
            say_elsewhere(s, x);
    }
}

bool settings_take(struct settings_list *s, const struct settings_reply *reply)
{
    struct settings_line *old = calloc(s->lines + 1, sizeof *old);
    size_t count = s->lines;
    if (!old)
        return false;
    memcpy(old, s->line, count * sizeof *old);
    s->lines = 0;
    bool is_done = true;
    for (size_t i = 0; is_done && i < reply->rows; i++)
        is_done = !is_shown(&reply->row[i]) || add_value(s, &reply->row[i]);
    add_things(s);
    if (is_done)
        keep_typed(s, old, count);
    for (size_t i = 0; i < count; i++)
        forget_line(&old[i]);
    free(old);
    return is_done;
}

/* ---- the words ---- */

void settings_forget_words(struct settings_list *s)
{
    for (size_t i = 0; i < s->changes; i++) {
        free(s->change[i]);
        free(s->was[i]);
    }
    free(s->change);
    free(s->was);
    s->change = s->was = NULL;
    s->changes = 0;
}

static char *word_of(const struct settings_line *x, const char *value)
{
    char *word;
    return asprintf(&word, "%s.%s=%s", x->group, x->key, value) < 0 ? NULL : word;
}

bool settings_make_words(struct settings_list *s)
{
    settings_forget_words(s);
    s->change = calloc(s->lines + 1, sizeof *s->change);
    s->was = calloc(s->lines + 1, sizeof *s->was);
    bool is_done = s->change && s->was;
    for (size_t i = 0; is_done && i < s->lines; i++) {
        const struct settings_line *x = &s->line[i];
        if (x->what != SETTINGS_VALUE || strcmp(x->text, x->was) == 0)
            continue;
        s->change[s->changes] = word_of(x, x->text);
        s->was[s->changes] = word_of(x, x->was);
        is_done = s->change[s->changes] && s->was[s->changes];
        s->changes++;
    }
    s->request =
        (struct settings_request){.change = {s->change, s->changes}, .was = {s->was, s->changes}};
    return is_done;
}
