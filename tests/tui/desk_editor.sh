#!/bin/bash
# A question of a bank in the person's own editor, at a real terminal: the terminal is the editor's while it runs, the file nobody else's; what is
# left as it was is not written, one that fails takes nothing over, one that stops is continued, and the desk is drawn anew behind it.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office gift=$w/banks/thu/4.1.gift
make_office "$w" && ok "an office" || not_ok "an office"
printf '$CATEGORY: 4.1/II/chuyen-mon\n\nChiều rộng làn? {~3,00 m =3,50 m ~3,50 m ~4,00 m}\n' >"$scratch/thu.gift"
check "a bank with an error in it" 0 "" office "$w" bank import "$scratch/thu.gift" --to thu
cat >"$scratch/editor" <<'TEXT'
#!/bin/sh
mode=$(stty -a </dev/tty | grep -o ' -\?icanon')
runs=$(($(cat "$0.runs" 2>/dev/null || echo 0) + 1))
echo $runs >"$0.runs"
echo "editor $runs:$mode, $(stat -c %a "$1")"
read -r what </dev/tty
case $what in
    stop) kill -STOP $$ ; sed -i 's/4,00 m/4,25 m/' "$1" ;;
    fail) sed -i 's/4,00 m/9,99 m/' "$1"; exit 3 ;;
esac
TEXT
printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch/editor" "$scratch/desk.sh"
cp "$gift" "$scratch/before"
sed 's/4,00 m/4,25 m/' "$gift" >"$scratch/wanted"
if timeout 120 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -E EDITOR="$scratch/editor" -E XDG_RUNTIME_DIR="$scratch" -D DESK="$scratch/desk.sh" \
    tests/tui/desk_editor.tui >"$scratch/log" 2>&1
then ok "by keys"; else not_ok "by keys" "$(cat "$scratch/log")"; fi
same "the question alone is another" "$scratch/wanted" "$gift"
check "the desk's own files are gone" 0 "" find "$scratch" -name 'question-*.gift' -exec false {} +
finish
