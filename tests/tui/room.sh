#!/bin/bash
# The room's console beside real seats: who is at work, a paper at two seats, a blocked seat, a share that goes and comes back.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office drop=$scratch/share
mkdir "$drop"
make_office "$w" && ok "an office" || not_ok "an office"
printf '%s\n' 'SBD,Họ và tên,Ngày sinh,Lĩnh vực,Hạng,Máy' '016,Lê Thị Hạnh,12/04/1986,4.1,II,MAY-01' '017,Nguyễn Văn Toàn,03/09/1979,4.1,II,MAY-02' \
    '018,Trần Văn Độ,21/11/1982,5,II,MAY-03' >"$scratch/roster.csv"
office "$w" session new ca-1 --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$scratch/roster.csv" --training --sheet none \
    --pass session="$scratch/pass.ca-1" --pass order="$scratch/pass.order" >/dev/null && ok "a session of three seats" || not_ok "a session of three seats"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
code=$(sqlite3 :memory: "SELECT value->>'access_code' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'sbd'='016'")
seat() { # NAME
    mkdir "$scratch/run-$1" && chmod 700 "$scratch/run-$1"
    cat >"$scratch/$1.sh" <<TEXT
#!/bin/sh
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --data $scratch/$1 --trust $w/keys/office.pub --seat $1 --lang en \
--pass session=$scratch/pass.ca-1 --drop $drop
TEXT
    chmod 700 "$scratch/$1.sh"
}
for s in MAY-01 MAY-02 MAY-03; do seat $s; done
cat >"$scratch/room.sh" <<TEXT
#!/bin/sh
exec $client --room --session $w/sessions/ca-1/ca-1.session --trust $w/keys/office.pub --lang en --drop $drop --data $scratch/console
TEXT
chmod 700 "$scratch/room.sh"
# the share goes away while the file "pull" stands
{
    until [ -e "$scratch/over" ]; do
        if [ -e "$scratch/pull" ] && [ -e "$drop" ]; then mv "$drop" "$drop.away"; fi
        if [ ! -e "$scratch/pull" ] && [ -e "$drop.away" ]; then mv "$drop.away" "$drop"; fi
        read -rt 0.1 <> <(:) || true
    done
} &
watcher=$!
if timeout 300 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D ROOM="$scratch/room.sh" -D ONE="$scratch/MAY-01.sh" -D TWO="$scratch/MAY-02.sh" \
    -D THREE="$scratch/MAY-03.sh" -D CODE="$code" -D PASSPHRASE="$(cat "$scratch/pass.ca-1")" -D PULL="$scratch/pull" -D ORDER="$(cat "$scratch/pass.order")" tests/tui/room.tui >"$scratch/log" 2>&1; then
    ok "the console shows what the seats do"
else not_ok "the console shows what the seats do" "$(cat "$scratch/log")"; fi
touch "$scratch/over"
wait "$watcher"
office "$w" collect "$drop" >"$scratch/said" 2>&1 && ok "the office takes in what the room left" || not_ok "the office takes in what the room left" "$(cat "$scratch/said")"
check "both orders have their line" 0 "^2$" grep -c "	order	ca-1	.* console=" "$w/log/log.tsv"
check "and the room log" 0 "	room	ca-1	.* console=[0-9A-Z]* n=[0-9]*" cat "$w/log/log.tsv"
office "$w" grade ca-1 >"$scratch/said" 2>&1
office "$w" report ca-1 minutes --format pdf >"$scratch/said" 2>&1
pdftotext -layout "$w"/reports/ca-1/*minutes.pdf "$scratch/minutes.txt"
check "the minutes have what the seat made of it" 0 "thêm giờ 10 phút: máy đã làm" cat "$scratch/minutes.txt"
check "and by the room log, with who gave it" 0 "ra lệnh: thêm giờ" cat "$scratch/minutes.txt"
check "what was written by hand" 0 "uong nuoc|ghi: Mot thi" cat "$scratch/minutes.txt"
check "a session file of nobody's is refused" 20 "there is no such file" "$client" --room --session "$scratch/none" --trust "$w/keys/office.pub" --drop "$drop"
check "without an exchange folder there is nothing to see" 2 "room wants --session and --drop" "$client" --room --session "$w/sessions/ca-1/ca-1.session"
check "where the cursor cannot be placed the console goes by lines" 0 "The room console. h: what can be typed" env TERM=dumb "$client" --room --lang en \
    --session "$w/sessions/ca-1/ca-1.session" --trust "$w/keys/office.pub" --drop "$drop" --data "$scratch/console" --pass session="$scratch/pass.ca-1"
finish
