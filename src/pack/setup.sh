#!/bin/sh
# Finds out what this machine lacks to build, play or check unknot, and installs it on Debian and its
# kin; on other systems it names the packages. Called by the Makefile before every build: it costs a
# few milliseconds when nothing is missing.
#
#   setup.sh build | play | check | check-all
#
# With CI=true, or where nobody can be asked, it asks nothing.
set -u

# What is needed. A row: from which goal on, whether it can be done without, how to find it, the
# packages of apt, dnf, pacman, apk and zypper (+ joins several), and what it is for.
needs()
{
	cat <<-'END'
	build need cc:stdio.h        gcc+libc6-dev gcc+glibc-devel gcc gcc+musl-dev gcc+glibc-devel            compiles it
	build need cmd:pkg-config    pkg-config pkgconf-pkg-config pkgconf pkgconf pkgconf-pkg-config          finds libraries
	build need pkg:ncursesw      libncurses-dev ncurses-devel ncurses ncurses-dev ncurses-devel            terminal and keys
	build need pkg:yaml-0.1      libyaml-dev libyaml-devel libyaml yaml-dev libyaml-devel                  reads routines
	build need pkg:sqlite3       libsqlite3-dev sqlite-devel sqlite sqlite-dev sqlite3-devel               keeps the record
	build need pkg:ao            libao-dev libao-devel libao libao-dev libao-devel                         plays sound
	build need pkg:sndfile       libsndfile1-dev libsndfile-devel libsndfile libsndfile-dev libsndfile-devel reads sound files
	build need pkg:samplerate    libsamplerate0-dev libsamplerate-devel libsamplerate libsamplerate-dev libsamplerate-devel fits their rate
	build want pkg:espeak-ng     libespeak-ng-dev espeak-ng-devel espeak-ng espeak-ng-dev espeak-ng-devel  speaks
	play  want lib:libasound.so.2 libasound2+libasound2-plugins alsa-lib+alsa-plugins-pulseaudio alsa-lib+alsa-plugins alsa-lib+alsa-plugins-pulse libasound2+alsa-plugins-pulse sound is heard
	play  want term:foot         ncurses-term ncurses-term ncurses ncurses-terminfo terminfo               knows newer terminals
	check need pkg:cmocka        libcmocka-dev libcmocka-devel cmocka cmocka-dev libcmocka-devel           unit tests
	check need pkg:vterm         libvterm-dev libvterm-devel libvterm libvterm-dev libvterm-devel          terminal tests
	check-all need cmd:clang      clang clang clang clang clang                                            second compiler
	check-all need rt:fuzzer      libclang-rt-dev compiler-rt compiler-rt compiler-rt clang-devel-static       random input
	check-all need cmd:clang-tidy clang-tidy clang-tools-extra clang clang-extra-tools clang-tools         finds slips
	check-all need cmd:clang-format clang-format clang-tools-extra clang clang-extra-tools clang-tools       keeps the layout
	check-all need cmd:valgrind   valgrind valgrind valgrind valgrind valgrind                             finds leaks
	END
}

# Whether one of these files is there.
exists()
{
	for file; do
		[ -e "$file" ] && return 0
	done
	return 1
}

# Whether the thing named by kind:name is here.
here()
{
	what=${1#*:}
	case $1 in
	cc:*) echo "#include <$what>" | "${CC:-gcc}" -E - >/dev/null 2>&1 ;;
	cmd:*) command -v "$what" >/dev/null ;;
	pkg:*) pkg-config --exists "$what" 2>/dev/null ;;
	lib:*) exists /lib/"$what" /lib64/"$what" /usr/lib/"$what" /usr/lib64/"$what" /usr/lib/*/"$what" ;;
	rt:*) exists "$(clang -print-runtime-dir 2>/dev/null)"/libclang_rt."$what"* ;;
	term:*) exists /usr/share/terminfo/*/"$what" /lib/terminfo/*/"$what" ;;
	esac
}

# Sets `missing` (columns of needs, one row a line) and `must`, whether it cannot go on without.
look()
{
	missing=
	must=
	while read -r from need probe apt dnf pacman apk zypper why; do
		case " $stages " in
		*" $from "*) here "$probe" && continue ;;
		*) continue ;;
		esac
		missing="$missing$from $need $probe $apt $dnf $pacman $apk $zypper $why
"
		[ "$need" = need ] && must=yes
	done <<-END
	$(needs)
	END
}

# The packages of what is missing, from column $1, on one line.
packages()
{
	printf '%s' "$missing" | cut -d ' ' -f "$1" | tr '+' '\n' | sort -u | tr '\n' ' ' | sed 's/ $//'
}

name_packages()
{
	echo "unknot needs some packages. Install them, then try again:"
	for row in 'dnf:5:dnf install' 'pacman:6:pacman -S' 'apk:7:apk add' 'zypper:8:zypper install'; do
		manager=${row%%:*}
		rest=${row#*:}
		if command -v "$manager" >/dev/null || [ -z "$known" ]; then
			echo "    ${rest#*:} $(packages "${rest%%:*}")"
		fi
	done
}

# Asks where a person is there to answer.
agreed()
{
	[ "${CI-}" = true ] && return 0
	[ -t 0 ] && [ -t 2 ] || return 0
	printf 'Install them now? [Y/n] ' >&2
	read -r answer || return 1
	case $answer in
	[Nn]*) return 1 ;;
	esac
}

install_with_apt()
{
	packages=$(packages 4)
	line="apt-get install --no-install-recommends $packages"
	echo "unknot needs these packages:"
	printf '%s' "$missing" | while read -r _ _ _ apt _ _ _ _ why; do
		echo "    $(echo "$apt" | tr '+' ' '): $why"
	done
	if [ "$(id -u)" = 0 ]; then
		as=
	elif command -v sudo >/dev/null; then
		# without a person nobody can give a password
		[ -t 0 ] && [ "${CI-}" != true ] && as=sudo || as='sudo -n'
	else
		echo "Neither root nor sudo is here to install them. As root, run:"
		echo "    $line"
		exit 1
	fi
	agreed || { echo "Nothing was installed. The line for it is: $line" && exit 1; }
	echo "Installing: $line"
	# a list that cannot be fetched may still hold what is wanted
	$as env DEBIAN_FRONTEND=noninteractive apt-get -q update || true
	# shellcheck disable=SC2086 # a list of words, `as` may be empty
	$as env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $packages || {
		echo "That did not work. As root, run:"
		echo "    apt-get update && $line"
		exit 1
	}
}

case ${1-build} in
build) stages='build' ;;
play) stages='build play' ;;
check) stages='build check' ;;
check-all) stages='build check check-all' ;;
*) echo "usage: setup.sh build | play | check | check-all" >&2 && exit 2 ;;
esac
look
[ -z "$must" ] && exit 0
if command -v apt-get >/dev/null; then
	install_with_apt
	look
	[ -z "$must" ] && exit 0
	echo "Still missing after that: $(packages 3)"
	exit 1
fi
known=
for manager in dnf pacman apk zypper; do
	command -v "$manager" >/dev/null && known=yes
done
name_packages
exit 1
