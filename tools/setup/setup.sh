#!/bin/sh
# Installs the Debian packages that a set of make targets needs, when they are missing. Says what it installs; costs one
# dpkg-query when all is there.
#   tools/setup/setup.sh client|build|deb|image|test|seat-test|nightly|ci
set -eu

# what a seat's program alone is built from; with the office's tool; what packages are made with; what the seat's image is made with; what the tests
# look through; what they start it in; what CI=true adds
client="gcc libc6-dev make pkg-config gettext libncurses-dev libsqlite3-dev libsodium-dev"
build="$client libutf8proc-dev libpango1.0-dev libxlsxwriter-dev libminizip-dev libxml2-dev libarchive-dev fonts-liberation2 poppler-utils libvterm-dev
ncurses-bin"
deb="$build build-essential dpkg-dev debhelper"
image="$client binutils mmdebstrap uidmap libarchive-tools zstd xorriso mtools dosfstools grub-common grub-pc-bin grub-efi-amd64-signed shim-signed kmod"
tests="libcmocka-dev libreoffice-calc-nogui libreoffice-writer-nogui unzip minisign sqlite3 ncurses-term python3-nacl"
ci="clang clang-format libclang-rt-14-dev build-essential dpkg-dev debhelper lintian mmdebstrap"

seats="$image qemu-system-x86 ovmf dnsmasq-base openssh-server openssh-client"

case "${1:-}" in
client) wanted=$client ;;
build) wanted=$build ;;
deb) wanted=$deb ;;
image) wanted=$image ;;
test) wanted="$build $tests" ;;
seat-test) wanted="$deb $tests $seats" ;;
nightly) wanted="$build $tests $ci $seats" ;;
ci) wanted="$build $tests $ci" ;;
*) echo "usage: setup.sh client|build|deb|image|test|seat-test|nightly|ci" >&2; exit 2 ;;
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
