# bases: debian-12 debian-13 debian-sid
load ../helper

# Where /init is not PID 1, others are in its PID namespace. Each case has a namespace of its own around it: an init that
# signals all processes there would end every one of the machine otherwise.

setup_file() {
  file /etc/ignity/envs/10-more <<<'FROM_FILE=yes'
  file /etc/ignity/init/10-init <<<'#!/bin/sh
[ -z "$FAIL" ] || exit "$FAIL"
[ -z "$SLOW" ] || { >/tmp/slow; exec sleep 100; }
echo init'
  file /etc/ignity/services/web/notification-fd <<<3
  file /etc/ignity/services/web/run <<'E'
#!/bin/sh
echo "service $FROM_FILE"
[ -z "$STUBBORN" ] || trap '' TERM
echo >&3
>/tmp/service-up
[ -z "$END" ] || { echo "$END" >/run/ignity/exit-code; s6-svscanctl -t /run/ignity/services-state; }
while :; do sleep 0.02; done
E
  file /etc/ignity/finalize/10-finalize <<<'#!/bin/sh
echo finalize'
  # A process that is none of ignity's: it tells of each signal, and lives until it is killed.
  file /bystander <<'E'
#!/bin/sh
for signal in HUP TERM USR1 CONT; do trap "echo bystander was sent $signal" $signal; done
>/tmp/watching
while :; do sleep 0.02; done
E
  # Tells that it is up, and of the TERM that it gets.
  file /cmd <<'E'
#!/bin/sh
trap 'echo told; >/tmp/told; [ -n "$DEAF" ] || exit 5' TERM
>/tmp/up
echo "CMD $FROM_FILE"
while :; do sleep 0.02; done
E
  # Boots where /proc is that of the container around.
  file /other-proc <<'E'
#!/bin/sh
/bystander &
bystander=$!
unshare --pid --fork --kill-child /init /cmd &
outer=$!
until [ -e /tmp/up ]; do sleep 0.01; done
read -r init _ <"/proc/$outer/task/$outer/children"
kill -TERM "$init"
wait "$outer"
code=$?
kill -0 "$bystander" && exit "$code"
E
  # PID 1, with ways to stop /init beside it.
  file /ways <<'E'
#!/bin/sh
/bystander &
bystander=$!

# begin VARIABLE=VALUE... /init [CMD]
begin() {
  rm -f /tmp/up /tmp/told /tmp/service-up
  env "$@" >/tmp/log 2>&1 &
  init=$!
}

until_there() { until [ -e "$1" ]; do sleep 0.01; done; }

# Its code, what ignity said of it, and whether what it started is gone, by a variable of the environment.
ended() {
  wait "$init"
  echo "$1: $?"
  grep ^ignity: /tmp/log
  while grep -qs WAY=one /proc/[0-9]*/environ; do sleep 0.01; done
  kill -0 "$bystander" || echo "the bystander was killed"
}

begin WAY=one /init sh -c 'exit 7'
ended "CMD ends"

begin WAY=one /init /cmd
until_there /tmp/up
kill -TERM "$init"
ended "TERM"

begin WAY=one /init
until_there /tmp/service-up
kill -TERM "$init"
ended "TERM without CMD"

begin WAY=one DEAF=yes IGNITY_SERVICES_GRACETIME=60000 /init /cmd
until_there /tmp/up
kill -TERM "$init"
until_there /tmp/told
kill -TERM "$init"
ended "a second TERM"

begin WAY=one DEAF=yes /init /cmd
until_there /tmp/up
kill -TERM "$init"
ended "CMD ignores TERM"

begin WAY=one STUBBORN=yes /init /cmd
until_there /tmp/up
kill -TERM "$init"
ended "a service ignores TERM"

begin WAY=one FAIL=9 /init /cmd
ended "an init script fails"

begin WAY=one SLOW=yes /init /cmd
until_there /tmp/slow
kill -TERM "$init"
ended "TERM while an init script runs"

begin WAY=one END=42 /init
ended "a service ends the container"
E
  image "ENV IGNITY_CMD_WAIT_FOR_SERVICES=1 IGNITY_SERVICES_GRACETIME=300 IGNITY_KILL_GRACETIME=300"
}

works_fully_and_stops() {
  assert_failure 5
  # The finalize script runs while CMD stops.
  assert_equal "$(sort <<<"$output" | xargs)" "CMD yes finalize init service yes told"
  assert_equal "$stderr" ""
}

# Runs a container with CMD in the PID namespace of another, and stops it.
#
#   stop_beside_a_bystander PID [OPTION...]    its --pid, and the options of the other
#
# `status` is its code, `output` what both wrote.
stop_beside_a_bystander() {
  prepare "--pid=$1" -- /cmd
  export CONTAINER patience
  run --separate-stderr timeout --kill-after=5 60 unshare --pid --fork --kill-child --mount-proc \
    bash -euc "$(declare -p arguments; declare -f wait_for_log ended_with give_up in_namespace); in_namespace \"\$@\"" bash "${@:2}"
}

in_namespace() {
  local bystander=$CONTAINER-bystander code
  trap 'podman rm --force --ignore --time 0 "$CONTAINER" >/dev/null; podman rm --force --time 0 "$bystander" >/dev/null' EXIT
  podman run --detach --name "$bystander" --network none "$@" --entrypoint /bystander "$IMAGE" >/dev/null
  podman run --detach "${arguments[@]}" >/dev/null
  wait_for_log '^CMD yes$'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  ended_with "$patience"
  podman logs "$CONTAINER"
  podman exec "$bystander" true
  podman logs "$bystander"
  exit "$code"
}

@test "with podman run --init a container works fully and stops with the code of CMD" {
  start_container --init -- /cmd
  assert_equal "$(in_container cat /proc/1/comm)" podman-init
  wait_for_log '^CMD yes$'
  stop_container
  works_fully_and_stops
}

@test "with --pid=host a container works fully and stops with the code of CMD, and no other process has a signal" {
  stop_beside_a_bystander host --pid=host
  works_fully_and_stops
}

@test "in the PID namespace of another container it works fully, and the other container has no signal" {
  CONTAINER= prepare
  stop_beside_a_bystander "container:ignity-$$-${#containers[@]}-bystander"
  works_fully_and_stops
}

@test "under another init each way to stop has its code, leaves nothing behind and sends no signal to others" {
  run_container --privileged --entrypoint unshare -- --pid --fork --kill-child --mount-proc /ways
  assert_success
  assert_equal "$stderr" ""
  assert_output "CMD ends: 7
TERM: 5
TERM without CMD: 0
a second TERM: 137
CMD ignores TERM: 137
ignity: CMD has not ended after 300 ms
a service ignores TERM: 5
ignity: service web is killed: not down after 300 ms
an init script fails: 9
ignity: init script 10-init: exit code 9
TERM while an init script runs: 143
a service ends the container: 42"
}

@test "where /proc shows another PID namespace, CMD is told to stop and nobody else" {
  run_container --privileged --entrypoint /other-proc
  works_fully_and_stops
}
