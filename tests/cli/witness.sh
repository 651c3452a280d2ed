#!/bin/bash
# Two offices witness each other through sticks: what is new is shown and cosigned, what continues nothing is refused and kept; fork, rollback, deletion
# and renewal are told on both sides; the code on paper is found again from 32 typed characters.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
printf 'mat khau chung kien 3\n' >"$scratch/pass.witness"
# an office A or B with its workspace, its witness's folder, and a stick
for o in a b; do
    printf 'mat khau van phong %s\n' $o >"$scratch/pass.$o"
    "$ctl" init "$scratch/$o" --role office --pass office="$scratch/pass.$o" >/dev/null
    "$build/cheap-keys" "$scratch/pass.$o" "$scratch/$o/keys/office.key"
    mkdir "$scratch/stick-$o"
    check "office $o makes a witness" 0 "witness.pub: the witness \"so/$o\", fingerprint" \
        "$ctl" witness init "$scratch/witness-$o" --name "so/$o" --pass witness="$scratch/pass.witness"
    "$build/cheap-keys" "$scratch/pass.witness" "$scratch/witness-$o/witness.key"
done
of() { local o=$1; shift; "$ctl" -C "$scratch/$o" --pass office="$scratch/pass.$o" "$@"; } # a|b COMMAND…
cosign() { # WITNESS WORD FOLDER
    printf '%s\n' "$2" | "$ctl" -C "$scratch/witness-$1" --pass witness="$scratch/pass.witness" witness cosign "$3"
}
lines() { grep -c '' "$scratch/$1/log/log.tsv"; }
state() { ls "$scratch/witness-$1/state" | grep -vE 'refused' | tr '\n' ' '; }

check "a witness's name has letters of its own" 2 "1 to 64 of a-z" "$ctl" witness init "$scratch/w" --name 'A B' --pass witness="$scratch/pass.witness"
check "no witness is made over another" 21 "stands here already" "$ctl" witness init "$scratch/witness-a" --name x --pass witness="$scratch/pass.witness"
check "no witness where there is none" 2 "witness.pub is missing" "$ctl" -C "$scratch/a" witness trust "$scratch/b/keys/office.pub"
# a's log is witnessed by b, b's by a
of a log export "$scratch/stick-a" >/dev/null
check "an office that is not trusted is refused" 12 "not trusted here" cosign b YES "$scratch/stick-a"
fingerprint=$(of a key show | sed -n 's/  office//p')
check "the office's fingerprint is read out" 0 "office, fingerprint $fingerprint" "$ctl" -C "$scratch/witness-b" witness trust "$scratch/a/keys/office.pub"
check "no office is a witness's own key" 12 "no office's key" "$ctl" -C "$scratch/witness-b" witness trust "$scratch/witness-b/witness.pub"
"$ctl" -C "$scratch/witness-a" witness trust "$scratch/b/keys/office.pub" >/dev/null
check "what is not agreed to is not cosigned" 1 "not cosigned" cosign b NO "$scratch/stick-a"
[ -z "$(state b)" ] && ! is_there "$scratch/stick-a/sathach-log/mark.*" && ok "and nothing is kept of it" || not_ok "and nothing is kept of it" "$(state b)"
preview() { "$ctl" -C "$scratch/b" --pass witness="$scratch/pass.witness" witness cosign "$scratch/stick-a" --witness "$scratch/witness-b" --preview; }
check "it may be looked at alone, from anywhere" 0 "^Code of this mark: 1 · $(of a log code | sed 's/.*· //')$" preview
[ -z "$(preview | grep -c 'Type' | grep -v '^0$')$(state b)" ] && ! is_there "$scratch/stick-a/sathach-log/mark.*" && ok "which asks no word and signs nothing" || not_ok "which asks no word and signs nothing"
check "the first line is cosigned" 0 "Cosign 1 lines, 1 of them new\? Type YES:" cosign b YES "$scratch/stick-a/sathach-log"
check "the state stands under the office's and the log's id" 0 "^[0-9A-F]{16}-[0-9a-f]{8}.mark [0-9A-F]{16}-[0-9a-f]{8}.tsv $" state b
check "the mark of a witness with a slash in its name" 0 "^— so/b " grep -h "^— so" "$scratch/stick-a/sathach-log/mark.so_b"
check "the office trusts no witness yet" 12 "no witness that counts here" of a log take "$scratch/stick-a"
check "it takes up the witness" 0 "trusted: witness" of a key trust "$scratch/witness-b/witness.pub"
check "which is a line of its log" 0 $'^2\t.*\tkey\t-\twitness\t[0-9a-f]{64}\t$' tail -n 1 "$scratch/a/log/log.tsv"
of a key trust "$scratch/witness-b/witness.pub" >/dev/null
check "once" 0 "^2$" lines a
check "the cosigned mark is taken in" 0 "^1 cosigned marks taken in, 0 known" of a log take "$scratch/stick-a"
check "with its line" 0 $'^3\t.*\twitness\t-\t1-so_b\t[0-9a-f]{64}\tsize=1 at=20[0-9]{2}-[0-9-]{5}T[0-9:]{8}Z$' tail -n 1 "$scratch/a/log/log.tsv"
check "once more it is known" 0 "^0 cosigned marks taken in, 1 known" of a log take "$scratch/stick-a/sathach-log"
check "and makes no line" 0 "^3$" lines a
"$ctl" witness init "$scratch/witness-c" --name so/b --pass witness="$scratch/pass.witness" >/dev/null
check "another key of that name is not taken up" 21 'another key of the witness "so/b"' of a key trust "$scratch/witness-c/witness.pub"
rm "$scratch/a/log/witnessed/1-so_b"
check "its file may come again" 0 "^0 cosigned marks taken in, 1 known" of a log take "$scratch/stick-a"
is_there "$scratch/a/log/witnessed/1-so_b" && ok "and stands again" || not_ok "and stands again"
sed -i 's/^# witness=.*/witness=thanh-tra/' "$scratch/a/office.ini"
check "office.ini names the witness that counts" 12 "no witness that counts here" of a log take "$scratch/stick-a"
sed -i 's/^witness=.*/witness=so\/b/' "$scratch/a/office.ini"

# the other way round
of b log export "$scratch/stick-b" >/dev/null
cosign a YES "$scratch/stick-b" >/dev/null
of b key trust "$scratch/witness-a/witness.pub" >/dev/null
check "the other office is witnessed by the first" 0 "^1 cosigned marks taken in" of b log take "$scratch/stick-b"
check "each other's sticks are no marks of their own log" 12 "no mark of this office's log" of b log check --against "$scratch/stick-a"

# what is new is shown
cp -r "$scratch/a" "$scratch/a.old"
of a key trust "$scratch/b/keys/office.pub" >/dev/null
of a log export "$scratch/stick-a" >/dev/null
is_there "$scratch/stick-a/sathach-log/witnessed/1-so_b" && ok "an export carries the cosigned marks" || not_ok "an export carries the cosigned marks"
cosign b YES "$scratch/stick-a" >"$scratch/said"
check "lines that are new are shown" 0 "^  4  20.*key  -  office" cat "$scratch/said"
check "and counted" 0 "Cosign 4 lines, 3 of them new" cat "$scratch/said"
check "a code goes with it" 0 "Code of this mark: 4 · $(of a log code | sed 's/.*· //')" cat "$scratch/said"
of a log take "$scratch/stick-a" >/dev/null
code=$(of a log code)

old() { "$ctl" -C "$scratch/a.old" --pass office="$scratch/pass.a" "$@"; } # COMMAND…
# on paper
size=${code%% *} typed=$(echo "${code#*· }" | tr '[:upper:]' '[:lower:]' | tr ' ' '-')
[ "$(tr -d ' ' <<<"${code#*· }" | wc -m)" -eq 33 ] && ok "a code has 32 characters" || not_ok "a code has 32 characters" "$code"
check "the code on paper is found again as somebody types it" 0 "the first $size lines are those of the code" \
    of a log check "$size" "$typed"
check "a sheet of paper with it" 0 "reports/log-$size.pdf$" of a log code --format pdf
check "shows lines and code" 0 "Mốc: $size dòng" pdftotext "$scratch/a/reports/log-$size.pdf" -
check "in fours, on one line" 0 "^${code#*· }$" pdftotext "$scratch/a/reports/log-$size.pdf" -
check "no other format" 2 "is none of pdf" of a log code --format html
check "a wrong character is told" 13 "are not those of this code" of a log check "$size" "$(tr '0-9a-hjkmnp-tv-z' '1-9a-hjkmnp-tv-z0' <<<"$typed")"
check "and one of lines that are missing" 13 "lines are missing here" of b log check 400 "$typed"

# an older stick, a rollback: the witness has more lines than the office shows
mkdir "$scratch/stick-old"
old log export "$scratch/stick-old" >/dev/null
check "a rollback is refused" 13 "has 3 lines, 4 were cosigned before: lines are missing there" cosign b YES "$scratch/stick-old"
is_there "$scratch/witness-b/state/*.refused-*.mark" && is_there "$scratch/witness-b/state/*.refused-*.tsv" && ok "both marks are kept" || not_ok "both marks are kept"
is_there "$scratch/stick-old/sathach-log/mark.so_b" && not_ok "nothing is signed" || ok "nothing is signed"
# a fork: the office goes on from the older state with another line
old key trust "$scratch/witness-a/witness.pub" >/dev/null
old log export "$scratch/stick-old" >/dev/null
check "a fork of the same length is refused, by the line" 13 "line 4 is not the one that was cosigned before" cosign b YES "$scratch/stick-old"
# a deletion: a line taken out, all behind it numbered and signed anew, as only the office can
check "at the office the stick with the cosigned mark tells" 13 "this log has 4 lines, .* a mark of 4 that this office signed" \
    old log take "$scratch/stick-a"
check "from then on each command stops" 13 "a mark of 4 that this office signed" old log show
check "and against the stick the first line that differs is named" 13 "the first line that differs is 4" "$ctl" -C "$scratch/a.old" log check --against "$scratch/stick-a"

# the log is begun anew behind what still verifies
check "the office renews, behind the last line that no mark contradicts" 0 "begun anew behind line 3" old log renew --reason "Hỏng ổ đĩa"
old log export "$scratch/stick-old" >/dev/null
check "which a look tells, too" 0 "^  - 4 20.*key - office" "$ctl" -C "$scratch/witness-b" --pass witness="$scratch/pass.witness" witness cosign "$scratch/stick-old" --preview
check "the renewed log is not cosigned by YES" 1 "Cosigned before and lost: 1 lines" cosign b YES "$scratch/stick-old"
cosign b "ACCEPT LOSS" "$scratch/stick-old" >"$scratch/said" 2>&1; rc=$?
[ $rc -eq 0 ] && ok "but by ACCEPT LOSS" || not_ok "but by ACCEPT LOSS" "$(cat "$scratch/said")"
check "the lost line is shown" 0 "^  - 4 20.*key - office" cat "$scratch/said"
check "and the reason" 0 "renew  -  Hỏng ổ đĩa" cat "$scratch/said"
check "the cosigned mark of the renewed log is taken in" 0 "^1 cosigned marks taken in" old log take "$scratch/stick-old"
old log export "$scratch/stick-old" >/dev/null
check "after it YES is enough" 0 "Type YES" cosign b YES "$scratch/stick-old"
of a log export "$scratch/stick-a" >/dev/null
is_there "$scratch/witness-b/state/*.before-2.tsv" && ok "the lost lines stay at the witness" || not_ok "the lost lines stay at the witness"
check "the log that was given up is refused" 13 "nothing was signed" cosign b "ACCEPT LOSS" "$scratch/stick-a"
check "and at its office the renewed stick tells" 13 "that this office signed: lines are missing or replaced here" of a log take "$scratch/stick-old"

# everything deleted, another log begun with the same key
rm -r "$scratch/a/log"
check "no log, no work" 13 "log/mark: is missing" of a log show
mkdir "$scratch/again" && cp -r "$scratch/b/office.ini" "$scratch/a/keys" "$scratch/again/"
"$build/begin-log" "$scratch/pass.a" "$scratch/again" && ok "a log begun anew with the office's key" || not_ok "a log begun anew with the office's key"
"$ctl" -C "$scratch/again" log export "$scratch/stick-old" >/dev/null
check "the witness names the log that is gone" 1 "had another log before, sathach/.* of which [0-9]+ lines were cosigned" cosign b YES "$scratch/stick-old"

# altered on the stick
of b log export "$scratch/stick-b" >/dev/null
sed -i '1s/init/bank/' "$scratch/stick-b/sathach-log/log.tsv"
check "lines that the mark does not sign" 13 "are not those that the office signed" cosign a YES "$scratch/stick-b"
of b log export "$scratch/stick-b" >/dev/null
sed -i '2s/.*/9/' "$scratch/stick-b/sathach-log/mark"
check "a mark with another size" 11 "altered" cosign a YES "$scratch/stick-b"

finish
