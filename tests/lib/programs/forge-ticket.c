/* An insider with the office's key and passphrase: gives one paper of a session another question
 * than the drawn one, and seals and signs it as the office does. For the test of the audit.
 *   forge-ticket OFFICE.key PASSPHRASE-FILE SESSION-FILE PAPER QUESTION FROM-PAPER */
#include "app/core/file.h"
#include "app/core/keys.h"
#include "app/core/session_layout.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "forge-ticket: %s\n", e.text);
        exit((int)rc);
    }
}

static void read_all(const char *path, struct buf *out)
{
    buf_init(out, PACKAGE_MAX);
    must(file_read(path, PACKAGE_MAX, out, &e));
}

static void ticket_of(const struct session *s, const struct session_office *o,
                      const struct session_roster *r, uint32_t paper, uint8_t key[CRYPT_KEY],
                      struct session_ticket *t)
{
    uint32_t who = r->paper[paper].candidate;
    must(session_candidate_key(s, o->S, who, &r->candidate[who], o->access[who], key, &e));
    must(session_read_ticket(s, paper, key, t, &e));
}

static bool holds(const struct session_ticket *t, const uint8_t address[BANK_ADDRESS])
{
    for (unsigned i = 0; i < t->questions; i++)
        if (memcmp(t->question[i].address, address, BANK_ADDRESS) == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    static struct session_ticket mine, other;
    struct keys_secret *office;
    struct session s;
    struct session_office o;
    struct session_roster r;
    struct package package;
    struct buf pass, file, plain, sealed, out;
    struct crypt_random rnd = crypt_random_system();
    uint8_t key[CRYPT_KEY], other_key[CRYPT_KEY], ctx[SESSION_CONTEXT];
    if (argc != 7)
        return ERR_USAGE;
    must(crypt_start(&e));
    read_all(argv[2], &pass);
    char *word = strndup((const char *)pass.data, pass.len);
    word[strcspn(word, "\r\n")] = '\0';
    must(keys_load(argv[1], word, &office, &e));
    read_all(argv[3], &file);
    must(session_open(file.data, file.len, office->pub.sign_pk, &s, &e));
    must(session_open_office(&s, office, &o, &e));
    must(session_read_roster(&s, o.S, &r, &e));
    uint32_t paper = (uint32_t)atoi(argv[4]) - 1, from = (uint32_t)atoi(argv[6]) - 1;
    unsigned q = (unsigned)atoi(argv[5]) - 1;
    ticket_of(&s, &o, &r, from, other_key, &other);
    ticket_of(&s, &o, &r, paper, key, &mine);
    unsigned strange = 0; /* the first that the paper does not hold: two papers share questions by
                             chance */
    while (strange < other.questions && holds(&mine, other.question[strange].address))
        strange++;
    if (strange == other.questions)
        return ERR_POLICY;
    mine.question[q] = other.question[strange];
    buf_init(&plain, s.ticket_len);
    buf_init(&sealed, s.ticket_len);
    buf_init(&out, PACKAGE_MAX);
    session_ticket_encode(&mine, &plain);
    while (plain.len < s.ticket_len - CRYPT_XSEAL_EXTRA)
        buf_add_u8(&plain, 0);
    uint8_t number[4] = {(uint8_t)paper, (uint8_t)(paper >> 8), (uint8_t)(paper >> 16),
                         (uint8_t)(paper >> 24)};
    size_t n = session_context(LABEL_TICKET, s.info.uid, number, sizeof number, ctx);
    crypt_xseal(key, ctx, n, plain.data, plain.len, &rnd, &sealed);
    must(package_open(file.data, file.len, PACKAGE_SESSION, NULL, &package, &e));
    size_t at = (size_t)(s.ticket - package.payload) + (size_t)paper * s.ticket_len;
    memcpy(file.data + (package.payload - file.data) + at, sealed.data, s.ticket_len);
    package_build(PACKAGE_SESSION, office->pub.sign_pk, office->sign_sk, package.payload,
                  package.len, &out);
    must(file_write(argv[3], out.data, out.len, FILE_REPLACE, &e));
    free(word);
    keys_free(office);
    session_office_free(&o);
    session_roster_free(&r);
    return 0;
}
