#!/bin/bash
# What lies in the seat's image: no shell, no log-in, no way to other rights; from the same parts the office's own image is the same to the byte.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
mkdir "$scratch/root"
(zstd -dc "$build/seat/seat.img" && cat "$folder/site.img") | python3 tests/seat/cpio.py "$scratch/root" >"$scratch/all"
n=$(wc -l <"$scratch/all")
[ "$n" -gt 1000 ] && ok "$n files" || not_ok "the image's files" "$n"
awk '{print $2}' "$scratch/all" >"$scratch/names"
found=$(grep -vxF ./etc/passwd "$scratch/names" |
    grep -E '/(ba|da|z|k|c)?sh$|/(busybox|perl|python[0-9.]*|login|su|sudo|agetty|getty|sulogin|passwd|mount|dmesg|apt|dpkg|systemctl|loadkeys|gpm|screen|tmux)$')
[ -z "$found" ] && ok "no shell, no interpreter, no log-in" || not_ok "no shell, no interpreter, no log-in" "$found"
found=$(awk '$1 ~ /^-..[sS]|^-.....[sS]/' "$scratch/all")
[ -z "$found" ] && ok "no program gives other rights" || not_ok "no program gives other rights" "$found"
grep -qx 'drwxr-xr-x \.' "$scratch/all" && ok "the topmost folder is root's alone" || not_ok "the topmost folder is root's alone" "$(grep ' \.$' "$scratch/all")"
found=$(sed -nE 's,^\./usr/s?bin/,,p' "$scratch/names" | sort | tr '\n' ' ')
[ "$found" = "e2fsck kbd_mode kmod mke2fs mkfs.ext4 modprobe sathach setfont ssh udevadm " ] && ok "its programs: $found" || not_ok "its programs" "$found"
for unit in getty@.service serial-getty@.service ctrl-alt-del.target emergency.service rescue.service debug-shell.service; do
    grep -qF " ./etc/systemd/system/$unit -> /dev/null" "$scratch/all" && ok "$unit is masked" || not_ok "$unit is masked"
done
for file in office.pub seat.ini; do
    [ "$(grep -cxF "./etc/sathach/$file" "$scratch/names")" = 1 ] && ok "the office's $file" || not_ok "the office's $file"
done
# its units, as systemd reads them: nothing in them is misspelled, and of ten points of exposure these at the most
units="sathach-seat 15
sathach-console 15
sathach-data 45
sathach-name 40
sathach-drop 45
sathach-stick@sda1 45"
if command -v systemd-analyze >/dev/null; then
    while read -r unit limit; do
        said=$(systemd-analyze verify --man=no --root="$scratch/root" "$unit.service" 2>&1) && ! grep -q sathach <<<"$said" &&
            ok "systemd understands $unit" || not_ok "systemd understands $unit" "$said"
        said=$(systemd-analyze security --offline=yes --threshold="$limit" --root="$scratch/root" "$unit.service" 2>&1) &&
            ok "and finds it locked in: $(grep -a 'Overall exposure' <<<"$said" | sed 's/.*: //; s/ [^ ]*$//')" || not_ok "and finds $unit locked in" "$said"
    done <<<"$units"
    sed -i 's/^ProtectHome=/ProtcetHome=/' "$scratch/root/usr/lib/systemd/system/sathach-seat.service"
    check "a misspelled word would be told" 0 "sathach-seat.service.*ProtcetHome" systemd-analyze verify --man=no --root="$scratch/root" sathach-seat.service
else skip "the units as systemd reads them" "no systemd-analyze here"; fi
bsdtar -xOf "$folder/sathach-seat.iso" licences.txt >"$scratch/licences"
found=$( (cut -d ' ' -f 1 "$build/seat/packages.txt"; printf '%s\n' sathach shim-signed grub-pc-bin GPL-2) | while read -r name; do
    sed "0,/^======== $name\$/d" "$scratch/licences" | head -n 1 | grep -q . || echo "$name"; done)
[ -z "$found" ] && ok "the stick says under what licences its packages are" || not_ok "the stick says under what licences its packages are" "$found"
size=$(stat -c %s "$folder/sathach-seat.iso")
[ "$size" -le $((64 << 20)) ] && ok "$((size >> 20)) MiB" || not_ok "64 MiB at most" "$size"
mkdir "$scratch/again"
for part in vmlinuz seat.img seat-start packages.txt licences.txt; do cp "$build/seat/$part" "$scratch/again/"; done
await_another_second() { local now; now=$(date +%s); while [ "$(date +%s)" = "$now" ]; do sleep 0.1; done; }
await_another_second
tools/seat/image.sh iso "$scratch/again" "$w/keys/office.pub" 2>/dev/null
same "made again it is the same to the byte" "$folder/sathach-seat.iso" "$scratch/again/sathach-seat.iso"
check "without a key there is no image" 2 "" make --no-print-directory BUILD="$build" SATHACH_SETUP=done seat-image
printf '[seat]\nnetwrok=dhcp\n' >"$scratch/seat.ini"
check "settings that a seat would refuse make no image" 10 "seat.ini:2" tools/seat/image.sh iso "$scratch/again" "$w/keys/office.pub" "$scratch/seat.ini"
finish
