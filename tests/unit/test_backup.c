/* Sealed backups, piece by piece: what is moved, dropped or of another backup does not open, even
 * where the office's own key signed it again. */
#include "app/core/file.h"
#include "app/core/package.h"
#include "tests/lib/scratch.h"
#include "tools/office/backup_stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LEN = 2 * BACKUP_PIECE + 12345, SEALED = BACKUP_PIECE + CRYPT_XSEAL_EXTRA, KEY_FILE = 300 };

static struct keys_secret *office, *other;
static struct crypt_random rnd;
static char folder[96], archive[160], backup[160], opened[160];
static uint8_t *plain;

static int set_up(void **state)
{
    (void)state;
    struct err e;
    rnd = crypt_random_system();
    assert_int_equal(crypt_start(&e), ERR_OK);
    scratch_folder(folder, sizeof folder);
    snprintf(archive, sizeof archive, "%s/archive", folder);
    snprintf(backup, sizeof backup, "%s/backup", folder);
    snprintf(opened, sizeof opened, "%s/opened", folder);
    office = keys_new(KEYS_OFFICE, &rnd);
    other = keys_new(KEYS_OFFICE, &rnd);
    plain = malloc(LEN);
    for (size_t i = 0; i < LEN; i++)
        plain[i] = (uint8_t)(i * 31 + i / 257);
    assert_int_equal(file_write(archive, plain, LEN, FILE_NEW, &e), ERR_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    keys_free(office);
    keys_free(other);
    free(plain);
    unlink(archive);
    unlink(backup);
    unlink(opened);
    rmdir(folder);
    return 0;
}

static void seal(const struct keys_public *also, size_t count)
{
    uint8_t key_file[KEY_FILE] = {1, 2, 3}, hash[CRYPT_HASH], again[CRYPT_HASH];
    uint64_t size;
    struct err e = {0};
    struct buf b;
    const struct backup_seal s = {.archive = archive,
                                  .path = backup,
                                  .office = office,
                                  .key_file = key_file,
                                  .key_file_len = sizeof key_file,
                                  .also = also,
                                  .also_count = count,
                                  .rnd = &rnd};
    assert_int_equal(backup_stream_write(&s, hash, &size, &e), ERR_OK);
    buf_init(&b, PACKAGE_MAX);
    assert_int_equal(file_read(backup, PACKAGE_MAX, &b, &e), ERR_OK);
    assert_int_equal(b.len, size);
    crypt_hash_file(b.data, b.len, again);
    assert_memory_equal(hash, again, sizeof hash);
    buf_free(&b);
}

/* The bytes of the backup under the office's signature again, as only the office can. */
static void sign_again(struct buf *b)
{
    struct err e;
    crypt_sign(office->sign_sk, LABEL_SIGN_PACKAGE, b->data, b->len - CRYPT_SIG,
               b->data + b->len - CRYPT_SIG);
    unlink(backup);
    assert_int_equal(file_write(backup, b->data, b->len, FILE_NEW, &e), ERR_OK);
}

static void read_backup(struct buf *b)
{
    struct err e;
    buf_init(b, PACKAGE_MAX);
    assert_int_equal(file_read(backup, PACKAGE_MAX, b, &e), ERR_OK);
}

static enum err_code unseal(const struct keys_secret *key)
{
    struct backup_stream s;
    struct err e = {0};
    enum err_code rc = backup_stream_open(backup, &s, &e);
    if (rc != ERR_OK)
        return rc;
    rc = backup_stream_unseal(&s, key, opened, &e);
    assert_int_equal(access(opened, F_OK) == 0, rc == ERR_OK); /* nothing half is left */
    backup_stream_close(&s);
    return rc;
}

static size_t pieces_at(void)
{
    struct backup_stream s;
    struct err e;
    assert_int_equal(backup_stream_open(backup, &s, &e), ERR_OK);
    size_t at = (size_t)s.pieces_at;
    backup_stream_close(&s);
    return at;
}

static void what_is_sealed_comes_back(void **state)
{
    (void)state;
    struct buf b;
    struct err e;
    seal(NULL, 0);
    assert_int_equal(unseal(office), ERR_OK);
    buf_init(&b, PACKAGE_MAX);
    assert_int_equal(file_read(opened, PACKAGE_MAX, &b, &e), ERR_OK);
    assert_int_equal(b.len, LEN);
    assert_memory_equal(b.data, plain, LEN);
    buf_free(&b);
    unlink(opened);
    assert_int_equal(unseal(other), ERR_KEY);
    seal(&other->pub, 1);
    assert_int_equal(unseal(other), ERR_OK);
    unlink(opened);
    assert_int_equal(unseal(office), ERR_OK);
    unlink(opened);
}

/* A bit of the signature alone: all else is as it was sealed. */
static void the_signature_is_asked(void **state)
{
    (void)state;
    struct buf b;
    struct err e;
    seal(NULL, 0);
    read_backup(&b);
    b.data[b.len - 1] ^= 1;
    unlink(backup);
    assert_int_equal(file_write(backup, b.data, b.len, FILE_NEW, &e), ERR_OK);
    assert_int_equal(unseal(office), ERR_AUTH);
    buf_free(&b);
}

static void pieces_keep_their_places(void **state)
{
    (void)state;
    struct buf b;
    seal(NULL, 0);
    size_t at = pieces_at();
    read_backup(&b);
    uint8_t *first = malloc(SEALED);
    memcpy(first, b.data + at, SEALED);
    memcpy(b.data + at, b.data + at + SEALED, SEALED);
    memcpy(b.data + at + SEALED, first, SEALED);
    sign_again(&b);
    assert_int_equal(unseal(office), ERR_AUTH);
    memcpy(b.data + at, first, SEALED); /* the first one twice */
    sign_again(&b);
    assert_int_equal(unseal(office), ERR_AUTH);
    free(first);
    buf_free(&b);
}

static void put_u64(uint8_t *at, uint64_t v)
{
    for (size_t i = 0; i < 8; i++)
        at[i] = (uint8_t)(v >> (8 * i));
}

static void an_archive_ends_where_it_ended(void **state)
{
    (void)state;
    struct buf b, cut;
    seal(NULL, 0);
    size_t at = pieces_at(), len = 2 * SEALED, archive_len = 2 * BACKUP_PIECE;
    read_backup(&b);
    buf_init(&cut, PACKAGE_MAX);
    buf_add(&cut, b.data, at + len); /* without the last piece, and every length right */
    buf_add_zero(&cut, CRYPT_SIG);
    put_u64(cut.data + 48, at + len - PACKAGE_HEADER);
    put_u64(cut.data + at - 8, archive_len);
    sign_again(&cut);
    assert_int_equal(unseal(office), ERR_AUTH);
    buf_free(&b);
    buf_free(&cut);
}

/* Another backup for the same key takes its place between the signature and the pieces. */
static void what_changes_while_it_is_read_is_refused(void **state)
{
    (void)state;
    struct backup_stream s;
    struct err e;
    struct buf before;
    seal(NULL, 0);
    read_backup(&before);
    seal(NULL, 0);
    assert_int_equal(backup_stream_open(backup, &s, &e), ERR_OK);
    FILE *f = fopen(backup, "r+");
    assert_non_null(f);
    assert_int_equal(fwrite(before.data, 1, before.len, f), before.len);
    fclose(f);
    assert_int_not_equal(backup_stream_unseal(&s, office, opened, &e), ERR_OK);
    assert_int_not_equal(access(opened, F_OK), 0);
    backup_stream_close(&s);
    buf_free(&before);
}

static void heads_that_promise_too_much_are_refused(void **state)
{
    (void)state;
    struct buf b;
    static const struct {
        size_t offset;
        uint64_t value;
        size_t bytes;
        enum err_code rc;
    } BAD[] = {{48, (uint64_t)65 << 30, 8, ERR_LIMIT}, /* payload */
               {48, 5, 8, ERR_FORMAT},
               {64, 4097, 4, ERR_FORMAT}, /* key file */
               {64, 0xffffffff, 4, ERR_FORMAT},
               {68 + KEY_FILE, 0, 1, ERR_FORMAT}, /* boxes */
               {68 + KEY_FILE, 17, 1, ERR_FORMAT},
               {68 + KEY_FILE, 255, 1, ERR_FORMAT},
               {69 + KEY_FILE, 1, 1, ERR_FORMAT},      /* zero */
               {72 + KEY_FILE + 80, 0, 8, ERR_FORMAT}, /* archive */
               {72 + KEY_FILE + 80, UINT64_MAX, 8, ERR_FORMAT},
               {72 + KEY_FILE + 80, LEN + 1, 8, ERR_FORMAT},
               {10, 1, 1, ERR_FORMAT}, /* kind */
               {11, 0, 1, ERR_AUTH},   /* no signature */
               {8, 9, 2, ERR_FORMAT}}; /* version */
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        seal(NULL, 0);
        read_backup(&b);
        for (size_t k = 0; k < BAD[i].bytes; k++)
            b.data[BAD[i].offset + k] = (uint8_t)(BAD[i].value >> (8 * k));
        sign_again(&b);
        assert_int_equal(unseal(office), BAD[i].rc);
        buf_free(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_sealed_comes_back),
                                       cmocka_unit_test(the_signature_is_asked),
                                       cmocka_unit_test(pieces_keep_their_places),
                                       cmocka_unit_test(an_archive_ends_where_it_ended),
                                       cmocka_unit_test(what_changes_while_it_is_read_is_refused),
                                       cmocka_unit_test(heads_that_promise_too_much_are_refused)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
