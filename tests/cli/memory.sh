#!/bin/bash
# Passphrases and keys lie in the memory of a program: no other of the same user may look at it, and no core of it is written. A process that allows
# that belongs to its user under /proc, one that does not to root.
. "$(dirname "$0")/../lib/lib.sh"
user=$(id -u)
runs=("$ctl" help) other=(sleep 60)
# root's own belong to root either way; the path to the program may be root's alone
exec 8<"$ctl"
[ "$user" != 0 ] || { user=65534; runs=(setpriv --reuid=65534 --clear-groups /proc/self/fd/8 help) other=(setpriv --reuid=65534 --clear-groups sleep 60); }
# a full pipe: it stands at its first line
mkfifo "$scratch/full"
exec 9<>"$scratch/full"
head -c 65536 /dev/zero >&9
writes() { grep -q '^State:.*S' "/proc/$1/status" && tr '\0' ' ' <"/proc/$1/cmdline" | grep -q '^[^ ]*\(sathachctl\|fd/8\) help'; }
owner() { stat -c %u "/proc/$1/environ"; }
"${other[@]}" &
open=$!
"${runs[@]}" >&9 2>/dev/null &
closed=$!
await writes "$closed"
is_asleep() { grep -q "^Name:.sleep" "/proc/$1/status"; }
await is_asleep "$open"
check "a program that hides nothing is its user's" 0 "^$user$" owner "$open"
check "sathachctl's memory is nobody's but root's" 0 "^0$" owner "$closed"
check "and it runs as a user" 0 "$user" grep ^Uid "/proc/$closed/status"
check "nor is a core of it written" 0 "Max core file size +0 +0" cat "/proc/$closed/limits"
kill "$open" "$closed"
wait "$open" "$closed" 2>/dev/null
finish
