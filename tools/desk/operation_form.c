#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/operation_parts.h"
#include "tools/desk/sticks.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the rows ---- */

static bool is_preview_flag(const struct operation *o, const struct work_field *f)
{
    return o->op->preview && f->option && strcmp(o->op->preview, f->option) == 0;
}

static enum tui_form_state judge(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID])
{
    const struct operation *o = context;
    const struct work_field *f = o->row[row].field;
    const struct tui_form_row *r = &form->row[row];
    bool is_empty = f->kind == WORK_FLAG ? !r->is_on : !r->input.text[strspn(r->input.text, " ")];
    enum tui_form_state state = f->kind == WORK_FLAG
                                    ? TUI_FORM_RIGHT
                                    : (enum tui_form_state)fields_check(f, r->input.text, said);
    if (is_empty && f->empty && state == TUI_FORM_RIGHT)
        snprintf(said, TUI_FORM_SAID, "%s", _(f->empty));
    return state;
}

static void forget_choices(struct operation_row *r)
{
    fields_free_choices(&r->choices);
    free(r->choice);
    free(r->title);
    r->choice = r->title = NULL;
}

/* Without choices, the row is one of text. */
static void read_choices(struct operation *o, int i)
{
    struct operation_row *r = &o->row[i];
    struct tui_form_row *shown = &o->form.row[i];
    struct err ignored = {0};
    forget_choices(r);
    shown->kind = TUI_FORM_TEXT;
    shown->choice = shown->title = NULL;
    shown->has_list = r->field->is_proposed;
    if (o->looks_itself || !fields_has_choices(r->field) || r->field->is_proposed ||
        fields_choose(o->screen.desk->setup.work, r->field, NULL, &r->choices, &ignored) != ERR_OK)
        return;
    r->choice = calloc(r->choices.count + 1, sizeof *r->choice);
    r->title = calloc(r->choices.count + 1, sizeof *r->title);
    if (!r->choice || !r->title || r->choices.count == 0)
        return;
    for (size_t k = 0; k < r->choices.count; k++) {
        r->choice[k] = r->choices.item[k].word;
        r->title[k] = r->choices.item[k].said;
    }
    shown->choice = r->choice;
    shown->title = operation_is_said(r->field) && r->field->option ? r->title : NULL;
    shown->kind = TUI_FORM_CHOICE;
}

/* What a word is that stands by itself, a list of the report, a file of rules, a format: people
 * read it, not its word. */
bool operation_is_said(const struct work_field *f)
{
    bool is_code = (f->kind == WORK_WORD && !f->option) || f->kind == WORK_FILE ||
                   (f->kind == WORK_CHOICE && f->option);
    return is_code && f->choose && !f->is_proposed;
}

static bool make_row(struct operation *o, const struct work_field *f)
{
    int i = o->form.rows;
    struct tui_form_row *shown = &o->form.row[i];
    o->row[i].field = f;
    o->row[i].text = calloc(1, TUI_INPUT_MAX);
    if (!o->row[i].text)
        return false;
    tui_input_init(&shown->input, o->row[i].text, TUI_INPUT_MAX);
    o->form.rows++;
    if (f->kind == WORK_FLAG)
        shown->kind = TUI_FORM_FLAG;
    else
        read_choices(o, i);
    shown->label = fields_label(f);
    shown->is_long = f->kind == WORK_FILE || f->kind == WORK_FOLDER || f->kind == WORK_TEXT ||
                     operation_is_said(f) || work_field_is_list(f);
    return true;
}

/* Those that few want come behind the others. */
static bool make_rows(struct operation *o, bool is_rare)
{
    for (const struct work_field *f = o->op->field; !work_field_is_end(f); f++)
        if (f->is_rare == is_rare && !is_preview_flag(o, f) && o->form.rows < FIELDS_MAX &&
            !make_row(o, f))
            return false;
    return true;
}

static void say_heading(struct operation *o)
{
    if (o->rare >= 0)
        o->form.row[o->rare].heading = _("Seldom used, may stay as it is");
}

bool operation_make_form(struct operation *o)
{
    o->row = calloc(FIELDS_MAX, sizeof *o->row);
    o->form = (struct tui_form){
        .row = calloc(FIELDS_MAX, sizeof *o->form.row), .judge = judge, .context = o};
    o->request = calloc(1, o->op->request);
    if (!o->row || !o->form.row || !o->request)
        return false;
    if (!make_rows(o, false))
        return false;
    int often = o->form.rows;
    if (!make_rows(o, true))
        return false;
    o->rare = o->form.rows > often ? often : -1;
    say_heading(o);
    tui_form_judge(&o->form);
    return true;
}

/* Of several files a box would show no more than the end of the last path. */
static void name_files(struct operation_row *r)
{
    struct fields_words w = {0};
    struct err ignored = {0};
    char all[OPERATION_NAMES];
    r->names[0] = '\0';
    bool is_split = work_field_is_list(r->field) && r->field->kind == WORK_FILE &&
                    fields_split(r->text, &w, &ignored) == ERR_OK;
    if (is_split && w.count > 1) {
        size_t n =
            (size_t)snprintf(all, sizeof all, P_("%zu file: ", "%zu files: ", w.count), w.count);
        for (size_t i = 0; i < w.count && n < sizeof all; i++)
            n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", i ? ", " : "",
                                  file_base(w.word[i]));
        text_clean(all, r->names, sizeof r->names);
    }
    fields_free_words(&w);
}

void operation_say_meanings(struct operation *o)
{
    for (int i = 0; i < o->form.rows; i++) {
        name_files(&o->row[i]);
        if (work_field_is_list(o->row[i].field))
            o->form.row[i].shown = o->row[i].names[0] ? o->row[i].names : NULL;
        const char *meaning = operation_meaning(o, i);
        if (operation_is_said(o->row[i].field))
            o->form.row[i].shown = meaning[0] ? meaning : NULL;
    }
}

void operation_free_form(struct operation *o)
{
    for (int i = 0; i < o->form.rows; i++) {
        tui_input_free(&o->form.row[i].input);
        forget_choices(&o->row[i]);
        fields_free_words(&o->row[i].words);
        free(o->row[i].text);
    }
    free(o->row);
    free(o->form.row);
    free(o->request);
}

void operation_refresh_form(struct operation *o)
{
    for (int i = 0; i < o->form.rows; i++) {
        o->form.row[i].label = fields_label(o->row[i].field);
        if (o->row[i].field->kind != WORK_FLAG)
            read_choices(o, i);
    }
    say_heading(o);
    tui_form_judge(&o->form);
}

const char *operation_meaning(const struct operation *o, int row)
{
    const struct work_choices *c = &o->row[row].choices;
    for (size_t i = 0; i < c->count; i++)
        if (strcmp(c->item[i].word, o->form.row[row].input.text) == 0)
            return c->item[i].said;
    return "";
}

const char *operation_hint(const struct operation *o)
{
    const struct work_field *f = o->form.rows ? o->row[o->form.at].field : NULL;
    if (f && o->row[o->form.at].names[0])
        return o->row[o->form.at].names;
    if (!f || f->at_desk || f->help)
        return f ? _(f->at_desk ? f->at_desk : f->help) : "";
    if (operation_meaning(o, o->form.at)[0])
        return operation_meaning(o, o->form.at);
    if (o->form.row[o->form.at].kind == TUI_FORM_CHOICE)
        return _("Enter shows the list; ← → go through it; letters search it");
    switch (f->kind) {
    case WORK_FILE:
    case WORK_FOLDER: return _("a path; Ctrl-F looks for it on sticks and in folders");
    case WORK_NAME: return _("1 to 32 of a-z, 0-9 and -, none of them capital");
    default: return "";
    }
}

/* ---- the request ---- */

static const char *said_text(const char *text)
{
    return text[strspn(text, " ")] ? text : NULL;
}

bool operation_build(struct operation *o, bool is_preview)
{
    struct err ignored = {0};
    bool is_whole = true;
    memset(o->request, 0, o->op->request);
    for (int i = 0; i < o->form.rows; i++) {
        struct operation_row *r = &o->row[i];
        fields_free_words(&r->words);
        if (work_field_is_list(r->field))
            is_whole &= fields_split(r->text, &r->words, &ignored) == ERR_OK;
        if (r->field->kind == WORK_FLAG)
            fields_put(r->field, o->request, o->form.row[i].is_on ? "" : NULL, NULL);
        else
            fields_put(r->field, o->request, said_text(r->text), &r->words);
    }
    for (const struct work_field *f = o->op->field; !work_field_is_end(f); f++)
        if (is_preview_flag(o, f))
            fields_put(f, o->request, is_preview ? "" : NULL, NULL);
    return is_whole;
}

/* ---- filled in ---- */

int operation_find_row(const struct operation *o, const char *option, int nth)
{
    for (int i = 0; i < o->form.rows; i++) {
        const struct work_field *f = o->row[i].field;
        bool is_it = option ? f->option && strcmp(f->option, option) == 0 : !f->option;
        if (is_it && (option || nth-- == 0))
            return i;
    }
    return -1;
}

void operation_set_row(struct operation *o, int row, const char *text)
{
    if (o->form.row[row].kind == TUI_FORM_FLAG)
        o->form.row[row].is_on = true;
    else
        tui_input_set(&o->form.row[row].input, text);
}

/* A day stands in a form as people write it. */
static void set_typed(struct operation *o, int row, const char *text)
{
    char day[16];
    int y, m, d;
    bool is_iso = o->row[row].field->kind == WORK_DATE && strlen(text) == 10 &&
                  sscanf(text, "%4d-%2d-%2d", &y, &m, &d) == 3;
    if (is_iso)
        snprintf(day, sizeof day, "%02d/%02d/%04d", d, m, y);
    operation_set_row(o, row, is_iso ? day : text);
}

static void add_to_row(struct operation *o, int row, const char *word)
{
    struct buf text;
    buf_init(&text, TUI_INPUT_MAX);
    buf_add_text(&text, o->row[row].text);
    fields_add_word(&text, word);
    operation_set_row(o, row, buf_text(&text));
    buf_free(&text);
}

/* "FILE", "FILE.backup", "…": to be typed by whoever sits there. */
static bool is_placeholder(const char *word)
{
    size_t capitals = 0;
    while (isupper((unsigned char)word[capitals]))
        capitals++;
    return capitals >= 4 || strstr(word, "…");
}

/* How many of the words stand in no option. */
static size_t count_plain(const struct operation *o, char *const *word, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        int row = operation_find_row(o, word[i], 0);
        if (strncmp(word[i], "--", 2) != 0)
            n++;
        else if (row >= 0 && o->row[row].field->kind != WORK_FLAG)
            i++;
    }
    return n;
}

/* Words that are needed behind a list are the last of the line, not the list's. */
static bool ends_list(const struct operation *o, int plain, size_t left)
{
    int row = operation_find_row(o, NULL, plain);
    size_t behind = 0;
    while (row >= 0 && operation_find_row(o, NULL, plain + 1 + (int)behind) >= 0)
        behind++;
    return row >= 0 && work_field_is_list(o->row[row].field) && left <= behind;
}

/* The file that would be written, on the only stick; elsewhere nobody can guess it. */
static void propose(struct operation *o, int row)
{
    char path[PLACES_PATH];
    const char *stick = sticks_only(o->screen.desk);
    work_settle *settle = o->row[row].field->settle;
    if (settle && stick && settle(o->screen.desk->setup.work, stick, path, sizeof path))
        operation_set_row(o, row, path);
}

void operation_settle(struct operation *o)
{
    char path[PLACES_PATH];
    for (int i = 0; i < o->form.rows; i++) {
        work_settle *settle = o->row[i].field->settle;
        if (settle && said_text(o->row[i].text) &&
            settle(o->screen.desk->setup.work, o->row[i].text, path, sizeof path))
            operation_set_row(o, i, path);
    }
    tui_form_judge(&o->form);
}

void operation_fill(struct operation *o, char *const *word, size_t count)
{
    int plain = 0;
    size_t left = count_plain(o, word, count);
    for (size_t i = 0; i < count; i++) {
        bool is_option = strncmp(word[i], "--", 2) == 0;
        plain += !is_option && ends_list(o, plain, left);
        left -= !is_option;
        int row = operation_find_row(o, is_option ? word[i] : NULL, plain);
        if (row < 0)
            continue;
        const struct work_field *f = o->row[row].field;
        bool has_value = is_option && f->kind != WORK_FLAG;
        if (has_value && ++i == count)
            break;
        if (!is_option && !work_field_is_list(f))
            plain++;
        if (is_placeholder(word[i])) {
            propose(o, row);
            continue;
        }
        if (work_field_is_list(f))
            add_to_row(o, row, word[i]);
        else
            set_typed(o, row, word[i]);
    }
    tui_form_judge(&o->form);
}

void operation_take_paths(struct operation *o, const char *const *path, size_t count)
{
    int row = o->form.at;
    for (size_t i = 0; i < count; i++) {
        if (work_field_is_list(o->row[row].field))
            add_to_row(o, row, path[i]);
        else
            operation_set_row(o, row, path[i]);
    }
    tui_form_judge(&o->form);
}
