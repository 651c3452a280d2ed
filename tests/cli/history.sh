#!/bin/bash
# What was known may only grow: each kind of file that a session stands on is deleted, edited, put in another's place; then each command that builds on
# the session stops with 13 and writes nothing, and once the file is back all is as it was.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
export PYTHONDONTWRITEBYTECODE=1
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 --room "Phòng 1" && make_session "$w" ca-2 --room "Phòng 2" && ok "an office with two sessions" || not_ok "an office with two sessions"
mkdir "$scratch/room"
/usr/bin/python3 tests/second/leave.py "$w" ca-1 "$scratch/pass.office" "$scratch/room" >"$scratch/said" 2>&1 && ok "what a room leaves" || not_ok "what a room leaves" "$(cat "$scratch/said")"
office "$w" simulate ca-1 --candidates 6 --seed 5 -o "$scratch/virtual" >/dev/null
rm "$scratch"/virtual/ca-1.000[1267].* # those came from the room
for n in 1 2; do # the identity number of one candidate, corrected twice
    awk -F';' -v OFS=';' -v n=$n 'NR == 2 { $5 = substr($5, 1, length($5) - 1) n } { print }' questionbanks/demo/roster.csv >"$scratch/roster.csv"
    office "$w" session people ca-1 --roster "$scratch/roster.csv" --reason "Gõ nhầm" >"$scratch/said" 2>&1 || not_ok "a correction" "$(cat "$scratch/said")"
done
office "$w" collect "$scratch/room" "$scratch/virtual" >"$scratch/said" 2>&1; rc=$?
[ $rc -ne 13 ] && ok "collected" || not_ok "collected" "$(cat "$scratch/said")"
office "$w" sheet ca-1 >"$scratch/said" 2>&1 && ok "a mark of the sheet" || not_ok "a mark of the sheet" "$(cat "$scratch/said")"
type_rows() { # PAPERS: their receipts, as they stand on the signed sheet
    local paper
    for paper in $1; do
        printf '%s=%s\n' "$paper" "$(find "$w/inbox/ca-1" -name "ca-1.$paper.*.answers" | head -n 1 | sed -E 's/.*\.([0-9A-Z]{16})\.answers/\1/')"
    done
}
mapfile -t rows < <(type_rows "0001 0002")
office "$w" sheet ca-1 "${rows[0]}" >"$scratch/said" 2>&1 || not_ok "a row of the sheet" "$(cat "$scratch/said")"
office "$w" sheet ca-1 "${rows[1]}" >"$scratch/said" 2>&1 || not_ok "a row of the sheet" "$(cat "$scratch/said")"
office "$w" grade ca-1 >"$scratch/said" 2>&1
first=$scratch/results.first
cp "$w/sessions/ca-1/results.tsv" "$first" && cp "$w/sessions/ca-1/results.tsv.minisig" "$first.minisig" && ok "graded" || not_ok "graded" "$(cat "$scratch/said")"
for paper in 3 4; do
    office "$w" decide ca-1 paper $paper annul --reason "Biên bản số 6" >"$scratch/said" 2>&1 || not_ok "a decision" "$(cat "$scratch/said")"
done
office "$w" grade ca-1 >"$scratch/said" 2>&1

# the commands that build on a session; collect is given a file that it knows
known=$(find "$scratch/virtual" -name 'ca-1.0005.*.answers' | head -n 1)
run() { # COMMAND, as a word of the table
    case $1 in
    grade | reconcile | audit | stats) office "$w" "$1" ca-1 ;;
    report) office "$w" report ca-1 results --format csv ;;
    decide) office "$w" decide ca-1 paper 5 annul --reason "Biên bản số 7" ;;
    preview) office "$w" decide ca-1 paper 5 annul --reason "Biên bản số 7" --preview ;;
    collect) office "$w" collect "$known" ;;
    esac >"$scratch/said" 2>&1 </dev/null
}
everything() { (cd "$w" && find . -type f -printf '%P %s %T@\n' | sort); }
acknowledged() { sha256sum "$w"/sessions/ca-1/ca-1.ack; }

# kind | the file | another of its kind, to be put in its place | commands that it does not stop
a() { find "$w/$1" -name "$2" | sort | sed -n "${3}p"; } # FOLDER PATTERN NUMBER
s=$w/sessions/ca-1
table=(
    "commit|$s/ca-1.draw|$w/sessions/ca-2/ca-2.draw|"
    "session|$s/ca-1.session|$w/sessions/ca-2/ca-2.session|"
    "people|$s/ca-1.people|$w/sessions/ca-2/ca-2.people|collect"
    "people, corrected|$s/ca-1.people-3|$s/ca-1.people-2|"
    "answers|$(a inbox/ca-1 'ca-1.0001.*.answers' 1)|$(a inbox/ca-1 'ca-1.0002.*.answers' 1)|"
    "resume|$(a inbox/ca-1 'ca-1.0006.*.resume' 1)|$(a inbox/ca-1 'ca-1.0007.*.resume' 1)|"
    "order|$(a inbox/ca-1 '*.order' 1)|$(a inbox/ca-1 '*.order' 2)|"
    "room|$(a inbox/ca-1 '*.roomlog' 1)|$(a inbox/ca-1 '*.roomlog' 2)|"
    "manifest|$(a inbox/ca-1 '*.manifest' 1)|$(a inbox/ca-1 '*.manifest' 2)|"
    "damaged|$(a inbox/ca-1/damaged '*' 2)|$(a inbox/ca-1/damaged '*' 3)|"
    "sheet|$s/sheets/0002.tsv|$s/sheets/0001.tsv|"
    "decision|$s/decisions/0002.decision|$s/decisions/0001.decision|"
    "results|$s/results.tsv|$first|grade collect"
)
# every kind of line whose file is kept, but for those that nothing writes yet
missing=
for kind in $(sed -n 's/^    {LOG_\([A-Z]*\), LOG_EVIDENCE_.*/\1/p' tools/office/log_evidence.c); do
    grep -rqw "LOG_$kind" tools --include='*.c' --exclude=log_evidence.c || continue
    printf '%s\n' "${table[@]}" | grep -q "^${kind,,}[|,]" || missing+=" ${kind,,}"
done
[ -z "$missing" ] && ok "each kind that is kept is tried" || not_ok "each kind that is kept is tried" "$missing"
commands="grade reconcile audit stats report decide collect"
before() { # what each says of a session that is whole
    local command
    for command in ${commands/decide/preview}; do
        run $command
        echo "$command $?"
    done
}
before >"$scratch/whole"
grep -q ' 13$' "$scratch/whole" && not_ok "nothing stops a session that is whole" "$(cat "$scratch/whole")" || ok "nothing stops a session that is whole"

edit() { flip "$1" $(($(stat -c %s "$1") / 2)); } # FILE
attack() { # WAY FILE OTHER
    case $1 in
    deleted) rm "$2" ;;
    edited) edit "$2" ;;
    swapped) cp "$3" "$2"; [ ! -e "$3.minisig" ] || cp "$3.minisig" "$2.minisig" ;;
    esac
}
put_back() { cp -p "$scratch/kept" "$1"; [ ! -e "$scratch/kept.minisig" ] || cp -p "$scratch/kept.minisig" "$1.minisig"; } # FILE
for row in "${table[@]}"; do
    IFS='|' read -r kind file other but <<<"$row"
    if [ ! -f "$file" ] || [ ! -f "$other" ] || [ "$file" = "$other" ] || cmp -s "$file" "$other"; then
        not_ok "two files of the kind $kind stand" "$file $other"
        continue
    fi
    rm -f "$scratch/kept.minisig"
    cp -p "$file" "$scratch/kept"
    [ ! -e "$file.minisig" ] || cp -p "$file.minisig" "$scratch/kept.minisig"
    for way in deleted edited swapped; do
        attack $way "$file" "$other"
        wrong=
        for command in $commands; do
            case " $but " in *" $command "*) continue ;; esac
            everything >"$scratch/before"
            ack=$(acknowledged)
            run $command; rc=$?
            everything >"$scratch/after"
            [ $rc -eq 13 ] || wrong+="$command: exit $rc, said: $(tail -n 2 "$scratch/said")"$'\n'
            if [ $command = collect ]; then [ "$ack" = "$(acknowledged)" ] || wrong+="collect: acknowledged"$'\n'
            else cmp -s "$scratch/before" "$scratch/after" || wrong+="$command: wrote: $(diff "$scratch/before" "$scratch/after" | grep '^[<>]' | cut -d' ' -f1,2 | sort -u | tr '\n' ' ')"$'\n'; fi
        done
        [ -z "$wrong" ] && ok "$kind $way: all stop, nothing is written" || not_ok "$kind $way: all stop, nothing is written" "$wrong"
        put_back "$file"
    done
    before >"$scratch/now"
    same "$kind put back: all is as it was" "$scratch/whole" "$scratch/now"
done
finish
