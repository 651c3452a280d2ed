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
# a witness has signed the log as it stands, on a stick
printf 'mat khau lam chung 4\n' >"$scratch/pass.witness"
"$ctl" witness init "$scratch/witness" --name thanh-tra --pass witness="$scratch/pass.witness" >/dev/null
"$build/cheap-keys" "$scratch/pass.witness" "$scratch/witness/witness.key"
"$ctl" -C "$scratch/witness" witness trust "$w/keys/office.pub" >/dev/null
office "$w" key trust "$scratch/witness/witness.pub" >/dev/null
mkdir "$scratch/stick"
office "$w" log export "$scratch/stick" >/dev/null
echo YES | "$ctl" -C "$scratch/witness" --pass witness="$scratch/pass.witness" witness cosign "$scratch/stick" >/dev/null && ok "a witness signed" || not_ok "a witness signed"
printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch/desk.sh"
cp "$w/office.ini" "$scratch/before.ini"
if timeout 200 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D KEY="$key" -D DIGITS="${print: -4}" -D BACKUP="$scratch/x.backup" -D STICK="$scratch/stick" -D NEW="mat khau moi so 3" \
    -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_settings.tui >"$scratch/log" 2>&1
then ok "settings by keys"; else not_ok "settings by keys" "$(cat "$scratch/log")"; fi
check "one line of the file is another" 0 "^2$" bash -c "diff '$scratch/before.ini' '$w/office.ini' | grep -c '^[<>]'"
check "the one that was typed" 0 "^place=Gia Lai$" grep place= "$w/office.ini"
check "the key is trusted" 0 "" cmp "$key" "$w"/keys/trusted/examiner-*.pub
check "and has its line in the log" 0 "^1$" grep -c $'\tkey\t-\texaminer' "$w/log/log.tsv"
check "what the witness signed is taken in" 0 "thanh-tra" ls "$w/log/witnessed"
printf 'mat khau moi so 3\n' >"$scratch/pass.new"
check "the backup opens with the new passphrase" 0 "files" "$ctl" -C "$w" --pass office="$scratch/pass.new" restore --check "$scratch/x.backup"
check "and not with the old one" 11 "wrong passphrase" "$ctl" -C "$w" --pass office="$scratch/pass.office" restore --check "$scratch/x.backup"
finish
