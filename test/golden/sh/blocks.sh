#!/bin/sh -e
name=""

# A note before an if.
if [ -z "$1" ]; then
  # A note in its block.
  exit 100
fi

if [ "$#" -gt 1 ]; then
  echo many
# A note before an elif.
elif [ ! -e "$name" ]; then
  echo none
else
  echo one

  # A note after a blank line.
  echo end
fi

while getopts n:tx option; do
  case "$option" in
    n)
      name="$OPTARG"
      ;;
    # A note before an arm.
    t | x) ;;
    *)
      echo usage 2>/dev/null
      exit 100
      ;;
  esac
done

for file in /etc/*.conf /etc/passwd; do
  [ -f "$file" ] || continue
  until [ -s "$file" ]; do
    sleep 1
  done
  break
done

while IFS="" read -r line || [ -n "$line" ]; do
  echo "$line"
done <"$name.txt"

{ echo alone; }
{
  echo a
  echo b
} >/dev/null
(cd / || exit 1)
(
  { umask 077; } >/dev/null 2>&1
  if [ -e "$name" ] && true; then
    true
  fi
)
