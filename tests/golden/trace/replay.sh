#!/bin/sh
# Makes a script for test_trace of the file that `unknot play ROUTINE --events FILE` wrote.
#   tests/golden/trace/replay.sh EVENTS ROUTINE.yaml > tests/golden/trace/NAME.script
[ $# -eq 2 ] || { echo "usage: $0 EVENTS ROUTINE.yaml" >&2; exit 2; }
echo "play $2"
sed -n 's/^{"event": "key".* "t": \([0-9.]*\),.* "key": "\(.*\)"}$/\1 \2/p' "$1"
