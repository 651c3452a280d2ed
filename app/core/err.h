/* Errors as values. Every function that can fail returns an enum err_code and, through its last
 * parameter, the context a person needs: file, place in it, what was wrong, what to do. The codes
 * are the exit codes of both programs. */
#ifndef SATHACH_CORE_ERR_H
#define SATHACH_CORE_ERR_H

#define ERR_MUST_CHECK __attribute__((warn_unused_result))
#define ERR_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

enum err_code {
    ERR_OK = 0,        /* done */
    ERR_NO = 1,        /* the answer is no: findings */
    ERR_USAGE = 2,     /* the command line is wrong */
    ERR_FORMAT = 10,   /* a file is not what its format says */
    ERR_AUTH = 11,     /* authentication failed: altered file, wrong passphrase or code */
    ERR_KEY = 12,      /* unknown key, or a key of another role */
    ERR_POLICY = 13,   /* refused by a rule: replay, rollback, window, another session */
    ERR_CONFLICT = 14, /* set aside for a decision */
    ERR_IO = 20,       /* input/output; the text ends in the system's reason */
    ERR_BUSY = 21,     /* already in use */
    ERR_LIMIT = 30     /* over a limit */
};

enum { ERR_TEXT_MAX = 512 };

struct err {
    enum err_code code;
    int errnum;              /* of err_set_errno; 0 where the system gave none */
    char text[ERR_TEXT_MAX]; /* UTF-8, one line, already translated; "" when code is ERR_OK */
};

/* Stores code and formatted text in e (may be NULL) and returns code, so that `return err_set(…)`
 * reads as one step. Bytes that a terminal could take as control are replaced by '?'; the text is
 * cut at a character. */
enum err_code err_set(struct err *e, enum err_code code, const char *fmt, ...) ERR_PRINTF(3, 4);

/* ERR_LIMIT "out of memory": for every allocation that failed. */
enum err_code err_memory(struct err *e);

/* As err_set, followed by ": " and the reason in our own words (reason.h). errnum EROFS, ENOSPC …
 * all give ERR_IO unless code says otherwise. */
enum err_code err_set_errno(struct err *e, int errnum, const char *fmt, ...) ERR_PRINTF(3, 4);

/* Puts "PREFIX: " before the text that stands in e and returns its code. For adding the file's name
 * on the way up. */
enum err_code err_prefix(struct err *e, const char *prefix);

/* Makes e say "no error". */
void err_clear(struct err *e);

#endif
