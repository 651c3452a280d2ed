/* sathachctl backup FILE · restore FILE: a whole workspace in one file, and back into an empty folder. */
#include "app/core/i18n.h"
#include "tools/cmd/desk.h"
#include "tools/cmd/options.h"
#include "tools/office/archive.h"
#include "tools/office/register.h"

#include <stdio.h>

enum err_code cmd_backup(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    size_t files = 0;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = archive_write(&w, argv[0], &files, e);
    if (rc == ERR_OK)
        printf(ctl->json ? "{\"file\": \"%s\", \"files\": %zu}\n" : _("%s: %zu files\n"), argv[0], files);
    workspace_close(&w);
    return rc;
}

/* The register of the restored workspace, when the office's key is at hand. */
static enum err_code rebuild(struct ctl *ctl, struct err *e)
{
    struct desk d;
    enum err_code rc = desk_open(ctl, DESK_WRITES, &d, e);
    if (rc != ERR_OK)
        return rc;
    rc = register_rebuild(&d.workspace, d.office, NULL, e);
    desk_close(&d);
    return rc;
}

enum err_code cmd_restore(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    size_t files = 0;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK && !ctl->folder)
        rc = err_set(e, ERR_USAGE, _("-C says into which folder"));
    if (rc == ERR_OK)
        rc = archive_read(argv[0], ctl->folder, &files, e);
    if (rc == ERR_OK)
        rc = rebuild(ctl, e);
    if (rc == ERR_OK)
        printf(ctl->json ? "{\"folder\": \"%s\", \"files\": %zu}\n" : _("%s: %zu files, and the register made again\n"), ctl->folder, files);
    return rc;
}
