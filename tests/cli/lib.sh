# What command-line tests share: a scratch folder, TAP lines, the programs.
#   . tests/cli/lib.sh
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
build=${SATHACH_BUILD:-$root/build}
ctl=$build/sathachctl
client=$build/sathach
export LC_ALL=C.UTF-8 TZ=UTC LANGUAGE=en
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0 bad=0

ok() { count=$((count + 1)); echo "ok $count - $1"; }
not_ok() { count=$((count + 1)); bad=$((bad + 1)); echo "not ok $count - $1"; [ $# -gt 1 ] && printf '%s\n' "$2" | sed 's/^/# /'; return 0; }

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
# Session keys that clients keep on tmpfs while a room is unlocked.
rooms() { find "/run/user/$(id -u)/sathach" "/dev/shm/sathach-$(id -u)" "/run/sathach-$(id -u)" -type f 2>/dev/null | sort; }
finish() { echo "1..$count"; [ $bad -eq 0 ]; }
