#!/bin/bash
# A draw that nobody chooses: first a commitment to D, bank, rules and roster, then the lot in public, then the draw. Whatever changes between, or
# comes in another order, is refused; a name is used once.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office profile=$root/questionbanks/profiles/nd175-2024.ini roster=$root/questionbanks/demo/roster.csv
make_office "$w" && ok "an office" || not_ok "an office"
same=(--bank mau --profile "$profile" --roster "$roster" --training)
commit() { office "$w" session commit "$1" "${same[@]}" --lot-rule "Xổ số miền Bắc 05/12, giải đặc biệt" "${@:2}"; }
draw() { office "$w" session draw "$1" --lot "$2" --pass session="$scratch/pass.$1" --pass order="$scratch/pass.order-$1" "${@:3}"; }
line() { awk -F'\t' -v kind="$1" -v session="$2" '$4 == kind && $5 == session' "$w/log/log.tsv"; }
folder() { find "$w/sessions/$1" -type f -printf '%f\n' 2>/dev/null | sort | tr '\n' ' '; }

check "no lot when a session is made at once" 2 "a lot is drawn after the commitment: session commit, then session draw --lot" \
    office "$w" session new ca-0 "${same[@]}" --lot 421777
check "nor with an equals sign" 2 "a lot is drawn after the commitment" office "$w" session new ca-0 "${same[@]}" --lot=421777
check "in Vietnamese" 2 "bốc thăm sau khi cam kết: session commit, rồi session draw --lot" \
    env LANGUAGE=vi "$ctl" -C "$w" session new ca-0 --lot 1
check "a commitment says how the lot is drawn" 2 "lot-rule is needed" office "$w" session commit ca-1 "${same[@]}"
check "in words" 2 "lot-rule is needed" office "$w" session commit ca-1 "${same[@]}" --lot-rule -
check "no draw without a commitment" 13 "nothing was committed to" draw ca-1 421777
check "a trial" 0 "7 papers of 6 candidates could be drawn; nothing was written" commit ca-1 --dry-run
[ -z "$(folder ca-1)$(line commit ca-1)" ] && ok "which leaves nothing" || not_ok "which leaves nothing" "$(folder ca-1)"

check "a commitment" 0 "ca-1: committed to 7 papers of 6 candidates, line 3 of the log" commit ca-1
[ "$(folder ca-1)" = "ca-1.draft ca-1.draw ca-1.draw.minisig " ] && ok "its files" || not_ok "its files" "$(folder ca-1)"
check "its text" 0 "^lot-rule Xổ số miền Bắc 05/12, giải đặc biệt$" cat "$w/sessions/ca-1/ca-1.draw"
check "signed, for public tools" 0 "" minisign -Vq -p "$w/keys/office.pub" -m "$w/sessions/ca-1/ca-1.draw"
[ "$(line commit ca-1 | cut -f6,7)" = "ca-1.draw	$(b2sum -l 256 "$w/sessions/ca-1/ca-1.draw" | cut -c1-64)" ] && ok "its line" || not_ok "its line" "$(line commit ca-1)"
check "and for our own" 0 "a commitment to 7 papers of session ca-1; the lot: Xổ số miền Bắc 05/12, giải đặc biệt" office "$w" verify "$w/sessions/ca-1/ca-1.draw"
check "with its line" 0 "as the office signed it, line 3 of its log" office "$w" verify "$w/sessions/ca-1/ca-1.draw"
check "it is no session yet" 2 "no such session" office "$w" session show ca-1 --papers
check "not twice" 13 "ca-1: this name stands in line 3 of the log; a name is given once" commit ca-1
check "nor a session of its name" 13 "a name is given once" office "$w" session new ca-1 "${same[@]}"
check "a lot has six letters or digits at least" 2 "has 5 letters and digits; a lot has at least 6" draw ca-1 "4 2-1.7 7"
check "and 64 at most" 2 "at most 64" draw ca-1 "$(printf '%065d' 7)"
[ "$(folder ca-1)" = "ca-1.draft ca-1.draw ca-1.draw.minisig " ] && ok "nothing came of these" || not_ok "nothing came of these" "$(folder ca-1)"
check "the draw" 0 "sessions/ca-1/ca-1.session: 7 papers of 6 candidates" draw ca-1 "Giải ĐB: 42-17.77 a"
[ "$(folder ca-1)" = "ca-1.draw ca-1.draw.minisig ca-1.people ca-1.session " ] && ok "the draft is gone" || not_ok "the draft is gone" "$(folder ca-1)"
check "the lot as it counts" 0 '"lot": "GIIB421777A"' office "$w" --json session show ca-1
check "for people" 0 "drawn by the lot GIIB421777A" office "$w" session show ca-1
check "with its rules" 0 "sampled rows of the signed sheet are typed in; a paper starts at any seat" office "$w" session show ca-1
check "its line" 0 "issue=1 papers=7 candidates=6 supersedes=- people=[0-9a-f]{64} lot=yes sheet=sample start=free" line session ca-1
[ "$(office "$w" --json session show ca-1 | sed -n 's/.*"commitment": "\([0-9a-f]*\)".*/\1/p')" = "$(sed -n 's/^commitment //p' "$w/sessions/ca-1/ca-1.draw")" ] &&
    ok "the session repeats the commitment" || not_ok "the session repeats the commitment"
check "each passphrase in its file" 0 "^14 14$" bash -c "echo \$(head -n1 '$scratch/pass.ca-1' | tr -d '\n' | wc -c) \$(head -n1 '$scratch/pass.order-ca-1' | tr -d '\n' | wc -c)"
check "not drawn again" 13 "ca-1: drawn already, line 4 of the log" draw ca-1 421778
check "nor given up" 13 "only a commitment can be given up" office "$w" session cancel ca-1 --reason "Xem lại"
check "audit follows it" 0 "all 7 papers are the drawn ones" office "$w" audit ca-1

# a file of the name that the log knows nothing of
mkdir "$w/sessions/ca-8"; echo x >"$w/sessions/ca-8/ca-8.session"; echo y >"$w/sessions/ca-8/ca-8.people"
check "what stands there is not written over" 21 "ca-8.session: stands here, and the log knows nothing of it" office "$w" session new ca-8 "${same[@]}"
check "nor by a commitment" 21 "stands here, and the log knows nothing of it" commit ca-8
[ "$(folder ca-8)$(cat "$w/sessions/ca-8/ca-8.people")" = "ca-8.people ca-8.session y" ] && ok "and stays" || not_ok "and stays" "$(folder ca-8)"
rm -r "$w/sessions/ca-8"

# given up
commit ca-2 >/dev/null
check "given up wants a reason" 2 "reason is needed" office "$w" session cancel ca-2
check "given up" 0 "ca-2: the commitment is given up, line 6 of the log" office "$w" session cancel ca-2 --reason "Hoãn vì bão"
check "its line" 0 "	cancel	ca-2	Hoãn vì bão	-	issue=1" line cancel ca-2
[ "$(folder ca-2)" = "ca-2.draw ca-2.draw.minisig " ] && ok "D is gone with it" || not_ok "D is gone with it" "$(folder ca-2)"
check "there is no draw of it" 13 "ca-2: the commitment was given up, line 6 of the log" draw ca-2 421777
check "nor another with its name" 13 "a name is given once" commit ca-2
check "nor is it given up twice" 13 "given up already" office "$w" session cancel ca-2 --reason "Lần nữa"

# in one, without a lot
check "a session at once" 0 "sessions/ca-3/ca-3.session: 7 papers" office "$w" session new ca-3 "${same[@]}" --pass session="$scratch/pass.ca-3" --pass order="$scratch/pass.order-3"
check "is committed to as well" 0 "^lot-rule -$" cat "$w/sessions/ca-3/ca-3.draw"
[ -n "$(line commit ca-3)" ] && [ "$(line commit ca-3 | cut -f1)" -lt "$(line session ca-3 | cut -f1)" ] && ok "before the session" || not_ok "before the session" "$(line commit ca-3)"
check "without a lot" 0 "lot=no" line session ca-3
office "$w" session new ca-4 "${same[@]}" >"$scratch/shown" 2>&1
grep -Eq '^passphrase of the session: [^ ]+ [^ ]+ [^ ]+ +\(shown this once\)$' "$scratch/shown" && grep -Eq '^passphrase of the orders: ' "$scratch/shown" &&
    ok "both passphrases are shown once" || not_ok "both passphrases are shown once" "$(cat "$scratch/shown")"

# what changes between commitment and draw
refused() { # NAME WHAT: the draw of ca-9 says no and leaves all as it is
    local before
    before=$(folder ca-9)
    check "$1" 13 "$2" draw ca-9 421777
    [ "$(folder ca-9)" = "$before" ] && [ -z "$(line session ca-9)" ] && ok "and draws nothing" || not_ok "and draws nothing" "$(folder ca-9)"
}
commit ca-9 >/dev/null
cp -r "$w/sessions/ca-9" "$scratch/ca-9"
cp "$w/banks/mau.bank" "$scratch/mau.bank"
office "$w" bank seal mau >/dev/null 2>&1
refused "a bank sealed anew" "mau.bank: not the bank that ca-9 committed to"
cp "$scratch/mau.bank" "$w/banks/mau.bank"
for what in minutes field seat extra pool D; do
    "$build/forge-draft" "$w/keys/office.key" "$scratch/pass.office" "$w/sessions/ca-9/ca-9.draft" $what
    refused "another $what in the draft" "bank, rules, roster or D are not what was committed to"
    cp "$scratch/ca-9/ca-9.draft" "$w/sessions/ca-9/ca-9.draft"
done
flip "$w/sessions/ca-9/ca-9.draft" 40
check "a draft that was damaged" 11 "ca-9.draft" draw ca-9 421777
rm "$w/sessions/ca-9/ca-9.draft"
refused "a draft that is gone" "ca-9.draft is gone: restore a backup, or give the commitment up"
cp "$w/sessions/ca-1/ca-1.draw" "$w/sessions/ca-9/ca-9.draw"
refused "another commitment in its place" "gone, or not the file that the log names"
rm "$w/sessions/ca-9/ca-9.draw"
refused "a commitment that is gone" "gone, or not the file that the log names"
cp "$scratch"/ca-9/* "$w/sessions/ca-9/"
check "put back, it is drawn" 0 "7 papers of 6 candidates" draw ca-9 421777

# a session made for the lot by whoever has the key: not what was committed to
commit ca-5 >/dev/null
cp "$w/sessions/ca-5/ca-5.draft" "$scratch/ca-5.draft"
"$build/forge-draft" "$w/keys/office.key" "$scratch/pass.office" "$w/sessions/ca-5/ca-5.draft" D
two=$scratch/two; cp -r "$w" "$two"
"$build/forge-draft" "$two/keys/office.key" "$scratch/pass.office" "$two/sessions/ca-5/ca-5.draft" session "$two/banks/mau.bank" "$w/sessions/ca-5/ca-5.session"
cp "$scratch/ca-5.draft" "$w/sessions/ca-5/ca-5.draft"
office "$w" log show ca-5 >/dev/null 2>&1; office "$w" session slips ca-1 >/dev/null 2>&1
[ -e "$w/sessions/ca-5/ca-5.session" ] && [ -z "$(line session ca-5)" ] && ok "a session drawn by another D gets no line" || not_ok "a session drawn by another D gets no line" "$(line session ca-5)"
finish
