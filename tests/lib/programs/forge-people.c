/* Somebody with nothing but the office's public key and a session file: makes a box of identity
 * numbers of his own for it, which the office opens as it opens its own. For the test of what binds
 * them.
 *   forge-people OFFICE.pub SESSION-FILE N HASH-BEFORE|- OUT NUMBER… */
#include "app/core/file.h"
#include "tools/office/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "forge-people: %s\n", e.text);
        exit((int)rc);
    }
}

int main(int argc, char **argv)
{
    struct keys_public office;
    struct session s;
    struct buf file, out;
    uint8_t before[CRYPT_HASH] = {0};
    if (argc < 7)
        return ERR_USAGE;
    must(crypt_start(&e));
    must(keys_public_read(argv[1], &office, &e));
    buf_init(&file, PACKAGE_MAX);
    buf_init(&out, PEOPLE_FILE_MAX);
    must(file_read(argv[2], PACKAGE_MAX, &file, &e));
    must(session_open(file.data, file.len, NULL, &s, &e));
    if (strcmp(argv[4], "-") != 0 && !crypt_unhex(argv[4], before, sizeof before))
        return ERR_USAGE;
    must(people_build(&office, s.info.uid, (uint32_t)atoi(argv[3]), before,
                      (const char *const *)argv + 6, (size_t)argc - 6, &out, &e));
    must(file_write(argv[5], out.data, out.len, FILE_REPLACE, &e));
    return 0;
}
