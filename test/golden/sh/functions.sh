#!/bin/sh
set -f

# A note before a function.
warn() {
  [ "${IGNITY_VERBOSITY-1}" -lt 1 ] && return 0
  printf "ignity: %s\n\t\\\\" "$*" >&2
}

die() {
  warn "$@"
  exit "$(($1 + 128))"
}

[ -n "$1" ] || die 1

warn started &
child="$!"
export child
trap 'kill "$child"' TERM INT
trap '
  warn "it'\''s over"
  if [ -n "$child" ]; then
    kill "$child"
  fi
' EXIT
trap warn HUP
trap 'cat <<'\''EOF'\'' >&2
quit
EOF
' QUIT
trap "" PIPE USR1
trap - TERM

set -- -- "$@" "$(warn)"
shift
shift 2
unset child
LC_ALL=C exec printf %s "$@"
