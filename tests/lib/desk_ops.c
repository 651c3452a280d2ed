#include "tests/lib/desk_ops.h"

#include "tools/work/backup.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_seal.h"
#include "tools/work/bank_show.h"
#include "tools/work/collect.h"
#include "tools/work/decide.h"
#include "tools/work/find.h"
#include "tools/work/grade.h"
#include "tools/work/init.h"
#include "tools/work/key_passphrase.h"
#include "tools/work/key_trust.h"
#include "tools/work/log_check.h"
#include "tools/work/log_code.h"
#include "tools/work/log_export.h"
#include "tools/work/log_take.h"
#include "tools/work/paper_view.h"
#include "tools/work/reconcile.h"
#include "tools/work/report.h"
#include "tools/work/restore.h"
#include "tools/work/roster_check.h"
#include "tools/work/session_new.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_slips.h"
#include "tools/work/settings.h"
#include "tools/work/sheet.h"
#include "tools/work/stats.h"

const struct work_op *const DESK_OPS[] = {&backup_op,
                                          &bank_check_op,
                                          &bank_import_op,
                                          &bank_seal_op,
                                          &bank_show_op,
                                          &collect_op,
                                          &decide_op,
                                          &grade_op,
                                          &paper_view_op,
                                          &reconcile_op,
                                          &report_op,
                                          &find_op,
                                          &roster_check_op,
                                          &session_new_op,
                                          &session_slips_op,
                                          &sheet_op,
                                          &stats_op,
                                          &settings_op,
                                          &key_passphrase_op,
                                          &key_trust_op,
                                          &restore_op,
                                          &log_check_op,
                                          &log_code_op,
                                          &log_export_op,
                                          &log_take_op,
                                          &session_pack_op,
                                          &bank_edit_op,
                                          &init_op,
                                          NULL};
