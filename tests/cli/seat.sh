#!/bin/bash
# tools/setup/seat.sh as a technician types it, without doing anything: what it would do, and what it refuses. For real: tests/ci/deb.sh.
. "$(dirname "$0")/../lib/lib.sh"
setup=tools/setup/seat.sh
mkdir "$scratch/packages" "$scratch/exam" "$scratch/two"
touch "$scratch/packages/sathach_1_amd64.deb" "$scratch/packages/sathach-seat_1_all.deb" "$scratch/packages/sathach-office_1_amd64.deb"
touch "$scratch/exam/office.pub" "$scratch/exam/mau.bank" "$scratch/exam/ca-1.session"
here=(--packages "$scratch/packages" --exam "$scratch/exam")
touch "$scratch/two/a.session" "$scratch/two/b.session" "$scratch/two/office.pub" "$scratch/two/mau.bank"
find "$scratch" -printf '%p %T@\n' | sort >"$scratch.before"
check "installs the client and the seat" 0 "^\+ apt-get .* $scratch/packages/sathach_1_amd64.deb $scratch/packages/sathach-seat_1_all.deb$" "$setup" "${here[@]}" --dry-run
check "not the office's tool" 1 "" grep -q sathach-office < <("$setup" "${here[@]}" --dry-run)
check "names the session" 0 "^SATHACH_EXAM=--bank /var/lib/sathach/exam/mau.bank --session /var/lib/sathach/exam/ca-1.session$" "$setup" "${here[@]}" --dry-run
check "exchange folders" 0 "^SATHACH_EXCHANGE=--drop /srv/a --drop /srv/b$" "$setup" "${here[@]}" --drop /srv/a --drop /srv/b --dry-run
check "the seat's name and more" 0 "^SATHACH_MORE=--seat MAY-01 --sandbox$" "$setup" "${here[@]}" --seat MAY-01 --option --sandbox --dry-run
check "a name with a blank is refused" 2 "cannot stand in seat.conf" "$setup" "${here[@]}" --seat "MAY 01" --dry-run
check "so is one that the settings would read otherwise" 2 "cannot stand in seat.conf" "$setup" "${here[@]}" --drop '/srv/$HOME' --dry-run
check "five exchange folders" 2 "four exchange folders" "$setup" "${here[@]}" --drop /a/a --drop /a/b --drop /a/c --drop /a/d --drop /a/e --dry-run
check "two sessions: which?" 1 "exactly one file .*session" "$setup" --packages "$scratch/packages" --exam "$scratch/two" --dry-run
check "no packages there" 1 "exactly one file .*sathach_" "$setup" --packages "$scratch/exam" --exam "$scratch/exam" --dry-run
check "nothing said" 2 "--packages FOLDER" "$setup"
check "the way back" 0 "^\+ apt-get .*purge .*sathach-seat sathach$" "$setup" --undo --dry-run
check "the attempts are told of" 0 "Attempts stay in /var/lib/sathach" "$setup" --undo --dry-run
find "$scratch" -printf '%p %T@\n' | sort | cmp -s - "$scratch.before" && ok "nothing was done" || not_ok "nothing was done"
rm -f "$scratch.before"
# what the seat's account may reach is what the client itself locks in, and the boot's id must be readable: else a restart of the machine passes for none
check "the unit leaves the boot's id readable" 1 "" grep -qE '^(ProcSubset|PrivateDevices|PrivateUsers)=' tools/seat/files/sathach-seat.service
finish
