# A small office for command-line tests: workspace, the sample bank sealed, a training session "ca-1". Stretching keys costs little in it, those of
# the staff too, which every command would pay for; "stretch=usual make_office DIR" leaves the staff's as init makes them.
#   . tests/lib/lib.sh; . tests/lib/office.sh; make_office DIR; make_session DIR NAME [OPTIONS…]
# In a run of all tests the first that asks makes it, with and without the session, and all get copies (SATHACH_SAMPLES, a folder of the run): else
# a third of the time would go to making the same office forty times.
sample=mau
write_passphrases() {
    printf 'mat khau van phong 1\n' >"$scratch/pass.office"
    printf 'mat khau ra de so 22\n' >"$scratch/pass.examiner"
}
make_office() { # DIR
    write_passphrases
    if [ -z "${SATHACH_SAMPLES:-}" ] || [ "${stretch:-}" = usual ]; then make_new_office "$1"; return; fi
    (
        flock 9 || exit
        [ -d "$SATHACH_SAMPLES/office" ] || {
            make_new_office "$SATHACH_SAMPLES/new" && cp -r "$SATHACH_SAMPLES/new" "$SATHACH_SAMPLES/session" &&
                make_new_session "$SATHACH_SAMPLES/session" ca-1 --sheet none && cp "$scratch/pass.ca-1" "$SATHACH_SAMPLES/" &&
                mv "$SATHACH_SAMPLES/new" "$SATHACH_SAMPLES/office"
        }
    ) 9>>"$SATHACH_SAMPLES/lock" && cp -r "$SATHACH_SAMPLES/office" "$1"
}
make_new_office() {
    local dir=$1 role
    "$ctl" init "$dir" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" >/dev/null || return
    if [ "${stretch:-}" != usual ]; then
        for role in office examiner; do "$build/cheap-keys" "$scratch/pass.$role" "$dir/keys/$role.key" || return; done
    fi
    sed -i 's/^argon_ops=.*/argon_ops=1/; s/^argon_mem_mib=.*/argon_mem_mib=8/' "$dir/office.ini"
    office "$dir" bank import "$root/questionbanks/$sample" --to mau >/dev/null || return
    office "$dir" bank seal mau >/dev/null
}
office() {
    local dir=$1 role
    printf 'mat khau van phong 1\n' >"$scratch/pass.office"
    printf 'mat khau ra de so 22\n' >"$scratch/pass.examiner"
    "$ctl" init "$dir" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" >/dev/null || return
    if [ "${stretch:-}" != usual ]; then
        for role in office examiner; do "$build/cheap-keys" "$scratch/pass.$role" "$dir/keys/$role.key" || return; done
    fi
    sed -i 's/^argon_ops=.*/argon_ops=1/; s/^argon_mem_mib=.*/argon_mem_mib=8/' "$dir/office.ini"
    office "$dir" bank import "$root/questionbanks/$sample" --to mau >/dev/null || return
    office "$dir" bank seal mau >/dev/null
}
office() { # DIR COMMAND…
    local dir=$1
    shift
    "$ctl" -C "$dir" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" "$@"
}
make_session() { # DIR NAME [OPTIONS…]; without --sheet among them nothing of the signed sheet is wanted
    local dir=$1 name=$2
    shift 2
    [[ " $* " == *" --sheet "* ]] || set -- "$@" --sheet none
    if [ "$name $*" = "ca-1 --sheet none" ] && [ -d "${SATHACH_SAMPLES:-}/office" ] && diff -rq "$SATHACH_SAMPLES/office" "$dir" >/dev/null 2>&1; then
        rm -r "$dir" && cp -r "$SATHACH_SAMPLES/session" "$dir" && cp "$SATHACH_SAMPLES/pass.ca-1" "$scratch/"
        return
    fi
    make_new_session "$dir" "$name" "$@"
}
make_new_session() {
    local dir=$1 name=$2
    shift 2
    office "$dir" session new "$name" --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" \
        --roster "$root/questionbanks/demo/roster.csv" --training --pass session="$scratch/pass.$name" "$@" >/dev/null
}
# What the signed sheet says when all is honest: PAPER=RECEIPT a line, of all answers that came.
sheet_rows() { # DIR NAME
    ls "$1/inbox/$2" | sed -n 's/^[^.]*\.\([0-9]*\)\.\([0-9A-Z]*\)\.answers$/\1=\2/p'
}
