#include "tools/work/settings_look.h"

#include "app/core/file.h"
#include "tools/office/witnessed.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The last backup, or the restoring behind which there is none: an office that came out of a backup
 * holds no line of that one. */
static void tell_backup(const struct log *l, struct settings_look_reply *r)
{
    for (size_t i = l->lines; i > 0 && !r->backup[0] && !r->restored[0]; i--) {
        const struct log_line *x = &l->line[i - 1];
        if (x->kind == LOG_BACKUP)
            snprintf(r->backup, sizeof r->backup, "%s", x->time);
        else if (x->kind == LOG_RESTORE)
            snprintf(r->restored, sizeof r->restored, "%s", x->time);
    }
}

static void tell_log(const struct office *o, struct settings_look_reply *r)
{
    struct witnessed w = {0};
    struct err why = {0};
    r->lines = o->log.lines;
    note_code_text(&o->log.mark, r->code);
    tell_backup(&o->log, r);
    if (witnessed_open(&o->workspace, &w, &why) != ERR_OK)
        snprintf(r->unwitnessed, sizeof r->unwitnessed, "%s", why.text);
    else if (witnessed_last(&w))
        r->witnessed = witnessed_last(&w)->size;
    witnessed_free(&w);
}

/* The file that a broken setting stands in must be found, too. */
static void tell_file(const struct work *work, struct settings_look_reply *r)
{
    char *folder = work->folder ? strdup(work->folder) : file_find_above("office.ini");
    if (folder)
        snprintf(r->file, sizeof r->file, "%s/office.ini", folder);
    free(folder);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct settings_look_reply *r = reply;
    struct key_show_reply keys = {0};
    struct key_show_request nothing = {0};
    struct office o = {.lock = -1};
    struct err why = {0};
    (void)request;
    (void)e;
    tell_file(work, r);
    if (key_show_op.run(work, &nothing, &keys, &why) == ERR_OK)
        for (; r->keys < keys.count; r->keys++)
            r->key[r->keys] = keys.key[r->keys];
    if (office_open_log(work, OFFICE_LOOK, &o, &why) == ERR_OK)
        tell_log(&o, r);
    else
        snprintf(r->why, sizeof r->why, "%s", why.text);
    office_close(&o);
    return ERR_OK;
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op settings_look_op = {.name = "settings",
                                         .words = "",
                                         .help = "",
                                         .field = FIELDS,
                                         .request = sizeof(struct settings_look_request),
                                         .reply = sizeof(struct settings_look_reply),
                                         .use = WORK_LOOKS,
                                         .run = run};
