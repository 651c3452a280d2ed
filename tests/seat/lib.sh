# A seat's stick and a session's, for tests that start them under QEMU. The image's own parts (Debian's packages, the client) are built once below
# BUILD/seat; the office and its session are the test's. Skips, and says why, where a machine cannot be started or the image not be made.
#   . tests/lib/lib.sh; . tests/lib/office.sh; . tests/seat/lib.sh; try WORD…      words of tests/seat/seat.py
skip_all() { echo "1..0 # SKIP $1"; exit 0; }
for needed in qemu-system-x86_64 mmdebstrap bsdtar zstd xorriso mcopy mkfs.vfat grub-mkimage mke2fs python3; do
    [ -n "$(PATH=$PATH:/usr/sbin:/sbin command -v $needed)" ] || skip_all "no $needed here"
done
export PATH=$PATH:/usr/sbin:/sbin
folder=$scratch/seat
mkdir "$folder"
if ! made=$(make --no-print-directory BUILD="$build" SATHACH_SETUP=done "$build/seat/seat.img" 2>&1); then
    # the packages come from the network: without it there is nothing to try
    grep -qiE 'could not resolve|unable to connect|failed to fetch|temporary failure' <<<"$made" && skip_all "Debian's packages cannot be fetched"
    not_ok "the image's parts are built" "$(tail -n 20 <<<"$made")"
    finish
    exit
fi
w=$scratch/office
make_office "$w" && make_session "$w" ca-1
office "$w" session slips ca-1 --json >"$folder/slips.json"
office "$w" session slips ca-1 >/dev/null
cp "$w"/reports/ca-1/*vouchers.txt "$folder/vouchers.txt"
cp "$scratch/pass.ca-1" "$folder/pass"
# the office's own image from the finished parts, as it would make one: no network, no rights
for part in vmlinuz seat.img seat-start packages.txt licences.txt; do ln "$build/seat/$part" "$folder/" 2>/dev/null || cp "$build/seat/$part" "$folder/"; done
tools/seat/image.sh iso "$folder" "$w/keys/office.pub" >"$scratch/iso" 2>&1 || { not_ok "the image" "$(cat "$scratch/iso")"; finish; exit; }
tools/seat/image.sh net "$folder" "$folder/net" 2>>"$scratch/iso" || { not_ok "what a TFTP server gives" "$(cat "$scratch/iso")"; finish; exit; }
truncate -s 32M "$folder/session.img"
mkfs.vfat -n SATHACH "$folder/session.img" >/dev/null
mcopy -i "$folder/session.img" "$w/banks/mau.bank" "$w/sessions/ca-1/ca-1.session" ::
# what starts by itself where machines let it
truncate -s 32M "$folder/foreign.img"
mkfs.vfat -n SATHACH-QUA "$folder/foreign.img" >/dev/null
printf '[autorun]\r\nopen=autorun.sh\r\n' >"$scratch/autorun.inf"
printf '#!/bin/sh\necho GOTCHA >/dev/tty1\n' >"$scratch/autorun.sh"
mcopy -i "$folder/foreign.img" "$scratch/autorun.inf" "$scratch/autorun.sh" ::
tar -xOf "$build/seat/root.tar" ./usr/share/consolefonts/Vietnamese-Fixed16.psf >"$folder/font.psf"

try() { # WORD…: seat.py's cases are this test's
    rm -f "$folder/seat.img" "$folder/vmlinuz"
    PYTHONDONTWRITEBYTECODE=1 python3 tests/seat/seat.py "$folder" "$@"
}
