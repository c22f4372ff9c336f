#!/bin/bash
# Measures unknot beside the smallest programs that do the same thing at all (limits.c), and beside
# known programs where they are installed, in turns, so that a slow spell hits both alike. Ratios, CPU
# and counts are what to read; wall times say little on a shared machine. Nothing here can fail.
#
#   run.sh BUILD [ROW...]     rows: start still moving check hostile record late export silent voice live
#
# live: LIVE_SECONDS (30) a driver beside HOGS (2) busy processes
set -u
cd "$(dirname "$0")/../.." || exit 2
build=$PWD/$1
shift
rows=${*:-start still moving check hostile record late export silent voice live}
unknot=$build/unknot
watch=$build/tests/bench/watch
limits=$build/tests/bench/limits
rounds=${ROUNDS:-9}
seconds=${SECONDS_EACH:-15}
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
mkdir "$room/home"
export HOME=$room/home XDG_CONFIG_HOME=$room/home/config XDG_DATA_HOME=$room/home/data
export XDG_STATE_HOME=$room/home/state LC_ALL=C.UTF-8
unset UNKNOT_PATH NO_COLOR ACCESSIBLE

# The value of NAME= in $2...; nothing if it is not there.
value()
{
	local name=$1
	shift
	printf '%s\n' $* | sed -n "s/^$name=//p"
}

median()
{
	sort -g | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)] }'
}

ratio()
{
	awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.2f", a / b }'
}

# row WHAT OURS THEIRS UNIT GOAL: a line of the table; a GOAL of "<= 1.5x" or "<= 3" is judged.
row()
{
	awk -v what="$1" -v ours="$2" -v theirs="$3" -v unit="$4" -v goal="$5" 'BEGIN {
		r = theirs + 0 > 0 ? ours / theirs : 0
		most = goal
		gsub(/[^0-9.]/, "", most)
		held = goal ~ /x/ ? r : ours
		verdict = most == "" || ours == "" ? "" : held <= most + 0 ? "yes" : "NO"
		printf "%-47s %10s %10s %-8s %7s  %-8s %s\n", what, sprintf("%.4g", ours),
			theirs == "" ? "" : sprintf("%.4g", theirs), unit, r ? sprintf("%.2fx", r) : "", goal, verdict
	}'
}

# in_turns FIELD NAME COMMAND... ::: NAME COMMAND...: runs the commands in turns and leaves the medians
# of FIELD in result[NAME], the last whole line in line[NAME].
declare -A result line
in_turns()
{
	local field=$1 i k name
	local -a all=("${@:2}") command
	for ((i = 0; i < rounds; i++)); do
		k=0
		while ((k < ${#all[@]})); do
			name=${all[k++]}
			command=()
			while ((k < ${#all[@]})) && [ "${all[k]}" != ::: ]; do command+=("${all[k++]}"); done
			((k++))
			line[$name]=$("${command[@]}")
			value "$field" "${line[$name]}" >>"$room/$name.$field"
		done
	done
	for name in "$room"/*."$field"; do
		k=$(basename "$name" ".$field")
		result[$k]=$(median <"$name")
		rm "$name"
	done
}

# Millions of instructions of the main thread, from exec to the end right after the first frame.
instructions()
{
	rm -f "$room"/cg*
	"$watch" -w 1000 -- valgrind --tool=callgrind --separate-threads=yes \
		--callgrind-out-file="$room/cg" --log-file=/dev/null "$@" >/dev/null
	sed -n 's/^totals: //p' "$room/cg-01" | awk '{ printf "%.3f", $1 / 1e6 }'
}

# Writes to the terminal until it is given back.
terminal_writes()
{
	"$watch" -w 500 -q '' -- strace -f -y -e trace=write,writev -o "$room/trace" "$@" >/dev/null
	awk '/1049l/ { exit } /dev\/(pts|tty)/ { n++ } END { print n }' "$room/trace"
}

have()
{
	command -v "$1" >/dev/null || { echo "  ($1 is not installed: no row beside it)" && return 1; }
}

# ---- What is measured -------------------------------------------------------------------------------

row_start()
{
	local r=$room/200.yaml size
	tests/bench/files.sh lines 200 >"$r"
	for size in 80x24 200x50; do
		in_turns frame_cpu_ms limit "$watch" -g $size -- "$limits" yaml "$r" ::: \
			ours "$watch" -g $size -q 'qy' -- "$unknot" play --mute "$r" ::: \
			sound "$watch" -g $size -q 'qy' -- "$unknot" play "$r"
		row "first frame of 200 lines, $size, CPU" "${result[ours]}" "${result[limit]}" ms '<= 1.15x'
		row '  with sound, beside without' "${result[sound]}" "${result[ours]}" ms '<= 1.02x'
	done
	if have strace; then
		row '  writes to the terminal' "$(terminal_writes "$unknot" play --mute "$r")" \
			"$(terminal_writes "$limits" yaml "$r")" '' '<= 3'
	fi
	in_turns frame_cpu_ms home "$watch" -- "$unknot"
	row 'first frame of home, 80x24, CPU' "${result[home]}" "${result[limit]}" ms ''
	if have tty-clock; then
		in_turns frame_cpu_ms clock "$watch" -- tty-clock -s
		row '  beside tty-clock' "${result[ours]}" "${result[clock]}" ms '<= 1.6x'
	fi
	if have cmus; then
		in_turns frame_cpu_ms cmus "$watch" -q ':quit\n' -- cmus
		row '  beside cmus' "${result[ours]}" "${result[cmus]}" ms '<= 0.1x'
	fi
	if have valgrind; then
		row '  instructions of the main thread' "$(instructions "$unknot" play --mute "$r")" \
			"$(instructions "$limits" yaml "$r")" million '<= 1.25x'
	fi
}

# steady NAME FILE WATCH-OPTION...: plays FILE and leaves its line in line[NAME].
steady()
{
	local name=$1 file=$2
	shift 2
	in_turns ms_min "$name" "$watch" -g "${size:-80x24}" "$@" -s 10 -t "$seconds" -q 'qy' -- \
		"$unknot" play --mute --hands-free "$file"
}

row_still()
{
	local rounds=3 what
	"$watch" -g 80x24 -t "$seconds" -- "$limits" count >"$room/count"
	if have tty-clock; then
		in_turns ms_min clock "$watch" -t "$seconds" -- tty-clock -s
	fi
	steady count "$room/walk.yaml" -k '1.3:\n' -k '2.8:\n'
	steady pause "$room/walk.yaml" -k '1.3:\n' -k '2.8:\n' -k '5: '
	for what in count pause; do
		row "a screen that only ${what}s, a minute" "${result[$what]}" \
			"$(value ms_min "$(cat "$room/count")")" ms ''
		[ -n "${result[clock]-}" ] && row '  beside tty-clock' "${result[$what]}" "${result[clock]}" ms '<= 0.6x'
		row '  wake-ups a second' "$(value wakes_s "${line[$what]}")" '' /s '<= 1.1'
		row '  writes a second' "$(value writes_s "${line[$what]}")" '' /s '<= 1.1'
	done
}

row_moving()
{
	local rounds=3 size
	for size in 80x24 200x50; do
		in_turns ms_min ring "$watch" -g $size -t "$seconds" -- "$limits" ring 30
		steady hold "$room/hold.yaml" -k '1.3:\n' -k '2.8:\n' -k '4.3:\n'
		row "breath, knot and map at 30 a second, $size" "${result[hold]}" "${result[ring]}" ms/min '<= 1.25x'
		row '  writes a second' "$(value writes_s "${line[hold]}")" "$(value writes_s "${line[ring]}")" /s '<= 31'
		row '  wake-ups a second' "$(value wakes_s "${line[hold]}")" "$(value wakes_s "${line[ring]}")" /s '<= 35'
	done
}

row_check()
{
	local events
	tests/bench/files.sh bytes 1048000 >"$room/1m.yaml"
	events=$("$limits" events "$room/1m.yaml" "$rounds")
	in_turns all_cpu_ms whole "$watch" -- "$unknot" check "$room/1m.yaml" ::: \
		start "$watch" -- "$unknot" check "$room/walk.yaml"
	row 'a file of 1 MiB checked, CPU (without start)' \
		"$(awk -v a="${result[whole]}" -v b="${result[start]}" 'BEGIN { print a - b }')" \
		"$(value cpu_ms "$events")" ms '<= 1.5x'
	if have valgrind; then
		row '  instructions (without start)' \
			"$(awk -v a="$(instructions "$unknot" check "$room/1m.yaml")" \
				-v b="$(instructions "$unknot" check "$room/walk.yaml")" 'BEGIN { print a - b }')" \
			"$(instructions "$limits" events "$room/1m.yaml" 1)" million '<= 1.5x'
	fi
	row '  peak memory' "$(value rss_kb "${line[whole]}")" "$(value rss_kb "$events")" kB '<= 8192'
}

row_hostile()
{
	local kind rounds=3 worst=0 worst_kind='' most=0 most_kind='' rss
	for kind in $(tests/bench/files.sh kinds); do
		tests/bench/files.sh "$kind" >"$room/hostile.yaml" 2>/dev/null
		in_turns all_cpu_ms one "$watch" -- "$unknot" check "$room/hostile.yaml"
		rss=$(value rss_kb "${line[one]}")
		[ "$(value status "${line[one]}")" = 1 ] || echo "  ($kind: status $(value status "${line[one]}"))"
		if [ "$(ratio "${result[one]}" 1)" != "$worst" ] &&
			awk -v a="${result[one]}" -v b="$worst" 'BEGIN { exit a <= b }'; then
			worst=${result[one]} worst_kind=$kind
		fi
		((rss > most)) && most=$rss most_kind=$kind
	done
	row "the slowest hostile file ($worst_kind), CPU" "$worst" '' ms '<= 50'
	row "the largest ($most_kind), peak memory" "$most" '' kB '<= 16384'
}

row_record()
{
	local said append rounds=5
	said=$("$build/tests/bench/record" "$room/ten.db")
	append=$("$limits" append "$room/append" 100)
	# 30 ms, where SQLite hands as many holds out in 12
	row 'ten years read and folded, CPU' "$(value y10_ms "$said")" "$(value holds_ms "$said")" ms '<= 2.5x'
	row '  beside SQLite alone, all rows' "$(value y10_ms "$said")" "$(value scan_ms "$said")" ms ''
	row '  folding them alone' "$(value fold_ms "$said")" '' ms ''
	row '  five years beside one' "$(value y5_ms "$said")" "$(value y1_ms "$said")" ms '<= 6x'
	row '  ten years beside one' "$(value y10_ms "$said")" "$(value y1_ms "$said")" ms '<= 12x'
	row '  twenty years beside one' "$(value y20_ms "$said")" "$(value y1_ms "$said")" ms '<= 24x'
	row '  their figures, beside reading them' "$(value stats_ms "$said")" "$(value y10_ms "$said")" ms '<= 0.5x'
	row 'a hold committed' "$(value commit_us "$said")" "$(value p50_us "$append")" us ''
	row '  handed over (p99)' "$(value hand_us "$said")" '' us '<= 500'
	mkdir -p "$room/ten/unknot" && cp "$room/ten.db.10" "$room/ten/unknot/history.db"
	in_turns frame_cpu_ms none "$watch" -- "$unknot" ::: \
		ten "$watch" -- env XDG_DATA_HOME="$room/ten" "$unknot"
	row 'first frame of home with ten years' "${result[ten]}" "${result[none]}" ms ''
}

row_late()
{
	local wake
	{
		printf 'unknot: 1\ntitle: Many ends\nabout: A step a second.\nsuits: A clock.\nnot-for: Anybody.\nsteps:\n'
		for ((i = 0; i < 150; i++)); do printf '  - say: Step %d.\n    for: 1s\n    speak: ""\n' "$i"; done
	} >"$room/late.yaml"
	"$unknot" play "$room/late.yaml" --plain --hands-free --speed 10 --events "$room/events" </dev/null >/dev/null
	wake=$("$limits" wake 60 600)
	row 'lateness of a step end (p99)' "$(sed -n '/"event": "segment"/s/.*"due": \([0-9.]*\), "t": \([0-9.]*\).*/\1 \2/p' \
		"$room/events" | awk '{ printf "%.0f\n", ($2 - $1) * 1e6 }' | sort -g |
		awk '{ v[NR] = $1 } END { print v[int(NR * 0.99)] }')" "$(value p99_us "$wake")" us '<= 1.25x'
}

# The seconds of a plan.
planned()
{
	"$unknot" show "$1" --format=json | sed -n 's/.*"planned": \([0-9.]*\).*/\1/p' | head -n 1
}

row_export()
{
	local rounds=5 seconds how
	seconds=$(planned daily)
	mix=$("$build/tests/bench/sound" mix 1800)
	for how in no-voice voice; do
		in_turns all_cpu_ms export "$watch" -q '' -w 20000 -- "$unknot" export daily -o "$room/x.wav" \
			$([ $how = voice ] || echo --no-voice)
		row "a minute of sound exported, $how, CPU" \
			"$(awk -v a="${result[export]}" -v s="$seconds" 'BEGIN { print a * 60 / s }')" \
			"$(awk -v m="$(value cpu_ms "$mix")" 'BEGIN { print m / 30 }')" ms \
			"<= $([ $how = voice ] && echo 120 || echo 30)"
	done
}

row_silent()
{
	local rounds=3 paced
	mkdir -p "$XDG_CONFIG_HOME/unknot"
	echo 'driver: silent' >"$XDG_CONFIG_HOME/unknot/config.yaml"
	paced=$("$build/tests/bench/sound" paced "$seconds")
	in_turns others_ms_min silent "$watch" -k '1.3:\n' -k '2.8:\n' -k '4.3:\n' -s 10 -t "$seconds" -q 'qy' -- \
		"$unknot" play --hands-free --no-voice "$room/hold.yaml"
	rm "$XDG_CONFIG_HOME/unknot/config.yaml"
	row 'threads beside the screen, no sound device' "${result[silent]}" \
		"$(awk -v m="$(value cpu_ms "$paced")" -v s="$seconds" 'BEGIN { print m * 60 / s }')" ms/min '<= 0.5x'
}

row_voice()
{
	local rounds=5 lines=$room/lines name
	"$unknot" show daily --format=json | sed -n 's/.*"say": "\([^"]*\)".*/\1/p' | head -n 30 >"$lines"
	for name in speak espeak; do
		for ((i = 0; i < rounds; i++)); do
			value cpu_ms "$("$build/tests/bench/sound" $name <"$lines")"
		done | median >"$room/$name"
	done
	[ -s "$room/espeak" ] || { echo "  (libespeak-ng is not installed: no row of the voice)" && return; }
	row 'thirty lines spoken' "$(cat "$room/speak")" "$(cat "$room/espeak")" ms '<= 1.1x'
}

row_live()
{
	local driver said
	for driver in alsa pulse; do
		mkdir -p "$room/live/$driver"
		said=$(HOME=$room/live/$driver "$build/tests/bench/live" $driver "${LIVE_SECONDS:-30}" "${HOGS:-2}" \
			"$unknot" "$build/tests/bench/sound") || { echo "  (no row of a sound server, $driver)" && continue; }
		row "through $driver: beats on their frame" "$(value on_frame "$said")" "$(value beats "$said")" '' ''
		row '  not heard' "$(value missed "$said")" '' '' '<= 0'
		row '  off their frame (p99)' "$(value spacing_us "$said")" '' us '<= 21'
		row '  off their frame (largest)' "$(value spacing_max_us "$said")" '' us '<= 1000'
		row '  sound beside screen (p99)' "$(value screen_p99_ms "$said")" '' ms '<= 16.7'
		row '  CPU of it all' "$(value cpu_ms_min "$said")" "$(value theirs_ms_min "$said")" ms/min '<= 1.1x'
	done
}

cat >"$room/walk.yaml" <<'END'
unknot: 1
title: A walk
about: A screen that only counts.
suits: A clock.
not-for: Anybody.
steps:
  - walk: 10m
END
cat >"$room/hold.yaml" <<'END'
unknot: 1
title: A hold
about: A screen that moves.
suits: A clock.
not-for: Anybody.
steps:
  - legs: right first
    steps:
      - hold: thigh-outer-middle
        for: 90s
        breath: 4-6
        pressure: 4..6
  - walk: 2m
END
# The safety questions, once, as a person: a page is read for a second before it takes a key.
"$watch" -k '1.3:n' -k '2.8:\n' -k '4.3:\n' -k '5.8:\n' -s 8 -t 1 -q 'qy' -- "$unknot" play --mute "$room/walk.yaml" >/dev/null

printf '%-47s %10s %10s %-8s %7s  %-8s %s\n' 'what' 'ours' 'beside' '' 'ratio' 'goal' 'met'
for name in $rows; do
	"row_$name"
done
