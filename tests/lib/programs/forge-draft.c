/* An insider with the office's key and passphrase: changes what a draw is to be made from, between
 * the commitment and the lot; or makes the session of such a draft. For the test of the draw.
 *   forge-draft OFFICE.key PASSPHRASE-FILE DRAFT minutes|pool|field|seat|extra|D
 *   forge-draft OFFICE.key PASSPHRASE-FILE DRAFT session BANK-FILE SESSION-FILE */
#include "app/core/file.h"
#include "tools/office/commit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "forge-draft: %s\n", e.text);
        exit((int)rc);
    }
}

static void read_all(const char *path, struct buf *out)
{
    buf_init(out, PACKAGE_MAX);
    must(file_read(path, PACKAGE_MAX, out, &e));
}

static void change(struct commit_draft *d, const char *what)
{
    struct session_paper *p = &d->roster.paper[0];
    struct profile_variant *v = &d->source.info.profile.standard;
    if (strcmp(what, "minutes") == 0)
        v->minutes++;
    else if (strcmp(what, "pool") == 0)
        strcpy(v->part[0].draw[0].pool, v->part[1].draw[0].pool);
    else if (strcmp(what, "field") == 0)
        strcpy(p->grade, strcmp(p->grade, "II") == 0 ? "III" : "II");
    else if (strcmp(what, "seat") == 0)
        strcpy(p->seat, "MAY-99");
    else if (strcmp(what, "extra") == 0)
        p->extra_minutes = (uint16_t)(p->extra_minutes + 5);
    else
        d->D[0] ^= 1;
}

/* The session as the office would make it of this draft. */
static void make_session(struct commit_draft *d, const struct keys_secret *office,
                         const char *bank_path, const char *path)
{
    struct crypt_random rnd = crypt_random_system();
    struct session_source *s = &d->source;
    struct bank bank;
    struct bank_office key;
    struct buf file, out;
    read_all(bank_path, &file);
    buf_init(&out, PACKAGE_MAX);
    must(bank_open(file.data, file.len, NULL, &bank, &e));
    must(bank_open_office(&bank, office, &key, &e));
    s->passphrase = calloc(SESSION_CUSTODIANS_MAX, sizeof *s->passphrase);
    s->access = calloc(s->candidates, sizeof *s->access);
    strcpy(s->info.lot, "421777");
    must(session_build(s, &bank, &key, office, &rnd, &out, &e));
    must(file_write(path, out.data, out.len, FILE_REPLACE, &e));
}

int main(int argc, char **argv)
{
    struct keys_secret *office;
    struct commit_draft d;
    struct buf pass, file, box;
    if (argc != 5 && argc != 7)
        return ERR_USAGE;
    must(crypt_start(&e));
    read_all(argv[2], &pass);
    char *word = strndup((const char *)pass.data, pass.len);
    word[strcspn(word, "\r\n")] = '\0';
    must(keys_load(argv[1], word, &office, &e));
    read_all(argv[3], &file);
    must(commit_draft_open(office, file.data, file.len, &d, &e));
    if (argc == 7) {
        make_session(&d, office, argv[5], argv[6]);
        return 0;
    }
    change(&d, argv[4]);
    buf_init(&box, PACKAGE_MAX);
    must(commit_draft_seal(&office->pub, &d.source, (const char *const *)d.identity, d.bank, &box,
                           &e));
    must(file_write(argv[3], box.data, box.len, FILE_REPLACE, &e));
    return 0;
}
