/* sathachctl rebuild: register.db made again from the files. */
#include "app/core/i18n.h"
#include "tools/cmd/desk.h"
#include "tools/cmd/options.h"
#include "tools/office/register.h"

#include <stdio.h>

enum err_code cmd_rebuild(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct desk d;
    size_t sessions = 0;
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK)
        rc = desk_open(ctl, DESK_WRITES, &d, e);
    if (rc != ERR_OK)
        return rc;
    rc = register_rebuild(&d.workspace, d.office, &sessions, e);
    if (rc == ERR_OK)
        printf(ctl->json ? "{\"sessions\": %zu}\n" : _("The register was made again from %zu sessions.\n"), sessions);
    desk_close(&d);
    return rc;
}
