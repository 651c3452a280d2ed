#include "tools/work/banking.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/bank/check_profiles.h"
#include "tools/bank/sealed.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

enum err_code banking_open(struct work *work, const char *name, struct workspace *w, struct err *e)
{
    if (!workspace_is_name(name))
        return err_set(e, ERR_USAGE, _("%s: a bank's name is 1 to 32 of a-z, 0-9 and -"), name);
    return office_workspace(work, w, e);
}

enum err_code banking_read(struct work *work, const char *name, struct bank_folder *b,
                           struct findings *f, struct err *e)
{
    struct workspace w;
    if (strchr(name, '/'))
        return file_is_folder(name) ? bank_folder_read(name, b, NULL, f, e)
                                    : err_set(e, ERR_USAGE, _("%s: no such folder"), name);
    enum err_code rc = banking_open(work, name, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *path = workspace_path(&w, "banks/%s", name);
    if (!path)
        rc = err_memory(e);
    else if (!file_is_folder(path))
        rc = err_set(e, ERR_USAGE,
                     _("%s: no such bank here; bring it in with: sathachctl bank import"), name);
    else
        rc = bank_folder_read(path, b, NULL, f, e);
    free(path);
    workspace_close(&w);
    return rc;
}

enum err_code banking_check(const struct bank_folder *b, const char *profiles, struct findings *f,
                            struct err *e)
{
    struct check_profiles p;
    char share[4096] = "";
    if (!work_share("questionbanks/profiles", share, sizeof share) && !profiles)
        return err_set(e, ERR_IO,
                       _("the profiles that come with the program are not found beside it; name "
                         "some with --profiles"));
    enum err_code rc = check_profiles_find(b, profiles, share, &p, e);
    if (rc == ERR_OK)
        check_bank(b, &p, f);
    check_profiles_free(&p);
    return rc;
}

enum err_code banking_check_sealed(const struct bank *b, const struct bank_office *key,
                                   const char *path, struct findings *f, struct err *e)
{
    enum err_code rc = sealed_check(b, key, f, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if (f->errors)
        return err_set(e, ERR_FORMAT,
                       _("%s: %zu errors in its sealed questions; nothing is made from it, ask the "
                         "examiner for one sealed anew"),
                       path, f->errors);
    return ERR_OK;
}
