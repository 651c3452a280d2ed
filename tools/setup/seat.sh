#!/bin/bash
# Makes a PC with Debian 12 or 13 a seat: installs the packages, brings the office's key, bank and session there, writes /etc/sathach/seat.conf. From the
# next start of the machine the exam stands on the first console. To be run as root; --dry-run only says what it would do.
#   tools/setup/seat.sh --packages FOLDER --exam FOLDER [--seat NAME] [--drop FOLDER]… [--option WORD]… [--dry-run]
#       --packages   where `make deb` left sathach_*.deb and sathach-seat_*.deb       --exam   office.pub, one *.bank, one *.session
#   tools/setup/seat.sh --undo [--dry-run]
#       the console as before, the packages and their settings away; what stands in /var/lib/sathach stays: attempts are the office's to take
set -euo pipefail
usage() { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
say() { printf '%s\n' "$*" >&2; }
packages='' exam='' seat='' is_dry='' is_undo='' drops=() options=()
while [ $# -gt 0 ]; do
    case $1 in
    --dry-run) is_dry=yes ;;
    --undo) is_undo=yes ;;
    --packages | --exam | --seat | --drop | --option)
        [ $# -gt 1 ] || usage
        case $1 in
        --packages) packages=$2 ;;
        --exam) exam=$2 ;;
        --seat) seat=$2 ;;
        --drop) drops+=("$2") ;;
        --option) options+=("$2") ;;
        esac
        shift
        ;;
    *) usage ;;
    esac
    shift
done

run() { # each step is said; with --dry-run no more than that
    printf '+ %s\n' "$*"
    [ -n "$is_dry" ] || "$@"
}
# A word of the settings: they are cut at blanks and know quotes, which no name of ours needs.
plain() { [[ $1 =~ ^[A-Za-z0-9._/:+,@%=-]+$ ]] || { say "không dùng được trong seat.conf · cannot stand in seat.conf: \"$1\""; exit 2; }; }
one() { # FOLDER PATTERN: the one file of that kind there
    local found
    mapfile -t found < <(compgen -G "$1/$2" || true)
    [ ${#found[@]} -eq 1 ] || { say "$1: cần đúng một tệp · exactly one file is wanted: $2 (${#found[@]})"; exit 1; }
    printf '%s\n' "${found[0]}"
}
need_root() { [ -n "$is_dry" ] || [ "$(id -u)" -eq 0 ] || { say "cần quyền root · must be run as root (--dry-run needs none)"; exit 1; }; }
export DEBIAN_FRONTEND=noninteractive
home=/var/lib/sathach conf=/etc/sathach/seat.conf

if [ -n "$is_undo" ]; then
    [ -z "$packages$exam$seat" ] || usage
    need_root
    run systemctl disable --now sathach-seat.service || true
    run apt-get -qq purge -y sathach-seat sathach
    run systemctl start getty@tty1.service || true
    say "Xong. Bài làm còn ở $home; hãy chép đi trước khi xóa. · Done. Attempts stay in $home: copy them before anything is deleted."
    exit
fi

[ -n "$packages" ] && [ -n "$exam" ] || usage
need_root
client=$(one "$packages" 'sathach_*.deb') own=$(one "$packages" 'sathach-seat_*.deb')
key=$(one "$exam" office.pub) bank=$(one "$exam" '*.bank') session=$(one "$exam" '*.session')
plain "${bank##*/}" && plain "${session##*/}"
[ -z "$seat" ] || options=(--seat "$seat" "${options[@]}")
[ ${#drops[@]} -le 4 ] || { say "tối đa bốn thư mục chung · four exchange folders at most"; exit 2; }
for word in "${options[@]}" "${drops[@]}"; do plain "$word"; done

exchange=''
for drop in "${drops[@]}"; do exchange+="${exchange:+ }--drop $drop"; done
settings="# Do tools/setup/seat.sh ghi · written by tools/setup/seat.sh
SATHACH_EXAM=--bank $home/exam/${bank##*/} --session $home/exam/${session##*/}
SATHACH_EXCHANGE=$exchange
SATHACH_MORE=${options[*]}"

run apt-get -qq install -y --no-install-recommends "$(realpath "$client")" "$(realpath "$own")"
run install -m 644 "$key" /etc/sathach/office.pub
run install -d -m 700 -o sathach-seat -g sathach-seat "$home" "$home/exam"
run install -m 600 -o sathach-seat -g sathach-seat "$bank" "$session" "$home/exam/"
printf '+ %s:\n%s\n' "$conf" "$settings"
if [ -z "$is_dry" ]; then
    printf '%s\n' "$settings" >"$conf.new"
    mv "$conf.new" "$conf"
fi
# the seat's own account asks, with the words it will start with
run runuser -u sathach-seat -- sathach --selftest --data "$home" || say "Máy này chưa dùng được, xem bảng trên. · This seat is not fit yet: see the table above."
run systemctl enable sathach-seat.service sathach-console.service
[ -n "$is_dry" ] || say "Xong. Khởi động lại máy: màn hình mở khóa hiện ra. · Done. Restart the machine: the locked screen comes up."
