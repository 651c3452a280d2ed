#include "app/core/profile.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/wire.h"

#include <stdio.h>
#include <string.h>

enum { MINUTES_MAX = 600, QUESTIONS_MAX = 400 };

unsigned profile_part_questions(const struct profile_part *p)
{
    unsigned n = 0;
    for (unsigned i = 0; i < p->draws; i++)
        n += p->draw[i].count;
    return n;
}

unsigned profile_variant_questions(const struct profile_variant *v)
{
    unsigned n = 0;
    for (unsigned i = 0; i < v->parts; i++)
        n += profile_part_questions(&v->part[i]);
    return n;
}

const struct profile_variant *profile_variant_for(const struct profile *p, bool exempt)
{
    if (!exempt)
        return &p->standard;
    return p->exempt.parts ? &p->exempt : NULL;
}

bool profile_pool_name(const char *pattern, const char *field, const char *grade, char *out,
                       size_t room)
{
    size_t n = 0;
    while (*pattern) {
        const char *put = NULL;
        size_t skip = 1;
        if (strncmp(pattern, "{field}", 7) == 0) {
            put = field;
            skip = 7;
        } else if (strncmp(pattern, "{grade}", 7) == 0) {
            put = grade;
            skip = 7;
        }
        size_t add = put ? strlen(put) : 1;
        if (n + add >= room)
            return false;
        memcpy(out + n, put ? put : pattern, add);
        n += add;
        pattern += skip;
    }
    out[n] = '\0';
    return true;
}

static enum err_code check_part(const struct profile *p, const struct profile_part *part,
                                struct err *e)
{
    if (part->draws < 1 || part->draws > PROFILE_DRAWS_MAX)
        return err_set(e, ERR_FORMAT, _("profile %s, part %s: draws nothing"), p->id, part->id);
    for (unsigned i = 0; i < part->draws; i++)
        if (part->draw[i].count < 1 || part->draw[i].count > QUESTIONS_MAX ||
            !part->draw[i].pool[0])
            return err_set(e, ERR_FORMAT,
                           _("profile %s, part %s: draw %u wants a pool and 1 to %d questions"),
                           p->id, part->id, i + 1, QUESTIONS_MAX);
    if (part->points < 1 || part->pass > part->points * profile_part_questions(part))
        return err_set(e, ERR_FORMAT,
                       _("profile %s, part %s: its mark %u is more than there is to get"), p->id,
                       part->id, part->pass);
    return ERR_OK;
}

static enum err_code check_variant(const struct profile *p, const struct profile_variant *v,
                                   struct err *e)
{
    if (v->parts > PROFILE_PARTS_MAX || v->minutes < 1 || v->minutes > MINUTES_MAX)
        return err_set(e, ERR_FORMAT, _("profile %s: %u minutes; 1 to %d are possible"), p->id,
                       v->minutes, MINUTES_MAX);
    unsigned points = 0;
    for (unsigned i = 0; i < v->parts; i++) {
        if (check_part(p, &v->part[i], e) != ERR_OK)
            return e->code;
        points += v->part[i].points * profile_part_questions(&v->part[i]);
    }
    if (profile_variant_questions(v) > QUESTIONS_MAX)
        return err_set(e, ERR_LIMIT, _("profile %s: more than %d questions"), p->id, QUESTIONS_MAX);
    if (v->pass > points)
        return err_set(e, ERR_FORMAT,
                       _("profile %s: the pass mark %u is more than the %u points there are"),
                       p->id, v->pass, points);
    return ERR_OK;
}

enum err_code profile_check(const struct profile *p, struct err *e)
{
    if (!p->id[0] || !p->standard.parts)
        return err_set(e, ERR_FORMAT, _("profile: no id or no part"));
    enum err_code rc = check_variant(p, &p->standard, e);
    if (rc == ERR_OK && p->exempt.parts)
        rc = check_variant(p, &p->exempt, e);
    return rc;
}

static void put_variant(struct buf *out, const struct profile_variant *v)
{
    buf_add_u16(out, v->minutes);
    buf_add_u16(out, v->pass);
    buf_add_u16(out, v->parts);
    for (unsigned i = 0; i < v->parts; i++) {
        const struct profile_part *p = &v->part[i];
        buf_add_text16(out, p->id);
        buf_add_text16(out, p->title_vi);
        buf_add_text16(out, p->title_en);
        buf_add_u16(out, p->points);
        buf_add_u16(out, p->pass);
        buf_add_u16(out, p->draws);
        for (unsigned k = 0; k < p->draws; k++) {
            buf_add_text16(out, p->draw[k].pool);
            buf_add_text16(out, p->draw[k].fallback);
            buf_add_u16(out, p->draw[k].count);
        }
    }
}

static void get_variant(struct wire *w, struct profile_variant *v)
{
    v->minutes = wire_u16(w);
    v->pass = wire_u16(w);
    v->parts = wire_u16(w);
    if (v->parts > PROFILE_PARTS_MAX)
        w->failed = true;
    for (unsigned i = 0; !w->failed && i < v->parts; i++) {
        struct profile_part *p = &v->part[i];
        text_read16(w, p->id, sizeof p->id);
        text_read16(w, p->title_vi, sizeof p->title_vi);
        text_read16(w, p->title_en, sizeof p->title_en);
        p->points = wire_u16(w);
        p->pass = wire_u16(w);
        p->draws = wire_u16(w);
        if (p->draws > PROFILE_DRAWS_MAX)
            w->failed = true;
        for (unsigned k = 0; !w->failed && k < p->draws; k++) {
            text_read16(w, p->draw[k].pool, sizeof p->draw[k].pool);
            text_read16(w, p->draw[k].fallback, sizeof p->draw[k].fallback);
            p->draw[k].count = wire_u16(w);
        }
    }
}

void profile_encode(const struct profile *p, struct buf *out)
{
    buf_add_text16(out, p->id);
    buf_add_text16(out, p->title_vi);
    buf_add_text16(out, p->title_en);
    buf_add_u8(out, p->shuffle_options);
    put_variant(out, &p->standard);
    put_variant(out, &p->exempt);
}

enum err_code profile_decode(const uint8_t *data, size_t len, struct profile *out, struct err *e)
{
    struct wire w;
    memset(out, 0, sizeof *out);
    wire_init(&w, data, len);
    text_read16(&w, out->id, sizeof out->id);
    text_read16(&w, out->title_vi, sizeof out->title_vi);
    text_read16(&w, out->title_en, sizeof out->title_en);
    uint8_t shuffle = wire_u8(&w);
    out->shuffle_options = shuffle == 1;
    get_variant(&w, &out->standard);
    if (!w.failed)
        get_variant(&w, &out->exempt);
    if (w.failed || wire_left(&w) || shuffle > 1)
        return err_set(e, ERR_FORMAT, _("the profile in it is malformed"));
    return profile_check(out, e);
}

static unsigned part_points(const struct profile_part *p, unsigned right, unsigned counted)
{
    unsigned all = profile_part_questions(p), given = right * p->points * all;
    return counted ? (2 * given + counted) / (2 * counted) : all * p->points;
}

void profile_score(const struct profile_variant *v, const unsigned right[PROFILE_PARTS_MAX],
                   const unsigned counted[PROFILE_PARTS_MAX], struct profile_score *out)
{
    memset(out, 0, sizeof *out);
    out->passed = true;
    for (unsigned i = 0; i < v->parts; i++) {
        out->part_points[i] = part_points(&v->part[i], right[i], counted[i]);
        out->total += out->part_points[i];
        if (out->part_points[i] < v->part[i].pass)
            out->passed = false;
    }
    if (out->total < v->pass)
        out->passed = false;
}
