#include "tools/work/stick_mount.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

static bool is_waiting(const struct machine *m, const char *device)
{
    char name[STICKS_MAX][STICKS_NAME];
    size_t n = sticks_find_waiting(m->mounts, m->blocks, name);
    for (size_t i = 0; i < n; i++)
        if (strcmp(name[i], device) == 0)
            return true;
    return false;
}

static enum err_code mount_it(struct work *work, const char *name, struct stick_mount_reply *r,
                              struct err *e)
{
    const struct machine *m = machine_of(work);
    char device[STICKS_NAME + 8];
    snprintf(device, sizeof device, "/dev/%s", name);
    if (!is_waiting(m, name))
        return err_set(e, ERR_USAGE, _("%s: no stick of this name is plugged in"), device);
    enum err_code rc = machine_udisks(work, "mount", device, e);
    if (rc != ERR_OK)
        return err_prefix(e, device);
    return sticks_place_of(m->mounts, name, r->path)
               ? ERR_OK
               : err_set(e, ERR_IO, _("%s: it is not mounted; was the stick pulled?"), device);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct stick_mount_request *q = request;
    struct stick_mount_reply *r = reply;
    const char *name = q->device ? file_base(q->device) : "";
    if (!name[0] || strlen(name) >= STICKS_NAME)
        return err_set(e, ERR_USAGE, _("which stick: its device, as in /dev/sdc1"));
    return sticks_place_of(machine_of(work)->mounts, name, r->path) ? ERR_OK
                                                                    : mount_it(work, name, r, e);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct stick_mount_reply *r = reply;
    (void)request;
    if (r->path[0])
        buf_printf(out, _("Mounted: %s\n"), r->path);
}

static enum err_code choose(struct work *work, const void *request, struct work_choices *out,
                            struct err *e)
{
    (void)request;
    const struct machine *m = machine_of(work);
    char name[STICKS_MAX][STICKS_NAME];
    size_t n = sticks_find_waiting(m->mounts, m->blocks, name);
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        rc = fields_add_choice(out, name[i], _("plugged in, not mounted"), e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}

static const struct work_field FIELDS[] = {{.value = "DEVICE",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_WORD,
                                            .at = offsetof(struct stick_mount_request, device),
                                            .label = N_("Stick"),
                                            .choose = choose},
                                           {0}};

const struct work_op stick_mount_op = {
    .name = "stick",
    .sub = "mount",
    .words = "DEVICE",
    .help = N_("Mounts a stick that is plugged in and not mounted; nothing is written onto it."),
    .field = FIELDS,
    .request = sizeof(struct stick_mount_request),
    .reply = sizeof(struct stick_mount_reply),
    .use = WORK_LOOKS,
    .run = run,
    .say = say};
