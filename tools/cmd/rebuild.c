/* sathachctl rebuild: register.db made again from the files. */
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/register.h"

#include <stdio.h>

enum err_code cmd_rebuild(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    struct keys_secret *office = NULL;
    size_t sessions = 0;
    int lock = -1;
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = register_rebuild(&w, office, &sessions, e);
    if (rc == ERR_OK)
        printf(ctl->json ? "{\"sessions\": %zu}\n" : _("The register was made again from %zu sessions.\n"), sessions);
    keys_free(office);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}
