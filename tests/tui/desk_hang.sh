#!/bin/bash
# A stick that hangs, a real mount: a FUSE folder below /media whose server reads no request any more. The desk says so, its keys and its lock
# go on, and it ends all the same. In a name space of its own, where mounting is allowed.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
apart=(unshare -m)
[ "$(id -u)" -eq 0 ] || apart=(unshare -rm)
if ! "${apart[@]}" true 2>/dev/null; then
    skip "a stick that hangs" "no name space of its own is allowed here"
    finish
    exit
fi
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
printf '#!/bin/sh\ncd %s && exec %s desk\n' "$w" "$ctl" >"$scratch/desk.sh"
chmod 700 "$scratch"/*.sh
within='
mount --make-rprivate / 2>/dev/null
mount -t tmpfs tmpfs /media && mkdir /media/CHAM || exit 77
"$build/hang-folder" /media/CHAM "$scratch/hung" / 1 "$scratch/over" >"$scratch/mounted" & echo $! >"$scratch/server"
until [ -s "$scratch/mounted" ] || ! kill -0 $! 2>/dev/null; do sleep 0.1; done
[ -s "$scratch/mounted" ] || { wait $!; exit 77; }
"$@"; rc=$?
[ -e "$scratch/hung" ] || { echo "it never hung"; rc=1; }
kill $(cat "$scratch/server") 2>/dev/null; wait; exit $rc'
export scratch build
for script in desk_hang; do
    rm -f "$scratch/hung" "$scratch/mounted"
    "${apart[@]}" bash -c "$within" within timeout 200 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -E HOME="$scratch" -D DESK="$scratch/desk.sh" \
        -D PASS="$(cat "$scratch/pass.office")" "tests/tui/$script.tui" >"$scratch/log" 2>&1
    case $? in
    0) ok "a stick that hangs holds up nobody" ;;
    77) skip "a stick that hangs" "the kernel lets us mount no FUSE folder" ;;
    *) not_ok "a stick that hangs holds up nobody" "$(cat "$scratch/log")" ;;
    esac
done
finish
