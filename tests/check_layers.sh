#!/bin/sh
# The layers are a test: which folder may include which, the one file that sees each library, no
# mutable data, I/O or clock in the pure folders, and the sizes of files and functions. The table
# is at the top of check_layers.awk; src/README.md tells it in words.
#
#   check_layers.sh              the tree this script is in
#   check_layers.sh --self-test  proves on planted breaches that it can fail
set -u
here=$(cd "$(dirname "$0")" && pwd)

# Prints the breaches in the tree at $1.
breaches()
{
	find "$1/src" -name '*.[ch]' -exec awk -f "$here/check_layers.awk" {} +
}

# Plants one file in an empty tree and expects a breach that matches $3 (none if empty).
plant()
{
	rm -rf "$room/src"
	mkdir -p "$room/$(dirname "$1")"
	printf '%b' "$2" >"$room/$1"
	found=$(breaches "$room")
	case $found in
	"") [ -z "$3" ] && said=ok || said='not ok' ;;
	*"$3"*) [ -n "$3" ] && said=ok || said='not ok' ;;
	*) said='not ok' ;;
	esac
	[ "$said" = ok ] || status=1
	echo "$said check_layers: $1 ${3:-is fine}"
	[ "$said" = ok ] || printf '    found: %s\n' "$found"
}

self_test()
{
	room=$(mktemp -d) || exit 1
	trap 'rm -rf "$room"' EXIT
	long=$(awk 'BEGIN { for (i = 0; i < 701; i++) printf "int f%d(void);\\n", i }')
	body=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "\\tg();\\n" }')

	plant src/base/a.c '#include "core/plan.h"\n' 'base may not include'
	plant src/core/a.c '#include "load/yaml_tree.h"\n' 'core may not include'
	plant src/load/a.h '#include "view/canvas.h"\n' 'load may not include'
	plant src/view/screens/a.c '#include "io/term.h"\n' 'view may not include'
	plant src/audio/device_ao.c '#include "io/clock.h"\n' 'audio may not include'
	plant src/audio/engine.c '#include <pthread.h>\n#include "io/clock.h"\n' ''
	plant src/io/log.c '#include "view/paint.h"\n' 'io may not include'
	plant src/io/term.c '#include <curses.h>\n#include "view/paint.h"\n' ''
	plant src/io/history_sql.h '#include <sqlite3.h>\n#include "core/record.h"\n' ''
	plant src/core/a.c '#include "app.h"\n' 'core may not include'
	plant src/core/a.c '#include "../io/log.h"\n' 'name headers from src/'
	plant src/load/routine_load.c '#include <yaml.h>\n' '<yaml.h> may be included in'
	plant src/audio/engine.c '#include <ao/ao.h>\n' '<ao/ao.h> may be included in'
	plant src/audio/mixer.c '#include <samplerate.h>\n' '<samplerate.h> may be included in'
	plant src/cmd_play.c '#include <sndfile.h>\n' '<sndfile.h> may be included in'
	plant src/app.c '#include <curses.h>\n' '<curses.h> may be included in'
	plant src/cmd_history.c '#include <sqlite3.h>\n' '<sqlite3.h> may be included in'
	plant src/audio/engine.c '#include <time.h>\n' '<time.h> may be included in'
	plant src/io/log.c '#include <pthread.h>\n' '<pthread.h> may be included in'
	plant src/core/a.c '#include <unistd.h>\n' 'a pure file may not include <unistd.h>'
	plant src/audio/mixer.c '#include <poll.h>\n' 'a pure file may not include <poll.h>'
	plant src/io/paths.c '#include <unistd.h>\n' ''
	plant src/core/a.c 'int f(void)\n{\n\treturn puts("x");\n}\n' 'may not call puts()'
	plant src/core/a.c '/* puts( */\nconst char *f(void)\n{\n\treturn "puts(";\n}\n' ''
	plant src/view/a.c 'static int n;\n' 'mutable data'
	plant src/view/a.c 'static const char *names[] = {"a"};\n' 'mutable data'
	plant src/view/a.c 'static const char *const names[] = {"a"};\nstatic const int n = 3;\n' ''
	plant src/view/a.c 'int total = 0;\n' 'mutable data'
	plant src/view/a.c 'int f(void)\n{\n\tstatic int calls;\n\n\treturn ++calls;\n}\n' 'mutable data'
	plant src/view/a.c 'static int (*hook)(int);\n' 'mutable data'
	plant src/view/a.c 'static int (*const hooks[])(int) = {0};\nvoid f(int (*g)(int));\n' ''
	plant src/view/a.c 'struct a;\nstatic struct a *\nfind(int n)\n{\n\treturn 0;\n}\n' ''
	plant src/io/log.c 'static int fd;\n' ''
	plant src/io/a.c "$long" 'a file of 701 lines'
	plant src/io/a.c "int f(void)\n{\n$body}\n" 'a function of 62 lines'
	return "$status"
}

status=0
if [ "${1-}" = --self-test ]; then
	self_test
	exit $?
fi
found=$(breaches "$(dirname "$here")")
if [ -z "$found" ]; then
	echo "ok check_layers"
else
	echo "not ok check_layers"
	echo "$found"
	status=1
fi
exit "$status"
