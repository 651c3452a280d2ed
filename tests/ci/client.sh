#!/bin/bash
# The client alone is built without one header of the office's libraries, and links none of them.
. "$(dirname "$0")/../lib/lib.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL CI
export SATHACH_SETUP=done
there=$scratch/root
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
