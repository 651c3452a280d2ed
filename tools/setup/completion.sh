#!/bin/sh
# Completion for bash, made from what the programs say of themselves: commands, their options, and what an option takes.
#   tools/setup/completion.sh BUILD sathach|sathachctl       the file for bash on stdout
set -eu
program=$2
at=$1/$program
export LANGUAGE=en LC_ALL=C.UTF-8

# OPTION[ VALUE] a line each, as the page of a command or the client's help has them
options() { sed -nE 's/^  (-[-A-Za-z]+( [^ (]+)?)( .*)?$/\1/p' | grep -v '^--\(help\|version\)$' || true; }
# Two functions: the options of a command, and the words one of them takes; "<FILE>" and "<DIR>" are for the file system.
tables() { # reads COMMAND<tab>OPTION[ VALUE]
    awk -F'\t' -v name="_$program" '
    {
        n = split($2, part, " ")
        if (!($1 in options)) order[++commands] = $1
        options[$1] = options[$1] " " part[1]
        value = n > 1 ? part[2] : ""
        if (value ~ /^[A-Z]+=/) sub(/^[A-Z]+=/, "", value)
        if (value ~ /(FILE|KEY\.pub|KEY-FILE|LIST)(\.\.\.|…)?$/) value = "<FILE>"
        else if (value ~ /(DIR|PATH|WORKSPACE)$/) value = "<DIR>"
        else if (value ~ /\|/) gsub(/\|/, " ", value)
        else if (value != "") value = "<ANY>"
        if (value != "") values[$1 " " part[1]] = value
    }
    END {
        print name "_options() {\n    case $1 in"
        for (i = 1; i <= commands; i++) printf "    \"%s\") echo \"%s\" ;;\n", order[i], substr(options[order[i]], 2)
        print "    esac\n}\n" name "_values() {\n    case $1 in"
        for (i = 1; i <= commands; i++) {
            n = split(options[order[i]], each, " ")
            for (j = 1; j <= n; j++)
                if ((order[i] " " each[j]) in values)
                    printf "    \"%s %s\") echo \"%s\" ;;\n", order[i], each[j], values[order[i] " " each[j]]
        }
        print "    esac\n}" }'
}

echo "# Completion of $program for bash, made from its own help."
case $program in
sathach)
    "$at" --help | options | sed 's/^/\t/' | tables
    echo '_sathach_commands=""'
    ;;
sathachctl)
    commands=$("$at" --help | sed -nE 's/^  ([a-z]+( [a-z]+)?)$/\1/p')
    [ -n "$commands" ] || { echo "$at lists no command" >&2; exit 1; }
    # a command's page ends in the options of every command: those stand once, for no command
    {
        "$at" help init | sed -n '/^Options of every/,$p' | options | sed 's/^/\t/'
        printf '%s\n' "$commands" | while read -r command; do
            # shellcheck disable=SC2086
            "$at" help $command | sed '/^Options of every/,$d' | options | sed "s/^/$command\t/"
        done
    } | tables
    printf '_sathachctl_commands="%s"\n' "$commands"
    ;;
esac
# the rest is the same for both
sed "s/PROGRAM/$program/g" <<'BASH'
_PROGRAM() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' words='' value word i
    # the words before the one that is typed, without options and what they take
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        -C | --pass | --operator) ((i++)) ;;
        -*) ;;
        *) words+=${words:+ }$word ;;
        esac
    done
    while read -r word; do # the longest command that the words begin with
        [[ "$words " == "$word "* ]] && ((${#word} > ${#command})) && command=$word
    done <<<"$_PROGRAM_commands"
    value=$(_PROGRAM_values "$command $previous")
    value=${value:-$(_PROGRAM_values " $previous")}
    if [[ -z $_PROGRAM_commands || -n $command || $current == -* || -n $value ]]; then
        case $value in
        '<FILE>') mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
        '<DIR>') mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
        '<ANY>') COMPREPLY=() ;;
        '')
            if [[ $current == -* || -z $_PROGRAM_commands ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$(_PROGRAM_options "$command") $(_PROGRAM_options "") --help --version" -- "$current" | sort -u)
            else
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
            fi ;;
        *) mapfile -t COMPREPLY < <(compgen -W "$value" -- "$current") ;;
        esac
        return
    fi
    # the next word of a command
    mapfile -t COMPREPLY < <(compgen -W "$(sed -nE "s/^${words:+$words }([a-z]+).*/\1/p" <<<"$_PROGRAM_commands" | sort -u)" -- "$current")
}
complete -F _PROGRAM PROGRAM
BASH
