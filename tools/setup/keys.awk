# Rows of the action table for the manual page; with the translations before the table, in their language.
#   awk -f keys.awk -v what=keys|lines [app/po/vi.po] app/client/actions.h
# A row begins with "    X(" and has six texts: keys, letters, label, help, words of the line mode, their help. A text may
# stand in pieces, line by line.
function tell(row, part, i) {
    gsub(/\\[ \t]*/, " ", row)
    gsub(/N_\(/, "", row)
    while (match(row, /"[ \t]+"/)) # two pieces of one text
        row = substr(row, 1, RSTART - 1) substr(row, RSTART + RLENGTH)
    split(row, part, "\"")
    if (what == "keys" && part[2] != "")
        printf ".It %s\n%s\n", part[2], said(part[8])
    part[12] = said(part[12])
    i = index(part[12], ": ")
    if (what == "lines" && i)
        printf ".It %s\n%s\n", substr(part[12], 1, i - 1), substr(part[12], i + 2)
}
function said(text) { return text != "" && text in translated ? translated[text] : text }
function inner(line) { sub(/^[a-z]* *"/, "", line); sub(/"$/, "", line); return line }

# the translations: a text and its own, each in pieces
FILENAME ~ /\.po$/ {
    if (/^msgid /) { id = inner($0); at = "id" }
    else if (/^msgstr /) { translated[id] = inner($0); at = "str" }
    else if (/^"/ && at == "id") id = id inner($0)
    else if (/^"/) translated[id] = translated[id] inner($0)
    next
}
/^    X\(/ { if (row != "") tell(row); row = "" }
/^    / && (row != "" || /^    X\(/) { row = row $0 }
/^$/ { if (row != "") tell(row); row = "" }
