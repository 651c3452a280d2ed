#!/bin/bash
# What the packages of a folder were made of and need, as SPDX 2.3 in JSON, from what dpkg knows: the packages themselves with their hashes, what each
# depends on, and every package the build machine had that the build may have used (the .buildinfo). Of licences nothing is concluded; beside what the
# packages need stands which ones Debian's copyright file of it names, in Debian's words, and beside our own that none is stated.
#   tools/setup/sbom.sh FOLDER       on stdout; the same packages give the same bytes
set -euo pipefail
cd "$1"
buildinfo=$(ls ./*.buildinfo)
version=$(sed -n 's/^Version: //p' "$buildinfo")
date=$(date -u -d "@$(sed -n 's/^ SOURCE_DATE_EPOCH="\([0-9]*\)"/\1/p' "$buildinfo")" +%Y-%m-%dT%H:%M:%SZ)
id() { sed 's/[^A-Za-z0-9.-]/-/g' <<<"$1"; }
quoted() { sed 's/[\\"]/\\&/g' <<<"$1"; }
# The licences that a package's copyright file names; where it has no fields, those of Debian's common ones that it points to
licences_of() { # PACKAGE
    local file=/usr/share/doc/$1/copyright
    [ -r "$file" ] || return 0
    if grep -q '^License:' "$file"; then sed -n 's/^License: *//p' "$file"
    else grep -oE '/usr/share/common-licenses/[A-Za-z0-9.+-]*[A-Za-z0-9+]' "$file" | sed 's|.*/||'; fi | LC_ALL=C sort -u | paste -sd ';' | sed 's/;/; /g'
}
comment() { # NAME
    local named
    if [[ " ${names[*]} " == *" $1 "* ]]; then
        printf ', "licenseComments": "The source tree states no licence: see /usr/share/doc/%s/copyright."' "$1"
    elif [[ " ${needed_all[*]} " == *" $1 "* ]]; then
        named=$(licences_of "$1")
        [ -z "$named" ] || printf ', "licenseComments": "Named in Debian'\''s /usr/share/doc/%s/copyright: %s"' "$1" "$(quoted "$named")"
    fi
}
needs() { dpkg-deb -f "$1" Depends | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/ //g'; } # FILE
described=() relations=() names=() needed_all=()
package() { # NAME VERSION ARCHITECTURE|"" [FILE]
    local hash='' purl
    purl="pkg:deb/debian/$1@$2${3:+?arch=$3}"
    [ $# -lt 4 ] || hash=", \"packageFileName\": \"${4#./}\", \"checksums\": [{\"algorithm\": \"SHA256\", \"checksumValue\": \"$(sha256sum "$4" | cut -d ' ' -f 1)\"}]"
    [ $# -lt 4 ] || purl="pkg:deb/sathach/$1@$2?arch=$3"
    described+=("{\"SPDXID\": \"SPDXRef-$(id "$1")\", \"name\": \"$1\", \"versionInfo\": \"$(quoted "$2")\", \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false, \
\"licenseConcluded\": \"NOASSERTION\", \"licenseDeclared\": \"NOASSERTION\"$(comment "$1"), \"copyrightText\": \"NOASSERTION\", \
\"externalRefs\": [{\"referenceCategory\": \"PACKAGE-MANAGER\", \"referenceType\": \"purl\", \"referenceLocator\": \"$(quoted "$purl")\"}]$hash}")
}
relate() { relations+=("{\"spdxElementId\": \"SPDXRef-$(id "$1")\", \"relationshipType\": \"$2\", \"relatedSpdxElement\": \"SPDXRef-$(id "$3")\"}"); }

for deb in $(ls ./*.deb | LC_ALL=C sort); do
    name=$(dpkg-deb -f "$deb" Package)
    [[ $name != *-dbgsym ]] || continue
    names+=("$name")
    mapfile -t -O "${#needed_all[@]}" needed_all < <(needs "$deb")
    package "$name" "$version" "$(dpkg-deb -f "$deb" Architecture)" "$deb"
    relate DOCUMENT DESCRIBES "$name"
done
[ ${#names[@]} -gt 0 ] || { echo "$1: no packages" >&2; exit 1; }
# NAME VERSION of every package that the build had
had=$(sed -n '/^Installed-Build-Depends:/,/^[A-Z]/s/^ \([^ ]*\) (= \([^)]*\)),\{0,1\}$/\1 \2/p' "$buildinfo")
[ -n "$had" ] || { echo "$buildinfo: names no package of the build" >&2; exit 1; }
while read -r name of; do
    package "$name" "$of" ""
    relate "$name" BUILD_DEPENDENCY_OF sathach
done <<<"$had"
# what each needs where it runs; the version of a library is the one it was built with
for deb in $(ls ./*.deb | LC_ALL=C sort); do
    own=$(dpkg-deb -f "$deb" Package)
    [[ $own != *-dbgsym ]] || continue
    for needed in $(needs "$deb"); do
        if ! grep -q "^$needed " <<<"$had" && [[ " ${names[*]} " != *" $needed "* ]]; then
            [[ " ${more:-} " == *" $needed "* ]] || package "$needed" "$(dpkg-query -W -f '${Version}' "$needed" 2>/dev/null || echo NOASSERTION)" ""
            more+=" $needed"
        fi
        relate "$own" DEPENDS_ON "$needed"
    done
done
join() { local first=1 each; for each in "$@"; do [ $first = 1 ] || printf ',\n'; first=0; printf '  %s' "$each"; done; }
cat <<JSON
{"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "sathach-$version",
 "documentNamespace": "urn:sathach:spdx:$version:$(sha256sum ./*.deb | sha256sum | cut -c 1-32)",
 "creationInfo": {"created": "$date", "creators": ["Tool: tools/setup/sbom.sh"]},
 "packages": [
$(join "${described[@]}")
 ],
 "relationships": [
$(join "${relations[@]}")
 ]}
JSON
