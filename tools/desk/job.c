#include "tools/desk/job.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* ---- the thread's side ---- */

static void ring_bell(struct job *j)
{
    uint64_t one = 1;
    ssize_t ignored = write(j->event, &one, sizeof one);
    (void)ignored; /* full: it is readable already */
}

static char *copy_secret(const char *text)
{
    size_t len = strlen(text) + 1;
    char *copy = crypt_secret_new(len);
    if (copy)
        memcpy(copy, text, len);
    return copy;
}

static void free_line(struct job_line *x)
{
    free(x->what);
    free(x->text);
}

/* Without memory a line is counted as dropped, and that is said. */
static void keep_line(struct job *j, const struct work_event *x)
{
    struct job_line line = {.kind = x->kind};
    struct job_line *grown =
        j->lines < JOB_LINES_MAX ? realloc(j->line, (j->lines + 1) * sizeof *grown) : NULL;
    if (grown) {
        j->line = grown;
        line.what = strdup(x->what ? x->what : "");
        line.text = strdup(x->text ? x->text : "");
    }
    if (line.what && line.text) {
        j->line[j->lines++] = line;
        return;
    }
    free_line(&line);
    j->dropped++;
}

static void tell(void *context, const struct work_event *x)
{
    struct job *j = context;
    pthread_mutex_lock(&j->lock);
    switch (x->kind) {
    case WORK_PROGRESS:
        snprintf(j->progress.what, sizeof j->progress.what, "%s", x->what ? x->what : "");
        j->progress.done = x->done;
        j->progress.all = x->all;
        break;
    case WORK_POINT: j->is_writing = true; break;
    case WORK_SEEN:
    case WORK_LINE:
    case WORK_NOTE:
    case WORK_SAID: keep_line(j, x); break;
    }
    pthread_mutex_unlock(&j->lock);
    ring_bell(j);
}

/* Kept, or an error: what it opens is not made without it. */
static enum err_code show(void *context, const char *role, const char *what, const char *passphrase,
                          struct err *e)
{
    struct job *j = context;
    enum err_code rc = ERR_OK;
    (void)what;
    pthread_mutex_lock(&j->lock);
    struct job_secret *x = &j->secret[j->secrets];
    if (j->secrets == JOB_SECRETS_MAX)
        rc = err_set(e, ERR_LIMIT, _("more than %d passphrases to be shown"), JOB_SECRETS_MAX);
    else if (!(x->text = copy_secret(passphrase)))
        rc = err_memory(e);
    if (rc == ERR_OK) {
        snprintf(x->role, sizeof x->role, "%s", role);
        j->secrets++;
    }
    pthread_mutex_unlock(&j->lock);
    return rc;
}

static enum err_code ask(void *context, const char *role, bool confirm, char *out, struct err *e)
{
    struct job *j = context;
    enum err_code rc = ERR_OK;
    pthread_mutex_lock(&j->lock);
    snprintf(j->role, sizeof j->role, "%s", role);
    j->confirms = confirm;
    j->is_answered = j->is_refusing;
    j->is_asking = true;
    ring_bell(j);
    while (!j->is_answered)
        pthread_cond_wait(&j->changed, &j->lock);
    j->is_asking = false;
    if (j->answer && j->answer[0])
        snprintf(out, SECRET_MAX, "%s", j->answer);
    else
        rc = err_set(e, ERR_NO, _("no passphrase was typed"));
    j->was_refused |= rc != ERR_OK;
    j->was_given |= rc == ERR_OK;
    crypt_secret_free(j->answer);
    j->answer = NULL;
    pthread_mutex_unlock(&j->lock);
    return rc;
}

static void *run(void *context)
{
    struct job *j = context;
    enum err_code rc = j->op->run(j->work, j->request, j->reply, &j->err);
    pthread_mutex_lock(&j->lock);
    j->rc = rc;
    j->has_ended = true;
    pthread_mutex_unlock(&j->lock);
    ring_bell(j);
    return NULL;
}

/* ---- the desk's side ---- */

enum err_code job_init(struct job *j, struct err *e)
{
    *j = (struct job){.event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    if (j->event < 0)
        return err_set_errno(e, errno, "eventfd");
    if (pthread_mutex_init(&j->lock, NULL) == 0) {
        if (pthread_cond_init(&j->changed, NULL) == 0)
            return ERR_OK;
        pthread_mutex_destroy(&j->lock);
    }
    close(j->event);
    j->event = -1;
    return err_memory(e);
}

void job_free(struct job *j)
{
    job_stop(j);
    job_refuse(j);
    job_finish(j);
    job_clear(j);
    pthread_cond_destroy(&j->changed);
    pthread_mutex_destroy(&j->lock);
    close(j->event);
}

/* The thread takes no signals: those are the terminal's. */
static int start_thread(struct job *j)
{
    sigset_t all, was;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &was);
    int rc = pthread_create(&j->thread, NULL, run, j);
    pthread_sigmask(SIG_SETMASK, &was, NULL);
    return rc;
}

enum err_code job_start(struct job *j, struct work *work, const struct work_op *op,
                        const void *request, uint64_t now_ms, struct err *e)
{
    job_clear(j);
    j->op = op;
    j->request = request;
    j->work = work;
    j->started_ms = now_ms;
    j->reply = calloc(1, op->reply ? op->reply : 1);
    if (!j->reply)
        return err_memory(e);
    work->tell = tell;
    work->show = show;
    work->context = j;
    work->pass.ask = ask;
    work->pass.context = j;
    atomic_store(&work->stop, false);
    int rc = start_thread(j);
    if (rc != 0) {
        job_clear(j);
        return err_set_errno(e, rc, "pthread_create");
    }
    j->is_running = true;
    return ERR_OK;
}

int job_fd(const struct job *j)
{
    return j->event;
}

void job_drain(struct job *j)
{
    uint64_t news;
    ssize_t ignored = read(j->event, &news, sizeof news);
    (void)ignored; /* nothing new */
}

static bool look(struct job *j, const bool *what)
{
    pthread_mutex_lock(&j->lock);
    bool is = *what;
    pthread_mutex_unlock(&j->lock);
    return is;
}

bool job_has_ended(struct job *j)
{
    return look(j, &j->has_ended);
}

bool job_is_writing(struct job *j)
{
    return look(j, &j->is_writing);
}

bool job_writes(struct job *j)
{
    return j->is_running && job_is_writing(j);
}

bool job_is_asking(struct job *j, char role[JOB_ROLE], bool *confirms)
{
    pthread_mutex_lock(&j->lock);
    bool is_asking = j->is_running && j->is_asking && !j->is_answered;
    if (is_asking) {
        memcpy(role, j->role, JOB_ROLE);
        *confirms = j->confirms;
    }
    pthread_mutex_unlock(&j->lock);
    return is_asking;
}

void job_answer(struct job *j, const char *passphrase)
{
    pthread_mutex_lock(&j->lock);
    if (j->is_asking && !j->is_answered) {
        j->answer = passphrase ? copy_secret(passphrase) : NULL;
        j->is_answered = true;
        pthread_cond_signal(&j->changed);
    }
    pthread_mutex_unlock(&j->lock);
}

void job_refuse(struct job *j)
{
    pthread_mutex_lock(&j->lock);
    j->is_refusing = true;
    j->is_answered = true;
    pthread_cond_signal(&j->changed);
    pthread_mutex_unlock(&j->lock);
}

void job_stop(struct job *j)
{
    if (j->is_running)
        atomic_store(&j->work->stop, true);
}

void job_get_progress(struct job *j, struct job_progress *out)
{
    pthread_mutex_lock(&j->lock);
    *out = j->progress;
    pthread_mutex_unlock(&j->lock);
}

/* One line of a text, cut at a character where it is too long. Returns where the next begins. */
static const char *take_line(const char *what, const char *text, char out[JOB_WHAT])
{
    size_t len = strcspn(text, "\n"), used;
    text_clean(what, out, JOB_WHAT);
    if (what[0] && strlen(out) + 3 < JOB_WHAT)
        strcat(out, ": ");
    used = strlen(out);
    char *one = strndup(text, len);
    if (one)
        text_clean(one, out + used, JOB_WHAT - used);
    free(one);
    text += len;
    return text + (*text == '\n');
}

/* What was told in one go may be many lines: each has its own, the last ones stay. */
size_t job_last_lines(struct job *j, char (*out)[JOB_WHAT], size_t room)
{
    size_t n = 0;
    pthread_mutex_lock(&j->lock);
    size_t i = j->lines > room ? j->lines - room : 0;
    for (; i < j->lines; i++) {
        const struct job_line *x = &j->line[i];
        for (const char *text = x->text; *text;) {
            if (n == room)
                memmove(out[0], out[1], --n * sizeof *out);
            text = take_line(text == x->text ? x->what : "", text, out[n++]);
        }
    }
    pthread_mutex_unlock(&j->lock);
    return n;
}

void job_finish(struct job *j)
{
    if (!j->is_running)
        return;
    pthread_join(j->thread, NULL);
    j->is_running = false;
}

void *job_take_reply(struct job *j)
{
    void *reply = j->reply;
    j->reply = NULL;
    return reply;
}

void job_free_secret(struct job_secret *x)
{
    crypt_secret_free(x->text);
    *x = (struct job_secret){0};
}

size_t job_take_secrets(struct job *j, struct job_secret *out)
{
    size_t taken = j->secrets;
    memcpy(out, j->secret, taken * sizeof *out);
    memset(j->secret, 0, sizeof j->secret);
    j->secrets = 0;
    return taken;
}

void job_drop_secrets(struct job *j)
{
    for (size_t i = 0; i < j->secrets; i++)
        job_free_secret(&j->secret[i]);
    j->secrets = 0;
}

void job_clear(struct job *j)
{
    if (j->reply && j->op->forget)
        j->op->forget(j->reply);
    free(j->reply);
    for (size_t i = 0; i < j->lines; i++)
        free_line(&j->line[i]);
    free(j->line);
    job_drop_secrets(j);
    crypt_secret_free(j->answer);
    j->reply = NULL;
    j->line = NULL;
    j->answer = NULL;
    j->lines = j->dropped = 0;
    j->progress = (struct job_progress){0};
    j->has_ended = j->is_writing = j->is_asking = j->is_answered = j->is_refusing = false;
    j->was_refused = j->was_given = false;
    j->rc = ERR_OK;
    j->err = (struct err){0};
}
