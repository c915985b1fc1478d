# bases: debian-12 debian-13 debian-sid
load ../helper
load life

# Boots in namespaces of its own, where a moment can be chosen: TERM comes at each of 100 moments from the start of
# /init until a little after CMD is up. For each a line: the exit code; `not finalized` where something had been set up
# and the finalize script has not run; `dropped` where TERM is as if it never came, which is what the kernel does with a
# signal to a PID 1 that has no handler yet: that boot goes on, and the next TERM stops it.
setup() {
  life
  file /sweep <<'E'
#!/bin/sh
export IGNITY_RUN_DIR

boot() {
  IGNITY_RUN_DIR=/tmp/run.$1
  unshare --pid --fork --kill-child --mount-proc /init /cmd &
  outer=$!
  init=
  comm=
  until [ "$comm" = init ] || [ "$comm" = s6-svscan ]; do
    [ -n "$init" ] || read -r init _ <"/proc/$outer/task/$outer/children"
    [ -z "$init" ] || read -r comm <"/proc/$init/comm"
  done 2>/dev/null
}

# Counts to its argument, or until CMD is up.
count_to() {
  count=0
  until [ "$count" -eq "$1" ] || [ -e "$IGNITY_RUN_DIR.up" -a "$1" -lt 0 ]; do count=$((count + 1)); done
}

# Whether CMD goes on for two seconds, and nobody has begun to stop it.
goes_on() {
  tries=0
  while [ "$tries" -lt 200 ]; do
    kill -0 "$outer" 2>/dev/null || return 1
    [ ! -s "$IGNITY_RUN_DIR/stages/stopping" ] || return 1
    [ ! -e "$IGNITY_RUN_DIR.up" ] || tries=$((tries + 1))
    sleep 0.01
  done
}

ends() {
  wait "$outer"
  code=$?
  [ ! -e "$IGNITY_RUN_DIR.set-up" ] || [ -e "$IGNITY_RUN_DIR.finalized" ] || code="$code not finalized"
  echo "$code$1"
}

for longest in cold warm; do
  boot "$longest"
  count_to -1
  kill -TERM "$init"
  goes_on && kill -TERM "$init"
  wait "$outer"
done
longest=$((count + count / 5))

moment=0
while [ "$moment" -lt 100 ]; do
  boot "$moment"
  count_to "$((moment * longest / 100))"
  kill -TERM "$init"
  dropped=
  goes_on && dropped=", dropped" && kill -TERM "$init"
  ends "$dropped"
  moment=$((moment + 1))
done
E
}

sweep() {
  image
  # No boot may need the grace times.
  patience=120 run_container --privileged --entrypoint /sweep --env IGNITY_SERVICES_GRACETIME=100000 \
    --env IGNITY_KILL_GRACETIME=100000
  assert_success
  assert_equal "$stderr" ""
  echo "# $BASE: the kernel dropped $(grep -c dropped <<<"$output") of 100 TERMs to a PID 1 that had only begun" >&3
  assert_equal "$(sed 's/, dropped//' <<<"$output" | sort | uniq -c | xargs)" "100 143"
}

@test "TERM at any moment of a boot with init scripts stops it with 143, and what was set up is finalized" {
  with_init_script
  sweep
}

@test "TERM at any moment of a boot without init scripts stops it with 143, and what was set up is finalized" {
  sweep
}
