# A command killed at the system calls by which it changes the disk, each time on a copy of the office $w in the folder $work: then `again COPY`, which
# the test has, goes on and says whether all is well. At some, evenly spread; SATHACH_THOROUGH: at more of them, SATHACH_NIGHTLY: at every call.
#   . tests/lib/lib.sh; . tests/lib/office.sh; . tests/lib/killed.sh; w=$work/office
kills_of() { # SOME MORE
    if [ -n "${SATHACH_NIGHTLY:-}" ]; then echo 100000
    elif [ -n "${SATHACH_THOROUGH:-}" ]; then echo "$2"
    else echo "$1"; fi
}
kills=$(kills_of 4 9)
work=$scratch/work
if [ "$(df --output=avail -m "$XDG_RUNTIME_DIR" | tail -n 1)" -gt 512 ]; then work=$XDG_RUNTIME_DIR/work; fi
mkdir -p "$work"
# each file that came or was made stands in one line
doubles() { awk -F'\t' '$4 ~ /^(session|commit|people|answers|resume|manifest|decision|witness|sheet)$/ {print $4, $5, $6, $7}' "$1/log/log.tsv" | sort | uniq -d; }
whole() { # WORKSPACE: log and session
    office "$1" log check >/dev/null 2>"$scratch/why" && office "$1" reconcile ca-1 >/dev/null 2>"$scratch/why"
    [ $? -le 1 ] && [ -z "$(doubles "$1")" ] || { doubles "$1" >>"$scratch/why"; return 1; }
}
# killed NAME "ITS END" PROGRAM…: with @ for the copy of the office
killed_program() {
    local name=$1 end=$2 n at calls rc c=$work/copy wrong='' tried=0 args
    shift 2
    set_up() { rm -rf "$c" "$work"/.copy* "$work/new" "$work"/.new* "$work"/*.backup*; cp -a "$w" "$c"; }
    set_up
    args=("${@//@/$c}")
    "$build/kill-command" --count "$scratch/calls" "${args[@]}" >"$scratch/said" 2>&1; rc=$?
    if [ $rc -eq 77 ]; then skip "$name" "ptrace is refused here"; return; fi
    calls=$(cat "$scratch/calls")
    [ $rc -eq "$end" ] && [ "$calls" -ge 5 ] || { not_ok "$name undisturbed, with its calls" "exit $rc, $calls calls: $(cat "$scratch/said")"; return; }
    for ((n = 0; n < kills && n < calls; n++)); do
        at=$((1 + (kills >= calls ? n : n * (calls - 1) / (kills - 1))))
        set_up
        "$build/kill-command" --at $at "${args[@]}" >/dev/null 2>&1; rc=$?
        tried=$((tried + (rc == 137)))
        : >"$scratch/why"
        again "$c" >"$scratch/again" 2>&1 || wrong+="at call $at of $calls: $(cat "$scratch/again" "$scratch/why")
"
    done
    [ -z "$wrong" ] && [ $((tried * 2)) -ge "$n" ] && ok "$name: killed $tried times at its $calls calls" || not_ok "$name: killed $tried of $n times at its $calls calls" "$wrong"
}
# killed NAME "ITS END" COMMAND…: of sathachctl
killed() {
    local name=$1 end=$2
    shift 2
    killed_program "$name" "$end" "$ctl" --pass office="$scratch/pass.office" "$@"
}
