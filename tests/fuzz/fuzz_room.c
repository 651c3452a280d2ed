/* libFuzzer: what seats write for the office under keys and macs, and what the office reads of its
 * own hand again: seals, tags and chains are made here over whatever the bytes are, so that the
 * readers behind them are reached. The first byte picks the reader. */
#include "app/core/answers.h"
#include "app/core/claim.h"
#include "app/core/journal.h"
#include "app/core/manifest.h"
#include "app/core/package.h"
#include "app/core/room_record.h"
#include "tools/office/decision.h"
#include "tools/office/people.h"
#include "tools/office/results.h"

#include <stdlib.h>
#include <string.h>

enum { PAPERS = 8, QUESTIONS = 30, MANIFEST_CLEAR = 48, MANIFEST_STEP = 1024, EVENTS_MAX = 400 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct err e;
static const uint8_t KEY[CRYPT_KEY] = {7};

static const struct keys_secret *office(void)
{
    static struct keys_secret *key;
    struct crypt_random rnd = crypt_random_system();
    if (!key && (crypt_start(&e) != ERR_OK || !(key = keys_new(KEYS_OFFICE, &rnd))))
        abort();
    return key;
}

static struct session session(void)
{
    struct session s = {.papers = PAPERS, .info = {.name = "ca", .uid = {1}}, .hash = {2}};
    memcpy(s.info.office_box_pk, office()->pub.box_pk, CRYPT_BOX_PK);
    return s;
}

static void seal(uint8_t kind, const struct buf *clear, const struct buf *plain, struct buf *out)
{
    struct buf payload;
    buf_init(&payload, PACKAGE_MAX);
    buf_add(&payload, clear->data, clear->len);
    crypt_box_seal(office()->pub.box_pk, plain->data, plain->len, &payload);
    package_build(kind, NULL, NULL, payload.data, payload.len, out);
    buf_free(&payload);
}

/* The bytes stand behind the hash of the clear part; mac and zeros follow. */
static void read_manifest(const uint8_t *data, size_t size)
{
    struct session s = session();
    struct manifest m = {0};
    struct buf clear, plain, both, file;
    uint8_t hash[CRYPT_HASH], key[CRYPT_KEY], mac[CRYPT_HASH];
    struct buf *const ALL[] = {&clear, &plain, &both, &file};
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++)
        buf_init(ALL[i], PACKAGE_MAX);
    buf_add(&clear, s.info.uid, SESSION_UID);
    buf_add(&clear, s.hash, CRYPT_HASH);
    crypt_hash_file(clear.data, clear.len, hash);
    buf_add(&plain, hash, sizeof hash);
    buf_add(&plain, data, size);
    crypt_kdf(KEY, LABEL_MANIFEST_KEY, NULL, 0, key, sizeof key);
    buf_add(&both, clear.data, clear.len);
    buf_add(&both, plain.data, plain.len);
    crypt_kdf(key, LABEL_MANIFEST, both.data, both.len, mac, sizeof mac);
    buf_add(&plain, mac, sizeof mac);
    buf_pad(&plain, MANIFEST_STEP);
    seal(PACKAGE_MANIFEST, &clear, &plain, &file);
    if (manifest_open(file.data, file.len, &s, office(), KEY, &m, &e) == ERR_OK) {
        if (m.number == 0 || memchr(m.seat, 0, sizeof m.seat) == NULL)
            abort();
        for (uint32_t i = 0; i < m.entries; i++)
            if (m.entry[i].paper >= PAPERS)
                abort();
    }
    manifest_free(&m);
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++)
        buf_free(ALL[i]);
}

static void read_claim(const uint8_t *data, size_t size)
{
    struct session s = session();
    struct claim c;
    struct buf payload, file;
    uint8_t tag[ANSWERS_TAG], tagged[CLAIM_TAGGED] = {0};
    memcpy(tagged, data, size < sizeof tagged ? size : sizeof tagged);
    claim_tag(KEY, tagged, tag);
    buf_init(&payload, PACKAGE_MAX);
    buf_init(&file, PACKAGE_MAX);
    buf_add(&payload, tagged, sizeof tagged);
    buf_add(&payload, tag, sizeof tag);
    package_build(PACKAGE_CLAIM, NULL, NULL, payload.data, payload.len, &file);
    if (claim_open(file.data, file.len, &s, 3, KEY, &c, &e) == ERR_OK &&
        (c.paper != 3 || strlen(c.seat) > CLAIM_SEAT))
        abort();
    buf_free(&payload);
    buf_free(&file);
}

/* Records as they come: those that hold stand at the front. */
static void read_records(const uint8_t *data, size_t size)
{
    uint8_t last[CRYPT_HASH];
    size_t count = size / ROOM_RECORD;
    if (room_record_verify(data, count, KEY, last) > count)
        abort();
}

/* Events one after the other, chained as a seat does: a journal with a good chain, whatever it
 * tells. */
static void read_journal(const uint8_t *data, size_t size)
{
    struct journal_state st;
    struct buf records;
    uint8_t key[CRYPT_KEY], mac[JOURNAL_MAC], binding[32] = {0};
    size_t count = size / JOURNAL_EVENT < EVENTS_MAX ? size / JOURNAL_EVENT : EVENTS_MAX;
    buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    memcpy(key, KEY, sizeof key);
    if (count)
        memcpy(binding, data + 64, sizeof binding);
    for (size_t i = 0; i < count; i++) {
        journal_chain(key, data + i * JOURNAL_EVENT, mac);
        buf_add(&records, data + i * JOURNAL_EVENT, JOURNAL_EVENT);
        buf_add(&records, mac, sizeof mac);
    }
    enum err_code rc = journal_verify(
        &(struct journal_records){records.data, count, KEY, binding, QUESTIONS}, &st, NULL, &e);
    for (size_t q = 0; rc == ERR_OK && q < QUESTIONS; q++)
        if (st.choice[q] != JOURNAL_NO_CHOICE && st.choice[q] >= BANK_OPTIONS)
            abort();
    buf_free(&records);
}

static void read_people(const uint8_t *data, size_t size)
{
    struct people_file p;
    struct buf sealed;
    buf_init(&sealed, PACKAGE_MAX);
    crypt_box_seal(office()->pub.box_pk, data, size, &sealed);
    if (people_open(office(), sealed.data, sealed.len, PAPERS, &p, &e) == ERR_OK) {
        if (p.count != PAPERS || p.n == 0)
            abort();
        people_free(&p);
    }
    buf_free(&sealed);
}

static void check_same(const struct buf *again, const uint8_t *data, size_t size)
{
    if (!again->failed && (again->len != size || memcmp(again->data, data, size) != 0))
        abort();
}

static void read_decision(const uint8_t *data, size_t size)
{
    struct decision d;
    struct buf again;
    buf_init(&again, DECISION_FILE_MAX);
    if (decision_read((const char *)data, size, "x", &d, &e) == ERR_OK) {
        decision_write(&d, &again);
        check_same(&again, data, size);
        decision_free(&d);
    }
    buf_free(&again);
}

static void read_results(const uint8_t *data, size_t size)
{
    struct results r = {0};
    struct buf again;
    buf_init(&again, RESULTS_FILE_MAX);
    if (results_read((const char *)data, size, "x", &r, &e) == ERR_OK) {
        results_write(&r, &again);
        check_same(&again, data, size);
        results_free(&r);
    }
    buf_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const READ[])(const uint8_t *data, size_t size) = {
        read_manifest, read_claim,    read_records, read_journal,
        read_people,   read_decision, read_results};
    if (size > 1)
        READ[data[0] % (sizeof READ / sizeof READ[0])](data + 1, size - 1);
    return 0;
}
