#!/bin/bash
# The part of installed.sh that runs in the machine itself, started by its systemd. Says "ok - NAME" or "not ok - NAME" on the first serial line and
# hears on the second what it waits for.
set -u
cd /root
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
tell() { # NAME COMMAND…
    local name=$1
    shift
    if "$@" >/run/said 2>&1; then echo "ok - $name"; else echo "not ok - $name: $(tail -n 12 /run/said | tr '\n' '|')"; fi
}
exec 5<>/dev/ttyS1 # open from now on: nothing that comes is lost
hear() { read -r _ <&5; }

# ---- the host of terminals ----
ssh-keygen -q -t ed25519 -N '' -C "" -f /root/shared
echo "- $(cat shared.pub)" >list
tell "host.sh makes a host" ./host.sh --packages /packages --exam /root/host --keys /root/list --option --lang --option en --option --linear \
    --option --pass --option session=/var/lib/sathach/pass
install -m 600 -o thi -g thi pass.ca-2 /var/lib/sathach/pass
tell "the terminals' sshd is up" systemctl is-active sathach-sshd
main() { systemctl show -P MainPID sathach-sshd; }
tell "it gains no rights and its calls are filtered" sh -c 'grep -q "^NoNewPrivs:.1$" /proc/$1/status && grep -q "^Seccomp:.2$" /proc/$1/status' - "$(main)"
echo "[127.0.0.1]:2222 $(cut -d ' ' -f 1,2 /etc/ssh/sathach_host_key.pub)" >known
printf '%s\n' "Host seat" "HostName 127.0.0.1" "Port 2222" "User thi" "IdentityFile /root/shared" "IdentitiesOnly yes" "UserKnownHostsFile /root/known" \
    "GlobalKnownHostsFile none" "BatchMode yes" "LogLevel ERROR" "ConnectTimeout 60" >config
mkfifo go
# an emulated processor: who comes to the door waits for the ones before, or sshd's time for a log-in is over
many=$(cat terminals)
python3 terminals.py config slips.json 0 "$many" begin 3 <go >begun 2>&1 &
all=$!
exec 4>go
until [ -s begun ] || ! kill -0 $all 2>/dev/null; do sleep 0.2; done
tell "$many candidates at once begin and are told that each answer is saved: $(head -n 1 begun)" sh -c 'grep -q "^$1 of $1,.* $1 connected" begun ||
    { cat begun; journalctl -q -n 8 -o cat -u sathach-sshd; false; }' - "$many"
tell "each has a client of its own" sh -c '[ "$(pgrep -u thi -c -x sathach)" -ge "$1" ]' - "$many"
client=$(pgrep -u thi -x sathach | head -n 1)
tell "their client has filters of its own besides" sh -c '[ "$(sed -n "s/^Seccomp_filters:.//p" /proc/$1/status)" -gt 1 ]' - "$client"
tell "the listener is started anew" systemctl restart sathach-sshd
tell "and no exam ends by it" kill -0 "$client"
kill -9 "$(main)"
tell "killed, it comes back" sh -c 'i=0; until ssh -F config seat true 2>&1 | grep -q terminal; do
    i=$((i + 1)); [ $i -lt 100 ] || exit 1; sleep 0.2; done'
tell "sftp is refused" sh -c '! echo ls | sftp -F config seat'
echo >&4
wait $all
until [ "$(pgrep -u thi -c -x sathach)" -eq 0 ]; do sleep 0.2; done
echo >nl
python3 terminals.py config slips.json 0 "$many" return 3 <nl >back 2>&1
tell "all $many return to their answers: $(head -n 1 back)" sh -c 'cat back; grep -q "^$1 of $1," back' - "$many"
tell "host.sh --undo" ./host.sh --undo
tell "nothing listens any more" sh -c '! ssh -F config seat true 2>&1 | grep -q terminal'
rm -rf /var/lib/sathach

# ---- a seat ----
tell "a log-in stood on the first console" systemctl is-active getty@tty1
tell "seat.sh makes a seat" ./seat.sh --packages /packages --exam /root/seat --seat MAY-01
# what a restart of the machine does
systemctl daemon-reexec
systemctl restart systemd-logind systemd-sysctl
tell "the console's unit" systemctl start sathach-console
tell "the exam's unit" systemctl start sathach-seat
tell "no log-in stands there any more" sh -c '! systemctl is-active -q getty@tty1'
echo "the seat is up"
hear
tell "it goes on after the keys" systemctl is-active sathach-seat
before=$(systemctl show -P NRestarts sathach-seat)
pkill -9 -u sathach-seat
tell "killed, it comes back" sh -c 'i=0; until [ "$(systemctl show -P NRestarts sathach-seat)" -gt "$1" ] && pgrep -u sathach-seat -x sathach >/run/said; do
    i=$((i + 1)); [ $i -lt 100 ] || exit 1; sleep 0.2; done' - "$before"
echo "the seat is back"
hear
tell "its account owns what it wrote, and nobody else reads it" sh -c '[ "$(stat -c "%U %a" /var/lib/sathach)" = "sathach-seat 700" ] && ls /var/lib/sathach/*.attempt'
tell "seat.sh --undo" ./seat.sh --undo
tell "the attempt stays" sh -c 'ls /var/lib/sathach/*.attempt'
echo "all was tried"
hear
systemctl poweroff -i
