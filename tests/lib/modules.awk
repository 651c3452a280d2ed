# Pairs of files into pairs of modules, for tsort: "BELOW ABOVE" a line. Input: the paths of all sources, an empty line, then
# "FILE ITS-NEIGHBOUR" a line, the neighbour being what FILE includes or calls.
# A module is a header with the .c files named after it (bank.h: bank.c, bank_seal.c); a header of one of these endings is what
# such files share among themselves.
function module(path) {
    sub(/\.[cho]$/, "", path)
    sub(/_(layout|internal|parts|states|visit)$/, "", path)
    while (!((path ".h") in header) && match(path, /_[^_\/]*$/))
        path = substr(path, 1, RSTART - 1)
    return path
}
NF == 1 { header[$1] = 1 }
NF == 2 { own = module($1); other = module($2); if (own != other) print other, own }
