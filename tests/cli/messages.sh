#!/bin/bash
# Every message of both programs has its Vietnamese, and none is uncertain.
. "$(dirname "$0")/../lib/lib.sh"
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
# joined with its neighbour's, cut, or with another number of sentences: a translation of another shape is looked at
LC_ALL=C awk -f tests/lib/messages.awk app/po/vi.po >"$scratch/shapes" 2>"$scratch/compared"
[ ! -s "$scratch/shapes" ] && [ "$(sed 's/ .*//' "$scratch/compared")" -gt 1000 ] && ok "each has the shape of its source" ||
    not_ok "each has the shape of its source" "$(cat "$scratch/shapes" "$scratch/compared")"
# the check itself: each kind of fault, in a message of its own, is named
printf 'msgid "%s"\nmsgstr "%s"\n\n' 'a %s and %d' 'một %d và %s' 'first line here.\\n' 'dòng thứ nhất.' 'begins here.' 'bắt đầu.Kết thúc ở đó.' 'one sentence.' 'một câu. hai câu.' \
    ' with a blank' 'không có' 'ends so:' 'hết' 'wants --drop' 'cần --dorp' 'see office.ini' 'xem bank.ini' 'a text of some length' 'ngắn' >"$scratch/bad.po"
kinds=$(LC_ALL=C awk -f tests/lib/messages.awk "$scratch/bad.po" 2>/dev/null | sed 's/:.*//' | sort -u | tr '\n' ',')
[ "$kinds" = "a sentence right behind another,blanks at the ends,file names,last sign,length,line ends,options,placeholders,sentences," ] &&
    ok "and each kind of fault is seen" || not_ok "each kind of fault is seen" "$kinds"
finish
