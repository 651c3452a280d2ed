# The packages in a Debian that has nothing else, whatever its number: installed, tried, purged; and a seat made there as a technician makes it.
#   . tests/lib/lib.sh; . tests/lib/office.sh; . tests/lib/debian.sh; new_debian SUITE FOLDER; try_packages FOLDER; try_seat_sh
give_up() { skip "installing them" "$1"; finish; exit; }
# A root of its own: $debian
new_debian() { # SUITE FOLDER [OPTION OF mmdebstrap…]
    debian=$2
    mkdir "$debian"
    [ "$(id -u)" -eq 0 ] || give_up "a Debian of its own is made by root alone"
    unshare -m true 2>/dev/null || give_up "the kernel lets us mount nothing here"
    mmdebstrap --quiet --variant=minbase --mode=root "${@:3}" "$1" "$debian" >"$scratch/mmdebstrap" 2>&1 ||
        give_up "no Debian can be made here: $(tail -n 1 "$scratch/mmdebstrap")"
    inside apt-get -qq update >"$scratch/update" 2>&1 || give_up "no packages can be fetched: $(tail -n 1 "$scratch/update")"
}
# with /proc: the boot has an id there
inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive unshare -m sh -c '
        mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$debian" "$@"
}
list() { (cd "$debian" && find etc usr srv var -xdev \( -path var/lib/dpkg -o -path var/lib/apt -o -path var/cache -o -path var/log \) -prune -o -print | sort); }
deb() { basename "$(ls "$debian/packages/$1"_*.deb)"; } # PACKAGE: its file
nothing_left() { # NAME: but what an exam left
    left=$(list | comm -13 "$scratch/before" - | grep -vxE 'var/lib/sathach(/attempt|/exam(/.*)?)?')
    [ -z "$left" ] && ok "$1" || not_ok "$1" "$left"
}
try_packages() { # FOLDER WITH THEM
    mkdir "$debian/packages"
    cp "$1"/*.deb "$debian/packages/"
    try_client_alone
    try_all_four
    try_units
    try_to_remove_them
}
try_client_alone() {
    local linked none page
    check "sathach alone" 0 "" inside apt-get -qq install -y --no-install-recommends "/packages/$(deb sathach)"
    check "sathach runs" 0 "^sathach [0-9]" inside sathach --version
    linked=$(inside ldd /usr/bin/sathach | awk '{print $1}' | grep -E 'glib|pango|cairo|utf8proc|xlsx|xml2|archive')
    [ -z "$linked" ] && ok "it links nothing of the office's" || not_ok "it links nothing of the office's" "$linked"
    none=$(inside dpkg-query -W -f '${Package}\n' | grep -E 'pango|cairo|libglib|poppler')
    [ -z "$none" ] && ok "and brings no library of the office's" || not_ok "and brings no library of the office's" "$none"
    mkdir "$debian/root/seat"
    check "its self-test passes" 0 "this seat is fit" inside sathach --selftest --lang en --data /root/seat
    check "it speaks Vietnamese" 0 "máy này dùng được" inside sathach --selftest --lang vi --data /root/seat
    for page in usr/share/man/man1/sathach.1.gz usr/share/man/vi/man1/sathach.1.gz usr/share/bash-completion/completions/sathach; do
        inside dpkg -L sathach | grep -qx "/$page" && ok "$page" || not_ok "$page"
    done
    inside apt-get -qq purge -y sathach >/dev/null 2>&1
}
try_all_four() {
    local needs name
    # what others' packages bring is not ours to take away
    needs=$(for name in sathach sathach-host sathach-office sathach-seat; do dpkg-deb -f "$debian/packages/$(deb $name)" Depends; done |
        tr '\n' ',' | sed -E 's/sathach \([^)]*\),? *//g; s/,+ *$//')
    check "what they need" 0 "" inside apt-get -qq satisfy -y --no-install-recommends "$needs"
    list >"$scratch/before"
    check "all four" 0 "" inside apt-get -qq install -y --no-install-recommends "/packages/$(deb sathach)" "/packages/$(deb sathach-host)" \
        "/packages/$(deb sathach-office)" "/packages/$(deb sathach-seat)"
    check "the office's tool runs" 0 "^sathachctl [0-9]" inside sathachctl --version
    check "and speaks Vietnamese" 0 "Nhập câu hỏi từ tệp vào bộ" inside sathachctl bank --help
    printf 'mat khau van phong 1\n' >"$debian/root/office"
    printf 'mat khau ra de so 22\n' >"$debian/root/examiner"
    check "makes an office" 0 "" inside sathachctl init /root/w --pass office=/root/office --pass examiner=/root/examiner
    check "and takes the bank that came with it" 0 "" inside sathachctl -C /root/w --pass examiner=/root/examiner bank import /usr/share/sathach/questionbanks/mau --to mau
    check "the seat's account is there, without a shell" 0 "nologin$" inside getent passwd sathach-seat
    check "its settings do nothing until somebody writes them" 1 "" grep -E '^[^#[:space:]]' "$debian/etc/sathach/seat.conf"
    check "no password opens the terminals' account, and none bars it" 0 '^thi:\*:' inside getent shadow thi
    check "a terminal without a window gets no exam" 2 "a terminal, no command" inside /usr/lib/sathach/seat-start thin-host may-01
}
# What systemd thinks of the units: of ten points of exposure, these at the most
try_units() {
    local unit limit said wants=$debian/etc/systemd/system/multi-user.target.wants at=/usr/lib/systemd/system
    check "Ctrl-Alt-Del does nothing" 0 "^/dev/null$" readlink "$debian/etc/systemd/system/ctrl-alt-del.target"
    for unit in sathach-seat sathach-console; do
        [ -L "$wants/$unit.service" ] && ok "$unit starts with the machine" || not_ok "$unit starts with the machine"
    done
    check "the terminals' sshd is not started before somebody sets it up" 1 "" test -e "$wants/sathach-sshd.service"
    while read -r unit limit; do
        # a word it does not know it only tells of
        said=$(inside systemd-analyze verify --man=no $at/"$unit".service 2>&1) && ! grep -q sathach <<<"$said" &&
            ok "systemd understands $unit" || not_ok "systemd understands $unit" "$said"
        said=$(inside systemd-analyze security --offline=yes --threshold="$limit" $at/"$unit".service 2>&1) &&
            ok "and finds it locked in: $(grep -a 'Overall exposure' <<<"$said" | sed 's/.*: //; s/ [^ ]*$//')" || not_ok "and finds $unit locked in" "$said"
    done <<<"sathach-seat 15
sathach-console 15
sathach-sshd 35"
}
try_to_remove_them() {
    local all="sathach sathach-host sathach-office sathach-seat"
    echo key >"$debian/etc/sathach/office.pub"
    mkdir -p "$debian/var/lib/sathach"
    echo answers >"$debian/var/lib/sathach/attempt"
    # shellcheck disable=SC2086
    check "all four are removed" 0 "" inside apt-get -qq remove -y $all
    [ "$(cat "$debian/var/lib/sathach/attempt")" = answers ] && ok "the attempts stay" || not_ok "the attempts stay"
    # shellcheck disable=SC2086
    check "all four are purged" 0 "" inside dpkg --purge $all
    nothing_left "nothing is left"
    [ "$(cat "$debian/var/lib/sathach/attempt")" = answers ] && ok "but the attempts" || not_ok "but the attempts"
}

# A seat, as a technician makes one, from the packages tried before
try_seat_sh() {
    local settings
    mkdir "$debian/root/exam"
    rm -r "$debian/var/lib/sathach"
    cp tools/setup/seat.sh "$debian/root/"
    make_office "$scratch/office" && make_session "$scratch/office" ca-1 &&
        cp "$scratch/office"/keys/office.pub "$scratch/office"/banks/mau.bank "$scratch/office"/sessions/ca-1/ca-1.session "$debian/root/exam/"
    check "seat.sh" 0 "this seat is fit|máy này dùng được" inside /root/seat.sh --packages /packages --exam /root/exam --seat MAY-01
    settings=$(sed -n 's/^SATHACH_[A-Z]*=//p' "$debian/etc/sathach/seat.conf" | tr '\n' ' ')
    # shellcheck disable=SC2086
    check "with its settings the seat's account opens the session" 0 "[Pp]assphrase" \
        inside runuser -u sathach-seat -- env LANGUAGE=en sathach --linear --lang en --data /var/lib/sathach $settings
    check "seat.sh --undo" 0 "Attempts stay" inside /root/seat.sh --undo
    nothing_left "nothing is left behind it"
}
