#!/bin/bash
# The whole office by keys alone, from an empty folder to the signed list; then the commands that the desk says did the same, written by its list and
# run by sh in a copy of the office as it was. The wall clock stands still, so that what depends on it is the same. Up to the session what differs is
# what is drawn at random, and what is said of it is compared; from what came of the room on every byte is the same.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
export TZ=UTC LANG=C.UTF-8
program=$(realpath "$ctl") w=$scratch/office still="$(realpath "$build")/still-clock.so"
write_passphrases
mkdir "$scratch/nothing" "$scratch/bank" "$scratch/bin" "$scratch/one" "$scratch/two"
cat questionbanks/mau/*.gift >"$scratch/bank/mau.gift"
# one with two equal options, to be mended at the desk
printf '\n$CATEGORY: 4.1/II/chuyen-mon\n\nChiều rộng một làn thử là bao nhiêu? {~3,00 m =3,50 m ~3,50 m ~4,00 m}\n' >>"$scratch/bank/mau.gift"
printf 'SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng\n017;Nguyễn Thị Hạnh;02/09/1976;4.1;II\n018;Trần Văn Độ;15/03/1985;4.1;III\n019;Lê Văn An;01/02/1990;4.1;II\n020;Phạm Quốc Bảo;11/05/1988;4.1;II\n' >"$scratch/danh-sach.csv"
# the desk's lines, with passphrases from files
cat >"$scratch/bin/sathachctl" <<TEXT
#!/bin/sh
export LD_PRELOAD=$still STILL=$(date +%s)
exec $program --pass office=$scratch/pass.office --pass examiner=$scratch/pass.examiner "\$@"
TEXT
cat >"$scratch/desk.sh" <<TEXT
#!/bin/sh
export LD_PRELOAD=$still STILL=$(sed -n 's/.*STILL=//p' "$scratch/bin/sathachctl")
cd $w && exec $program desk --lang vi
TEXT
chmod 700 "$scratch/bin/sathachctl" "$scratch/desk.sh"
PATH=$scratch/bin:$PATH
keys() { # NAME SCRIPT [NAME=VALUE…]
    local name=$1 script=$2 define=()
    shift 2
    for value in "$@"; do define+=(-D "$value"); done
    if timeout 300 "$build/tui-run" -E LANG=C.UTF-8 -E TZ=UTC -D DESK="$scratch/desk.sh" -D PASS="$(cat "$scratch/pass.office")" \
        -D EXAMINER="$(cat "$scratch/pass.examiner")" "${define[@]}" "$script" >"$scratch/log" 2>&1
    then ok "$name"; else not_ok "$name" "$(cat "$scratch/log")"; fi
}
by_sh() { # COPY: what the desk wrote down, run there; the list itself is no part of the office
    mv "$w"/reports/commands-*.sh "$scratch/list.sh" && (cd "$1" && sh "$scratch/list.sh") >"$scratch/by_sh" 2>&1
    check "its commands, run by sh in the copy ${1##*/}" 0 "^0$" echo $?
}
files() { (cd "$1" && find . -type f ! -name .lock ! -name register.db | sort); }
differing() { # COPY: files that are not there, or not the same
    comm -3 <(files "$w") <(files "$1")
    files "$w" | while read -r f; do [ ! -f "$1/$f" ] || cmp -s "$w/$f" "$1/$f" || echo "$f"; done
}
both() { # NAME COMMAND…: says the same of both offices, what is random left out
    local name=$1
    shift
    (cd "$w" && "$@" 2>&1) | random_out >"$scratch/here"
    (cd "$copy" && "$@" 2>&1) | random_out >"$scratch/there"
    same "$name" "$scratch/here" "$scratch/there"
}
random_out() { sed -E "s|$w|OFFICE|g; s|$copy|OFFICE|g; s/\b[0-9a-f]{8,64}\b/HASH/g; s/\b([0-9A-HJKMNP-Z]{4,8}[ -])*[0-9A-HJKMNP-Z]{4,16}\b/CODE/g"; }

# ---- an office where there was nothing ----
sed "s|^cd $w |cd $scratch/nothing |; s|^export |export XDG_STATE_HOME=$scratch/state |" "$scratch/desk.sh" >"$scratch/new.sh"
chmod 700 "$scratch/new.sh"
keys "an empty folder to an office" tests/tui/desk_new.tui DESK="$scratch/new.sh" FOLDER="$w"
check "which is remembered" 0 "^$w$" cat "$scratch/state/sathach/offices"
for role in office examiner; do "$build/cheap-keys" "$scratch/pass.$role" "$w/keys/$role.key"; done # the rest asks for them often
sed -i 's/^argon_ops=.*/argon_ops=1/; s/^argon_mem_mib=.*/argon_mem_mib=8/' "$w/office.ini"

# ---- up to the session ----
copy=$scratch/empty
cp -a "$w" "$copy"
keys "an empty office to the slips of a session" tests/tui/desk_prepare.tui BANK="$scratch/bank/mau.gift" ROSTER="$scratch/danh-sach.csv"
by_sh "$copy"
differing "$copy" >"$scratch/differing"
printf './%s\n' banks/mau.bank log/log.tsv log/mark reports/ca-1/tap-duot-{access-slips.pdf,access-slips.txt,vouchers.pdf,vouchers.txt} \
    sessions/ca-1/ca-1.{draw,draw.minisig,people,session} >"$scratch/random"
same "what is random, and what names it, alone differs" "$scratch/random" "$scratch/differing"
both "the bank holds the same" sathachctl bank show mau
both "the session is the same, but for its draw" sathachctl session show ca-1
both "the log tells the same" sathachctl log show
both "the slips say the same, but for their codes" cat reports/ca-1/tap-duot-access-slips.txt

# ---- from what came of the room ----
sathachctl -C "$w" simulate ca-1 --candidates 4 --seed 3 -o "$scratch/one" >/dev/null 2>&1
sathachctl -C "$w" simulate ca-1 --candidates 4 --seed 4 -o "$scratch/two" >/dev/null 2>&1
cp "$scratch"/two/ca-1.0002.* "$scratch/one/"
code() { basename "$1"/ca-1."$2".*.answers | cut -d. -f3; }
copy=$scratch/before
cp -a "$w" "$copy"
keys "what came of the room to the signed list" tests/tui/desk_exam.tui FILE="$(ls "$scratch"/one/*.0001.*)" C1="$(code "$scratch/one" 0001)" C2="$(code "$scratch/two" 0002)" \
    C3="$(code "$scratch/one" 0003)" C4="$(code "$scratch/one" 0004)"
by_sh "$copy"
differing "$copy" >"$scratch/differing"
same "every file is the same, byte for byte" /dev/null "$scratch/differing"
check "the list is signed" 0 "" grep -q "passlist.*state=signed" "$copy/log/log.tsv"
finish
