#!/bin/bash
# Golden screens of the client: text, attributes and cursor of every screen in both languages at 80×24, 100×30 and 132×43; the same on other
# terminals, where only the twins of the glyphs may differ.
#   tests/tui/screens.sh            UPDATE_GOLDEN=1 writes them anew: look at the difference before keeping it
. "$(dirname "$0")/../cli/lib.sh"
golden=tests/data/golden
mkdir -p "$golden"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-desk" --print-codes)
# NAME TERM SIZE LANG [VARIABLE=VALUE…]
screens() {
    local name=$1 term=$2 size=$3 lang=$4 dir=$5
    shift 5
    local twins=(-D CHOSEN=● -D POINTER=▶)
    case $term in vt*) twins=(-D 'CHOSEN=*' -D 'POINTER=>') ;; esac
    if timeout 120 "$build/tui-run" -G "$dir" "${define[@]}" "${twins[@]}" "$@" -D TERMINAL="$term" -D SIZE="$size" -D LANG="$lang" -D P="$lang-$size" \
        -D DESK="$build/tui-desk" -D LONG=5 -D RECEIPT="(([0-9A-Z] ){3}[0-9A-Z] {4}){3}([0-9A-Z] ){3}[0-9A-Z]" -E LANG=C.UTF-8 tests/tui/screens/all.tui >"$scratch/log" 2>&1; then
        ok "$name"
    else
        not_ok "$name" "$(cat "$scratch/log")"
    fi
}
for lang in vi en; do
    for size in 24x80 30x100 43x132; do
        screens "xterm $size $lang" xterm-256color $size $lang "$golden"
    done
done
# Other terminals at 80×24: the same text, attributes and cursor.
for lang in vi en; do
    screens "linux $lang" linux 24x80 $lang "$golden"
    screens "tmux $lang" tmux-256color 24x80 $lang "$golden"
    screens "NO_COLOR $lang" xterm-256color 24x80 $lang "$golden" -E NO_COLOR=1
done
# vt100: the same but for the twins.
text() { sed -n '/^text/,/^attr/p' "$1"; }
for lang in vi en; do
    UPDATE_GOLDEN=1 screens "vt100 $lang" vt100 24x80 $lang "$scratch/vt100"
    for f in "$golden/$lang"-24x80-*.screen; do
        case $f in *-closing.screen) continue ;; esac
        other=$scratch/vt100/$(basename "$f")
        text "$f" | sed 'y/●▶·↑↓←→│─–…/*>.^v<>|--./' >"$scratch/a"
        text "$other" | sed 'y/●▶·↑↓←→│─–…/*>.^v<>|--./' >"$scratch/b"
        cmp -s "$scratch/a" "$scratch/b" || echo "$(basename "$f"): $(diff "$scratch/a" "$scratch/b" | head -n 6)"
    done >"$scratch/differences" 2>&1
    [ ! -s "$scratch/differences" ] && ok "vt100 $lang: the same text but for the twins" || not_ok "vt100 $lang: the same text" "$(cat "$scratch/differences")"
    grep -qP '[●▶↓↑─]' "$scratch/vt100/$lang-24x80-question.screen" && not_ok "vt100 $lang: twins only" || ok "vt100 $lang: twins only"
done
for term in xterm-256color linux tmux-256color vt100; do
    chosen=●; [ $term = vt100 ] && chosen='*'
    if timeout 60 "$build/tui-run" -G "$golden" "${define[@]}" -D DESK="$build/tui-desk" -D TERMINAL=$term -D CHOSEN="$chosen" -E LANG=C.UTF-8 \
        tests/tui/letters.tui >"$scratch/log" 2>&1; then
        ok "$term: 134 letters in their places"
    else
        not_ok "$term: 134 letters" "$(cat "$scratch/log")"
    fi
done
if timeout 60 "$build/tui-run" -G "$golden" "${define[@]}" -D DESK="$build/tui-desk" -E LANG=C.UTF-8 tests/tui/contrast.tui >"$scratch/log" 2>&1; then
    ok "strong contrast"
else
    not_ok "strong contrast" "$(cat "$scratch/log")"
fi
for lang in vi en; do
    for size in 24x80 30x100 43x132; do
        if timeout 120 "$build/tui-run" -G "$golden" "${define[@]}" -D DESK="$build/tui-desk" -D LANG=$lang -D SIZE=$size -D P=$lang-$size -E LANG=C.UTF-8 \
            -E SLOW_SYNC_MS=700 -E LD_PRELOAD="$build/slow-sync.so" tests/tui/closing.tui >"$scratch/log" 2>&1; then
            ok "closing on a slow disk, $lang $size"
        else
            not_ok "closing on a slow disk, $lang $size" "$(cat "$scratch/log")"
        fi
    done
done
finish
