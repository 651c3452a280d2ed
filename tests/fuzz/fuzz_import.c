/* libFuzzer: what reads questions and rosters from strangers' files. SATHACH_FUZZ names the reader.
 * Formats that are archives are fuzzed by their parts: a zero byte ends a part, and a whole archive
 * is made around them. */
#include "tests/lib/packing.h"
#include "tools/import/aiken.h"
#include "tools/import/gift.h"
#include "tools/import/grid.h"
#include "tools/import/moodle.h"
#include "tools/import/pdf.h"
#include "tools/import/qti.h"
#include "tools/import/roster.h"
#include "tools/import/word.h"
#include "tools/import/zip.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const XLSX[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                   "xl/styles.xml", NULL};
static const char *const DOCX[] = {"word/document.xml", "word/numbering.xml", "word/styles.xml",
                                   NULL};
static const char *const QTI[] = {"imsmanifest.xml", "test.xml", "items/a.xml", "items/b.xml",
                                  NULL};
static const struct packing_part WORKBOOK[] = {
    {"xl/workbook.xml",
     "<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" r:id=\"r1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
    {NULL, NULL}};

/* Every question of the source is accounted for, and what was kept is whole. */
static void check(const struct importer *in)
{
    size_t kept = 0;
    for (size_t i = 0; i < in->outcomes; i++)
        kept += in->outcome[i].question >= 0;
    if (kept != in->count || in->draft.open)
        abort();
    for (size_t i = 0; i < in->count; i++) {
        struct err e;
        if (in->question[i].answer >= BANK_OPTIONS ||
            bank_question_check(&in->question[i].text, &e) != ERR_OK)
            abort();
    }
}

static enum err_code read_packed(const char *name, const uint8_t *data, size_t size,
                                 const struct fields *fields, struct importer *in, struct err *e)
{
    struct buf zip;
    enum err_code rc;
    buf_init(&zip, 1 << 24);
    if (strcmp(name, "xlsx") == 0) {
        packing_split(data, size, XLSX, WORKBOOK, &zip);
        rc = grid_read_xlsx(zip.data, zip.len, fields, in, e);
    } else if (strcmp(name, "docx") == 0) {
        packing_split(data, size, DOCX, NULL, &zip);
        rc = word_read(zip.data, zip.len, fields, in, e);
    } else {
        packing_split(data, size, QTI, NULL, &zip);
        rc = qti_read_package(zip.data, zip.len, in, e);
    }
    buf_free(&zip);
    return rc;
}

/* What is drawn on the pages stands behind the words, after a zero byte. */
struct drawn {
    const uint8_t *data;
    size_t size;
};

static enum err_code draw(void *context, struct pdf_rules *rules, struct err *e)
{
    const struct drawn *d = context;
    FILE *f = d->size ? fmemopen((void *)d->data, d->size, "r") : NULL;
    enum err_code rc = f ? pdf_rules_read(f, rules, e) : ERR_OK;
    if (f)
        fclose(f);
    return rc;
}

static enum err_code read_boxes(const uint8_t *data, size_t size, const struct fields *fields,
                                struct importer *in, struct err *e)
{
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    size_t words = end ? (size_t)(end - data) : size;
    struct drawn d = {end ? end + 1 : NULL, end ? size - words - 1 : 0};
    FILE *f = words ? fmemopen((void *)data, words, "r") : NULL;
    enum err_code rc = f ? pdf_read_boxes(f, draw, &d, fields, in, e) : ERR_FORMAT;
    if (f)
        fclose(f);
    return rc;
}

static enum err_code read_roster(const uint8_t *data, size_t size, struct findings *f,
                                 struct err *e)
{
    struct bank_folder b;
    struct profile p = {0};
    struct roster r;
    struct roster_summary summary = {0};
    struct buf ini;
    buf_init(&ini, 1 << 20);
    bank_folder_default_ini("x", "x", "1", &ini);
    enum err_code rc = bank_folder_begin(&b, buf_text(&ini), ini.len, "x", e);
    if (rc == ERR_OK) {
        const struct roster_options options = {.fields = &b, .profile = &p};
        rc = roster_read((const char *)data, size, "x", &options, &r, &summary, f, e);
        if (rc == ERR_OK)
            roster_free(&r);
        roster_summary_free(&summary);
        bank_folder_free(&b);
    }
    buf_free(&ini);
    return rc;
}

/* Archives as they come: the directory itself is what is malformed. */
static enum err_code read_archive(const uint8_t *data, size_t size, struct err *e)
{
    struct zip z;
    enum err_code rc = zip_open(&z, data, size, NULL, e);
    if (rc == ERR_OK)
        zip_close(&z);
    return rc;
}

static enum err_code read_any(const char *name, const uint8_t *data, size_t size,
                              const struct fields *fields, struct importer *in, struct err *e)
{
    if (strcmp(name, "gift") == 0)
        return gift_read(data, size, in, e);
    if (strcmp(name, "aiken") == 0)
        return aiken_read(data, size, in, e);
    if (strcmp(name, "moodle") == 0)
        return moodle_read(data, size, in, e);
    if (strcmp(name, "qti") == 0)
        return qti_read_item(data, size, in, e);
    if (strcmp(name, "csv") == 0)
        return grid_read_csv(data, size, fields, in, e);
    if (strcmp(name, "pdf") == 0)
        return read_boxes(data, size, fields, in, e);
    if (strcmp(name, "roster") == 0)
        return read_roster(data, size, in->findings, e);
    if (strcmp(name, "zip") == 0)
        return read_archive(data, size, e);
    return read_packed(name, data, size, fields, in, e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *name = getenv("SATHACH_FUZZ");
    struct fields fields = {0};
    struct findings findings = {0};
    struct importer in;
    struct err e;
    fields_add(&fields, "1.1", "Khảo sát địa hình");
    importer_init(&in, "x", &findings, "1.1/I/chuyen-mon");
    if (read_any(name ? name : "gift", data, size, &fields, &in, &e) == ERR_OK)
        check(&in);
    importer_free(&in);
    findings_free(&findings);
    fields_free(&fields);
    return 0;
}
