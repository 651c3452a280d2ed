#include "app/core/order.h"

#include "app/core/block.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/room_action.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum { BLOCK_CHAIN = 1, BLOCK_TARGET, BLOCK_ACTION, BLOCK_WORDS, BLOCK_BY, BLOCKS = 5 };

/* Ends the block that was begun at the empty buf and empties it again. */
static void end_block(struct buf *payload, uint16_t type, struct buf *block)
{
    block_add(payload, type, BLOCK_LANG_NONE, block->data ? block->data : (const uint8_t *)"",
              block->len);
    buf_clear(block);
}

void order_build(const struct session *s, const struct order *o, const uint8_t pk[CRYPT_SIGN_PK],
                 const uint8_t sk[CRYPT_SIGN_SK], struct buf *out)
{
    struct buf payload, b;
    buf_init(&payload, ORDER_FILE_MAX);
    buf_init(&b, ORDER_FILE_MAX);
    buf_add(&b, s->info.uid, SESSION_UID);
    buf_add(&b, s->hash, CRYPT_HASH);
    buf_add(&b, o->console, ORDER_CONSOLE);
    buf_add_zero(&b, ORDER_CONSOLE);
    buf_add_u32(&b, o->number);
    buf_add_u64(&b, (uint64_t)o->wall_ms);
    buf_add(&b, o->before, CRYPT_HASH);
    end_block(&payload, BLOCK_CHAIN, &b);
    buf_add_u32(&b, o->paper);
    buf_add(&b, o->seat_hash, sizeof o->seat_hash);
    buf_add_u32(&b, o->instance);
    end_block(&payload, BLOCK_TARGET, &b);
    buf_add_u16(&b, o->action);
    buf_add_u16(&b, o->minutes);
    buf_add_u16(&b, o->reason);
    buf_add_u16(&b, 0);
    end_block(&payload, BLOCK_ACTION, &b);
    buf_add_text(&b, o->words);
    end_block(&payload, BLOCK_WORDS, &b);
    buf_add_text(&b, o->by);
    end_block(&payload, BLOCK_BY, &b);
    if (payload.failed || b.failed)
        buf_fail(out);
    else
        package_build(PACKAGE_ORDER, pk, sk, payload.data, payload.len, out);
    buf_free(&payload);
    buf_free(&b);
}

/* The five blocks in their order and nothing else. */
static bool read_blocks(const struct package *p, struct wire block[BLOCKS])
{
    struct wire w;
    struct block b;
    wire_init(&w, p->payload, p->len);
    for (unsigned i = 0; i < BLOCKS; i++) {
        if (!block_next(&w, &b) || b.type != i + 1 || b.lang != BLOCK_LANG_NONE)
            return false;
        wire_init(&block[i], b.data, b.len);
    }
    return !w.failed && wire_left(&w) == 0;
}

static bool read_text(struct wire *w, char *out, size_t most)
{
    size_t len = wire_left(w);
    if (len > most)
        return false;
    wire_copy(w, out, len);
    out[len] = '\0';
    struct err ignored;
    return text_check(out, len, false, "", &ignored) == ERR_OK;
}

static bool is_console(const char *letters)
{
    char same[ORDER_CONSOLE + 1];
    return code_letters_normalise(letters, ORDER_CONSOLE, same) && strcmp(letters, same) == 0;
}

static enum err_code read_chain(struct wire *w, const struct session *s, struct order *out,
                                struct err *e)
{
    static const uint8_t NONE[CRYPT_HASH];
    const uint8_t *uid = wire_take(w, SESSION_UID), *hash = wire_take(w, CRYPT_HASH);
    wire_copy(w, out->console, ORDER_CONSOLE);
    bool is_good = wire_zero(w, ORDER_CONSOLE) && is_console(out->console);
    out->number = wire_u32(w);
    out->wall_ms = (int64_t)wire_u64(w);
    wire_copy(w, out->before, CRYPT_HASH);
    if (w->failed || wire_left(w) || !is_good || out->number < 1 ||
        out->number > ORDER_NUMBER_MAX ||
        (out->number == 1) != (memcmp(out->before, NONE, CRYPT_HASH) == 0))
        return err_set(e, ERR_FORMAT, _("not an order as a room console writes it"));
    if (memcmp(uid, s->info.uid, SESSION_UID) != 0 || memcmp(hash, s->hash, CRYPT_HASH) != 0)
        return err_set(e, ERR_POLICY, _("an order of another session"));
    return ERR_OK;
}

static enum err_code read_action(struct wire *target, struct wire *action, const struct session *s,
                                 struct order *out, struct err *e)
{
    out->paper = wire_u32(target);
    wire_copy(target, out->seat_hash, sizeof out->seat_hash);
    out->instance = wire_u32(target);
    out->action = wire_u16(action);
    out->minutes = wire_u16(action);
    out->reason = wire_u16(action);
    bool is_good = wire_zero(action, 2) && !target->failed && wire_left(target) == 0 &&
                   !action->failed && wire_left(action) == 0;
    const struct room_action_row *row = room_action_row(out->action);
    if (is_good && (!row || row->whole_room))
        return err_set(e, ERR_FORMAT, _("an order of action %u: no such action is ordered"),
                       out->action);
    if (is_good && !room_reason_word(out->reason))
        return err_set(e, ERR_FORMAT, _("an order for reason %u: no such reason is known"),
                       out->reason);
    is_good = is_good && room_action_takes_minutes(out->action, out->minutes) &&
              (row->of_paper ? out->paper < s->papers && out->instance == 0
                             : out->paper == ORDER_NO_PAPER);
    return is_good ? ERR_OK : err_set(e, ERR_FORMAT, _("not an order as a room console writes it"));
}

enum err_code order_open(const void *bytes, size_t len, const struct session *s,
                         const uint8_t order_pk[CRYPT_SIGN_PK], struct order *out, struct err *e)
{
    struct package p;
    struct wire block[BLOCKS];
    memset(out, 0, sizeof *out);
    enum err_code rc = package_open(bytes, len, PACKAGE_ORDER, order_pk, &p, e);
    if (rc == ERR_OK && !read_blocks(&p, block))
        rc = err_set(e, ERR_FORMAT, _("not an order as a room console writes it"));
    if (rc == ERR_OK)
        rc = read_chain(&block[BLOCK_CHAIN - 1], s, out, e);
    if (rc == ERR_OK)
        rc = read_action(&block[BLOCK_TARGET - 1], &block[BLOCK_ACTION - 1], s, out, e);
    if (rc == ERR_OK && (!read_text(&block[BLOCK_WORDS - 1], out->words, ORDER_WORDS_MAX) ||
                         !read_text(&block[BLOCK_BY - 1], out->by, ORDER_BY_MAX)))
        rc = err_set(e, ERR_FORMAT, _("not an order as a room console writes it"));
    return rc;
}

bool order_is_file_name(const char *name)
{
    static const char END[] = ".order";
    size_t n = strlen(name), end = sizeof END - 1;
    return n > end && strcmp(name + n - end, END) == 0;
}

bool order_is_name_of(const char *session_name, const char *name)
{
    size_t n = strlen(session_name);
    if (strncmp(name, session_name, n) != 0 || name[n] != '.')
        return false;
    name += n + 1;
    if (strspn(name, CODE_RECEIPT_ALPHABET) != ORDER_CONSOLE || name[ORDER_CONSOLE] != '.')
        return false;
    name += ORDER_CONSOLE + 1;
    if (strspn(name, "0123456789") != 4 || name[4] != '.')
        return false;
    name += 5;
    return strspn(name, CODE_RECEIPT_ALPHABET) == CODE_RECEIPT &&
           strcmp(name + CODE_RECEIPT, ".order") == 0;
}

void order_name(const struct session *s, const struct order *o, const uint8_t hash[CRYPT_HASH],
                char out[ORDER_NAME])
{
    char tag[CODE_RECEIPT + 1];
    code_receipt(hash, tag);
    snprintf(out, ORDER_NAME, "%s.%s.%04u.%s.order", s->info.name, o->console, o->number, tag);
}
