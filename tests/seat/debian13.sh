#!/bin/bash
# The packages on the Debian after the one we build on: made there, by its compiler and its libraries, and tried in one that has nothing else.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/lib/debian.sh
unset MAKEFLAGS MFLAGS MAKELEVEL CI
command -v mmdebstrap >/dev/null || { echo "1..0 # SKIP no mmdebstrap here"; exit 0; }
new_debian trixie "$scratch/builder"
cp -a "$scratch/builder" "$scratch/debian"
mkdir "$debian/root/tree"
git ls-files -z | tar --null -T - -c | tar -x -C "$debian/root/tree"
check "setup.sh brings what packages are made with" 0 "" inside /root/tree/tools/setup/setup.sh deb
check "make deb" 0 "packages: sathach-host_.*sathach-office_.*sathach-seat_.*sathach_" inside make --no-print-directory -C /root/tree SATHACH_SETUP=done deb
mkdir "$scratch/made"
cp "$debian"/root/tree/build/deb/*.deb "$scratch/made/" || { not_ok "four packages"; finish; exit 1; }
rm -rf "$scratch/builder"
debian=$scratch/debian
try_packages "$scratch/made"
try_seat_sh
finish
