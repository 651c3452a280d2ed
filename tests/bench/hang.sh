#!/bin/bash
# A key at a seat whose exchange folder hangs, where mounting a FUSE folder is allowed.
#   tests/bench/hang.sh BUILD FOLDER
set -euo pipefail
build=$1 folder=$2
mkdir "$folder/drop"
unshare -m bash -c '
mount --make-rprivate / 2>/dev/null
"$1/hang-folder" "$2/drop" "$2/hung" >"$2/mounted" & server=$!
for i in $(seq 100); do [ -s "$2/mounted" ] || ! kill -0 $server 2>/dev/null && break; sleep 0.1; done
[ -s "$2/mounted" ] || exit 1
python3 tests/bench/hang.py "$1" 100 "$2/drop" "$2/hung"; rc=$?
kill $server; wait; exit $rc' bench "$build" "$folder" || echo "a key, folder hanging      not tried: no FUSE folder can be mounted here"
