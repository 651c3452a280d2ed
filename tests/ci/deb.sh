#!/bin/bash
# The Debian packages: made twice in two folders they are the same to the byte; lintian finds nothing; installed in a Debian that has nothing else,
# the programs work; what is purged leaves nothing but the attempts. `make deb-test`, and with CI=true.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
unset MAKEFLAGS MFLAGS MAKELEVEL CI
for needed in dpkg-buildpackage dh lintian mmdebstrap; do
    command -v $needed >/dev/null || { echo "1..0 # SKIP no $needed here"; exit 0; }
done
# one tree, as it stands now and without git; copied once more, deeper
tree=$scratch/tree other=$scratch/in/another/folder
mkdir -p "$tree" "$other"
git ls-files -z | tar --null -T - -c | tee >(tar -x -C "$other") | tar -x -C "$tree"
wait
check "make deb" 0 "packages: sathach-host_.*sathach-office_.*sathach-seat_.*sathach_" make --no-print-directory -C "$tree" SATHACH_SETUP=done deb
made=$tree/build/deb
[ "$(ls "$made"/*.deb 2>/dev/null | wc -l)" -eq 4 ] || { not_ok "four packages" "$(ls "$made"; cat "$made/log")"; finish; exit 1; }
packages=$(cd "$made" && sha256sum ./*.deb ./*.spdx.json)
# another folder, another number of compilers, another umask, another language, a stranger's flags
(umask 077; CFLAGS=-O0 LANG=C TZ=Asia/Ho_Chi_Minh DEB_BUILD_OPTIONS=parallel=$(($(nproc) + 1)) "$other/tools/setup/deb.sh" "$scratch/in/made" >/dev/null)
other=$scratch/in/made
[ "$packages" = "$(cd "$other" && sha256sum ./*.deb ./*.spdx.json)" ] && ok "made again elsewhere they are the same bytes" ||
    not_ok "made again elsewhere they are the same bytes" "$packages
$(cd "$other" && sha256sum ./*.deb)"
rm -rf "$scratch/in"
said=$(TMPDIR=$scratch lintian --allow-root -EI --pedantic "$made"/*.changes 2>&1)
[ -z "$said" ] && ok "lintian finds nothing" || not_ok "lintian finds nothing" "$said"

# ---- the list of what they are made of ----
bill=$(ls "$made"/*.spdx.json)
ask() { sqlite3 :memory: "$1" 2>&1; } # a query, with BILL for the file
ask_bill() { ask "WITH bill(b) AS (SELECT readfile('$bill')) $1"; }
[ "$(ask_bill "SELECT json_valid(b) FROM bill")" = 1 ] && ok "the bill of materials is JSON" || not_ok "the bill of materials is JSON" "$(head -c 500 "$bill")"
[ "$(ask_bill "SELECT b ->> 'spdxVersion' FROM bill")" = SPDX-2.3 ] && ok "… SPDX" || not_ok "… SPDX"
same_hash=$(ask_bill "SELECT p.value ->> '\$.checksums[0].checksumValue' FROM bill, json_each(b, '\$.packages') p WHERE p.value ->> 'name' = 'sathach'")
[ -n "$same_hash" ] && [ "$same_hash" = "$(sha256sum "$made"/sathach_*.deb | cut -d ' ' -f 1)" ] && ok "… with the package's hash" || not_ok "… with the package's hash" "$same_hash"
for library in libsodium23 libsqlite3-0 gcc-12; do
    [ "$(ask_bill "SELECT count(*) FROM bill, json_each(b, '\$.packages') p WHERE p.value ->> 'name' = '$library' AND p.value ->> 'versionInfo' <> ''")" = 1 ] &&
        ok "… and $library" || not_ok "… and $library"
done
dangling=$(ask_bill "SELECT r.value FROM bill, json_each(b, '\$.relationships') r WHERE r.value ->> 'relatedSpdxElement' NOT IN
    (SELECT p.value ->> 'SPDXID' FROM bill, json_each(b, '\$.packages') p)")
[ -z "$dangling" ] && ok "… what it relates is there" || not_ok "… what it relates is there" "$dangling"

# ---- in a Debian of its own ----
debian=$scratch/debian
mkdir "$debian"
give_up() { skip "installing them" "$1"; finish; exit; }
[ "$(id -u)" -eq 0 ] || give_up "a Debian of its own is made by root alone"
unshare -m true 2>/dev/null || give_up "the kernel lets us mount nothing here"
mmdebstrap --quiet --variant=minbase --mode=root bookworm "$debian" >"$scratch/mmdebstrap" 2>&1 ||
    give_up "no Debian can be made here: $(tail -n 1 "$scratch/mmdebstrap")"
# with /proc: the boot has an id there
inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive unshare -m sh -c '
        mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$debian" "$@"
}
list() { (cd "$debian" && find etc usr srv var -xdev \( -path var/lib/dpkg -o -path var/lib/apt -o -path var/cache -o -path var/log \) -prune -o -print | sort); }
inside apt-get -qq update >"$scratch/update" 2>&1 || give_up "no packages can be fetched: $(tail -n 1 "$scratch/update")"
mkdir "$debian/packages"
cp "$made"/*.deb "$debian/packages/"
deb() { basename "$(ls "$made/$1"_*.deb)"; } # PACKAGE: its file
check "sathach alone" 0 "" inside apt-get -qq install -y --no-install-recommends "/packages/$(deb sathach)"
check "sathach runs" 0 "^sathach [0-9]" inside sathach --version
linked=$(inside ldd /usr/bin/sathach | awk '{print $1}' | grep -E 'glib|pango|cairo|utf8proc|xlsx|xml2|archive')
[ -z "$linked" ] && ok "it links nothing of the office's" || not_ok "it links nothing of the office's" "$linked"
none=$(inside dpkg-query -W -f '${Package}\n' | grep -E 'pango|cairo|libglib|poppler')
[ -z "$none" ] && ok "and brings no library of the office's" || not_ok "and brings no library of the office's" "$none"
mkdir "$debian/root/seat"
check "its self-test passes" 0 "this seat is fit" inside sathach --selftest --lang en --data /root/seat
check "it speaks Vietnamese" 0 "máy này dùng được" inside sathach --selftest --lang vi --data /root/seat
for page in usr/share/man/man1/sathach.1.gz usr/share/man/vi/man1/sathach.1.gz usr/share/bash-completion/completions/sathach; do
    inside dpkg -L sathach | grep -qx "/$page" && ok "$page" || not_ok "$page"
done
inside apt-get -qq purge -y sathach >/dev/null 2>&1
# what others' packages bring is not ours to take away
needs=$(for name in sathach sathach-host sathach-office sathach-seat; do dpkg-deb -f "$made/$(deb $name)" Depends; done | tr '\n' ',' | sed -E 's/sathach \([^)]*\),? *//g; s/,+ *$//')
check "what they need" 0 "" inside apt-get -qq satisfy -y --no-install-recommends "$needs"
list >"$scratch/before"
check "all four" 0 "" inside apt-get -qq install -y --no-install-recommends "/packages/$(deb sathach)" "/packages/$(deb sathach-host)" \
    "/packages/$(deb sathach-office)" "/packages/$(deb sathach-seat)"
check "the office's tool runs" 0 "^sathachctl [0-9]" inside sathachctl --version
printf 'mat khau van phong 1\n' >"$debian/root/office"
printf 'mat khau ra de so 22\n' >"$debian/root/examiner"
check "makes an office" 0 "" inside sathachctl init /root/w --pass office=/root/office --pass examiner=/root/examiner
check "and takes the bank that came with it" 0 "" inside sathachctl -C /root/w --pass examiner=/root/examiner bank import /usr/share/sathach/questionbanks/mau --to mau
check "the seat's account is there, without a shell" 0 "nologin$" inside getent passwd sathach-seat
check "its settings do nothing until somebody writes them" 1 "" grep -E '^[^#[:space:]]' "$debian/etc/sathach/seat.conf"
check "Ctrl-Alt-Del does nothing" 0 "^/dev/null$" readlink "$debian/etc/systemd/system/ctrl-alt-del.target"
for unit in sathach-seat sathach-console; do
    [ -L "$debian/etc/systemd/system/multi-user.target.wants/$unit.service" ] && ok "$unit starts with the machine" || not_ok "$unit starts with the machine"
done
check "systemd understands the units" 0 "" inside systemd-analyze verify --man=no /usr/lib/systemd/system/sathach-seat.service /usr/lib/systemd/system/sathach-console.service
exposure=$(inside systemd-analyze security --offline=yes --threshold=20 /usr/lib/systemd/system/sathach-seat.service 2>&1 | grep -a 'Overall exposure')
grep -qE 'level.*: (0\.[0-9]|1\.[0-5]) ' <<<"$exposure" && ok "and finds the seat's locked in: ${exposure#*: }" || not_ok "and finds the seat's locked in" "$exposure"
# ---- the host of ssh terminals ----
check "no password opens the terminals' account, and none bars it" 0 '^thi:\*:' inside getent shadow thi
check "its sshd is not started before somebody sets it up" 1 "" test -e "$debian/etc/systemd/system/multi-user.target.wants/sathach-sshd.service"
check "systemd understands its unit" 0 "" inside systemd-analyze verify --man=no /usr/lib/systemd/system/sathach-sshd.service
check "a terminal without a window gets no exam" 2 "a terminal, no command" inside /usr/lib/sathach/seat-start thin-host may-01
nothing_left() { # NAME: but what an exam left
    left=$(list | comm -13 "$scratch/before" - | grep -vxE 'var/lib/sathach(/attempt|/exam(/.*)?)?')
    [ -z "$left" ] && ok "$1" || not_ok "$1" "$left"
}
echo key >"$debian/etc/sathach/office.pub"
mkdir -p "$debian/var/lib/sathach"
echo answers >"$debian/var/lib/sathach/attempt"
check "all four are purged" 0 "" inside apt-get -qq purge -y sathach sathach-host sathach-office sathach-seat
nothing_left "nothing is left"
[ "$(cat "$debian/var/lib/sathach/attempt")" = answers ] && ok "but the attempts" || not_ok "but the attempts"

# ---- a seat, as a technician makes one ----
mkdir "$debian/root/exam"
rm -r "$debian/var/lib/sathach"
cp tools/setup/seat.sh "$debian/root/"
make_office "$scratch/office" && make_session "$scratch/office" ca-1 &&
    cp "$scratch/office"/keys/office.pub "$scratch/office"/banks/mau.bank "$scratch/office"/sessions/ca-1/ca-1.session "$debian/root/exam/"
check "seat.sh" 0 "this seat is fit|máy này dùng được" inside /root/seat.sh --packages /packages --exam /root/exam --seat MAY-01
settings=$(sed -n 's/^SATHACH_[A-Z]*=//p' "$debian/etc/sathach/seat.conf" | tr '\n' ' ')
# shellcheck disable=SC2086
check "with its settings the seat's account opens the session" 0 "[Pp]assphrase" \
    inside runuser -u sathach-seat -- env LANGUAGE=en sathach --linear --lang en --data /var/lib/sathach $settings
check "seat.sh --undo" 0 "Attempts stay" inside /root/seat.sh --undo
nothing_left "nothing is left behind it"
finish
