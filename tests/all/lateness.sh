#!/bin/bash
# Plays a routine of five minutes at real speed and measures how late each event was. The 99th
# percentile stays under 20 ms, and lateness does not grow: the last quarter is no later than the
# first by more than 5 ms in the median. A host can take the processor away for 20 ms, so there are
# some hundreds of events: a percentile of a few dozen would be a maximum.
set -u
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export HOME=$dir XDG_CONFIG_HOME=$dir/c XDG_DATA_HOME=$dir/d XDG_STATE_HOME=$dir/s

cat >"$dir/five-minutes.yaml" <<'END'
unknot: 1
title: Five minutes
about: Counted moves between two walks, for their many beats.
steps:
  - walk: 30s
  - move: Bend and straighten the knees.
    reps: 24
    each: 1s
    sets: 8
    pause: 6s
  - walk: 36s
END
"$UNKNOT" screening --none-apply >/dev/null
"$UNKNOT" play "$dir/five-minutes.yaml" --plain --hands-free --events "$dir/events" </dev/null >"$dir/out"
status=$?
if [ "$status" = 0 ]; then echo "ok lateness-played"; else echo "not ok lateness-played: status $status"; fi

# "due" and "t" in seconds; keys and commits have no due time of their own
sed -n '/"event": "\(segment\|cue\)"/s/.*"due": \([0-9.]*\), "t": \([0-9.]*\).*/\1 \2/p' "$dir/events" |
	awk '{ printf "%.3f\n", ($2 - $1) * 1000 }' >"$dir/late"
echo "# the latest five, ms and when due: $(sed -n '/"event": "\(segment\|cue\)"/s/.*"due": \([0-9.]*\), "t": \([0-9.]*\).*/\1 \2/p' "$dir/events" |
	awk '{ printf "%.3f@%.1fs\n", ($2 - $1) * 1000, $1 }' | sort -rn | head -n 5 | tr '\n' ' ')"
median()
{
	sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}
n=$(wc -l <"$dir/late")
quarter=$((n / 4))
first=$(head -n "$quarter" "$dir/late" | median)
last=$(tail -n "$quarter" "$dir/late" | median)
sort -n "$dir/late" | awk -v first="$first" -v last="$last" '
	{ v[NR] = $1 }
	END {
		p99 = v[int(NR * 0.99 + 0.999)]
		printf "# %d events: median %.3f ms, 99th %.3f ms, largest %.3f ms; first quarter %.3f, last %.3f\n",
			NR, v[int((NR + 1) / 2)], p99, v[NR], first, last
		print (NR > 200 && p99 < 20 ? "ok" : "not ok") " lateness-p99"
		print (last - first < 5 ? "ok" : "not ok") " lateness-grows-not"
	}'
