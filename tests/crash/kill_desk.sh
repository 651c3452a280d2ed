#!/bin/bash
# What is typed at the desk, killed at the system calls by which it changes the disk: what stood there stands, or what was asked for, never half of it;
# the same command, given again, goes on.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/killed.sh
w=$work/office
make_office "$w" && make_session "$w" ca-1 --sheet sample && ok "an office and a session" || not_ok "an office and a session"
office "$w" simulate ca-1 --candidates 6 --seed 4 -o "$work/room" >/dev/null
office "$w" collect "$work/room" >/dev/null
# is_one_of FILE OLD NEW: the one or the other; SATHACH says which came out
is_one_of() { cmp -s "$1" "$2" || cmp -s "$1" "$3" || { echo "$1 is neither"; return 1; }; }
# what a command makes of the office when nobody kills it
after() { # COMMAND…
    rm -rf "$work/after" && cp -a "$w" "$work/after" && office "$work/after" "$@" >/dev/null
}

# ---- settings ----
after settings 'office.place=Gia Lai' desk.lock_minutes=5 && ok "settings written" || not_ok "settings written"
again() {
    is_one_of "$1/office.ini" "$w/office.ini" "$work/after/office.ini" && office "$1" settings 'office.place=Gia Lai' desk.lock_minutes=5 &&
        cmp "$1/office.ini" "$work/after/office.ini" && whole "$1"
}
kills=$(kills_of 12 100) killed settings 0 -C @ settings 'office.place=Gia Lai' desk.lock_minutes=5

# ---- a new passphrase: the key opens with the one or with the other ----
printf 'mat khau moi so 33\n' >"$scratch/pass.new"
opens() { "$ctl" -C "$1" --pass office="$scratch/pass.$2" log code; } # WORKSPACE WHICH
again() {
    is_one_of "$1/keys/office.pub" "$w/keys/office.pub" "$w/keys/office.pub" || return 1
    if cmp -s "$1/keys/office.key" "$w/keys/office.key"; then office "$1" key passphrase office --pass new="$scratch/pass.new" || return 1; fi
    "$ctl" -C "$1" --pass office="$scratch/pass.new" reconcile ca-1; [ $? -le 1 ]
}
kills=$(kills_of 3 6) killed "key passphrase" 0 -C @ key passphrase office --pass new="$scratch/pass.new"

# ---- a bank: as it was, or as the sources have it ----
mkdir "$work/source" && cp "$root/questionbanks/mau/bank.ini" "$root/questionbanks/mau"/phap-luat-chung.gift "$root/questionbanks/mau"/[34].1-*.gift "$work/source/"
sed -i 's/^\(::[^:]*:: *\)\?\(.*\) {$/\1\2 (bản mới) {/' "$work/source"/*.gift
cp "$root/questionbanks/profiles/nd175-2024.ini" "$w/banks/mau/rieng.ini" # somebody's own file beside it
after bank import "$work/source" --to mau; [ "$(ls "$work/after/banks/mau" | wc -l)" -lt "$(ls "$w/banks/mau" | wc -l)" ] && ok "a bank replaced" || not_ok "a bank replaced" "$(ls "$work/after/banks/mau")"
same_bank() { diff -r -x '.*' "$1" "$2" >/dev/null; } # FOLDER FOLDER
clean() { [ -z "$(find "$1" -name '.*' ! -name '.lock' ! -path "$1")" ] || { find "$1" -name '.*'; return 1; }; } # FOLDER: nothing half-made lies about
again() {
    same_bank "$1/banks/mau" "$w/banks/mau" || same_bank "$1/banks/mau" "$work/after/banks/mau" || { diff -rq "$1/banks/mau" "$w/banks/mau"; echo half; return 1; }
    office "$1" bank import "$work/source" --to mau && diff -r "$1/banks/mau" "$work/after/banks/mau" && clean "$1/banks" && whole "$1"
}
kills=$(kills_of 6 15) killed "bank import" 0 -C @ bank import "$work/source" --to mau
after bank import "$work/source" --to moi
again() {
    [ ! -e "$1/banks/moi" ] || same_bank "$1/banks/moi" "$work/after/banks/moi" || { ls -la "$1/banks/moi"; echo half; return 1; }
    office "$1" bank import "$work/source" --to moi && diff -r "$1/banks/moi" "$work/after/banks/moi" && clean "$1/banks"
}
killed "bank import, a new one" 0 -C @ bank import "$work/source" --to moi

# ---- one question ----
gift=$w/banks/mau/4.1.gift
line=$(grep -nm 1 '^[^/$[:space:]].*{' "$gift" | cut -d: -f1)
printf 'Hỏi mới, viết lại? {=một ~hai ~ba ~bốn}\n' >"$work/one.gift"
after bank edit mau "4.1.gift:$line" --from "$work/one.gift" && ! cmp -s "$gift" "$work/after/banks/mau/4.1.gift" && ok "a question written anew" || not_ok "a question written anew"
again() {
    is_one_of "$1/banks/mau/4.1.gift" "$gift" "$work/after/banks/mau/4.1.gift" && office "$1" bank edit mau "4.1.gift:$line" --from "$work/one.gift" &&
        cmp "$1/banks/mau/4.1.gift" "$work/after/banks/mau/4.1.gift" && diff -rq -x '.*' -x 4.1.gift "$1/banks" "$w/banks"
}
kills=$(kills_of 12 100) killed "bank edit" 0 -C @ bank edit mau "4.1.gift:$line" --from "$work/one.gift"

# ---- the signed sheet: the mark, its rows ----
marks() { grep -c $'\tmark\tca-1\t' "$1/log/log.tsv"; } # WORKSPACE
again() { office "$1" sheet ca-1 && [ "$(marks "$1")" = 1 ] && ls "$1"/reports/ca-1/*mark.pdf "$1"/reports/ca-1/*mark.pdf.minisig && whole "$1"; }
killed "sheet, the mark" 0 -C @ sheet ca-1
office "$w" sheet ca-1 >/dev/null
row=$(sheet_rows "$w" ca-1 | head -n 1)
sheets() { awk -F'\t' '$4 == "sheet" {print $6}' "$1/log/log.tsv"; } # WORKSPACE
again() { # what was killed may stand whole already: then the same row is another sheet of the same words
    local n
    office "$1" sheet ca-1 "$row" && whole "$1" && office "$1" --json sheet ca-1 --from /dev/null >/dev/null 2>&1
    n=$(ls "$1"/sessions/ca-1/sheets/*.tsv | wc -l)
    [ "$n" -le 2 ] && [ "$(sheets "$1" | wc -l)" = "$n" ] && for f in "$1"/sessions/ca-1/sheets/*.tsv; do grep -q "${row#*=}" "$f" || return 1; done && whole "$1"
}
killed "sheet, a row" 0 -C @ sheet ca-1 "$row"

# ---- rows typed and not written: the draft before, or the one with the row ----
"$build/keep-draft" "$w" ca-1 0001=absent
"$build/keep-draft" "$w" ca-1 >"$work/draft.before"
printf '0001=absent\n%s\n' "$row" >"$work/draft.after"
[ "$(cat "$work/draft.before")" = 0001=absent ] && ok "a draft" || not_ok "a draft" "$(cat "$work/draft.before")"
again() {
    "$build/keep-draft" "$1" ca-1 >"$work/draft" && is_one_of "$work/draft" "$work/draft.before" "$work/draft.after" && "$build/keep-draft" "$1" ca-1 0001=absent "$row" &&
        "$build/keep-draft" "$1" ca-1 | cmp - "$work/draft.after" && [ "$(stat -c %a "$1/sessions/ca-1/sheets/.draft")" = 600 ]
}
kills=$(kills_of 12 100) killed_program "a draft of the sheet" 0 "$build/keep-draft" @ ca-1 0001=absent "$row"
finish
