/* An insider with the office's key and passphrase: signs whatever file is given, as the office
 * signs what it publishes. For tests of what a signature does not prove.
 *   sign-list OFFICE.key PASSPHRASE-FILE FILE-HERE SESSION */
#include "app/core/file.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "sign-list: %s\n", e.text);
        exit((int)rc);
    }
}

int main(int argc, char **argv)
{
    struct keys_secret *office;
    struct buf pass, file;
    if (argc != 5)
        return ERR_USAGE;
    must(crypt_start(&e));
    buf_init(&pass, 4096);
    buf_init(&file, 256 * 1024 * 1024);
    must(file_read(argv[2], 4096, &pass, &e));
    char *word = strndup((const char *)pass.data, pass.len);
    word[strcspn(word, "\r\n")] = '\0';
    must(keys_load(argv[1], word, &office, &e));
    must(file_read(argv[3], 256 * 1024 * 1024, &file, &e));
    must(signing_write(office,
                       &(struct signing_file){".", argv[3], argv[4], "", file.data, file.len}, &e));
    return 0;
}
