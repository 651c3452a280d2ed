#include "tools/cmd/banking.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/check.h"

#include <stdlib.h>
#include <string.h>

enum err_code banking_open(const struct ctl *ctl, const char *name, struct workspace *w, struct err *e)
{
    if (!workspace_is_name(name))
        return err_set(e, ERR_USAGE, _("%s: a bank's name is 1 to 32 of a-z, 0-9 and -"), name);
    return workspace_open(ctl, w, e);
}

enum err_code banking_read(const struct ctl *ctl, const char *name, struct bank_folder *b, struct findings *f, struct err *e)
{
    struct workspace w;
    if (strchr(name, '/'))
        return file_is_folder(name) ? bank_folder_read(name, b, NULL, f, e) : err_set(e, ERR_USAGE, _("%s: no such folder"), name);
    enum err_code rc = banking_open(ctl, name, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *path = workspace_path(&w, "banks/%s", name);
    if (!path)
        rc = err_set(e, ERR_LIMIT, _("out of memory"));
    else if (!file_is_folder(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such bank here; bring it in with: sathachctl bank import"), name);
    else
        rc = bank_folder_read(path, b, NULL, f, e);
    free(path);
    workspace_close(&w);
    return rc;
}

enum err_code banking_check(const struct bank_folder *b, const char *profiles, struct findings *f, struct err *e)
{
    struct check_profiles p;
    char share[4096];
    if (!profiles && ctl_share("questionbanks/profiles", share, sizeof share))
        profiles = share;
    enum err_code rc = check_profiles_read(profiles ? profiles : "", &p, e);
    if (rc == ERR_OK)
        check_bank(b, &p, f);
    check_profiles_free(&p);
    return rc;
}

void banking_json_findings(struct json *j, const struct findings *f)
{
    json_key(j, "findings");
    json_open_array(j);
    for (size_t i = 0; i < f->count; i++) {
        json_open_object(j);
        json_pair(j, "kind", f->item[i].kind == FINDINGS_ERROR ? "error" : "warning");
        json_pair(j, "file", f->item[i].file);
        json_key(j, "page");
        json_uint(j, f->item[i].page);
        json_key(j, "line");
        json_uint(j, f->item[i].line);
        json_pair(j, "number", f->item[i].number);
        json_pair(j, "text", f->item[i].text);
        json_close(j);
    }
    json_close(j);
}
