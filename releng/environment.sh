#
# Copyright (c) 2026 Lguest Debug contributors
#
# This program and the accompanying materials are made available under the
# terms of the Eclipse Public License 2.0 which is available at
# https://www.eclipse.org/legal/epl-2.0/
#
# SPDX-License-Identifier: EPL-2.0
#
# What releng/verify and releng/demo both need: a JDK, Maven, Debian packages, a display. To be sourced.

readonly jdk_least=21
readonly maven_version=3.9.11
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=$root/.cache

say() { printf '%s: %s\n' "${0##*/}" "$*"; }

die() { printf '%s: %s\n' "${0##*/}" "$@" >&2; exit 1; }

# The major version of the JDK in folder $1; nothing for a folder that holds none.
jdk_version() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

# Sets JAVA_HOME to the first JDK that is new enough: JAVA_HOME's, PATH's, then those of the distribution.
find_jdk() {
    local candidate version seen=
    for candidate in "${JAVA_HOME:-}" "$(on_path=$(command -v javac) && dirname "$(dirname "$(readlink -f "$on_path")")")" \
            /usr/lib/jvm/*; do
        [ -n "$candidate" ] && [ ! -L "$candidate" ] || continue
        version=$(jdk_version "$candidate")
        [ -n "$version" ] || continue
        if [ "$version" -ge "$jdk_least" ]; then
            export JAVA_HOME=$candidate PATH=$candidate/bin:$PATH
            say "JDK $version in $JAVA_HOME"
            return
        fi
        seen="$seen $candidate ($version)"
    done
    die "no JDK $jdk_least or newer in JAVA_HOME, on PATH or under /usr/lib/jvm; seen:${seen:- none}." \
        "Install one (on Debian 13: apt-get install openjdk-$jdk_least-jdk-headless; elsewhere: https://adoptium.net)" \
        "and, if it is in none of these places: export JAVA_HOME=<its folder>"
}

# Sets maven to the Maven that Tycho wants, fetched by its coordinates with whichever Maven there is.
find_maven() {
    local home=$cache/apache-maven-$maven_version
    # Maven's own libraries use what newer JDKs warn about.
    if [ "$(jdk_version "$JAVA_HOME")" -ge 24 ]; then
        export MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
    fi
    if [ ! -x "$home/bin/mvn" ]; then
        command -v mvn >/dev/null || die "no Maven on PATH to fetch Maven $maven_version with; run: $(as_root) apt-get install maven"
        say "fetching Maven $maven_version with $(command -v mvn)"
        # A new folder, where the plugin remembers nothing, with a .mvn of its own, so that the older Maven does not see
        # the build's extensions.
        rm -rf "$cache/fetch"
        mkdir -p "$cache/fetch/.mvn"
        (cd "$cache/fetch" && mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
            -Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin -DoutputDirectory="$cache" </dev/null) && [ -x "$home/bin/mvn" ] \
            || die "could not fetch Maven $maven_version; is Maven Central, or the mirror in ~/.m2/settings.xml, reachable?"
    fi
    maven=$home/bin/mvn
    unset MAVEN_HOME M2_HOME
    say "Maven $maven_version in ${home#"$root"/}"
}

# Sets jspecify to the library with the annotations that the sources name, fetched by its coordinates.
find_jspecify() {
    jspecify=$cache/jspecify/jspecify-1.0.0.jar
    [ ! -e "$jspecify" ] || return 0
    find_maven
    mkdir -p "$cache/fetch/.mvn"
    (cd "$cache/fetch" && "$maven" -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        -Dartifact=org.jspecify:jspecify:1.0.0 -DoutputDirectory="${jspecify%/*}" </dev/null) \
        || die "could not fetch org.jspecify:jspecify:1.0.0" \
            "Is Maven Central, or the mirror in ~/.m2/settings.xml, reachable?"
}

as_root() { [ "$(id -u)" = 0 ] || echo sudo; }

has_library() { /sbin/ldconfig -p | grep -q "$1"; }

# Whether the Debian package $1, or what it brings, is there.
has_package() {
    case $1 in
        xvfb) command -v xvfb-run && command -v Xvfb ;;
        xauth) command -v xauth ;;
        libgtk-3-0) has_library libgtk-3.so.0 ;;
        libxtst6) has_library libXtst.so.6 ;;
        librsvg2-common) compgen -G '/usr/lib/*/gdk-pixbuf-2.0/*/loaders/libpixbufloader[-_]svg.so' ;;
        fonts-dejavu-core) [ -d /usr/share/fonts/truetype/dejavu ] || compgen -G '/usr/share/fonts/*dejavu*' ;;
        gcc) command -v gcc ;;
        make) command -v make ;;
        gdb) command -v gdb ;;
        bsdutils) command -v script ;;
        *) dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ;;
    esac >/dev/null
}

# Installs those of the Debian packages $@ that are missing, or says which command would.
need_packages() {
    local package missing=()
    for package; do
        has_package "$package" || missing+=("$package")
    done
    [ ${#missing[@]} != 0 ] || return 0
    local install="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing ${missing[*]}"
        export DEBIAN_FRONTEND=noninteractive
        { apt-get -q update && $install; } </dev/null >"$cache/apt.log" 2>&1 \
            || { cat "$cache/apt.log" >&2; die "could not install them; run: apt-get update && $install"; }
    else
        die "missing Debian packages; run: sudo apt-get update && sudo $install"
    fi
}

# What this machine's processor calls itself.
processor_name() {
    local name
    name=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)
    if grep -q '^flags.*hypervisor' /proc/cpuinfo; then name="$name, in a virtual machine"; fi
    echo "$name"
}

# A display of our own, so that windows neither disturb nor depend on the user's.
under_xvfb() {
    env -u WAYLAND_DISPLAY GDK_BACKEND=x11 xvfb-run -a -s '-screen 0 1400x1000x24' "$@"
}

# Of each bundle that it copies, p2 says how Maven Central signs its digests.
without_digest_warnings() { grep --line-buffered -v 'used to verify osgi\.\|No digest algorithm is available'; }

[ "$(uname -sm)" = "Linux x86_64" ] || die "the workbench is assembled for Linux on x86_64 only; this is $(uname -sm)"
mkdir -p "$cache"
cd "$root" || exit 1
