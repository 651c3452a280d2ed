# An exam line by line from a shell: say types a line, hear waits for one that matches. Wants $w (the office's folder) and session "ca-1".
#   . tests/cli/lib.sh; . tests/cli/office.sh; . tests/cli/lines.sh
slip() { sqlite3 :memory: "SELECT value->>'$2' FROM json_each(readfile('$scratch/slips.json')) WHERE value->>'paper'='$1'"; } # PAPER COLUMN
code_of() { sed -n "s/^$1 1: *\\([0-9A-Z]* [0-9A-Z]*\\).*/\\1/p" "$w/reports/ca-1/codes.txt" | head -n 1; }                    # LABEL: the room's first
sit_down() { # SEAT FOLDER [OPTIONS…]
    local seat=$1 folder=$2
    shift 2
    coproc EXAM { exec ${before_client:-} "$client" --bank "$w/banks/mau.bank" --session "$w/sessions/ca-1/ca-1.session" --data "$folder" \
        --trust "$w/keys/office.pub" --seat "$seat" --lang en --linear --pass session="$scratch/pass.ca-1" "$@" 2>&1; }
    exam=$EXAM_PID
    exec {to}>&"${EXAM[1]}"- {from}<&"${EXAM[0]}"-
}
log_in() { say "$(slip "$1" sbd)"; say "$(slip "$1" access_code)"; hear 'Press Enter'; } # PAPER
say() { printf '%s\n' "$1" >&"$to"; }
hear() {
    local line
    while IFS= read -r -t 30 line <&"$from"; do
        printf '%s\n' "$line" >>"$scratch/heard"
        grep -qE -- "$1" <<<"$line" && return 0
    done
    echo "# never heard: $1"
    return 1
}
end() { # [SIGNAL]
    [ $# -gt 0 ] && kill -"$1" "$exam"
    exec {to}>&- 2>/dev/null
    cat <&"$from" >/dev/null
    wait "$exam" 2>/dev/null
    exec {from}<&-
}
