#!/bin/bash
# The settings at the desk: what is typed is what stands in office.ini beside its comments, a changed passphrase opens the key and a backup made after it,
# a key is trusted when its last digits were typed.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && ok "an office" || not_ok "an office"
printf '# written by hand\n' >>"$w/office.ini"
"$ctl" init "$scratch/house" --role examiner --pass examiner="$scratch/pass.examiner" >/dev/null
key=$scratch/house/keys/examiner.pub
print=$("$ctl" -C "$scratch/house" key show | sed -n 's/  examiner$//p')
printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
cp "$w/office.ini" "$scratch/before.ini"
if timeout 200 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D KEY="$key" -D DIGITS="${print: -4}" -D BACKUP="$scratch/x.backup" -D NEW="mat khau moi so 3" \
    -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_settings.tui >"$scratch/log" 2>&1
then ok "settings by keys"; else not_ok "settings by keys" "$(cat "$scratch/log")"; fi
check "one line of the file is another" 0 "^2$" bash -c "diff '$scratch/before.ini' '$w/office.ini' | grep -c '^[<>]'"
check "the one that was typed" 0 "^place=Gia Lai$" grep place= "$w/office.ini"
check "the key is trusted" 0 "" cmp "$key" "$w"/keys/trusted/examiner-*.pub
check "and has its line in the log" 0 "^1$" grep -c $'\tkey\t-\texaminer' "$w/log/log.tsv"
printf 'mat khau moi so 3\n' >"$scratch/pass.new"
check "the backup opens with the new passphrase" 0 "files" "$ctl" -C "$w" --pass office="$scratch/pass.new" restore --check "$scratch/x.backup"
check "and not with the old one" 11 "wrong passphrase" "$ctl" -C "$w" --pass office="$scratch/pass.office" restore --check "$scratch/x.backup"
finish
