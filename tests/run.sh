#!/bin/bash
# Runs tests two at a time for each processor, since many of them wait, and sums them up.
#
#   run.sh BUILD TEST...
#
# BUILD is the folder of a variant; a TEST is a cmocka program in it or a script that prints a line
# "ok NAME", "not ok NAME" or "skip NAME: why" for each thing it tries. Scripts find the program
# under test in $UNKNOT. Each test gets a fresh home of its own and 240 s (those of tests/all 900 s). A
# crash, a sanitizer's
# report and a test that says nothing count as failed. The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 2

# A fresh home and an environment that is the same everywhere.
prepare()
{
	rm -rf "$out"
	mkdir -p "$out/home" "$out/reports"
	unset MAKEFLAGS MFLAGS MAKELEVEL UNKNOT_PATH NO_COLOR ACCESSIBLE COLORTERM TERM_PROGRAM LINES COLUMNS LANGUAGE CI
	export HOME=$out/home XDG_CONFIG_HOME=$out/home/config XDG_DATA_HOME=$out/home/data
	export XDG_STATE_HOME=$out/home/state XDG_RUNTIME_DIR=$out/home/run XDG_CACHE_HOME=$out/home/cache
	export LC_ALL=C.UTF-8 TZ=UTC TERM=xterm-256color UNKNOT=$PWD/$build/unknot
	# a report on a redirected stderr would vanish
	local common=log_path=$out/reports/r
	# Looking for leaks takes longer than most of what the scripts run, a thousand times over: check-all does.
	local leaks=1
	[[ $test == *.sh ]] && leaks=${UNKNOT_LEAKS:-0}
	export ASAN_OPTIONS=$common:detect_leaks=$leaks:strict_string_checks=1
	export UBSAN_OPTIONS=$common:print_stacktrace=1
	# a thread that is slow to end is left behind by design: nobody waits for it
	export TSAN_OPTIONS=$common:report_thread_leaks=0
}

# How many of what the test says, summed: of cmocka's own lines or of ours.
count()
{
	sed -n "s/^\[  $1  \] \([0-9]*\) test.*/\1/p" "$out/log" | awk -v ours="$(grep -c "^$2 " "$out/log")" \
		'{ n += $1 } END { print n + ours }'
}

run_one()
{
	local build=$1 test=$2 name out rc passed failed reports
	name=$(basename "$test" .sh)
	[[ $test == */tests/*/* && $test == *.build* ]] && name=$(basename "$(dirname "$test")")/$name
	out=$PWD/$build/results/${name//\//-}
	prepare
	SECONDS=0
	case $test in
	tests/check_layers.sh) { "$test" && "$test" --self-test; } ;;
	tests/all/*) timeout -k 5 900 "$test" ;;
	*) timeout -k 5 240 "$test" ;;
	esac </dev/null >"$out/log" 2>&1
	rc=$?
	passed=$(count PASSED ok)
	failed=$(count FAILED 'not ok')
	# a failed assertion leaves things behind: leaks are of no interest then
	reports=$(find "$out/reports" -type f -exec grep -L LeakSanitizer {} +)
	[ "$failed" = 0 ] && reports=$(find "$out/reports" -type f)
	if [ -n "$reports" ]; then
		find "$out/reports" -type f -exec head -n 60 {} + >>"$out/log"
		failed=$((failed + 1))
	elif [ "$failed" = 0 ] && { [ $rc != 0 ] || { [ "$passed" = 0 ] && ! grep -q '^skip ' "$out/log"; }; }; then
		echo "$name ended with $rc, having counted $passed" >>"$out/log"
		failed=1
	fi
	echo "$passed $failed" >"$out/count"
	if [ "$failed" = 0 ]; then
		printf 'ok      %-28s %5d %5d s\n' "$name" "$passed" "$SECONDS"
		sed -n 's/^skip /        skipped: /p' "$out/log"
	else
		printf 'FAILED  %-28s %5d passed, %d failed\n' "$name" "$passed" "$failed"
		grep -v '^\[ RUN  \|^\[       OK\|^ok ' "$out/log" | sed 's/^/        /' | head -n 200
	fi >"$out/said"
	cat "$out/said"
}

if [ "$1" = --one ]; then
	run_one "$2" "$3"
	exit 0
fi

build=$1
shift
rm -rf "$build/results"
printf '%s\n' "$@" | xargs -P $((2 * $(nproc))) -I TEST "$0" --one "$build" TEST
cat "$build"/results/*/count /dev/null | awk -v want=$# '
	{ passed += $1; failed += $2 }
	END {
		if (NR < want)
			failed += want - NR
		printf "%d passed, %d failed\n", passed, failed
		exit failed > 0 || passed == 0
	}'
