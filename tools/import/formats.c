#include "tools/import/formats.h"

#include "app/core/i18n.h"
#include "tools/import/aiken.h"
#include "tools/import/encoding.h"
#include "tools/import/gift.h"
#include "tools/import/grid.h"
#include "tools/import/moodle.h"
#include "tools/import/pdf.h"
#include "tools/import/qti.h"
#include "tools/import/word.h"

#include <stdlib.h>
#include <string.h>

/* Reads a text that was in another encoding, or in part, as UTF-8; what was converted is said
 * once. */
static enum err_code read_text(const void *bytes, size_t len, struct importer *in,
                               enum err_code (*read)(const void *, size_t, struct importer *,
                                                     struct err *),
                               struct err *e)
{
    struct encoding_file file;
    struct encoding_lines lines = {0};
    enum err_code rc = encoding_read_file(bytes, len, &file, e);
    if (rc != ERR_OK)
        return rc;
    const char *text = file.text ? file.text : bytes;
    if (file.text)
        findings_add(in->findings, FINDINGS_WARNING, in->file, 0,
                     _("the file was in the encoding %s and has been converted to Unicode"),
                     encoding_name(file.from));
    else if ((rc = encoding_read_lines(text, file.len, &lines, e)) == ERR_OK && lines.text)
        findings_add(in->findings, FINDINGS_WARNING, in->file, 0,
                     _("%zu lines were in the encoding %s and have been converted to Unicode"),
                     lines.lines, encoding_name(lines.from));
    if (lines.kept)
        findings_add(in->findings, FINDINGS_WARNING, in->file, lines.first_kept,
                     _("%zu lines look like %s; the file says that it is UTF-8, and they stay as "
                       "they are: the first stands here"),
                     lines.kept, encoding_name(lines.from));
    if (rc == ERR_OK)
        rc = lines.text ? read(lines.text, lines.len, in, e) : read(text, file.len, in, e);
    free(lines.text);
    free(file.text);
    return rc;
}

static enum err_code read_gift(const void *bytes, size_t len, const struct fields *fields,
                               struct importer *in, struct err *e)
{
    (void)fields;
    return read_text(bytes, len, in, gift_read, e);
}

static enum err_code read_aiken(const void *bytes, size_t len, const struct fields *fields,
                                struct importer *in, struct err *e)
{
    (void)fields;
    return read_text(bytes, len, in, aiken_read, e);
}

static enum err_code read_moodle(const void *bytes, size_t len, const struct fields *fields,
                                 struct importer *in, struct err *e)
{
    (void)fields;
    return moodle_read(bytes, len, in, e);
}

static bool is_qti(const void *bytes, size_t len)
{
    return qti_is_package(bytes, len) || qti_is_item(bytes, len);
}

static enum err_code read_qti(const void *bytes, size_t len, const struct fields *fields,
                              struct importer *in, struct err *e)
{
    (void)fields;
    return len >= 2 && memcmp(bytes, "PK", 2) == 0 ? qti_read_package(bytes, len, in, e)
                                                   : qti_read_item(bytes, len, in, e);
}

static const struct formats_format FORMATS[] = {
#define ROW(name, is, read) {name, is, read},
    FORMATS_TABLE(ROW)
#undef ROW
        {NULL, NULL, NULL},
};

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

static const struct formats_format *recognise(const void *bytes, size_t len)
{
    for (const struct formats_format *f = FORMATS; f->name; f++)
        if (f->is(bytes, len))
            return f;
    return NULL;
}

const struct formats_format *formats_recognise(const void *bytes, size_t len)
{
    struct encoding_file file;
    struct err e;
    const struct formats_format *f = recognise(bytes, len);
    if (f || encoding_read_file(bytes, len, &file, &e) != ERR_OK || !file.text)
        return f;
    f = recognise(file.text, file.len);
    free(file.text);
    return f;
}

enum err_code formats_say_unknown(const void *bytes, size_t len, struct err *e)
{
    struct encoding_file file = {0};
    enum err_code rc = memchr(bytes, 0, len) ? ERR_OK : encoding_read_file(bytes, len, &file, e);
    free(file.text);
    return rc == ERR_OK
               ? err_set(e, ERR_FORMAT, _("its format is not recognised; say it with --format"))
               : rc;
}
