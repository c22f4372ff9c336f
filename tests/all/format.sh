#!/bin/sh
# The code is laid out as .clang-format says. Releases of clang-format differ in details, so only the
# one that the code is kept with can judge.
set -u
kept_with=14
if ! clang-format --version 2>/dev/null | grep -q "version $kept_with\."; then
	echo "skip format: clang-format $kept_with is not here"
elif find src sounds tests -name '*.c' -exec clang-format --dry-run -Werror {} +; then
	echo 'ok format'
else
	echo 'not ok format'
	exit 1
fi
