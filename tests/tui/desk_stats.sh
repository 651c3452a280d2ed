#!/bin/bash
# Item statistics at the desk: the figures of `stats --json`, pages, files written after their preview.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && ok "an office" || not_ok "an office"
{
    echo "STT;SBD;Họ và tên;Ngày sinh;Số CCCD;Đơn vị;Lĩnh vực;Hạng"
    awk 'BEGIN {
        split("An Bình Chi Dung Giang Hà Khánh Lan Minh Nga", given, " ")
        for (i = 1; i <= 40; i++) printf "%d;%03d;Nguyễn %s %s;01/02/1970;0%011d;Công ty %d;4.1;II\n", i, i, given[int(i / 10) + 1], given[i % 10 + 1], i, i
    }'
} >"$scratch/roster.csv"
office "$w" session new ca-1 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster "$scratch/roster.csv" --training --sheet none --pass session="$scratch/pass.ca-1" >/dev/null
office "$w" simulate ca-1 --candidates 40 --seed 3 -o "$scratch/room" >/dev/null
check "forty papers" 0 "40 new" office "$w" collect "$scratch/room"
office "$w" grade ca-1 >/dev/null
office "$w" --json stats ca-1 >"$scratch/stats.json"
least() { sqlite3 :memory: "SELECT $1 FROM json_each(readfile('$scratch/stats.json'), '\$.questions') WHERE value->>'attempts' >= 20 ORDER BY value->>'facility', rowid LIMIT 1"; }
# a figure is rounded as C rounds it: SQLite takes 0.625 up
id=$(least "substr(value->>'id', 1, 12)") figures=$(printf '%5d    %.2f' $(least "(value->>'attempts') || ' ' || (value->>'facility')"))
case " $(least "value->>'flags'") " in *" suspicious-key "* | *" negative "*) mark=x ;; "  ") mark=" " ;; *) mark="!" ;; esac
[ "${#id}" = 12 ] && ok "a question that enough papers had: $id$figures" || not_ok "a question" "$(head -c 600 "$scratch/stats.json")"
printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
if timeout 200 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D ID="$id" -D FIGURES="${figures/./,}" -D MARK="$mark" -D PASS="$(cat "$scratch/pass.office")" \
    tests/tui/desk_stats.tui >"$scratch/log" 2>&1
then ok "statistics by keys"; else not_ok "statistics by keys" "$(cat "$scratch/log")"; fi
# line by line: every question with the figures of the command; of fewer papers than twenty none, and no flag
(cd "$w" && printf '%s\n' k "$(cat "$scratch/pass.office")" + + + + + + + + esc .q | timeout 120 "$ctl" desk --linear --lang en) >"$scratch/lines" 2>&1
sed -nE 's/^[0-9]+\. (.) ([0-9a-f]{12}) [^:]*: /\1\2 /p' "$scratch/lines" | sed 's/ · / /g; s/^ //' | LC_ALL=C sort -u >"$scratch/told"
option() { echo "lower('$1') || ' ' || (value->>'chose_$1') || iif(instr(upper(value->>'key'), upper('$1')), '*', '')"; }
sqlite3 :memory: "SELECT CASE WHEN ' ' || (value->>'flags') || ' ' LIKE '% suspicious-key %' OR ' ' || (value->>'flags') || ' ' LIKE '% negative %' THEN 'x'
        WHEN trim(replace(value->>'flags', 'decided', '')) <> '' THEN '!' ELSE '' END || substr(value->>'id', 1, 12) || ' ' || (value->>'attempts') || ' ' ||
    ifnull(value->>'facility', '–') || ' ' || ifnull(value->>'discrimination', '–') || ' ' || $(option a) || ' ' || $(option b) || ' ' ||
    $(option c) || ' ' || $(option d) FROM json_each(readfile('$scratch/stats.json'), '\$.questions')" | LC_ALL=C awk '{ for (i = 3; i <= 4; i++) if ($i ~ /^-?[0-9]/) $i = sprintf("%.2f", $i); print }' |
    sed -E 's/\b([abcd]) /\U\1 /g' | LC_ALL=C sort >"$scratch/wanted"
[ "$(wc -l <"$scratch/wanted")" -gt 50 ] && ok "many questions" || not_ok "many questions" "$(head -3 "$scratch/wanted")"
same "every question as the command tells it" "$scratch/wanted" "$scratch/told"
check "the files were written" 0 "" bash -c "ls '$w/reports/ca-1/'*stats.pdf '$w/reports/ca-1/'*stats-questions.xlsx"
check "no decision was" 1 "" grep "	decision	" "$w/log/log.tsv"
finish
