#include "tools/import/fields.h"

#include "tools/import/normal.h"

#include <stdlib.h>
#include <string.h>

static const struct fields_official OFFICIAL[] = {
    {"1.1", "Khảo sát địa hình"},
    {"1.2", "Khảo sát địa chất công trình"},
    {"2", "Thiết kế quy hoạch xây dựng"},
    {"3.1", "Kết cấu công trình"},
    {"3.2", "Công trình khai thác mỏ"},
    {"3.3", "Đường bộ"},
    {"3.4", "Đường sắt"},
    {"3.5", "Cầu - Hầm"},
    {"3.6", "Đường thủy nội địa - Hàng hải"},
    {"3.7", "Thủy lợi, đê điều"},
    {"3.8", "Cấp nước - thoát nước"},
    {"3.9", "Xử lý chất thải rắn"},
    {"3.10", "Hệ thống điện"},
    {"3.11", "Cấp - thoát nước công trình"},
    {"3.12", "Thông gió - cấp thoát nhiệt"},
    {"4.1", "Giám sát công tác xây dựng công trình"},
    {"4.2", "Giám sát công tác lắp đặt thiết bị công trình"},
    {"5", "Định giá xây dựng"},
    {"6", "Quản lý dự án đầu tư xây dựng"}};

const struct fields_official *fields_official(size_t *count)
{
    *count = sizeof OFFICIAL / sizeof OFFICIAL[0];
    return OFFICIAL;
}

void fields_add(struct fields *f, const char *code, const char *name)
{
    char *key = name ? normal_key(name) : NULL, *copy = strdup(code);
    struct fields_name *grown =
        key && key[0] && copy ? realloc(f->name, (f->count + 1) * sizeof *grown) : NULL;
    if (!grown) {
        free(key);
        free(copy);
        return;
    }
    f->name = grown;
    grown[f->count++] = (struct fields_name){copy, key};
}

void fields_free(struct fields *f)
{
    for (size_t i = 0; i < f->count; i++) {
        free(f->name[i].code);
        free(f->name[i].key);
    }
    free(f->name);
    *f = (struct fields){0};
}

const char *fields_find(const struct fields *f, const char *name)
{
    char *key = normal_key(name);
    const char *code = NULL;
    for (size_t i = 0; key && key[0] && !code && i < f->count; i++)
        if (strcmp(f->name[i].key, key) == 0)
            code = f->name[i].code;
    free(key);
    return code;
}
