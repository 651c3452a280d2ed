/* Who was there though no journal of theirs stands here: a seat's manifest names the paper, a
 * damaged file claims to be of it, the signed sheet has a receipt of it, or a file of it came and
 * is ruled lost. Such a paper is never "absent". */
#ifndef SATHACH_TOOLS_OFFICE_PRESENCE_H
#define SATHACH_TOOLS_OFFICE_PRESENCE_H

#include "tools/office/decision.h"

enum presence {
    PRESENCE_NONE,
    PRESENCE_CLAIMED /* only by a damaged file */,
    PRESENCE_NAMED /* by a manifest, or by the signed sheet */
};

/* For each paper of the session into s->presence, from the log's damaged lines, the manifests of
 * the inbox and the typed sheet, which is read into s->sheet. ERR_LIMIT, or what reading a manifest
 * or the sheet says. */
enum err_code presence_read(struct office_session *s, const struct keys_secret *office,
                            struct err *e) ERR_MUST_CHECK;
/* True when a file that names this paper came and is ruled lost (session lost LINE). */
bool presence_is_lost(const struct office_session *s, const struct decisions *ds, uint32_t paper);

#endif
