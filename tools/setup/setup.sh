#!/bin/sh
# Installs the Debian packages that a set of make targets needs, when they are missing. Says what it installs; costs one
# dpkg-query when all is there.
#   tools/setup/setup.sh build|test
set -eu

build="gcc libc6-dev pkg-config gettext libncurses-dev libsqlite3-dev libsodium-dev libutf8proc-dev libpango1.0-dev libcsv-dev libxlsxwriter-dev libxml2-dev libarchive-dev
fonts-liberation2 poppler-utils libvterm-dev ncurses-bin"
# libncurses' terminal descriptions beyond the basic ones, and the programs the tests look through
tests="libcmocka-dev libreoffice-calc-nogui unzip clang libclang-rt-14-dev minisign sqlite3 ncurses-term git"

case "${1:-}" in
build) wanted=$build ;;
test) wanted="$build $tests" ;;
*) echo "usage: setup.sh build|test" >&2; exit 2 ;;
esac

have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' || true)
missing=
for p in $wanted; do
    printf '%s\n' "$have" | grep -qxF "$p" || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "setup: these packages are missing and there is no apt-get to install them:$missing" >&2
    exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
    sudo=sudo
    command -v sudo >/dev/null 2>&1 || { echo "setup: run this once as root: apt-get install$missing" >&2; exit 1; }
fi
echo "setup: installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! $sudo apt-get -qq install -y --no-install-recommends $missing >/dev/null 2>&1; then
    $sudo apt-get -qq update >&2
    $sudo apt-get -qq install -y --no-install-recommends $missing >/dev/null
fi
echo "setup: done" >&2
