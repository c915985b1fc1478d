# bases: debian-12 debian-13 debian-sid
load ../helper

# Prints those that are wrong, of containers in namespaces of their own: there are hundreds.
@test "every exit code of CMD from 0 to 255 is the container's" {
  run_sweep '
    code=0
    while [ "$code" -lt 256 ]; do
      /contain sh -c "exit $code"
      [ "$?" -eq "$code" ] || echo "$code"
      code=$((code + 1))
    done'
  assert_output ""
  assert_equal "$stderr" ""
}

@test "every signal that may end CMD gives 128 and its number" {
  run_sweep '
    ulimit -c 0
    signal=0
    while [ "$signal" -lt 64 ]; do
      signal=$((signal + 1))
      # CHLD, CONT, STOP, TSTP, TTIN, TTOU, URG and WINCH end nothing; the C library keeps 32 and 33.
      case $signal in 17 | 18 | 19 | 20 | 21 | 22 | 23 | 28 | 32 | 33) continue ;; esac
      /contain sh -c "kill -$signal \$\$; sleep 5"
      [ "$?" -eq $((128 + signal)) ] || echo "$signal"
    done'
  assert_output ""
  assert_equal "$stderr" ""
}

run_sweep() {
  file /contain <<<'#!/bin/sh
exec unshare --pid --fork --kill-child --mount-proc /init "$@"'
  image
  patience=120 run_container --privileged --entrypoint sh -- -c "$1"
  assert_success
}

@test "a finish script leaves the code of the main service, and its signal as 128 and the number" {
  file /etc/ignity/services/main/run <<<'#!/bin/sh
case $END in KILL) kill -KILL $$ ;; *) exit "$END" ;; esac'
  file /etc/ignity/services/main/finish <<<'#!/bin/sh
code=$1
[ "$code" -ne 256 ] || code=$((128 + $2))
echo "$code" >/run/ignity/exit-code
s6-svscanctl -t /run/ignity/services-state'
  image
  for case in 0:0 3:3 255:255 KILL:137; do
    run_container --env "END=${case%:*}"
    assert_equal "$status" "${case#*:}"
    assert_equal "$stderr" ""
  done
}

@test "INT, QUIT and TERM to a container that boots give 143" {
  file /etc/ignity/init/10-slow <<<'#!/bin/sh
echo slow
exec sleep 100'
  image
  for signal in INT QUIT TERM; do
    start_container -- echo never
    wait_for_log '^slow$'
    stop_container "$signal"
    assert_failure 143
    assert_output slow
    assert_equal "$stderr" ""
  done
}

@test "a container that is killed has no code of its own: 137" {
  start_container -- sh -c 'trap "" TERM; echo up; while :; do sleep 0.05; done'
  wait_for_log '^up$'
  stop_container KILL
  assert_failure 137
  assert_equal "$stderr" ""
}
