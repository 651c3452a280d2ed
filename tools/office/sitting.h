/* A session of the workspace, opened by the office: the file, its secrets, its roster, and the bank it names. */
#ifndef SATHACH_TOOLS_OFFICE_SITTING_H
#define SATHACH_TOOLS_OFFICE_SITTING_H

#include "app/core/paper.h"
#include "tools/office/workspace.h"

struct sitting {
    const struct workspace *workspace;
    char *name;                      /* owned */
    struct buf file, bank_file;      /* the bytes the rest points into */
    struct session session;
    struct session_office secret;
    struct session_roster roster;
    char **identity;                 /* one a candidate, "" when not known; owned */
    struct bank bank;                /* with sitting_open_bank */
    struct bank_office bank_key;
    bool has_bank;
};

/* sessions/NAME/NAME.session below the workspace; malloc'd. */
char *sitting_path(const struct workspace *w, const char *name, const char *suffix);
/* Opens with the office's key. ERR_KEY when the session is another office's. Free with sitting_close. */
enum err_code sitting_open(const struct workspace *w, const char *name, const struct keys_secret *office, struct sitting *out, struct err *e)
    ERR_MUST_CHECK;
/* Opens the bank the session names from banks/ of the workspace (found by its hash). */
enum err_code sitting_open_bank(struct sitting *s, const struct keys_secret *office, struct err *e) ERR_MUST_CHECK;
void sitting_close(struct sitting *s);

/* Variant of the profile for a paper. Never NULL for a paper of this session. */
const struct profile_variant *sitting_variant(const struct sitting *s, uint32_t paper);
/* The paper drawn again from D. */
enum err_code sitting_draw(const struct sitting *s, uint32_t paper, struct paper *out, struct err *e) ERR_MUST_CHECK;

/* Identity numbers stay in the office: NAME.people, a box for the office's own key, one line a candidate. */
enum err_code sitting_write_people(const char *path, const struct keys_public *office, const char *const *identity, size_t n, struct err *e)
    ERR_MUST_CHECK;

#endif
