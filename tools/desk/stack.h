/* What the desk holds while it is open, and what its screens ask of it: the stack they lie on, the
 * drafts put aside, the work thread, the list of commands run.
 *
 *     stack_open(d, &screen->screen);                       the new screen is the top one
 *     stack_run(s, &bank_import_op, &request);              s->ops->done gets what came of it
 *     stack_leave(s);                                       back, when the key under way is done
 *     stack_choose(s, "format", paths, n);                  tells the screen below, and leaves */
#ifndef SATHACH_TOOLS_DESK_STACK_H
#define SATHACH_TOOLS_DESK_STACK_H

#include "app/core/clock.h"
#include "app/tui/meter.h"
#include "tools/desk/drafts.h"
#include "tools/desk/lock.h"
#include "tools/desk/screen.h"
#include "tools/desk/watch.h"

enum {
    STACK_DEPTH = 12,
    STACK_DRAFTS = 16, /* the oldest goes first */
    STACK_RAN_MAX = 1000
};

struct desk_setup {
    struct work *work; /* not owned; its events are the desk's from here on */
    struct clock_source clock;
    const struct work_op *const *op; /* every operation that has a command; ends with NULL */
    bool is_english;
    bool is_in_lines; /* whoever tells it answers a letter that does nothing */
    /* No office was found: the desk offers those opened before. It tells which one is to be opened,
     * and ends. */
    bool is_homeless;
    const char *offices; /* the list of those (tools/work/offices.h); "": there is none */
    void (*open_office)(void *context, const char *path, bool is_english);
    void (*note_office)(void *context, const char *path); /* one that was made; NULL: nobody does */
    void *open_context;                                   /* of both */
    /* Gives the terminal to the person's editor until it ends; NULL: there is no terminal. */
    enum err_code (*edit)(void *context, const char *path, struct err *e);
    void *edit_context;
};

/* A command that did what the desk did. */
struct stack_ran {
    char *line; /* owned */
    char *text; /* what stood in the file that $question names; owned, NULL for none */
    int64_t when;
    enum err_code rc;
};

struct desk {
    struct desk_setup setup;
    struct screen *screen[STACK_DEPTH]; /* owned */
    size_t screens;
    struct screen *draft[STACK_DRAFTS]; /* owned; the oldest first */
    size_t drafts;
    struct job job;
    struct screen *asker;  /* whose work it is; NULL: the lock's */
    struct screen *bereft; /* whose thing under the cursor went by itself, until the next key */
    bool is_held;          /* what it asked for found another command writing in the office */
    bool is_quiet;         /* a look, of which nothing is told in the list of commands */
    bool goes_back;        /* Esc stopped such a look: it was meant for the screen */
    struct tui_meter meter;
    struct lock lock;
    struct ask ask;        /* the field for the passphrase that the work asks for */
    unsigned wrong;        /* passphrases that work was given in a row */
    uint64_t until_ms;     /* boot clock: work is given none before */
    struct stack_ran *ran; /* owned */
    size_t rans;
    struct drafts files; /* handed to operations and editors */
    struct looks looks;  /* at what may hang */
    struct watch watch;  /* sticks, and folders that files come from */
    bool has_new_look;   /* begun by the call under way */
    bool has_asked;      /* a key began one that is under way */
    size_t silent;       /* looks that do not answer, as the screens know */
    /* A session's papers and signed sheet, the exam day, the settings: from a screen that they are
     * opened beside (set by the first one). */
    void (*open_papers)(struct desk *d, const char *session);
    void (*print_paper)(struct desk *d, const char *session, const char *file); /* asked first */
    void (*open_sheet)(struct desk *d, const char *session);
    void (*open_day)(struct desk *d);
    void (*open_settings)(struct desk *d);
    char next_office[4096];   /* to be opened when this desk has ended; "": none */
    int mounts;               /* the table of them, which tells when it changes; -1 for none */
    char folder[4096];        /* where a file was chosen last */
    char office[SCREEN_HEAD]; /* its name, once it was looked at */
    uint64_t key_ms;          /* boot clock: the last key */
    uint64_t looked_ms;
    bool is_english, quit;
    bool is_warned,
        was_warned; /* by this key, by the one before: what is typed goes with the desk */
};

struct screen *stack_top(const struct desk *d);
/* Puts a screen on top. False: it is NULL (no memory), or they lie too deep and it was freed; the
 * top one says so. */
bool stack_open(struct desk *d, struct screen *s);
/* The draft about the same thing, the caller's to open; NULL: there is none. */
struct screen *stack_take_draft(struct desk *d, const struct screen_ops *ops, const char *about);
/* The same, the newest one that is what is looked for. */
struct screen *stack_take_draft_that(struct desk *d, const struct screen_ops *ops,
                                     bool (*is_it)(const struct screen *s, const char *about),
                                     const char *about);
/* Leaves a screen when the key under way is done; it becomes a draft, where it keeps one. */
void stack_leave(struct screen *s);
/* Leaves it without a draft: what was asked for is done. */
void stack_finish(struct screen *s);
/* The same; what became of it is said on the screen below. */
void stack_finish_saying(struct screen *s, enum canvas_role role, const char *text);
/* Tells the screen below what was chosen, and leaves. */
void stack_choose(struct screen *s, const char *what, const char *const *choice, size_t count);
/* Takes those that are left off the stack; for the desk, behind each key. */
void stack_sweep(struct desk *d);

/* Runs an operation for a screen in the work thread; the request stays until `done`. False: work is
 * under way already, or the thread cannot be started, and the screen says so. */
bool stack_run(struct screen *s, const struct work_op *op, const void *request);
/* The same for what was previewed: made from something else now, it is refused. */
bool stack_run_seen(struct screen *s, const struct work_op *op, const void *request,
                    const struct work_basis *seen);
/* A look that needs no key and takes no time: at once, while no work is under way (else ERR_BUSY).
 * reply: zeros; the caller forgets it whatever comes back. */
enum err_code stack_look(struct desk *d, const struct work_op *op, const void *request, void *reply,
                         struct err *e) ERR_MUST_CHECK;
/* A look at what may hang, on a thread of its own: asker->ops->looked gets what came of it, the
 * desk itself where it is NULL. The task is not the caller's any more. */
void stack_begin_look(struct desk *d, struct screen *asker, struct looks_task *task);
/* Appends the command that does the same. */
void stack_line(const struct work_op *op, const void *request, struct buf *out);
void stack_forget_ran(struct stack_ran *ran);
void stack_free(struct desk *d);

#endif
