#!/bin/bash
# Golden screens of the client, without colours: text, attributes and cursor of every screen in both languages at 80×24, 100×30 and 132×43; the
# same on other terminals, where only the twins of the glyphs may differ; a few in the colours of each theme, and with 1, 30 and 200 questions.
#   tests/tui/screens.sh            UPDATE_GOLDEN=1 writes them anew: look at the difference before keeping it
. "$(dirname "$0")/../lib/lib.sh"
golden=tests/data/golden
mkdir -p "$golden"
define=()
while IFS= read -r line; do define+=(-D "$line"); done < <("$build/tui-seat" --print-codes)
# NAME TERM SIZE LANG [VARIABLE=VALUE…]
screens() {
    local name=$1 term=$2 size=$3 lang=$4 dir=$5
    shift 5
    local twins=(-D CHOSEN=● -D POINTER=▶)
    case $term in vt*) twins=(-D 'CHOSEN=*' -D 'POINTER=>') ;; esac
    if timeout 300 "$build/tui-run" -G "$dir" "${define[@]}" "${twins[@]}" "$@" -D TERMINAL="$term" -D SIZE="$size" -D LANG="$lang" -D P="$lang-$size" \
        -D DESK="$build/tui-seat" -E NO_COLOR=1 -D RECEIPT="(([0-9A-Z] ){3}[0-9A-Z] {4}){3}([0-9A-Z] ){3}[0-9A-Z]" -E LANG=C.UTF-8 tests/tui/screens/all.tui >"$scratch/log" 2>&1; then
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
done
# vt100: the same but for the twins.
text() { sed -n '/^text/,/^attr/p' "$1"; }
for lang in vi en; do
    UPDATE_GOLDEN=1 screens "vt100 $lang" vt100 24x80 $lang "$scratch/vt100"
    for f in "$golden/$lang"-24x80-*.screen; do
        case $f in *-closing.screen) continue ;; esac
        other=$scratch/vt100/$(basename "$f")
        text "$f" | sed 'y/●▶·↑↓←→│─–…■/*>.^v<>|--.#/' >"$scratch/a"
        text "$other" | sed 'y/●▶·↑↓←→│─–…■/*>.^v<>|--.#/' >"$scratch/b"
        cmp -s "$scratch/a" "$scratch/b" || echo "$(basename "$f"): $(diff "$scratch/a" "$scratch/b" | head -n 6)"
    done >"$scratch/differences" 2>&1
    [ ! -s "$scratch/differences" ] && ok "vt100 $lang: the same text but for the twins" || not_ok "vt100 $lang: the same text" "$(cat "$scratch/differences")"
    grep -qP '[●▶↓↑─]' "$scratch/vt100/$lang-24x80-question.screen" && not_ok "vt100 $lang: twins only" || ok "vt100 $lang: twins only"
done
for term in xterm-256color linux tmux-256color vt100; do
    chosen=●; [ $term = vt100 ] && chosen='*'
    if timeout 300 "$build/tui-run" -G "$golden" "${define[@]}" -D DESK="$build/tui-seat" -D TERMINAL=$term -D CHOSEN="$chosen" -E LANG=C.UTF-8 \
        tests/tui/letters.tui >"$scratch/log" 2>&1; then
        ok "$term: 134 letters in their places"
    else
        not_ok "$term: 134 letters" "$(cat "$scratch/log")"
    fi
done
for questions in 1 30 200; do
    codes=()
    while IFS= read -r line; do codes+=(-D "$line"); done < <("$build/tui-seat" --print-codes --questions $questions --long)
    for size in 24x80 30x100 43x132; do
        if timeout 300 "$build/tui-run" -G "$golden" "${codes[@]}" -D DESK="$build/tui-seat" -D QUESTIONS=$questions -D SIZE=$size -E LANG=C.UTF-8 \
            tests/tui/counts.tui >"$scratch/log" 2>&1; then
            ok "papers of $questions, $size"
        else
            not_ok "papers of $questions, $size" "$(cat "$scratch/log")"
        fi
    done
done
for theme in dark light contrast mono; do
    for size in 24x80 30x100 43x132; do
        if timeout 300 "$build/tui-run" -G "$golden" "${define[@]}" -D DESK="$build/tui-seat" -D THEME=$theme -D SIZE=$size -E LANG=C.UTF-8 \
            tests/tui/themes.tui >"$scratch/log" 2>&1; then
            ok "theme $theme $size"
        else
            not_ok "theme $theme $size" "$(cat "$scratch/log")"
        fi
    done
done
for lang in vi en; do
    for size in 24x80 30x100 43x132; do
        rm -f "$scratch/hold"
        if timeout 300 "$build/tui-run" -G "$golden" "${define[@]}" -D DESK="$build/tui-seat" -D LANG=$lang -D SIZE=$size -D P=$lang-$size -E LANG=C.UTF-8 \
            -D HOLD="$scratch/hold" -E HOLD_SYNC="$scratch/hold" -E LD_PRELOAD="$build/hold-sync.so" tests/tui/closing.tui >"$scratch/log" 2>&1; then
            ok "closing on a slow disk, $lang $size"
        else
            not_ok "closing on a slow disk, $lang $size" "$(cat "$scratch/log")"
        fi
    done
done
finish
