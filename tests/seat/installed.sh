#!/bin/bash
# A Debian with the packages, under its own systemd in a machine of QEMU's: host.sh and seat.sh as a technician runs them, the terminals' sshd as its
# unit locks it in, the exam on the first console, the keys that lead out of it, and the way back.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/debian.sh
for needed in dpkg-buildpackage dh; do command -v $needed >/dev/null || { echo "1..0 # SKIP no $needed here"; exit 0; }; done
. tests/seat/lib.sh
include=systemd-sysv,udev,dbus,kbd,console-setup-linux,openssh-server,procps,python3,libncursesw6,libsqlite3-0,libsodium23
terminals=${SATHACH_TERMINALS:-3}
{
    echo 'SBD,Họ và tên,Ngày sinh,Lĩnh vực,Hạng'
    for n in $(seq 1 "$terminals"); do printf '%03d,Thí Sinh %s,12/04/1986,4.1,II\n' "$n" "$(tr '0-9' 'A-J' <<<"$n")"; done
} >"$scratch/roster.csv"
office "$w" session new ca-2 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster "$scratch/roster.csv" --training --sheet none \
    --pass session="$scratch/pass.ca-2" >"$scratch/new" 2>&1 || not_ok "a session of terminals" "$(cat "$scratch/new")"
tools/setup/deb.sh "$scratch/deb" >"$scratch/said" 2>&1 || { not_ok "the packages" "$(tail -n 20 "$scratch/said")"; finish; exit 1; }
new_debian bookworm "$scratch/debian" --include="$include"
mkdir -p "$debian/packages" "$debian/root/seat" "$debian/root/host"
cp "$scratch"/deb/*.deb "$debian/packages/"
cp "$w"/keys/office.pub "$w"/banks/mau.bank "$w"/sessions/ca-1/ca-1.session "$debian/root/seat/"
cp "$w"/keys/office.pub "$w"/banks/mau.bank "$w"/sessions/ca-2/ca-2.session "$debian/root/host/"
cp "$scratch/pass.ca-2" tools/setup/seat.sh tools/setup/host.sh tests/seat/terminals.py "$debian/root/"
office "$w" session slips ca-2 --json >"$debian/root/slips.json"
echo "$terminals" >"$debian/root/terminals"
install -m 755 tests/seat/installed_inside.sh "$debian/root/inside.sh"
cat >"$debian/etc/systemd/system/inside.service" <<'EOF'
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/root/inside.sh
StandardOutput=file:/dev/ttyS0
StandardError=file:/dev/ttyS0
EOF
mkdir -p "$debian/etc/systemd/system/default.target.wants"
ln -s ../inside.service "$debian/etc/systemd/system/default.target.wants/"
ln -s usr/lib/systemd/systemd "$debian/init"
rm -rf "$debian"/usr/share/{doc,man,locale} "$debian"/var/lib/apt/lists/* "$debian"/var/cache/apt/*
(cd "$debian" && find . -path ./dev -prune -o -print0 | bsdtar --null -cnf - --format=newc -T - | zstd -q -3 >"$folder/debian.img")
rm -rf "$debian" "$scratch/deb"
PYTHONDONTWRITEBYTECODE=1 python3 tests/seat/installed.py "$folder"
