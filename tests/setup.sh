#!/bin/sh
# The set-up on machines that lack something, played with stand-ins for apt-get, sudo, id and pkg-config:
# what it says, what it runs, and that it asks only where a person is.
set -u
here=$(pwd)
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
status=0

# A machine with just these stand-ins: have NAME [BODY].
machine()
{
	rm -rf "${room:?}/bin"
	mkdir "$room/bin"
	: >"$room/ran"
	for tool in cat tr cut sort sed env cp; do
		ln -s "$(command -v $tool)" "$room/bin/$tool"
	done
}
have()
{
	printf '#!/bin/sh\n%s\n' "${2-exit 0}" >"$room/bin/$1"
	chmod +x "$room/bin/$1"
}
ran="$room/ran"
apt="echo \"apt-get \$*\" >>$ran"
# apt-get after which all is there: both say yes to whatever they are asked
printf '#!/bin/sh\nexit 0\n' >"$room/yes"
chmod +x "$room/yes"
apt_works="$apt; case \$* in *install*) cp $room/yes $room/bin/gcc; cp $room/yes $room/bin/pkg-config ;; esac"
sudo="echo \"sudo \$1\" >>$ran; while [ \"\$1\" = -n ]; do shift; done; exec \"\$@\""

# run GOAL [VARIABLE=VALUE]: the set-up on that machine, nobody there.
run()
{
	(cd "$here" && env -i PATH="$room/bin" CC=gcc "${2-X=}" /bin/sh src/pack/setup.sh "$1") \
		</dev/null >"$room/said" 2>&1
	code=$?
}

# expect NAME CODE SAYS RAN: exit code, what it must say, what must have been run ("-": nothing).
expect()
{
	if [ "$code" != "$2" ]; then
		verdict="exit $code and not $2"
	elif ! grep -q -e "$3" "$room/said"; then
		verdict="does not say: $3"
	elif [ "$4" = - ] && [ -s "$ran" ]; then
		verdict="ran something"
	elif [ "$4" != - ] && ! grep -q -e "$4" "$ran"; then
		verdict="did not run: $4"
	else
		echo "ok setup: $1"
		return
	fi
	echo "not ok setup: $1: $verdict"
	cat "$room/said" "$ran"
	status=1
}

machine
have id 'echo 1000'
have apt-get "$apt"
run play
expect 'neither root nor sudo' 1 'apt-get install --no-install-recommends gcc .*libyaml-dev' -

machine
have id 'echo 0'
have apt-get "$apt_works"
run check
expect 'root' 0 'reads routines' '^apt-get .*install -y --no-install-recommends .*libcmocka-dev'
: >"$ran"
run check
if [ "$code" = 0 ] && [ ! -s "$room/said" ] && [ ! -s "$ran" ]; then
	echo 'ok setup: silent when nothing is missing'
else
	echo 'not ok setup: silent when nothing is missing'
	status=1
fi

machine
have id 'echo 1000'
have apt-get "$apt_works"
have sudo "$sudo"
run build CI=true
expect 'sudo, and nobody there for its password' 0 'Installing' 'sudo -n'

machine
have id 'echo 1000'
have apt-get "$apt"
have sudo 'exit 1'
run build
expect 'sudo refuses' 1 'As root, run' -

machine
have id 'echo 0'
have apt-get "$apt; exit 100"
run build
expect 'apt-get fails' 1 'As root, run' 'install'

machine
have dnf
run check
expect 'Fedora' 1 'dnf install .*libyaml-devel' -
grep -q pacman "$room/said" && echo 'not ok setup: one manager is enough' && status=1

machine
run check-all
expect 'another system: Arch' 1 'pacman -S .*clang .*cmocka' -
expect 'another system: Alpine' 1 'apk add .*yaml-dev' -
expect 'another system: openSUSE' 1 'zypper install .*libyaml-devel' -

# A person at a terminal is asked, and may say no.
machine
have id 'echo 0'
have apt-get "$apt_works"
if command -v script >/dev/null; then
	for answer in n y; do
		echo "$answer" | script -qec "env -i PATH=$room/bin CC=gcc /bin/sh $here/src/pack/setup.sh build" \
			/dev/null >"$room/said" 2>&1
		code=$?
		[ $answer = n ] && expect 'a person says no' 1 'Install them now?.*Nothing was installed' -
		[ $answer = y ] && expect 'a person says yes' 0 'Install them now?' install
	done
else
	echo 'skip setup: a person at a terminal: there is no script(1)'
fi
exit "$status"
