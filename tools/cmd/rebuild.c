/* sathachctl rebuild: register.db made again from the files. */
#include "app/core/i18n.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/office/register.h"

#include <stdio.h>

static enum err_code show(const struct ctl *ctl, const struct register_rebuilding *b, struct err *e)
{
    struct ctl_answer a;
    if (!ctl->json) {
        printf(_("The register was made again from %zu sessions.\n"), b->whole);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair_uint(&a.json, "sessions", b->whole);
    json_pair_uint(&a.json, "left_out", b->broken);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_rebuild(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct office o;
    struct register_rebuilding b = {.tell = work_tell_line, .context = &ctl->work};
    enum err_code rc = options_take(&argc, argv, spec, 0, 0, e);
    if (rc == ERR_OK)
        rc = office_open(&ctl->work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = register_rebuild(&o.workspace, o.key, &b, e);
    if (rc == ERR_OK)
        rc = show(ctl, &b, e);
    if (rc == ERR_OK && b.broken)
        rc = err_set(e, ERR_POLICY, _("%zu sessions are not whole and were left out"), b.broken);
    office_close(&o);
    return rc;
}
