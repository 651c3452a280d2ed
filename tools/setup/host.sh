#!/bin/bash
# Makes a Debian 12 or 13 machine the exam host of a room: terminals reach the exam by ssh, and nothing else. An sshd of its own, with its own port, file and
# keys, beside whatever the machine has. To be run as root; --dry-run only says what it would do.
#   tools/setup/host.sh --packages FOLDER --exam FOLDER --keys FILE [--port N] [--drop FOLDER]… [--option WORD]… [--dry-run]
#       --packages  where `make deb` left sathach_*.deb, sathach-host_*.deb     --exam  office.pub, one *.bank, one *.session
#       --keys      a line a seat: "NAME ssh-ed25519 AAAA…"; "- ssh-ed25519 AAAA…" for a key that thin seats share
#   tools/setup/host.sh --undo [--dry-run]      as before; what stands in /var/lib/sathach stays
#   tools/setup/host.sh --config FOLDER [--port N]      only writes sshd's file, for the folder given instead of /etc (a trial)
set -euo pipefail
usage() { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
say() { printf '%s\n' "$*" >&2; }
packages='' exam='' keys='' port=2222 config='' is_dry='' is_undo='' drops=() options=()
while [ $# -gt 0 ]; do
    case $1 in
    --dry-run) is_dry=yes ;;
    --undo) is_undo=yes ;;
    --packages | --exam | --keys | --port | --drop | --option | --config)
        [ $# -gt 1 ] || usage
        case $1 in
        --packages) packages=$2 ;;
        --exam) exam=$2 ;;
        --keys) keys=$2 ;;
        --port) port=$2 ;;
        --config) config=$2 ;;
        --drop) drops+=("$2") ;;
        --option) options+=("$2") ;;
        esac
        shift
        ;;
    *) usage ;;
    esac
    shift
done
[[ $port =~ ^[0-9]{2,5}$ ]] || { say "cổng là một số · the port is a number: \"$port\""; exit 2; }

run() { # each step is said; with --dry-run no more than that
    printf '+ %s\n' "$*"
    [ -n "$is_dry" ] || "$@"
}
plain() { [[ $1 =~ ^[A-Za-z0-9._/:+,@%=-]+$ ]] || { say "không dùng được trong host.conf · cannot stand in host.conf: \"$1\""; exit 2; }; }
one() { # FOLDER PATTERN: the one file of that kind there
    local found
    mapfile -t found < <(compgen -G "$1/$2" || true)
    [ ${#found[@]} -eq 1 ] || { say "$1: cần đúng một tệp · exactly one file is wanted: $2 (${#found[@]})"; exit 1; }
    printf '%s\n' "${found[0]}"
}

# What sshd may do: start seat-start for a key that is listed, with a terminal. No ForceCommand, which would overrule the keys' own commands that carry
# the seats' names: instead every line of the list has a command, and no other list is read.
sshd_config() { # FOLDER PORT
    cat <<EOF
# Do tools/setup/host.sh ghi · written by tools/setup/host.sh
Port $2
HostKey $1/sathach_host_key
PidFile /run/sathach-sshd.pid
AllowUsers thi
AuthenticationMethods publickey
AuthorizedKeysFile $1/sathach_keys
AuthorizedKeysCommand none
PasswordAuthentication no
KbdInteractiveAuthentication no
HostbasedAuthentication no
UsePAM no
StrictModes yes
DisableForwarding yes
AllowStreamLocalForwarding no
PermitTunnel no
GatewayPorts no
PermitUserEnvironment no
PermitUserRC no
PermitTTY yes
PrintMotd no
PrintLastLog no
Banner none
MaxSessions 1
MaxAuthTries 2
MaxStartups 200
LoginGraceTime 20
ClientAliveInterval 5
ClientAliveCountMax 3
TCPKeepAlive no
Compression no
EOF
}
# The list of keys, with what each may start
key_list() { # FILE
    local name kind key rest count=0
    while read -r name kind key rest || [ -n "${name:-}" ]; do
        [ -n "$name" ] && [ "${name#\#}" = "$name" ] || continue
        [[ $name =~ ^[a-z0-9][a-z0-9-]{0,19}$ || $name = - ]] || { say "tên máy · a seat's name is a-z 0-9 -, 20 at most: \"$name\""; exit 2; }
        [[ $kind =~ ^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp256)$ && $key =~ ^[A-Za-z0-9+/=]{40,}$ ]] || { say "không phải khóa · no public key: $name $kind"; exit 2; }
        [ "$name" != - ] || name=''
        printf 'restrict,pty,command="/usr/lib/sathach/seat-start thin-host%s" %s %s\n' "${name:+ $name}" "$kind" "$key"
        count=$((count + 1))
    done <"$1"
    [ "$count" -gt 0 ] || { say "$1: không có khóa nào · no key in it"; exit 1; }
}

if [ -n "$config" ]; then
    sshd_config "$config" "$port"
    [ -z "$keys" ] || key_list "$keys" >"$config/sathach_keys"
    exit
fi
need_root() { [ -n "$is_dry" ] || [ "$(id -u)" -eq 0 ] || { say "cần quyền root · must be run as root (--dry-run needs none)"; exit 1; }; }
export DEBIAN_FRONTEND=noninteractive
home=/var/lib/sathach conf=/etc/sathach/host.conf
put() { # PATH MODE TEXT: whole or not at all
    printf '+ %s:\n%s\n' "$1" "$3"
    [ -z "$is_dry" ] || return 0
    (umask 077 && printf '%s\n' "$3" >"$1.new")
    chmod "$2" "$1.new"
    mv "$1.new" "$1"
}

if [ -n "$is_undo" ]; then
    [ -z "$packages$exam$keys" ] || usage
    need_root
    run systemctl disable --now sathach-sshd.service || true
    run apt-get -qq purge -y sathach-host sathach
    run rm -f /etc/ssh/sathach_sshd_config /etc/ssh/sathach_keys /etc/ssh/sathach_host_key /etc/ssh/sathach_host_key.pub "$conf"
    say "Xong. Bài làm còn ở $home; hãy chép đi trước khi xóa. · Done. Attempts stay in $home: copy them before anything is deleted."
    exit
fi

[ -n "$packages" ] && [ -n "$exam" ] && [ -n "$keys" ] || usage
need_root
client=$(one "$packages" 'sathach_*.deb') own=$(one "$packages" 'sathach-host_*.deb')
key=$(one "$exam" office.pub) bank=$(one "$exam" '*.bank') session=$(one "$exam" '*.session')
plain "${bank##*/}" && plain "${session##*/}"
[ ${#drops[@]} -le 4 ] || { say "tối đa bốn thư mục chung · four exchange folders at most"; exit 2; }
for word in "${options[@]}" "${drops[@]}"; do plain "$word"; done
list=$(key_list "$keys")
settings="# Do tools/setup/host.sh ghi · written by tools/setup/host.sh
--bank $home/exam/${bank##*/} --session $home/exam/${session##*/} --data $home"
for drop in "${drops[@]}"; do settings+=" --drop $drop"; done
settings+=${options[*]:+ ${options[*]}}

run apt-get -qq install -y --no-install-recommends "$(realpath "$client")" "$(realpath "$own")"
run install -m 644 "$key" /etc/sathach/office.pub
run install -d -m 700 -o thi -g thi "$home" "$home/exam"
run install -m 600 -o thi -g thi "$bank" "$session" "$home/exam/"
put "$conf" 644 "$settings"
[ -e /etc/ssh/sathach_host_key ] || run ssh-keygen -q -t ed25519 -N '' -C sathach -f /etc/ssh/sathach_host_key
put /etc/ssh/sathach_keys 644 "$list"
put /etc/ssh/sathach_sshd_config 644 "$(sshd_config /etc/ssh "$port")"
run /usr/sbin/sshd -t -f /etc/ssh/sathach_sshd_config
run systemctl enable --now sathach-sshd.service
[ -n "$is_dry" ] || { say "Xong. Dấu vân khóa máy chủ, để in ra · Done. The host key's fingerprint, to be printed:"; ssh-keygen -lf /etc/ssh/sathach_host_key.pub >&2; }
