#!/bin/bash
# The Debian packages: made twice in two folders they are the same to the byte; lintian finds nothing; installed in a Debian that has nothing else,
# the programs work; what is purged leaves nothing but the attempts. `make deb-test`, and with CI=true.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/debian.sh
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
# licences: of what is linked, in the package's own file and in the list; of ours, that none is stated
linked=0
for deb in "$made"/*.deb; do
    name=$(dpkg-deb -f "$deb" Package)
    copyright=$(dpkg-deb --fsys-tarfile "$deb" | tar -xO "./usr/share/doc/$name/copyright" 2>&1)
    grep -q 'states no licence' <<<"$copyright" && ok "$name carries what is said of licences" || not_ok "$name carries what is said of licences" "$copyright"
    for library in $(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/(.*//; s/ //g' | grep '^lib'); do
        said=$(ask_bill "SELECT p.value ->> 'licenseComments' FROM bill, json_each(b, '\$.packages') p WHERE p.value ->> 'name' = '$library'")
        linked=$((linked + 1))
        grep -qF "$library" <<<"$copyright" && [[ $said == *copyright:\ ?* ]] || not_ok "the licence of $library, which $name is linked with" "$said"
    done
done
[ $linked -gt 10 ] && ok "each of $linked links has its library's licence" || not_ok "each link has its library's licence" "$linked"
dangling=$(ask_bill "SELECT r.value FROM bill, json_each(b, '\$.relationships') r WHERE r.value ->> 'relatedSpdxElement' NOT IN
    (SELECT p.value ->> 'SPDXID' FROM bill, json_each(b, '\$.packages') p)")
[ -z "$dangling" ] && ok "… what it relates is there" || not_ok "… what it relates is there" "$dangling"

# ---- in a Debian of its own ----
new_debian bookworm "$scratch/debian"
try_packages "$made"
try_seat_sh
finish
