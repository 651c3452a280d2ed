/* What tests of importers share: an importer with two fields, and what was said about what it
 * read. */
#ifndef SATHACH_TESTS_UNIT_INTAKE_RIG_H
#define SATHACH_TESTS_UNIT_INTAKE_RIG_H

#include "tests/lib/packing.h"
#include "tools/import/formats.h"

struct importer_rig {
    struct fields fields;
    struct findings findings;
    struct importer in;
    struct err e;
    enum err_code rc;
};

/* An empty importer for 1.1/I/chuyen-mon. */
void importer_rig_start(struct importer_rig *r);
void importer_rig_stop(struct importer_rig *r);
/* Starts it and reads bytes as this format; the format must be what recognition says, too. */
void importer_rig_bytes(struct importer_rig *r, const char *format, const void *bytes, size_t len);
void importer_rig_text(struct importer_rig *r, const char *format, const char *text);
/* True when a finding holds the word. */
bool importer_rig_says(const struct importer_rig *r, const char *word);
/* An archive of the parts, in a buffer of its own (buf_free). */
void importer_rig_pack(const struct packing_part *parts, struct buf *zip);

#endif
