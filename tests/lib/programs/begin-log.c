/* Begins another log in a workspace, with the office's own key: what only the office itself can do.
 *   begin-log PASSPHRASE-FILE WORKSPACE */
#include "app/core/file.h"
#include "tools/office/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "begin-log: %s\n", e.text);
        exit((int)rc);
    }
}

int main(int argc, char **argv)
{
    struct crypt_random rnd = crypt_random_system();
    struct workspace w;
    struct keys_secret *office = NULL;
    struct secret_files pass = {0};
    char word[4096];
    uint8_t hash[CRYPT_HASH];
    struct buf pub;
    if (argc != 3)
        return 2;
    must(crypt_start(&e));
    snprintf(word, sizeof word, "office=%s", argv[1]);
    must(secret_files_add(&pass, word, &e));
    must(workspace_open(argv[2], &w, &e));
    must(workspace_secret_key(&w, &pass, KEYS_OFFICE, &office, &e));
    buf_init(&pub, 64 * 1024);
    keys_public_text(office, &pub);
    crypt_hash_file(pub.data, pub.len, hash);
    must(log_begin(&w, office, hash, &rnd, &e));
    buf_free(&pub);
    keys_free(office);
    workspace_close(&w);
    return 0;
}
