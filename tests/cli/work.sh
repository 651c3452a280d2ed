#!/bin/bash
# What the desk asks besides the day's commands: settings, a new passphrase, papers made, printed and signed, a person in all sessions, one paper as it
# stood, a look at the results before they are written.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && ok "workspace" || not_ok "workspace"
in_office() { office "$w" "$@"; }
lines() { wc -l <"$w/log/log.tsv"; }
value() { in_office settings --json | awk -v k="\"$1\"" '$0 ~ "\"key\": " k {getline; print; exit}'; } # KEY

# ---- settings
cp "$w/office.ini" "$scratch/before.ini"
check "settings are shown" 0 "^seats.argon_ops=1$" in_office settings
check "one is changed" 0 "^office.place=Gia Lai$" in_office settings 'office.place=Gia Lai'
diff "$scratch/before.ini" "$w/office.ini" | grep -c '^[<>]' | grep -qx 2 && ok "and its line alone" || not_ok "its line alone" "$(diff "$scratch/before.ini" "$w/office.ini")"
check "what stands as a comment is said there" 0 "" in_office settings 'proof.operator=ltha'
[[ "$(grep -B1 -A1 '^operator=ltha$' "$w/office.ini")" == "[proof]"*ltha*"# the witness"* ]] && ok "between the comments" || not_ok "between the comments" "$(cat "$w/office.ini")"
check "a group that was not there" 0 "^desk.lock_minutes=5$" in_office settings desk.lock_minutes=5 "desk.print=lp -o media=A4"
check "another key of it" 0 "^desk.print=lp -o media=A4$" in_office settings
cp "$w/office.ini" "$scratch/now.ini"
check "no longer said" 0 "" in_office settings proof.operator=
value operator | grep -q null && ok "so" || not_ok "no longer said" "$(value operator)"
check "said again" 0 "" in_office settings proof.operator=ltha
same "in the same line" "$scratch/now.ini" "$w/office.ini"
check "a key that nobody reads" 10 "no known key" in_office settings office.colour=blue
check "a group that nobody reads" 10 "no known group" in_office settings paint.colour=blue
check "a number out of bounds" 10 "lock_minutes" in_office settings desk.lock_minutes=99
check "a signature against the decree" 2 "KT\." in_office settings 'paper notice.sign=KT. GIÁM ĐỐC'
check "no setting" 2 "GROUP.KEY=VALUE" in_office settings place
check "a control character" 10 "office.place" in_office settings $'office.place=a\x1bb'
same "none of them was written" "$scratch/now.ini" "$w/office.ini"

# ---- a new passphrase
printf 'mat khau moi cua so\n' >"$scratch/pass.new"; printf 'ngan\n' >"$scratch/pass.short"
cp "$w/keys/office.key" "$scratch/office.key"
check "the old passphrase is wrong" 11 "wrong passphrase" "$ctl" -C "$w" --pass office="$scratch/pass.examiner" --pass new="$scratch/pass.new" key passphrase office
check "the new one is too short" 13 "" in_office key passphrase office --pass new="$scratch/pass.short"
check "the new one is the old one" 13 "is the old one" in_office key passphrase office --pass new="$scratch/pass.office"
check "no such role" 2 "office or examiner" in_office key passphrase clerk --pass new="$scratch/pass.new"
same "the key stands as it was" "$scratch/office.key" "$w/keys/office.key"
check "a new passphrase" 0 "has a new passphrase" in_office key passphrase office --pass new="$scratch/pass.new"
check "the old one opens it no more" 11 "wrong passphrase" in_office rebuild
mv "$scratch/pass.new" "$scratch/pass.office"
"$build/cheap-keys" "$scratch/pass.office" "$w/keys/office.key"
check "the new one does, and the log is this key's" 0 "" in_office rebuild
check "whose key it is, before it is trusted" 0 "not trusted yet: office, fingerprint" in_office key trust "$w/keys/office.pub" --preview
[ -z "$(ls "$w/keys/trusted")" ] && ok "and it is not" || not_ok "nothing trusted" "$(ls "$w/keys/trusted")"

# ---- a session, simulated, looked at before it is graded
make_session "$w" ca-1 --date 2026-01-05 --opens 08:00 && in_office simulate ca-1 --candidates 4 -o "$scratch/sim" >/dev/null && in_office collect "$scratch/sim" >/dev/null && ok "a session" || not_ok "a session"
before=$(lines)
check "a first grading is previewed" 0 "graded for the first time. Nothing was written" in_office grade ca-1 --preview
check "for programs, too" 0 '"preview": true' in_office --json grade ca-1 --preview
[ "$(lines)" = "$before" ] && [ ! -e "$w/sessions/ca-1/results.tsv" ] && ok "and nothing is written" || not_ok "nothing is written"
check "then graded" 0 "papers" in_office grade ca-1
check "a second preview changes nothing" 0 "  0 papers come out otherwise" in_office grade ca-1 --preview

# ---- on a stick for the seats
check "packed" 0 "3 files written and read back, 0 stood there" in_office session pack ca-1 --to "$scratch/stick"
[ "$(ls "$scratch/stick" | tr '\n' ' ')" = "ca-1.session mau.bank office.pub " ] && cmp -s "$scratch/stick/mau.bank" "$w/banks/mau.bank" && ok "bank, session, key" || not_ok "bank, session, key" "$(ls "$scratch/stick")"
check "again" 0 "0 files written and read back, 3 stood" in_office session pack ca-1 --to "$scratch/stick"
before=$(lines)
check "a look at it" 0 "" in_office session pack ca-1 --to "$scratch/other" --dry-run
[ "$(lines)" = "$before" ] && [ "$(awk -F'\t' '$4 == "paper" && $8 == "state=packed" {print $5, $6, $7}' "$w/log/log.tsv")" = "ca-1 ca-1.session $(b2sum -l 256 <"$w/sessions/ca-1/ca-1.session" | cut -d' ' -f1)" ] &&
    ok "the log has it once, of the session's file" || not_ok "the log has it" "$(tail -n 3 "$w/log/log.tsv")"
check "the papers tell of it" 0 "the room's set was copied out on" in_office papers ca-1
printf x >>"$scratch/stick/mau.bank"
check "nothing is written over" 21 "mau.bank: another file of this name" in_office session pack ca-1 --to "$scratch/stick"
check "no such session to pack" 2 "no such session" in_office session pack ca-9 --to "$scratch/stick"

# ---- papers
row() { in_office --json papers ca-1 | awk -v f="\"$1\"" '/"paper":/ {on = index($0, f)} on' | grep "\"$2\"" | sed 's/.*: //; s/,$//'; } # PAPER KEY
check "no paper yet" 0 "list to be signed +tap-duot-attendance.pdf +- +- +-" "$ctl" -C "$w" papers ca-1
in_office report ca-1 attendance,passlist --format pdf >/dev/null 2>&1
[ "$(row passlist made)" -gt 0 ] && [ "$(row passlist here)" = true ] && [ "$(row passlist old)" = false ] && ok "made, here, not old" || not_ok "made" "$(in_office papers ca-1)"
check "printed" 0 "" in_office papers ca-1 --printed "$w/reports/ca-1/tap-duot-passlist.pdf"
check "signed" 0 "" in_office papers ca-1 --signed tap-duot-passlist.pdf
[ "$(row passlist printed)" -gt 0 ] && [ "$(row passlist signed)" -gt 0 ] && ok "both are told" || not_ok "both are told" "$(in_office papers ca-1)"
[ "$(awk -F'\t' '$4 == "paper" {print $6, $8}' "$w/log/log.tsv")" = "ca-1.session state=packed
tap-duot-passlist.pdf state=printed
tap-duot-passlist.pdf state=signed" ] && ok "with a line each in the log" || not_ok "lines" "$(tail -3 "$w/log/log.tsv")"
before=$(lines)
check "twice is once" 0 "" in_office papers ca-1 --signed tap-duot-passlist.pdf
[ "$(lines)" = "$before" ] && ok "no second line" || not_ok "no second line"
check "what was never made" 2 "no paper of ca-1 was made" in_office papers ca-1 --printed tap-duot-minutes.pdf
printf x >>"$w/reports/ca-1/tap-duot-attendance.pdf"
check "what is not the file that was made" 13 "is not the file that was made" in_office papers ca-1 --printed tap-duot-attendance.pdf
[ "$(row attendance here)" = false ] && ok "and it is told" || not_ok "told" "$(in_office papers ca-1)"
along=$scratch/stick/ca-1/tap-duot-passlist.pdf
check "taken along" 0 "" in_office papers ca-1 --copy tap-duot-passlist.pdf --to "$scratch/stick"
check "with its signature" 0 "" minisign -Vq -p "$w/keys/office.pub" -m "$along"
check "again, and nothing changes" 0 "" in_office papers ca-1 --copy tap-duot-passlist.pdf --to "$scratch/stick"
check "not the one that was altered" 13 "no paper of ca-1 stands here as it was made" in_office papers ca-1 --copy tap-duot-attendance.pdf --to "$scratch/stick"
check "nor without a folder" 2 "goes with --to" in_office papers ca-1 --copy tap-duot-passlist.pdf
cp "$along" "$scratch/older.pdf"
printf x >"$along"
check "nothing is written over that is somebody's" 21 "another file of this name" in_office papers ca-1 --copy tap-duot-passlist.pdf --to "$scratch/stick"
check "both at once" 2 "one after the other" in_office papers ca-1 --printed a --signed b
check "no such session" 2 "no such session" in_office papers ca-9
in_office simulate ca-1 --candidates 1 -o "$scratch/sim2" >/dev/null; in_office collect "$scratch/sim2" >/dev/null; in_office grade ca-1 >/dev/null
[ "$(row passlist old)" = true ] && [ "$(row attendance old)" = false ] && ok "other results make it old" || not_ok "old" "$(in_office papers ca-1)"
in_office report ca-1 passlist --format pdf >/dev/null 2>&1
[ "$(row passlist old)" = false ] && [ "$(row passlist signed)" = null ] && ok "made anew it is not signed" || not_ok "made anew" "$(in_office papers ca-1)"
cp "$scratch/older.pdf" "$along"
check "over what was made of it before it is taken along" 0 "" in_office papers ca-1 --copy tap-duot-passlist.pdf --to "$scratch/stick"
cmp -s "$along" "$w/reports/ca-1/tap-duot-passlist.pdf" && ok "the new one" || not_ok "the new one"

# ---- a person in all sessions
make_session "$w" ca-2 --date 2026-01-06 --opens 08:00
sbd=$(awk -F';' 'NR == 2 {print $2}' questionbanks/demo/roster.csv); name=$(in_office --json find "$sbd" | sed -n 's/.*"name": "\(.*\)",/\1/p' | head -n 1)
check "by number" 0 "2 sessions, 1 persons" in_office find "$sbd"
check "by name" 0 "2 sessions" in_office find "$name"
plain=$(uconv -x 'any-latin; latin-ascii; lower' 2>/dev/null <<<"$name" || python3 -c 'import sys,unicodedata; print("".join(c for c in unicodedata.normalize("NFD", sys.argv[1]) if not unicodedata.combining(c)).replace("đ","d").replace("Đ","D").lower())' "$name")
check "without marks, the words in another order" 0 "2 sessions" in_office find "$(awk '{for (i = NF; i; i--) printf "%s ", $i}' <<<"$plain")"
id=$(in_office --json find "$sbd" --full | sed -n 's/.*"identity": "\(.*\)",/\1/p' | head -n 1)
[ ${#id} -eq 12 ] && ok "the whole identity number when asked" || not_ok "identity" "$id"
check "the identity number" 0 "${id:0:4}…${id:8}" in_office find "${id:0:3} ${id:3}"
check "and it is not shown" 1 "" bash -c "LANGUAGE=en '$ctl' -C '$w' --pass office='$scratch/pass.office' find '$sbd' | grep '$id'"
receipt=$(in_office --json find "$name" | sed -n 's/.*"receipt": "\(.\+\)",/\1/p' | head -n 1)
check "by receipt" 0 "ca-1" in_office find "${receipt:0:4} ${receipt:4:4} ${receipt:8:4} ${receipt:12}"
check "nobody" 1 "nobody, in [0-9]+ papers" in_office find "khong co nguoi nay"
check "nothing to look for" 2 "no text that could be looked for" in_office find " . "
printf x >>"$w/sessions/ca-2/ca-2.session"
check "a session that cannot be opened is said" 13 "ca-2.*|1 sessions could not be opened" in_office find "$sbd"
truncate -s -1 "$w/sessions/ca-2/ca-2.session"

# ---- seats by a list
new() { in_office session new "$1" --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster "$2" --training --dry-run "${@:3}"; }
check "seats for whom the roster gives none" 0 "papers have a seat of --seats" new ca-3 questionbanks/demo/roster.csv --seats MAY-01..MAY-40
check "fewer seats than people" 0 "2 seats for 6 people: 3 turns each" new ca-3 questionbanks/demo/roster.csv --seats MAY-01,MAY-02
check "not as many at each" 0 "4 seats for 6 people: 1 to 2 turns each" new ca-3 questionbanks/demo/roster.csv --seats MAY-01..MAY-04
check "a row that runs backwards" 2 "MAY-09..MAY-01 is no row of seats" new ca-3 questionbanks/demo/roster.csv --seats MAY-09..MAY-01
for seats in "MAY-01 đến MAY 40" "MAY-01 đến MAY-05 đến MAY-40" MAY-01-MAY-40 MAY-01–MAY-40 MAY-01-may-40 A-1-A-9 "MAY 01" "MAY-01..MAY-02,MAY-03-MAY-40"; do
    check "$seats is no machine of this name" 2 "sathachctl: --seats: write MAY-01..MAY-40, several with commas between: \".*\" is no seat's name" new ca-3 questionbanks/demo/roster.csv --seats "$seats"
done
for seats in "MAY-01 đến MAY-40" "MAY-01 to MAY-40" "MAY-01 - MAY-40" "MAY-01 – MAY-20, MAY-21..MAY-40"; do
    check "$seats is a row of seats" 0 "papers have a seat of --seats" new ca-3 questionbanks/demo/roster.csv --seats "$seats"
done
check "names with numbers in them are" 0 "papers have a seat of --seats" new ca-3 questionbanks/demo/roster.csv --seats "P2-01..P2-39, T3-P1-01"
check "a seat twice" 2 "MAY-02 stands there twice" new ca-3 questionbanks/demo/roster.csv --seats MAY-01..MAY-03,MAY-02

# ---- headings that are remembered
sed '1s/Số CCCD\/Hộ chiếu/Giấy tờ tùy thân/' questionbanks/demo/roster.csv >"$scratch/own.csv"
checked() { in_office roster check "$scratch/own.csv" --bank mau --profile questionbanks/profiles/nd175-2024.ini "$@"; }
check "a heading that is explained" 0 "Giấy tờ tùy thân +identity number" checked --column 'Giấy tờ tùy thân=identity'
grep -q 'tùy thân' "$w/office.ini" && not_ok "is not kept unasked" || ok "is not kept unasked"
check "and kept" 0 "" checked --column 'Giấy tờ tùy thân=identity' --remember
check "is known from then on" 0 "Giấy tờ tùy thân +identity number" checked
check "where the line says otherwise, that counts" 0 "Giấy tờ tùy thân +not needed here" checked --column 'Giấy tờ tùy thân=ignore'
check "a roster without it is none the worse" 0 "" in_office roster check questionbanks/demo/roster.csv --bank mau --profile questionbanks/profiles/nd175-2024.ini
check "what office.ini cannot hold" 2 "cannot be remembered" checked --column 'a[b]=ignore' --column 'Giấy tờ tùy thân=identity' --remember

# ---- a bank of another house, sealed
cp "$w/keys/office.pub" "$scratch/ours.pub"
mkdir "$scratch/house" && "$ctl" init "$scratch/house/e" --role examiner --pass examiner="$scratch/pass.examiner" >/dev/null && "$build/cheap-keys" "$scratch/pass.examiner" "$scratch/house/e/keys/examiner.key"
house() { "$ctl" -C "$scratch/house/e" --pass examiner="$scratch/pass.examiner" "$@"; }
house key trust "$scratch/ours.pub" >/dev/null; house bank import questionbanks/mau --to mau >/dev/null; house bank seal mau >/dev/null; sealed=$scratch/house/e/banks/mau.bank
check "of nobody who is trusted" 12 "not trusted here" in_office bank take "$sealed" --as nha-khac
in_office key trust "$scratch/house/e/keys/examiner.pub" >/dev/null
check "under a name that is taken" 21 "give this one a name with --as" in_office bank take "$sealed"
check "taken" 0 "nha-khac.bank: taken; [0-9]+ questions" in_office bank take "$sealed" --as nha-khac
check "known" 0 "known" in_office bank take "$sealed" --as nha-khac
check "a session is made from it, without a folder" 0 "could be drawn" in_office session new ca-4 --bank nha-khac --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --training --dry-run
check "and a roster is checked for it" 0 "The bank is sealed" in_office roster check questionbanks/demo/roster.csv --bank nha-khac --profile questionbanks/profiles/nd175-2024.ini
check "what is no bank" 10 "" in_office bank take questionbanks/mau/bank.ini --as x

# ---- one paper
before=$(lines)
in_office --json paper ca-1 0001 >"$scratch/paper.json"
[ "$(lines)" = $((before + 1)) ] && tail -n 1 "$w/log/log.tsv" | grep -q $'shown\tca-1\tpaper 0001' && ok "a paper, and its line in the log" || not_ok "its line" "$(tail -n 1 "$w/log/log.tsv")"
[ "$(grep -c '"stem"' "$scratch/paper.json")" -ge 20 ] && ! grep -qE '"key"|"total"|"right"' "$scratch/paper.json" && ok "its questions, without key and score" || not_ok "questions" "$(head -40 "$scratch/paper.json")"
in_office --json paper ca-1 0001 --key --times >"$scratch/keyed.json"
keys=$(sed -n 's/.*"key": "\(.\)",/\1/p' "$scratch/keyed.json" | tr -d '\n' | tr a-d A-D)
[ "$keys" = "$(in_office audit ca-1 --keys | sed -n 's/^0001 key //p')" ] && ok "the key is the audit's" || not_ok "the key" "$keys"
right=$(awk '/"chosen":/ {c = $2} /"right":/ {getline; if (c ~ $1) n++} END {print n + 0}' "$scratch/keyed.json")
[ "$right" = "$(awk -F'\t' '$1 == "0001" {n = split($0, f, "\t"); for (i = 1; i <= n; i++) if (f[i] ~ /^[0-9]+\/[0-9]+:/) {m = split(f[i], p, ","); for (k = 1; k <= m; k++) s += p[k]}} END {print s + 0}' "$w/sessions/ca-1/results.tsv")" ] &&
    ok "right answers as the results count them ($right)" || not_ok "right answers" "$right; $(grep ^0001 "$w/sessions/ca-1/results.tsv")"
grep -q '"wall_ms"' "$scratch/keyed.json" && ok "and when they were chosen" || not_ok "times"
check "one question alone" 0 "^2\. " in_office paper ca-1 0001 --question 2
check "no such question" 2 "--question" in_office paper ca-1 0001 --question 99
check "no such paper" 1 "no such paper" in_office paper ca-1 9999

# ---- the same on a sheet of paper
text() { pdftotext -layout "$1" - | tr -s ' \n' ' '; } # FILE
sheet=$w/reports/ca-1/tap-duot-paper-0001.pdf
before=$(lines)
check "a sheet" 0 "^$sheet$" in_office paper ca-1 0001 --times --format pdf
[ "$(lines)" = $((before + 1)) ] && ok "and its line in the log" || not_ok "its line" "$(tail -n 1 "$w/log/log.tsv")"
check "what it is" 0 "PHIẾU XEM LẠI BÀI SÁT HẠCH .* Đề 0001 " text "$sheet"
check "without key and score nobody is told to keep it" 1 "" bash -c "pdftotext '$sheet' - | grep -E 'NỘI BỘ|đáp án|tính đúng|Kết quả:'"
cp "$sheet" "$scratch/first.pdf"; in_office paper ca-1 0001 --times --format pdf >/dev/null
same "the same bytes twice" "$scratch/first.pdf" "$sheet"
check "with the key" 0 "paper-0001.pdf" in_office paper ca-1 0001 --times --key --format pdf -o "$scratch/sheets"
keyed=$scratch/sheets/tap-duot-paper-0001.pdf
check "each page says that it stays here" 0 "^$(pdfinfo "$keyed" | sed -n 's/^Pages: *//p')$" bash -c "pdftotext '$keyed' - | grep -c 'LƯU HÀNH NỘI BỘ'"
awk '/"chosen": ("|null)/ {print $2 == "null," ? "-" : substr($2, 2, 1)}' "$scratch/keyed.json" >"$scratch/told"
pdftotext -raw "$keyed" - | awk '/^Câu [0-9]+ · / {if (n++) print c; c = "-"} /^● [a-d]\)/ {c = substr($2, 1, 1)} END {print c}' >"$scratch/printed"
[ "$(wc -l <"$scratch/told")" -ge 20 ] && cmp -s "$scratch/told" "$scratch/printed" && ok "what was chosen, as the screen tells it" || not_ok "what was chosen" "$(paste "$scratch/told" "$scratch/printed")"
sed -n 's/.*"key": "\(.\)",/\1/p' "$scratch/keyed.json" >"$scratch/told"
pdftotext -raw "$keyed" - | sed -n 's/^[●○] \([a-d]\)).*\[đáp án\].*/\1/p' >"$scratch/printed"
cmp -s "$scratch/told" "$scratch/printed" && ok "and the key" || not_ok "the key" "$(paste "$scratch/told" "$scratch/printed")"
check "one question" 0 "paper-0001-2.pdf" in_office paper ca-1 0001 --question 2 --format pdf -o "$scratch/sheets"
check "alone" 0 "^1$" bash -c "pdftotext -raw '$scratch/sheets/tap-duot-paper-0001-2.pdf' - | grep -c '^Câu [0-9]* · '"
check "another format" 2 "none of pdf" in_office paper ca-1 0001 --format docx
check "a folder alone" 2 "goes with --format" in_office paper ca-1 0001 -o "$scratch/sheets"
check "the audit holds" 0 "" in_office audit
finish
