#!/bin/bash
# Start-up, a session and shutdown with each call of a kind failing in turn (fail.c), in plain mode and
# on a screen. However it goes: no crash, no hang, no sanitizer's report, a status that means something,
# the terminal as it was, and a record that can be read and has what it had before.
#
#   run.sh BUILD
set -u
cd "$(dirname "$0")/../.." || exit 2
build=$PWD/$1
unknot=$build/unknot
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
passed=0
failed=0
most=${MOST:-8} # calls of a kind that are tried, spread over all there are

export TZ=UTC LC_ALL=C.UTF-8 TERM=xterm-256color
export ASAN_OPTIONS=log_path=$room/report:verify_asan_link_order=0:detect_leaks=0
export UBSAN_OPTIONS=log_path=$room/report:print_stacktrace=1
unset UNKNOT_PATH NO_COLOR ACCESSIBLE COLORTERM

at_home()
{
	export HOME=$1 XDG_CONFIG_HOME=$1/config XDG_DATA_HOME=$1/data XDG_STATE_HOME=$1/state
}

verdict()
{
	if [ -z "$2" ]; then
		passed=$((passed + 1))
		return
	fi
	failed=$((failed + 1))
	echo "not ok $1: $2"
	head -c 1500 "$room/said" | cat -v | tail -n 12
	find "$room" -name 'report*' -exec head -n 30 {} +
	rm -f "$room"/report*
}

# Keys that leave whatever asks or shows a result, once the session is over.
keys()
{
	sleep 1.5
	for _ in 1 2 3 4 5 6; do
		printf 'q\ny\n\n' 2>/dev/null
		sleep 0.3
	done
}

plain()
{
	timeout -k 1 20 env "$@" "$unknot" play "$room/short.yaml" --plain --hands-free --speed 240 \
		< <(keys) >"$room/said" 2>&1
}

# The terminal's modes are held against those before.
screen()
{
	local run
	run="env $(printf '%q ' "$@") $unknot play $room/short.yaml --mute --hands-free --speed 240"
	timeout -k 1 20 script -qec "stty -g >$room/before; $run; code=\$?; stty -g >$room/after; exit \$code" \
		/dev/null < <(keys) >"$room/said" 2>&1
}

# What is wrong after a run that ended with $1; nothing if all is well.
judge()
{
	case $1 in
	0 | 1 | 2 | 3 | 4 | 5 | 129 | 130 | 131 | 141 | 143) ;;
	124 | 137) echo 'it hangs' && return ;;
	*) echo "status $1" && return ;;
	esac
	[ -n "$(find "$room" -name 'report*')" ] && echo 'a sanitizer reports' && return
	"$unknot" history --format=json >"$room/history" 2>&1 || { echo 'the record cannot be read' && return; }
	grep -q 'kept-before' "$room/history" || echo 'the record lost what it had'
}

# try HOW CALL ERRNO [always]: every call of that kind in turn.
try()
{
	local how=$1 call=$2 error=$3 always=${4:+FAIL_ALWAYS=1} n=1 count step=1 wrong code
	while :; do
		rm -rf "$room/home" && cp -r "$room/kept" "$room/home"
		at_home "$room/home"
		head -c 8 /dev/zero >"$room/count"
		rm -f "$room/before" "$room/after"
		"$how" LD_PRELOAD="$room/fail.so" FAIL_COUNT="$room/count" FAIL_CALL="$call" FAIL_FROM=$n \
			FAIL_ERRNO="$error" ${always:+"$always"}
		code=$?
		count=$(od -An -td8 "$room/count" | tr -d ' ')
		wrong=$(judge $code)
		[ -z "$wrong" ] && [ -f "$room/before" ] && ! cmp -s "$room/before" "$room/after" &&
			wrong='the terminal is left changed'
		verdict "$how: $call $n of $count fails with $error $always" "$wrong"
		((n == 1)) && step=$((count > most ? count / most : 1))
		n=$((n + step))
		((n > count)) && break
	done
	echo "ok $how: $call, $error${4:+, always} (of $count calls)"
}

# The folder of the record vanishes in mid-session: the session goes on, and nothing crashes.
vanishing_folder()
{
	rm -rf "$room/home" && cp -r "$room/kept" "$room/home"
	at_home "$room/home"
	(sleep 0.4 && rm -rf "$room/home/data") &
	plain A=1
	local code=$?
	wait
	[ $code = 0 ] || [ $code = 3 ] || verdict 'the folder vanishes' "status $code"
	[ $code = 0 ] || [ $code = 3 ] && verdict 'the folder vanishes' "$(find "$room" -name 'report*')"
}

# Nobody to tell it to: it ends, and what was held is kept.
closed_stdout()
{
	rm -rf "$room/home" && cp -r "$room/kept" "$room/home"
	at_home "$room/home"
	timeout 20 "$unknot" play "$room/short.yaml" --plain --hands-free --speed 240 </dev/null >&- 2>"$room/said"
	verdict 'stdout is closed' "$(judge $?)"
}

cc -shared -fPIC -O1 -D_GNU_SOURCE -o "$room/fail.so" tests/faults/fail.c -ldl || exit 1
cat >"$room/short.yaml" <<'END'
unknot: 1
title: kept-before
about: A hold and a walk.
suits: A machine.
not-for: Anybody.
steps:
  - legs: right first
    steps:
      - hold: thigh-outer-middle
        for: 30s
        breath: 4-6
        pressure: 4..6
  - walk: 30s
END
mkdir "$room/kept"
at_home "$room/kept"
plain A=1 || { cat "$room/said" && exit 1; }

# 4 EINTR, 5 EIO, 11 EAGAIN, 12 ENOMEM, 13 EACCES, 24 EMFILE, 28 ENOSPC; 0 a short write
for how in plain screen; do
	try $how open 13
	try $how open 24
	try $how write 28
	try $how write 0
	try $how write 4
	try $how sync 5
	try $how thread 11
	try $how thread 11 always
	try $how eventfd 24
	try $how signalfd 24
	try $how pipe 24
	try $how poll 4
	try $how mmap 12
	try $how lock 4
	try $how lock 37
	try $how random 4
done
vanishing_folder
closed_stdout
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
