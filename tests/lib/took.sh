# What a command took, by the monotonic clock: milliseconds in $ms, the most memory in $kib. Wants $build and $scratch, took_office also office.sh.
#   . tests/lib/took.sh
took() { # COMMAND…
    "$build/took" "$scratch/took" "$@" >/dev/null 2>&1 || true
    read -r ms _ kib <"$scratch/took"
}
took_office() { # DIR COMMAND…
    local dir=$1
    shift
    took "$ctl" -C "$dir" --pass office="$scratch/pass.office" --pass examiner="$scratch/pass.examiner" "$@"
}
seconds() { printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)); } # MILLISECONDS, as timeout reads them
