/* What the office commits to before a lot is drawn in public: NAME.draw, signed, for everybody; and
 * NAME.draft, what the draw will be made from, in a box for the office alone until the draw is
 * made. The papers follow from D, bank, rules, roster and lot: with all but the lot fixed by a line
 * of the log, nobody chooses them. Layout: FORMATS.md, "NAME.draw". */
#ifndef SATHACH_TOOLS_OFFICE_COMMIT_H
#define SATHACH_TOOLS_OFFICE_COMMIT_H

#include "app/core/session_build.h"
#include "tools/office/log.h"

enum {
    COMMIT_FILE_MAX = 8 * 1024,
    COMMIT_DRAFT_MAX = 64 * 1024 * 1024,
    COMMIT_LOT_MIN = 6, /* characters left of a lot */
    COMMIT_LOT_MAX = 64
};

struct commit {
    char session[SESSION_NAME_MAX];
    uint32_t issue;
    uint8_t uid[SESSION_UID];
    uint8_t bank[CRYPT_HASH];
    char rules[PROFILE_ID_MAX]; /* id of the profile */
    uint32_t papers;
    char lot_rule[SESSION_TEXT_MAX]; /* when, where and how the lot is drawn; "-": none is */
    uint8_t commitment[CRYPT_HASH];
};
/* True for a text that begins as such a file does. */
bool commit_is_text(const void *text, size_t len);
/* The file's text; and back: ERR_FORMAT with the line. */
void commit_write(const struct commit *c, struct buf *out);
enum err_code commit_parse(const char *text, size_t len, const char *name, struct commit *out,
                           struct err *e) ERR_MUST_CHECK;
/* sessions/NAME/NAME.draw with its signature and its line in the log. line: NULL where nobody asks.
 * ERR_POLICY when the log has no commitment of this name or the file is not the one it names. */
enum err_code commit_load(const struct workspace *w, const struct keys_public *office,
                          const char *session, struct commit *out, const struct log_line **line,
                          struct err *e) ERR_MUST_CHECK;

/* A lot as it was said in public: capitals and digits of it alone, COMMIT_LOT_MIN to COMMIT_LOT_MAX
 * of them. ERR_USAGE for fewer or more. */
enum err_code commit_lot(const char *said, char out[SESSION_TEXT_MAX],
                         struct err *e) ERR_MUST_CHECK;

/* What a draft holds. */
struct commit_draft {
    struct session_source source;
    uint8_t *D;                   /* secret memory, owned; source points to it */
    struct session_roster roster; /* owned; source points to it */
    char **identity;              /* one a candidate; owned */
    char bank[SESSION_NAME_MAX];  /* name of the bank in banks/ */
};
/* Appends the box. */
enum err_code commit_draft_seal(const struct keys_public *office, const struct session_source *s,
                                const char *const *identity, const char *bank, struct buf *out,
                                struct err *e) ERR_MUST_CHECK;
/* ERR_AUTH, ERR_FORMAT. Free with commit_draft_free. */
enum err_code commit_draft_open(const struct keys_secret *office, const void *bytes, size_t len,
                                struct commit_draft *out, struct err *e) ERR_MUST_CHECK;
void commit_draft_free(struct commit_draft *d);

#endif
