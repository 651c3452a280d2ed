#!/bin/bash
# A clerk's list becomes a session as it is meant, or each thing that is not understood is said with its place; and who is on it can log in.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/lines.sh
w=$scratch/office
make_office "$w" && ok "workspace" || not_ok "workspace"
new() { office "$w" session new "$1" --bank mau --profile "questionbanks/profiles/nd15-2021.ini" --roster "$2" --training --pass session="$scratch/pass.$1"; }

check "a clerk's list: three papers of two people" 0 "3 papers of 2 candidates" new ca-1 tests/data/roster/clerk.csv
office "$w" session slips ca-1 --json >"$scratch/slips.json" 2>/dev/null
same "as it is meant" <(sqlite3 -separator ' ' :memory: "SELECT value->>'paper', value->>'sbd', value->>'name', value->>'field', value->>'grade'
    FROM json_each(readfile('$scratch/slips.json'))") - <<'TEXT'
0001 HN-Đ01 Nguyễn Thị Hạnh 4.1 II
0002 HN-Đ01 Nguyễn Thị Hạnh 4.1 III
0003 HN-Đ02 Lê Văn Ba 4.1 II
TEXT

# each fault with its place, in both languages; nothing is made
said=$(new ca-2 tests/data/roster/faults.csv 2>&1); rc=$?
[ $rc -eq 10 ] && [ ! -e "$w/sessions/ca-2" ] && ok "a list with faults makes no session" || not_ok "a list with faults makes no session" "exit $rc: $said"
while IFS='|' read -r line column word; do
    grep -qE -- "faults.csv:$line: ${column:+column $column: }(error|warning): .*$word" <<<"$said" && ok "row $line: $word" || not_ok "row $line: $word" "$said"
done <<'TEXT'
1|6|"Số giấy tờ khác" is not known; is it the identity number.*Số căn cước
1|11|"Màu thẻ" is not known and not read
2|4|"1985": a year alone
2|9|"có thể" is neither yes nor no; yes: x, có
3|3|"#N/A": an error value
4|4|"31/02/1985": there is no such day
4|7|the field "9.9" is not known
5|2|SBD 003 has two names: "Lê Thị Bế" here, "Lê Thị Bé" in row 4, and what else is known of them differs: is the SBD of one of the two rows wrong
7|2|4 and 004 in row 6 differ in leading zeros only
7|4|05/03/2015: not yet 18 years old
8|2|"Ж1" has a character that cannot be typed on every seat
9|1|neither a candidate nor anything that stands around a table: "Hồ sơ bổ sung sau"
TEXT
said=$(LANGUAGE=vi new ca-2 tests/data/roster/faults.csv 2>&1)
english=$(grep -E ': (error|warning): |: column |row [0-9]' <<<"$said")
[ -z "$english" ] && grep -q 'dòng\|cột' <<<"$said" && ok "a Vietnamese run speaks Vietnamese" || not_ok "a Vietnamese run speaks Vietnamese" "$said"

# ---- a console without Đ ----
for typed in 'hn-d01' 'HN-đ01' 'HN-Đ01'; do
    sit_down M1 "$scratch/seat.$typed"
    say "$typed"; say "$(slip 0001 access_code)"
    hear 'You have several papers' && ok "logs in as $typed" || not_ok "logs in as $typed" "$(tail -n 20 "$scratch/heard")"
    end KILL
done
finish
