#include "tools/cmd/proving.h"

void proving_json(struct json *j, const struct proof *p)
{
    static const char *const KEY[] = {"proved", "not_proved"};
    for (size_t k = 0; k < sizeof KEY / sizeof KEY[0]; k++) {
        json_key(j, KEY[k]);
        json_open_array(j);
        for (size_t i = 0; i < p->count; i++) {
            if (p->line[i].is_proved != (k == 0))
                continue;
            json_open_object(j);
            json_pair(j, "id", p->line[i].id);
            json_pair(j, "text", p->line[i].text);
            json_close(j);
        }
        json_close(j);
    }
}
