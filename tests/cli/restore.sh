#!/bin/bash
# A backup is sealed and signed: nothing in it can be read, each bit counts, and it comes back whole. An older one, or another history, is told by an
# acknowledgement, a stick or a code on paper; the drill leaves nothing; what is interrupted leaves all or nothing; memory stays bounded.
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office b=$scratch/first.backup
export TMPDIR=$scratch/tmp
mkdir "$TMPDIR"
make_office "$w" && make_session "$w" ca-1 && ok "an office" || not_ok "an office"
office "$w" simulate ca-1 --candidates 6 --seed 4 -o "$scratch/room" >/dev/null
mkdir "$scratch/half"; cp "$scratch"/room/*.000[1-3].* "$scratch/half"
office "$w" collect "$scratch/half" >/dev/null
# whatever names lie in the workspace
mkdir "$w/documents" && printf 'x' >"$w/documents/a\\b"; printf 'y' >"$w/documents/$(printf 'n\nl')"; printf 'z' >"$w/documents/$(printf '\377\376')"
: >"$w/documents/empty"; name=$(printf 'n%.0s' $(seq 255)); printf 'long' >"$w/documents/$name"
restored() { "$ctl" -C "$1" --pass office="$scratch/pass.office" restore "${@:2}"; } # FOLDER FILE…

waits() { "$ctl" -C "$1" waiting 2>&1; }
waits "$w" | grep -q "no backup yet, of 1 session" && ok "an office without a backup says so" || not_ok "an office without a backup says so" "$(waits "$w")"
check "backup" 0 "^$b: [0-9]+ files, sealed and signed by the office" office "$w" backup "$b"
check "has a line" 0 $'\tbackup\t-\tfirst.backup\t'"$(b2sum -l 256 "$b" | cut -c 1-64)"$'\tsize='"$(stat -c %s "$b")\$" tail -n 1 "$w/log/log.tsv"
check "never over another file" 21 "stands already" office "$w" backup "$b"
[ ! -e "$w/.backup.part" ] && [ ! -e "$b.part" ] && [ "$(stat -c %a "$b")" = 600 ] && ok "nothing is left beside it" || not_ok "nothing is left beside it"
identity=$(sed -n 2p "$root/questionbanks/demo/roster.csv" | grep -oE '[0-9]{12}' | head -n 1)
[ -n "$identity" ] && ! grep -qaF -e "$identity" -e sqlar -e ca-1 "$b" && ok "no identity number and no name can be read in it" || not_ok "no identity number and no name can be read in it" "$identity"
check "restore" 0 "files, 1 sessions, [0-9]+ lines" restored "$scratch/new" "$b"
check "and says what is not proved" 0 "no error: not known whether this is the newest backup" restored "$scratch/new.again" "$b"
! waits "$scratch/new" | grep -q "no backup" && ok "one that came out of a backup is not without one" || not_ok "one that came out of a backup is not without one" "$(waits "$scratch/new")"
# its own line is not in it
check "all is there" 0 "" diff -r -x register.db -x .lock -x log "$w" "$scratch/new"
same "the log too" <(sed '$d' "$w/log/log.tsv") <(sed '$d' "$scratch/new/log/log.tsv")
check "with a line that says so" 0 $'\trestore\t-\tfirst.backup\t[0-9a-f]{64}\tsize=[0-9]+ compared=none$' tail -n 1 "$scratch/new/log/log.tsv"
[ -e "$scratch/new/register.db" ] && [ -z "$(find "$scratch/new" -name '.restore*')" ] && ! is_there "$scratch/.new*" && ok "nothing is left beside it" || not_ok "nothing is left beside it"
check "never into a folder that holds something" 21 "not empty" restored "$scratch/new" "$b"
mkdir "$scratch/empty"
check "an empty folder is taken" 0 "files" restored "$scratch/empty/" "$b"
check "how it is opened is said" 0 "open it with: sathachctl -C $scratch/other$" "$ctl" --pass office="$scratch/pass.office" restore "$b" --into "$scratch/other"
check "a folder that is named" 0 "$scratch/named: signed by the office" "$ctl" --pass office="$scratch/pass.office" restore "$b" --into "$scratch/named"
check "all of it" 0 "" diff -r -x register.db -x .lock -x log "$scratch/empty" "$scratch/named"
check "the wrong passphrase" 11 "wrong passphrase" "$ctl" -C "$scratch/none" --pass office="$scratch/pass.examiner" restore "$b"
[ ! -e "$scratch/none" ] && ok "and nothing stands there" || not_ok "and nothing stands there"

# a backup in the workspace is no part of the next one
office "$w" backup "$w/inside.backup" >/dev/null
office "$w" backup "$scratch/second.backup" >/dev/null
[ $(($(stat -c %s "$scratch/second.backup") - $(stat -c %s "$b"))) -lt 65536 ] && ok "a backup holds no backups" || not_ok "a backup holds no backups"
rm "$w/inside.backup"

# ---- the drill ----
before=$(cd "$w" && find . -type f -print0 | sort -z | xargs -0 b2sum)
check "the drill" 0 "files, 1 sessions" office "$w" restore --check "$b"
[ "$before" = "$(cd "$w" && find . -type f -print0 | sort -z | xargs -0 b2sum)" ] && [ -z "$(ls -A "$TMPDIR")" ] && ok "leaves nothing" || not_ok "leaves nothing" "$(ls -A "$TMPDIR")"

# ---- each bit counts ----
size=$(stat -c %s "$b") accepted=0
try_altered() { # OFFSET
    cp "$b" "$scratch/bad"
    flip "$scratch/bad" "$1" $(($1 % 8))
    office "$w" restore --check "$scratch/bad" >"$scratch/said" 2>&1 && accepted=$((accepted + 1)) && echo "# accepted at $1"
    grep -q Sanitizer "$scratch/said" && accepted=$((accepted + 1))
}
for at in 0 8 10 11 12 16 47 48 55 56 63 64 68 80 300 400 420 470 480 488 $((size - 1)) $((size - 64)) $((size - 65)) $(seq 500 $((size / 12)) "$size"); do
    [ "$at" -lt "$size" ] && try_altered "$at"
done
[ $accepted -eq 0 ] && ok "no bit may be turned" || not_ok "no bit may be turned" "$accepted accepted"
head -c $((size - 1)) "$b" >"$scratch/bad"; check "cut short" 10 "cut short" office "$w" restore --check "$scratch/bad"
{ cat "$b"; printf x; } >"$scratch/bad"; check "too long" 10 "cut short or too long" office "$w" restore --check "$scratch/bad"
check "something else" 10 "not a sathach file" office "$w" restore --check "$root/README.md"
mkfifo "$scratch/fifo"; check "a FIFO" 10 "not a regular file" office "$w" restore --check "$scratch/fifo"
check "a key that opens nothing" 12 "not sealed for this key" "$ctl" --pass office="$scratch/pass.examiner" restore --check "$b" --with "$w/keys/examiner.key"

# ---- other keys ----
mkdir "$scratch/ministry"; printf 'mat khau bo xay dung 1\n' >"$scratch/pass.ministry"
"$ctl" init "$scratch/ministry/w" --role office --pass office="$scratch/pass.ministry" >/dev/null
"$build/cheap-keys" "$scratch/pass.ministry" "$scratch/ministry/w/keys/office.key"
check "--also wants an opening key" 12 "has no opening key" office "$w" backup "$scratch/x" --also "$w/keys/examiner.pub"
check "sealed for another too" 0 "it opens with the key of office.pub, too" office "$w" backup "$scratch/both.backup" --also "$scratch/ministry/w/keys/office.pub"
with() { "$ctl" -C "$1" --pass office="$scratch/pass.ministry" restore "${@:2}" --with "$scratch/ministry/w/keys/office.key"; }
check "which opens it" 0 "the log has no line about it" with "$scratch/theirs" "$scratch/both.backup"
check "whole" 0 "" diff -r -x register.db -x .lock -x log "$w" "$scratch/theirs"
check "but not one that was not sealed for it" 12 "not sealed for this key" with "$scratch/none" "$b"

# ---- older than what was shown ----
office "$w" collect "$scratch/room" >/dev/null
office "$w" grade ca-1 >/dev/null 2>&1
ack=$w/sessions/ca-1/ca-1.ack
mkdir "$scratch/stick"; office "$w" log export "$scratch/stick" >/dev/null
code=$(office "$w" log code)
office "$w" backup "$scratch/new.backup" >/dev/null
for how in "acknowledgement $ack" "stick $scratch/stick" "code ${code/ ·/}"; do
    kind=${how%% *} what=${how#* }
    check "an older backup against the $kind" 13 "this log has [0-9]+ lines, .* a mark of [0-9]+|the backup is older" restored "$scratch/old.$kind" "$b" --against "$what"
    [ -e "$scratch/old.$kind/office.ini" ] && ok "is unpacked all the same" || not_ok "is unpacked all the same"
    check "the drill says so too ($kind)" 13 "lines" office "$w" restore --check "$b" --against "$what"
    check "the newest against the $kind" 0 "are those of the mark shown" restored "$scratch/fresh.$kind" "$scratch/new.backup" --against "$what"
    check "its line says how many" 0 "compared=[0-9]+$" tail -n 1 "$scratch/fresh.$kind/log/log.tsv"
done
[ -z "$(ls -A "$TMPDIR")" ] && ok "no drill left anything" || not_ok "no drill left anything" "$(ls -A "$TMPDIR")"
check "the mark is kept: each command stops" 13 "that this office signed: lines are missing" office "$scratch/old.stick" grade ca-1
check "the renewal goes on" 0 "begun anew" office "$scratch/old.stick" log renew --reason "Hỏng ổ đĩa"
check "commands work again" 0 "" office "$scratch/old.stick" log show
check "a mark of lines that were given up is told once" 0 "of before the log was renewed" office "$scratch/old.stick" log check --against "$scratch/stick"
office "$scratch/old.stick" log check --against "$ack" >/dev/null 2>&1
check "and not kept" 0 "" office "$scratch/old.stick" log show
# one of lines that were kept must still be a beginning
mkdir "$scratch/early"; office "$scratch/new" log export "$scratch/early" >/dev/null
check "a mark of this office from another history is told" 13 "lines are missing or replaced here" office "$w" log check --against "$scratch/early"
rm -r "$w/log/met"
check "a code of another log" 13 "are not those of the code" office "$w" restore --check "$scratch/new.backup" --against "3 ${code#*· }"
check "nothing to compare with" 20 "no such file or folder" office "$w" restore --check "$b" --against "$scratch/nothing"
check "no mark at all" 10 "" office "$w" restore --check "$b" --against "$root/questionbanks/profiles/nd175-2024.ini"

# ---- a session that is not whole ----
cp -r "$w" "$scratch/broken"; make_session "$scratch/broken" ca-2
rm "$scratch/broken"/inbox/ca-1/ca-1.0002.*
office "$scratch/broken" backup "$scratch/broken.backup" >/dev/null && ok "what is missing does not keep from a backup" || not_ok "what is missing does not keep from a backup"
check "the restore names it" 13 "ca-1: .*is gone" restored "$scratch/mended" "$scratch/broken.backup"
check "the register has the others" 0 "^ca-2$" sqlite3 "$scratch/mended/register.db" "SELECT name FROM session"
check "rebuild says the same" 13 "ca-1: .*is gone" office "$scratch/mended" rebuild
check "and how many" 13 "1 sessions are not whole" office "$scratch/mended" rebuild
office "$scratch/mended" collect "$scratch/room" >/dev/null
check "healed, it has all" 0 "from 2 sessions" office "$scratch/mended" rebuild
same "its copy of the log has the eight columns" <(sqlite3 -separator $'\t' "$scratch/mended/register.db" 'SELECT * FROM log ORDER BY number') "$scratch/mended/log/log.tsv"

# ---- archives that nobody here wrote ----
# a view that never ends, a table of another shape, a name that leads elsewhere: sealed and signed as only the office could
hostile() { # NAME CODE PATTERN SQL
    rm -f "$scratch/hostile.sqlar" "$scratch/hostile.backup"
    sqlite3 "$scratch/hostile.sqlar" "$4"
    "$build/seal-archive" "$scratch/pass.office" "$w/keys/office.key" "$scratch/hostile.sqlar" "$scratch/hostile.backup"
    check "$1" "$2" "$3" timeout 60 "$ctl" --pass office="$scratch/pass.office" restore --check "$scratch/hostile.backup"
}
tables="CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB); CREATE TABLE hash(name TEXT PRIMARY KEY, blake2b TEXT NOT NULL) WITHOUT ROWID;"
hostile "a view that never ends" 10 "has other tables" "CREATE VIEW sqlar AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)
    SELECT 'reports/f' || x AS name, 0 AS mode, 0 AS mtime, 0 AS sz, x'' AS data FROM c; CREATE TABLE hash(name TEXT PRIMARY KEY, blake2b TEXT)"
hostile "a view beside the tables" 10 "has other tables" "$tables CREATE VIEW more AS SELECT 1"
hostile "a trigger" 10 "has other tables" "$tables CREATE TRIGGER t AFTER INSERT ON sqlar BEGIN SELECT 1; END"
hostile "no file" 10 "holds no workspace" "$tables"
for name in ../office.ini /etc/x a/../b a//b .hidden a/.b ''; do
    hostile "the name \"$name\"" 10 "leads elsewhere" "$tables INSERT INTO sqlar VALUES('$name', 33152, 0, 1, x'61'); INSERT INTO hash VALUES('$name', 'x')"
done
hostile "no hash" 11 "not what was backed up" "$tables INSERT INTO sqlar VALUES('a', 33152, 0, 1, x'61')"
hostile "a false hash" 11 "not what was backed up" "$tables INSERT INTO sqlar VALUES('a', 33152, 0, 1, x'61'); INSERT INTO hash VALUES('a', 'x')"
hostile "no office in it" 2 "office.ini is missing" "$tables INSERT INTO sqlar VALUES('a', 33152, 0, 1, x'61'); INSERT INTO hash VALUES('a', '$(printf a | b2sum -l 256 | cut -c 1-64)')"

# ---- long files and long backups in 200 MB ----
bounded() { (ulimit -v 204800; "$@"); }
truncate -s 400M "$w/documents/holes"
check "a long file goes into a backup" 0 "files" bounded office "$w" backup "$scratch/long.backup"
[ "$(stat -c %s "$scratch/long.backup")" -gt 400000000 ] && ok "whole" || not_ok "whole"
check "and comes back" 0 "files" bounded office "$w" restore --check "$scratch/long.backup"
rm "$w/documents/holes" "$scratch/long.backup"
truncate -s 1100M "$w/documents/holes"
check "one that is too long is named" 30 "documents/holes: [0-9]+ bytes are more than" office "$w" backup "$scratch/x"
[ ! -e "$scratch/x" ] && [ ! -e "$scratch/x.part" ] && ok "and nothing is left" || not_ok "and nothing is left"
rm "$w/documents/holes"
ln -s /etc/passwd "$w/documents/link"
check "a link is named" 10 "documents/link: not a regular file" office "$w" backup "$scratch/x"
rm "$w/documents/link"
# gigabytes of holes that claim to be a backup; SATHACH_NIGHTLY: ten of them
gigabytes=${SATHACH_NIGHTLY:+10} gigabytes=${gigabytes:-2}
"$build/seal-archive" --long $gigabytes "$scratch/pass.office" "$w/keys/office.key" "$scratch/huge.backup"
[ "$(stat -c %s "$scratch/huge.backup")" -gt ${gigabytes}000000000 ] && ok "$gigabytes gigabytes" || not_ok "$gigabytes gigabytes"
check "are refused by the signature" 11 "the signature does not fit" bounded timeout 300 "$ctl" --pass office="$scratch/pass.office" restore --check "$scratch/huge.backup"
finish
