#include "tools/work/people_correction.h"

#include "app/core/i18n.h"
#include "tools/office/log_facts.h"
#include "tools/office/signing.h"

#include <stdlib.h>
#include <string.h>

static long find_candidate(const struct session_roster *r, const char *sbd)
{
    for (size_t i = 0; i < r->candidates; i++)
        if (strcmp(r->candidate[i].sbd, sbd) == 0)
            return (long)i;
    return -1;
}

static bool is_same_person(const struct session_candidate *a, const struct session_candidate *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->birth, b->birth) == 0 &&
           strcmp(a->unit, b->unit) == 0 && a->is_spare == b->is_spare;
}

static bool has_paper(const struct session_roster *r, uint32_t candidate,
                      const struct session_paper *wanted)
{
    for (size_t i = 0; i < r->papers; i++) {
        const struct session_paper *p = &r->paper[i];
        if (p->candidate == candidate && strcmp(p->field, wanted->field) == 0 &&
            strcmp(p->grade, wanted->grade) == 0)
            return p->exempt == wanted->exempt && p->extra_minutes == wanted->extra_minutes &&
                   strcmp(p->seat, wanted->seat) == 0;
    }
    return false;
}

/* Rosters know no two papers of one person, field and grade: as many and each found is all. */
static enum err_code check_papers(const struct office_session *s, const struct roster *r,
                                  struct err *e)
{
    if (r->candidates != s->roster.candidates || r->papers != s->roster.papers)
        return err_set(
            e, ERR_POLICY,
            _("%s has %zu papers of %zu candidates, the roster %zu of %zu: only identity "
              "numbers are corrected here"),
            s->name, s->roster.papers, s->roster.candidates, r->papers, r->candidates);
    for (size_t i = 0; i < r->papers; i++) {
        const struct session_paper *p = &r->paper[i];
        const char *sbd = r->candidate[p->candidate].sbd;
        long who = find_candidate(&s->roster, sbd);
        if (who < 0 || !has_paper(&s->roster, (uint32_t)who, p))
            return err_set(e, ERR_POLICY,
                           _("SBD %s, field %s grade %s: not as in %s; only identity numbers are "
                             "corrected here"),
                           sbd, p->field, p->grade, s->name);
    }
    return ERR_OK;
}

enum err_code people_correction_match(const struct office_session *s, const struct roster *r,
                                      const char **number, size_t *changed, struct err *e)
{
    *changed = 0;
    enum err_code rc = check_papers(s, r, e);
    for (size_t i = 0; rc == ERR_OK && i < r->candidates; i++) {
        const struct session_candidate *c = &r->candidate[i];
        long who = find_candidate(&s->roster, c->sbd);
        if (who < 0 || !is_same_person(&s->roster.candidate[who], c))
            rc = err_set(e, ERR_POLICY,
                         _("SBD %s: another name, birth date or unit than in %s; only identity "
                           "numbers are corrected here"),
                         c->sbd, s->name);
        else {
            number[who] = r->identity[i];
            *changed += strcmp(r->identity[i] ? r->identity[i] : "", s->people.identity[who]) != 0;
        }
    }
    if (rc == ERR_OK && *changed == 0)
        rc = err_set(e, ERR_POLICY, _("%s: no identity number differs from the ones that count"),
                     s->name);
    return rc;
}

enum err_code people_correction_write(const struct office_session *s,
                                      const struct keys_secret *office, const char *const *number,
                                      const char *reason, struct err *e)
{
    const struct workspace *w = s->workspace;
    struct buf box;
    uint32_t n;
    uint8_t before[CRYPT_HASH], hash[CRYPT_HASH];
    char name[PEOPLE_NAME_MAX], more[LOG_FACTS_MAX];
    char *folder = workspace_path(w, "sessions/%s", s->name);
    buf_init(&box, PEOPLE_FILE_MAX);
    enum err_code rc = folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !office_session_next_people(s, &n, before))
        rc = err_set(e, ERR_POLICY, _("%s: a correction wants the office's log"), s->name);
    if (rc == ERR_OK)
        rc = people_build(&office->pub, s->session.info.uid, n, before, number,
                          s->roster.candidates, &box, e);
    if (rc == ERR_OK) {
        people_name(s->name, n, name);
        /* one without a line is nobody's: replaced */
        rc = signing_write(office,
                           &(struct signing_file){folder, name, s->name, "", box.data, box.len}, e);
    }
    if (rc == ERR_OK) {
        crypt_hash_file(box.data, box.len, hash);
        log_facts_people(n, before, reason, more);
        rc = log_note(w, &(struct log_entry){LOG_PEOPLE, s->name, name, hash, more}, office, e);
    }
    buf_free(&box);
    free(folder);
    return rc;
}
