#!/bin/bash
# A Debian with the packages, under its own systemd: host.sh and seat.sh as a technician runs them, the terminals' sshd as its unit locks it in, the exam
# on the first console, the keys that lead out of it, and the way back. Twice: as the first process of a name space of its own, with as many terminals at
# once as are wanted, and in a machine of QEMU's with three, whose emulated processor lets one in at a
# time before sshd's time for a log-in is over.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/debian.sh
for needed in dpkg-buildpackage dh; do command -v $needed >/dev/null || { echo "1..0 # SKIP no $needed here"; exit 0; }; done
. tests/seat/lib.sh
include=systemd-sysv,udev,dbus,kbd,console-setup-linux,openssh-server,procps,python3,libncursesw6,libsqlite3-0,libsodium23
terminals=${SATHACH_TERMINALS:-8}
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
cp tests/seat/host_unit_inside.sh "$debian/root/"
install -m 755 tests/seat/installed_inside.sh "$debian/root/inside.sh"
to_run() { # FOLDER COMMAND FILE: the machine in FOLDER runs this when it is up, and says into FILE what came of it
    printf '[Unit]\nAfter=multi-user.target\n[Service]\nType=oneshot\nExecStart=%s\nStandardOutput=file:%s\nStandardError=file:%s\n' "$2" "$3" "$3" \
        >"$1/etc/systemd/system/inside.service"
    mkdir -p "$1/etc/systemd/system/default.target.wants"
    ln -sf ../inside.service "$1/etc/systemd/system/default.target.wants/"
}

# ---- no emulation: its systemd is the first process of a name space, the kernel is ours ----
own=$scratch/own
cp -a "$debian" "$own"
echo "$terminals $terminals" >"$own/root/terminals"
to_run "$own" "/bin/bash -c '. /root/host_unit_inside.sh; echo all was tried; systemctl poweroff --force'" /root/told
timeout 900 unshare --mount --pid --fork --ipc --uts --net --cgroup --propagation private sh tests/seat/first_process.sh "$own" >"$scratch/first" 2>&1 </dev/null
if [ -s "$own/root/told" ]; then
    while IFS= read -r line; do
        case $line in
        "ok - "*) ok "in a name space: ${line#ok - }" ;;
        "not ok - "*) not_ok "in a name space: ${line#not ok - }" ;;
        esac
    done <"$own/root/told"
    check "in a name space all was tried" 0 "^all was tried$" tail -n 1 "$own/root/told"
else skip "$terminals terminals in a name space" "no systemd comes up in one here: $(tail -n 1 "$scratch/first")"; fi
rm -rf "$own"

# ---- a machine ----
echo "3 1" >"$debian/root/terminals"
to_run "$debian" /root/inside.sh /dev/ttyS0
ln -s usr/lib/systemd/systemd "$debian/init"
rm -rf "$debian"/usr/share/{doc,man,locale} "$debian"/var/lib/apt/lists/* "$debian"/var/cache/apt/*
(cd "$debian" && find . -path ./dev -prune -o -print0 | bsdtar --null -cnf - --format=newc -T - | zstd -q -3 >"$folder/debian.img")
rm -rf "$debian" "$scratch/deb"
PYTHONDONTWRITEBYTECODE=1 python3 tests/seat/installed.py "$folder" >"$scratch/machine"
while IFS= read -r line; do
    case $line in
    "ok "*) ok "${line#ok * - }" ;;
    "not ok "*) not_ok "${line#not ok * - }" ;;
    [0-9]*..*) ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$scratch/machine"
tail -n 1 "$scratch/machine" | grep -qE '^1\.\.[0-9]+' && ok "the machine was tried to the end" || not_ok "the machine was tried to the end" "$(tail -n 3 "$scratch/machine")"
finish
