# Members of each struct at file level: declarators at its first depth; a struct within counts as one, and is none of its own.
{
    line = $0
    while (match(line, /\/\*([^*]|\*+[^*\/])*\*+\//)) line = substr(line, 1, RSTART - 1) " " substr(line, RSTART + RLENGTH)
    if (inside) { if ((p = index(line, "*/")) == 0) next; line = substr(line, p + 2); inside = 0 }
    if ((p = index(line, "/*")) > 0) { line = substr(line, 1, p - 1); inside = 1 }
    sub(/\/\/.*/, "", line)
}
FNR == 1 { depth = paren = 0; name = "" }
depth == 0 && match(line, /^(static )?(const )?struct [a-z_0-9]+ \{/) {
    name = line; sub(/ \{.*/, "", name); sub(/.*struct /, "", name)
    n = 0; at = FNR; paren = 0
    sub(/^[^{]*\{/, "", line); depth = 1 }
name != "" {
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "{") depth++
        else if (c == "}") { depth--; if (depth == 0) { print n, name, FILENAME ":" at; name = ""; break } }
        else if (c == "(" || c == "[") paren++
        else if (c == ")" || c == "]") paren--
        else if (depth == 1 && paren == 0 && (c == ";" || c == ",")) n++
    }
    next
}
