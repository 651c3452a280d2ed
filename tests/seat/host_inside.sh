#!/bin/bash
# The part of tests/cli/host.sh that runs in a name space with an /etc and /usr of its own. Says "ok - NAME" or "not ok - NAME" and, behind the last,
# "all was tried".
set -u
cd "$root"
tell() { # NAME COMMAND…
    local name=$1
    shift
    "$@" && echo "ok - $name" || echo "not ok - $name"
}
home=/run/exam port=2222
# as the package and host.sh leave it
echo "thi:x:64021:64021::$home:/bin/sh" >>/etc/passwd
echo 'thi:x:64021:' >>/etc/group
echo 'thi:*:20000:::::::' >>/etc/shadow
getent passwd sshd >/dev/null || { echo 'sshd:x:64022:64022::/run/sshd:/usr/sbin/nologin' >>/etc/passwd; echo 'sshd:*:20000:::::::' >>/etc/shadow; }
install -D -m 755 "$build/sathach" /usr/bin/sathach
install -D -m 755 "$build/seat-start" /usr/lib/sathach/seat-start
install -D -m 644 "$build/po/vi/LC_MESSAGES/sathach.mo" /usr/share/locale/vi/LC_MESSAGES/sathach.mo
install -D -m 644 "$w/keys/office.pub" /etc/sathach/office.pub
install -d -m 700 -o 64021 -g 64021 "$home" /run/user/64021 # the second as a log-in makes it: the room's key lies there, and goes with this name space
install -m 600 -o 64021 -g 64021 "$w/banks/mau.bank" "$w/sessions/ca-1/ca-1.session" "$scratch/pass.ca-1" "$home/"
echo "--bank $home/mau.bank --session $home/ca-1.session --data $home --lang en --linear --pass session=$home/pass.ca-1" >/etc/sathach/host.conf
mkdir -m 700 "$scratch/ssh"
for name in one shared stranger; do ssh-keygen -q -t ed25519 -N '' -C "" -f "$scratch/ssh/$name"; done
ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/sathach_host_key
{ echo "may-01 $(cat "$scratch/ssh/one.pub")"; echo "- $(cat "$scratch/ssh/shared.pub")"; } >"$scratch/ssh/list"
tools/setup/host.sh --config /etc/ssh --port $port --keys "$scratch/ssh/list" >/etc/ssh/sathach_sshd_config
tell "sshd understands its file" /usr/sbin/sshd -t -f /etc/ssh/sathach_sshd_config
serve() {
    /usr/sbin/sshd -D -e -f /etc/ssh/sathach_sshd_config 2>>"$scratch/sshd" &
    sshd=$!
    for _ in $(seq 300); do (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null && return; sleep 0.1; done
}
serve
echo "[127.0.0.1]:$port $(cut -d ' ' -f 1,2 /etc/ssh/sathach_host_key.pub)" >"$scratch/ssh/known"
config() { # KEY
    printf '%s\n' "Host seat" "HostName 127.0.0.1" "Port $port" "User thi" "IdentityFile $scratch/ssh/$1" "IdentitiesOnly yes" "UserKnownHostsFile $scratch/ssh/known" \
        "GlobalKnownHostsFile none" "BatchMode yes" "LogLevel ERROR" "ConnectTimeout 60"
}
config one >"$scratch/ssh/config"
config shared >"$scratch/ssh/config.shared"
config stranger >"$scratch/ssh/config.stranger"
via() { timeout 120 ssh -F "$scratch/ssh/config" "$@"; }
attempts() { find "$home" -name '*.attempt' | wc -l; }

# ---- fifty at once ----
mkfifo "$scratch/go"
python3 tests/seat/terminals.py "$scratch/ssh/config.shared" "$scratch/slips.json" 0 "$seats" begin <"$scratch/go" >"$scratch/begun" 2>&1 &
fifty=$!
exec 4>"$scratch/go"
until [ -s "$scratch/begun" ] || ! kill -0 $fifty 2>/dev/null; do sleep 0.2; done
tell "$seats candidates at once, each answer told as saved: $(head -n 1 "$scratch/begun")" grep -q "^$seats of $seats," "$scratch/begun"
grep -q "^$seats of $seats," "$scratch/begun" || cat "$scratch/begun"

# ---- what else ssh can ask for, while they sit there ----
nothing() { # NAME COMMAND…: fails, or is the exam's own refusal, and says nothing of this machine
    local name=$1 said
    shift
    said=$("$@" 2>&1 </dev/null)
    if grep -qE 'root:|passwd|bin/|GOTCHA|mau\.bank' <<<"$said"; then echo "not ok - $name: $said"; else echo "ok - $name"; fi
}
nothing "ls" via seat ls /
nothing "cat" via seat 'cat /etc/passwd'
nothing "a shell" via seat sh -c 'echo GOT''CHA'
nothing "a name with a command behind it" via -F "$scratch/ssh/config.shared" -tt seat 'may-02; echo GOT''CHA'
nothing "the environment of a file" via -o SendEnv='*' -o SetEnv=LD_PRELOAD=/run/evil.so seat ls
tell "sftp is refused" sh -c '! echo ls | timeout 60 sftp -F "$1" seat >/dev/null 2>&1' - "$scratch/ssh/config"
tell "scp takes nothing" sh -c '! timeout 60 scp -F "$1" seat:/etc/passwd "$2" >/dev/null 2>&1 && [ ! -s "$2" ]' - "$scratch/ssh/config" "$scratch/got"
tell "scp brings nothing" sh -c '! timeout 60 scp -O -F "$1" /etc/hostname seat:/run/exam/in >/dev/null 2>&1; [ ! -e /run/exam/in ]' - "$scratch/ssh/config"
tell "-L: nothing comes through" sh -c '
    timeout 20 ssh -F "$1" -N -L 7001:127.0.0.1:2222 seat & own=$!
    i=0; while [ $i -lt 100 ] && ! bash -c "exec 3<>/dev/tcp/127.0.0.1/7001" 2>/dev/null && kill -0 $own 2>/dev/null; do sleep 0.1; i=$((i + 1)); done
    said=$(timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/7001 && head -c 4 <&3" 2>/dev/null); kill $own 2>/dev/null; [ -z "$said" ]' - "$scratch/ssh/config"
tell "-R is refused" sh -c '! timeout 60 ssh -F "$1" -N -o ExitOnForwardFailure=yes -R 7002:127.0.0.1:2222 seat 2>/dev/null' - "$scratch/ssh/config"
tell "-D: nothing comes through" sh -c '
    timeout 20 ssh -F "$1" -N -D 7003 seat & own=$!
    i=0; while [ $i -lt 100 ] && ! bash -c "exec 3<>/dev/tcp/127.0.0.1/7003" 2>/dev/null && kill -0 $own 2>/dev/null; do sleep 0.1; i=$((i + 1)); done
    said=$(timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/7003 && printf \"\\005\\001\\000\\005\\001\\000\\001\\177\\000\\000\\001\\010\\256\" >&3 && head -c 20 <&3" 2>/dev/null | grep -a SSH); kill $own 2>/dev/null; [ -z "$said" ]' - "$scratch/ssh/config"
tell "no agent comes along" sh -c '! timeout 60 ssh -F "$1" -A seat "echo \$SSH_AUTH_SOCK" 2>/dev/null | grep -q agent' - "$scratch/ssh/config"
tell "a key that is not listed is refused" sh -c '! timeout 60 ssh -F "$1" -tt seat true </dev/null >/dev/null 2>&1' - "$scratch/ssh/config.stranger"
tell "no password is asked" sh -c '! timeout 60 ssh -F "$1" -o PubkeyAuthentication=no seat true >/dev/null 2>&1' - "$scratch/ssh/config"
tell "nobody else may come" sh -c '! timeout 60 ssh -F "$1" -l root seat true >/dev/null 2>&1' - "$scratch/ssh/config"

# ---- what the client got ----
seen() { tr '\0' '\n' <"/proc/$1/environ"; }
pid=$(pgrep -u 64021 -f '/usr/bin/sathach|^sathach ' | head -n 1)
# the client is not dumpable: root sees it by its own name alone
tell "the clients run as the terminals' account" [ -n "$pid" ]
tell "a client's environment is a list of ours" sh -c '[ -z "$(tr "\0" "\n" <"/proc/$1/environ" | grep -vE "^(PATH|LANG|LANGUAGE|TZ|TERM|XDG_RUNTIME_DIR)=")" ]' - "$pid"
TERM=../../x timeout 30 python3 - "$scratch/ssh/config" >"$scratch/term" 2>&1 <<'PY'
import os, pty, select, sys, time
pid, fd = pty.fork()
if pid == 0:
    os.execvp("ssh", ["ssh", "-F", sys.argv[1], "-tt", "seat"])
text, until = "", time.monotonic() + 25
while time.monotonic() < until and "(SBD):" not in text:
    if select.select([fd], [], [], 1)[0]:
        try:
            text += os.read(fd, 65536).decode(errors="replace")
        except OSError:
            break
names = set()
for p in os.listdir("/proc"):
    if p.isdigit():
        try:
            line = open("/proc/%s/cmdline" % p).read()
            if line.startswith("sathach\0") and "may-01" in line:
                names |= {v for v in open("/proc/%s/environ" % p).read().split("\0") if v.startswith("TERM=")}
        except OSError:
            pass
print(sorted(names), "(SBD):" in text)
os.write(fd, b"~C\n")
time.sleep(1)
os.close(fd)
PY
tell "TERM=../../x becomes vt220, and the seat is the key's: $(cat "$scratch/term")" grep -qF "['TERM=vt220'] True" "$scratch/term"

# ---- hang up, sshd killed; all return ----
kill -9 $sshd
pkill -9 -P $sshd 2>/dev/null
for child in $(pgrep -u 64021 sshd) $(pgrep -x sshd); do [ "$(readlink "/proc/$child/ns/mnt")" = "$(readlink /proc/self/ns/mnt)" ] && kill -9 "$child"; done
wait $sshd 2>/dev/null
echo >&4
wait $fifty
serve
until [ "$(pgrep -u 64021 -c sathach)" -eq 0 ]; do sleep 0.2; done
echo >"$scratch/nl"
python3 tests/seat/terminals.py "$scratch/ssh/config.shared" "$scratch/slips.json" 0 "$seats" return <"$scratch/nl" >"$scratch/back" 2>&1
tell "sshd killed and started again: each returns to both answers: $(head -n 1 "$scratch/back")" grep -q "^$seats of $seats," "$scratch/back"
grep -q "^$seats of $seats," "$scratch/back" || cat "$scratch/back"
kill $sshd
echo "all was tried"
