# A small office for command-line tests: workspace, the sample bank sealed, a training session "ca-1" with cheap key stretching.
#   . tests/cli/lib.sh; . tests/cli/office.sh; make_office DIR; make_session DIR NAME [OPTIONS…]
sample=mau
make_office() {
    local dir=$1
    printf 'mat khau van phong 1\n' >"$scratch/pass.office"
    printf 'mat khau ra de so 22\n' >"$scratch/pass.examiner"
    "$ctl" init "$dir" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" >/dev/null || return
    sed -i 's/^argon_ops=.*/argon_ops=1/; s/^argon_mem_mib=.*/argon_mem_mib=8/' "$dir/office.ini"
    office "$dir" bank import "$root/questionbanks/$sample" --to mau >/dev/null || return
    office "$dir" bank seal mau >/dev/null
}
office() { # DIR COMMAND…
    local dir=$1
    shift
    "$ctl" -C "$dir" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" "$@"
}
make_session() { # DIR NAME [OPTIONS…]
    local dir=$1 name=$2
    shift 2
    office "$dir" session new "$name" --bank mau --profile "$root/questionbanks/profiles/nd175-2024.ini" \
        --roster "$root/questionbanks/demo/roster.csv" --training --pass session="$scratch/pass.$name" "$@" >/dev/null
}
