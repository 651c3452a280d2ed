/* What tests of the roster's reader share: the official fields, a profile with an exemption, and
 * what was said about what was read. */
#ifndef SATHACH_TESTS_LIB_ROSTER_RIG_H
#define SATHACH_TESTS_LIB_ROSTER_RIG_H

#include "tools/import/roster.h"

struct roster_rig {
    struct bank_folder fields;
    struct profile profile;
    struct roster_options options; /* day: 05/01/2026 */
    struct roster roster;
    struct roster_summary summary;
    struct findings findings;
    struct err e;
    enum err_code rc;
};

void roster_rig_start(struct roster_rig *r);
void roster_rig_stop(struct roster_rig *r);
/* Reads a file named "x"; what was read before goes. Whatever comes of it, rows = taken + rejected
 * + passed over is asserted. */
void roster_rig_bytes(struct roster_rig *r, const void *bytes, size_t len);
void roster_rig_text(struct roster_rig *r, const char *text);
/* One person under the usual headings, with these cells in place of good ones: "Ngày sinh",
 * "5/3/1985", …, NULL. */
void roster_rig_person(struct roster_rig *r, const char *heading, const char *cell, ...);
/* True when a finding of the kind holds the word. */
bool roster_rig_says(const struct roster_rig *r, enum findings_kind kind, const char *word);
size_t roster_rig_warnings(const struct roster_rig *r);
/* Rows passed over for this reason. */
size_t roster_rig_passed(const struct roster_rig *r, enum roster_pass why);
/* All findings, a line each, for a test that fails. Lives until the next call. */
const char *roster_rig_all(const struct roster_rig *r);

#endif
