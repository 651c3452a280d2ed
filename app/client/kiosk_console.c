#include "app/client/kiosk_console.h"

#include <sys/ioctl.h>

enum { REFUSED = 0 };

static bool is_console(int fd, int (*call)(int, unsigned long, ...), struct vt_mode *mode)
{
    return call(fd, VT_GETMODE, mode) == 0;
}

enum kiosk_console_kind kiosk_console_look(int fd)
{
    struct vt_mode mode;
    return is_console(fd, ioctl, &mode) ? KIOSK_CONSOLE_FREE : KIOSK_CONSOLE_NONE;
}

void kiosk_console_hold(struct kiosk_console *c, int fd, int (*call)(int, unsigned long, ...))
{
    *c = (struct kiosk_console){.fd = fd, .ioctl = call};
    if (!is_console(fd, call, &c->before))
        return;
    const struct vt_mode asked = {
        .mode = VT_PROCESS, .relsig = KIOSK_CONSOLE_ASKED, .acqsig = KIOSK_CONSOLE_BACK};
    bool is_asked = call(fd, VT_SETMODE, &asked) == 0;
    c->is_locked = call(fd, VT_LOCKSWITCH, 1) == 0;
    c->kind = is_asked || c->is_locked ? KIOSK_CONSOLE_HELD : KIOSK_CONSOLE_FREE;
}

void kiosk_console_signal(const struct kiosk_console *c, int signal)
{
    if (c->kind == KIOSK_CONSOLE_NONE)
        return;
    c->ioctl(c->fd, VT_RELDISP, signal == KIOSK_CONSOLE_ASKED ? REFUSED : VT_ACKACQ);
}

void kiosk_console_release(struct kiosk_console *c)
{
    if (c->is_locked)
        c->ioctl(c->fd, VT_UNLOCKSWITCH, 1);
    if (c->kind != KIOSK_CONSOLE_NONE)
        c->ioctl(c->fd, VT_SETMODE, &c->before);
    c->kind = KIOSK_CONSOLE_NONE;
    c->is_locked = false;
}
