#!/bin/bash
# What `make install` lays down works from there, whatever PREFIX the build had in mind and whatever the umask; `make uninstall` takes all
# of it away.
. "$(dirname "$0")/../lib/lib.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL CI
export SATHACH_SETUP=done
quiet_make() { make --no-print-directory BUILD="${build#"$root"/}" "$@"; }
umask 077
there=$scratch/root
check "make install with another PREFIX and DESTDIR" 0 "" quiet_make install PREFIX=/usr DESTDIR="$there"
modes() { find "$there/usr" -mindepth 1 -printf '%m %y\n' | sort -u; }
[ "$(modes)" = "$(printf '%s\n' '644 f' '755 d' '755 f')" ] && ok "modes are 755 and 644 under umask 077" || not_ok "modes" "$(modes)"
not_programs=$(find "$there" -type f -perm 755 ! -path '*/bin/*')
[ -z "$not_programs" ] && ok "only programs may be run" || not_ok "only programs may be run" "$not_programs"
check "the client speaks Vietnamese there" 0 "máy của thí sinh" env -u LANGUAGE "$there/usr/bin/sathach" --help
check "and English" 0 "seat" "$there/usr/bin/sathach" --help --lang en
check "the office's tool speaks Vietnamese there" 0 "Lệnh|lệnh" env -u LANGUAGE "$there/usr/bin/sathachctl" --help
mv "$there/usr" "$there/moved"
check "also when the folder is moved" 0 "máy của thí sinh" env -u LANGUAGE "$there/moved/bin/sathach" --help
mv "$there/moved" "$there/usr"
for file in bin/sathach bin/sathachctl share/man/man1/sathach.1 share/man/man1/sathachctl.1 share/man/vi/man1/sathach.1 share/man/vi/man1/sathachctl.1 \
    share/bash-completion/completions/sathach share/bash-completion/completions/sathachctl share/sathach/questionbanks/mau/bank.ini \
    share/sathach/questionbanks/profiles/nd175-2024.ini share/doc/sathach/huong-dan.pdf share/doc/sathach/ngay-thi.pdf; do
    [ -s "$there/usr/$file" ] && ok "$file" || not_ok "$file is installed"
done
check "make uninstall" 0 "" quiet_make uninstall PREFIX=/usr DESTDIR="$there"
left=$(find "$there" ! -type d)
[ -z "$left" ] && ok "nothing of it is left" || not_ok "nothing of it is left" "$left"
finish
