#!/bin/sh
# A whole session in plain mode, and the commands that only print, under valgrind: no definite leak, no
# use of what was never set.
set -u
status=0

clean()
{
	if valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite \
		--error-exitcode=99 "$UNKNOT" "$@" >"$HOME/said"; then
		echo "ok valgrind: unknot $1"
	else
		echo "not ok valgrind: unknot $*: exit $?"
		status=1
	fi
}

clean play first-sitting --plain --hands-free --speed 60 --events "$HOME/events"
clean list --format=json
clean show first-sitting --format=json
clean check routines/first-sitting.yaml
clean history --format=json
exit "$status"
