#!/bin/bash
# Completion in bash, made from the programs' help: words as somebody types them, and what is offered.
. "$(dirname "$0")/../lib/lib.sh"
cd "$scratch" && mkdir folder && touch file
for program in sathach sathachctl; do
    # shellcheck source=/dev/null
    . "$build/completion/$program" && ok "$program's can be read" || not_ok "$program's can be read"
done
offers() { # EXPECTED WORD…: the last word is the one that is typed
    local want=$1
    shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    "_$1"
    [ "${COMPREPLY[*]}" = "$want" ] && ok "$*" || not_ok "$*" "offered: ${COMPREPLY[*]}"
}
offers "backup bank" sathachctl ba
offers "check diff edit export import repair seal show take" sathachctl bank ""
offers "import" sathachctl -C somewhere bank im
offers "--format" sathachctl bank import --fo
offers "xlsx" sathachctl bank import --format x
offers "--papers --pass" sathachctl session show --pa
offers "folder" sathachctl -C fo
offers "file" sathachctl bank check fi
offers "--kiosk" sathach --ki
offers "vi en" sathach --lang ""
offers "folder" sathach --drop fo
offers "" sathach --seat ""
finish
