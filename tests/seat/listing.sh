#!/bin/bash
# What lies in the seat's image: no shell, no log-in, no way to other rights; built twice from the same parts it is the same to the byte.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
tar -tvf "$build/seat/root.tar" >"$scratch/debian"
n=$(wc -l <"$scratch/debian")
[ "$n" -gt 500 ] && ok "$n files of Debian's" || not_ok "files of Debian's" "$n"
found=$(grep -E '/(ba|da|z|k|c)?sh$|/(busybox|perl|python[0-9.]*|login|su|sudo|agetty|getty|sulogin|passwd|mount|dmesg|apt|dpkg|systemctl|loadkeys|gpm|screen|tmux)$' "$scratch/debian")
[ -z "$found" ] && ok "no shell, no interpreter, no log-in" || not_ok "no shell, no interpreter, no log-in" "$found"
found=$(awk '$1 ~ /^-..[sS]|^-.....[sS]/' "$scratch/debian")
[ -z "$found" ] && ok "no program gives other rights" || not_ok "no program gives other rights" "$found"
found=$(grep -E '/(usr/)?s?bin/' "$scratch/debian" | awk '{print $6}' | sed 's|.*/||' | grep -v '^$' | sort | tr '\n' ' ')
[ "$found" = "e2fsck kbd_mode kmod mke2fs mkfs.ext4 modprobe setfont ssh udevadm " ] && ok "its programs: $found" || not_ok "its programs" "$found"
for unit in getty@.service ctrl-alt-del.target emergency.service rescue.service debug-shell.service; do
    grep -qxF "$unit" tools/seat/image/masked.txt && ok "$unit is masked" || not_ok "$unit is masked"
done
size=$(stat -c %s "$folder/sathach-seat.iso")
[ "$size" -le $((64 << 20)) ] && ok "$((size >> 20)) MiB" || not_ok "64 MiB at most" "$size"
mkdir "$scratch/again"
for part in vmlinuz seat.img seat-start packages.txt; do cp "$build/seat/$part" "$scratch/again/"; done
sleep_until_other_second() { local now; now=$(date +%s); while [ "$(date +%s)" = "$now" ]; do :; done; }
sleep_until_other_second
tools/seat/image.sh iso "$scratch/again" "$w/keys/office.pub" 2>/dev/null
same "made again it is the same to the byte" "$folder/sathach-seat.iso" "$scratch/again/sathach-seat.iso"
check "without a key there is no image" 2 "" make --no-print-directory BUILD="$build" SATHACH_SETUP=done seat-image
printf '[seat]\nnetwrok=dhcp\n' >"$scratch/seat.ini"
check "settings that a seat would refuse make no image" 10 "seat.ini:2" tools/seat/image.sh iso "$scratch/again" "$w/keys/office.pub" "$scratch/seat.ini"
finish
