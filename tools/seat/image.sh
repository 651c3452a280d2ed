#!/bin/bash
# The seat's image: one kernel and one root in memory that ends in the exam's screen on the first console; no shell, no log-in, no way to another
# console. From Debian's packages and the client of this tree, without root's rights; the same packages and the same tree give the same bytes.
#   tools/seat/image.sh root FOLDER               Debian's part: FOLDER/{root.tar,vmlinuz,packages.txt,licences.txt}; from the network
#   tools/seat/image.sh pack FOLDER BUILD         with the client: FOLDER/seat.img
#   tools/seat/image.sh iso FOLDER KEY [SITE]     with the office's key and seat.ini: FOLDER/{site.img,sathach-seat.iso,sathach-seat.iso.sha256}
#   tools/seat/image.sh net FOLDER OUT            what a TFTP server gives to PCs that start from the network
# `make seat-image TRUST=office.pub [SITE=seat.ini]` does all three. DATE of the bytes: SOURCE_DATE_EPOCH, else the last commit's.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
parts=$here/image
export LC_ALL=C TZ=UTC
umask 022
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/Makefile")}
export SOURCE_DATE_EPOCH
say() { printf 'image: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
usage() { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
lines() { sed -E 's/#.*//; s/[[:space:]]+$//; /^$/d' "$1"; } # FILE: without comments

made=() # folders of ours that go at the end
trap 'rm -rf "${made[@]}"' EXIT
suite=bookworm
packages=systemd-sysv,udev,kmod,kbd,libncursesw6,libsqlite3-0,libsodium23,ncurses-base,tzdata,e2fsprogs,openssh-client

# ---- Debian's part ----

make_root() { # FOLDER
    local to=$1
    mkdir -p "$to"
    to=$(cd "$to" && pwd)
    # its own clean-up wants apt, which is not there
    mmdebstrap --quiet --mode="$([ "$(id -u)" -eq 0 ] && echo root || echo unshare)" --variant=essential --skip=cleanup --include="$packages" \
        --customize-hook="'$here/image_root.sh' \"\$1\"" \
        --customize-hook="download /seat.packages '$to/packages.txt'" --customize-hook="download /seat.vmlinuz '$to/vmlinuz'" \
        --customize-hook="download /seat.licences '$to/licences.txt'" \
        --customize-hook='rm "$1/seat.packages" "$1/seat.vmlinuz" "$1/seat.licences"' "$suite" "$to/root.new.tar" >&2
    mv "$to/root.new.tar" "$to/root.tar"
    say "$(wc -l <"$to/packages.txt") packages, $(du -m "$to/root.tar" | cut -f 1) MB"
}

# ---- with the client ----

# A cpio of all below FOLDER, root's, in the order of names. By way of a tar, which knows neither the disk's number nor those of its files: a cpio would
# tell both, and no two be the same.
archive() { # FOLDER OUT
    (cd "$1" && find . -mindepth 1 -print0 | sort -z | bsdtar --null -cnf - --format=pax --uid 0 --gid 0 --uname '' --gname '' -T -) |
        bsdtar -cf "$2" --format=newc @-
}

make_pack() { # FOLDER BUILD
    local to build=$2 tree
    to=$(cd "$1" && pwd)
    [ -s "$to/root.tar" ] || die "$to/root.tar is missing: image.sh root $1"
    tree=$(mktemp -d "$to/tree-XXXXXX")
    made+=("$tree")
    for program in sathach seat-root seat-start; do [ -x "$build/$program" ] || die "$build/$program is missing: make seat-image builds it"; done
    install -D -m 755 "$build/sathach" "$tree/usr/bin/sathach"
    install -D -m 755 -t "$tree/usr/lib/sathach" "$build/seat-root" "$build/seat-start"
    install -D -m 644 "$build/po/vi/LC_MESSAGES/sathach.mo" "$tree/usr/share/locale/vi/LC_MESSAGES/sathach.mo"
    strip "$tree/usr/bin/sathach" "$tree/usr/lib/sathach/"*
    install -m 755 "$build/seat-start" "$to/seat-start"
    put_files "$tree"
    find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    archive "$tree" "$to/client.cpio"
    bsdtar -cf "$to/root.cpio" --format=newc --exclude './dev/*' "@$to/root.tar"
    # one archive behind the other, each at a multiple of four
    for part in root client; do truncate -s %4 "$to/$part.cpio"; done
    cat "$to/root.cpio" "$to/client.cpio" | zstd -q -f "-${SEAT_COMPRESSION:-19}" -T0 -o "$to/seat.img"
    rm -f "$to/root.cpio" "$to/client.cpio"
    say "seat.img: $(($(stat -c %s "$to/seat.img") / 1024)) KiB"
}

# The units: the package's, and what an image has besides
put_files() { # TREE
    local to=$1/usr/lib/systemd files=$here/files own=$parts/files
    install -D -m 644 -t "$to/system" "$files/sathach-seat.service" "$files/sathach-console.service" "$own"/*.service
    install -D -m 644 "$files/system.conf" "$to/system.conf.d/50-sathach-seat.conf"
    install -D -m 644 "$own/journald.conf" "$to/journald.conf.d/50-sathach-seat.conf"
    install -D -m 644 "$files/sysctl.conf" "$1/usr/lib/sysctl.d/50-sathach-seat.conf"
    install -D -m 644 "$own/sysctl.conf" "$1/usr/lib/sysctl.d/60-sathach-image.conf"
    install -D -m 644 "$own/stick.rules" "$1/usr/lib/udev/rules.d/70-sathach-stick.rules"
    mkdir -p "$to/system-generators"
    ln -s /usr/lib/sathach/seat-root "$to/system-generators/sathach-seat"
    install -d -m 755 "$1/media" "$1/srv/sathach" "$1/var/lib" "$1/var/log" "$1/var/tmp" "$1/etc/sathach" "$1/mnt"
    install -d -m 700 "$1/var/lib/sathach"
    ln -s /run "$1/var/run"
    install -d -m 555 "$1/srv/sathach/drop"
    install -D -m 644 "$own/seat.conf" "$to/system/sathach-seat.service.d/50-image.conf"
    install -D -m 644 "$own/console.conf" "$to/system/sathach-console.service.d/50-image.conf"
    for unit in data name drop stick@; do install -D -m 644 "$own/locked.conf" "$to/system/sathach-$unit.service.d/50-locked.conf"; done
    mkdir -p "$1/etc/systemd/system/multi-user.target.wants"
    for unit in sathach-seat sathach-console; do ln -s "/usr/lib/systemd/system/$unit.service" "$1/etc/systemd/system/multi-user.target.wants/"; done
    ln -s /usr/lib/systemd/system/multi-user.target "$1/etc/systemd/system/default.target"
    lines "$parts/masked.txt" | while read -r unit; do ln -s /dev/null "$1/etc/systemd/system/$unit"; done
}

# ---- with the office's part ----

make_site() { # FOLDER KEY [SITE]
    local to=$1 key=$2 site=${3:-} tree
    grep -qx 'sathach role: office' "$key" || die "$key: not an office's public key"
    # what a seat would refuse is told here
    "$to/seat-start" check "${site:-$parts/seat.ini}"
    tree=$(mktemp -d "$to/site-XXXXXX")
    made+=("$tree")
    install -D -m 644 "$key" "$tree/etc/sathach/office.pub"
    install -D -m 644 "${site:-$parts/seat.ini}" "$tree/etc/sathach/seat.ini"
    for name in known_hosts thin_key; do # beside seat.ini, for seats that are terminals of a host
        [ -z "$site" ] || [ ! -e "$(dirname "$site")/$name" ] || install -m "$([ $name = thin_key ] && echo 600 || echo 644)" "$(dirname "$site")/$name" "$tree/etc/sathach/"
    done
    find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    archive "$tree" "$to/site.img"
    truncate -s %4 "$to/site.img"
}

image_uuid() { date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d-%H-%M-%S-00; }

# The part that firmware without a BIOS reads: shim and the GRUB that Debian signed, and where GRUB finds the rest
make_esp() { # OUT TREE
    local esp=$1 work=$2
    mkdir -p "$work/esp"
    install -m 644 /usr/lib/shim/shimx64.efi.signed "$work/esp/BOOTX64.EFI"
    install -m 644 /usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed "$work/esp/grubx64.efi"
    printf 'search --no-floppy --set=root --fs-uuid %s\nset prefix=($root)/boot/grub\nconfigfile ($root)/boot/grub/grub.cfg\n' "$(image_uuid)" >"$work/esp/grub.cfg"
    touch -d "@$SOURCE_DATE_EPOCH" "$work/esp"/*
    rm -f "$esp"
    truncate -s 8M "$esp"
    mkfs.vfat --invariant -i 5A7AC401 -n SEAT-EFI "$esp" >/dev/null
    mmd -i "$esp" ::/EFI ::/EFI/BOOT ::/boot ::/boot/grub
    mcopy -m -i "$esp" "$work/esp/BOOTX64.EFI" "$work/esp/grubx64.efi" ::/EFI/BOOT/
    mcopy -m -i "$esp" "$work/esp/grub.cfg" ::/boot/grub/
}

# Partition 3, for the attempts, lies behind the image's end from the first byte on: nobody ever rewrites the table, and the hash of a written stick
# stays that of the file.
add_data_partition() { # ISO
    local size start
    truncate -s %1M "$1"
    size=$(stat -c %s "$1")
    start=$((size / 512))
    [ "$(od -An -v -tx1 -j 478 -N 16 "$1" | tr -d ' 0\n')" = '' ] || die "the third partition is taken"
    put_bytes "$1" 440 "$(little $((0x5A7AC401)))"
    put_bytes "$1" 478 "\\x00\\xfe\\xff\\xff\\x83\\xfe\\xff\\xff$(little "$start")$(little 1048576)"
}
little() { printf '\\x%02x\\x%02x\\x%02x\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24 & 255)); }
put_bytes() { printf '%b' "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; } # FILE OFFSET ESCAPES

# Whoever passes a stick on passes on what lies in it, which says under what: for us that nothing is stated
list_licences() { # FOLDER
    local name
    printf '======== sathach\n'
    cat "$root/tools/setup/debian/copyright"
    for name in shim-signed grub-efi-amd64-signed grub-pc-bin; do
        printf '======== %s\n' "$name"
        cat "/usr/share/doc/$name/copyright" 2>/dev/null || printf 'see /usr/share/doc/%s/copyright\n' "$name"
    done
    cat "$1/licences.txt"
}

make_iso() { # FOLDER KEY [SITE]
    local to work
    to=$(cd "$1" && pwd)
    for part in vmlinuz seat.img seat-start packages.txt licences.txt; do [ -s "$to/$part" ] || die "$to/$part is missing: image.sh root, pack"; done
    make_site "$to" "${@:2}"
    work=$(mktemp -d "$to/iso-XXXXXX")
    made+=("$work")
    mkdir -p "$work/iso/boot/grub" "$work/iso/.disk"
    install -m 644 "$to/vmlinuz" "$to/seat.img" "$to/site.img" "$work/iso/boot/"
    install -m 644 "$parts/grub.cfg" "$work/iso/boot/grub/"
    install -m 644 "$to/packages.txt" "$work/iso/.disk/packages"
    list_licences "$to" >"$work/iso/licences.txt"
    grub-mkimage -O i386-pc-eltorito -p /boot/grub -o "$work/iso/boot/grub/eltorito.img" biosdisk iso9660 part_msdos linux normal configfile search \
        search_fs_uuid all_video gfxterm password_pbkdf2 test echo minicmd
    make_esp "$work/esp.img" "$work"
    find "$work/iso" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    xorriso -as mkisofs -quiet -r -J -V SATHACH_SEAT --modification-date="$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S00)" \
        --set_all_file_dates "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S00)" -o "$to/sathach-seat.iso.new" \
        --grub2-mbr /usr/lib/grub/i386-pc/boot_hybrid.img -partition_offset 16 --mbr-force-bootable \
        -b boot/grub/eltorito.img -c boot/grub/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table --grub2-boot-info \
        -append_partition 2 0xef "$work/esp.img" -eltorito-alt-boot -e --interval:appended_partition_2:all:: -no-emul-boot \
        "$work/iso"
    add_data_partition "$to/sathach-seat.iso.new"
    mv "$to/sathach-seat.iso.new" "$to/sathach-seat.iso"
    (cd "$to" && sha256sum sathach-seat.iso >sathach-seat.iso.sha256)
    say "sathach-seat.iso: $(($(stat -c %s "$to/sathach-seat.iso") / 1048576)) MiB, SHA-256 $(cut -c 1-64 "$to/sathach-seat.iso.sha256")"
}

# What PCs fetch that start from the network: a folder for a TFTP server. Seats in memory have nowhere to keep attempts, so seat.ini says mode=thin, or
# the PC has an area sathach-data of its own.
make_net() { # FOLDER OUT
    local to=$1 out=$2
    for part in vmlinuz seat.img site.img; do [ -s "$to/$part" ] || die "$to/$part is missing: image.sh root, pack, iso"; done
    mkdir -p "$out/grub"
    grub-mkimage -O i386-pc-pxe -p /grub -o "$out/grub.pxe" pxe tftp linux normal configfile all_video gfxterm password_pbkdf2 test echo minicmd
    install -m 644 /usr/lib/shim/shimx64.efi.signed "$out/shimx64.efi"
    install -m 644 /usr/lib/grub/x86_64-efi-signed/grubnetx64.efi.signed "$out/grubx64.efi"
    sed 's|/boot/|/|g' "$parts/grub.cfg" >"$out/grub/grub.cfg"
    install -m 644 "$to/vmlinuz" "$to/seat.img" "$to/site.img" "$out/"
    say "$out: grub.pxe for a BIOS, shimx64.efi for UEFI"
}

case "${1:-} $#" in
'root 2') make_root "$2" ;;
'pack 3') make_pack "$2" "$3" ;;
'iso 3' | 'iso 4') make_iso "${@:2}" ;;
"net 3") make_net "$2" "$3" ;;
*) usage ;;
esac
