/* The draft of the signed sheet as the desk keeps it: with rows it replaces what stands there,
 * without it writes what stands there, a line a row.
 *   keep-draft WORKSPACE SESSION [PAPER=RECEIPT]… */
#include "tools/work/sheet_draft.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct work work = {0};
    struct sheet_draft_reply reply = {0};
    struct err e = {0};
    if (argc < 3)
        return 2;
    work.folder = argv[1];
    const struct sheet_draft_request q = {
        .session = argv[2], .is_kept = argc > 3, .row = {argv + 3, (size_t)(argc - 3)}};
    enum err_code rc = sheet_draft_op.run(&work, &q, &reply, &e);
    if (rc != ERR_OK)
        fprintf(stderr, "%s\n", e.text);
    for (size_t i = 0; i < reply.words; i++)
        printf("%s\n", reply.word[i]);
    sheet_draft_op.forget(&reply);
    return rc == ERR_OK ? 0 : 1;
}
