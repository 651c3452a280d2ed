#!/bin/bash
# The packages sathach, sathach-office and sathach-seat from the tracked files, and what they were made of (sbom.sh). The same tree gives the same
# bytes in any folder, as long as the compiler and the libraries are the same; DEB_BUILD_OPTIONS=parallel=N as usual.
#   tools/setup/deb.sh FOLDER        FOLDER/*.deb and FOLDER/sathach_VERSION.spdx.json; what stood in FOLDER is taken away
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
mkdir -p "$1"
to=$(cd "$1" && pwd)
version=$(sed -n 's/^VERSION := //p' Makefile)
packaged=$(sed -nE '1s/^sathach \(([^)]*)\).*/\1/p' tools/setup/debian/changelog)
[ "$version" = "$packaged" ] || { echo "Makefile says $version, tools/setup/debian/changelog $packaged" >&2; exit 1; }

tree=$to/sathach-$version
rm -rf "$tree" "$to"/*.deb "$to"/*.changes "$to"/*.buildinfo "$to"/*.spdx.json "$to"/log
mkdir "$tree"
# what git tracks, or all of a tree that came without it; never what was built
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then git ls-files -z
else find . -path ./build -prune -o -path ./demo -prune -o -type f -printf '%P\0'; fi | tar --null -T - -c | tar -x -C "$tree"
mv "$tree/tools/setup/debian" "$tree/debian"
cd "$tree"
# everything the build sees is given: a stranger's flags, language or umask would be seen in the bytes
umask 022
if ! env -i PATH="$PATH" HOME=/nonexistent LC_ALL=C.UTF-8 DEB_BUILD_OPTIONS="noautodbgsym ${DEB_BUILD_OPTIONS:-parallel=$(nproc)}" \
    dpkg-buildpackage -us -uc -b >"$to/log" 2>&1; then
    tail -n 40 "$to/log" >&2
    exit 1
fi
cd "$root"
rm -rf "$tree"
"$root/tools/setup/sbom.sh" "$to" >"$to/sathach_$version.spdx.json"
echo "packages: $(ls "$to"/*.deb | sed "s|.*/||" | tr '\n' ' ')in $to"
