/* The Linux console that a kiosk stands on: Alt+F2 and its like go to no other while it is held.
 * Two ways: the kernel asks before it switches away from a console of mode VT_PROCESS, and is told
 * no; and, where this user may (CAP_SYS_TTY_CONFIG), VT_LOCKSWITCH, which holds for all consoles
 * and outlives a program that is killed. In a window or over ssh there is no console to hold. */
#ifndef SATHACH_CLIENT_KIOSK_CONSOLE_H
#define SATHACH_CLIENT_KIOSK_CONSOLE_H

#include <linux/vt.h>
#include <signal.h>
#include <stdbool.h>

enum kiosk_console_kind {
    KIOSK_CONSOLE_NONE, /* a window, a serial line, ssh */
    KIOSK_CONSOLE_FREE, /* a console that people may switch away from */
    KIOSK_CONSOLE_HELD
};
/* The kernel asks for leave by this signal, and says by the other that one is back. */
enum { KIOSK_CONSOLE_ASKED = SIGUSR1, KIOSK_CONSOLE_BACK = SIGUSR2 };

struct kiosk_console {
    int fd;
    int (*ioctl)(int fd, unsigned long request, ...); /* the system's; a test has its own */
    enum kiosk_console_kind kind;
    struct vt_mode before;
    bool is_locked; /* by us, for all consoles */
};

/* What fd is, before anything is held. */
enum kiosk_console_kind kiosk_console_look(int fd);
/* Holds the console at fd, if it is one; c->kind tells. The two signals come to this process from
 * here on and must be blocked or handled. */
void kiosk_console_hold(struct kiosk_console *c, int fd,
                        int (*call)(int fd, unsigned long request, ...));
/* One of the two signals came. */
void kiosk_console_signal(const struct kiosk_console *c, int signal);
/* Puts back what was there before. */
void kiosk_console_release(struct kiosk_console *c);

#endif
