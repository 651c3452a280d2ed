/* A session of the workspace, opened by the office: the file, its secrets, its roster, and the bank
 * it names. */
#ifndef SATHACH_TOOLS_OFFICE_OFFICE_SESSION_H
#define SATHACH_TOOLS_OFFICE_OFFICE_SESSION_H

#include "app/core/paper.h"
#include "tools/office/people.h"
#include "tools/office/workspace.h"

struct sheet;
struct room_files;

struct office_session {
    const struct workspace *workspace;
    char *name;                 /* owned */
    struct buf file, bank_file; /* the bytes the rest points into */
    struct session session;
    struct session_office secret;
    struct session_roster roster;
    struct people_file people; /* the candidates' identity numbers; none with
                                  office_session_open_evidence */
    struct bank bank;          /* with office_session_open_bank */
    struct bank_office bank_key;
    bool has_bank;
    uint8_t *presence;       /* enum presence, one a paper; owned, NULL until presence_read */
    struct room_files *room; /* manifests and orders; owned, NULL until presence_read */
    struct sheet *sheet;  /* what was typed of the signed sheet; owned, NULL until presence_read */
    char people_file[80]; /* name of the file of identity numbers that was read, "" for none */
    uint8_t people_hash[CRYPT_HASH];
    uint64_t horizon; /* the last line of the log that counts: of the close in force; 0 for all */
};

/* sessions/NAME/NAME.session below the workspace; malloc'd. */
char *office_session_path(const struct workspace *w, const char *name, const char *suffix);
/* Opens with the office's key. ERR_KEY when the session is another office's, ERR_POLICY when the
 * identity numbers that stand here are not those that the session or the log names. Free with
 * office_session_close. */
enum err_code office_session_open(const struct workspace *w, const char *name,
                                  const struct keys_secret *office, struct office_session *out,
                                  struct err *e) ERR_MUST_CHECK;
/* The same without the identity numbers, for what comes from the room: it is taken in whatever
 * became of them. */
enum err_code office_session_open_evidence(const struct workspace *w, const char *name,
                                           const struct keys_secret *office,
                                           struct office_session *out,
                                           struct err *e) ERR_MUST_CHECK;
/* The number of the next correction of the identity numbers, and the hash of the file that counts
 * now, by log and header. False without a log. */
bool office_session_next_people(const struct office_session *s, uint32_t *n,
                                uint8_t before[CRYPT_HASH]);
/* Opens the bank the session names from banks/ of the workspace (found by its hash). */
enum err_code office_session_open_bank(struct office_session *s, const struct keys_secret *office,
                                       struct err *e) ERR_MUST_CHECK;
void office_session_close(struct office_session *s);
/* Wipes what only the office's key opened, secrets and the bank's key: roster, journals and
 * decisions may be looked at further by whoever is shown them. */
void office_session_rest(struct office_session *s);

/* Variant of the profile for a paper. Never NULL for a paper of this session. */
const struct profile_variant *office_session_variant(const struct office_session *s,
                                                     uint32_t paper);
/* The header's commitment is that of D, bank, pools, rules and roster as they stand here; with
 * office_session_open_bank. ERR_AUTH when not. */
enum err_code office_session_check_commitment(const struct office_session *s,
                                              struct err *e) ERR_MUST_CHECK;
/* The paper drawn again from D. */
enum err_code office_session_draw(const struct office_session *s, uint32_t paper, struct paper *out,
                                  struct err *e) ERR_MUST_CHECK;

/* Names of all sessions, sorted; free with office_session_names_free. */
enum err_code office_session_names(const struct workspace *w, char ***name, size_t *count,
                                   struct err *e) ERR_MUST_CHECK;
void office_session_names_free(char **name, size_t count);

#endif
