/* sathachctl session new|show|slips */
#include "app/core/clock.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/session_build.h"
#include "app/core/text.h"
#include "tools/cmd/desk.h"
#include "tools/cmd/options.h"
#include "tools/import/profile_ini.h"
#include "tools/import/roster.h"
#include "tools/office/sitting.h"
#include "tools/report/slips.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROSTER_MAX = 16 * 1024 * 1024 };

struct making {
    const char *name, *bank, *profile, *roster, *room, *title, *date, *opens, *closes, *custodians, *need, *lot;
    bool training;
    struct workspace workspace;
    struct keys_secret *office;
    struct bank_folder folder;        /* for the fields' names */
    struct buf bank_file;
    struct bank sealed;
    struct bank_office key;
    struct roster people;
    struct session_source source;
    uint64_t started_ms;
};

static enum err_code take_text(const char *what, const char *value, char *out, size_t room, struct err *e)
{
    if (!value)
        return ERR_OK;
    if (strlen(value) >= room)
        return err_set(e, ERR_LIMIT, _("%s is longer than %zu bytes"), what, room - 1);
    strcpy(out, value);
    return text_check(value, strlen(value), false, what, e);
}

/* "HH:MM" on the day as seconds since 1970; local time. */
static enum err_code take_time(const char *date, const char *time, int64_t *out, struct err *e)
{
    struct tm tm = {.tm_isdst = -1};
    int n = 0, m = 0;
    if (!time)
        return ERR_OK;
    if (!date || sscanf(date, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &n) != 3 || date[n] ||
        sscanf(time, "%2d:%2d%n", &tm.tm_hour, &tm.tm_min, &m) != 2 || time[m])
        return err_set(e, ERR_USAGE, _("--opens and --closes want HH:MM and a --date YYYY-MM-DD"));
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    *out = (int64_t)mktime(&tm);
    return ERR_OK;
}

static enum err_code take_info(struct making *m, struct err *e)
{
    struct session_info *i = &m->source.info;
    long n = 1, k = 1;
    strcpy(i->name, m->name);
    enum err_code rc = take_text("--title", m->title, i->title, sizeof i->title, e);
    if (rc == ERR_OK)
        rc = take_text("--room", m->room, i->room, sizeof i->room, e);
    if (rc == ERR_OK)
        rc = take_text("--lot", m->lot, i->lot, sizeof i->lot, e);
    if (rc == ERR_OK)
        rc = take_time(m->date, m->opens, &i->opens, e);
    if (rc == ERR_OK)
        rc = take_time(m->date, m->closes, &i->closes, e);
    if (rc == ERR_OK && m->custodians)
        rc = options_number("--custodians", m->custodians, 1, SESSION_CUSTODIANS_MAX, &n, e);
    k = n;
    if (rc == ERR_OK && m->need)
        rc = options_number("--need", m->need, 1, n, &k, e);
    i->custodians = (uint8_t)n;
    i->need = (uint8_t)k;
    i->flags = m->training ? SESSION_FLAG_TRAINING : 0;
    i->caps = (struct session_caps){.tick_s = 15, .checkpoint_s = 30, .outage_cap_s = 600, .extra_cap_min = 60};
    i->seat_cost = m->workspace.seat_cost;
    return rc == ERR_OK ? profile_ini_read(m->profile, &i->profile, e) : rc;
}

static enum err_code open_bank(struct making *m, struct err *e)
{
    struct findings ignored = {0};
    char *folder = workspace_path(&m->workspace, "banks/%s", m->bank), *path = workspace_path(&m->workspace, "banks/%s.bank", m->bank);
    enum err_code rc = folder && path ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no sealed bank of this name; run: sathachctl bank seal %s"), m->bank, m->bank);
    if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, &m->bank_file, e);
    if (rc == ERR_OK && ((rc = bank_open(m->bank_file.data, m->bank_file.len, NULL, &m->sealed, e)) != ERR_OK ||
                         (rc = bank_open_office(&m->sealed, m->office, &m->key, e)) != ERR_OK))
        rc = err_prefix(e, path);
    if (rc == ERR_OK && !workspace_is_trusted(&m->workspace, KEYS_EXAMINER, m->sealed.signer))
        rc = err_set(e, ERR_KEY, _("%s: sealed by an examiner this workspace does not trust"), path);
    if (rc == ERR_OK)
        rc = bank_folder_read(folder, &m->folder, NULL, &ignored, e);
    findings_free(&ignored);
    free(folder);
    free(path);
    return rc;
}

static enum err_code read_roster(struct making *m, struct err *e)
{
    struct buf text;
    struct findings f = {0};
    buf_init(&text, ROSTER_MAX);
    enum err_code rc = file_read(m->roster, ROSTER_MAX, &text, e);
    if (rc == ERR_OK)
        rc = roster_read((const char *)text.data, text.len, m->roster, &m->folder, &m->source.info.profile, &m->people, &f, e);
    findings_print(&f, stderr);
    if (rc == ERR_OK && f.errors)
        rc = err_set(e, ERR_FORMAT, _("%s: %zu rows have errors; no session was made"), m->roster, f.errors);
    findings_free(&f);
    buf_free(&text);
    return rc;
}

static void progress(void *context, size_t done, size_t all)
{
    const struct making *m = context;
    ctl_progress(_("making codes"), done, all, m->started_ms);
}

static enum err_code build(struct ctl *ctl, struct making *m, struct buf *out, struct err *e)
{
    struct session_source *s = &m->source;
    s->candidate = m->people.candidate;
    s->candidates = m->people.candidates;
    s->paper = m->people.paper;
    s->papers = m->people.papers;
    s->passphrase = calloc(SESSION_CUSTODIANS_MAX, sizeof *s->passphrase);
    s->access = calloc(s->candidates + 1, sizeof *s->access);
    s->progress = progress;
    s->progress_context = m;
    if (!s->passphrase || !s->access)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    return session_build(s, &m->sealed, &m->key, m->office, &ctl->rnd, out, e);
}

/* The passphrases: into the file of --pass session=, or shown once. */
static enum err_code hand_over(const struct ctl *ctl, const struct making *m, struct err *e)
{
    struct buf b;
    const char *path = ctl_pass_file(ctl, "session");
    enum err_code rc = ERR_OK;
    buf_init(&b, 4096);
    for (unsigned i = 0; i < m->source.info.custodians; i++) {
        char grouped[32];
        code_group(m->source.passphrase[i], 5, grouped, sizeof grouped);
        if (path)
            buf_printf(&b, "%s\n", m->source.passphrase[i]);
        else
            printf(_("passphrase of the session%s: %s   (shown this once)\n"), m->source.info.custodians > 1 ? " *" : "", grouped);
    }
    if (path)
        rc = file_write(path, b.data, b.len, FILE_REPLACE, e);
    buf_free(&b);
    return rc;
}

static enum err_code write_all(struct ctl *ctl, struct making *m, const struct buf *bytes, struct err *e)
{
    char *folder = workspace_path(&m->workspace, "sessions/%s", m->name);
    char *path = sitting_path(&m->workspace, m->name, "session"), *people = sitting_path(&m->workspace, m->name, "people");
    enum err_code rc = folder && path && people ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    /* the session file comes last: without it the rest is nobody's */
    if (rc == ERR_OK && file_exists(people))
        unlink(people);
    if (rc == ERR_OK)
        rc = sitting_write_people(people, &m->office->pub, (const char *const *)m->people.identity, m->people.candidates, e);
    if (rc == ERR_OK)
        rc = hand_over(ctl, m, e);
    if (rc == ERR_OK)
        rc = file_write(path, bytes->data, bytes->len, FILE_NEW, e);
    if (rc == ERR_OK)
        printf(_("%s: %zu papers of %zu candidates\n"), path, m->people.papers, m->people.candidates);
    else if (folder && people) {
        unlink(people);
        rmdir(folder);
    }
    free(folder);
    free(path);
    free(people);
    return rc;
}

static enum err_code make(struct ctl *ctl, struct making *m, struct err *e)
{
    struct buf bytes;
    struct clock_source clock = clock_system();
    m->started_ms = clock_boot_ms(&clock);
    buf_init(&bytes, PACKAGE_MAX);
    buf_init(&m->bank_file, PACKAGE_MAX);
    char *path = sitting_path(&m->workspace, m->name, "session");
    enum err_code rc = path && file_exists(path) ? err_set(e, ERR_BUSY, _("%s: a session of this name stands here already"), m->name) : ERR_OK;
    if (rc == ERR_OK)
        rc = take_info(m, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &m->workspace, KEYS_OFFICE, &m->office, e);
    if (rc == ERR_OK)
        rc = open_bank(m, e);
    if (rc == ERR_OK)
        rc = read_roster(m, e);
    if (rc == ERR_OK)
        rc = build(ctl, m, &bytes, e);
    if (rc == ERR_OK)
        rc = write_all(ctl, m, &bytes, e);
    free(path);
    free(m->source.passphrase);
    free(m->source.access);
    roster_free(&m->people);
    bank_folder_free(&m->folder);
    bank_office_free(&m->key);
    buf_free(&m->bank_file);
    buf_free(&bytes);
    keys_free(m->office);
    return rc;
}

enum err_code cmd_session_new(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct making *m = calloc(1, sizeof *m);
    if (!m)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    const struct option_spec spec[] = {{"--bank", &m->bank, NULL},     {"--profile", &m->profile, NULL},       {"--roster", &m->roster, NULL},
                                       {"--room", &m->room, NULL},     {"--title", &m->title, NULL},           {"--date", &m->date, NULL},
                                       {"--opens", &m->opens, NULL},   {"--closes", &m->closes, NULL},         {"--lot", &m->lot, NULL},
                                       {"--need", &m->need, NULL},     {"--custodians", &m->custodians, NULL}, {"--training", NULL, &m->training},
                                       {NULL, NULL, NULL}};
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK && (!m->bank || !m->profile || !m->roster))
        rc = err_set(e, ERR_USAGE, _("--bank, --profile and --roster are needed"));
    if (rc == ERR_OK && (!workspace_is_name(argv[0]) || !workspace_is_name(m->bank)))
        rc = err_set(e, ERR_USAGE, _("names of sessions and banks are 1 to 32 of a-z, 0-9 and -"));
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &m->workspace, e);
    if (rc == ERR_OK) {
        m->name = argv[0];
        rc = make(ctl, m, e);
        workspace_close(&m->workspace);
    }
    free(m);
    return rc;
}

static enum err_code show_json(const struct session *s, struct err *e)
{
    const struct session_info *i = &s->info;
    char hash[2 * CRYPT_HASH + 1], uid[2 * SESSION_UID + 1], office[25];
    crypt_hex(s->hash, CRYPT_HASH, hash);
    crypt_hex(i->uid, SESSION_UID, uid);
    crypt_fingerprint(i->office_pk, office);
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    const char *const pairs[][2] = {{"name", i->name}, {"title", i->title}, {"room", i->room}, {"lot", i->lot}, {"uid", uid}, {"hash", hash},
                                    {"profile", i->profile.id}, {"office", office}};
    for (size_t k = 0; k < sizeof pairs / sizeof pairs[0]; k++)
        json_pair(&a.json, pairs[k][0], pairs[k][1]);
    const struct { const char *key; int64_t value; } numbers[] = {{"issue", i->issue}, {"papers", s->papers}, {"candidates", s->candidates},
        {"custodians", i->custodians}, {"need", i->need}, {"opens", i->opens}, {"closes", i->closes}};
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        json_key(&a.json, numbers[k].key);
        json_int(&a.json, numbers[k].value);
    }
    json_key(&a.json, "training");
    json_bool(&a.json, i->flags & SESSION_FLAG_TRAINING);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static void show_info(const struct session *s)
{
    const struct session_info *i = &s->info;
    char hex[2 * CRYPT_HASH + 1], office[25], clean[1024];
    crypt_hex(s->hash, CRYPT_HASH, hex);
    crypt_fingerprint(i->office_pk, office);
    printf(_("%s: %s%s\n"), i->name, text_clean(i->title, clean, sizeof clean), i->flags & SESSION_FLAG_TRAINING ? _(" (training)") : "");
    printf(_("  %u papers of %u candidates, profile %s, unlocked by %u of %u\n"), s->papers, s->candidates, i->profile.id, i->need, i->custodians);
    printf(_("  office %s\n  hash %s\n"), office, hex);
}

enum err_code cmd_session_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w = {0};
    struct buf b;
    struct session s;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc != ERR_OK)
        return rc;
    char *path = strdup(argv[0]);
    if (workspace_is_name(argv[0]) && !file_exists(argv[0])) {
        rc = workspace_open(ctl, &w, e);
        free(path);
        path = rc == ERR_OK ? sitting_path(&w, argv[0], "session") : NULL;
    }
    buf_init(&b, PACKAGE_MAX);
    if (rc == ERR_OK)
        rc = path ? file_read(path, PACKAGE_MAX, &b, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && session_open(b.data, b.len, NULL, &s, e) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK && ctl->json)
        rc = show_json(&s, e);
    else if (rc == ERR_OK)
        show_info(&s);
    buf_free(&b);
    free(path);
    workspace_close(&w);
    return rc;
}

static enum err_code print_json(const struct sitting *s, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (uint32_t p = 0; p < s->roster.papers; p++) {
        const struct session_paper *paper = &s->roster.paper[p];
        const struct session_candidate *c = &s->roster.candidate[paper->candidate];
        char number[8];
        session_paper_name(p, number);
        const char *const pairs[][2] = {{"sbd", c->sbd},         {"name", c->name},    {"field", paper->field},
                                        {"grade", paper->grade}, {"paper", number},    {"access_code", s->secret.access[paper->candidate]}};
        json_open_object(&a.json);
        for (size_t i = 0; i < 6; i++)
            json_pair(&a.json, pairs[i][0], pairs[i][1]);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code put(const struct workspace *w, const char *name, const char *file, const struct buf *b, struct err *e)
{
    char *path = workspace_path(w, "reports/%s/%s", name, file);
    enum err_code rc = path ? file_write(path, b->data, b->len, FILE_REPLACE, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        printf("%s\n", path);
    free(path);
    return rc;
}

static enum err_code write_slips(const struct workspace *w, const struct sitting *s, struct err *e)
{
    struct buf b[4];
    static const char *const FILES[] = {"slips.txt", "slips.pdf", "codes.txt", "codes.pdf"};
    for (int i = 0; i < 4; i++)
        buf_init(&b[i], PACKAGE_MAX);
    char *folder = workspace_path(w, "reports/%s", s->name);
    enum err_code rc = folder ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = slips_make(s, &b[0], &b[1], e);
    if (rc == ERR_OK)
        rc = slips_make_codes(s, &b[2], &b[3], e);
    for (int i = 0; i < 4; i++) {
        if (rc == ERR_OK)
            rc = put(w, s->name, FILES[i], &b[i], e);
        buf_free(&b[i]);
    }
    free(folder);
    return rc;
}

enum err_code cmd_session_slips(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct desk d;
    struct sitting s;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK)
        rc = desk_open(ctl, DESK_READS, &d, e);
    if (rc != ERR_OK)
        return rc;
    rc = sitting_open(&d.workspace, argv[0], d.office, &s, e);
    if (rc == ERR_OK) {
        if (ctl->json)
            rc = print_json(&s, e);
        else
            rc = write_slips(&d.workspace, &s, e);
        sitting_close(&s);
    }
    desk_close(&d);
    return rc;
}
