# What command-line tests share: a scratch folder, TAP lines, the programs. Each test has a temporary and a runtime folder of its own.
#   . tests/lib/lib.sh
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
build=${SATHACH_BUILD:-$root/build}
ctl=$build/sathachctl
client=$build/sathach
export LC_ALL=C.UTF-8 TZ=UTC LANGUAGE=en
scratch=$(mktemp -d)
# the client keeps a session's key below XDG_RUNTIME_DIR, in memory only
for memory in "${XDG_RUNTIME_DIR:-/dev/shm}" /dev/shm "$scratch"; do [ -w "$memory" ] && break; done
XDG_RUNTIME_DIR=$(mktemp -d "$memory/sathach-XXXXXX")
export XDG_RUNTIME_DIR
clean_up() { rm -rf "$scratch" "$XDG_RUNTIME_DIR"; }
trap clean_up EXIT
count=0 bad=0

ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() { count=$((count + 1)); bad=$((bad + 1)); echo "not ok $count - $1"; [ $# -gt 1 ] && printf '%s\n' "$2" | sed 's/^/# /'; return 0; }
# A case that cannot be tried here: neither passed nor failed.
skip() { count=$((count + 1)); echo "ok $count - $1 # SKIP $2"; } # NAME REASON

# check NAME EXPECTED_CODE "PATTERN" COMMAND…: runs, compares the exit code, greps stdout+stderr.
check() {
    local name=$1 want=$2 pattern=$3 out rc
    shift 3
    out=$("$@" 2>&1 </dev/null); rc=$?
    if [ $rc -eq "$want" ] && { [ -z "$pattern" ] || grep -qE -- "$pattern" <<<"$out"; }; then ok "$name"
    else not_ok "$name" "exit $rc (wanted $want), wanted /$pattern/, said: $out"; fi
}
same() { # NAME FILE FILE
    if cmp -s "$2" "$3"; then ok "$1"; else not_ok "$1" "$(diff "$2" "$3" 2>&1 | head -n 20)"; fi
}
# Looks ten times a second until the command succeeds, for a minute at the most: for what another program does in its own time.
await() { # COMMAND…
    for _ in $(seq 600); do
        "$@" && return 0
        sleep 0.1
    done
    return 1
}
# Turns a bit over: bytes that are drawn by lot may be any already, so none is written over with a letter.
flip() { # FILE OFFSET [BIT]
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    printf "\\x$(printf %02x $((byte ^ (1 << ${3:-0}))))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}
is_there() { compgen -G "$1" >/dev/null; } # PATTERN OF FILES
# Session keys that clients keep in memory while a room is unlocked.
rooms() { find "$XDG_RUNTIME_DIR" -type f | sort; }
finish() { echo "1..$count"; [ $bad -eq 0 ]; }
