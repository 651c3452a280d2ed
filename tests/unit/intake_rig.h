/* What tests of importers share: an intake with two fields, and what was said about what it read. */
#ifndef SATHACH_TESTS_UNIT_INTAKE_RIG_H
#define SATHACH_TESTS_UNIT_INTAKE_RIG_H

#include "tests/unit/packing.h"
#include "tools/import/formats.h"

struct intake_rig {
    struct fields fields;
    struct findings findings;
    struct intake in;
    struct err e;
    enum err_code rc;
};

/* An empty intake for 1.1/I/chuyen-mon. */
void intake_rig_start(struct intake_rig *r);
void intake_rig_stop(struct intake_rig *r);
/* Starts it and reads bytes as this format; the format must be what recognition says, too. */
void intake_rig_bytes(struct intake_rig *r, const char *format, const void *bytes, size_t len);
void intake_rig_text(struct intake_rig *r, const char *format, const char *text);
/* True when a finding holds the word. */
bool intake_rig_says(const struct intake_rig *r, const char *word);
/* An archive of the parts, in a buffer of its own (buf_free). */
void intake_rig_pack(const struct packing_part *parts, struct buf *zip);

#endif
