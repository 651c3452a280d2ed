/* bank edit: one question of a bank's folder, written anew in its place, or taken out; every other
 * byte of its file stays. What is put in its place is read as an import reads it, and is written
 * only when it is one whole question. Where one was taken out an empty line stays, and it is put
 * back there as it was. */
#ifndef SATHACH_TOOLS_WORK_BANK_EDIT_H
#define SATHACH_TOOLS_WORK_BANK_EDIT_H

#include "app/core/bank.h"
#include "tools/import/origin.h"
#include "tools/office/workspace.h"
#include "tools/work/bank_pools.h"
#include "tools/work/work.h"

enum {
    BANK_EDIT_MAX = 64 * 1024 /* bytes of one question in its file */,
    BANK_EDIT_HASH = 33,
    BANK_EDIT_TWIN = 256
};

/* A question as it was read, whole or not: what is missing is "". */
struct bank_edit_question {
    char *stem, *option[BANK_OPTIONS], *name, *note; /* owned; name and note may be NULL */
    int answer;                                      /* 0–3; -1: none, or several */
    char reason[512]; /* why it is no whole question; "" when it is */
};
void bank_edit_free(struct bank_edit_question *q);

struct bank_edit_request {
    const char *bank, *place; /* its name; "4.1.gift:11", a line of the question */
    const char *from;         /* a file with the question as GIFT */
    bool is_dropped;          /* it is taken out: no `from` */
    const char *reason;       /* why, for the command's line and its answer; NULL: not said */
    bool is_put_back;         /* `from` goes to the place, an empty line; it may be broken */
    const char *was;          /* the file's hash as it was read; NULL: whatever it is */
};

struct bank_edit_reply {
    char *path;                         /* the file; owned */
    char hash[BANK_EDIT_HASH];          /* of the file as it was read */
    char after[BANK_EDIT_HASH];         /* as it was written; "" when it was not */
    struct buf block;                   /* the question's bytes in it, as they were read */
    struct bank_edit_question question; /* of the block */
    struct bank_pools_named pool;       /* where it stands; only of a look, like these: */
    struct origin origin;               /* where it came from; file "": not said */
    char twin[BANK_EDIT_TWIN];          /* where the bank has a question with the same words, too;
                                           "" for nowhere */
};

/* Reads the question of a place, and writes nothing. No command. ERR_USAGE: no question is there.
 * */
extern const struct work_op bank_edit_look_op;
/* ERR_NO: what `from` holds is not one whole question, said why; ERR_CONFLICT: the file is not the
 * one that was read. The reply holds what was replaced. */
extern const struct work_op bank_edit_op;

/* The same within another operation that holds the workspace's lock; buffers of r are begun. */
enum err_code bank_edit_in(struct work *work, const struct workspace *w,
                           const struct bank_edit_request *q, struct bank_edit_reply *r,
                           struct err *e) ERR_MUST_CHECK;
/* Reads what is to be put into a bank: its bytes into out, without blanks behind them, and what an
 * import makes of them into q, which the caller frees. ERR_NO: it is not one, or not whole. */
enum err_code bank_edit_read_new(const char *path, bool is_put_back, struct buf *out,
                                 struct bank_edit_question *q, struct err *e) ERR_MUST_CHECK;
/* The question as GIFT into a file of its own, 0600, for `from` and for an editor. */
enum err_code bank_edit_write(const struct bank_edit_question *q, const char *path,
                              struct err *e) ERR_MUST_CHECK;

#endif
