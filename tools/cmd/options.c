#include "tools/cmd/options.h"

#include "app/core/i18n.h"
#include "tools/work/line.h"

#include <stdio.h>
#include <string.h>

static const char MANY[] = "...";

/* Length of an option's name as it is typed. */
static size_t name_length(const struct option_spec *o)
{
    const char *many = strstr(o->name, MANY);
    return many ? (size_t)(many - o->name) : strlen(o->name);
}

/* The option that a word names; *value: what stands behind its =, or NULL. */
static const struct option_spec *find(const struct option_spec *spec, const char *word,
                                      const char **value)
{
    const char *eq = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
    size_t len = eq ? (size_t)(eq - word) : strlen(word);
    *value = eq ? eq + 1 : NULL;
    for (; spec->name; spec++)
        if (name_length(spec) == len && strncmp(spec->name, word, len) == 0)
            return spec;
    return NULL;
}

static enum err_code refuse(const struct option_spec *spec, const char *word, struct err *e)
{
    char accepted[256] = "";
    size_t at = 0;
    for (; spec->name && at < sizeof accepted; spec++)
        at += (size_t)snprintf(accepted + at, sizeof accepted - at, " %.*s", (int)name_length(spec),
                               spec->name);
    if (!accepted[0])
        return err_set(e, ERR_USAGE, _("%s: no such option here; this command has none of its own"),
                       word);
    return err_set(e, ERR_USAGE, _("%s: no such option here; there are:%s"), word, accepted);
}

/* Keeps one value. The same option twice is no choice to make here, but where the command wants a
 * list. */
static enum err_code keep(const struct option_spec *o, const char *value, struct err *e)
{
    const char **place = o->value;
    size_t max = strstr(o->name, MANY) ? OPTIONS_LIST_MAX : 1, n = 0;
    while (n < max && place[n])
        n++;
    if (n == max && max == 1)
        return err_set(e, ERR_USAGE, _("%s stands twice on the line: \"%s\" and \"%s\""), o->name,
                       place[0], value);
    if (n == max)
        return err_set(e, ERR_USAGE, _("%s stands more than %d times on the line"), o->name,
                       OPTIONS_LIST_MAX);
    place[n] = value;
    return ERR_OK;
}

/* Takes the option at argv[*at], and the word behind it where that is its value. */
static enum err_code take(const struct option_spec *spec, int argc, char **argv, int *at,
                          struct err *e)
{
    const char *word = argv[*at], *value;
    const struct option_spec *o = find(spec, word, &value);
    if (!o)
        return refuse(spec, word, e);
    if (o->flag && value)
        return err_set(e, ERR_USAGE, _("%s takes no value, but there is \"%s\""), o->name, value);
    if (o->flag) {
        *o->flag = true;
        return ERR_OK;
    }
    if (!value && *at + 1 >= argc)
        return err_set(e, ERR_USAGE, _("%s wants a value"), word);
    return keep(o, value ? value : argv[++*at], e);
}

enum err_code options_take(int *argc, char **argv, const struct option_spec *spec, int min, int max,
                           struct err *e)
{
    int kept = 0;
    bool is_over = false; /* behind "--" all are words */
    for (int i = 0; i < *argc; i++) {
        if (is_over || argv[i][0] != '-' || argv[i][1] == '\0')
            argv[kept++] = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            is_over = true;
        else if (take(spec, *argc, argv, &i, e) != ERR_OK)
            return ERR_USAGE;
    }
    argv[kept] = NULL;
    *argc = kept;
    if (kept < min)
        return err_set(e, ERR_USAGE, _("something is missing"));
    if (max >= 0 && kept > max)
        return err_set(e, ERR_USAGE, _("%s: one word too many"), argv[max]);
    return ERR_OK;
}

/* ---- of an operation ---- */

enum { NAME_ROOM = 40 };

static void bind_options(const struct work_op *op, char *request, struct option_spec *spec,
                         char (*name)[NAME_ROOM])
{
    size_t n = 0;
    for (const struct work_field *f = op->field; !work_field_is_end(f) && n < OPTIONS_FIELDS; f++) {
        if (!f->option)
            continue;
        snprintf(name[n], NAME_ROOM, "%s%s", f->option, work_field_is_list(f) ? MANY : "");
        spec[n].name = name[n];
        if (f->kind == WORK_FLAG)
            spec[n++].flag = (bool *)(request + f->at);
        else
            spec[n++].value = (const char **)(request + f->at);
    }
}

/* Words of a list end where those that stand behind it begin. */
static int words_behind(const struct work_field *f)
{
    int n = 0;
    for (f++; !work_field_is_end(f); f++)
        n += !f->option && !work_field_is_list(f);
    return n;
}

static void bind_words(const struct work_op *op, char *request, int argc, char **argv)
{
    int at = 0;
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
        if (f->option)
            continue;
        if (work_field_is_list(f)) {
            int n = argc - at - words_behind(f);
            *(struct work_words *)(request + f->at) = (struct work_words){argv + at, (size_t)n};
            at += n;
        } else if (at < argc)
            *(const char **)(request + f->at) = argv[at++];
    }
}

enum err_code options_request(const struct work_op *op, int *argc, char **argv, void *request,
                              struct err *e)
{
    struct option_spec spec[OPTIONS_FIELDS + 1] = {{0}};
    char name[OPTIONS_FIELDS][NAME_ROOM];
    int min = 0, max = 0;
    bool is_open = false; /* any number of words */
    for (const struct work_field *f = op->field; !work_field_is_end(f); f++) {
        if (f->option)
            continue;
        min += f->need == WORK_NEEDED || f->need == WORK_REPEATED_NEEDED;
        max += work_field_is_list(f) ? (int)f->most : 1;
        is_open |= work_field_is_list(f) && f->most == 0;
    }
    memset(request, 0, op->request);
    bind_options(op, request, spec, name);
    enum err_code rc = options_take(argc, argv, spec, min, is_open ? -1 : max, e);
    if (rc == ERR_OK) {
        line_unsaid(op, request);
        bind_words(op, request, *argc, argv);
    }
    return rc;
}
