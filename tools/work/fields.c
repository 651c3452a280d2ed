#include "tools/work/fields.h"

#include "app/core/i18n.h"
#include "tools/office/hours.h"
#include "tools/office/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *fields_label(const struct work_field *f)
{
    if (f->label)
        return _(f->label);
    return f->option ? f->option : f->value;
}

/* True when what stands in it is a bank's name, or a session's. */
static bool is_subject(const struct work_field *f, work_choose *choose)
{
    bool is_bank = choose == fields_banks;
    return f->choose == choose || (f->kind == WORK_NAME && f->label &&
                                   strcmp(f->label, is_bank ? "Bank" : "Session") == 0);
}

void fields_subject(const struct work_op *op, const void *request, char *out, size_t room)
{
    static work_choose *const CHOOSE[] = {fields_banks, fields_sessions};
    out[0] = '\0';
    for (size_t i = 0; i < sizeof CHOOSE / sizeof CHOOSE[0]; i++)
        for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
            const char *name = NULL;
            if (!is_subject(f, CHOOSE[i]) || f->kind == WORK_FLAG)
                continue;
            if (!work_field_is_list(f))
                memcpy(&name, (const char *)request + f->at, sizeof name);
            if (name && name[0]) {
                snprintf(out, room, "%s %s", fields_label(f), name);
                return;
            }
        }
}

/* The field whose option stands there; NULL for none. */
static const struct work_field *option_at(const struct work_op *op, const char *text)
{
    static const char OF_A_WORD[] = "abcdefghijklmnopqrstuvwxyz-";
    if (strncmp(text, "--", 2) != 0)
        return NULL;
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++)
        if (f->option && f->label && strspn(text, OF_A_WORD) == strlen(f->option) &&
            strncmp(text, f->option, strlen(f->option)) == 0)
            return f;
    return NULL;
}

void fields_say_labels(const struct work_op *op, const char *text, struct buf *out)
{
    const char *command = strstr(text, "sathachctl");
    while (*text) {
        const struct work_field *f = !command || text < command ? option_at(op, text) : NULL;
        if (f)
            buf_printf(out, "“%s”", fields_label(f));
        else
            buf_printf(out, "%c", *text);
        text += f ? strlen(f->option) : 1;
    }
}

/* ---- what may stand ---- */

static enum work_state check_name(const char *text, char said[FIELDS_SAID])
{
    if (workspace_is_name(text))
        return WORK_RIGHT;
    snprintf(said, FIELDS_SAID, "%s", _("1 to 32 of a-z, 0-9 and -, none of them capital"));
    return WORK_WRONG;
}

static enum work_state check_number(const char *text, char said[FIELDS_SAID])
{
    if (text[strspn(text, "0123456789")] == '\0')
        return WORK_RIGHT;
    snprintf(said, FIELDS_SAID, "%s", _("a whole number"));
    return WORK_WRONG;
}

static enum work_state check_date(const char *text, char said[FIELDS_SAID])
{
    int64_t day;
    struct err e = {0};
    if (hours_parse_day("", text, &day, &e) == ERR_OK)
        return WORK_RIGHT;
    snprintf(said, FIELDS_SAID, "%s", _("a day like 05/12/2026"));
    return text[strspn(text, "0123456789/-")] == '\0' && strlen(text) < 10 ? WORK_OPEN : WORK_WRONG;
}

static enum work_state check_time(const char *text, char said[FIELDS_SAID])
{
    int64_t from, to;
    struct err e = {0};
    if (hours_parse_window("2026-12-05", text, NULL, &from, &to, &e) == ERR_OK)
        return WORK_RIGHT;
    snprintf(said, FIELDS_SAID, "%s", _("a time like 07:30"));
    return text[strspn(text, "0123456789:h")] == '\0' && strlen(text) < 5 ? WORK_OPEN : WORK_WRONG;
}

/* One of the words that its value names, or several with commas where it says so ("[,…]"). */
static bool is_one_of(const char *value, const char *text, size_t len)
{
    for (const char *p = value; *p; p += strcspn(p, "|"), p += *p == '|')
        if (strcspn(p, "|[") == len && strncmp(p, text, len) == 0)
            return true;
    return false;
}

static enum work_state check_choice(const struct work_field *f, const char *text,
                                    char said[FIELDS_SAID])
{
    if (!strchr(f->value, '|'))
        return WORK_RIGHT;
    for (const char *p = text; *p; p += *p == ',') {
        size_t len = strcspn(p, ",");
        if (!is_one_of(f->value, p, len)) {
            snprintf(said, FIELDS_SAID, "%s", f->value);
            return WORK_WRONG;
        }
        p += len;
    }
    return WORK_RIGHT;
}

static enum work_state check_kind(const struct work_field *f, const char *text,
                                  char said[FIELDS_SAID])
{
    switch (f->kind) {
    case WORK_NAME: return check_name(text, said);
    case WORK_NUMBER: return check_number(text, said);
    case WORK_DATE: return check_date(text, said);
    case WORK_TIME: return check_time(text, said);
    case WORK_CHOICE: return check_choice(f, text, said);
    case WORK_WORD:
    case WORK_TEXT:
    case WORK_FILE:
    case WORK_FOLDER:
    case WORK_FLAG: break;
    }
    return WORK_RIGHT;
}

static enum work_state check_one(const struct work_field *f, const char *text,
                                 char said[FIELDS_SAID])
{
    enum work_state state = check_kind(f, text, said);
    return state == WORK_RIGHT && f->check ? f->check(text, said, FIELDS_SAID) : state;
}

enum work_state fields_check(const struct work_field *f, const char *text, char said[FIELDS_SAID])
{
    bool is_needed = f->need == WORK_NEEDED || f->need == WORK_REPEATED_NEEDED;
    struct fields_words words;
    struct err e = {0};
    enum work_state state = WORK_RIGHT;
    said[0] = '\0';
    if (!text[strspn(text, " ")]) {
        if (is_needed)
            snprintf(said, FIELDS_SAID, "%s", _("is needed"));
        return is_needed ? WORK_OPEN : WORK_RIGHT;
    }
    if (!work_field_is_list(f))
        return check_one(f, text, said);
    if (fields_split(text, &words, &e) != ERR_OK) {
        snprintf(said, FIELDS_SAID, "%s", e.text);
        return WORK_WRONG;
    }
    for (size_t i = 0; state == WORK_RIGHT && i < words.count; i++)
        state = check_one(f, words.word[i], said);
    fields_free_words(&words);
    return state;
}

/* ---- a request ---- */

void fields_put(const struct work_field *f, void *request, const char *text,
                struct fields_words *words)
{
    char *place = (char *)request + f->at;
    if (f->kind == WORK_FLAG)
        *(bool *)place = text != NULL;
    else if (!work_field_is_list(f))
        *(const char **)place = text;
    else if (!f->option)
        *(struct work_words *)place = (struct work_words){words->word, words->count};
    else
        for (size_t i = 0; i <= words->count; i++)
            ((const char **)place)[i] = words->word[i];
}
