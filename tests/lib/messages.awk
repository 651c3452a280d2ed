# Reads a .po file (msgattrib's form); prints each message whose Vietnamese has another shape than its source: placeholders in order, line ends, sentences,
# blanks at the ends, the last sign, options, file names, length. A translation that was joined with its neighbour's, or cut, shows here.
#   LC_ALL=C awk -f tests/lib/messages.awk vi.po
function flush(   i) {
    if (id != "" && text != "") { total++; compare(id, text) }
    id = text = ""; into = ""
}
function unquote(s) { sub(/^[^"]*"/, "", s); sub(/"[^"]*$/, "", s); return s }
function all(s, re,   found) { # what matches, one behind the other
    found = ""
    while (match(s, re)) { found = found " " substr(s, RSTART, RLENGTH); s = substr(s, RSTART + RLENGTH) }
    return found
}
function count(s, re) { return gsub(re, "&", s) }
function cells(s) { gsub(/[\200-\277]/, "", s); return length(s) }
function last(s) { sub(/(\\n| )+$/, "", s); if (s ~ /\.\.\.$|\xe2\x80\xa6$/) return "…"; s = substr(s, length(s)); return s ~ /[.:;?!,]/ ? s : "" }
function sentences(s) { return count(s, "[.?!]( |\\\\n|$)") }
function sorted(s,   n, part, i, j, t, out) {
    n = split(s, part, " ")
    for (i = 2; i <= n; i++) for (j = i; j > 1 && part[j - 1] > part[j]; j--) { t = part[j]; part[j] = part[j - 1]; part[j - 1] = t }
    out = ""
    for (i = 1; i <= n; i++) if (part[i] != part[i - 1]) out = out " " part[i]
    return out
}
function say(why) { print why ": " id " = " text }
function compare(a, b,   x, y, place, file) {
    x = a; y = b; gsub(/%%/, "", x); gsub(/%%/, "", y)
    place = "%[-+ #0]*[0-9]*(\\.[0-9*]+)?(hh|h|ll|l|z|j|t)?[a-zA-Z]"
    if (all(x, place) != all(y, place)) say("placeholders")
    if (count(a, "\\\\n") != count(b, "\\\\n")) say("line ends")
    if ((a ~ /^ /) != (b ~ /^ /) || (a ~ / $/) != (b ~ / $/)) say("blanks at the ends")
    if (last(a) != last(b)) say("last sign")
    if (sentences(a) != sentences(b)) say("sentences")
    if (b ~ /[a-z][.?!]([A-Z]|\304\220)/ && a !~ /[a-z][.?!][A-Z]/) say("a sentence right behind another")
    if (sorted(all(a, "(^|[^-a-zA-Z_])--[a-z][-a-z]*")) != sorted(all(b, "(^|[^-a-zA-Z_])--[a-z][-a-z]*"))) say("options")
    file = "[-a-zA-Z_]+\\.(ini|bank|session|tsv|csv|db|pub|key|gift|xlsx|docx|ack)"
    if (sorted(all(a, file)) != sorted(all(b, file))) say("file names")
    if (cells(a) > 16 && (cells(b) < 0.4 * cells(a) || cells(b) > 2 * cells(a))) say("length")
}
/^#~/ { next }
/^msgid_plural / { into = ""; next }
/^msgid / { flush(); into = "id"; id = unquote($0); next }
/^msgstr(\[0\])? / { into = "text"; text = unquote($0); next }
/^msgstr\[/ { into = ""; next }
/^"/ { if (into == "id") id = id unquote($0); else if (into == "text") text = text unquote($0) }
END { flush(); print total + 0 " compared" > "/dev/stderr" }
