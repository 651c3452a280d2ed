#!/bin/bash
# The part of installed.sh that runs in the machine itself, started by its systemd. Says "ok - NAME" or "not ok - NAME" on the first serial line and
# hears on the second what it waits for.
set -u
exec 5<>/dev/ttyS1 # open from now on: nothing that comes is lost
hear() { read -r _ <&5; }

. /root/host_unit_inside.sh

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
