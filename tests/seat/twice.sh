#!/bin/bash
# The image made twice from nothing, in two folders, at two times, by two numbers of processors and under two umasks: each part is the same to the byte.
# Packages that Debian renewed in between would be another image, and are told as such.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
. tests/seat/lib.sh
unset MAKEFLAGS MFLAGS MAKELEVEL CI
trees=("$scratch/one" "$scratch/in/another/folder/two")
mkdir -p "${trees[@]}"
# what is tracked, as it stands now, and without git: the date is given
for tree in "${trees[@]}"; do git ls-files -z | tar --null -T - -c | tar -x -C "$tree"; done
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
image() { # TREE [COMMAND…]: its parts, and the office's image
    local tree=$1
    shift
    env CCACHE_DISABLE=1 "$@" make --no-print-directory -C "$tree" SATHACH_SETUP=done TRUST="$w/keys/office.pub" seat-image >"$scratch/said" 2>&1 ||
        { not_ok "the image is made" "$(tail -n 20 "$scratch/said")"; finish; exit; }
}
image "${trees[0]}"
(umask 077 && LANG=vi_VN.UTF-8 TZ=Asia/Ho_Chi_Minh image "${trees[1]}" taskset -c 0) || exit
if cmp -s "${trees[0]}/build/seat/packages.txt" "${trees[1]}/build/seat/packages.txt"; then
    for part in root.tar vmlinuz licences.txt seat-start seat.img site.img sathach-seat.iso; do
        same "$part: $(sha256sum "${trees[0]}/build/seat/$part" | cut -c 1-64)" "${trees[0]}/build/seat/$part" "${trees[1]}/build/seat/$part"
    done
else
    skip "the same bytes" "Debian's packages changed in between: $(diff "${trees[0]}/build/seat/packages.txt" "${trees[1]}/build/seat/packages.txt" | head -n 4 | tr '\n' ' ')"
fi
finish
