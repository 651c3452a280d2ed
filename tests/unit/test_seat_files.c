/* What a seat writes beside journals: tagged headers, claims, room records, manifests, statuses,
 * the build. Their vectors, and that nothing altered is taken for what it was. */
#include "app/core/build.h"
#include "app/core/claim.h"
#include "app/core/file.h"
#include "app/core/manifest.h"
#include "app/core/status.h"
#include "tests/lib/rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct rig rig;

static void count_from(uint8_t first, uint8_t *out, size_t len)
{
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)(first + i);
}

static void assert_hex(const uint8_t *bytes, size_t len, const char *expected)
{
    char hex[129];
    crypt_hex(bytes, len, hex);
    assert_string_equal(hex, expected);
}

static void a_header_is_tagged_as_published(void **state)
{
    (void)state;
    uint8_t key[CRYPT_KEY], header[ANSWERS_TAGGED], tag[ANSWERS_TAG];
    count_from(0x80, key, sizeof key);
    count_from(0, header, sizeof header);
    answers_tag(key, header, tag);
    assert_hex(tag, sizeof tag, "477c52f5f5f2031bc44693761a067e6c");
}

/* ---- claims ---- */

static void a_claim_is_named_and_tagged_as_published(void **state)
{
    (void)state;
    uint8_t key[CRYPT_KEY], hash[CRYPT_HASH], payload[CLAIM_TAGGED], tag[ANSWERS_TAG];
    char token[CODE_RECEIPT + 1];
    count_from(0x80, key, sizeof key);
    count_from(0x20, hash, sizeof hash);
    count_from(0, payload, sizeof payload);
    claim_token(key, hash, token);
    assert_string_equal(token, "NMEKP3MYD0R4ZQMD");
    claim_tag(key, payload, tag);
    assert_hex(tag, sizeof tag, "a8096b6dfac6708781f73fe1ccb2f419");
}

static void a_claim_opens_for_its_paper_and_key_alone(void **state)
{
    (void)state;
    uint8_t key[CRYPT_KEY], other[CRYPT_KEY];
    struct claim made = {.paper = 1, .seat = "Máy 12", .boot_hash = {1, 2, 3}, .wall_ms = 77};
    struct claim read;
    struct err e = {0};
    struct buf file;
    char name[CLAIM_NAME];
    buf_init(&file, 4096);
    resume_key(rig.office.paper[1].k0, key);
    resume_key(rig.office.paper[2].k0, other);
    claim_build(&rig.session, &made, key, &file);
    assert_int_equal(file.len, CLAIM_FILE);
    assert_int_equal(claim_open(file.data, file.len, &rig.session, 1, key, &read, &e), ERR_OK);
    assert_int_equal(read.paper, made.paper);
    assert_string_equal(read.seat, made.seat);
    assert_memory_equal(read.boot_hash, made.boot_hash, sizeof made.boot_hash);
    assert_int_equal(read.wall_ms, made.wall_ms);
    assert_int_equal(claim_open(file.data, file.len, &rig.session, 2, key, &read, &e), ERR_POLICY);
    assert_int_equal(claim_open(file.data, file.len, &rig.session, 1, other, &read, &e), ERR_AUTH);
    for (size_t at = 0; at < file.len; at++) {
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(claim_open(file.data, file.len, &rig.session, 1, key, &read, &e),
                             ERR_OK);
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(claim_open(file.data, at, &rig.session, 1, key, &read, &e), ERR_OK);
    }
    claim_file_name(&rig.session, 1, key, name);
    assert_int_equal(strncmp(name, "rig.0002.", 9), 0);
    assert_string_equal(name + 9 + CODE_RECEIPT, ".start");
    buf_free(&file);
}

/* ---- room records ---- */

static void the_first_room_record_has_the_published_mac(void **state)
{
    (void)state;
    uint8_t S[CRYPT_KEY], seat[8], key[CRYPT_KEY], body[ROOM_RECORD_BODY], mac[CRYPT_HASH];
    const uint8_t before[CRYPT_HASH] = {0};
    count_from(0x20, S, sizeof S);
    count_from(0, seat, sizeof seat);
    count_from(0, body, sizeof body);
    room_record_key(S, seat, key);
    room_record_mac(key, before, body, mac);
    assert_hex(mac, sizeof mac, "af6a4c40550536e2132ba78c45c6b35c854e639b6649f65d8faf46976ba0d948");
}

enum { RECORDS = 7, BEGUN_ANEW = 4 };

/* So many records; the fifth begins anew, as behind a file set aside. */
static void write_records(const uint8_t key[CRYPT_KEY], uint8_t out[RECORDS * ROOM_RECORD])
{
    uint8_t before[CRYPT_HASH] = {0};
    for (uint32_t i = 0; i < RECORDS; i++) {
        struct room_record r = {.seq = i < BEGUN_ANEW ? i : i - BEGUN_ANEW,
                                .what = ROOM_VOUCHER,
                                .number = (uint16_t)i,
                                .paper = (uint32_t)ROOM_RECORD_NO_PAPER,
                                .action = 16,
                                .wall_ms = -5};
        if (r.seq == 0)
            memset(before, 0, sizeof before);
        room_record_encode(&r, key, before, out + i * ROOM_RECORD);
        memcpy(before, out + i * ROOM_RECORD + ROOM_RECORD_BODY, sizeof before);
    }
}

static void room_records_hold_up_to_the_first_that_was_altered(void **state)
{
    (void)state;
    uint8_t key[CRYPT_KEY] = {9}, records[RECORDS * ROOM_RECORD], last[CRYPT_HASH];
    struct room_record r;
    write_records(key, records);
    assert_int_equal(room_record_verify(records, RECORDS, key, last), RECORDS);
    assert_memory_equal(last, records + sizeof records - sizeof last, sizeof last);
    room_record_decode(records + 2 * ROOM_RECORD, &r);
    assert_int_equal(r.number, 2);
    assert_int_equal(r.wall_ms, -5);
    for (size_t at = 0; at < sizeof records; at++) {
        records[at] ^= (uint8_t)(1u << at % 8);
        assert_true(room_record_verify(records, RECORDS, key, NULL) <= at / ROOM_RECORD);
        records[at] ^= (uint8_t)(1u << at % 8);
    }
    memmove(records + ROOM_RECORD, records + 2 * ROOM_RECORD, 2 * ROOM_RECORD);
    assert_int_equal(room_record_verify(records, RECORDS, key, NULL), 1); /* one was taken out */
}

/* ---- manifests ---- */

static void fill(struct manifest *m)
{
    static struct manifest_entry entry[2];
    static uint8_t records[RECORDS * ROOM_RECORD];
    const uint8_t key[CRYPT_KEY] = {9};
    write_records(key, records);
    entry[0] = (struct manifest_entry){.paper = 1, .events = 9, .is_ended = true, .head = {4}};
    entry[1] = (struct manifest_entry){.paper = 3, .events = 2, .head = {5}};
    *m = (struct manifest){.seat = "Máy 12",
                           .wall_ms = 88,
                           .number = 3,
                           .why = MANIFEST_LEFT,
                           .before = {6},
                           .build = {0, 1, 0, 0, 7},
                           .entry = entry,
                           .entries = 2,
                           .record = records,
                           .records = RECORDS};
}

static void a_manifest_comes_back_whole(void **state)
{
    (void)state;
    struct manifest made, read;
    struct err e = {0};
    struct buf file;
    char name[MANIFEST_NAME];
    buf_init(&file, MANIFEST_FILE_MAX);
    fill(&made);
    manifest_build(&rig.session, rig.office.S, &made, &file);
    assert_int_equal(
        manifest_open(file.data, file.len, &rig.session, rig.key, rig.office.S, &read, &e), ERR_OK);
    assert_string_equal(read.seat, made.seat);
    assert_int_equal(read.wall_ms, 88);
    assert_int_equal(read.number, 3);
    assert_int_equal(read.why, MANIFEST_LEFT);
    assert_memory_equal(read.before, made.before, sizeof read.before);
    assert_memory_equal(read.build, made.build, sizeof read.build);
    assert_memory_equal(read.mac, made.mac, sizeof read.mac);
    assert_int_equal(read.entries, 2);
    assert_memory_equal(read.entry[1].head, made.entry[1].head, CRYPT_HASH);
    assert_true(read.entry[0].is_ended);
    assert_int_equal(read.records, RECORDS);
    assert_memory_equal(read.record, made.record, RECORDS * ROOM_RECORD);
    manifest_file_name(&rig.session, made.seat, made.mac, name);
    assert_int_equal(strncmp(name, "rig.M__y_12-1A5290CN.", 21), 0);
    assert_true(manifest_is_file_name(name));
    manifest_free(&read);
    buf_free(&file);
}

static void a_manifest_altered_or_made_without_the_key_is_refused(void **state)
{
    (void)state;
    struct manifest made, read;
    struct err e = {0};
    struct buf file;
    uint8_t other[CRYPT_KEY] = {1};
    buf_init(&file, MANIFEST_FILE_MAX);
    fill(&made);
    manifest_build(&rig.session, other, &made, &file);
    assert_int_equal(
        manifest_open(file.data, file.len, &rig.session, rig.key, rig.office.S, &read, &e),
        ERR_KEY);
    buf_clear(&file);
    manifest_build(&rig.session, rig.office.S, &made, &file);
    for (size_t at = 0; at < file.len; at++) {
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(
            manifest_open(file.data, file.len, &rig.session, rig.key, rig.office.S, &read, &e),
            ERR_OK);
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(
            manifest_open(file.data, at, &rig.session, rig.key, rig.office.S, &read, &e), ERR_OK);
    }
    made.number = 0; /* numbers begin with 1 */
    buf_clear(&file);
    manifest_build(&rig.session, rig.office.S, &made, &file);
    assert_int_equal(
        manifest_open(file.data, file.len, &rig.session, rig.key, rig.office.S, &read, &e),
        ERR_FORMAT);
    buf_free(&file);
}

/* ---- statuses ---- */

static void a_status_comes_back_whole_under_its_key_alone(void **state)
{
    (void)state;
    static struct status made, read;
    struct crypt_random rnd = crypt_random_system();
    struct err e = {0};
    struct buf file;
    uint8_t other[CRYPT_KEY] = {1};
    buf_init(&file, STATUS_FILE_MAX);
    made = (struct status){.state = STATUS_RUNNING,
                           .flags = STATUS_FORK | STATUS_UNSAVED,
                           .instance = 7,
                           .number = 8,
                           .boot_ms = 9,
                           .wall_ms = -10,
                           .wrong_logins = 2,
                           .wrong_vouchers = 3,
                           .candidate = 4,
                           .build = {0, 1},
                           .seat = "Máy 12",
                           .papers = 2,
                           .troubles = 1,
                           .orders = STATUS_ORDERS_MAX,
                           .vouchers = STATUS_VOUCHERS_MAX};
    made.paper[0] = (struct status_paper){.paper = 1, .state = STATUS_PAPER_RUNNING, .left_s = 60};
    made.paper[1] = (struct status_paper){.paper = 2, .state = STATUS_PAPER_ENDED, .receipt = {8}};
    made.trouble[0] = (struct status_trouble){ERR_IO, STATUS_TROUBLE_EXCHANGE, 12};
    made.order[3] = (struct status_order){{1, 2, 3}, 4};
    made.voucher[5] = (struct status_voucher){17, 2, 1, -3};
    status_build(&rig.session, rig.office.S, &made, &rnd, &file);
    assert_int_equal(status_open(file.data, file.len, &rig.session, rig.office.S, &read, &e),
                     ERR_OK);
    assert_memory_equal(&made, &read, sizeof made);
    assert_int_equal(
        (file.len - PACKAGE_HEADER - SESSION_UID - CRYPT_HASH - CRYPT_XSEAL_EXTRA) % 1024, 0);
    assert_int_equal(status_open(file.data, file.len, &rig.session, other, &read, &e), ERR_AUTH);
    for (size_t at = 0; at < file.len; at += 7) {
        file.data[at] ^= (uint8_t)(1u << at % 8);
        assert_int_not_equal(
            status_open(file.data, file.len, &rig.session, rig.office.S, &read, &e), ERR_OK);
        file.data[at] ^= (uint8_t)(1u << at % 8);
    }
    buf_free(&file);
}

/* Two seats of one folder never write one file, whatever they are called. */
static void names_that_meet_when_cut_stand_apart(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"MAY-01",
                                        "phong-thi-so-hai-cua-so-xay-dung",
                                        "phong-thi-so-hai-cua-so-xay-dung-may-01",
                                        "phong-thi-so-hai-cua-so-xay-dung-may-02",
                                        "Máy 12",
                                        "Mày 12",
                                        "M__y_12",
                                        "",
                                        "_"};
    enum { COUNT = sizeof NAMES / sizeof NAMES[0] };
    char name[COUNT][STATUS_NAME];
    for (size_t i = 0; i < COUNT; i++) {
        status_file_name(&rig.session, NAMES[i], name[i]);
        assert_true(strlen(name[i]) <= strlen("rig.") + 32 + strlen(".status"));
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(name[i], name[k]);
    }
    assert_string_equal(name[0], "rig.MAY-01.status"); /* as they are, where they can be */
    assert_string_equal(name[1], "rig.phong-thi-so-hai-cua-so-xay-dung.status");
    assert_string_equal(name[4], "rig.M__y_12-1A5290CN.status");
}

/* ---- the build ---- */

static void the_build_is_version_and_file(void **state)
{
    (void)state;
    uint8_t id[BUILD_ID], hash[CRYPT_HASH];
    const uint8_t none[BUILD_ID - 4] = {0};
    char path[96];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/program", rig.dir);
    assert_int_equal(file_write(path, "abc", 3, FILE_REPLACE, &e), ERR_OK);
    build_id(path, "1.20.3", id);
    assert_hex(id, 4, "01140300");
    crypt_hash_file("abc", 3, hash);
    assert_memory_equal(id + 4, hash, BUILD_ID - 4);
    build_id("/nowhere", "0.1.0", id);
    assert_hex(id, 4, "00010000");
    assert_memory_equal(id + 4, none, sizeof none);
}

static int set_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_is_tagged_as_published),
        cmocka_unit_test(a_claim_is_named_and_tagged_as_published),
        cmocka_unit_test(a_claim_opens_for_its_paper_and_key_alone),
        cmocka_unit_test(the_first_room_record_has_the_published_mac),
        cmocka_unit_test(room_records_hold_up_to_the_first_that_was_altered),
        cmocka_unit_test(a_manifest_comes_back_whole),
        cmocka_unit_test(a_manifest_altered_or_made_without_the_key_is_refused),
        cmocka_unit_test(a_status_comes_back_whole_under_its_key_alone),
        cmocka_unit_test(names_that_meet_when_cut_stand_apart),
        cmocka_unit_test(the_build_is_version_and_file)};
    return cmocka_run_group_tests_name("seat files", tests, set_up, tear_down);
}
