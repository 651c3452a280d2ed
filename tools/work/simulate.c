#include "tools/work/simulate.h"

#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collection.h"
#include "tools/office/journal_choice.h"
#include "tools/office/simulated_candidate.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

struct simulation {
    struct work *work;
    const struct office_session *opened;
    const struct collection *collected;
    const char *begun, *out;
    uint64_t seed;
    struct simulate_reply *reply;
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
    sim->reply->written += rc == ERR_OK;
    free(path);
    buf_free(&out);
    return rc;
}

/* Papers of the first `limit` candidates who have any left to write. */
static enum err_code simulate_all(struct simulation *sim, long limit, struct err *e)
{
    const struct session_roster *r = &sim->opened->roster;
    long people = 0;
    enum err_code rc = work_point(sim->work, e);
    if (rc == ERR_OK)
        rc = file_make_folder(sim->out, e);
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
    sim->reply->people = people;
    return rc;
}

static enum err_code simulate(struct simulation *sim, struct office_session *s,
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

static enum err_code open_session(const struct office *o, struct simulation *sim,
                                  const struct simulate_request *q, long limit, struct err *e)
{
    struct office_session s = {0};
    char *usual = workspace_path(&o->workspace, "simulated/%s", q->session);
    sim->out = q->folder ? q->folder : usual;
    enum err_code rc =
        usual ? office_session_open(&o->workspace, q->session, o->key, &s, e) : err_memory(e);
    if (rc == ERR_OK) {
        rc = simulate(sim, &s, o->key, limit, e);
        office_session_close(&s);
    }
    if (rc == ERR_OK && !(sim->reply->folder = strdup(sim->out)))
        rc = err_memory(e);
    free(usual);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct simulate_request *q = request;
    struct simulation sim = {.work = work, .begun = q->begun, .reply = reply};
    struct office o;
    long limit = 0, number = 1;
    if (!q->candidates)
        return err_set(e, ERR_USAGE, _("--candidates says how many"));
    enum err_code rc =
        work_number("--candidates", q->candidates, 1, SESSION_CANDIDATES_MAX, &limit, e);
    if (rc == ERR_OK)
        rc = work_number("--seed", q->seed ? q->seed : "1", 0, 1000000000, &number, e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    sim.seed = (uint64_t)number;
    rc = open_session(&o, &sim, q, limit, e);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    free(((struct simulate_reply *)reply)->folder);
}

#define AT(member) offsetof(struct simulate_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .choose = fields_sessions},
    {"--candidates", "N", WORK_NEEDED, N_("how many candidates answer"), .kind = WORK_NUMBER,
     .at = AT(candidates)},
    {"--seed", "S", WORK_OPTIONAL, N_("a number; the same one gives the same answers"),
     .kind = WORK_NUMBER, .at = AT(seed)},
    {"--begun", "DIR", WORK_OPTIONAL, N_("a data folder whose papers are left alone"),
     .kind = WORK_FOLDER, .at = AT(begun)},
    {"-o", "DIR", WORK_OPTIONAL,
     N_("the folder for the answers files; simulated/SESSION by default"), .kind = WORK_FOLDER,
     .at = AT(folder)},
    {0}};

const struct work_op simulate_op = {
    .name = "simulate",
    .words = "SESSION",
    .help = N_("Virtual candidates answer the papers not yet begun; training sessions only."),
    .field = FIELDS,
    .request = sizeof(struct simulate_request),
    .reply = sizeof(struct simulate_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget};
