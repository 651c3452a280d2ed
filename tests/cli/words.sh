#!/bin/bash
# What goes wrong is said in our words and in the user's language: no library speaks for itself.
. "$(dirname "$0")/../lib/lib.sh"; . "$(dirname "$0")/../lib/office.sh"
w=$scratch/van-phong
make_office "$w" && make_session "$w" ca-1 && ok "an office" || not_ok "an office"
nd=$root/questionbanks/profiles/nd175-2024.ini roster=$root/questionbanks/demo/roster.csv
new() { office "$w" session new "${called:-ca-y}" --bank mau --profile "$1" --roster "${2:-$roster}" --training --pass session="$scratch/pass.x" "${@:3}"; }

# ---- INI files, wherever they are read: a byte-order mark is fine, what nobody knows is named with its line
mark() { { printf '\xEF\xBB\xBF'; cat "$1"; } >"$scratch/marked" && cp "$scratch/marked" "$2"; }
cp "$w/office.ini" "$scratch/office.ini"
mark "$scratch/office.ini" "$w/office.ini"
check "a byte-order mark in office.ini" 0 "fingerprint|office" office "$w" key show
mkdir "$scratch/b"; cp questionbanks/mau/*.gift "$scratch/b/"
mark questionbanks/mau/bank.ini "$scratch/b/bank.ini"
check "a byte-order mark in bank.ini" 0 "" office "$w" bank import "$scratch/b" --to moi
mark "$nd" "$scratch/p.ini"
called=ca-x check "a byte-order mark in a profile" 0 "7 papers" new "$scratch/p.ini"
ini() { # NAME PATTERN SED: office.ini changed
    sed "$3" "$scratch/office.ini" >"$w/office.ini"
    check "$1" 10 "office.ini:$2" office "$w" key show
}
ini "a misspelt key in office.ini" '[0-9]+: \[office\] singer is no known key; there are: name full_name parent place font come_minutes signer_title signer number recipients' 's/^font=/singer=/'
ini "a misspelt group in office.ini" '[0-9]+: \[seat\] is no known group; there are: \[office\] \[paper \*\] \[basis \*\] \[seats\]' 's/^\[seats\]/[seat]/'
ini "a number that is none in office.ini" '[0-9]+: \[seats\] argon_ops wants a whole number from 1 to 8, not "two"' 's/^argon_ops=.*/argon_ops=two/'
ini "a number out of bounds in office.ini" '[0-9]+: \[seats\] argon_mem_mib wants a whole number from 8 to 1024, not "4096"' 's/^argon_mem_mib=.*/argon_mem_mib=4096/'
ini "a broken line in office.ini" '[0-9]+: "place Quy Nhơn" is none of' 's/^place=.*/place Quy Nhơn/'
cp "$scratch/office.ini" "$w/office.ini"
profile() { # NAME CODE PATTERN SED
    sed "$4" "$nd" >"$scratch/p.ini"
    check "$1" "$2" "p.ini:$3" new "$scratch/p.ini"
}
profile "a misspelt key in a profile" 10 '[0-9]+: \[standard\] minute is no known key; there are: minutes pass parts' 's/^minutes=/minute=/'
profile "a key of another group" 10 '[0-9]+: \[standard\] points is no known key' 's/^minutes=30/minutes=30\npoints=4/'
profile "a yes that is none" 10 '[0-9]+: \[profile\] shuffle_options wants true or false, not "có"' 's/^shuffle_options=.*/shuffle_options=có/'
profile "a count that is none" 10 '[0-9]+: \[draw professional\] count wants a whole number from 0 to 10000, not "20 câu"' 's/^count=20/count=20 câu/'
profile "a draw that no part names" 10 '[0-9]+: no list "draws" names \[draw field-law\]' 's/^draws=general-law;field-law/draws=general-law/'
profile "a part that no variant names" 10 '[0-9]+: no list "parts" names \[part professional\]' 's/^parts=.*/parts=law/'
bank() { # NAME PATTERN SED
    sed "$3" questionbanks/mau/bank.ini >"$scratch/b/bank.ini"
    check "$1" 10 "bank.ini:$2" office "$w" bank import "$scratch/b" --to moi2
}
bank "a misspelt key in bank.ini" '[0-9]+: \[bank\] titel is no known key' 's/^title=/titel=/'
bank "a training that is no yes" '[0-9]+: \[bank\] training wants true or false, not "yes"' 's/^training=.*/training=yes/'
bank "a key twice in bank.ini" '[0-9]+: \[bank\] id stands in line [0-9]+ already' 's/^id=.*/&\nid=khac/'

# ---- a Vietnamese run of what fails: each answer has Vietnamese letters, none has English words outside names and options
export LANGUAGE=vi
english='\b(the|is|are|not|no|of|and|or|with|was|has|have|cannot|could|file|such|directory|denied|permission|invalid|failed|unable|error|line|group|key file|malformed|database|disk|unrecognized|option|requires|argument|expected|unknown|missing|quote|parse|string)\b'
printf 'x\n' >"$scratch/text"; printf '[office\nname=x\n' >"$scratch/broken.ini"; mkdir -p "$scratch/dir" "$scratch/o1" "$scratch/o2"
printf 'SBD;Họ và tên;Lĩnh vực;Hạng\n001;"a"b;4.1;II\n' >"$scratch/quote.csv"
printf '<?xml version="1.0" encoding="windows-1258"?><quiz><question type="essay"><name><text>\xe1\xba\x90\xc3</text></name></question></quiz>' >"$scratch/encoding.xml"
printf 'SBD;Họ và tên\n001;\377\n' >"$scratch/bytes.csv"
cp "$scratch/broken.ini" "$scratch/o1/office.ini"; head -c 3000 /dev/urandom >"$scratch/noise"; head -c 3000 /dev/zero >"$scratch/zeros"
cp -r "$w" "$scratch/o2/w"; printf 'not a database at all, only text that is long enough to be one page or so\n%.0s' 1 2 3 4 5 6 7 8 >"$scratch/o2/w/register.db"
{ cat "$w/banks/mau.bank" | head -c 500; } >"$scratch/cut.bank"
failing=(
    "key show" "-C $scratch/none key show" "-C $scratch/text key show" "-C $scratch/o1 key show" "frobnicate" "bank" "bank chekc" "bank check" "bank check --nix" "help nix"
    "verify --trust $scratch/none x" "verify --trust $scratch/dir x" "verify --trust $scratch/text x" "verify --trust $w/keys/office.pub $scratch/noise"
    "verify --trust $w/keys/office.pub $scratch/dir" "verify --trust $w/keys/office.pub $scratch/cut.bank" "restore $scratch/noise -C $scratch/new1"
    "restore $scratch/none -C $scratch/new2" "restore $scratch/zeros -C $scratch/new3" "-C $w key trust $scratch/none" "-C $w key trust $scratch/noise" "-C $w bank check $scratch/dir"
    "-C $w bank check nix" "-C $w bank import $scratch/noise --to n1" "-C $w bank import $scratch/none --to n1" "-C $w bank import $scratch/dir --to n1" "-C $w bank import $scratch/text --to"
    "-C $w bank import $scratch/quote.csv --to n1" "-C $w bank import $scratch/encoding.xml --to n1" "-C $w bank import $scratch/text --to n1 --format docx" "-C $w bank import $scratch/text --to n1 --format pdf"
    "-C $w bank import $scratch/text --to n1 --format moodle" "-C $w bank import $scratch/text --to n1 --format xlsx" "-C $w bank import $scratch/text --to n1 --format doc"
    "-C $w bank export mau --output /proc/x" "-C $w bank export mau --output $scratch/dir" "-C $w backup /proc/x" "-C $w backup $scratch/none/x.backup" "-C $w backup $scratch/text"
    "init /proc/x" "init $w" "-C $w session show nix" "-C $w session show $scratch/noise" "-C $w session show $scratch/dir" "-C $w session new x"
    "-C $w session new x --bank mau --profile $scratch/none --roster $roster" "-C $w session new x --bank mau --profile $scratch/dir --roster $roster"
    "-C $w session new x --bank mau --profile $scratch/broken.ini --roster $roster" "-C $w session new x --bank mau --profile $nd --roster $scratch/none"
    "-C $w session new x --bank mau --profile $nd --roster $scratch/dir"
    "-C $w session new x --bank mau --profile $nd --roster $scratch/quote.csv" "-C $w session new x --bank mau --profile $nd --roster $scratch/noise" "-C $w session new x --bank mau --profile $nd --roster $scratch/bytes.csv"
    "-C $w session new x --bank nix --profile $nd --roster $roster" "-C $w collect $scratch/none" "-C $w doctor $scratch/none" "-C $w grade nix" "-C $w grade ca-1 extra"
    "-C $w report ca-1 nix" "-C $w report ca-1 results --format doc" "-C $w report ca-1 results --format csv -o $scratch/text" "-C $w sheet ca-1 --from $scratch/none"
    "-C $w decide ca-1" "-C $w decide ca-1 nix" "-C $w receipt 12" "-C $w receipt 4N7K2QXM9D3T0C5W" "-C $w simulate ca-1" "-C $w simulate ca-1 --candidates x"
    "-C $scratch/o2/w grade ca-1" "-C $w simulate ca-1 --candidates 1 -o /proc/x" "--pass office -C $w key show" "--pass office=$scratch/none -C $w grade ca-1"
    "--pass office=$scratch/text -C $w grade ca-1"
)
wrong='' tried=0
clean() { # what is left of an answer without paths, quoted values, options, groups, capitals (placeholders) and file names
    sed -E "s#/[^ :;,]*##g; s/\"[^\"]*\"//g; s/--?[a-zA-Z-]+//g; s/\[[^]]*\]//g; s/\b[A-Z][A-Z-]+\b//g; s/sathach(ctl)?//g; s/^ +(sathachctl )?[a-z ]+(NAME|FILE).*//"
}
for words in "${failing[@]}"; do
    tried=$((tried + 1))
    case $words in --pass*) pass=() ;; *) pass=(--pass "office=$scratch/pass.office" --pass "examiner=$scratch/pass.examiner") ;; esac
    said=$(cd "$scratch/dir" && "$ctl" "${pass[@]}" $words 2>&1 >/dev/null </dev/null); rc=$?
    [ $rc -ne 0 ] && [ -n "$said" ] || wrong+="exit $rc without an error: $words"$'\n'
    errors=$(grep -E '^sathachctl: |: (lỗi|cảnh báo|error|warning): ' <<<"$said")
    [ -n "$errors" ] && ! grep -qP '[ạ-ỹăâđêôơưáàảãéèẻẽíìóòõúùý]' <<<"$errors" && wrong+="no Vietnamese: $words -> $errors"$'\n'
    # what a library prints past us has none of our beginnings
    chatter=$(grep -vE '^(sathachctl: | |$)|: sathachctl help|: (lỗi|cảnh báo|error|warning): ' <<<"$said")
    [ -z "$chatter" ] || wrong+="not ours: $words -> $chatter"$'\n'
    found=$(clean <<<"$errors" | grep -niE -- "$english")
    [ -z "$found" ] || wrong+="English: $words -> $errors"$'\n'
done
[ -z "$wrong" ] && [ $tried -gt 65 ] && ok "$tried failing commands speak Vietnamese" || not_ok "failing commands speak Vietnamese ($tried)" "$wrong"
wrong=''
for words in "--bank" "--nix" "--bank a" "--bank $scratch/none --session $scratch/none --trust $scratch/none" "--bank $scratch/none --session $scratch/none --trust $w/keys/office.pub" \
    "--bank $scratch/none --session $w/sessions/ca-1/ca-1.session --trust $w/keys/office.pub" "--bank $scratch/noise --session $w/sessions/ca-1/ca-1.session --trust $w/keys/office.pub" \
    "--bank $w/banks/mau.bank --session $scratch/noise --trust $w/keys/office.pub" "--bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --trust $w/keys/office.pub --data /proc/x" \
    "--bank $w/banks/mau.bank --session $w/sessions/ca-1/ca-1.session --trust $w/keys/office.pub --data $scratch/d --pass session=$scratch/none --linear" "--theme x" "--lang x" "--purge" "x"; do
    said=$("$client" $words 2>&1 </dev/null); rc=$?
    errors=$(grep '^sathach: ' <<<"$said")
    [ $rc -ne 0 ] && [ -n "$errors" ] && grep -qP '[ạ-ỹăâđêôơưáàảãéèẻẽíìóòõúùý]' <<<"$errors" || wrong+="exit $rc: $words -> $said"$'\n'
    clean <<<"$errors" | grep -qiE -- "$english" && wrong+="English: $words -> $errors"$'\n'
done
[ -z "$wrong" ] && ok "so does the client" || not_ok "the client's failures speak Vietnamese" "$wrong"
finish
