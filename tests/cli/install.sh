#!/bin/bash
# What `make install` lays down works from there, whatever PREFIX the build had in mind and whatever the umask; the client alone is built without one
# header of the office's libraries; `make uninstall` takes all of it away.
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

# no office header, no office library: a pkg-config that knows three packages, a compiler that refuses the others' headers
mkdir "$scratch/bin"
cat >"$scratch/bin/pkg-config" <<'SH'
#!/bin/sh
for word in "$@"; do case "$word" in -*|tinfo|sqlite3|libsodium) ;; *) echo "no package $word on a seat" >&2; exit 1 ;; esac; done
exec /usr/bin/pkg-config "$@"
SH
chmod 755 "$scratch/bin/pkg-config"
check "make client, with the libraries of a seat only" 0 "" env PATH="$scratch/bin:$PATH" \
    make --no-print-directory BUILD="$scratch/seat" install-client DESTDIR="$there" PREFIX=/opt/sathach
check "it runs" 0 "máy của thí sinh" env -u LANGUAGE "$there/opt/sathach/bin/sathach" --help
linked=$(ldd "$there/opt/sathach/bin/sathach" | awk '{print $1}' | grep -E 'glib|pango|cairo|utf8proc|xlsx|xml2|archive')
[ -z "$linked" ] && ok "and links nothing of the office's" || not_ok "links" "$linked"
[ ! -e "$there/opt/sathach/bin/sathachctl" ] && ok "the office's tool stays away" || not_ok "the office's tool stays away"
finish
