/* Two means of the kernel by which a process gives up rights for itself and all that it starts:
 * Landlock for files, a filter (seccomp) for system calls. By raw calls, as the C library of Debian
 * 12 has no functions for them and its headers only the second version of Landlock. Neither can be
 * taken back. No memory is asked for, so that it may be called between fork and exec. Who calls has
 * set PR_SET_NO_NEW_PRIVS. */
#ifndef SATHACH_CORE_CONFINE_H
#define SATHACH_CORE_CONFINE_H

#include <stdbool.h>

/* What may be done with a file, or with a folder and all below it. */
enum confine_right {
    CONFINE_READ = 1,
    CONFINE_WRITE = 2,  /* files and folders read, written, made, moved, taken away */
    CONFINE_PIPES = 4,  /* named pipes made */
    CONFINE_DEVICE = 8, /* read, written, set up by ioctl */
    CONFINE_RUN = 16    /* programs started */
};

/* Rules are gathered, then set. */
struct confine_files {
    int fd, version; /* of the kernel's Landlock; 0: it has none, and the rest does nothing */
    bool is_good;
};
void confine_files_begin(struct confine_files *f);
/* rights: of enum confine_right, or-ed. NULL and what is missing need no rule. */
void confine_files_allow(struct confine_files *f, const char *path, unsigned rights);
/* From here on nothing else is read, written or made in this thread and those begun later, and
 * connections to the network and to abstract sockets are refused where the kernel can. Returns the
 * version in force, 0 for none. is_wanted false: only gives back what was gathered. */
int confine_files_end(struct confine_files *f, bool is_wanted);

/* System calls by which a process looks into others, changes the machine or makes processes end it
 * at once; sockets, which libraries may try, are refused. For all its threads. may_run: execve is
 * left. False when the kernel, or this build's processor, has no such filter. */
bool confine_calls(bool may_run);

#endif
