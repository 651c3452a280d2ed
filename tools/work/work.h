/* The one door to what the office does: an operation a file, called by the command line and by the
 * office's desk alike. Each has
 *   - a table of fields, from which come its options on the command line, its help, the rows of a
 *     form, and the line that teaches the command (tools/work/line.h);
 *   - a request, a struct that holds what the fields say: a text each as it was typed (NULL where
 *     nothing was), a bool for a flag;
 *   - a reply, a struct with what came of it: whoever called shows it.
 * An operation prints nothing, asks nothing and reads no command line: what it must say while it
 * works are events, passphrases come through the setup. It opens the office anew each time
 * (tools/work/office.h), for another may have written since, takes the lock when it writes, and
 * writes its own lines into the log. */
#ifndef SATHACH_TOOLS_WORK_WORK_H
#define SATHACH_TOOLS_WORK_WORK_H

#include "app/core/buf.h"
#include "app/core/crypt.h"
#include "app/core/err.h"
#include "tools/office/secret.h"
#include "tools/table/table.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- what an operation is told ---- */

enum { WORK_LIST_MAX = 64 /* times that a repeated option may stand */ };

enum work_kind {
    WORK_WORD,   /* one word, as the tables of the formats have it */
    WORK_TEXT,   /* a line for people */
    WORK_NAME,   /* of a bank or session: workspace_is_name */
    WORK_FILE,   /* a path */
    WORK_FOLDER, /* a path */
    WORK_DATE,   /* 2026-12-05, 05/12/2026 */
    WORK_TIME,   /* HH:MM */
    WORK_NUMBER,
    WORK_CHOICE, /* one of those its value names, "all|sample|none" */
    WORK_FLAG    /* a bool */
};

enum work_need { WORK_OPTIONAL, WORK_NEEDED, WORK_REPEATED, WORK_REPEATED_NEEDED };

enum work_state { WORK_RIGHT, WORK_OPEN /* may become right as it is typed on */, WORK_WRONG };
/* Judges what is typed so far of a field; said gets one sentence that says what to write, or a word
 * on what stands there; "" for nothing. */
typedef enum work_state work_check(const char *text, char *said, size_t room);

/* What may be chosen for a field. */
struct work_choice {
    char *word, *said; /* owned; said: what it is, for people */
};
struct work_choices {
    struct work_choice *item; /* owned */
    size_t count;
};
struct work;
/* request: what is said so far of the operation, NULL for nothing; out: written anew whatever stood
 * there; fields_free_choices, whatever comes back. */
typedef enum err_code work_choose(struct work *work, const void *request, struct work_choices *out,
                                  struct err *e);

/* The path that a text means for a file that will be written: a folder has the file in it under a
 * name of its own; any other stays as it is. False: it cannot be told. */
typedef bool work_settle(struct work *work, const char *text, char *out, size_t room);

/* One thing that is asked for. In the request stands at its place: a bool for a flag; a text; for a
 * repeated option WORK_LIST_MAX + 1 texts, ended by NULL; for plain words of any number a struct
 * work_words, one a command; single words may stand behind it when they are needed. */
struct work_field {
    const char *option; /* "--to"; NULL for plain words, which stand in the table's order */
    const char *value;  /* what stands behind it, for people: "NAME", "csv|xlsx"; NULL: a flag */
    enum work_need need;
    const char *help;    /* msgid: a sentence without its full stop; NULL for plain words */
    const char *at_desk; /* msgid: the same where nobody knows of options and exits; NULL: help */
    enum work_kind kind;
    size_t at;           /* in the request */
    size_t most;         /* how many plain words in a row, 0 for any number */
    const char *empty;   /* msgid: what counts where nothing was said, in a few words for the form;
                            NULL: nothing is said of it. 32 cells */
    bool is_rare;        /* stands behind the others in a form: few want it */
    const char *usual;   /* what counts where nothing was said; NULL for nothing */
    const char *label;   /* msgid, of a form's row; NULL: the option's or value's own word */
    work_check *check;   /* NULL: its kind alone says what may stand (tools/work/fields.h) */
    work_choose *choose; /* NULL: nothing to choose from */
    bool is_proposed;    /* what may be chosen is a help: any other text may be typed */
    work_settle *settle; /* of a file that is written; NULL: one that stands, or no file */
};

struct work_words {
    char *const *word; /* not owned */
    size_t count;
};

/* ---- what it says while it works ---- */

enum work_event_kind {
    WORK_PROGRESS, /* what, done of all, since started_ms */
    WORK_SEEN,     /* as WORK_LINE, and said again in the answer: for whoever watches */
    WORK_LINE,     /* what: one of many, a path mostly; text: what became of it */
    WORK_NOTE,     /* text: a whole line beside the answer */
    WORK_SAID,     /* text: whole lines of the answer that must be seen before it goes on */
    WORK_POINT     /* from here on it writes: it is not stopped any more */
};

struct work_event {
    enum work_event_kind kind;
    const char *what, *text; /* translated; gone when the call is over */
    size_t done, all;
    uint64_t started_ms; /* boot clock */
};

/* ---- who calls ---- */

struct work_ring;
struct machine;

/* What an operation was made from, so that what is done is what was previewed. */
struct work_basis {
    bool is_known;
    uint8_t hash[CRYPT_HASH];
};

/* One who calls operations: the command line for the time of one command, the desk for as long as
 * it is open. */
struct work {
    const char *folder;       /* -C, or NULL for the nearest workspace above the current folder */
    const char *who;          /* --operator, or NULL */
    struct secret_files pass; /* --pass ROLE=FILE, and who is asked otherwise */
    struct crypt_random rnd;
    enum table_lang lang;   /* of words in tables that are made for whoever calls */
    bool is_program;        /* whoever calls wants stable words in them, not people's (--json) */
    struct work_ring *ring; /* the keys that were opened */
    const struct machine *machine; /* where its sticks are (machine.h); NULL: this one */
    void (*tell)(void *context, const struct work_event *event); /* NULL: nobody listens */
    /* Takes a passphrase that is shown this once, of a role ("session", "order"); what: whose it
     * is, translated; both are gone when the call is over. What it cannot take is an error, and
     * what the passphrase is for is not made. NULL: nobody could see it. */
    enum err_code (*show)(void *context, const char *role, const char *what, const char *passphrase,
                          struct err *e);
    void *context;
    struct work_basis seen; /* what a preview was made from: another is refused */
    struct work_basis read; /* what the last operation was made from, where it says so */
    atomic_bool stop;       /* set by whoever wants it ended; heeded up to the point of writing */
};

/* ---- the operations ---- */

enum work_use { /* bits: what an operation may need at the most */
                WORK_LOOKS = 0,
                WORK_OFFICE_KEY = 1,
                WORK_EXAMINER_KEY = 2,
                WORK_WRITES = 4 /* files of any kind: the office's own, or on a stick */
};

typedef enum err_code work_run(struct work *work, const void *request, void *reply, struct err *e);

struct work_op {
    const char *name;  /* "bank" */
    const char *sub;   /* "import", or NULL */
    const char *words; /* the plain words for people, a form a line; "" for none */
    const char *help;  /* msgid: what it does */
    const char *exits; /* msgid: what its exit status tells; NULL: nothing of its own */
    const struct work_field *field; /* ends with one without a value and an option */
    size_t request, reply;          /* bytes */
    unsigned use;                   /* enum work_use */
    /* reply comes as zeros; it is freed with forget whatever comes back. ERR_NO without a text: the
     * reply says why. */
    work_run *run;
    void (*forget)(void *reply); /* may be NULL */
    /* What it would be made from now, for one without a preview of its own; or NULL. Quick, and
     * without a key. */
    enum err_code (*look)(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                          struct err *e);
    /* Refuses what would be refused before the first byte, for one without a preview of its own; or
     * NULL. Quick, and without a key. */
    enum err_code (*judge)(const void *request, struct err *e);
    const char *preview;     /* the flag that only says what would happen; NULL for none */
    const char *preview_key; /* msgid: why that needs a passphrase, too; or NULL */
    const char
        *writes_with; /* the option without which one that WORK_WRITES only looks ("--output");
                                NULL: it always writes */
    const char *word; /* what must be typed before the desk does it, for it cannot be undone:
                            "KY", "DONG", "KHOI PHUC", "HUY", "XEM"; NULL: it can be made again */
    /* msgid: what it leaves alone, said where the word is asked for instead of that it cannot be
     * undone; NULL: that it cannot. */
    const char *spares;
    /* Where the word is another for some requests, or NULL for those that want none; or NULL. */
    const char *(*word_of)(const void *request);
    /* What its preview warns of, one sentence that the desk says in colour where it asks whether to
     * go on; "" for nothing; or NULL. What it is about stands in the preview. */
    void (*caution)(const void *reply, char *out, size_t room);
    /* The option for want of which its preview came to nothing or to less, where the form goes on;
     * NULL for none; or NULL. */
    const char *(*lacks)(const void *request, const void *reply);
    /* What came of it as lines for people, translated; NULL: what was told is all. */
    void (*say)(const void *request, const void *reply, struct buf *out);
    /* The same as the desk says it, which has keys where the command line has commands, and names
     * where that has paths; NULL: as `say`. */
    void (*say_at_desk)(const void *request, const void *reply, struct buf *out);
    /* What comes next at the desk after what came of it, translated; or NULL. */
    const char *(*next)(const void *request, const void *reply);
    /* msgid: which fields of its form must be filled in and which may stay empty, where that is not
     * plain; NULL: nothing to say. */
    const char *needs;
};

/* True for the row behind the last. */
bool work_field_is_end(const struct work_field *f);
/* True where several may stand. */
bool work_field_is_list(const struct work_field *f);
/* True when what is asked for writes a file somewhere. */
bool work_op_writes(const struct work_op *op, const void *request);

/* ---- for operations ---- */

void work_tell(struct work *work, const struct work_event *event);
/* What happened to one of many. A function to be handed down: context is the struct work. */
void work_tell_line(void *context, const char *what, const char *text);
/* How far long work is. A function to be handed down: context is the struct work. */
void work_tell_progress(void *context, const char *what, size_t done, size_t all,
                        uint64_t started_ms);
/* Shows a passphrase this once; on an error nobody has it. */
enum err_code work_show(struct work *work, const char *role, const char *what,
                        const char *passphrase, struct err *e) ERR_MUST_CHECK;
/* ERR_NO when whoever called wants it ended. */
enum err_code work_check_stop(struct work *work, struct err *e) ERR_MUST_CHECK;
/* What it is made from, the same in a preview, before the first byte is written. ERR_BUSY: it is
 * not what the preview was made from. */
enum err_code work_bind(struct work *work, const uint8_t hash[CRYPT_HASH],
                        struct err *e) ERR_MUST_CHECK;
/* The last look at the stop flag, before the first byte is written; tells WORK_POINT. */
enum err_code work_point(struct work *work, struct err *e) ERR_MUST_CHECK;

/* A whole number in low … high; name: its option, for the sentence. */
enum err_code work_number(const char *name, const char *value, long low, long high, long *out,
                          struct err *e) ERR_MUST_CHECK;
/* Path of a file or folder that comes with the program ("questionbanks/profiles"): beside the
 * build, or where it was installed. False when it is in neither place. */
bool work_share(const char *name, char *out, size_t room);

#endif
