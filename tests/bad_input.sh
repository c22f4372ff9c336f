#!/bin/sh
# Bad input is answered at once, clearly, and without harm: files that are none, files that would hang or
# swell a reader, text that would take over a terminal; a home that may not be written, a full disk.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0

verdict()
{
	if [ "$2" = ok ]; then
		echo "ok bad_input: $1"
	else
		echo "not ok bad_input: $1: $2"
		head -c 2000 "$room/said" | cat -v
		status=1
	fi
}

# Whether what was said is fit for a terminal: no control characters but the newline.
is_clean()
{
	! LC_ALL=C tr -d '\n' <"$room/said" | LC_ALL=C grep -q '[[:cntrl:]]'
}

# Judges a command that was to fail with $2 (exit code) and say $3 (a regular expression).
judge()
{
	if [ "$4" = 124 ]; then
		verdict "$1" "took over five seconds"
	elif [ "$4" != "$2" ]; then
		verdict "$1" "exit $4 and not $2"
	elif ! grep -Eq "$3" "$room/said"; then
		verdict "$1" "does not say $3"
	elif ! is_clean; then
		verdict "$1" "control characters reach the terminal"
	elif [ "$(wc -c <"$room/said")" -gt 20000 ]; then
		verdict "$1" "says far too much"
	else
		verdict "$1" ok
	fi
}

# refuses NAME FILE PATTERN: `check` and `play` both end with 1 and say PATTERN.
refuses()
{
	for command in check play; do
		set -- "$1" "$2" "$3"
		timeout 5 "$UNKNOT" "$command" "$2" </dev/null >"$room/said" 2>&1
		judge "$1 ($command)" 1 "$3" $?
	done
}

cd "$room" || exit 1
: >empty.yaml
mkdir folder.yaml
mkfifo pipe.yaml
truncate -s 1G huge.yaml
head -c 1048576 /dev/zero | tr '\0' ' ' >spaces.yaml
head -c 2000000 /dev/zero | tr '\0' ' ' >more-spaces.yaml
head -c 65536 "$UNKNOT" >noise.yaml
{ printf 'unknot: 1\ntitle: x\nabout: y\nsteps: ' && head -c 400000 /dev/zero | tr '\0' '['; } >brackets.yaml
{ printf 'unknot: 1\ntitle: ' && head -c 400000 /dev/zero | tr '\0' '{'; } >braces.yaml
printf 'unknot: 1\ntitle: x\nabout: y\nsteps: &a\n  - repeat: 2\n    steps: *a\n' >alias.yaml
{
	printf 'unknot: 1\ntitle: x\nabout: y\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n'
	for i in 1 2 3 4 5 6 7 8 9; do
		b="*a$((i - 1))"
		echo "a$i: &a$i [$b, $b, $b, $b, $b, $b, $b, $b, $b, $b]"
	done
	printf 'steps:\n  - walk: 1m\n'
} >laughs.yaml
printf 'unknot: 1\ntitle: caf\351\nabout: y\nsteps:\n  - walk: 1m\n' >utf8.yaml
printf 'unknot: 1\ntitle: "a\\e[2J\\e]0;b\\a"\nabout: y\nsteps:\n  - walk: 1m\n' >escape.yaml
printf 'unknot: 1\ntitle: a\033[2Jb\nabout: y\nsteps:\n  - walk: 1m\n' >raw-escape.yaml
printf 'unknot: 1\ntitle: "a\\0b"\nabout: y\nsteps:\n  - walk: 1m\n' >nul.yaml
printf 'unknot: 1\ntitle: x\nabout: y\nsteps:\n  - use: ../../etc/passwd.yaml\n  - use: /etc/passwd\n' >use.yaml
printf 'unknot: 1\ntitle: x\nabout: y\nsteps:\n  - use: self.yaml\n' >self.yaml

mkdir bare
mkfifo tube
refuses 'a folder by its bare name' bare 'bare is a folder'
refuses 'this folder' . 'is a folder'
refuses 'a pipe by its bare name' tube 'tube is a pipe'
refuses 'a missing file' missing.yaml 'missing.yaml.*no file|no file missing.yaml'
refuses 'a missing routine' first-siting 'first-sitting'
refuses 'a folder' ./folder.yaml 'folder'
refuses 'a pipe' ./pipe.yaml 'pipe'
refuses 'a device' /dev/zero 'device'
refuses 'an empty file' empty.yaml 'empty.yaml.*: error'
refuses 'a gigabyte' huge.yaml 'larger than'
refuses 'a mebibyte of spaces' spaces.yaml 'spaces.yaml.*: error'
refuses 'over a mebibyte of spaces' more-spaces.yaml 'larger than'
refuses 'binary noise' noise.yaml 'noise.yaml:1:[0-9]+: error'
refuses '400,000 open brackets' brackets.yaml 'brackets.yaml:4:[0-9]+: error.*deep'
refuses '400,000 open braces' braces.yaml 'braces.yaml:2:[0-9]+: error.*deep'
refuses 'an alias inside itself' alias.yaml 'alias.yaml:6:[0-9]+: error'
refuses 'aliases that swell' laughs.yaml 'laughs.yaml:[0-9]+:[0-9]+: error'
refuses 'bad UTF-8' utf8.yaml 'utf8.yaml:2:11: error.*UTF-8'
refuses 'control characters in text' escape.yaml 'escape.yaml:2:[0-9]+: error.*control'
refuses 'raw control characters' raw-escape.yaml 'raw-escape.yaml:2:[0-9]+: error.*control'
refuses 'NUL in text' nul.yaml 'nul.yaml:2:[0-9]+: error'
refuses 'a use outside its folder' use.yaml 'use.yaml:5:[0-9]+: error'
refuses 'a routine that uses itself' self.yaml 'self.yaml:5:[0-9]+: error'

# A gigabyte of spaces from a pipe ends after the first mebibyte.
head -c 1G /dev/zero 2>/dev/null | tr '\0' ' ' 2>/dev/null | timeout 5 "$UNKNOT" check - >said 2>&1
judge 'a gigabyte of spaces on standard input' 1 'larger than' $?

# Slips on the command line.
usage()
{
	timeout 5 "$UNKNOT" "$@" </dev/null >said 2>&1
	judge "unknot $*" 2 'unknot: ' $?
}
usage paly
usage play --sped 3
usage play --speed fast
usage play --legs 3
usage list extra
usage check
usage show

# ---- The record -----------------------------------------------------------------------------------

# The rest needs a file system of its own: as root, or as root of a user namespace.
inside()
{
	# shellcheck disable=SC2016
	unshare "$@" -m sh -c 'mount -t tmpfs -o size=64k none "$0"' "$room" 2>/dev/null
}
if inside; then
	own=
elif inside -r; then
	own=-r
else
	echo "skip bad_input: read-only home, full disk: no file system of its own can be mounted here"
	exit "$status"
fi

# in_disk SIZE SCRIPT: runs SCRIPT with $home on a small file system that it may fill or lock.
in_disk()
{
	mkdir -p home
	# shellcheck disable=SC2016,SC2086 # expanded inside; `own` may be empty
	timeout 60 unshare $own -m sh -c '
		mount -t tmpfs -o size="$0" none "$1/home" || exit 99
		export HOME="$1/home" XDG_DATA_HOME="$1/home/data" XDG_STATE_HOME="$1/home/state" \
			XDG_CONFIG_HOME="$1/home/config"
		quick="play first-sitting --plain --hands-free --speed 240"
		eval "$2"' "$1" "$room" "$2" </dev/null >said 2>&1
}

# The session is played to its end although nothing can be kept, and says why.
# shellcheck disable=SC2016
in_disk 1m 'mount -o remount,ro "$HOME" && exec "$UNKNOT" $quick'
code=$?
if [ "$code" != 0 ] && [ "$code" != 3 ]; then
	verdict 'a home that may not be written' "exit $code"
elif ! grep -q '^unknot: ' said; then
	verdict 'a home that may not be written' 'says nothing'
elif [ "$(wc -l <said)" -lt 20 ] || ! is_clean; then
	verdict 'a home that may not be written' 'the session is not played'
else
	verdict 'a home that may not be written' ok
fi

# A disk that fills up loses neither the session nor what was kept before.
# shellcheck disable=SC2016
in_disk 1m '
	"$UNKNOT" $quick >"$1/first" 2>&1 || exit 98
	"$UNKNOT" history --format=json >"$1/before" || exit 97
	cat /dev/zero >"$HOME/filler" 2>/dev/null
	"$UNKNOT" $quick
	code=$?
	"$UNKNOT" history --format=json >"$1/full" || exit 96
	rm "$HOME/filler"
	"$UNKNOT" history --format=json >"$1/after" || exit 95
	exit $code'
code=$?
sessions=$(grep -c '"id"' before 2>/dev/null)
if [ "$code" != 0 ] && [ "$code" != 3 ]; then
	verdict 'a full disk' "exit $code"
elif ! grep -qi 'no space left' said; then
	verdict 'a full disk' 'says nothing'
elif [ "$sessions" != 1 ] || [ "$(grep -c '"id"' full)" -lt 1 ] || [ "$(grep -c '"id"' after)" -lt 1 ]; then
	verdict 'a full disk' "the record had $sessions session and lost it"
else
	verdict 'a full disk' ok
fi
exit "$status"
