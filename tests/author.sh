#!/bin/sh
# `unknot new` and `unknot edit`: what they write and where, what they refuse, and how editors are called.
set -u
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0
own=$XDG_CONFIG_HOME/unknot/routines
unset VISUAL EDITOR
cd "$room" || exit 1

# try WHAT CODE TEXT ARGUMENT...: unknot ends with CODE and says TEXT.
try()
{
	what=$1 code=$2 text=$3
	shift 3
	"$UNKNOT" "$@" >"$room/said" 2>&1 </dev/null
	got=$?
	if [ $got = "$code" ] && grep -qF -- "$text" "$room/said"; then
		echo "ok author: $what"
	else
		echo "not ok author: $what: exit $got, no \"$text\" in:"
		cat "$room/said"
		status=1
	fi
}

# holds WHAT COMMAND...: the command succeeds.
holds()
{
	what=$1
	shift
	if "$@" >"$room/said" 2>&1; then
		echo "ok author: $what"
	else
		echo "not ok author: $what"
		cat "$room/said"
		status=1
	fi
}

# An editor of the name $1: writes down how it was called, then does $2 with the file "$file".
editor()
{
	mkdir -p "$room/bin"
	cat >"$room/bin/$1" <<-END
		#!/bin/sh
		printf '%s\n' "\$*" >"$room/called"
		for file; do :; done
		$2
	END
	chmod +x "$room/bin/$1"
}
PATH=$room/bin:$PATH

# ---- new ----
try 'new writes' 0 'unknot play my-legs' new my-legs --for=daily --places=T2,T4 --minutes=8
try 'what it wrote is strictly fine' 0 ': fine' check --strict my-legs
try 'it is found' 0 'My legs' list
holds 'the schema lies beside it' test -f "$own/routine.schema.json"
"$UNKNOT" check --schema >"$room/schema"
holds 'and is the one of check' cmp "$room/schema" "$own/routine.schema.json"
echo old >"$own/routine.schema.json"
try 'a file name will do for a name' 0 'unknot edit second' new second.yaml --for=evening --places=T1 --minutes=4m30s
holds 'the schema is renewed' cmp "$room/schema" "$own/routine.schema.json"

cp "$own/my-legs.yaml" "$room/before"
try 'a name is had once' 1 'There is a routine "my-legs" already' new my-legs --for=daily --places=T1 --minutes=9
holds 'and what was there stays' cmp "$room/before" "$own/my-legs.yaml"
try 'a shipped name is had too' 1 "unknot edit daily" new daily --for=daily --places=T1 --minutes=9
ln -s "$room/elsewhere.yaml" "$own/linked.yaml"
try 'a link that leads nowhere is no free place' 1 '' new linked --from my-legs
holds 'and is not followed' test ! -e "$room/elsewhere.yaml"
try 'a name may have letters of any script' 0 ': fine' new 'étirement' --for=daily --places=T1 --minutes=9
"$UNKNOT" list >"$room/list"
holds 'and the columns of list stay' grep -qx 'étirement                9:00  étirement' "$room/list"
try 'but no dash of another kind' 1 'like my-legs' new 'my–legs' --for=daily --places=T1 --minutes=9
for name in ../out a/b .hidden '' 'a b' atlas; do
	try "no name: '$name'" 1 'unknot: ' new --for=daily --places=T1 --minutes=9 -- "$name"
done
try 'a name alone, and nobody here' 2 '--for=daily --places=T2,T4' new third
try 'what it is for' 2 'not "noon"' new third --for=noon --places=T1 --minutes=9
try 'a place that is none' 2 'thigh-outer-middle, thigh-outer-lower' new third --for=daily --places='outer thigh' --minutes=9
try 'no calf after a drive' 2 'leave out calf-inner' new third --for=driving --places=C1 --minutes=9
try 'too little time' 1 '1m50s' new third --for=daily --places=T1 --minutes=1
holds 'then nothing is written' test ! -e "$own/third.yaml"
try 'what a short time gives up: a leg' 0 'it presses the worse one' new short --for=daily --places=T2,T3 --minutes=2
try 'and a place' 0 'There is no time for all 2 places: each time one is pressed' new short2 --for=daily --places=T2,T3 --minutes=2
holds 'how to find time to get into position' grep -q '#   wait: yes' "$own/short.yaml"
try 'a copy' 0 ': fine' new fourth --from daily
holds 'says where it is from' grep -q '^# A copy of .*daily.yaml' "$own/fourth.yaml"
try 'a copy of a copy' 0 ': fine' new copied --from fourth
holds 'is one of the copy alone' sh -c '[ "$(grep -c "A copy of" "$0")" = 1 ] && grep -q "copy of .*fourth.yaml" "$0"' "$own/copied.yaml"
sed 's/hold:/hodl:/' "$own/fourth.yaml" >"$room/broken.yaml"
try 'a broken copy is not to be played' 0 'cannot be played yet' new mended --from ./broken.yaml
try 'a broken one is told by its id' 0 "the routine \"mended\" has errors: 'unknot check mended' tells them" list
sed '/^not-for:/d; /^suits:/d' "$own/fourth.yaml" >"$room/warned.yaml"
try 'a warning is no error' 0 ': fine' check "$room/warned.yaml"
try 'but to --strict, which says so' 1 '1 warning, which --strict counts as an error' check --strict "$room/warned.yaml"
mkdir -p "$room/settings"
printf 'theme: drak\n' >"$room/settings/config.yaml"
editor fixer 'sed -i s/drak/dark/ "$file"'
EDITOR=fixer
export EDITOR
try 'settings are edited as settings' 0 'config.yaml: fine, settings' edit "$room/settings/config.yaml"
mv "$room/said" "$room/edited"
holds 'and not to be played' sh -c 'grep -q fine "$0" && ! grep -q "unknot play" "$0"' "$room/edited"
unset EDITOR
try 'what is missing is told' 2 'something is missing: unknot new NAME' new
try 'minutes in words are guessed at' 2 'did you mean --minutes=5m?' new third --minutes='5 min'
try 'a near name is offered' 1 'like my-legs-2' new 'my legs, 2' --for=daily --places=T1 --minutes=9
try 'a copy of an example' 0 ': fine' new seventh --from=physio-list
holds 'finds its schema beside it' grep -qx '# yaml-language-server: $schema=./routine.schema.json' "$own/seventh.yaml"
printf '\377\376u\0n\0k\0' >"$room/utf-16.yaml"
try 'no copy of another encoding' 1 'is not a text file, or none in UTF-8' new eighth --from "$room/utf-16.yaml"
holds 'and nothing is written' test ! -e "$own/eighth.yaml"
try 'help of one command' 0 'Usage: unknot check FILE' help check
try 'help of none' 2 'no command "foo"' help foo
try 'a copy of nothing' 1 'no routine "nothing"' new fifth --from nothing
try 'a copy is not fitted' 2 'leave out' new fifth --from daily --minutes 5
(
	HOME=$room/no-home XDG_CONFIG_HOME=$room/before
	export HOME XDG_CONFIG_HOME
	try 'a folder that cannot be made' 3 'is in the way' new sixth --for=daily --places=T1 --minutes=9
	exit $status
) || status=1

# ---- where the format is told, and examples ----
tree=$(cd "$(dirname "$UNKNOT")/../.." && pwd)
for command in '' new edit check preview show; do
	# shellcheck disable=SC2086 # no command is no argument
	try "help leads to the format: ${command:-unknot}" 0 "a guide with examples: $tree/routines/README.md" \
		$command --help
done
try 'and to a manual that is there' 0 "man $tree/src/man/unknot.5;" --help
holds 'the new file names it too' grep -q 'man 5 unknot' "$own/my-legs.yaml"
holds 'and preview' grep -q 'unknot preview my-legs' "$own/my-legs.yaml"
try 'an example by its name' 0 'On the tool' show physio-list
try 'sets and how long each' 0 '2 x 10, 4s each: Bridge.' show physio-list
try 'why the longest is longer' 0 '30 s more' show physio-list
try 'is checked' 0 'examples/physio-list.yaml: fine' check physio-list
try 'is copied' 0 ': fine' new from-example --from=physio-list
try 'is guessed at' 1 'Did you mean "physio-list"?' show physio-lst
"$UNKNOT" list >"$room/list" 2>&1
holds 'but not listed' sh -c 'grep -q daily "$0" && ! grep physio-list "$0"' "$room/list"

# ---- edit ----
try 'no terminal for an editor' 3 'An editor needs a terminal' edit my-legs
# shellcheck disable=SC2016 # the editor's own
editor spoil 'sed -i "s/hold:/hodl:/" "$file"'
EDITOR=spoil VISUAL='' && export EDITOR VISUAL
try 'checked on return' 1 'did you mean "hold"?' edit my-legs
line=$(grep -n hodl "$own/my-legs.yaml" | head -n 1 | cut -d: -f1)
for name in vi vim nvim nano emacs kak micro; do
	editor $name :
	VISUAL="$name -x" try "$name is told the line" 1 hodl edit my-legs
	holds "$name: as +LINE" grep -qxF -- "-x +$line $own/my-legs.yaml" "$room/called"
done
editor hx :
VISUAL=$room/bin/hx try 'hx is told the line' 1 hodl edit my-legs
holds 'hx: as FILE:LINE' grep -qxF "$own/my-legs.yaml:$line" "$room/called"
editor code :
VISUAL=code try 'code is told the line' 1 hodl edit my-legs
holds 'code: and to wait' grep -qxF -- "--wait --goto $own/my-legs.yaml:$line" "$room/called"
editor other :
VISUAL=other try 'another is not' 1 hodl edit my-legs
holds 'other: the file alone' grep -qxF "$own/my-legs.yaml" "$room/called"
# shellcheck disable=SC2016
editor mend 'sed -i "s/hodl:/hold:/" "$file"'
VISUAL=mend try 'VISUAL goes before EDITOR' 0 "unknot play my-legs" edit my-legs
VISUAL=vim try 'without an error there is no line' 0 ': fine' edit my-legs
holds 'vim: the file alone' grep -qxF "$own/my-legs.yaml" "$room/called"

VISUAL=other try 'a copy that nobody changed goes again' 0 'Nothing was changed' edit evening
holds 'and hides nothing' test ! -e "$own/evening.yaml"
# shellcheck disable=SC2016
editor changes 'echo "# mine" >>"$file"'
VISUAL=changes try 'how to go back is told' 0 "remove $own/evening.yaml" edit evening
rm "$own/evening.yaml"
VISUAL=changes try 'a shipped routine is copied first' 0 '"evening" came with unknot, so it was copied' edit evening
holds 'the copy is opened' grep -qxF "$own/evening.yaml" "$room/called"
holds 'and says where it is from' grep -q '^# A copy of .*evening.yaml' "$own/evening.yaml"
VISUAL=other try 'the copy goes before' 0 "$own/evening.yaml: fine" edit evening
VISUAL=changes try 'an example is copied too' 0 "so it was copied: $own/office-chair.yaml" edit office-chair
cp "$own/second.yaml" "$room/a file;touch x.yaml"
VISUAL=other try 'a file by its path' 0 ': fine' edit "./a file;touch x.yaml"
holds 'in one piece' grep -qxF "./a file;touch x.yaml" "$room/called"
cp "$own/second.yaml" ./-x.yaml
VISUAL=other try 'a name like an option' 0 ': fine' edit -- -x.yaml
holds 'is none to the editor' grep -qxF ./-x.yaml "$room/called"
try 'a routine that is none' 1 'no routine "nothing"' edit nothing
try 'a file that is none' 1 'unknot new NAME' edit ./nothing.yaml
rm -f "$room/called"
VISUAL=other try 'a folder is not opened' 1 'is a folder, not a file' edit .
holds 'nor is an editor started' test ! -e "$room/called"
try 'not standard input' 2 'edit takes' edit -
VISUAL=/no/such/editor try 'an editor that is none' 3 'could not be started' edit my-legs
# shellcheck disable=SC2016
editor fails 'exit 3'
VISUAL=fails try 'an editor that fails' 3 'ended with a fault (3)' edit my-legs
# shellcheck disable=SC2016
editor dies 'kill -9 $$'
VISUAL=dies try 'an editor that dies' 3 'ended' edit my-legs
exit "$status"
