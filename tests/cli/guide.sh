#!/bin/bash
# The guide for people: made into pages, each role two to six of them, and as the programs are today: its screens are golden pictures, its commands, options
# and words are those of the programs. UPDATE_GOLDEN=1 writes today's screens into it.
. "$(dirname "$0")/../lib/lib.sh"
guide=tools/guide
make_guide=$build/make-guide
roles="van-phong ra-de coi-thi phong-thi"

# ---- what stands in the texts ----
picture() { # NAME, desk/NAME: the screen of a golden picture, of one of the desk's
    local file=tests/data/golden/$1.screen
    case "$1" in desk/*) awk '/^== /{ on = /^== vi, 80×24,/; next } on' "tests/data/$1"; return ;; esac
    [ -f "$file" ] || return 1
    if grep -q '^text$' "$file"; then sed -n '/^text$/,/^attr$/{/^text$/d;/^attr$/d;s/^|//;p}' "$file"; else cat "$file"; fi
}
screens_of() { sed -n 's/^```screen //p' "$1"; } # FILE
screen_in() { awk -v name="$2" '$0 == "```screen " name { on = 1; next } /^```/ { on = 0 } on' "$1"; } # FILE NAME
with_pictures() { # FILE: the same with today's pictures
    local line skip=
    while IFS= read -r line; do
        if [ -n "$skip" ]; then [ "$line" = '```' ] || continue; skip=; fi
        printf '%s\n' "$line"
        case "$line" in '```screen '*) picture "${line#* }"; skip=1 ;; esac
    done <"$1"
}
if [ -n "${UPDATE_GOLDEN:-}" ]; then
    for text in $guide/*.md; do with_pictures "$text" >"$scratch/text" && cat "$scratch/text" >"$text"; done
fi
stale= n=0
for text in $guide/*.md; do
    for name in $(screens_of "$text"); do
        n=$((n + 1))
        picture "$name" >"$scratch/today" || stale="$stale $text:$name(no such picture)"
        screen_in "$text" "$name" | cmp -s - "$scratch/today" || stale="$stale $text:$name"
    done
done
[ $n -ge 10 ] && [ -z "$stale" ] && ok "$n screens, each a golden picture of today" || not_ok "$n screens, each a golden picture of today" "not as they are:$stale; UPDATE_GOLDEN=1 bash tests/cli/guide.sh"

# spans for a computer and lines of four blanks, a command each
outside() { awk '/^```screen /{ on = 1 } !on; /^```$/ { on = 0 }' $guide/*.md; }
commands() { outside | grep -oE '^    .*|`[^`]+`' | sed 's/^ *`*//; s/`$//'; }
unknown= n=0
while read -r line; do
    read -ra word <<<"$line"
    case "$line" in
    sathachctl*)
        for ((k = ${#word[@]}; k > 1; k--)); do # the longest beginning that is a command; without one it is the desk
            help=$(LANGUAGE=en "$ctl" help "${word[@]:1:k-1}" 2>/dev/null) && break
        done
        [ ${#word[@]} -eq 1 ] || [ $k -gt 1 ] || unknown="$unknown, $line" ;;
    "sathach "*) help=$(LANGUAGE=en "$client" --help) ;;
    tools/*) [ -f "${word[0]}" ] || unknown="$unknown, $line"; help=$(cat "${word[0]}" 2>/dev/null) ;;
    "make "*) grep -qE "^([a-z-]+ )*${word[1]}( [a-z-]+)*:" Makefile || unknown="$unknown, $line"; continue ;;
    *) continue ;;
    esac
    n=$((n + 1))
    for one in "${word[@]:1}"; do
        case "$one" in --*) grep -q -e "$one\b" <<<"$help" || unknown="$unknown, $line ($one)" ;; esac
    done
done < <(commands)
[ $n -ge 15 ] && [ -z "$unknown" ] && ok "$n commands, each known with its options" || not_ok "$n commands, each known with its options" "unknown: ${unknown#, }"

# what it says that a screen says
msgcat --no-wrap app/po/vi.po >"$scratch/words"
cat app/core/room_action.c tools/report/stable_words.c tools/report/report_kinds.c tools/desk/paperwork*.c tools/seat/*.c tests/data/golden/*vi-24x80*.screen >>"$scratch/words"
unsaid= n=0
while IFS= read -r words; do
    n=$((n + 1))
    grep -qiF -- "$words" "$scratch/words" || unsaid="$unsaid, $words"
done < <(outside | grep -oE '“[^”]+”' | sed 's/^“//; s/”$//' | sort -u)
[ $n -ge 15 ] && [ -z "$unsaid" ] && ok "$n words of screens, each said by a program" || not_ok "$n words of screens, each said by a program" "said nowhere: ${unsaid#, }"

# ---- on paper ----
check "the guide is made" 0 "" "$make_guide" "$scratch/guide.pdf" "Hướng dẫn" 11.5 $guide/huong-dan.md $(printf "$guide/%s.md " $roles)
check "and again" 0 "" "$make_guide" "$scratch/again.pdf" "Hướng dẫn" 11.5 $guide/huong-dan.md $(printf "$guide/%s.md " $roles)
same "the same bytes" "$scratch/guide.pdf" "$scratch/again.pdf"
check "the sheet for the wall" 0 "" "$make_guide" "$scratch/wall.pdf" "Ngày thi" 14.5 $guide/ngay-thi.md
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
[ "$(pages "$scratch/wall.pdf")" = 1 ] && ok "is one page" || not_ok "is one page" "$(pages "$scratch/wall.pdf")"
for role in $roles; do
    "$make_guide" "$scratch/$role.pdf" "$role" 11.5 "$guide/$role.md"
    n=$(pages "$scratch/$role.pdf")
    [ "${n:-0}" -ge 2 ] && [ "$n" -le 6 ] && ok "$role: $n pages" || not_ok "$role: two to six pages" "$n"
done
# marks out, blanks as one; the arrow is another letter on paper
plain() { sed 's/▶/►/g; s/[*`]//g' | tr -s ' \n\f' ' '; }
pdftotext -layout "$scratch/guide.pdf" - | plain >"$scratch/paper"
missing= n=0
for text in $guide/huong-dan.md $(printf "$guide/%s.md " $roles); do
    while IFS= read -r line; do
        line=$(plain <<<"$line")
        line=${line# } line=${line% }
        [ -n "$line" ] || continue
        n=$((n + 1))
        grep -qF -- "$line" "$scratch/paper" || missing="$missing
$text: $line"
    done < <(sed -n 's/^##* //p' "$text"; awk '/^```screen /{ on = 1; next } /^```$/{ on = 0 } on' "$text")
done
[ $n -gt 150 ] && [ -z "$missing" ] && ok "$n headings and lines of screens stand on it" || not_ok "$n headings and lines of screens stand on it" "missing:$missing"
fonts=$(pdffonts "$scratch/guide.pdf" | tail -n +3 | grep -v Liberation)
[ -z "$fonts" ] && ok "in the typefaces the program names, no other" || not_ok "in the typefaces the program names, no other" "$fonts"

# ---- what is not in the closed part is refused, by its line ----
refused() { # NAME PATTERN TEXT
    printf "$3" >"$scratch/bad.md"
    check "$1" 10 "$2" "$make_guide" "$scratch/bad.pdf" bad 11 "$scratch/bad.md"
}
refused "a heading of three" 'bad.md:3: no mark of the guide' '# T\n\n### x\n'
refused "a list by dashes" 'bad.md:4: no mark' '# T\n\na\n- x\n'
refused "a rule" 'bad.md:3: no mark' '# T\n\n---\n'
refused "a quotation" 'bad.md:2: no mark' '# T\n> x\n'
refused "another fence" 'bad.md:2: no mark' '# T\n```sh\nx\n```\n'
refused "a link" 'bad.md:3: the mark \[ means nothing' '# T\n\na [b](c)\n'
refused "a star alone" 'bad.md:3: the mark \* means nothing' '# T\n\na *b* c\n'
refused "a tag" 'bad.md:4: the mark < means nothing' '# T\n\na\nb <b>\n'
refused "bold without its end" 'bad.md:3: .* without its end' '# T\n\n**a\n'
refused "a span without its end" 'bad.md:3: .* without its end' '# T\n\n`a\n'
refused "a screen without its end" 'bad.md:3: the screen has no end' '# T\n\n```screen x\n a\n b\n'
refused "a screen that is too wide" 'bad.md:4: the line is wider' "# T\n\n\`\`\`screen x\n$(printf '%081d')\n\`\`\`\n"
refused "a line that is too wide" 'bad.md:3: the line is wider' "# T\n\n    $(printf '%085d')\n"
refused "a row with a cell too many" 'bad.md:5: a row' '# T\n\n| a | b |\n|---|---|\n| a | b | c |\n'
refused "a table without its second row" 'bad.md:4: the second row' '# T\n\n| a | b |\n| c | d |\n'
refused "two titles" 'bad.md:2: a second title' '# T\n# U\n'
refused "no title" 'bad.md:1: no title before it' 'a\n'
refused "nothing" 'bad.md:1: no title' '\n'
refused "not UTF-8" 'not UTF-8' '# T\n\n\377\n'
[ ! -e "$scratch/bad.pdf" ] && ok "and nothing is written" || not_ok "and nothing is written"
check "no such file" 20 "none.md" "$make_guide" "$scratch/bad.pdf" bad 11 "$scratch/none.md"
check "no size" 2 "usage" "$make_guide" "$scratch/bad.pdf" bad x "$guide/ngay-thi.md"
finish
