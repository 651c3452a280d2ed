/* Seals any file as the archive of a backup, with the office's own key: for archives that no
 * program of this project wrote. --long makes a file of holes behind a head that promises them.
 *   seal-archive PASSPHRASE-FILE KEY-FILE ARCHIVE TO
 *   seal-archive --long GIGABYTES PASSPHRASE-FILE KEY-FILE TO */
#include "app/core/file.h"
#include "app/core/package.h"
#include "tools/office/backup_stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "seal-archive: %s\n", e.text);
        exit((int)rc);
    }
}

/* The head of a backup of a thousand pieces a gigabyte, and as many bytes as it says, all zero. */
static void make_long(const struct keys_secret *key, const struct buf *key_file, const char *to,
                      const char *gigabytes)
{
    struct buf head;
    uint64_t pieces = 1000 * strtoull(gigabytes, NULL, 10), archive = pieces * BACKUP_PIECE,
             box = CRYPT_KEY + CRYPT_BOX_EXTRA,
             len = 4 + key_file->len + 4 + box + 8 + archive + pieces * CRYPT_XSEAL_EXTRA;
    buf_init(&head, 64 * 1024);
    package_put_header(PACKAGE_BACKUP, key->pub.sign_pk, true, len, &head);
    buf_add_u32(&head, (uint32_t)key_file->len);
    buf_add(&head, key_file->data, key_file->len);
    buf_add_u8(&head, 1);
    buf_add_zero(&head, 3 + box);
    buf_add_u64(&head, archive);
    must(file_write(to, head.data, head.len, FILE_NEW, &e));
    buf_free(&head);
    if (truncate(to, (off_t)(PACKAGE_HEADER + len + CRYPT_SIG)) != 0)
        exit(1);
}

int main(int argc, char **argv)
{
    struct crypt_random rnd = crypt_random_system();
    struct keys_secret *key;
    struct buf word, key_file;
    uint8_t hash[CRYPT_HASH];
    uint64_t size;
    bool is_long = argc == 6 && strcmp(argv[1], "--long") == 0;
    if (argc != (is_long ? 6 : 5))
        return 2;
    const char *gigabytes = argv[2];
    argv += is_long ? 2 : 0;
    must(crypt_start(&e));
    buf_init(&word, 4096);
    buf_init(&key_file, KEYS_FILE_MAX);
    must(file_read(argv[1], 4095, &word, &e));
    buf_add_u8(&word, 0);
    word.data[strcspn((char *)word.data, "\n")] = 0;
    must(file_read(argv[2], KEYS_FILE_MAX, &key_file, &e));
    must(keys_open(key_file.data, key_file.len, argv[2], (char *)word.data, &key, &e));
    if (is_long)
        make_long(key, &key_file, argv[3], gigabytes);
    else
        must(backup_stream_write(&(struct backup_seal){.archive = argv[3],
                                                       .path = argv[4],
                                                       .office = key,
                                                       .key_file = key_file.data,
                                                       .key_file_len = key_file.len,
                                                       .rnd = &rnd},
                                 hash, &size, &e));
    keys_free(key);
    buf_free(&word);
    buf_free(&key_file);
    return 0;
}
