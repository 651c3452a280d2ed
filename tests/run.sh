#!/bin/bash
# Runs the tests, one program more at once than there are processors, for some only wait; those that take longest come first. Each is given a
# temporary folder, a runtime folder in memory and a home of its own, and must leave nothing there. Each speaks TAP ("ok …", "not ok …",
# "… # SKIP reason"); one that ends badly without saying so, that runs no case or not all it promised, counts as a failure. What each said comes
# out whole, in the order of the list; skipped cases are told with their reason at the end, and the last line is "N passed, N failed" or
# "N passed, N failed, N skipped".
#   tests/run.sh BUILD [NAME…]     all, or those whose name contains one of the words: tests/run.sh build tui/ unit/test_vt
#   CI=true           more kills and random exams (SATHACH_THOROUGH=1: those alone); also the unit tests and random keys under AddressSanitizer and
#                     UBSan, tests/ci (clang, headers, packages, benches, fuzzers)
#   SATHACH_JOBS=N    programs at once        SATHACH_LIMIT=S   seconds one may take (900)
#   SATHACH_NIGHTLY=1   also the seat's image, started under QEMU (tests/seat)        SATHACH_TERMINALS=N   at the exam host
#   SATHACH_NIGHTLY=1, SATHACH_CHAOS=N, SATHACH_MOVES=N      more kills, more random exams
set -u
cd "$(dirname "$0")/.."
build=$PWD/${1:-build}
shift $(($# < 1 ? $# : 1))
words=("$@")
jobs=${SATHACH_JOBS:-$(($(nproc) + 1))} limit=${SATHACH_LIMIT:-900}
[ "${CI:-}${SATHACH_NIGHTLY:-}" = "" ] || export SATHACH_THOROUGH=1
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
unset MAKEFLAGS MFLAGS MAKELEVEL
own=$(mktemp -d "${TMPDIR:-/tmp}/sathach-tests-XXXXXX") || exit 1
memory=$(mktemp -d /dev/shm/sathach-tests-XXXXXX 2>/dev/null) || memory=$own/memory
# each program runs under "timeout" as a group of its own, which hears neither a terminal's Ctrl-C nor the end of this one
clean_up() {
    local at
    for at in "$own"/out/*.pid; do
        [ ! -e "$at" ] || [ -e "${at%.pid}.rc" ] || kill "$(cat "$at")"
    done 2>/dev/null
    wait
    rm -rf "$own" "$memory"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$own/out" "$own/samples" "$memory"
export SATHACH_SAMPLES=$own/samples
# a passphrase is stretched once in a run, as if all programs remembered it: tests/lib/preload/stretched.c
truncate -s 4M "$memory/stretched"
remembered=()
[ ! -e "$build/stretched.so" ] || remembered=("LD_PRELOAD=$build/stretched.so" "STRETCHED=$memory/stretched")
passed=0 failed=0 skipped=0 cpu_ms=0
: >"$own/skips"

# ---- one program, in the background ----

execute() { # NUMBER BUILD [VARIABLE=VALUE…] COMMAND…
    local at=$own/out/$1 folder=$own/$1 runtime=$memory/$1
    mkdir -m 700 "$folder" "$folder/home" "$runtime"
    env "${remembered[@]}" TMPDIR="$folder" HOME="$folder/home" XDG_RUNTIME_DIR="$runtime" SATHACH_BUILD="$2" \
        timeout -k 10 "$limit" "$build/took" "$at.took" "${@:3}" >"$at.out" 2>"$at.err" </dev/null &
    echo $! >"$at.pid"
    wait $!
    echo $? >"$at.rc"
    find "$folder" "$runtime" -mindepth 1 ! -path "$folder/home*" >"$at.left"
    rm -rf "$folder" "$runtime"
}

# ---- what it said ----

number_of() { grep -cE "$1" "$2"; } # PATTERN FILE
complain() { bad=$((bad + 1)); complaints+=("$1"); }
# "# SKIP reason", or the comment on the line before where the testing library gives none
note_skips() { # NAME OUTPUT
    awk -v program="$1" '
        /^#/ { comment = substr($0, 3); next }
        /^(not )?ok .*# SKIP|^1\.\.0 +# SKIP/ {
            split($0, part, /# SKIP */); name = part[1]; sub(/^(not )?ok [0-9]+ (- )?|^1\.\.0 /, "", name); sub(/ +$/, "", name)
            reason = comment != "" ? comment : part[2]
            if (name == "" && comment != "") name = part[2]
            print "  " program (name == "" ? "" : ", " name) ": " (reason == "" ? "no reason given" : reason) }
        { comment = "" }' "$2" >>"$own/skips"
}
report() { # NUMBER NAME
    local at=$own/out/$1 name=$2 rc good bad out ms=0 cpu=0 planned
    local complaints=()
    rc=$(cat "$at.rc") good=$(number_of '^ok ' "$at.out") out=$(number_of '^((not )?ok .*|1\.\.0 +)# SKIP' "$at.out")
    good=$((good - $(number_of '^ok .*# SKIP' "$at.out"))) bad=$(($(number_of '^not ok ' "$at.out") - $(number_of '^not ok .*# SKIP' "$at.out")))
    planned=$(awk -F'[.][.]' '/^1[.][.][0-9]+/ {n += $2} END {print n + 0}' "$at.out")
    [ "$rc" -ne 124 ] || complain "did not end within $limit s"
    [ "$rc" -eq 0 ] || [ "$bad" -gt 0 ] || complain "ended with $rc"
    [ $((good + bad + out)) -gt 0 ] || complain "ran no case"
    [ "$planned" -eq 0 ] || [ "$planned" -eq $(($(number_of '^(not )?ok ' "$at.out"))) ] || complain "promised $planned cases and ran others"
    [ ! -s "$at.left" ] || complain "left behind: $(head -n 5 "$at.left" | tr '\n' ' ')"
    [ ! -s "$at.took" ] || read -r ms cpu _ <"$at.took"
    [ "$out" -eq 0 ] || note_skips "$name" "$at.out"
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + out)) cpu_ms=$((cpu_ms + cpu))
    printf '%-36s %4d passed, %d failed%s  (%d.%d s, %d.%d s of processor time)\n' "$name" "$good" "$bad" "$([ "$out" -eq 0 ] || echo ", $out skipped")" \
        $((ms / 1000)) $((ms % 1000 / 100)) $((cpu / 1000)) $((cpu % 1000 / 100))
    if [ "$bad" -ne 0 ]; then
        echo "---- $name (exit $rc)"
        [ ${#complaints[@]} -eq 0 ] || printf '%s: %s\n' "$name" "${complaints[@]}"
        grep -vE '^ok ' "$at.out" | tail -n 120
        tail -n 60 "$at.err"
        echo "----"
    fi
}

# ---- the list ----

names=() commands=()
is_wanted() {
    local word
    [ ${#words[@]} -gt 0 ] || return 0
    for word in "${words[@]}"; do [[ $1 != *"$word"* ]] || return 0; done
    return 1
}
add() { # NAME BUILD COMMAND…
    is_wanted "$1" || return 0
    names+=("$1")
    shift
    commands+=("$(printf '%q ' "$@")")
}
run_all() {
    local i next=0
    for i in "${!names[@]}"; do
        eval "execute $i ${commands[i]}" &
        # whoever has ended in the order of the list is told
        while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n; tell; done
    done
    while [ "$next" -lt ${#names[@]} ]; do
        wait -n 2>/dev/null
        tell
    done
    names=() commands=()
    rm -f "$own"/out/*
}
tell() {
    while [ "$next" -lt ${#names[@]} ] && [ -s "$own/out/$next.rc" ] && [ -e "$own/out/$next.left" ] && [ ! -e "$own/$next" ]; do
        report "$next" "${names[next]}"
        next=$((next + 1))
    done
}
outside() { find /tmp /var/tmp /dev/shm -maxdepth 1 -name 'sathach*' ! -name 'sathach-tests-*' 2>/dev/null | sort; }

outside >"$own/before"
programs_of() { local t; for t in "tests/$1"/test_*.c; do t=${t##*/}; echo "${t%.c}"; done; }
for t in $(programs_of crash); do add "unit/$t" "$build" "$build/unit/$t"; done
for t in tests/crash/*.sh tests/tui/*.sh tests/cli/*.sh; do add "${t#tests/}" "$build" bash "$t"; done
for t in $(programs_of unit); do add "unit/$t" "$build" "$build/unit/$t"; done
run_all
# whole machines, one at a time: an emulator's processor is the slowest of all
if [ "${SATHACH_NIGHTLY:-}" = 1 ]; then
    many=$jobs jobs=1 remembered=()
    for t in listing twice boot uefi refused installed debian13; do add "seat/$t.sh" "$build" bash "tests/seat/$t.sh"; done
    run_all
    jobs=$many
fi
if [ "${CI:-}" = true ]; then
    remembered=() # roots of other systems, and sanitizers, which want to be the first
    for t in tests/ci/*.sh; do add "${t#tests/}" "$build" bash "$t"; done
    run_all
    export LSAN_OPTIONS=suppressions=$PWD/tests/data/lsan.supp:print_suppressions=0 SATHACH_SLOW=1
    make --no-print-directory BUILD="$build" asan >"$own/asan" 2>&1 || tail -n 40 "$own/asan" # what is missing fails below
    add "asan/tui/monkey.sh" "$build/asan" bash tests/tui/monkey.sh
    for t in $(programs_of crash) $(programs_of unit); do add "asan/unit/$t" "$build/asan" "$build/asan/unit/$t"; done
    run_all
fi
outside | comm -13 "$own/before" - >"$own/stray"
if [ -s "$own/stray" ]; then
    echo "left behind outside the tests' folders, unless somebody else runs the programs here:"
    cat "$own/stray"
    [ "${CI:-}" != true ] || failed=$((failed + 1))
fi

printf '\n%d.%d s of processor time\n' $((cpu_ms / 1000)) $((cpu_ms % 1000 / 100))
if [ "$skipped" -gt 0 ]; then echo "skipped:"; cat "$own/skips"; fi
tail=
[ "$skipped" -eq 0 ] || tail=", $skipped skipped"
echo "$passed passed, $failed failed$tail"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
