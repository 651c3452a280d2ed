#!/bin/bash
# The office's commands are killed at the system calls by which they change the disk, each on a copy of the office: the same command, given again, goes
# on and ends as if nothing had been; the log is whole, and every file stands in it once.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/killed.sh
kills_of_a_draw=$(kills_of 3 5) # each stretches 120 vouchers, and again afterwards
w=$work/office
make_office "$w" && make_session "$w" ca-1 --sheet none && ok "an office and a session" || not_ok "an office and a session"
office "$w" simulate ca-1 --candidates 6 --seed 4 -o "$work/room" >/dev/null
mkdir "$work/stick" "$work/first"
cp "$work"/room/*.000[1-2].* "$work/first/"
printf 'mat khau chung kien 3\n' >"$scratch/pass.witness"
"$ctl" witness init "$work/witness" --name thanh-tra --pass witness="$scratch/pass.witness" >/dev/null
"$build/cheap-keys" "$scratch/pass.witness" "$work/witness/witness.key"
"$ctl" -C "$work/witness" witness trust "$w/keys/office.pub" >/dev/null
office "$w" key trust "$work/witness/witness.pub" >/dev/null
office "$w" collect "$work/first" >/dev/null
question=$(office "$w" bank show mau --questions --json | grep -oE '"id": "[0-9a-f]+"' | head -n 1 | grep -oE '[0-9a-f]{12}' | head -n 1)

# a rejected question goes into the bank and off the list, two files: it is open, or in the bank, and never both or neither
printf '$CATEGORY: 4.1/II/chuyen-mon\n\n::a:: Một? {=1 ~2 ~3 ~4}\n\n::b:: Hai? {=1 ~2 ~3}\n' >"$scratch/faults.gift"
printf '::b:: Hai? {=1 ~2 ~3 ~4}\n' >"$scratch/mended.gift"
office "$w" bank import "$scratch/faults.gift" --to r >/dev/null 2>&1
again() {
    local held open
    held=$(grep -c 'Hai?' "$1/banks/r/4.1.gift") open=$(office "$1" bank check r --kind rejected 2>"$scratch/why" | grep -c '^  1  faults.gift')
    [ $((held + open)) = 1 ] || { echo "held $held, open $open"; return 1; }
    office "$1" bank repair r 1 --from "$scratch/mended.gift" >"$scratch/went" 2>&1 || grep -q "in the bank already" "$scratch/went" || { cat "$scratch/went"; return 1; }
    [ "$(grep -c 'Hai?' "$1/banks/r/4.1.gift")" = 1 ] && grep -qE '^1	writ(ten|ing)	' "$1/banks/r/rejected.tsv"
}
killed "bank repair" 0 -C @ bank repair r 1 --from "$scratch/mended.gift"
rm -r "$w/banks/r"
again() { office "$1" collect "$work/room" && [ "$(ls "$1"/inbox/ca-1/*.answers | wc -l)" -eq 7 ] && [ -z "$(ls -A "$1/inbox/ca-1" | grep -v answers)" ] && whole "$1"; }
killed collect 0 -C @ collect "$work/room"
office "$w" collect "$work/room" >/dev/null
office "$w" log export "$work/stick" >/dev/null
echo YES | "$ctl" -C "$work/witness" --pass witness="$scratch/pass.witness" witness cosign "$work/stick" >/dev/null && ok "a stick cosigned" || not_ok "a stick cosigned"
again() { office "$1" log take "$work/stick" && [ "$(ls "$1"/log/witnessed)" = "$(basename "$1"/log/witnessed/*)" ] && [ "$(grep -c $'\twitness\t-\t' "$1/log/log.tsv")" = 1 ] && whole "$1"; }
killed "log take" 0 -C @ log take "$work/stick"
again() { office "$1" grade ca-1 && office "$1" audit ca-1 && whole "$1"; }
killed grade 0 -C @ grade ca-1
office "$w" grade ca-1 >/dev/null
# what was taken down before the kill is known as decided
decided() { office "$1" decide ca-1 question "$question" void --reason "Câu sai" >"$scratch/decided" 2>&1 || grep -q "decided so already" "$scratch/decided"; }
again() { decided "$1" && office "$1" grade ca-1 && office "$1" audit ca-1 && whole "$1" &&
    [ "$(ls "$1"/sessions/ca-1/decisions/*.decision | wc -l) $(grep -c $'\tdecision\tca-1\t' "$1/log/log.tsv")" = "1 1" ]; }
killed decide 0 -C @ decide ca-1 question "$question" void --reason "Câu sai"
# a stick with more lines came: what is given up is told by a renewal, never by nothing
cp -r "$w" "$work/kept"
office "$w" key trust "$w/keys/examiner.pub" >/dev/null
mkdir "$work/newer"; office "$w" log export "$work/newer" >/dev/null
rm -r "$w"; mv "$work/kept" "$w"
office "$w" log check --against "$work/newer" >/dev/null 2>&1
renewed() { office "$1" log renew --reason "Hỏng ổ đĩa" >"$scratch/renewed" 2>&1 || grep -q "the log is whole" "$scratch/renewed"; }
again() { renewed "$1" && [ "$(grep -c $'\trenew\t' "$1/log/log.tsv")" = 1 ] && office "$1" log check --against "$work/newer" && whole "$1" && office "$1" audit ca-1 | grep -q "lost, Hỏng ổ đĩa"; }
killed "log renew" 0 -C @ log renew --reason "Hỏng ổ đĩa"
office "$w" log renew --reason "Hỏng ổ đĩa" >/dev/null
# what was killed may have left the first file whole, without its line
again() {
    office "$1" backup "$work/other.backup" && office "$1" restore --check "$work/other.backup" && [ ! -e "$1/.backup.part" ] && whole "$1" || return 1
    [ ! -e "$work/one.backup" ] || office "$1" restore --check "$work/one.backup"
}
killed backup 0 -C @ backup "$work/one.backup"
office "$w" backup "$scratch/kept.backup" >/dev/null
# all or nothing stands there: what is whole is not restored over
again() {
    "$ctl" -C "$work/new" --pass office="$scratch/pass.office" restore "$scratch/kept.backup" || [ $? -eq 21 ] || return 1
    whole "$work/new" && [ "$(grep -c $'\trestore\t' "$work/new/log/log.tsv")" = 1 ] && diff -r -x register.db -x .lock -x log "$w" "$work/new" && [ -z "$(ls -d "$work"/.new* 2>/dev/null)" ]
}
killed restore 0 -C "$work/new" restore "$scratch/kept.backup"

# sessions: made at once; committed to, then drawn
made=(--bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$root/questionbanks/demo/roster.csv" --training)
passes=(--pass session="$work/pass.session" --pass order="$work/pass.order")
went_on() { "$@" >"$scratch/went" 2>&1 || grep -qE "a name is given once|drawn already" "$scratch/went" || { cat "$scratch/went"; return 1; }; } # done now, or before
lines_of() { awk -F'\t' '$5 == "ca-9" {print $4}' "$1/log/log.tsv" | sort | tr '\n' ' '; }
opens() { "$client" --purge --session "$1/sessions/ca-9/ca-9.session" --trust "$1/keys/office.pub" --drop "$work/stick" --data "$work/seat" --pass session="$work/pass.session"; }
is_drawn() { # WORKSPACE FILES: one line each, no draft left, passphrases that open it
    [ "$(lines_of "$1")" = "commit session " ] && [ "$(ls "$1/sessions/ca-9" | tr '\n' ' ')" = "ca-9.draw ca-9.draw.minisig ca-9.people ca-9.session " ] &&
        office "$1" audit ca-9 && opens "$1" && whole "$1" || { lines_of "$1"; ls "$1/sessions/ca-9"; return 1; }
}
mkdir "$work/seat"
again() { went_on office "$1" session new ca-9 "${made[@]}" "${passes[@]}" && is_drawn "$1"; }
kills=$kills_of_a_draw killed "session new" 0 -C @ session new ca-9 "${made[@]}" "${passes[@]}"
again() { went_on office "$1" session commit ca-9 "${made[@]}" --lot-rule "Xúc xắc" && [ "$(lines_of "$1")" = "commit " ] && office "$1" session draw ca-9 --lot 314652 "${passes[@]}" && is_drawn "$1"; }
kills=$kills_of_a_draw killed "session commit" 0 -C @ session commit ca-9 "${made[@]}" --lot-rule "Xúc xắc"
office "$w" session commit ca-9 "${made[@]}" --lot-rule "Xúc xắc" >/dev/null
again() { went_on office "$1" session draw ca-9 --lot 314652 "${passes[@]}" && is_drawn "$1"; }
kills=$kills_of_a_draw killed "session draw" 0 -C @ session draw ca-9 --lot 314652 "${passes[@]}"
again() { office "$1" session cancel ca-9 --reason "Hoãn" >"$scratch/went" 2>&1 || grep -q "given up already" "$scratch/went" && [ "$(lines_of "$1")" = "cancel commit " ] && [ ! -e "$1/sessions/ca-9/ca-9.draft" ] && whole "$1"; }
killed "session cancel" 0 -C @ session cancel ca-9 --reason "Hoãn"
sed 's/038176000017/038176000099/' "$root/questionbanks/demo/roster.csv" >"$work/people.csv"
again() {
    office "$1" session people ca-1 --roster "$work/people.csv" --reason "Sai số" >"$scratch/went" 2>&1 || grep -q "no identity number differs" "$scratch/went" || { cat "$scratch/went"; return 1; }
    office "$1" grade ca-1 && whole "$1" && [ "$(grep -c $'\tpeople\tca-1\t' "$1/log/log.tsv")" = 1 ]
}
killed "session people" 0 -C @ session people ca-1 --roster "$work/people.csv" --reason "Sai số"
# the line stands before the file: killed between the two, the next time writes the file and a line of its own
office "$w" session people ca-1 --roster "$work/people.csv" --reason "Sai số" >/dev/null
office "$w" grade ca-1 >/dev/null
office "$w" decide ca-1 close --reason "Xong" >"$scratch/closed" 2>&1 && ok "a session closed" || not_ok "a session closed" "$(cat "$scratch/closed")"
reveals() { awk -F'\t' '$4 == "reveal" && $5 == "ca-1" {print $7}' "$1/log/log.tsv" | sort | uniq -c | awk '{print NR}' | tail -n 1; } # WORKSPACE: how many texts were revealed
again() {
    office "$1" session reveal ca-1 && [ "$(reveals "$1")" = 1 ] && whole "$1" || return 1
    "$ctl" -C "$1" verify "$1/reports/ca-1/drawn.tsv" --bank "$1/banks/mau.bank" --log "$1/log"
}
killed "session reveal" 0 -C @ session reveal ca-1
finish
