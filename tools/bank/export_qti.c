#include "app/core/i18n.h"
#include "tools/bank/export.h"
#include "tools/table/html.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writing {
    const struct bank_folder *b;
    struct archive *zip;
    struct buf manifest, test, item;
    size_t number;
    uint32_t pool;
};

static const char ITEM_HEAD[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qti-assessment-item "
    "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"";
static const char MANIFEST_HEAD[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest "
    "xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" identifier=\"manifest\">\n"
    "  <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n  "
    "<organizations/>\n  <resources>\n"
    "    <resource identifier=\"test\" type=\"imsqti_test_xmlv3p0\" href=\"test.xml\"><file "
    "href=\"test.xml\"/></resource>\n";
static const char TEST_HEAD[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qti-assessment-test "
    "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"test\" title=\"";

static void put(struct buf *out, const char *before, const char *text, const char *behind)
{
    buf_add_text(out, before);
    html_text(out, text);
    buf_add_text(out, behind);
}

/* Text with its lines as <br/>. */
static void put_lines(struct buf *out, const char *before, const char *text, const char *behind)
{
    char *copy = strdup(text), *rest = copy, *line;
    buf_add_text(out, before);
    for (size_t n = 0; rest && (line = strsep(&rest, "\n")); n++) {
        if (n)
            buf_add_text(out, "<br/>");
        html_text(out, line);
    }
    if (!copy)
        out->failed = true;
    buf_add_text(out, behind);
    free(copy);
}

static enum err_code add_file(struct archive *zip, const char *name, const struct buf *bytes,
                              struct err *e)
{
    enum err_code rc = buf_check(bytes, name, e);
    struct archive_entry *entry = rc == ERR_OK ? archive_entry_new() : NULL;
    if (!entry)
        return rc == ERR_OK ? err_memory(e) : rc;
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)bytes->len);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 946684800, 0); /* 01/01/2000: the same bytes every time */
    if (archive_write_header(zip, entry) != ARCHIVE_OK ||
        archive_write_data(zip, bytes->data, bytes->len) != (la_ssize_t)bytes->len)
        rc = err_set(e, ERR_IO, _("%s: could not be put into the archive"), name);
    archive_entry_free(entry);
    return rc;
}

static void put_item(struct writing *w, const struct bank_row *r, const char *id)
{
    const struct bank_source_question *q = &w->b->source.question[r->question];
    struct buf *out = &w->item;
    buf_clear(out);
    buf_add_text(out, ITEM_HEAD);
    buf_add_text(out, id);
    put(out, "\" title=\"", r->name ? r->name : id,
        "\" time-dependent=\"false\" xml:lang=\"vi\">\n");
    buf_printf(out,
               "  <qti-response-declaration identifier=\"RESPONSE\" cardinality=\"single\" "
               "base-type=\"identifier\">\n"
               "    <qti-correct-response><qti-value>%c</qti-value></qti-correct-response>\n  "
               "</qti-response-declaration>\n"
               "  <qti-outcome-declaration identifier=\"SCORE\" cardinality=\"single\" "
               "base-type=\"float\"/>\n"
               "  <qti-outcome-declaration identifier=\"FEEDBACK\" cardinality=\"single\" "
               "base-type=\"identifier\"/>\n"
               "  <qti-item-body>\n    <qti-choice-interaction response-identifier=\"RESPONSE\" "
               "shuffle=\"%s\" max-choices=\"1\">\n",
               'A' + r->answer, q->options_refer ? "false" : "true");
    put_lines(out, "      <qti-prompt>", q->text.stem, "</qti-prompt>\n");
    for (int i = 0; i < BANK_OPTIONS; i++) {
        buf_printf(out, "      <qti-simple-choice identifier=\"%c\">", 'A' + i);
        put_lines(out, "", q->text.option[i], "</qti-simple-choice>\n");
    }
    buf_add_text(
        out,
        "    </qti-choice-interaction>\n  </qti-item-body>\n"
        "  <qti-response-processing "
        "template=\"https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml\"/>\n");
    if (q->note)
        put(out,
            "  <qti-modal-feedback outcome-identifier=\"FEEDBACK\" identifier=\"source\" "
            "show-hide=\"show\"><qti-content-body><p>",
            q->note, "</p></qti-content-body></qti-modal-feedback>\n");
    buf_add_text(out, "</qti-assessment-item>\n");
}

static enum err_code take(void *context, const struct bank_row *r, struct err *e)
{
    struct writing *w = context;
    char id[24], name[48];
    snprintf(id, sizeof id, "q%05zu", ++w->number);
    snprintf(name, sizeof name, "items/%s.xml", id);
    if (r->pool != w->pool) {
        buf_add_text(&w->test, w->pool == UINT32_MAX ? "" : "    </qti-assessment-section>\n");
        buf_printf(&w->test, "    <qti-assessment-section identifier=\"s%u\" visible=\"true\"",
                   r->pool + 1);
        put(&w->test, " title=\"", w->b->source.pool[r->pool].name, "\">\n");
        w->pool = r->pool;
    }
    buf_printf(&w->test, "      <qti-assessment-item-ref identifier=\"%s\" href=\"%s\"/>\n", id,
               name);
    buf_printf(&w->manifest,
               "    <resource identifier=\"%s\" type=\"imsqti_item_xmlv3p0\" href=\"%s\"><file "
               "href=\"%s\"/></resource>\n",
               id, name, name);
    put_item(w, r, id);
    return add_file(w->zip, name, &w->item, e);
}

static la_ssize_t write_bytes(struct archive *a, void *context, const void *bytes, size_t len)
{
    struct buf *out = context;
    (void)a;
    buf_add(out, bytes, len);
    return out->failed ? -1 : (la_ssize_t)len;
}

static enum err_code put_package(struct writing *w, struct err *e)
{
    buf_add_text(&w->manifest, MANIFEST_HEAD);
    buf_add_text(&w->test, TEST_HEAD);
    put(&w->test, "", w->b->source.meta.title_vi,
        "\">\n  <qti-test-part identifier=\"part\" navigation-mode=\"nonlinear\" "
        "submission-mode=\"simultaneous\">\n");
    enum err_code rc = export_each(w->b, take, w, e);
    buf_add_text(&w->test, w->pool == UINT32_MAX ? "" : "    </qti-assessment-section>\n");
    buf_add_text(&w->test, "  </qti-test-part>\n</qti-assessment-test>\n");
    buf_add_text(&w->manifest, "  </resources>\n</manifest>\n");
    if (rc == ERR_OK)
        rc = add_file(w->zip, "test.xml", &w->test, e);
    return rc == ERR_OK ? add_file(w->zip, "imsmanifest.xml", &w->manifest, e) : rc;
}

enum err_code export_qti(const struct bank_folder *b, struct buf *out, struct err *e)
{
    struct writing w = {.b = b, .zip = archive_write_new(), .pool = UINT32_MAX};
    buf_init(&w.manifest, EXPORT_MAX);
    buf_init(&w.test, EXPORT_MAX);
    buf_init(&w.item, 1024 * 1024);
    enum err_code rc = w.zip ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && (archive_write_set_format_zip(w.zip) != ARCHIVE_OK ||
                         archive_write_set_bytes_in_last_block(w.zip, 1) != ARCHIVE_OK ||
                         archive_write_open(w.zip, out, NULL, write_bytes, NULL) != ARCHIVE_OK))
        rc = err_set(e, ERR_IO, _("the archive could not be begun"));
    if (rc == ERR_OK)
        rc = put_package(&w, e);
    if (rc == ERR_OK && archive_write_close(w.zip) != ARCHIVE_OK)
        rc = err_memory(e);
    archive_write_free(w.zip);
    buf_free(&w.manifest);
    buf_free(&w.test);
    buf_free(&w.item);
    return rc == ERR_OK ? buf_check(out, "QTI", e) : rc;
}
