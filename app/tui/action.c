#include "app/tui/action.h"

#include "app/core/text.h"

#include <string.h>
#include <strings.h>

/* The place of a character among an action's letters; -1 for none. */
static int letter_of(const struct tui_action *a, uint32_t cp)
{
    uint32_t plain = a->is_choice ? (unsigned char)text_plain_letter(cp) : 0;
    uint32_t capital = cp >= 'a' && cp <= 'z' ? cp - 'a' + 'A' : cp;
    for (int i = 0; a->letters[i]; i++) {
        uint32_t letter = (unsigned char)a->letters[i];
        if (letter == capital || letter == plain)
            return i;
    }
    return -1;
}

static bool is_key(const struct tui_action *a, const struct keypress *key, unsigned *arg)
{
    *arg = 0;
    if (key->kind == KEYPRESS_CTRL)
        return a->ctrl && key->cp == (unsigned char)a->ctrl;
    if (key->kind != KEYPRESS_CHAR)
        return a->kind == key->kind;
    int i = letter_of(a, key->cp);
    if (i > 0 && a->is_choice)
        *arg = (unsigned)i;
    return i >= 0;
}

int tui_action_of_key(const struct tui_actions *table, const struct keypress *key, uint64_t where,
                      bool takes_text, unsigned *arg)
{
    bool is_text = key->kind == KEYPRESS_CHAR && takes_text;
    for (int id = 1; id < table->count && !is_text; id++)
        if (table->row[id].where & where && is_key(&table->row[id], key, arg))
            return id;
    *arg = 0;
    return 0;
}

/* A single letter may have marks; a word is written as it is. */
static bool is_word(const char *line, const char *word, size_t len)
{
    uint32_t cp;
    size_t n = line[0] ? utf8_decode(line, strlen(line), &cp) : 0;
    if (len == 1 && n && !line[n] && text_plain_letter(cp))
        return text_plain_letter(cp) == text_plain_letter((unsigned char)*word);
    return strlen(line) == len && strncasecmp(line, word, len) == 0;
}

/* The place of a line among an action's words; -1 for none. */
static int word_of(const struct tui_action *a, const char *line)
{
    const char *word = a->word;
    for (int i = 0; *word; i++) {
        size_t len = strcspn(word, " ");
        if (is_word(line, word, len))
            return i;
        word += len + (word[len] == ' ');
    }
    return -1;
}

int tui_action_of_word(const struct tui_actions *table, const char *line, uint64_t where,
                       unsigned *arg)
{
    *arg = 0;
    for (int id = 1; id < table->count; id++) {
        int i = table->row[id].spoken_where & where ? word_of(&table->row[id], line) : -1;
        if (i < 0)
            continue;
        *arg = (unsigned)i;
        return id;
    }
    return 0;
}

bool tui_action_key(const struct tui_action *a, struct keypress *key)
{
    if (a->kind != KEYPRESS_CHAR)
        *key = (struct keypress){.kind = a->kind};
    else if (a->letters[0] && !a->is_choice)
        *key = (struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)a->letters[0]};
    else if (a->ctrl)
        *key = (struct keypress){.kind = KEYPRESS_CTRL, .cp = (unsigned char)a->ctrl};
    else
        return false;
    return true;
}
