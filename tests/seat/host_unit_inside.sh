#!/bin/bash
# The part of installed.sh that runs on the host of terminals itself, started by its systemd: host.sh as a technician runs it, and as many candidates as
# /root/terminals says, so many of them at once between connecting and the log-in. Says "ok - NAME" or "not ok - NAME"; PATH and tell are for who goes on.
cd /root
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
tell() { # NAME COMMAND…
    local name=$1
    shift
    if "$@" >/run/said 2>&1; then echo "ok - $name"; else echo "not ok - $name: $(tail -n 12 /run/said | tr '\n' '|')"; fi
}
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
read -r many door <terminals
python3 terminals.py config slips.json 0 "$many" begin "$door" <go >begun 2>&1 &
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
python3 terminals.py config slips.json 0 "$many" return "$door" <nl >back 2>&1
tell "all $many return to their answers: $(head -n 1 back)" sh -c 'cat back; grep -q "^$1 of $1," back' - "$many"
tell "host.sh --undo" ./host.sh --undo
tell "nothing listens any more" sh -c '! ssh -F config seat true 2>&1 | grep -q terminal'
rm -rf /var/lib/sathach

