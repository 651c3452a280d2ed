#include "tests/unit/intake_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

void intake_rig_start(struct intake_rig *r)
{
    *r = (struct intake_rig){0};
    fields_add(&r->fields, "1.1", "Khảo sát địa hình");
    fields_add(&r->fields, "4.1", "Giám sát công tác xây dựng công trình");
    intake_init(&r->in, "x", &r->findings, "1.1/I/chuyen-mon");
}

void intake_rig_stop(struct intake_rig *r)
{
    intake_free(&r->in);
    findings_free(&r->findings);
    fields_free(&r->fields);
}

void intake_rig_bytes(struct intake_rig *r, const char *format, const void *bytes, size_t len)
{
    const struct formats_format *f = formats_recognise(bytes, len);
    intake_rig_start(r);
    if (!f || strcmp(f->name, format) != 0)
        fail_msg("recognised as %s, not %s: %.60s", f ? f->name : "nothing", format, (const char *)bytes);
    r->rc = f->read(bytes, len, &r->fields, &r->in, &r->e);
}

void intake_rig_text(struct intake_rig *r, const char *format, const char *text)
{
    intake_rig_bytes(r, format, text, strlen(text));
}

bool intake_rig_says(const struct intake_rig *r, const char *word)
{
    for (size_t i = 0; i < r->findings.count; i++)
        if (strstr(r->findings.item[i].text, word))
            return true;
    return false;
}

void intake_rig_pack(const struct packing_part *parts, struct buf *zip)
{
    buf_init(zip, 1 << 26);
    packing_zip(parts, zip);
}
