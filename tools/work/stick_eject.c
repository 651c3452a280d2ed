#include "tools/work/stick_eject.h"

#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

enum { USER_MAX = 256 };

static bool is_stick(const struct machine *m, const char *folder)
{
    char path[STICKS_MAX][STICKS_PATH];
    size_t n = machine_sticks(m, path);
    for (size_t i = 0; i < n; i++)
        if (strcmp(path[i], folder) == 0)
            return true;
    return false;
}

/* Everything that was written lies on it; a fault that its disk told meanwhile is told here. */
static enum err_code sync_all(const char *folder, struct err *e)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_set_errno(e, errno, _("%s: cannot be opened"), folder);
    int failed = syncfs(fd) == 0 ? 0 : errno;
    close(fd);
    return failed ? err_set_errno(e, failed,
                                  _("%s: not all that was written came onto it: copy it again, to "
                                    "another stick"),
                                  folder)
                  : ERR_OK;
}

/* Who may unmount needs no other program. */
static enum err_code unmount(struct work *work, const char *folder, struct err *e)
{
    const struct machine *m = machine_of(work);
    char device[STICKS_PATH];
    if (!sticks_device_of(m->mounts, folder, device))
        return err_set(e, ERR_USAGE, _("%s: no stick is mounted there"), folder);
    if (access(m->udisks, X_OK) == 0)
        return machine_udisks(work, "unmount", device, e);
    if (umount2(folder, UMOUNT_NOFOLLOW) == 0)
        return ERR_OK;
    if (errno == EPERM || errno == EACCES)
        return machine_udisks(work, "unmount", device, e); /* which says that it is missing */
    return err_set_errno(e, errno, _("%s: cannot be unmounted"), folder);
}

static enum err_code tell_why(const struct machine *m, const char *folder, struct err *e)
{
    char user[USER_MAX];
    if (machine_find_user(m, folder, user, sizeof user))
        return err_set(e, ERR_BUSY, _("%s is still in use by %s: close that, then try again"),
                       folder, user);
    return err_prefix(e, folder);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct stick_eject_request *q = request;
    struct stick_eject_reply *r = reply;
    const struct machine *m = machine_of(work);
    if (!q->folder || !is_stick(m, q->folder))
        return err_set(e, ERR_USAGE, _("%s: no stick is mounted there"),
                       q->folder ? q->folder : "");
    enum err_code rc = work_point(work, e);
    if (rc == ERR_OK) {
        work_tell_progress(work, _("Do not pull it: writing."), 0, 0, 0);
        rc = sync_all(q->folder, e);
    }
    if (rc == ERR_OK && unmount(work, q->folder, e) != ERR_OK)
        rc = tell_why(m, q->folder, e);
    r->may_be_pulled = rc == ERR_OK;
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct stick_eject_reply *r = reply;
    (void)request;
    if (r->may_be_pulled)
        buf_printf(out, "%s\n", _("The stick may be pulled."));
}

static enum err_code choose(struct work *work, const void *request, struct work_choices *out,
                            struct err *e)
{
    (void)request;
    char path[STICKS_MAX][STICKS_PATH];
    size_t n = machine_sticks(machine_of(work), path);
    enum err_code rc = ERR_OK;
    *out = (struct work_choices){0};
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        rc = fields_add_choice(out, path[i], "", e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}

static const struct work_field FIELDS[] = {{.value = "DIR",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_FOLDER,
                                            .at = offsetof(struct stick_eject_request, folder),
                                            .label = N_("Stick"),
                                            .choose = choose},
                                           {0}};

const struct work_op stick_eject_op = {
    .name = "stick",
    .sub = "eject",
    .words = "DIR",
    .help = N_("Brings everything written onto a stick and unmounts it, so that it may be pulled."),
    .field = FIELDS,
    .request = sizeof(struct stick_eject_request),
    .reply = sizeof(struct stick_eject_reply),
    .use = WORK_LOOKS,
    .run = run,
    .say = say};
