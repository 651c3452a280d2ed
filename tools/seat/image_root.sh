#!/bin/bash
# Called by mmdebstrap inside image.sh, with the folder of the new root: the kernel with the modules of image/modules.txt, the console's font, the
# seat's account; then everything away that image/prune.txt names. Never touches the root's /dev, where the builder's own may be mounted.
set -euo pipefail
root=$1
parts=$(cd "$(dirname "$0")" && pwd)/image
lines() { sed -E 's/#.*//; s/[[:space:]]+$//; /^$/d' "$1"; }
work=$(mktemp -d "$root/seat-XXXXXX")
trap 'rm -rf "$work"' EXIT

# ---- unpacked, not installed: no script of theirs runs ----
export APT_CONFIG=${MMDEBSTRAP_APT_CONFIG:?called by mmdebstrap alone}
kernel=$(apt-cache depends --no-recommends --no-suggests linux-image-amd64 | sed -n 's/^ *Depends: //p' | head -n 1)
mkdir "$work/more"
(cd "$work" && apt-get -qq download "$kernel" console-setup-linux)
(cd "$work/more" && apt-get -qq download keyboard-configuration) # the font's licence stands there
for deb in "$work"/*.deb; do dpkg-deb -x "$deb" "$work/files"; done
version=${kernel#linux-image-}
install -m 644 "$work/files/boot/vmlinuz-$version" "$root/seat.vmlinuz"
mkdir -p "$root/usr/share/consolefonts"
# unpacked here: setfont would start gzip through a shell
gzip -dc "$work/files/usr/share/consolefonts/Vietnamese-Fixed16.psf.gz" >"$root/usr/share/consolefonts/Vietnamese-Fixed16.psf"

# ---- modules, and what they need ----
from=$work/files/lib/modules/$version to=$root/usr/lib/modules/$version
mkdir -p "$to"
depmod -b "$work/files" "$version"
lines "$parts/modules.txt" | while read -r name; do
    case $name in
    */) find "$from/kernel/$name" -name '*.ko*' -printf '%f\n' | sed 's/\.ko.*//' ;;
    *) printf '%s\n' "$name" ;;
    esac
done | sort -u >"$work/wanted"
while read -r name; do
    modprobe -d "$work/files" -S "$version" --show-depends "$name" 2>/dev/null || echo "image: this kernel has no module $name" >&2
done <"$work/wanted" | sed -n "s|^insmod $work/files||p" | sed 's/ .*//' | sort -u >"$work/kept"
while read -r path; do install -D -m 644 "$work/files$path" "$root/usr$path"; done <"$work/kept"
cp "$from"/modules.builtin "$from"/modules.builtin.modinfo "$from"/modules.order "$to/"
depmod -b "$root" "$version"
{
    dpkg-query --admindir="$root/var/lib/dpkg" -W -f '${Package} ${Version}\n'
    for deb in "$work"/*.deb; do dpkg-deb -W --showformat='${Package} ${Version}\n' "$deb"; done
} | LC_ALL=C sort -u >"$root/seat.packages"

# ---- what each package is licensed under, by its own file, and the texts these point to ----
rm -f "$work/files/usr/share/doc/console-setup-linux"
mkdir "$work/files/usr/share/doc/console-setup-linux"
dpkg-deb --fsys-tarfile "$work"/more/*.deb | tar -xO ./usr/share/doc/keyboard-configuration/copyright >"$work/files/usr/share/doc/console-setup-linux/copyright"
for file in "$root"/usr/share/doc/*/copyright "$work"/files/usr/share/doc/*/copyright "$root"/usr/share/common-licenses/*; do
    [ -f "$file" ] && { [ ! -L "$file" ] || [ "${file##*/}" = copyright ]; } || continue
    name=${file%/copyright}
    printf '======== %s\n' "${name##*/}"
    cat "$file"
done >"$root/seat.licences"

# ---- the seat's account; no other can log in anywhere ----
echo 'u sathach-seat 900 "Exam on the first console" /nonexistent' >"$work/sysusers"
chroot "$root" /usr/bin/systemd-sysusers "/${work##*/}/sysusers"
: >"$root/etc/machine-id"
ln -sf /usr/share/zoneinfo/Asia/Ho_Chi_Minh "$root/etc/localtime"
ln -sf usr/lib/systemd/systemd "$root/init"

# ---- away with the rest ----
mkdir "$work/stay"
list=$(lines "$parts/prune.txt")
cd "$root"
shopt -s nullglob dotglob
while read -r pattern; do
    [ "${pattern#+}" = "$pattern" ] || for path in ${pattern#+}; do printf '%s\n' "$path"; done
done <<<"$list" | sort -u >"$work/stays"
while read -r pattern; do
    [ "${pattern#+}" = "$pattern" ] || continue
    for path in $pattern; do
        case $path in dev/* | proc/* | sys/*) continue ;; esac
        grep -qxF "$path" "$work/stays" || [ "$path" = "${work#"$root/"}" ] || rm -rf --one-file-system "${root:?}/$path"
    done
done <<<"$list"
cd /
find "$root/usr" -xdev -type f -perm /6000 -exec chmod a-s {} +
