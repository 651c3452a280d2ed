#!/bin/bash
# Golden screens of the desk, in both languages at 80×24 and 100×30.
#   tests/tui/desk_screens.sh       UPDATE_GOLDEN=1 writes them anew: look at the difference before keeping it
. "$(dirname "$0")/../lib/lib.sh"
. tests/lib/office.sh
w=$scratch/office
make_office "$w" && make_session "$w" ca-1 && ok "an office with a session" || not_ok "an office with a session"
# a bank with a fault in one question
printf '$CATEGORY: 4.1/II/chuyen-mon\n\n::q1::Chiều rộng một làn xe? {\n~3,00 m\n=3,50 m\n~3,75 m\n~4,00 m\n}\n\n::q2::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,50 m\n~4,00 m\n}\n' >"$scratch/cau-hoi.gift"
office "$w" bank import "$scratch/cau-hoi.gift" --to thu >/dev/null 2>&1
for lang in vi en; do
    filter="bank seal"; [ $lang = en ] && filter="seals a"
    for size in 24x80 30x100; do
        printf '#!/bin/sh\ncd %s && exec %s desk --lang %s\n' "$w" "$ctl" "$lang" >"$scratch/desk.sh"
        chmod 700 "$scratch/desk.sh"
        if timeout 120 "$build/tui-run" -G tests/data/golden -E LANG=C.UTF-8 -E TZ=UTC -E NO_COLOR=1 -D DESK="$scratch/desk.sh" -D SIZE=$size -D FILTER="$filter" \
            -D P=$lang-$size -D PASS="$(cat "$scratch/pass.office")" tests/tui/desk_screens.tui >"$scratch/log" 2>&1
        then ok "$lang $size"; else not_ok "$lang $size" "$(cat "$scratch/log")"; fi
    done
done
finish
