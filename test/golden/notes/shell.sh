#!/bin/sh
# Code generated from test/unit/emit/stages/noted.ts; DO NOT EDIT.

code=0

# One arm a line.
case "$1" in
  # The arm's own note.
  a)
    # Inside an arm.
    [ -t 2 ] || {
      # Only without a terminal.
      logger first
    }
    ;;
  b)
    code=1
    ;;
esac
if [ "$code" = 0 ]; then
  true
# What else.
else
  false
fi

# Before a loop of the author.
# Once for the loop.
touch x
touch y

# Before a constant, about what follows.
[ -t 2 ] || {
  # Only without a terminal.
  logger second
}
last || {
  # Before the exit.
  exit 1
}
