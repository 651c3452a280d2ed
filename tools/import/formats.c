#include "tools/import/formats.h"

#include "tools/import/aiken.h"
#include "tools/import/gift.h"
#include "tools/import/grid.h"
#include "tools/import/moodle.h"
#include "tools/import/pdf.h"
#include "tools/import/qti.h"
#include "tools/import/word.h"

#include <string.h>

static enum err_code read_gift(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    (void)fields;
    return gift_read(bytes, len, in, e);
}

static enum err_code read_aiken(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    (void)fields;
    return aiken_read(bytes, len, in, e);
}

static enum err_code read_moodle(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    (void)fields;
    return moodle_read(bytes, len, in, e);
}

static bool is_qti(const void *bytes, size_t len)
{
    return qti_is_package(bytes, len) || qti_is_item(bytes, len);
}

static enum err_code read_qti(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    (void)fields;
    return len >= 2 && memcmp(bytes, "PK", 2) == 0 ? qti_read_package(bytes, len, in, e) : qti_read_item(bytes, len, in, e);
}

/* GIFT last: any text with a brace may be it. */
static const struct formats_format FORMATS[] = {
    {"pdf", pdf_is, pdf_read}, {"xlsx", rows_is_xlsx, grid_read_xlsx}, {"docx", word_is, word_read}, {"qti", is_qti, read_qti},
    {"moodle", moodle_is, read_moodle}, {"csv", grid_is_csv, grid_read_csv}, {"aiken", aiken_is, read_aiken}, {"gift", gift_is, read_gift},
    {NULL, NULL, NULL}};

const struct formats_format *formats_all(void)
{
    return FORMATS;
}

const struct formats_format *formats_find(const char *name)
{
    for (const struct formats_format *f = FORMATS; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

const struct formats_format *formats_recognise(const void *bytes, size_t len)
{
    for (const struct formats_format *f = FORMATS; f->name; f++)
        if (f->is(bytes, len))
            return f;
    return NULL;
}
