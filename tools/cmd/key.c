/* sathachctl key show · key trust FILE */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/workspace.h"

#include <stdio.h>
#include <stdlib.h>

static const struct option_spec NO_OPTIONS[] = {{NULL, NULL, NULL}};

enum err_code cmd_key_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct workspace w;
    enum err_code rc = options_take(&argc, argv, NO_OPTIONS, 0, 0, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    size_t shown = 0;
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (enum keys_role role = KEYS_OFFICE; role <= KEYS_EXAMINER; role++) {
        struct keys_public pub;
        if (workspace_public_key(&w, role, &pub, e) != ERR_OK)
            continue;
        char fingerprint[25];
        crypt_fingerprint(pub.sign_pk, fingerprint);
        if (!ctl->json)
            printf("%s  %s\n", fingerprint, workspace_role_name(role));
        json_open_object(&a.json);
        json_pair(&a.json, "role", workspace_role_name(role));
        json_pair(&a.json, "fingerprint", fingerprint);
        json_close(&a.json);
        shown++;
    }
    json_close(&a.json);
    workspace_close(&w);
    rc = shown ? ERR_OK : err_set(e, ERR_KEY, _("this workspace has no public key"));
    if (rc == ERR_OK && ctl->json)
        rc = ctl_answer_end(&a, e);
    else
        buf_free(&a.bytes);
    if (rc == ERR_OK)
        err_clear(e);
    return rc;
}

enum err_code cmd_key_trust(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct workspace w;
    struct keys_public pub;
    struct buf text;
    char hex[17], fingerprint[25];
    enum err_code rc = options_take(&argc, argv, NO_OPTIONS, 1, 1, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&text, 64 * 1024);
    rc = file_read(argv[0], 64 * 1024, &text, e);
    if (rc == ERR_OK)
        rc = keys_public_parse((const char *)text.data, text.len, argv[0], &pub, e);
    if (rc == ERR_OK) {
        crypt_hex(pub.sign_pk, 8, hex);
        char *path = workspace_path(&w, "keys/trusted/%s-%s.pub", workspace_role_name(pub.role), hex);
        rc = path ? file_write(path, text.data, text.len, FILE_REPLACE, e) : err_set(e, ERR_LIMIT, _("out of memory"));
        free(path);
    }
    if (rc == ERR_OK) {
        crypt_fingerprint(pub.sign_pk, fingerprint);
        printf(_("trusted: %s, fingerprint %s; compare it with the paper of its owner\n"), workspace_role_name(pub.role), fingerprint);
    }
    buf_free(&text);
    workspace_close(&w);
    return rc;
}
