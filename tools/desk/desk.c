#include "tools/desk/desk.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/lang.h"
#include "tools/desk/commands_run.h"
#include "tools/desk/filtering.h"
#include "tools/desk/help_page.h"
#include "tools/desk/offices.h"
#include "tools/desk/picture.h"
#include "tools/desk/searching.h"
#include "tools/desk/settling.h"
#include "tools/desk/start.h"
#include "tools/desk/watching.h"
#include "tools/work/office.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The words of the screens, and of what operations tell. */
static void speak(struct desk *d)
{
    lang_use(!d->is_english);
    d->setup.work->lang = d->is_english ? TABLE_EN : TABLE_VI;
}

enum err_code desk_init(struct desk *d, const struct desk_setup *setup, struct err *e)
{
    *d = (struct desk){.setup = *setup, .is_english = setup->is_english};
    d->key_ms = d->looked_ms = clock_boot_ms(&setup->clock);
    speak(d);
    enum err_code rc = job_init(&d->job, e);
    if (rc == ERR_OK && (rc = lock_init(&d->lock, e)) != ERR_OK)
        job_free(&d->job);
    if (rc != ERR_OK)
        return rc;
    struct err ignored = {0};
    if (key_open_look(setup->work, &d->lock.of, &ignored) != ERR_OK)
        d->lock.of = (struct key_open_desk){0};
    d->mounts = open(machine_of(setup->work)->mounts, O_RDONLY | O_CLOEXEC);
    if (setup->is_homeless)
        offices_open(d);
    else
        start_open(d);
    if (d->screens == 0) {
        desk_free(d);
        return err_memory(e);
    }
    settling_now(d);
    return ERR_OK;
}

void desk_free(struct desk *d)
{
    stack_free(d);
    lock_free(&d->lock);
    if (d->mounts >= 0)
        close(d->mounts);
}

void desk_fds(const struct desk *d, int fds[DESK_FDS])
{
    fds[0] = job_fd(&d->job);
    fds[1] = job_fd(&d->lock.job);
    looks_fds(&d->looks, fds + 2);
    fds[DESK_FDS - 1] = d->mounts;
}

/* ---- what happens by itself ---- */

static bool is_working(const struct desk *d)
{
    return d->job.is_running || d->lock.job.is_running;
}

static uint64_t left_ms(uint64_t since_ms, uint64_t long_ms, uint64_t now_ms)
{
    return now_ms - since_ms < long_ms ? long_ms - (now_ms - since_ms) : 0;
}

static uint64_t lock_after_ms(const struct desk *d)
{
    return (uint64_t)d->lock.of.lock_minutes * 60 * 1000;
}

static int sooner(int a, int b)
{
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

int desk_timeout_ms(const struct desk *d)
{
    uint64_t now = clock_boot_ms(&d->setup.clock), least;
    if (d->job.is_running && !d->lock.is_on && !d->ask.is_open)
        return TUI_METER_EVERY_MS;
    if (d->lock.is_on) {
        int ms = lock_timeout_ms(&d->lock, &d->setup.clock);
        return ms < 0 ? START_LOOK_MS : ms;
    }
    least = left_ms(d->looked_ms, START_LOOK_MS, now);
    if (d->ask.is_open && now < d->until_ms)
        least = 1000;
    if (lock_after_ms(d)) {
        uint64_t lock = left_ms(d->key_ms, lock_after_ms(d), now);
        least = lock < least ? lock : least;
    }
    return sooner((int)least, looks_timeout_ms(&d->looks, now));
}

static void close_desk(struct desk *d)
{
    if (!lock_close(&d->lock, d->setup.work, d->job.is_running)) {
        screen_say(stack_top(d), CANVAS_WARNING, "! %s",
                   _("This folder has no key that could open the desk again: it stays open."));
        return;
    }
    if (d->ask.is_open) {
        ask_close(&d->ask);
        job_refuse(&d->job);
    }
}

/* True when an action named what is gone. */
static bool is_refused(struct desk *d, int own)
{
    struct screen *top = stack_top(d);
    bool is = own && d->bereft == top;
    d->bereft = NULL;
    if (is)
        screen_say(top, CANVAS_WARNING, "! %s",
                   _("What stood under the cursor is gone: nothing was done. Look at the row that "
                     "it stands on now."));
    return is;
}

/* In time, or because a stick came or went. */
static void look_anew(struct desk *d, bool has_changed)
{
    uint64_t now = clock_boot_ms(&d->setup.clock);
    bool is_time = left_ms(d->looked_ms, START_LOOK_MS, now) == 0;
    if (d->lock.is_on || is_working(d) || d->is_held || (!is_time && !has_changed))
        return;
    d->looked_ms = now;
    settling_look_at_office(d);
    if (stack_top(d)->ops->watched || has_changed || watch_has_changed(d))
        watch_look(d);
    settling_refresh(d);
}

/* ---- its end ---- */

enum { UNWRITTEN_TITLES = 2, UNWRITTEN_TITLE = 100 /* bytes, with what stands between */ };

/* Forms whose texts go with the desk, the first of them by their titles; returns how many there
 * are. */
static size_t list_unwritten(struct desk *d, char titles[UNWRITTEN_TITLES * UNWRITTEN_TITLE])
{
    size_t n = 0, len = 0;
    for (size_t i = 0; i < d->screens + d->drafts; i++) {
        struct screen *s = i < d->screens ? d->screen[i] : d->draft[i - d->screens];
        struct screen_head head = {0};
        char title[UNWRITTEN_TITLE - 2];
        if (!s->ops->is_unwritten || !s->ops->is_unwritten(s) || ++n > UNWRITTEN_TITLES)
            continue;
        s->ops->head(s, &head);
        len += (size_t)sprintf(titles + len, "%s%s", n > 1 ? ", " : "",
                               text_clean(head.title, title, sizeof title));
    }
    return n;
}

static void end_desk(struct desk *d)
{
    char titles[UNWRITTEN_TITLES * UNWRITTEN_TITLE] = "";
    for (size_t i = 0; i < d->screens; i++)
        if (d->screen[i]->ops->may_end && !d->screen[i]->ops->may_end(d->screen[i]))
            return;
    size_t unwritten = list_unwritten(d, titles);
    d->is_warned = unwritten > 0;
    d->quit = !unwritten || d->was_warned;
    if (d->quit && d->next_office[0])
        d->setup.open_office(d->setup.open_context, d->next_office, d->is_english);
    if (!d->quit)
        screen_say(
            stack_top(d), CANVAS_WARNING,
            P_("! %zu form holds what is not written, and it goes with the desk: %s. The same key "
               "once more leaves.",
               "! %zu forms hold what is not written, and it goes with the desk: %s. The same "
               "key once more leaves.",
               unwritten),
            unwritten, titles);
}

/* Another office was chosen: this desk ends as by Ctrl-Q, unless something keeps it. */
static void end_for_next(struct desk *d)
{
    if (d->next_office[0])
        end_desk(d);
    d->next_office[0] = '\0';
}

/* What happens by itself once a key, or what came, is dealt with. */
static void settle(struct desk *d)
{
    settling_now(d);
    end_for_next(d);
}

/* ---- time ---- */

void desk_tick_away(struct desk *d)
{
    uint64_t now = clock_boot_ms(&d->setup.clock);
    if (!d->lock.is_on && lock_after_ms(d) && left_ms(d->key_ms, lock_after_ms(d), now) == 0) {
        d->key_ms = now;
        close_desk(d);
    }
}

/* After five wrong ones none is taken for half a minute, as at the lock. */
static bool must_wait(struct desk *d)
{
    uint64_t now = clock_boot_ms(&d->setup.clock);
    if (!d->ask.is_open || d->until_ms == 0)
        return false;
    if (now < d->until_ms)
        snprintf(d->ask.said, sizeof d->ask.said,
                 _("Too many wrong ones: %u seconds until the next."),
                 (unsigned)((d->until_ms - now + 999) / 1000));
    else
        d->ask.said[0] = '\0';
    if (now >= d->until_ms)
        d->until_ms = 0;
    return now < d->until_ms;
}

static void count_wrong(struct desk *d)
{
    if (!d->job.was_given)
        return;
    d->wrong = d->job.rc == ERR_AUTH ? d->wrong + 1 : 0;
    if (d->wrong >= LOCK_WRONG_MAX)
        d->until_ms = clock_boot_ms(&d->setup.clock) + LOCK_WAIT_MS;
}

void desk_tick(struct desk *d)
{
    must_wait(d);
    desk_tick_away(d);
    look_anew(d, false);
    settle(d);
}

/* ---- work ---- */

static void go_back(struct desk *d)
{
    struct screen *top = stack_top(d);
    if (filtering_end(top) || searching_end(top))
        return;
    if (!top->ops->back || !top->ops->back(top))
        stack_leave(top);
}

/* What came of the work goes to who asked for it. */
static void deliver(struct desk *d)
{
    struct screen *asker = d->asker;
    d->asker = NULL;
    d->is_held = false;
    if (!d->is_quiet)
        commands_run_note(d, &d->job);
    settling_look_at_office(d);
    if (d->job.rc == ERR_OK)
        offices_take_made(d, &d->job);
    if (asker && asker->ops->done)
        asker->ops->done(asker, &d->job);
    if (asker)
        filtering_again(asker);
    if (d->goes_back && asker && stack_top(d) == asker)
        go_back(d);
    d->goes_back = false;
    if (!d->job.is_running) /* done may have begun the next */
        job_clear(&d->job);
    stack_sweep(d);
}

/* Another command that writes ends soon, mostly: the work may be begun again as it is. */
static void end_work(struct desk *d)
{
    job_finish(&d->job);
    ask_close(&d->ask);
    count_wrong(d);
    d->is_held = d->asker && !d->job.is_writing && office_is_locked(&d->job.err);
    if (!d->is_held)
        deliver(d);
    else
        screen_say(d->asker, CANVAS_WARNING, "! %s",
                   _("Another command writes in this office. Enter tries again, Esc gives up."));
}

static void try_again(struct desk *d)
{
    struct screen *asker = d->asker;
    const struct work_op *op = d->job.op;
    const void *request = d->job.request;
    const struct work_basis seen = d->setup.work->seen;
    d->asker = NULL;
    d->is_held = false;
    job_clear(&d->job);
    stack_run_seen(asker, op, request, &seen);
}

static void take_news(struct desk *d)
{
    char role[JOB_ROLE];
    bool confirms;
    job_drain(&d->job);
    if (!d->job.is_running)
        return;
    if (job_has_ended(&d->job)) {
        if (d->lock.is_on) { /* its result waits */
            lock_work_ended(&d->lock, d->setup.work, &d->setup.clock);
            return;
        }
        end_work(d);
    } else if (!d->ask.is_open && job_is_asking(&d->job, role, &confirms)) {
        if (!ask_open(&d->ask, role, confirms))
            job_answer(&d->job, NULL);
        must_wait(d);
    }
}

void desk_ready(struct desk *d)
{
    bool was_on = d->lock.is_on;
    lock_ready(&d->lock, &d->setup.clock);
    if (was_on && !d->lock.is_on)
        d->key_ms = clock_boot_ms(&d->setup.clock);
    take_news(d);
    look_anew(d, watch_has_changed(d));
    settle(d);
}

/* ---- keys ---- */

enum { TYPED = ACTIONS_TEXT | ACTIONS_FILTER | ACTIONS_SEARCH };

static void turn_language(struct desk *d)
{
    d->is_english = !d->is_english;
    speak(d);
    for (size_t i = 0; i < d->screens; i++)
        if (d->screen[i]->ops->refresh) {
            d->screen[i]->ops->refresh(d->screen[i], true);
            filtering_again(d->screen[i]);
        }
}

static void say_here_already(struct desk *d)
{
    screen_say(stack_top(d), CANVAS_DIM, "%s", _("This is that page already; Esc leads back."));
}

static bool act_common(struct desk *d, int action)
{
    switch (action) {
    case ACTIONS_BACK: go_back(d); return true;
    case ACTIONS_STOP:
        job_stop(&d->job);
        d->goes_back = d->is_quiet;
        return true;
    case ACTIONS_RETRY: try_again(d); return true;
    case ACTIONS_GIVE_UP: deliver(d); return true;
    case ACTIONS_COMMANDS:
        if (stack_top(d)->ops != &commands_run_screen)
            commands_run_open(d);
        else
            say_here_already(d);
        return true;
    case ACTIONS_LOCK: close_desk(d); return true;
    case ACTIONS_HELP:
    case ACTIONS_HELP_TEXT:
        if (stack_top(d)->ops != &help_page_screen)
            help_page_open(d);
        else
            say_here_already(d);
        return true;
    case ACTIONS_LANGUAGE:
    case ACTIONS_LANGUAGE_TEXT:
        if (!is_working(d))
            turn_language(d);
        return true;
    case ACTIONS_LEAVE: end_desk(d); return true;
    default: return false;
    }
}

static void ask_for_secret(struct desk *d, const struct keypress *key)
{
    if (key->kind != KEYPRESS_ESC && must_wait(d))
        return;
    switch (ask_key(&d->ask, key)) {
    case ASK_OPEN: return;
    case ASK_GIVEN: /* it is the work that is timed, not who types */
        d->job.started_ms = clock_boot_ms(&d->setup.clock);
        tui_meter_start(&d->meter, d->job.started_ms);
        job_answer(&d->job, ask_text(&d->ask));
        break;
    case ASK_REFUSED: job_answer(&d->job, NULL); break;
    }
    ask_close(&d->ask);
}

/* Where no row is left, there is nothing that it could name. */
static void act_own(struct screen *top, int action, unsigned arg)
{
    if (filtering_is_empty(top)) {
        screen_say(top, CANVAS_WARNING, "! %s", _("No row holds what was typed; Esc shows all."));
        return;
    }
    if (top->filtered)
        top->filtered->number = 0;
    top->ops->act(top, action, arg);
    filtering_again(top);
}

/* A letter that does something elsewhere, and nothing here, is answered: silence looks as if the
 * program hung. */
static void say_no_letter(struct screen *top, const struct keypress *key)
{
    char letter = key->kind == KEYPRESS_CHAR ? text_plain_letter(key->cp) : '\0';
    if (letter >= 'A' && letter <= 'Z' && !top->said[0])
        screen_say(top, CANVAS_DIM, _("%c is not used on this screen. H: the keys that are."),
                   letter);
}

static void key_of_top(struct desk *d, const struct keypress *key, uint64_t place)
{
    struct screen *top = stack_top(d);
    unsigned arg;
    bool is_typed = place & (ACTIONS_FILTER | ACTIONS_SEARCH),
         is_text = is_typed || place == ACTIONS_TEXT;
    uint64_t mode = top->ops->mode ? top->ops->mode(top) : 1;
    int own = is_typed ? 0 : tui_action_of_key(top->ops->actions, key, mode, is_text, &arg);
    top->said[0] = '\0';
    if (is_refused(d, own))
        return;
    filtering_attach(top);
    if (own)
        act_own(top, own, arg);
    else if (!act_common(d, tui_action_of_key(&ACTIONS_COMMON, key, place, is_text, &arg))) {
        if (!screen_key(top, key) && !is_text && !d->setup.is_in_lines)
            say_no_letter(top, key);
        filtering_say_number(top);
    }
    stack_sweep(d);
}

/* What is pasted is text or nothing: no letter of it is an action. */
static bool is_pasted_nowhere(struct desk *d, const struct keypress *key, uint64_t place)
{
    bool is_paste = key->is_pasted || key->kind == KEYPRESS_PASTE;
    if (!is_paste || place & (TYPED | ACTIONS_SECRET | ACTIONS_LOCKED))
        return false;
    if (key->kind == KEYPRESS_PASTE && place != ACTIONS_WORK)
        screen_say(stack_top(d), CANVAS_WARNING, "! %s",
                   _("Nothing is pasted here: only where text is typed."));
    return true;
}

static void take_key(struct desk *d, const struct keypress *key)
{
    unsigned arg;
    uint64_t place = picture_place(d);
    bool is_field = place == ACTIONS_LOCKED || place == ACTIONS_SECRET;
    d->key_ms = clock_boot_ms(&d->setup.clock);
    d->was_warned = d->is_warned;
    d->is_warned = false;
    if (is_pasted_nowhere(d, key, place) || key->kind == KEYPRESS_PASTE)
        return;
    if (!is_field && !(place & (ACTIONS_WORK | ACTIONS_HELD))) {
        key_of_top(d, key, place);
        return;
    }
    int action = tui_action_of_key(&ACTIONS_COMMON, key, place, is_field, &arg);
    if (action != ACTIONS_GIVE && action != ACTIONS_REFUSE && act_common(d, action))
        return;
    if (place == ACTIONS_LOCKED)
        lock_key(&d->lock, d->setup.work, &d->setup.clock, key);
    else if (place == ACTIONS_SECRET)
        ask_for_secret(d, key);
}

void desk_key(struct desk *d, const struct keypress *key)
{
    take_key(d, key);
    d->has_asked |= d->has_new_look;
    settle(d);
}

/* ---- the picture ---- */

void desk_draw(struct desk *d, struct canvas *v)
{
    canvas_clear(v);
    if (v->rows < DESK_ROWS || v->cols < DESK_COLS)
        canvas_text(v, 0, 0, v->cols, CANVAS_WARNING, _("The window is too small: 80×24."));
    else
        picture_draw(d, v);
}
