#!/bin/bash
# The real client as a kiosk, on a screen and line by line: keys and signals lead nowhere, a killed client comes back, the environment is a list,
# the program ends with 0 by the invigilator's voucher and when it is asked to, and not when the terminal goes.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1
office "$w" session slips ca-1 --json >"$scratch/slips.json"
office "$w" session slips ca-1 >/dev/null
slip() { sqlite3 :memory: "SELECT value->>'$1' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='0001'"; }
voucher() { sed -n "s/^  $1  \([0-9A-Z]* [0-9A-Z]*\)  .*/\1/p" "$w/reports/ca-1/tap-duot-vouchers.txt"; }
# NAME [OPTIONS…]: a program that says its pid and becomes the client
wrap() {
    cat >"$scratch/$1" <<TEXT
#!/bin/sh
echo \$\$ >$scratch/pid
exec $client --bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --trust $w/keys/office.pub --seat M1 --pass session=$scratch/pass.ca-1 ${@:2}
TEXT
    chmod 700 "$scratch/$1"
}
wrap screen --kiosk --data "$scratch/seat"
wrap lines --kiosk --linear --data "$scratch/other"
wrap open --no-kiosk --data "$scratch/third"
wrap plain --data "$scratch/third"
# The client itself is the child of the program that was started.
client_of() { grep -l "^PPid:[[:space:]]*$(cat "$scratch/pid")\$" /proc/[0-9]*/status 2>/dev/null | cut -d/ -f3; }
# Does what the script asks for by making a file; ends with the script.
do=$scratch/do
mkdir "$do"
obey() {
    local what s
    while sleep 0.05; do
        for what in held stop kill term; do
            [ -e "$do/$what" ] || continue
            case $what in
                held) for s in INT QUIT TSTP TTIN TTOU PIPE; do kill -$s $(client_of); done ;;
                stop) kill -STOP $(client_of) ;;
                kill) kill -KILL $(client_of) ;;
                term) kill -TERM $(client_of) ;;
            esac
            rm "$do/$what"
        done
    done
}
run() { # NAME SCRIPT [MORE…]
    local name=$1 script=$2
    shift 2
    obey 2>"$scratch/obey.log" &
    local hand=$!
    if timeout 300 "$build/tui-run" -D SBD="$(slip sbd)" -D CODE="$(slip access_code)" -D DO="$do" "$@" "$script" >"$scratch/tui.log" 2>&1; then ok "$name"
    else not_ok "$name" "$(cat "$scratch/tui.log" "$scratch/obey.log")"; fi
    kill $hand
    wait $hand 2>/dev/null
}
run "on a screen" tests/tui/kiosk.tui -D CLIENT="$scratch/screen" -D VOUCHER="$(voucher 1)"
check "left by voucher, the key is forgotten" 1 "" grep -q . <(rooms)
run "line by line" tests/tui/kiosk_lines.tui -D CLIENT="$scratch/lines" -D VOUCHER="$(voucher 2)"
run "how it ends" tests/tui/kiosk_ends.tui -D CLIENT="$scratch/screen" -D OPEN="$scratch/open" -D PLAIN="$scratch/plain"
run "the environment" tests/tui/kiosk_environment.tui -D CLIENT="$scratch/screen" -E TERMINFO="$scratch" -E HOME="$scratch" -E LOCPATH="$scratch"

# the end of what is typed from a file is not leaving
check "an input that ends does not end with 0" 20 "the terminal is gone" "$scratch/lines"
check "without a kiosk it does" 0 "" "$scratch/open" --linear
check "a session of training is no kiosk by itself" 0 "" "$scratch/plain" --linear
check "what cannot begin is told at once" 20 "" "$client" --kiosk --linear --bank "$w/banks/mau.bank" --session "$w/sessions/ca-1/ca-1.session" \
    --trust "$w/keys/office.pub" --data /proc/none
check "both options" 2 "exclude each other" "$client" --kiosk --no-kiosk --bank a --session b
# one that counts is a kiosk without being told
sed -i 's/^training=.*/training=false/' "$w/banks/mau/bank.ini"
office "$w" bank seal mau >/dev/null
office "$w" session new ca-2 --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" --roster "$root/questionbanks/demo/roster.csv" --sheet none \
    --pass session="$scratch/pass.ca-2" >"$scratch/made" 2>&1
real=("$client" --linear --lang en --bank "$w/banks/mau.bank" --session "$w/sessions/ca-2/ca-2.session" --trust "$w/keys/office.pub" --data "$scratch/real")
check "a session that counts is one" 20 "this window can be closed" "${real[@]}"
check "unless it is said" 0 "it is no kiosk" "${real[@]}" --no-kiosk
finish
