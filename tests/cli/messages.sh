#!/bin/bash
# Every message of both programs has its Vietnamese, and none is uncertain.
. "$(dirname "$0")/lib.sh"
find app tools -name '*.[ch]' | LC_ALL=C sort | xargs xgettext --from-code=UTF-8 -k_ -kN_ -kP_:1,2 -o "$scratch/all.pot" 2>/dev/null
count=$(grep -c '^msgid' "$scratch/all.pot")
total=$count; count=0
[ "$total" -gt 400 ] && ok "$total messages in the sources" || not_ok "messages in the sources" "$total"
msgmerge -q -N app/po/vi.po "$scratch/all.pot" -o "$scratch/merged.po"
# a message of several lines begins with an empty msgid, as the head does: all but the head are counted
missing=$(msgattrib --untranslated --no-obsolete "$scratch/merged.po" | grep -A3 '^msgid')
[ "$(grep -c '^msgid' <<<"$missing")" -le 1 ] && ok "each has its Vietnamese" || not_ok "each has its Vietnamese" "$missing"
unsure=$(msgattrib --only-fuzzy --no-wrap --no-obsolete "$scratch/merged.po" | grep '^msgid ".')
[ -z "$unsure" ] && ok "none is uncertain" || not_ok "none is uncertain" "$unsure"
stale=$(msgattrib --only-obsolete --no-wrap "$scratch/merged.po" | grep '^#~ msgid ".')
[ -z "$stale" ] && ok "none is left over" || not_ok "none is left over" "$stale"
finish
