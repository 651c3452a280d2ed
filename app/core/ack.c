#include "app/core/ack.h"

#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/wire.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_SESSION = 1, BLOCK_JOURNALS = 2, BLOCK_MARK = 3 };

/* Big-endian paper, so that bytes sort as numbers do. */
static void write_entry(uint32_t paper, const char receipt[CODE_RECEIPT + 1],
                        uint8_t out[ACK_ENTRY])
{
    memset(out, 0, ACK_ENTRY);
    for (int i = 0; i < 4; i++)
        out[i] = (uint8_t)(paper >> (24 - 8 * i));
    memcpy(out + 4, receipt, CODE_RECEIPT);
}

void ack_add(struct buf *entries, uint32_t paper, const char receipt[CODE_RECEIPT + 1])
{
    uint8_t entry[ACK_ENTRY];
    write_entry(paper, receipt, entry);
    buf_add(entries, entry, sizeof entry);
}

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, ACK_ENTRY);
}

/* Ascending, each once: a journal may have come as answers and as a checkpoint. */
static void sort_entries(struct buf *entries)
{
    size_t n = entries->len / ACK_ENTRY, kept = 1;
    qsort(entries->data, n, ACK_ENTRY, compare);
    for (size_t i = 1; i < n; i++) {
        uint8_t *entry = entries->data + i * ACK_ENTRY;
        uint8_t *last = entries->data + (kept - 1) * ACK_ENTRY;
        if (memcmp(entry, last, ACK_ENTRY) == 0)
            continue;
        memmove(last + ACK_ENTRY, entry, ACK_ENTRY);
        kept++;
    }
    entries->len = kept * ACK_ENTRY;
}

void ack_build(const struct session *s, const struct buf *entries, const void *mark,
               size_t mark_len, const struct keys_secret *office, struct buf *out)
{
    struct buf payload, about, sorted;
    buf_init(&payload, ACK_FILE_MAX);
    buf_init(&about, 1024);
    buf_init(&sorted, ACK_FILE_MAX);
    buf_add(&about, s->info.uid, SESSION_UID);
    buf_add_text(&about, s->info.name);
    if (entries->len)
        buf_add(&sorted, entries->data, entries->len);
    if (sorted.len)
        sort_entries(&sorted);
    block_add(&payload, BLOCK_SESSION, BLOCK_LANG_NONE, about.data, about.len);
    block_add(&payload, BLOCK_JOURNALS, BLOCK_LANG_NONE,
              sorted.data ? sorted.data : (const uint8_t *)"", sorted.len);
    if (mark_len)
        block_add(&payload, BLOCK_MARK, BLOCK_LANG_NONE, mark, mark_len);
    if (payload.failed || about.failed || sorted.failed || entries->failed)
        out->failed = true;
    else
        package_build(PACKAGE_ACK, office->pub.sign_pk, office->sign_sk, payload.data, payload.len,
                      out);
    buf_free(&payload);
    buf_free(&about);
    buf_free(&sorted);
}

enum err_code ack_open(const void *bytes, size_t len, const uint8_t office_pk[CRYPT_SIGN_PK],
                       struct ack *out, struct err *e)
{
    struct package p;
    struct wire w;
    struct block about, journals, mark;
    memset(out, 0, sizeof *out);
    enum err_code rc = package_open(bytes, len, PACKAGE_ACK, office_pk, &p, e);
    if (rc != ERR_OK)
        return rc;
    wire_init(&w, p.payload, p.len);
    if (!block_next(&w, &about) || about.type != BLOCK_SESSION || about.len <= SESSION_UID ||
        about.len - SESSION_UID >= SESSION_NAME_MAX || !block_next(&w, &journals) ||
        journals.type != BLOCK_JOURNALS || journals.len % ACK_ENTRY != 0)
        return err_set(e, ERR_FORMAT, _("not an acknowledgement as the office writes it"));
    out->uid = about.data;
    memcpy(out->session, about.data + SESSION_UID, about.len - SESSION_UID);
    out->entry = journals.data;
    out->count = journals.len / ACK_ENTRY;
    if (block_next(&w, &mark)) {
        if (mark.type != BLOCK_MARK)
            return err_set(e, ERR_FORMAT, _("not an acknowledgement as the office writes it"));
        out->mark = (const char *)mark.data;
        out->mark_len = mark.len;
    }
    if (w.failed)
        return err_set(e, ERR_FORMAT, _("not an acknowledgement as the office writes it"));
    return ERR_OK;
}

bool ack_has(const struct ack *a, uint32_t paper, const char receipt[CODE_RECEIPT + 1])
{
    uint8_t wanted[ACK_ENTRY];
    write_entry(paper, receipt, wanted);
    return a->count && bsearch(wanted, a->entry, a->count, ACK_ENTRY, compare) != NULL;
}
