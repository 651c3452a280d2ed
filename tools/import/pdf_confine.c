#include "tools/import/pdf_confine.h"

#include "app/core/confine.h"

#include <stddef.h>
#include <sys/prctl.h>

void pdf_confine(void)
{
    static const char *const SYSTEM[] = {"/usr", "/lib", "/lib64"};
    static const char *const READ[] = {"/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig"};
    struct confine_files f;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return;
    confine_files_begin(&f);
    for (size_t i = 0; i < sizeof SYSTEM / sizeof SYSTEM[0]; i++)
        confine_files_allow(&f, SYSTEM[i], CONFINE_READ | CONFINE_RUN);
    for (size_t i = 0; i < sizeof READ / sizeof READ[0]; i++)
        confine_files_allow(&f, READ[i], CONFINE_READ);
    confine_files_allow(&f, "/dev/null", CONFINE_DEVICE);
    confine_files_end(&f, true);
    confine_calls(true);
}
