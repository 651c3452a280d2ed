#include "tools/work/fields.h"

#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

/* One word from *from on, written over the copy itself, which it never outgrows. */
static bool take_word(char **from, char **to)
{
    char quote = '\0', *p = *from, *out = *to;
    for (; *p && (quote || *p != ' '); p++) {
        if (quote ? *p == quote : *p == '\'' || *p == '"')
            quote = quote ? '\0' : *p;
        else if (*p == '\\' && p[1] && quote != '\'')
            *out++ = *++p;
        else
            *out++ = *p;
    }
    bool has_more = *p != '\0';
    *out = '\0';
    *from = has_more ? p + 1 : p;
    *to = out + 1;
    return quote == '\0';
}

enum err_code fields_split(const char *text, struct fields_words *out, struct err *e)
{
    char *copy = strdup(text), *from = copy, *to = copy;
    *out = (struct fields_words){.copy = copy};
    if (!copy)
        return err_memory(e);
    enum err_code rc = ERR_OK;
    for (from += strspn(from, " "); rc == ERR_OK && *from; from += strspn(from, " ")) {
        char *word = to;
        if (!take_word(&from, &to))
            rc = err_set(e, ERR_USAGE, "%s", _("a quote has no end"));
        else if (out->count == WORK_LIST_MAX)
            rc = err_set(e, ERR_USAGE, _("more than %d words"), WORK_LIST_MAX);
        else
            out->word[out->count++] = word;
    }
    if (rc != ERR_OK)
        fields_free_words(out);
    return rc;
}

void fields_free_words(struct fields_words *w)
{
    free(w->copy);
    *w = (struct fields_words){0};
}

void fields_add_word(struct buf *text, const char *word)
{
    bool is_plain = word[0] && word[strcspn(word, " '\"\\")] == '\0';
    if (text->len)
        buf_add_text(text, " ");
    if (is_plain) {
        buf_add_text(text, word);
        return;
    }
    buf_add_text(text, "\"");
    for (; *word; word++) {
        if (*word == '"' || *word == '\\')
            buf_add_text(text, "\\");
        buf_add(text, word, 1);
    }
    buf_add_text(text, "\"");
}
