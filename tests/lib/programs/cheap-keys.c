/* Protects key files again with the least costs that the format allows: whoever runs a hundred
 * commands of an office in a test would spend most of the time stretching its passphrase. The keys
 * stay; a key file carries its costs, so that the programs notice nothing.
 *   cheap-keys PASSPHRASE-FILE KEY-FILE */
#include "app/core/file.h"
#include "app/core/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "cheap-keys: %s\n", e.text);
        exit((int)rc);
    }
}

int main(int argc, char **argv)
{
    struct crypt_random rnd = crypt_random_system();
    struct keys_secret *keys;
    struct buf word;
    if (argc != 3)
        return 2;
    must(crypt_start(&e));
    buf_init(&word, 4096);
    must(file_read(argv[1], 4096, &word, &e));
    buf_add_u8(&word, 0);
    must(buf_check(&word, argv[1], &e));
    word.data[strcspn((char *)word.data, "\n")] = 0;
    must(keys_load(argv[2], (char *)word.data, &keys, &e));
    if (unlink(argv[2]) != 0)
        return 1;
    must(keys_save(argv[2], keys, (char *)word.data,
                   (struct crypt_cost){.ops = 1, .mem_kib = CRYPT_MEM_KIB_MIN}, &rnd, &e));
    keys_free(keys);
    buf_free(&word);
    return 0;
}
