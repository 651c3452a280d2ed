#!/bin/bash
# The desk killed at its terminal, in each state that it may be in: SIGKILL, SIGHUP, SIGTERM. The office is whole behind it, the next desk opens and
# finds the rows of the sheet that were typed, and for the signals that can be answered the terminal's modes are given back.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 --sheet all && ok "an office with a session" || not_ok "an office with a session"
office "$w" simulate ca-1 --candidates 4 --seed 3 -o "$scratch/room" >/dev/null 2>&1
office "$w" collect "$scratch/room" >/dev/null 2>&1
code=$(basename "$scratch"/room/ca-1.0001.*.answers | cut -d. -f3)
office "$w" sheet ca-1 >/dev/null 2>&1
# and one where nothing stands against the close
even=$scratch/even
make_office "$even" && make_session "$even" ca-1 && office "$even" simulate ca-1 --candidates 7 --seed 3 -o "$scratch/all" >/dev/null 2>&1
office "$even" collect "$scratch/all" >/dev/null 2>&1 && office "$even" grade ca-1 >/dev/null 2>&1 && ok "a session that adds up" || not_ok "a session that adds up"
desk_in() { # OFFICE
    printf '#!/bin/sh\ncd %s && exec %s desk --lang vi\n' "$1" "$ctl" >"$scratch/desk.sh"
    chmod 700 "$scratch/desk.sh"
}
files_in() { find "$1" -type f ! -path '*/sheets/.draft' ! -name .lock ! -path '*/log/*' ! -name 'register.db*' -exec sha256sum {} + | sort; }

# The keys that lead from the first screen into a state.
keys_to() {
    case $1 in
    start) ;;
    form) printf 'type "m"\nexpect "Gõ để lọc"\ntype "backup"\nexpect "1"\nkey Enter\nexpect "Lệnh: sathachctl backup"\ntype "%s/ban"\n' "$scratch" ;;
    preview) keys_to form && printf 'type ".backup"\nkey C-s\nexpect "CHƯA GHI GÌ"\n' ;;
    secret) keys_to preview && printf 'key Enter\nexpect "Mật khẩu văn phòng"\ntype "mat khau"\n' ;;
    filter) printf 'type "/ca"\nexpect "/ca_"\n' ;;
    sheet) printf 'type "xv"\nexpect "Mật khẩu văn phòng"\ntype "$PASS\\r"\nexpect "KHỚP"\ntype "v"\nexpect "Mã trên giấy"\nkey C-f\nexpect "SBD, tên hoặc số đề"\ntype "0001\\r"\ntype "$CODE"\nkey Enter\nexpect "1/"\n' ;;
    word) printf 'type "x"\nexpect "Mật khẩu văn phòng"\ntype "$PASS\\r"\nexpect "KHỚP"\ntype "z"\nexpect "Không có bản kê của"\nkey C-s\nexpect "DONG"\ntype "DON"\n' ;;
    esac
}
run() { # NAME SCRIPT
    timeout 120 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D CODE="$code" -D PASS="$(cat "$scratch/pass.office")" "$2" >"$scratch/said" 2>&1 &&
        ok "$1" || not_ok "$1" "$(cat "$scratch/said" "$2")"
}
for state in start form preview secret filter sheet word; do
    at=$w; [ $state != word ] || at=$even
    desk_in "$at"
    for signal in KILL HUP TERM; do
        rm -f "$w/sessions/ca-1/sheets/.draft"
        files_in "$at" >"$scratch/before"
        {
            printf 'size 24x80\nspawn $DESK\nexpect "Việc đang chờ"\n'
            keys_to $state
            if [ $signal = KILL ]; then printf 'kill9\nexit KILL\n'
            else printf 'signal %s\nexit 0\nshowed "\\e[?1049l"\nshowed "\\e[?25h"\n' $signal; fi
            printf 'spawn $DESK\nexpect "Việc đang chờ"\n'
            [ $state != sheet ] || printf 'type "x"\nexpect "Mật khẩu văn phòng"\ntype "$PASS\\r"\nexpect "KHỚP"\ntype "v"\nexpect "1/"\n'
            printf 'kill9\nexit KILL\n'
        } >"$scratch/killed.tui"
        run "$state, SIG$signal: the next desk opens" "$scratch/killed.tui"
        files_in "$at" >"$scratch/after"
        same "nothing was written" "$scratch/before" "$scratch/after"
        check "the log is whole" 0 "" office "$at" log show
    done
done
for at in "$w" "$even"; do check "the papers that came are whole" 0 "" office "$at" doctor "$at/inbox/ca-1"; done
finish
