#include "app/core/room_record.h"

#include "app/core/wire.h"

#include <string.h>

void room_record_key(const uint8_t S[CRYPT_KEY], const uint8_t seat_hash[8], uint8_t key[CRYPT_KEY])
{
    crypt_kdf(S, LABEL_ROOM_KEY, seat_hash, 8, key, CRYPT_KEY);
}

void room_record_mac(const uint8_t key[CRYPT_KEY], const uint8_t before[CRYPT_HASH],
                     const uint8_t body[ROOM_RECORD_BODY], uint8_t mac[CRYPT_HASH])
{
    uint8_t all[CRYPT_HASH + ROOM_RECORD_BODY];
    memcpy(all, before, CRYPT_HASH);
    memcpy(all + CRYPT_HASH, body, ROOM_RECORD_BODY);
    crypt_kdf(key, LABEL_ROOM_RECORD, all, sizeof all, mac, CRYPT_HASH);
}

void room_record_encode(const struct room_record *r, const uint8_t key[CRYPT_KEY],
                        const uint8_t before[CRYPT_HASH], uint8_t out[ROOM_RECORD])
{
    wire_put(out, r->seq, 4);
    wire_put(out + 4, r->what, 2);
    wire_put(out + 6, r->number, 2);
    wire_put(out + 8, r->paper, 4);
    wire_put(out + 12, r->action, 2);
    wire_put(out + 14, r->minutes, 2);
    wire_put(out + 16, (uint64_t)r->wall_ms, 8);
    wire_put(out + 24, r->boot_ms, 8);
    memcpy(out + 32, r->boot_hash, sizeof r->boot_hash);
    memcpy(out + 40, r->data, sizeof r->data);
    room_record_mac(key, before, out, out + ROOM_RECORD_BODY);
}

void room_record_decode(const uint8_t in[ROOM_RECORD], struct room_record *out)
{
    struct wire w;
    wire_init(&w, in, ROOM_RECORD_BODY);
    out->seq = wire_u32(&w);
    out->what = wire_u16(&w);
    out->number = wire_u16(&w);
    out->paper = wire_u32(&w);
    out->action = wire_u16(&w);
    out->minutes = wire_u16(&w);
    out->wall_ms = (int64_t)wire_u64(&w);
    out->boot_ms = wire_u64(&w);
    wire_copy(&w, out->boot_hash, sizeof out->boot_hash);
    wire_copy(&w, out->data, sizeof out->data);
}

size_t room_record_verify(const uint8_t *records, size_t count, const uint8_t key[CRYPT_KEY],
                          uint8_t last[CRYPT_HASH])
{
    uint8_t before[CRYPT_HASH] = {0}, mac[CRYPT_HASH];
    uint32_t next = 0;
    size_t n = 0;
    for (; n < count; n++, next++) {
        const uint8_t *record = records + n * ROOM_RECORD;
        struct room_record r;
        room_record_decode(record, &r);
        if (r.seq == 0) {
            memset(before, 0, sizeof before);
            next = 0;
        }
        room_record_mac(key, before, record, mac);
        if (r.seq != next || memcmp(mac, record + ROOM_RECORD_BODY, sizeof mac) != 0)
            break;
        memcpy(before, mac, sizeof before);
    }
    if (last)
        memcpy(last, before, CRYPT_HASH);
    return n;
}
