#include "tools/work/profiles.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/profile_ini.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

enum err_code profiles_read(const char *path, struct profile *out, struct err *e)
{
    return profile_ini_read(path, out, e);
}

enum err_code profiles_add(struct profiles_list *list, const char *path, size_t *at, struct err *e)
{
    struct profile p;
    char from[PROFILE_INI_DAY];
    enum err_code rc = profile_ini_read_dated(path, &p, from, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->item[i].path, path) == 0) {
            list->item[i].profile = p;
            memcpy(list->item[i].from, from, sizeof from);
            *at = i;
            return ERR_OK;
        }
    struct profiles_item *grown = realloc(list->item, (list->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    list->item = grown;
    char *copy = strdup(path);
    if (!copy)
        return err_memory(e);
    *at = list->count;
    grown[list->count] = (struct profiles_item){.path = copy, .profile = p};
    memcpy(grown[list->count++].from, from, sizeof from);
    return ERR_OK;
}

enum err_code profiles_find(struct work *work, struct profiles_list *out, struct err *e)
{
    struct work_choices choices = {0};
    struct err ignored = {0};
    size_t at;
    *out = (struct profiles_list){0};
    enum err_code rc = fields_profiles(work, NULL, &choices, e);
    for (size_t i = 0; rc == ERR_OK && i < choices.count; i++)
        if (profiles_add(out, choices.item[i].word, &at, &ignored) == ERR_LIMIT)
            rc = err_memory(e);
    fields_free_choices(&choices);
    if (rc != ERR_OK)
        profiles_free(out);
    return rc;
}

void profiles_free(struct profiles_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i].path);
    free(list->item);
    *list = (struct profiles_list){0};
}

bool profiles_in_force(const struct profiles_list *list, const char *day, size_t *at)
{
    const char *last = "";
    for (size_t i = 0; i < list->count; i++) {
        const char *from = list->item[i].from;
        if (!from[0] || strcmp(from, day) > 0 || strcmp(from, last) <= 0)
            continue;
        last = from;
        *at = i;
    }
    return last[0] != '\0';
}

/* ---- as words ---- */

static unsigned points_of_part(const struct profile_part *p)
{
    return profile_part_questions(p) * p->points;
}

static unsigned points_of(const struct profile_variant *v)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < v->parts; i++)
        sum += points_of_part(&v->part[i]);
    return sum;
}

static void say_part(const struct profile_part *p, bool is_english, struct buf *out)
{
    const char *title = is_english ? p->title_en : p->title_vi;
    unsigned n = profile_part_questions(p);
    buf_printf(out, P_("%s: %u question", "%s: %u questions", n), title, n);
    if (p->points != 1)
        buf_printf(out, P_(", %u point each", ", %u points each", p->points), p->points);
    if (p->pass)
        buf_printf(out, _(", at least %u of %u points"), p->pass, points_of_part(p));
    buf_add_text(out, ".\n");
}

static void say_variant(const struct profile_variant *v, bool is_english, struct buf *out)
{
    buf_printf(out, _("%u questions in %u minutes; passed from %u of %u points.\n"),
               profile_variant_questions(v), v->minutes, v->pass, points_of(v));
    for (unsigned i = 0; i < v->parts; i++)
        say_part(&v->part[i], is_english, out);
}

void profiles_say(const struct profile *p, bool is_english, struct buf *out)
{
    say_variant(&p->standard, is_english, out);
    buf_printf(out, "%s\n",
               p->shuffle_options ? _("The options of a question stand in another order in each "
                                      "paper.")
                                  : _("The options of a question are not shuffled."));
    if (!p->exempt.parts) {
        buf_printf(out, "%s\n", _("These rules know no exemption from the professional part."));
        return;
    }
    buf_printf(out, "%s ", _("Who is exempt from the professional part:"));
    say_variant(&p->exempt, is_english, out);
}

void profiles_tell_name(const struct profile *p, const char *path, bool is_english,
                        char out[PROFILES_NAME])
{
    const char *title = is_english ? p->title_en : p->title_vi, *file = file_base(path);
    size_t n = strlen(p->id);
    bool is_own = strncmp(file, p->id, n) != 0 || strcmp(file + n, ".ini") != 0;
    snprintf(out, PROFILES_NAME, "%s (%s%s%.255s)", title[0] ? title : p->title_vi, p->id,
             is_own ? " · " : "", is_own ? file : "");
}

void profiles_say_short(const struct profile *p, char *out, size_t room)
{
    snprintf(out, room, _("%u questions, %u minutes, from %u"),
             profile_variant_questions(&p->standard), p->standard.minutes, p->standard.pass);
}
