#!/bin/bash
# The office's desk at a real terminal: by its command, and without one.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
# nothing that papers want is missing there: that would be a row
"$ctl" -C "$w" settings 'office.full_name=Sở Xây dựng tỉnh Gia Lai' office.parent='UBND tỉnh Gia Lai' office.place='Gia Lai' 'paper notice.signer=Trần Văn Nam' >/dev/null 2>&1
# what was sealed is told from what is newer by whole seconds
find "$w/banks" -exec touch -d '1 minute ago' {} +
files() { find "$w" -type f ! -name .lock ! -path "*/mau/x" -exec sha256sum {} + | sort; }
files >"$scratch/before"
for arguments in "" desk; do
    printf '#!/bin/sh\ncd %s && exec %s %s\n' "$w" "$ctl" "$arguments" >"$scratch/desk.sh"
    chmod 700 "$scratch/desk.sh"
    if timeout 120 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D OFFICE="$w" -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk.tui >"$scratch/log" 2>&1
    then ok "sathachctl $arguments"; else not_ok "sathachctl $arguments" "$(cat "$scratch/log")"; fi
done
files >"$scratch/after"
same "nothing was written" "$scratch/before" "$scratch/after"
# an office.ini that cannot be read: the desk opens all the same, and its editor mends it
cp "$w/office.ini" "$scratch/office.ini"
sed -i '1i [frob' "$w/office.ini"
printf '#!/bin/sh\nsed -i 1d "$1"\n' >"$scratch/mend.sh"
chmod 700 "$scratch/mend.sh"
for arguments in "" desk; do
    printf '#!/bin/sh\ncd %s && EDITOR=%s exec %s %s\n' "$w" "$scratch/mend.sh" "$ctl" "$arguments" >"$scratch/desk.sh"
    printf 'size 24x80\nspawn %s\nexpect "office.ini:1"\nexpect "E sửa office.ini"\ntype "e"\nexpect "Việc đang chờ: 2"\ngone "office.ini:1"\nkey C-q\nexit 0\n' "$scratch/desk.sh" >"$scratch/broken.tui"
    check "office.ini mended from the desk: sathachctl $arguments" 0 "" timeout 60 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC "$scratch/broken.tui"
    same "as the editor left it" "$scratch/office.ini" "$w/office.ini"
    sed -i '1i [frob' "$w/office.ini"
done
cp "$scratch/office.ini" "$w/office.ini"
# where there is no screen to draw on
check "without a terminal: the list of commands" 2 "sathachctl \[-C WORKSPACE\]" "$ctl" -C "$w"
check "the command says why" 2 "wants a terminal; --linear" "$ctl" -C "$w" desk
printf 'spawn %s -C %s desk --lang en\nexpect "Waiting: "\nexpect "1/2 > "\ntype ".q"\nkey Enter\nexit 0\nspawn %s -C %s\nexpect "sathachctl help COMMAND"\nexit 2\n' "$ctl" "$w" "$ctl" "$w" >"$scratch/dumb.tui"
check "a terminal that cannot" 0 "" timeout 60 "$build/tui-run" -E LANG=C.UTF-8 -E LANGUAGE=en -E TERM=dumb "$scratch/dumb.tui"
printf 'size 60x100\ncwd /\nspawn %s\nexpect "none was opened here before"\nkey C-q\nexit 0\nspawn %s desk\nexpect "none was opened here before"\nkey C-q\nexit 0\n' "$ctl" "$ctl" >"$scratch/none.tui"
check "outside an office it offers to make one" 0 "" timeout 60 "$build/tui-run" -E LANG=C.UTF-8 -E LANGUAGE=en "$scratch/none.tui"
check "a folder that is none is told, not searched above" 2 "no workspace" "$ctl" -C "$build" desk --linear
check "an unknown theme" 2 "dark, light, contrast or mono" "$ctl" -C "$w" desk --theme pink
check "an unknown language" 2 "vi or en" "$ctl" -C "$w" desk --lang fr
check "no word behind it" 2 "one word too many" "$ctl" -C "$w" desk x
finish
