/* The office's one history: log/log.tsv, only ever appended to, and log/mark, the signed note over
 * its lines. What came, what was made and what was decided has a line with the hash of its file; a
 * line is as good as the mark that covers it, and a mark in another hand (notice board, witness, a
 * seat's acknowledgement) keeps the lines before it from being written anew.
 *   A line: number ⇥ time ⇥ operator ⇥ kind ⇥ session ⇥ subject ⇥ hash ⇥ more. Layout: FORMATS.md,
 *   "The office's log".
 * Writing, under the workspace's lock: make the files durable, log_add their lines, log_seal. What
 * is shown (answer keys, codes) is shown after its line is sealed. A reader takes log_open alone:
 * lines behind the mark are nobody's yet. */
#ifndef SATHACH_TOOLS_OFFICE_LOG_H
#define SATHACH_TOOLS_OFFICE_LOG_H

#include "tools/office/merkle.h"
#include "tools/office/note.h"
#include "tools/office/workspace.h"

enum {
    LOG_LINE_MAX = 1000, /* bytes without the LF */
    LOG_LINES_MAX = 1000000,
    LOG_SUBJECT_MAX = 200, /* bytes before escaping */
    LOG_FILE_MAX = 512 * 1024 * 1024,
    LOG_HEX = 2 * CRYPT_HASH + 1
};

/* X(id, word in the file): the closed list of kinds. */
#define LOG_KINDS(X) \
    X(INIT, "init") \
    X(KEY, "key") \
    X(BANK, "bank") \
    X(COMMIT, "commit") \
    X(SESSION, "session") \
    X(PEOPLE, "people") \
    X(CANCEL, "cancel") \
    X(CODES, "codes") \
    X(ANSWERS, "answers") \
    X(RESUME, "resume") \
    X(MANIFEST, "manifest") \
    X(ORDER, "order") \
    X(ROOM, "room") \
    X(DAMAGED, "damaged") \
    X(SHEET, "sheet") \
    X(DECISION, "decision") \
    X(GRADED, "graded") \
    X(REPORT, "report") \
    X(PAPER, "paper") \
    X(MARK, "mark") \
    X(SHOWN, "shown") \
    X(REVEAL, "reveal") \
    X(ACT, "act") \
    X(REGISTER, "register") \
    X(WITNESS, "witness") \
    X(BACKUP, "backup") \
    X(RESTORE, "restore") \
    X(RENEW, "renew")
enum log_kind {
#define LOG_ENUM(id, word) LOG_##id,
    LOG_KINDS(LOG_ENUM)
#undef LOG_ENUM
        LOG_KIND_COUNT
};
const char *log_kind_word(enum log_kind kind);

struct log_line {     /* texts belong to the log, NUL-terminated */
    uint64_t number;  /* from 1 without a gap */
    const char *time; /* "2026-11-23T10:00:00Z" */
    const char *who;  /* who sat at the command; "-" for nobody named */
    enum log_kind kind;
    const char *session; /* "-" for none */
    const char *subject; /* escaped, as it stands in the file */
    const char *hash;    /* 64 hexadecimal digits, or "-" */
    const char *more;    /* key=value, blanks between; "" for nothing */
};

struct log {
    const struct workspace *workspace;
    struct keys_public office;
    char log_id[9];        /* of line 1 */
    unsigned e;            /* how often the log was begun after a loss, from 1 */
    struct log_line *line; /* the signed ones, and behind them those added and not yet
                                   sealed */
    size_t lines, signed_lines, room;
    struct merkle tree; /* over the signed lines */
    struct note_mark mark;
    size_t read_lines;   /* those that stood when it was opened */
    size_t read_bytes;   /* of log.tsv that they take */
    char *text;          /* owned: those lines, tabs and line ends as NUL */
    char **added;        /* owned: the lines not yet sealed, as they will stand in the file */
    char **added_fields; /* owned: all lines added since it was opened, cut into fields */
};

/* Reads mark and lines and checks them: signature and origin, root over the first `size` lines,
 * numbers, kinds, forms. ERR_POLICY when there is no mark, or when the lines are not those that
 * were signed. Ask log_met_check besides. */
enum err_code log_open(const struct workspace *w, const struct keys_public *office, struct log *out,
                       struct err *e) ERR_MUST_CHECK;
void log_close(struct log *l);
/* The same of a folder with log.tsv and mark that lies elsewhere (a stick, a witness's copy); such
 * a log belongs to no workspace, and nothing is added to it. */
enum err_code log_read(const char *folder, const struct keys_public *office, struct log *out,
                       struct err *e) ERR_MUST_CHECK;

/* A fresh workspace's first line, and its mark. ERR_BUSY when a log stands here. */
enum err_code log_begin(const struct workspace *w, const struct keys_secret *office,
                        const uint8_t pub_hash[CRYPT_HASH], struct crypt_random *rnd,
                        struct err *e) ERR_MUST_CHECK;

/* Sets aside, as log/cut/HASH, what stands behind the signed lines (an interrupted command, or
 * somebody's hand), so that appending begins behind the last signed line. *bytes: how many there
 * were. For writing commands, under the lock. */
enum err_code log_cut(struct log *l, size_t *bytes, struct err *e) ERR_MUST_CHECK;

struct log_entry {
    enum log_kind kind;
    const char *session; /* NULL for none */
    const char *subject; /* as it is: escaped here, cut to 200 bytes; NULL for none */
    const uint8_t *hash; /* of the whole file (CRYPT_HASH bytes); NULL for none */
    const char *more;    /* "key=value key=value"; NULL for none */
};
/* Adds a line to those that the next log_seal appends. ERR_LIMIT for a line or log that is too
 * long. */
enum err_code log_add(struct log *l, const struct log_entry *entry, struct err *e) ERR_MUST_CHECK;
/* The same with the time that its file says itself. */
enum err_code log_add_at(struct log *l, const struct log_entry *entry, const char *time,
                         struct err *e) ERR_MUST_CHECK;
/* Appends what was added in one write, makes it durable, then puts a new mark in place. Nothing to
 * do without added lines. */
enum err_code log_seal(struct log *l, const struct keys_secret *office,
                       struct err *e) ERR_MUST_CHECK;

/* One line at once: added and sealed. Nothing where the workspace has no log. */
enum err_code log_note(const struct workspace *w, const struct log_entry *entry,
                       const struct keys_secret *office, struct err *e) ERR_MUST_CHECK;

/* The value of a key in `more`, copied into out (room bytes with NUL); false when it is not there
 * or does not fit. */
bool log_more(const struct log_line *line, const char *key, char *out, size_t room);
/* The root over the first `size` lines; size ≤ l->lines. */
void log_root(const struct log *l, uint64_t size, uint8_t out[CRYPT_HASH]);
/* The same of a text of lines; false when it has fewer. */
bool log_text_root(const struct buf *text, uint64_t lines, uint8_t out[CRYPT_HASH]);
/* A line as it stands in the file, without its LF; all signed lines, each with one. */
void log_write_line(const struct log_line *line, struct buf *out);
void log_write(const struct log *l, struct buf *out);
/* The mark over the first `size` lines as it was signed then. from: where an earlier call with a
 * smaller size stopped, so that many marks cost one pass; zeroed before the first. */
struct log_pass {
    struct merkle tree;
    uint64_t lines;
};
void log_mark_at(const struct log *l, uint64_t size, struct log_pass *from, struct note_mark *out);
/* The same of several sizes, ascending, in one go. */
void log_roots(const struct log *l, const uint64_t *size, size_t sizes, uint8_t (*out)[CRYPT_HASH]);
/* log/NAME of a workspace, malloc'd; NULL when memory ends. */
char *log_path(const struct workspace *w, const char *name);

/* Bytes that no line may hold (what text_check refuses, '%', tab, LF) as %XX; at most
 * LOG_SUBJECT_MAX bytes of text are taken. */
void log_escape(const char *text, struct buf *out);

#endif
