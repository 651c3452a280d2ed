#include "tools/work/verify_drawn.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/drawn.h"
#include "tools/office/log_travel.h"
#include "tools/office/witnessed.h"

#include <stdlib.h>

static enum err_code check_bank(const struct drawn *d, const char *path, struct err *e)
{
    struct buf file;
    struct bank bank;
    buf_init(&file, PACKAGE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &file, e);
    if (rc == ERR_OK && bank_open(file.data, file.len, NULL, &bank, e) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK)
        rc = drawn_check_commitment(d, &bank, e);
    buf_free(&file);
    return rc;
}

/* Marks that this witness cosigned, beside the log or where the office keeps them. */
static enum err_code read_cosigned(const struct log *l, const char *folder, const char *key,
                                   struct witnessed *out, struct err *e)
{
    struct keys_public witness;
    char *path = file_join(folder, "witnessed");
    enum err_code rc = path ? keys_public_read(key, &witness, e) : err_memory(e);
    if (rc == ERR_OK && witness.role != KEYS_WITNESS)
        rc = err_set(e, ERR_KEY, _("%s: not the key of a witness"), key);
    if (rc == ERR_OK)
        rc = witnessed_read(l, path, &witness, 1, out, e);
    free(path);
    return rc;
}

/* Commitment before session, and who else signed a mark between them. */
static enum err_code check_log(const struct drawn *d, const struct keys_public *office,
                               const char *where, const char *witness, struct proof *out,
                               struct err *e)
{
    struct log l = {0};
    struct drawn_lines lines;
    struct witnessed cosigned = {0};
    char *folder = log_travel_folder(where);
    enum err_code rc = folder ? log_read(folder, office, &l, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = drawn_find_lines(d, &l, &lines, e);
    if (rc == ERR_OK && witness)
        rc = read_cosigned(&l, folder, witness, &cosigned, e);
    if (rc == ERR_OK) {
        proof_draw(out, (uint32_t)d->roster.papers, lines.commitment, lines.session,
                   lines.commitments);
        proof_lot(out, d->lot[0] != '\0',
                  witnessed_between(&cosigned, lines.commitment, lines.session));
        proof_tickets(out);
    }
    witnessed_free(&cosigned);
    log_close(&l);
    free(folder);
    return rc;
}

enum err_code verify_drawn(const struct keys_public *office, const char *path,
                           const struct buf *text, const char *bank, const char *log,
                           const char *witness, struct proof *out, struct err *e)
{
    struct drawn d;
    if (!bank || !log)
        return err_set(e, ERR_USAGE, _("%s: --bank and --log are needed to draw again"), path);
    enum err_code rc = drawn_read((const char *)text->data, text->len, path, &d, e);
    if (rc != ERR_OK)
        return rc;
    rc = check_bank(&d, bank, e);
    if (rc == ERR_OK)
        rc = drawn_draw_again(&d, e);
    if (rc == ERR_NO)
        (void)err_prefix(e, path);
    if (rc == ERR_OK)
        rc = check_log(&d, office, log, witness, out, e);
    drawn_free(&d);
    return rc;
}
