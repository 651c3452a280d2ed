#!/bin/bash
# When and where results are told: said to the session, carried in it, on slips, on the receipt's screen and in its lines, however long.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
when="trước 17 giờ ngày 12/12/2026"
where="bảng tin của Sở Xây dựng, số 45 Võ Liêm Sơn, và trang soxaydung.hatinh.gov.vn, mục chứng chỉ hành nghề (160 byte)"
while [ "$(printf %s "$where" | wc -c)" -lt 160 ]; do where+=.; done
make_office "$w"
say=(--results-when "$when" --results-where "$where")
make_session "$w" ca-1 "${say[@]}" && ok "a session that says both" || not_ok "a session that says both"
check "it is shown" 0 "results when: $when" office "$w" session show ca-1
check "and where, to the last byte" 0 "\(160 byte\)\.*\"" office "$w" session show ca-1 --json
new() { office "$w" session new "$1" --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --training --sheet none --pass session="$scratch/pass.x" "${@:2}"; }
check "a byte more is refused" 30 "results-where is longer than 160 bytes" new ca-2 --results-where "$where."
check "a control character too" 10 "results-when" new ca-2 --results-when $'12\e[2J'
new ca-3 --results-where "$when" >/dev/null
check "one without the other" 0 "results where: $when" office "$w" session show ca-3
new ca-4 >/dev/null
check "a session that says neither" 1 "" bash -c "'$ctl' -C '$w' session show ca-4 | grep -q 'results when'"
# committed to before a lot, it says the same once drawn
office "$w" session commit ca-5 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster questionbanks/demo/roster.csv --training --sheet none \
    --lot-rule "Xổ số" "${say[@]}" >/dev/null
office "$w" session draw ca-5 --lot "42177 90514" --pass session="$scratch/pass.ca-5" >/dev/null
check "of a session drawn by lot" 0 "results when: $when" office "$w" session show ca-5
check "the other implementation reads it" 0 "$when 160" /usr/bin/python3 -c "
import sys; sys.path.insert(0, 'tests/second')
import files
payload, signer = files.open_package(open('$w/sessions/ca-1/ca-1.session', 'rb').read(), 'session')
s = files.Session(b'', signer, payload)
files.read_header(s)
print(s.meta[5].decode(), len(s.meta[6]))"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
check "a slip says it" 0 "Kết quả: $when, bảng tin" cat "$w/reports/ca-1/tap-duot-access-slips.txt"
pages=$(pdftotext -layout "$w/reports/ca-1/tap-duot-access-slips.pdf" - | grep -c 'Kết quả: trước')
[ "$pages" = "$(grep -c 'Kết quả: ' "$w/reports/ca-1/tap-duot-access-slips.txt")" ] && ok "on paper too" || not_ok "on paper too" "$pages"
slip() { sqlite3 :memory: "SELECT value->>'$1' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='$2'"; }
cat >"$scratch/exam.sh" <<TEXT
#!/bin/sh
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --data $scratch/seat --trust $w/keys/office.pub --seat M1 \
--pass session=$scratch/pass.ca-1
TEXT
chmod 700 "$scratch/exam.sh"
if timeout 300 "$build/tui-run" -D CLIENT="$scratch/exam.sh" -D SBD="$(slip sbd 0001)" -D CODE="$(slip access_code 0001)" -D LAST="${where: -8}" tests/tui/results.tui \
    >"$scratch/tui.log" 2>&1; then
    ok "on the receipt's screen"
else
    not_ok "on the receipt's screen" "$(cat "$scratch/tui.log")"
fi
# line by line
. tests/lib/lines.sh
sit_down M2 "$scratch/other"
log_in 0005 && say "" && hear "Type b" && say b && hear "Question 1 of" && say s && hear "Overview" && say s && hear "N O P" && say NOP &&
    hear "Receipt code" && hear "Results: $when, bảng tin" && ok "in the lines" || not_ok "in the lines" "$(tail -n 8 "$scratch/heard")"
end TERM
finish
