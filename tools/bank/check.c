#include "tools/bank/check.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/profile_ini.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

void check_profiles_free(struct check_profiles *p)
{
    free(p->profile);
    *p = (struct check_profiles){0};
}

static int is_ini(const struct dirent *d)
{
    size_t n = strlen(d->d_name);
    return n > 4 && strcmp(d->d_name + n - 4, ".ini") == 0;
}

enum err_code check_profiles_read(const char *folder, struct check_profiles *out, struct err *e)
{
    struct dirent **list = NULL;
    enum err_code rc = ERR_OK;
    *out = (struct check_profiles){0};
    int n = scandir(folder, &list, is_ini, alphasort);
    for (int i = 0; i < n; i++) {
        char *path = rc == ERR_OK ? file_join(folder, list[i]->d_name) : NULL;
        struct profile *grown = path && out->count < CHECK_PROFILES_MAX ? realloc(out->profile, (out->count + 1) * sizeof *grown) : NULL;
        if (grown) {
            out->profile = grown;
            rc = profile_ini_read(path, &grown[out->count], e);
            out->count += rc == ERR_OK;
        }
        free(path);
        free(list[i]);
    }
    free(list);
    if (rc != ERR_OK)
        check_profiles_free(out);
    return rc;
}

static void check_rows(const struct bank_folder *b, struct findings *f)
{
    for (size_t i = 0; i < b->rows; i++) {
        const struct bank_row *r = &b->row[i], *first = &b->row[b->first[r->question]];
        struct findings_place at = bank_folder_place(b, r);
        if (r->conflict)
            findings_add_at(f, FINDINGS_ERROR, &at, _("the same question has the answer %c here and %c at %s:%zu"), 'A' + r->answer, 'A' + first->answer,
                            b->file[first->file], first->line);
        else if (r->repeated)
            findings_add_at(f, FINDINGS_WARNING, &at, _("the same question stands in this pool already; counted once"));
    }
}

void check_bank(const struct bank_folder *b, const struct check_profiles *profiles, struct findings *f)
{
    bool shuffled = false;
    for (size_t i = 0; i < profiles->count; i++)
        shuffled = shuffled || profiles->profile[i].shuffle_options;
    check_rows(b, f);
    check_texts(b, shuffled, f);
    check_spelling(b, f);
    check_alike(b, f);
    check_pools(b, profiles, f);
}
