#!/bin/bash
# The exam host as tools/setup/host.sh sets it up: a real sshd on a loopback of its own with the shipped settings, candidates at once (nightly fifty); what else ssh
# can ask for gets nothing; whoever hangs up returns; an sshd that is killed takes no answer along. In a name space of its own: nothing of the machine
# is touched.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
setup=tools/setup/host.sh
seats=${SATHACH_TERMINALS:-8}

# ---- what host.sh would do, and what it refuses ----
mkdir "$scratch/packages" "$scratch/exam"
touch "$scratch/packages/sathach_1_amd64.deb" "$scratch/packages/sathach-host_1_amd64.deb" "$scratch/exam/office.pub" "$scratch/exam/mau.bank" "$scratch/exam/ca-1.session"
key='ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVFTVJqY0h2a0ZqT1pXQmVRV3pTdEZsZGVmR2hpSktM'
printf 'may-01 %s\n- %s thin\n' "$key" "$key" >"$scratch/keys"
here=(--packages "$scratch/packages" --exam "$scratch/exam" --keys "$scratch/keys")
check "installs the client and the host" 0 "^\+ apt-get .*/sathach_1_amd64.deb .*/sathach-host_1_amd64.deb$" "$setup" "${here[@]}" --dry-run
check "a key with its seat" 0 "^restrict,pty,command=\"/usr/lib/sathach/seat-start thin-host may-01\" ssh-ed25519 " "$setup" "${here[@]}" --dry-run
check "a key that seats share" 0 "^restrict,pty,command=\"/usr/lib/sathach/seat-start thin-host\" ssh-ed25519 " "$setup" "${here[@]}" --dry-run
check "checks what it wrote" 0 "^\+ /usr/sbin/sshd -t -f /etc/ssh/sathach_sshd_config$" "$setup" "${here[@]}" --dry-run
check "a port" 0 "^Port 2022$" "$setup" "${here[@]}" --port 2022 --dry-run
check "no port" 2 "is a number" "$setup" "${here[@]}" --port 22x --dry-run
check "a folder with a blank" 2 "cannot stand in host.conf" "$setup" "${here[@]}" --drop "/srv/a b" --dry-run
printf 'MAY-01" %s\n' "$key" >"$scratch/bad"
check "a name that would end the command" 2 "a seat's name" "$setup" --packages "$scratch/packages" --exam "$scratch/exam" --keys "$scratch/bad" --dry-run
printf 'may-01 command="sh" %s\n' "$key" >"$scratch/bad"
check "what is no key" 2 "no public key" "$setup" --packages "$scratch/packages" --exam "$scratch/exam" --keys "$scratch/bad" --dry-run
: >"$scratch/bad"
check "a list without a key" 1 "no key in it" "$setup" --packages "$scratch/packages" --exam "$scratch/exam" --keys "$scratch/bad" --dry-run
check "the way back" 0 "^\+ apt-get .*purge .*sathach-host sathach$" "$setup" --undo --dry-run

# ---- for real ----
give_up() { skip "the host for real" "$1"; finish; exit; }
for needed in /usr/sbin/sshd ssh ssh-keygen scp sftp ip python3; do command -v $needed >/dev/null || give_up "no $needed here"; done
[ "$(id -u)" -eq 0 ] || give_up "sshd changes to the terminals' account: for root alone"
cat >"$scratch/inside" <<'EOF'
# overlays: /etc and /usr look as host.sh and the package leave them, and are gone with this name space
set -e
ip link set lo up
for folder in etc usr; do
    mkdir -p "$over/$folder/up" "$over/$folder/work"
    mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$over/$folder/up,workdir=$over/$folder/work" "/$folder"
done
mount -t tmpfs -o mode=755 none /run
mkdir -p /run/sshd
exec "$@"
EOF
mkdir "$scratch/over"
mount -t tmpfs none "$scratch/over" 2>/dev/null || give_up "the kernel lets us mount nothing here"
unmount() { umount -l "$scratch/over"; }
trap 'unmount; clean_up' EXIT
over=$scratch/over unshare -mn sh "$scratch/inside" true 2>"$scratch/why" || give_up "no name space with overlays: $(head -n 1 "$scratch/why")"

w=$scratch/office
make_office "$w"
{
    head -n 1 questionbanks/demo/roster.csv
    for n in $(seq 1 "$seats"); do printf '%d;%03d;Thí Sinh %s;02/09/1976;0381760%05d;;4.1;II;;;;\n' "$n" "$n" "$(tr '0-9' 'A-J' <<<"$n")" "$n"; done
} >"$scratch/roster.csv"
office "$w" session new ca-1 --bank mau --profile questionbanks/profiles/nd175-2024.ini --roster "$scratch/roster.csv" --training --sheet none \
    --pass session="$scratch/pass.ca-1" >"$scratch/new" 2>&1 && ok "a session of $seats" || not_ok "a session of $seats" "$(cat "$scratch/new")"
office "$w" session slips ca-1 --json >"$scratch/slips.json"
export over=$scratch/over scratch build seats w root
# what follows runs inside, with sshd; its cases are counted here
unshare -mn sh "$scratch/inside" bash tests/seat/host_inside.sh >"$scratch/told" 2>&1
while IFS= read -r line; do
    case $line in
    "ok - "*) ok "${line#ok - }" ;;
    "not ok - "*) not_ok "${line#not ok - }" ;;
    *) printf '# %s\n' "$line" ;;
    esac
done <"$scratch/told"
tail -n 1 "$scratch/told" | grep -q '^all was tried$' && ok "all was tried" || not_ok "all was tried"
finish
