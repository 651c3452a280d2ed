/* Making a session: commit and draw in one, or first a commitment, then the draw by a public lot.
 * Under the workspace's lock, with its log open. What a step writes is nobody's until its line of
 * the log is signed: broken off, it is begun anew, or what stands is found by the next command
 * (found.h). */
#ifndef SATHACH_TOOLS_WORK_SESSION_MAKE_H
#define SATHACH_TOOLS_WORK_SESSION_MAKE_H

#include "tools/office/commit.h"

struct session_make {
    const struct workspace *workspace;
    const struct keys_secret *office;
    struct crypt_random *rnd;
    struct session_source *source; /* info.name with it */
    const char *const *identity;   /* one a candidate */
    const char *bank_name;         /* in banks/ */
    const struct bank *bank;
    const struct bank_office *key;
    const char *lot_rule; /* "-" when no lot is drawn */
    /* Gives the passphrases to people before the session's file stands: without them it would be of
     * no use, and its name is used up. */
    enum err_code (*hand_over)(void *context, const struct session_source *s, struct err *e);
    void *context;
};

/* ERR_POLICY when the log has a line of this name: it is never given twice. ERR_BUSY when a
 * session's file of this name stands here without one. */
enum err_code session_make_is_free(const struct workspace *w, const char *name,
                                   struct err *e) ERR_MUST_CHECK;
/* D (CRYPT_KEY bytes of the caller's secret memory) and uid are drawn, every paper once by them. */
enum err_code session_make_try(struct session_make *m, uint8_t *D, struct err *e) ERR_MUST_CHECK;
/* NAME.draft, NAME.draw with its signature, the lines bank and commit. After session_make_try. */
enum err_code session_make_commit(const struct session_make *m, struct err *e) ERR_MUST_CHECK;
/* NAME.draw, NAME.people, NAME.session, the lines bank, commit and session. After
 * session_make_try. */
enum err_code session_make_new(const struct session_make *m, struct err *e) ERR_MUST_CHECK;

/* What was committed to and not yet drawn: NAME.draw and NAME.draft, read. ERR_POLICY when nothing
 * was, when it was drawn or given up, when a file is gone or not what the log names. Free the draft
 * with commit_draft_free. */
enum err_code session_make_pending(const struct workspace *w, const struct keys_secret *office,
                                   const char *name, struct commit *said,
                                   struct commit_draft *draft, struct err *e) ERR_MUST_CHECK;
/* The draw: m is made of the draft, with the lot in its source's info. NAME.people, NAME.session,
 * the line session; the draft is deleted. ERR_POLICY when bank, rules, roster or D are not what
 * was committed to. */
enum err_code session_make_draw(const struct session_make *m, const struct commit *said,
                                struct err *e) ERR_MUST_CHECK;
/* Gives a commitment up: the line cancel; the draft is deleted. The name stays used. */
enum err_code session_make_cancel(const struct workspace *w, const struct keys_secret *office,
                                  const char *name, const char *reason,
                                  struct err *e) ERR_MUST_CHECK;

#endif
