load helper

# Says which signals it has, and ends by the word end.
teller='
for signal in HUP INT QUIT USR1 USR2 WINCH TERM; do trap "echo $signal" $signal; done
echo up
until [ -e /tmp/end ]; do sleep 0.02; done
exit 3'

@test "HUP, USR1, USR2 and WINCH are handed on to CMD" {
  start_container -- sh -c "$teller"
  wait_for_log '^up$'
  for signal in HUP USR1 USR2 WINCH; do
    podman kill --signal "$signal" "$CONTAINER" >/dev/null
    wait_for_log "^$signal\$"
  done
  in_container touch /tmp/end
  wait_container
  assert_failure 3
  assert_output "up
HUP
USR1
USR2
WINCH"
  assert_equal "$stderr" ""
}

@test "HUP, USR1, USR2 and WINCH do nothing to a container without CMD" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo up
exec sleep 100'
  start_container
  wait_for_log '^up$'
  for signal in HUP USR1 USR2 WINCH; do
    podman kill --signal "$signal" "$CONTAINER" >/dev/null
  done
  in_container true
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "INT and QUIT stop the container, and CMD is told of the one that came" {
  for signal in INT QUIT; do
    start_container -- sh -c 'trap "echo INT; exit 6" INT; trap "echo QUIT; exit 6" QUIT; echo up; sleep 100 & wait'
    wait_for_log '^up$'
    stop_container "$signal"
    assert_failure 6
    assert_output "up
$signal"
    assert_equal "$stderr" ""
  done
}

@test "PWR stops the container, and CMD is told of it by TERM" {
  start_container -- sh -c 'trap "echo TERM; exit 6" TERM; trap "echo PWR" PWR; echo up; while :; do sleep 0.05; done'
  wait_for_log '^up$'
  stop_container PWR
  assert_failure 6
  assert_output "up
TERM"
  assert_equal "$stderr" ""
}

@test "INT, QUIT and PWR stop a container without CMD" {
  for signal in INT QUIT PWR; do
    start_container
    wait_until '[ -e /run/ignity/stages/no-cmd ]'
    stop_container "$signal"
    assert_success
    assert_equal "$stderr" ""
  done
}

@test "with IGNITY_CMD_RECEIVE_SIGNALS=1 CMD has TERM, INT and QUIT, and the container goes on" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
trap "echo down; exit" TERM
sleep 100 & wait'
  start_container --env IGNITY_CMD_RECEIVE_SIGNALS=1 --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c "$teller"
  wait_for_log '^up$'
  for signal in TERM INT QUIT; do
    podman kill --signal "$signal" "$CONTAINER" >/dev/null
    wait_for_log "^$signal\$"
  done
  assert_equal "$(in_container s6-svstat -o up /run/ignity/services-state/one)" true
  in_container touch /tmp/end
  wait_container
  assert_failure 3
  assert_output "up
TERM
INT
QUIT
down"
  assert_equal "$stderr" ""
}

@test "with IGNITY_CMD_RECEIVE_SIGNALS=1 a container without CMD stops for TERM" {
  start_container --env IGNITY_CMD_RECEIVE_SIGNALS=1
  wait_until '[ -e /run/ignity/stages/no-cmd ]'
  stop_container
  assert_success
}

@test "with IGNITY_CMD_RECEIVE_SIGNALS=1 TERM while an init script runs stops the container" {
  file /etc/ignity/init/10-slow <<<'#!/bin/sh
echo slow
exec sleep 100'
  start_container --env IGNITY_CMD_RECEIVE_SIGNALS=1 -- echo never
  wait_for_log '^slow$'
  stop_container
  assert_failure 143
  assert_output slow
}

@test "TERM to the container is one TERM to CMD" {
  start_container -- sh -c 'trap "echo TERM" TERM; echo up; until [ -e /tmp/end ]; do sleep 0.02; done'
  wait_for_log '^up$'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  wait_for_log '^TERM$'
  in_container touch /tmp/end
  wait_container
  assert_success
  assert_output "up
TERM"
}
