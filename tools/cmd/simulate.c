/* sathachctl simulate SESSION --candidates N [--seed S] [--begun DIR] [-o DIR]: virtual candidates,
 * training sessions only. */
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/office/collection.h"
#include "tools/office/journal_choice.h"
#include "tools/office/simulated_candidate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct simulation {
    const struct office_session *opened;
    const struct collection *collected;
    const char *begun, *out;
    uint64_t seed;
    size_t written;
};

static bool is_begun(const struct simulation *sim, uint32_t paper)
{
    if (collection_choose(sim->collected, &sim->opened->session.info.caps, paper).verdict !=
        COLLECTION_ABSENT)
        return true;
    char *path = sim->begun ? attempt_path(sim->begun, &sim->opened->session, paper) : NULL;
    bool found = path && file_exists(path);
    free(path);
    return found;
}

static enum err_code simulate_paper(struct simulation *sim, uint32_t paper, struct err *e)
{
    uint8_t source[16] = {0}, seed[CRYPT_HASH];
    memcpy(source, &sim->seed, sizeof sim->seed);
    memcpy(source + 8, &paper, sizeof paper);
    crypt_hash(LABEL_SIMULATION, source, sizeof source, seed);
    struct crypt_stream dice;
    crypt_stream_init(&dice, seed);
    struct buf out;
    buf_init(&out, ANSWERS_FILE_MAX);
    char name[ANSWERS_NAME];
    unsigned skill = 55 + crypt_stream_below(&dice, 45);
    enum err_code rc = simulated_candidate_answer(sim->opened, paper, skill, &dice, &out, name, e);
    char *path = file_join(sim->out, name);
    if (rc == ERR_OK)
        rc = path ? file_write(path, out.data, out.len, FILE_REPLACE, e) : err_memory(e);
    sim->written += rc == ERR_OK;
    free(path);
    buf_free(&out);
    return rc;
}

/* Papers of the first `limit` candidates who have any left to write. */
static enum err_code simulate_all(struct simulation *sim, long limit, struct err *e)
{
    const struct session_roster *r = &sim->opened->roster;
    long people = 0;
    enum err_code rc = file_make_folder(sim->out, e);
    for (uint32_t c = 0; rc == ERR_OK && c < r->candidates && people < limit; c++) {
        bool any = false;
        for (uint32_t p = 0; rc == ERR_OK && p < r->papers; p++) {
            if (r->paper[p].candidate != c || is_begun(sim, p))
                continue;
            rc = simulate_paper(sim, p, e);
            any = true;
        }
        people += any;
    }
    if (rc == ERR_OK)
        printf(_("%zu papers of %ld virtual candidates written to %s\n"), sim->written, people,
               sim->out);
    return rc;
}

static enum err_code run(struct simulation *sim, struct office_session *s,
                         const struct keys_secret *office, long limit, struct err *e)
{
    struct collection collected = {0};
    if (!(s->session.info.flags & SESSION_FLAG_TRAINING))
        return err_set(e, ERR_POLICY, _("%s: virtual candidates answer in training sessions only"),
                       s->name);
    enum err_code rc = office_session_open_bank(s, office, e);
    if (rc == ERR_OK)
        rc = collection_read(s, office, &collected, e);
    if (rc == ERR_OK) {
        sim->opened = s;
        sim->collected = &collected;
        rc = simulate_all(sim, limit, e);
        collection_free(&collected);
    }
    return rc;
}

enum err_code cmd_simulate(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *candidates = NULL, *seed = NULL;
    struct simulation sim = {0};
    struct office o;
    struct office_session s = {0};
    long limit = 0, number = 1;
    const struct option_spec spec[] = {{"--candidates", &candidates, NULL},
                                       {"--seed", &seed, NULL},
                                       {"--begun", &sim.begun, NULL},
                                       {"-o", &sim.out, NULL},
                                       {NULL, NULL, NULL}};
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK && !candidates)
        rc = err_set(e, ERR_USAGE, _("--candidates says how many"));
    if (rc == ERR_OK)
        rc = work_number("--candidates", candidates, 1, SESSION_CANDIDATES_MAX, &limit, e);
    if (rc == ERR_OK)
        rc = work_number("--seed", seed ? seed : "1", 0, 1000000000, &number, e);
    if (rc == ERR_OK)
        rc = office_open(&ctl->work, OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    sim.seed = (uint64_t)number;
    char *usual = workspace_path(&o.workspace, "simulated/%s", argv[0]);
    if (!sim.out)
        sim.out = usual;
    rc = usual ? office_session_open(&o.workspace, argv[0], o.key, &s, e) : err_memory(e);
    if (rc == ERR_OK) {
        rc = run(&sim, &s, o.key, limit, e);
        office_session_close(&s);
    }
    free(usual);
    office_close(&o);
    return rc;
}
