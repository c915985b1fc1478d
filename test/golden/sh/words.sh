#!/bin/sh
# Data, in the plainest form that is safe.
show bare-word_1.2,3:4=5@6%7+8/9 12 -3 !
show "" "two words" "it's" "*" "~" "#" "é" "{}" "done"
show 'a "quote"' 'a\b' 'cost: 5$' '`'
show "\$HOME" "it's \$5" "\`date\`" "a
b"

# Expansions are one word, and have braces only where they need them.
dir="${IGNITY_RUN_DIR-/run/ignity}"
file="$dir/$1.pid"
show "$dir" "${dir}x" "${dir}é" "${1}0" "${1}a" "${dir}[1]"
show "$0" "$@" "$*" "$#" "$?" "$$" "$OPTARG"
show "it's $dir: \"\$5\" \`a\` \n \\"

# Operations.
show "${HOME-/root}" "${HOME:-$dir}" "${HOME+yes}" "${HOME:+a \} \$ b}"
show "${HOME-"it's"}" "${#file}"
show "${file#"$dir"/}" "${file##*/}"
show "${file%.pid}" "${file%%[.-]*}" "${file%"*"}"

# Live patterns.
show "$dir"/*.sh "/my files/"? [!a-z" "]*"*" /*/"$file"-"$dir"/*
case "$file" in
  *[\"[:space:]]*)
    show blank
    ;;
  "*" | "$dir"* | '"'*'"' | done* | "")
    show literal
    ;;
  *) ;;
esac

# Numbers.
count=$(($# + 1))
count=$(((count * ($1 - 1) << 2) % (-7)))
show "$((count / ${IGNITY_KILL_GRACETIME-3000}))" "$((count / 1000))s"

# Captures.
out="$(id -u | head -n 1)"
out="$(basename "$(readlink -f "$file")")/"
out="$([ -e "$file" ] && cat <<EOF
$file
EOF
)"
for word in $out last $(groups); do
  show "$word"
done
