#!/bin/bash
# Each defence against an attack is taken out of a copy of the sources, one after the other; the test that is there for it must then fail. A row that no
# longer fits the sources, that does not compile, or whose test still passes, is a failure. Takes a while: not a part of "make test".
#   tests/mutate.sh [WORD…]       all, or the attacks whose words contain one of these
#   tests/mutate.sh --fit         whether each row still fits the sources, and no more
set -u
cd "$(dirname "$0")/.."
fit=false
if [ "${1:-}" = --fit ]; then fit=true; shift; fi
words=("$@")
tree=$(mktemp -d "${TMPDIR:-/tmp}/sathach-mutants-XXXXXX") || exit 1
trap 'rm -rf "$tree"' EXIT
count=0 bad=0
ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() { count=$((count + 1)); bad=$((bad + 1)); echo "not ok $count - $1"; [ -z "${2:-}" ] || sed 's/^/# /' <<<"$2"; }
is_wanted() { # WORDS OF A ROW
    local word
    [ ${#words[@]} -eq 0 ] && return
    for word in "${words[@]}"; do [[ $1 == *"$word"* ]] && return; done
    return 1
}
build() { # TARGETS…: with what is left unused after a line was taken out
    make -C "$tree" CFLAGS='-g -Wno-error' "$@" >"$tree/said" 2>&1
}
replace() { # FILE ROW: false when its text does not stand there once
    ROWS=$2 perl -0777 -pi -e '
        BEGIN { ($old, $new) = split /\n====(?:\n|\z)/, $ENV{ROWS}; $new //= "" }
        $n = () = /\Q$old\E/g; s/\Q$old\E/$new/; END { exit($n == 1 ? 0 : 1) }' "$1"
}
said() { grep -qE "^$test +[0-9]+ passed, $1" "$tree/said"; } # HOW MANY: the test itself, for others whose name begins so are not built
# What is read from here: the text as it stands, "====", and what is put in its place; the text stands once in the file.
mutant() { # ATTACK FILE TEST
    local attack=$1 file=$2 test=$3 rows program
    rows=$(cat)
    is_wanted "$attack" || return
    cp "$tree/$file" "$tree/before"
    if ! replace "$tree/$file" "$rows"; then not_ok "$attack: the row fits $file no more" "$rows"
    elif [ ! -e "tests/${test#tests/}" ] && [ ! -e "tests/unit/${test##*/}.c" ] && [ ! -e "tests/crash/${test##*/}.c" ]; then not_ok "$attack: no test $test"
    elif $fit; then ok "$attack: the row fits $file"
    else
        program=all
        case $test in unit/*) program="all build/$test" ;; esac
        if ! build $program; then not_ok "$attack: does not compile" "$(tail -n 5 "$tree/said")"
        elif (cd "$tree" && tests/run.sh build "$test") >"$tree/said" 2>&1 || said "0 failed"; then not_ok "$attack: $test passes without the defence"
        elif ! said "[1-9][0-9]* failed"; then not_ok "$attack: $test does not end" "$(tail -n 5 "$tree/said")"
        else ok "$attack: $test fails without the defence"; fi
    fi
    cp "$tree/before" "$tree/$file"
}

# what a newcomer has, with git or without
tar -c --exclude=./build --exclude=./.git . | tar -x -C "$tree"
$fit || make -C "$tree" CFLAGS='-g -Wno-error' all build/took $(sed 's/^/build\//' <<<"$(ls tests/lib/programs | sed 's/\.c$//')") >"$tree/said" 2>&1 ||
    { echo "not ok 1 - the copy compiles"; tail -n 5 "$tree/said"; exit 1; }

# ---- what came may only grow ----
mutant "a file that is deleted or edited becomes absent" tools/office/log_evidence.c cli/history.sh <<'X'
        if (!c.stands[i] &&
====
        if (false && !c.stands[i] &&
X
mutant "a seat is told to purge what the office has lost" tools/office/collect.c cli/history.sh <<'X'
    enum err_code rc = whole_check(c->workspace, &c->office->pub, c->opened[i].name, false, &why);
====
    enum err_code rc = ERR_OK;
X
mutant "a seat is emptied of what the office never had" app/client/purge.c cli/move.sh <<'X'
    if (is_acknowledged(p, name) || (p->is_forced && is_same_there(p, name)))
====
    if (is_acknowledged(p, name) || is_same_there(p, name))
X
mutant "a journal is edited under its name" tools/office/log_evidence.c cli/history.sh <<'X'
        c->stands[i] = known->is_whole && is_that_journal(line, known->paper, known->head);
====
        c->stands[i] = true;
X
mutant "older results are put back" tools/office/whole.c cli/history.sh <<'X'
    if (rc == ERR_OK && w->log && (last ? strcmp(hex, last->hash) != 0 : file_exists(path)))
====
    if (false)
X
mutant "signed lines of the log are written anew" tools/office/log.c unit/test_log <<'X'
    if (strcmp(origin, l->mark.origin) != 0 || memcmp(root, l->mark.root, CRYPT_HASH) != 0)
====
    if (strcmp(origin, l->mark.origin) != 0)
X

# ---- people, rulings ----
mutant "identity numbers are swapped with the public key alone" tools/office/office_session.c cli/people.sh <<'X'
             : memcmp(hash, s->session.info.people_hash, CRYPT_HASH) == 0)
====
             : true)
X

mutant "results change after the close" tools/office/graded.c cli/close.sh <<'X'
    if (!close)
====
    if (true)
X

# ---- the draw ----
mutant "D is sought after the lot is known" tools/work/session_make.c cli/draw.sh <<'X'
    if (strcmp(name, said->session) != 0 || memcmp(now, said->commitment, CRYPT_HASH) != 0)
====
    if (strcmp(name, said->session) != 0)
X
mutant "a lot is given to a session that was not committed to" tools/cmd/session.c cli/draw.sh <<'X'
    if (names_a_lot(argc, argv))
====
    if (false)
X
mutant "a session is made anew under its name" tools/work/session_make.c cli/draw.sh <<'X'
        if (strcmp(l->line[i].session, name) == 0)
            return
====
        if (false)
            return
X
mutant "a session drawn by another D is put there by hand" tools/office/found.c cli/draw.sh <<'X'
        memcmp(said.commitment, s.info.draw_commitment, CRYPT_HASH) != 0)
====
        memcmp(said.commitment, said.commitment, CRYPT_HASH) != 0)
X
mutant "a paper of drawn.tsv is another than the drawn one" tools/office/drawn.c cli/drawn.sh <<'X'
    if (rc == ERR_OK && wrong)
====
    if (rc == ERR_OK && wrong > SESSION_PAPERS_MAX)
X
mutant "the commitment is logged after the draw" tools/office/drawn.c unit/test_commit <<'X'
    if (commitment->number > session->number)
====
    if (commitment->number > session->number + l->lines + 1000)
X
mutant "what is revealed is another draw than was committed to" tools/office/drawn.c cli/drawn.sh <<'X'
    return memcmp(hash, d->said.commitment, CRYPT_HASH) == 0
====
    return true
X

# ---- an older office, another history ----
mutant "an older backup is put in place" tools/office/log_met.c cli/restore.sh <<'X'
    if (e > l->e || m->size > l->lines)
        return LOG_MET_AHEAD;
====
    if (e > l->e || m->size > l->lines)
        return LOG_MET_PREFIX;
X
mutant "a backup's bits are turned" tools/office/backup_stream.c unit/test_backup <<'X'
    if (rc == ERR_OK && !crypt_is_signed_digest(out->signer, LABEL_SIGN_PACKAGE, out->digest, sig))
====
    if (false)
X
mutant "pieces of a backup change places" tools/office/backup_stream.c unit/test_backup <<'X'
        out[sizeof LABEL_BACKUP + k] = (uint8_t)(i >> (8 * k));
====
        out[sizeof LABEL_BACKUP + k] = 0 * (uint8_t)(i >> (8 * k));
X
mutant "the end of a backup is left out" tools/office/backup_stream.c unit/test_backup <<'X'
    out[sizeof LABEL_BACKUP + 8] = is_last;
====
    out[sizeof LABEL_BACKUP + 8] = 0 * is_last;
X
mutant "an archive holds a view that never ends" tools/office/archive_read.c cli/restore.sh <<'X'
        rc = check_schema(&a, e);
====
        rc = ERR_OK;
X
mutant "a mark from the room is passed over" tools/office/collect.c cli/ack.sh <<'X'
        rc = collect_marks(c, e);
====
        rc = ERR_OK;
X
mutant "a witness forgets what it cosigned" tools/office/witness.c cli/witness.sh <<'X'
    if (rc == ERR_OK)
        rc = write_state(w, v, state, e);
    if (rc == ERR_OK && asprintf
====
    if (rc == ERR_OK && asprintf
X
mutant "a part of the sheet is taken for the whole" tools/office/proof.c unit/test_proof <<'X'
    if (asked->typed < asked->asked || asked->uncovered)
====
    if (false)
X
mutant "a witness is shown another history" tools/office/witness.c cli/witness.sh <<'X'
    return memcmp(root, v->kept.root, CRYPT_HASH) == 0;
====
    return true;
X

# ---- the rules at grading ----
mutant "answers are given after the time" tools/office/rules.c unit/test_rules <<'X'
    if ((ev->type == JOURNAL_CHOOSE || ev->type == JOURNAL_CLEAR) && ev->used_ms > j->allowed_ms)
====
    if (false)
X
mutant "a start gives itself more minutes" tools/office/rules.c unit/test_rules <<'X'
    if (ev->minutes != p->minutes)
====
    if (false)
X
mutant "more time that no voucher gave" tools/office/rules.c unit/test_rules_codes <<'X'
    if (ev->code ? !keeps_code(j, ev, mac) : wants)
====
    if (false)
X
mutant "a voucher is used twice" tools/office/rules.c unit/test_rules_codes <<'X'
    if (u && u->is_twice)
====
    if (false)
X
mutant "a paper is finished at another machine" tools/office/rules.c unit/test_rules <<'X'
    if (ev->seq && !continues && memcmp(ev->seat_hash, j->seat, 8) != 0)
====
    if (false)
X
mutant "a seat was left, and the paper goes on there" tools/office/rules.c unit/test_rules <<'X'
            breach_at(j, RULES_AFTER_LEAVE, l->events);
====
            continue;
X
mutant "a journal is rewritten behind the sheet's back" tools/office/grading.c cli/presence.sh <<'X'
           sheet_contradicts(s->sheet, m->paper, receipt);
====
           false;
X
mutant "a damaged file becomes absent" tools/office/presence.c cli/presence.sh <<'X'
            s->presence[paper] = PRESENCE_CLAIMED;
====
            continue;
X
mutant "a paper that only a manifest names becomes absent" tools/office/presence.c cli/presence.sh <<'X'
                s->presence[m->entry[k].paper] = PRESENCE_NAMED;
====
                continue;
X
mutant "a ruling is dated back" tools/office/decisions.c cli/council.sh <<'X'
    if (why)
        return err_set(e, ERR_POLICY, "%s: %s", path, why);
    if (!p->is_found && strcmp(d->date, p->log->line[p->at - 1].time) != 0)
====
    (void)why;
    if (false)
X
mutant "a manifest that never came is not missed" tools/office/reconcile_room.c cli/presence.sh <<'X'
    for (uint32_t n = last + 1; n < x->manifest.number; n++) {
====
    for (uint32_t n = x->manifest.number; n < x->manifest.number; n++) {
X
mutant "two manifests of one number pass for one" tools/office/reconcile_room.c cli/presence.sh <<'X'
    if (before && x->manifest.number == last)
        return add(r, RECONCILE_TWICE, seat, last, e);
====
    (void)seat;
X
mutant "lists are published before the sheet is compared" tools/work/report_session.c cli/presence.sh <<'X'
        rc = sheet_check_complete(&sheet, &out->results, e);
====
        rc = ERR_OK;
X

# ---- the room ----
mutant "a voucher is typed again after a restart" app/client/room_record_file_state.c unit/test_vouchers <<'X'
        worst = one > worst ? one : worst;
====
        (void)one;
X
mutant "five wrong vouchers, and the seat is started again" app/client/room_record_file_state.c unit/test_vouchers <<'X'
    return from + ROOM_RECORD_WAIT_MS;
====
    return from;
X
mutant "the data folder is moved, and answers pass for saved" app/core/attempt.c unit/test_data_folder <<'X'
    return sq == SQLITE_DONE ? attempt_check_place(a, e) : e->code;
====
    return sq == SQLITE_DONE ? ERR_OK : e->code;
X
mutant "the data folder is moved while nobody answers" app/client/exam_events.c unit/test_data_folder <<'X'
    exam_push(x);
    check_file(x);
====
    exam_push(x);
X
mutant "a copy that was taken away counts as a second place" app/core/outbox.c unit/test_places <<'X'
    if (!is_held)
        o->held = (struct outbox_held){0};
====
    (void)is_held;
X
mutant "who takes up a copy is told that all answers are here" app/client/exam_other_seat.c unit/test_exchange <<'X'
    exam_note_arrival(x, EXAM_ARRIVAL_COPY);
====
X
mutant "a question that nobody looked at is journaled as seen" app/client/exam.c unit/test_client <<'X'
    x->view.question = x->journal.position; /* nothing else was seen yet */
====
X
mutant "a list names its basis by a few digits only" tools/office/signing.c cli/reports.sh <<'X'
    snprintf(comment, sizeof comment, "file:%s\tsession:%s%s%s\thashed", f->name, f->session,
====
    snprintf(comment, sizeof comment, "file:%s\tsession:%s%s%.16s\thashed", f->name, f->session,
X
mutant "all custodians' passphrases lie in one file" tools/work/session_making.c cli/day.sh <<'X'
    if ((n > 1 ? asprintf(&own, "%s.%u", path, number) : asprintf(&own, "%s", path)) < 0)
====
    if ((n > 99 ? asprintf(&own, "%s.%u", path, number) : asprintf(&own, "%s", path)) < 0)
X
mutant "a manifest is forged" app/core/manifest.c unit/test_seat_files <<'X'
    if (memcmp(mac, out->mac, sizeof mac) != 0)
====
    if (false)
X
mutant "a header that says ended is planted" app/core/answers.c unit/test_drop <<'X'
    return is_made && memcmp(tag, info->tag, sizeof tag) == 0;
====
    return is_made;
X
mutant "a claim of a first start is planted" app/core/claim.c unit/test_seat_files <<'X'
    if (memcmp(tag, p.payload + CLAIM_TAGGED, sizeof tag) != 0)
====
    if (false)
X
mutant "a room record is edited" app/core/room_record.c unit/test_room_record <<'X'
        if (r.seq != next || memcmp(mac, record + ROOM_RECORD_BODY, sizeof mac) != 0)
====
        if (r.seq != next)
X

# ---- a paper at several seats ----
mutant "an answer is said to stand in two places before it does" app/client/exam.c unit/test_moving_exams <<'X'
    return x->disk.last_seq[q] <= x->checkpoint.copied ? EXAM_SAVED_TWICE : EXAM_SAVED_HERE;
====
    return EXAM_SAVED_TWICE;
X
mutant "a paper is begun by a claim of another seat" app/client/first_start.c cli/twice.sh <<'X'
    return f->claim == OUTBOX_CLAIM_MADE ||
====
    return f->claim != OUTBOX_CLAIM_NONE ||
X
mutant "a voucher on an old look opens a paper handed in" app/client/intervention.c cli/twice.sh <<'X'
    return is_unseen || (c->exam && c->exam->seat.is_contested);
====
    return is_unseen;
X
mutant "a journal that parts goes on by itself" app/client/exam_other_seat.c unit/test_taking_over <<'X'
    if (*what == EXAM_FOUND_FORK)
        contest(x);
====
    (void)0;
X
mutant "an old seat's tail stops the seat that went on" app/client/exam_other_seat.c unit/test_taking_over <<'X'
            : is_tail                           ? EXAM_FOUND_TAIL
====
            : !is_tail && false                 ? EXAM_FOUND_TAIL
X
mutant "of two seats that took over the one met last wins" app/client/exam_other_seat.c unit/test_taking_over <<'X'
    if (p.theirs_goes_on && may_return && (!p.ours_goes_on || is_later(x, found))) {
====
    if (p.theirs_goes_on && may_return && (!p.ours_goes_on || is_later(x, found) || true)) {
X
mutant "a start cut off from its voucher goes on" app/client/exam.c unit/test_moves <<'X'
    if (x->journal.count != 1 || !exam_is_same_seat(x) ||
====
    if (x->journal.count != 0 || !exam_is_same_seat(x) ||
X
mutant "a copy of what was set aside is removed" app/client/exchange_look.c unit/test_taking_over <<'X'
        x->replaceds = 0; /* what lies there of the journal set aside stays for the office */
====
        (void)x;
X
mutant "an end planted in the folder is believed" app/core/outbox_look.c cli/twice.sh <<'X'
           answers_is_tagged(&out->info, w->key) &&
====
           true &&
X
mutant "a second crash stands at the first question" app/client/exam.c cli/mishaps.sh <<'X'
    x->view.question = x->journal.position; /* nothing else was seen yet */
====
    x->view.question = 0;
X
mutant "a restart opens a seat that wrong codes locked" app/client/unlock.c cli/mishaps.sh <<'X'
    c->login.is_locked = told.is_login_locked;
====
    c->login.is_locked = false;
X
mutant "a restart ends the wait of wrong vouchers" app/client/unlock.c cli/mishaps.sh <<'X'
    c->invigilator.wait_until = told.wait_until_ms;
====
    c->invigilator.wait_until = 0;
X

# ---- the bank ----
mutant "a cell is sealed so that it hints at its answer" tools/bank/sealed.c unit/test_sealed <<'X'
             again->len != len || memcmp(again->data, cell, len) != 0)
====
             again->len != len)
X

[ $count -gt 0 ] || not_ok "a row has one of these words" "${words[*]}"
echo "1..$count"
[ $bad -eq 0 ]
