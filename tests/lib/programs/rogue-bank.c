/* rogue-bank EXAMINER.key PASSPHRASE OFFICE.key PASSPHRASE IN.bank OUT.bank KIND: seals a bank
 * again with its first question altered (tests/lib/rogue.h). The
 * office's key stands in for what the examiner remembers of its own bank. Without arguments: the
 * kinds, a line each. */
#include "tests/lib/rogue.h"

#include "app/core/file.h"

#include <stdio.h>
#include <string.h>

static int fail(const struct err *e)
{
    fprintf(stderr, "rogue-bank: %s\n", e->text);
    return 1;
}

int main(int argc, char **argv)
{
    struct keys_secret *examiner, *office;
    struct bank b;
    struct bank_office o;
    struct buf in, out;
    struct err e;
    for (int k = 0; argc == 1 && k < ROGUE_KINDS; k++)
        puts(rogue_name((enum rogue_kind)k));
    if (argc != 8)
        return argc == 1 ? 0 : 2;
    buf_init(&in, PACKAGE_MAX);
    buf_init(&out, PACKAGE_MAX);
    if (crypt_start(&e) != ERR_OK || keys_load(argv[1], argv[2], &examiner, &e) != ERR_OK ||
        keys_load(argv[3], argv[4], &office, &e) != ERR_OK ||
        file_read(argv[5], PACKAGE_MAX, &in, &e) != ERR_OK ||
        bank_open(in.data, in.len, NULL, &b, &e) != ERR_OK ||
        bank_open_office(&b, office, &o, &e) != ERR_OK)
        return fail(&e);
    for (int k = 0; k < ROGUE_KINDS; k++)
        if (strcmp(argv[7], rogue_name((enum rogue_kind)k)) == 0)
            rogue_seal(&b, &o, examiner, o.pool[0].entry[0], (enum rogue_kind)k, &out);
    return out.len && file_write(argv[6], out.data, out.len, FILE_REPLACE, &e) == ERR_OK ? 0 : 1;
}
