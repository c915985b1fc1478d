#!/usr/bin/with-env sh
log="/run/$1"
echo >"$log" 2>&1
echo 3>"$log" >>"my log" 2>>"$log"
cat <"$log" 4<&0 <&5 <>a 1<>b 3>&-
echo 2 >&2 >/dev/null 2>&1
exec </dev/null 4>&3
LC_ALL=C IFS="" cat <<'EOF'
no $expansion
EOF
cat <<EOF >&2
of ${log}x: \$ \`a\` \\ "b" 'c'
EOF
cat <<'AEOF' 3<<EOF
EOF
EOFé
AEOF
$log
E
EOF
if cat <<'EOF'; then
in a condition
EOF
  cat <<'EOF'
in a block
EOF
  cat <<'EOF' | cat /dev/fd/3 3<<'EOF'
in a
EOF
pipeline
EOF
fi 2>/dev/null
for i in 1 2; do
  echo "$i"
done >"$log"
case "$2" in
  a) ;;
esac >"$log"
