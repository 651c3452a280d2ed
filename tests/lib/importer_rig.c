#include "tests/lib/importer_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void importer_rig_start(struct importer_rig *r)
{
    *r = (struct importer_rig){0};
    fields_add(&r->fields, "1.1", "Khảo sát địa hình");
    fields_add(&r->fields, "4.1", "Giám sát công tác xây dựng công trình");
    importer_init(&r->in, "x", &r->findings, "1.1/I/chuyen-mon");
}

void importer_rig_stop(struct importer_rig *r)
{
    importer_free(&r->in);
    findings_free(&r->findings);
    fields_free(&r->fields);
}

void importer_rig_bytes(struct importer_rig *r, const char *format, const void *bytes, size_t len)
{
    const struct formats_format *f = formats_recognise(bytes, len);
    importer_rig_start(r);
    if (!f || strcmp(f->name, format) != 0)
        fail_msg("recognised as %s, not %s: %.60s", f ? f->name : "nothing", format,
                 (const char *)bytes);
    r->rc = f->read(bytes, len, &r->fields, &r->in, &r->e);
}

void importer_rig_text(struct importer_rig *r, const char *format, const char *text)
{
    importer_rig_bytes(r, format, text, strlen(text));
}

bool importer_rig_says(const struct importer_rig *r, const char *word)
{
    for (size_t i = 0; i < r->findings.count; i++)
        if (strstr(r->findings.item[i].text, word))
            return true;
    return false;
}

void importer_rig_pack(const struct packing_part *parts, struct buf *zip)
{
    buf_init(zip, 1 << 26);
    packing_zip(parts, zip);
}
