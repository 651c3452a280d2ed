#include "tools/work/bank_import.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/bank/check.h"
#include "tools/bank/check_profiles.h"
#include "tools/import/foreign.h"
#include "tools/import/formats.h"
#include "tools/table/csv.h"
#include "tools/work/bank_pools.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/table/ini_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INI_MAX = 1024 * 1024, REPORT_MAX = 256 * 1024 * 1024, WORDS_MAX = 512 };

/* What was said of the bank itself goes before what a bank.ini has. */
static enum err_code put_said(const char *key, const char *said, const char *name, struct buf *ini,
                              struct err *e)
{
    struct buf edited;
    if (!said || !said[0])
        return ERR_OK;
    buf_init(&edited, INI_MAX);
    ini_edit(buf_text(ini), ini->len, "bank", key, said, &edited);
    enum err_code rc = buf_check(&edited, name, e);
    if (rc == ERR_OK) {
        buf_clear(ini);
        buf_add(ini, edited.data, edited.len);
        rc = buf_check(ini, name, e);
    }
    buf_free(&edited);
    return rc;
}

/* The bank.ini of the first folder among the sources that has one; NULL: none has, or no memory. */
static char *ini_of_sources(const struct bank_import_request *q)
{
    for (size_t i = 0; i < q->source.count; i++) {
        const char *source = q->source.word[i];
        char *path = file_is_folder(source) ? file_join(source, "bank.ini") : NULL;
        if (path && file_exists(path))
            return path;
        free(path);
    }
    return NULL;
}

/* bank.ini in this order: the one given, that of a folder among the sources, the one the bank has
 * already, one with the official fields. */
static enum err_code choose_ini(const struct bank_import_request *q, const char *there,
                                struct buf *out, char **name, struct err *e)
{
    char *path = q->ini ? strdup(q->ini) : ini_of_sources(q);
    if (!path)
        path = file_join(there, "bank.ini");
    if (!path)
        return err_memory(e);
    *name = path;
    enum err_code rc = ERR_OK;
    if (q->ini || file_exists(path)) {
        rc = file_read(path, INI_MAX, out, e);
    } else {
        bank_folder_default_ini(q->to, q->to, "1", out);
        rc = buf_check(out, path, e);
    }
    if (rc == ERR_OK)
        rc = put_said("title", q->title, path, out, e);
    return rc == ERR_OK ? put_said("edition", q->edition, path, out, e) : rc;
}

static bool is_own(const char *ini, const char *there)
{
    size_t n = strlen(there);
    return strncmp(ini, there, n) == 0 && ini[n] == '/';
}

/* By its number alone it is not found again: its first words stand there, too. */
static void tell_rejected(struct work *work, const char *what, const char *reason, const char *stem)
{
    char words[WORDS_MAX], text[2 * WORDS_MAX + 64];
    text_clean(stem ? stem : "", words, sizeof words);
    for (char *at = words; *at; at++)
        if (*at == '\n')
            *at = ' ';
    snprintf(text, sizeof text, "%s: %s%s%s%s", _("rejected"), reason, words[0] ? ": \"" : "",
             words, words[0] ? "\"" : "");
    work_tell(work, &(struct work_event){.kind = WORK_SEEN, .what = what, .text = text});
}

/* What is seen while a file is read: how many questions, and each that is rejected. */
static void tell_ended(void *context, const struct importer *in, const struct importer_outcome *o)
{
    struct work *work = context;
    char what[512], number[64] = "", page[32] = "";
    snprintf(what, sizeof what, _("%s: %zu read, %zu rejected"), file_base(in->file), in->outcomes,
             importer_rejected(in));
    work_tell_progress(work, what, 0, 0, 0);
    if (!o->reason)
        return;
    if (o->page)
        snprintf(page, sizeof page, _("page %zu"), o->page);
    if (o->number[0])
        snprintf(number, sizeof number, _("question %s"), o->number);
    snprintf(what, sizeof what, "%s%s%s%s%s", page, page[0] && number[0] ? ", " : "", number,
             page[0] || number[0] ? ", " : "", file_base(in->file));
    tell_rejected(work, what, o->reason, in->draft.stem);
}

static enum err_code add_file(struct work *work, struct bank_folder *b, const char *path,
                              const struct bank_import_request *q, struct findings *f,
                              struct err *e)
{
    struct buf bytes;
    struct importer in;
    const struct formats_format *format = q->format ? formats_find(q->format) : NULL;
    buf_init(&bytes, FORMATS_FILE_MAX);
    importer_init(&in, path, f, q->pool);
    in.ended = tell_ended;
    in.context = work;
    enum err_code rc = file_read(path, FORMATS_FILE_MAX, &bytes, e);
    if (rc == ERR_OK && (rc = foreign_check(bytes.data, bytes.len, e)) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK && !format && !(format = formats_recognise(bytes.data, bytes.len)))
        rc = formats_say_unknown(bytes.data, bytes.len, e) == ERR_OK ? ERR_OK : err_prefix(e, path);
    if (rc == ERR_OK && (rc = format->read(bytes.data, bytes.len, &b->fields, &in, e)) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK)
        rc = bank_folder_add(b, &in, e);
    if (rc == ERR_OK && in.outcomes == 0)
        rc = err_set(e, ERR_FORMAT, _("%s: holds no question (read as %s)"), path, format->name);
    importer_free(&in);
    buf_free(&bytes);
    return rc;
}

static enum err_code add_source(struct work *work, struct bank_folder *b, const char *path,
                                const struct bank_import_request *q, struct findings *f,
                                struct err *e)
{
    struct bank_folder_files list;
    enum err_code rc = work_check_stop(work, e);
    if (rc != ERR_OK || !file_is_folder(path))
        return rc == ERR_OK ? add_file(work, b, path, q, f, e) : rc;
    rc = bank_folder_list(path, &list, e);
    for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
        rc = bank_folder_add_gift(b, list.path[i], f, e);
    bank_folder_list_free(&list);
    return rc;
}

static void forget(void *reply)
{
    struct bank_import_reply *r = reply;
    bank_folder_free(&r->bank);
    rejected_free(&r->rejected);
    findings_free(&r->findings);
    findings_free(&r->faults);
    free(r->is_fresh);
}

/* Of single files a bank.ini beside them is nobody's. */
static bool lies_beside(const struct bank_import_request *q)
{
    bool is = false;
    for (size_t i = 0; !is && i < q->source.count; i++) {
        const char *file = q->source.word[i];
        char *folder = strndup(file, (size_t)(file_base(file) - file)),
             *ini = folder && folder[0] ? file_join(folder, "bank.ini") : NULL;
        is = ini && !file_is_folder(file) && file_exists(ini);
        free(folder);
        free(ini);
    }
    return is;
}

/* All sources into the reply; what stands in the bank already comes first with --add. fresh: what
 * was rejected of it. */
static enum err_code read_all(struct work *work, const struct bank_import_request *q,
                              const char *there, struct table *report, struct rejected *fresh,
                              struct bank_import_reply *r, struct err *e)
{
    struct buf ini;
    char *name = NULL;
    struct bank_folder *b = &r->bank;
    buf_init(&ini, INI_MAX);
    enum err_code rc = choose_ini(q, there, &ini, &name, e);
    r->has_ini = rc == ERR_OK && !q->ini && file_exists(name) && !is_own(name, there);
    r->passes_ini = !q->ini && !r->has_ini && lies_beside(q);
    if (rc == ERR_OK)
        rc = bank_folder_begin(b, buf_text(&ini), ini.len, name, e);
    const char *why = rc == ERR_OK && q->pool ? bank_folder_refuses(b, q->pool) : NULL;
    if (why) {
        rc = err_set(e, ERR_USAGE, "--pool %s: %s", q->pool, why);
        bank_folder_free(b);
    }
    if (rc == ERR_OK) {
        b->report = report;
        b->rejections = fresh;
        if (q->is_added && file_is_folder(there))
            rc = add_source(work, b, there, q, &r->findings, e);
        b->kept = b->rows;
        r->kept.imported = b->imported;
        r->kept.different = b->source.questions;
        r->kept.repeated = b->repeated;
        r->kept.rejected = b->rejected;
        r->kept.unplaced = b->unplaced;
        r->kept.files = b->files;
        for (size_t i = 0; rc == ERR_OK && i < q->source.count; i++)
            rc = add_source(work, b, q->source.word[i], q, &r->findings, e);
        if (rc != ERR_OK)
            bank_folder_free(b);
    }
    free(name);
    buf_free(&ini);
    return rc;
}

static enum err_code write_report(const struct work *work, const char *path, const struct table *t,
                                  struct err *e)
{
    struct buf out;
    buf_init(&out, REPORT_MAX);
    enum err_code rc = csv_table(t, work->lang, &out, e);
    if (rc == ERR_OK)
        rc = file_write(path, out.data, out.len, FILE_REPLACE, e);
    buf_free(&out);
    return rc;
}

static enum err_code check_request(const struct bank_import_request *q, struct err *e)
{
    if (!q->to)
        return err_set(e, ERR_USAGE, _("--to NAME is missing"));
    if (q->format && !formats_find(q->format)) {
        char names[128] = "";
        for (const struct formats_format *f = formats_all(); f->name; f++)
            snprintf(names + strlen(names), sizeof names - strlen(names), " %s", f->name);
        return err_set(e, ERR_USAGE, _("--format %s: is none of%s"), q->format, names);
    }
    return ERR_OK;
}

/* The sources by their whole paths, so that one is known again from wherever it is named. */
static enum err_code find_sources(const struct bank_import_request *q, char **path, struct err *e)
{
    for (size_t i = 0; i < q->source.count; i++) {
        path[i] = realpath(q->source.word[i], NULL);
        if (!path[i] && !(path[i] = strdup(q->source.word[i])))
            return err_memory(e);
    }
    return ERR_OK;
}

/* True when a bank stands there already. */
static bool has_bank(const char *there)
{
    struct bank_folder_files list;
    struct err none;
    bool is_bank = bank_folder_list(there, &list, &none) == ERR_OK;
    if (is_bank)
        bank_folder_list_free(&list);
    return is_bank;
}

/* The sources; where they hold no question that can be brought in, they do not take the place of
 * what the bank has: it is read, too, as with --add. */
static enum err_code read_sources(struct work *work, const struct bank_import_request *q,
                                  const char *there, struct table *report, struct rejected *fresh,
                                  struct bank_import_reply *r, struct err *e)
{
    struct bank_import_request added = *q;
    enum err_code rc = read_all(work, q, there, report, fresh, r, e);
    if (rc != ERR_OK || q->is_added || r->bank.imported || !r->bank.rejected || !has_bank(there))
        return rc;
    forget(r);
    rejected_free(fresh);
    table_free(report);
    bank_folder_report_init(report);
    *r = (struct bank_import_reply){.is_spared = true};
    added.is_added = true;
    void (*tell)(void *context, const struct work_event *event) = work->tell;
    work->tell = NULL; /* what it would tell was told */
    rc = read_all(work, &added, there, report, fresh, r, e);
    work->tell = tell;
    return rc;
}

/* Which of the list the sources gave. */
static enum err_code mark_fresh(struct bank_import_reply *r, char *const *path, size_t paths,
                                struct err *e)
{
    r->is_fresh = calloc(r->rejected.count + 1, sizeof *r->is_fresh);
    for (size_t i = 0; r->is_fresh && i < r->rejected.count; i++)
        for (size_t k = 0; k < paths; k++)
            r->is_fresh[i] |= strcmp(r->rejected.item[i].file, path[k]) == 0;
    return r->is_fresh ? ERR_OK : err_memory(e);
}

/* The bank's list of rejected questions, with those of this import. */
static enum err_code renew_rejected(const struct bank_import_request *q, const char *there,
                                    struct rejected *fresh, struct bank_import_reply *r,
                                    struct err *e)
{
    bool is_added = q->is_added || r->is_spared;
    char **path = calloc(q->source.count + 1, sizeof *path);
    size_t line = 0;
    enum err_code rc = path ? rejected_read(there, &r->rejected, &line, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = find_sources(q, path, e);
    if (rc == ERR_OK)
        rc = rejected_renew(&r->rejected, fresh, (const char *const *)path, q->source.count,
                            is_added, banking_holds, &r->bank, e);
    if (rc == ERR_OK)
        rc = mark_fresh(r, path, q->source.count, e);
    for (size_t i = 0; path && i < q->source.count; i++)
        free(path[i]);
    free(path);
    return rc;
}

/* What goes with a bank's questions: its own profiles, the list of what was rejected. */
static enum err_code write_more(const struct bank_folder *b, const char *to, struct err *e)
{
    enum err_code rc = check_profiles_copy(b, to, e);
    return rc == ERR_OK ? rejected_save(to, b->rejections, e) : rc;
}

static enum err_code import(struct work *work, const struct workspace *w,
                            const struct bank_import_request *q, struct bank_import_reply *r,
                            struct err *e)
{
    struct table report;
    uint8_t hash[CRYPT_HASH];
    struct rejected fresh = {0};
    bank_folder_report_init(&report);
    char *there = workspace_path(w, "banks/%s", q->to);
    enum err_code rc = there ? read_sources(work, q, there, &report, &fresh, r, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = renew_rejected(q, there, &fresh, r, e);
    if (rc == ERR_OK)
        check_errors(&r->bank, &r->faults);
    r->bank.rejections = &r->rejected;
    bool writes = rc == ERR_OK && !q->is_dry && (r->bank.imported || r->bank.rejected);
    if (rc == ERR_OK)
        rc = bank_folder_hash(&r->bank, hash, e);
    if (rc == ERR_OK)
        rc = work_bind(work, hash, e);
    writes &= rc == ERR_OK;
    if (writes || (rc == ERR_OK && q->report))
        rc = work_point(work, e);
    if (rc == ERR_OK && writes)
        rc = bank_folder_write(&r->bank, there, write_more, e);
    r->is_written = rc == ERR_OK && writes;
    if (rc == ERR_OK && q->report)
        rc = write_report(work, q->report, &report, e);
    r->bank.report = NULL;
    r->bank.rejections = NULL;
    rejected_free(&fresh);
    free(there);
    table_free(&report);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_import_request *q = request;
    struct bank_import_reply *r = reply;
    struct workspace w;
    int lock = -1;
    enum err_code rc = check_request(q, e);
    if (rc == ERR_OK)
        rc = banking_open(work, q->to, &w, e);
    if (rc != ERR_OK)
        return rc;
    if (!q->is_dry) /* before it is read what the bank has */
        rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = import(work, &w, q, r, e);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc == ERR_OK && (r->bank.rejected || r->findings.errors) ? ERR_NO : rc;
}

/* Its three parts; what they may be, bank.ini says. */
static enum work_state check_pool(const char *text, char *said, size_t room)
{
    const char *grade = strchr(text, '/'), *pool = grade ? strchr(grade + 1, '/') : NULL;
    if (pool && pool[1] && !strchr(pool + 1, '/') && !strchr(text, ' ')) {
        pool_title(text, NULL, said, room);
        return WORK_RIGHT;
    }
    snprintf(said, room, "%s", _("field/grade/pool, such as 4.1/II/chuyen-mon"));
    return pool && (strchr(pool + 1, '/') || strchr(text, ' ')) ? WORK_WRONG : WORK_OPEN;
}

/* Those of the bank as it is, or would be made. */
static enum err_code list_pools(const struct bank_import_request *q, const char *there,
                                struct work_choices *out, struct err *e)
{
    struct buf ini;
    struct bank_folder b = {0};
    char *name = NULL;
    buf_init(&ini, INI_MAX);
    enum err_code rc = choose_ini(q, there, &ini, &name, e);
    if (rc == ERR_OK)
        rc = bank_folder_begin(&b, buf_text(&ini), ini.len, name, e);
    if (rc == ERR_OK) {
        free(b.folder);
        b.folder = strdup(there); /* wherever its bank.ini comes from */
        rc = b.folder ? bank_pools_list(&b, out, e) : err_memory(e);
    }
    bank_folder_free(&b);
    buf_free(&ini);
    free(name);
    return rc;
}

static enum err_code choose_pool(struct work *work, const void *request, struct work_choices *out,
                                 struct err *e)
{
    struct workspace w;
    struct bank_import_request q = {0};
    *out = (struct work_choices){0};
    if (request)
        q = *(const struct bank_import_request *)request;
    if (!q.to || !workspace_is_name(q.to))
        q.to = "-"; /* none is called so: one that would be made */
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *there = workspace_path(&w, "banks/%s", q.to);
    rc = there ? fields_add_choice(out, "", _("as the file says"), e) : err_memory(e);
    if (rc == ERR_OK)
        rc = list_pools(&q, there, out, e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    free(there);
    workspace_close(&w);
    return rc;
}

/* Whole questions were rejected for want of it. */
static const char *find_lack(const void *request, const void *reply)
{
    const struct bank_import_request *q = request;
    const struct bank_import_reply *r = reply;
    return !q->pool && r->bank.unplaced > r->kept.unplaced ? "--pool" : NULL;
}

/* What people call a format. */
static const char *format_title(const char *name)
{
    const struct {
        const char *name, *title;
    } TITLES[] = {{"pdf", "PDF"},
                  {"xlsx", "Excel (.xlsx)"},
                  {"docx", "Word (.docx)"},
                  {"qti", _("QTI, a package of questions")},
                  {"moodle", "Moodle XML"},
                  {"csv", _("CSV, a table as text")},
                  {"aiken", _("Aiken, questions as text")},
                  {"gift", _("GIFT, questions as text")}};
    for (size_t i = 0; i < sizeof TITLES / sizeof TITLES[0]; i++)
        if (strcmp(TITLES[i].name, name) == 0)
            return TITLES[i].title;
    return name;
}

static enum err_code choose_format(struct work *work, const void *request, struct work_choices *out,
                                   struct err *e)
{
    (void)work;
    (void)request;
    *out = (struct work_choices){0};
    enum err_code rc = fields_add_choice(out, "", _("told by what is in the file"), e);
    for (const struct formats_format *f = formats_all(); rc == ERR_OK && f->name; f++)
        rc = fields_add_choice(out, f->name, format_title(f->name), e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}

/* Nothing but rejected ones: going on is no more than keeping them. */
static void caution(const void *reply, char *out, size_t room)
{
    const struct bank_import_reply *r = reply;
    size_t taken = r->bank.imported + r->bank.repeated - r->kept.imported - r->kept.repeated;
    bool is_rejected = r->bank.rejected > r->kept.rejected;
    snprintf(out, room, "%s",
             is_rejected && !taken ? _("Not one question goes into the bank as it is.") : "");
}

#define AT(member) offsetof(struct bank_import_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SOURCE",
     .need = WORK_REPEATED_NEEDED,
     .kind = WORK_FILE,
     .at = AT(source),
     .label = N_("Files")},
    {"--to", "NAME", WORK_NEEDED, N_("the bank they go into"), .kind = WORK_NAME, .at = AT(to),
     .label = N_("Bank")},
    {"--pool", "FIELD/GRADE/POOL", WORK_OPTIONAL,
     N_("needed where the source does not say where its questions belong: field, grade I, II or "
        "III, and phap-luat-chung, phap-luat-rieng or chuyen-mon, such as 4.1/II/chuyen-mon"),
     .kind = WORK_WORD, .at = AT(pool), .label = N_("Pool"), .check = check_pool,
     .choose = choose_pool, .is_proposed = true, .empty = N_("as the file says")},
    {"--add", NULL, WORK_OPTIONAL, N_("keeps the questions the bank has"), .kind = WORK_FLAG,
     .at = AT(is_added), .label = N_("Keep others"), .empty = N_("replaces what it has")},
    {"--format", FORMATS_CHOICES, WORK_OPTIONAL,
     N_("reads the files as this format; recognised by the content by default"),
     .kind = WORK_CHOICE, .at = AT(format), .label = N_("Format"), .choose = choose_format,
     .is_rare = true},
    {"--ini", "FILE", WORK_OPTIONAL,
     N_("the file with the bank's title and fields; the one that is there, or one with the "
        "official fields, by default"),
     .kind = WORK_FILE, .at = AT(ini), .label = N_("Fields file"),
     .empty = N_("as the bank has them"), .is_rare = true},
    {"--title", "TEXT", WORK_OPTIONAL, N_("the bank's title"), .kind = WORK_TEXT, .at = AT(title),
     .label = N_("Title"), .empty = N_("of a new bank: its name")},
    {"--edition", "TEXT", WORK_OPTIONAL, N_("the bank's edition"), .kind = WORK_TEXT,
     .at = AT(edition), .label = N_("Edition"), .empty = N_("of a new bank: 1"), .is_rare = true},
    {"--dry-run", NULL, WORK_OPTIONAL, N_("only says what would happen"), .kind = WORK_FLAG,
     .at = AT(is_dry)},
    {"--report", "FILE", WORK_OPTIONAL,
     N_("writes a CSV with one line a question: imported, or rejected and why"), .kind = WORK_FILE,
     .at = AT(report), .label = N_("CSV report"), .empty = N_("none is written"), .is_rare = true},
    {0}};

const struct work_op bank_import_op = {
    .name = "bank",
    .sub = "import",
    .words = "SOURCE...",
    .help = N_("Brings questions of files into a bank: Word, Excel, PDF, CSV, "
               "questions as text (GIFT, Aiken), Moodle XML, QTI."),
    .field = FIELDS,
    .request = sizeof(struct bank_import_request),
    .reply = sizeof(struct bank_import_reply),
    .use = WORK_WRITES,
    .run = run,
    .forget = forget,
    .preview = "--dry-run",
    .lacks = find_lack,
    .caution = caution,
    .needs = N_("Needed: Files, Bank; Pool if the file does not say it; others may be empty."),
    .say = bank_import_say,
    .say_at_desk = bank_import_say_at_desk,
    .next = bank_import_next};
