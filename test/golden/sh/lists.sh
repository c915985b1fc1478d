#!/bin/sh
true && false && grep -q "$1"
{ true && false; } || grep -q "$1"
true && false && { false || grep -q "$1"; }
! true && ! { true && false; } && ! true | false && ! { [ ! -e "$1" ]; }
true | { false && grep -q "$1"; } | { ! grep -q "$1"; } || true | false | grep -q "$1"

[ -d /run ] || exit 1
[ -d /run ] || {
  echo "no /run" >&2
  exit 1
}
[ -d /run ] && {
  if true; then
    echo compound
  fi
}
value="$(hostname)" || value=none
if { read -r value </etc/hostname; } 2>/dev/null; then
  echo "$value"
fi
(
  umask 22
  touch /tmp/a
)

cat | sort -u | while read -r line; do
  echo "$line"
done
{
  echo b
  echo a
} | sort
sleep 1 &
{
  sleep 1
  echo slept
} &
{ sleep 1 & }
wait
ulimit -f 64
{ ulimit -f 32; } || true
