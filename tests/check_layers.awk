# Reads all source files and prints each breach of the layers as "file:line: what". See
# check_layers.sh. Works line by line on code that clang-format has laid out: what stands in the
# first column is file level.

BEGIN {
	# what a folder may include of ours
	may["base"] = "base"
	may["core"] = "core base"
	may["load"] = "load core base"
	may["view"] = "view core base"
	may["audio"] = "audio core base"
	may["io"] = "io base"
	may["pack"] = "load core base" # runs while the program is built
	# what single modules may include beyond that; term_ability.c is of the module term
	also["src/audio/engine"] = also["src/audio/device_silent"] = also["src/audio/speech"] = "io/clock.h"
	also["src/io/term"] = "view/paint.h core/keymap.h"
	also["src/io/lines"] = "core/keymap.h"
	also["src/io/history"] = "core/record.h core/record_merge.h"
	# system and library headers that only these files may see
	only["yaml.h"] = "src/load/yaml_tree.c"
	only["ao/ao.h"] = "src/audio/device_ao.c"
	only["espeak-ng/speak_lib.h"] = only["espeak-ng/espeak_ng.h"] = "src/audio/voice.c"
	only["dlfcn.h"] = "src/audio/voice.c src/audio/device_ao.c"
	only["samplerate.h"] = "src/audio/sound.c"
	only["sndfile.h"] = "src/io/soundfile.c"
	only["sqlite3.h"] = "src/io/history_sql.h"
	only["curses.h"] = only["ncurses.h"] = only["term.h"] = "src/io/term.c"
	only["ncursesw/curses.h"] = only["ncursesw/term.h"] = "src/io/term.c"
	only["time.h"] = only["sys/time.h"] = "src/io/clock.c"
	only["pthread.h"] = "src/audio/engine.c src/audio/device_silent.c src/audio/speech.c src/io/history_writer.c " \
		"src/speaker.c"
	only["threads.h"] = ""
	# all that a pure file may include of the system
	pure_headers = "assert.h ctype.h errno.h float.h inttypes.h libintl.h limits.h math.h stdalign.h " \
		"stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h wchar.h wctype.h"
	# what those headers declare that is not pure
	impure = "fopen fdopen freopen popen fread fwrite fgets fgetc getc getchar getline puts fputs putchar fputc " \
		"printf fprintf vprintf vfprintf scanf fscanf perror remove rename tmpfile getenv setenv " \
		"system exit _exit atexit rand srand random time clock clock_gettime gettimeofday localtime " \
		"gmtime mktime nanosleep sleep usleep setlocale open read write close"
	LINES_MOST = 700
	FUNCTION_MOST = 60
	nimpure = split(impure, impure_word, " ")
}

function has(list, word) { return index(" " list " ", " " word " ") > 0 }

function breach(line, what) { printf "%s:%d: %s\n", FILENAME, line, what }

FNR == 1 {
	end_file()
	file = FILENAME
	sub(/^.*\/src\//, "src/", file)
	last_name = FILENAME
	folder = split(file, part, "/") > 2 ? part[2] : "top"
	module = file
	sub(folder == "io" ? "(_[a-z]+)?\\.[ch]$" : "\\.[ch]$", "", module)
	pure = folder == "base" || folder == "core" || folder == "load" || folder == "view" ||
		file ~ /^src\/audio\/(mixer|render)\.[ch]$/
	in_comment = 0
	head = ""
	body_at = 0
}

{ last = FNR; code = strip($0) }

# Takes away comments, and what stands between quotes.
function strip(s,   out, i) {
	if (s ~ /^[ \t]*#[ \t]*include/)
		return in_comment ? "" : s
	out = ""
	while (s != "") {
		if (in_comment) {
			i = index(s, "*/")
			if (!i)
				return out
			s = substr(s, i + 2)
			in_comment = 0
		} else if (match(s, /^"([^"\\]|\\.)*"/) || match(s, /^'([^'\\]|\\.)*'/)) {
			out = out "\"\""
			s = substr(s, RLENGTH + 1)
		} else if (substr(s, 1, 2) == "/*") {
			in_comment = 1
			s = substr(s, 3)
		} else if (substr(s, 1, 2) == "//") {
			return out
		} else {
			out = out substr(s, 1, 1)
			s = substr(s, 2)
		}
	}
	return out
}

code ~ /^[ \t]*#[ \t]*include[ \t]*"/ { split(code, quoted, "\""); check_own(quoted[2]) }
code ~ /^[ \t]*#[ \t]*include[ \t]*</ { split(code, quoted, /[<>]/); check_system(quoted[2]) }
code ~ /^[ \t]*#/ { next }

function check_own(name,   of) {
	of = name ~ /\// ? substr(name, 1, index(name, "/") - 1) : "top"
	if (name ~ /\.\./)
		breach(FNR, "includes \"" name "\": name headers from src/")
	else if (folder != "top" && !has(may[folder], of) && !has(also[module], name))
		breach(FNR, folder " may not include \"" name "\"")
	if (pure && folder == "audio" && name == "io/clock.h")
		breach(FNR, "a pure file may not include \"" name "\"")
}

function check_system(name) {
	if (name in only && !has(only[name], file))
		breach(FNR, "<" name "> may be included " (only[name] == "" ? "nowhere" : "in " only[name] " alone"))
	else if (pure && !(name in only) && !has(pure_headers, name))
		breach(FNR, "a pure file may not include <" name ">")
}

# I/O, clocks and the environment by name. base/mem.c says on stderr that memory is out.
pure && code ~ /\(/ && file != "src/base/mem.c" {
	for (i = 1; i <= nimpure; i++)
		if (index(code, impure_word[i]) && (" " code) ~ ("[^A-Za-z0-9_.>]" impure_word[i] "\\("))
			breach(FNR, "a pure file may not call " impure_word[i] "()")
}

# A declaration with static storage, joined until it is clear what it is.
pure && head == "" && (code ~ /^[ \t]*(static|_Thread_local)[ \t]/ || code ~ /^[A-Za-z_]/) {
	head_at = FNR
	head = " "
}
head != "" {
	head = head " " code
	if (head ~ /[=;{(]/) {
		check_static(head)
		head = ""
	}
}

function check_static(s,   d) {
	d = s
	sub(/[=;{].*/, "", d)
	gsub(/[ \t]+/, " ", d)
	if (d ~ /^ *(typedef|extern|return|goto|else|case|default)( |$)/ || d ~ /^ *(enum|struct|union)( [A-Za-z_0-9]+)? *$/)
		return
	if (d ~ /^[^(]*\( *\*/) { # a pointer to a function, or an array of them
		if (d !~ /^[^(]*\( *\* *const/)
			breach(head_at, "a pure file may not hold mutable data:" d)
		return
	}
	if (d ~ /\(/)
		return # a function
	if (d ~ /^ *[A-Za-z_0-9]+ *:? *$/)
		return # a macro's use or a label
	if (d ~ /\*/ ? d !~ /\* ?const[^*]*$/ : d !~ / const( |$)/)
		breach(head_at, "a pure file may not hold mutable data:" d)
}

# Functions: from a brace in the first column to its end.
/^\{/ { body_at = FNR; has_switch = 0 }
body_at && code ~ /(^|[^A-Za-z0-9_])switch \(/ { has_switch = 1 }
/^\}/ {
	if (body_at && FNR - body_at + 1 > FUNCTION_MOST && !has_switch)
		breach(body_at, "a function of " FNR - body_at + 1 " lines; at most " FUNCTION_MOST)
	body_at = 0
}

function end_file() {
	if (last_name ~ /\.c$/ && last > LINES_MOST)
		printf "%s:%d: a file of %d lines; at most %d\n", last_name, last, last, LINES_MOST
}

END { end_file() }
