/* sathachctl settings [GROUP.KEY=VALUE]… */
#include "tools/work/settings.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"

#include <stdio.h>

static enum err_code show_json(const struct settings_reply *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->rows; i++) {
        json_open_object(&a.json);
        json_pair(&a.json, "group", r->row[i].group);
        json_pair(&a.json, "key", r->row[i].key);
        json_key(&a.json, "value");
        if (r->row[i].value)
            json_text(&a.json, r->row[i].value);
        else
            json_null(&a.json);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct settings_reply *r = reply;
    char clean[4096];
    (void)request;
    if (came != ERR_OK)
        return ERR_OK;
    if (r->outdated)
        fprintf(stderr, _("made before with other settings; to be made again: %s\n"), r->outdated);
    if (ctl->json)
        return show_json(r, e);
    for (size_t i = 0; i < r->rows; i++)
        if (r->row[i].value)
            printf("%s.%s=%s\n", r->row[i].group, r->row[i].key,
                   text_clean(r->row[i].value, clean, sizeof clean));
    if (r->is_written)
        fprintf(stderr, "%s\n", _("office.ini was written"));
    return ERR_OK;
}

enum err_code cmd_settings(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &settings_op, argc, argv, show, e);
}
