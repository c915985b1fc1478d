load helper

@test "the container exits with the code of CMD" {
  for code in 0 1 2 77 100 111 125 126 127 128 129 200 254 255; do
    run_container -- sh -c "exit $code"
    assert_equal "$status" "$code"
    assert_equal "$stderr" ""
  done
}

@test "the container exits with 128 and the number of the signal that ended CMD" {
  for case in HUP:129 INT:130 QUIT:131 ABRT:134 KILL:137 USR1:138 SEGV:139 USR2:140 PIPE:141 ALRM:142 TERM:143; do
    # busybox's sh ignores SIGQUIT, whoever starts it.
    [[ $BASE:$case != busybox:QUIT:* ]] || continue
    run_container -- sh -c "ulimit -c 0; kill -${case%:*} \$\$"
    assert_equal "$status" "${case#*:}"
    assert_equal "$stderr" ""
  done
}

@test "a CMD that answers TERM with its own code makes it the container's" {
  start_container -- sh -c 'trap "exit 5" TERM; echo up; sleep 100 & wait'
  wait_for_log '^up$'
  stop_container
  assert_failure 5
  assert_equal "$stderr" ""
}

@test "a CMD that TERM ends makes the container exit with 143" {
  start_container -- sh -c 'echo up; exec sleep 100'
  wait_for_log '^up$'
  stop_container
  assert_failure 143
  assert_equal "$stderr" ""
}

@test "a CMD that has to be killed makes the container exit with 137" {
  start_container --env IGNITY_SERVICES_GRACETIME=200 --env IGNITY_KILL_GRACETIME=200 -- \
    sh -c 'trap "" TERM; echo up; while :; do sleep 0.05; done'
  wait_for_log '^up$'
  stop_container
  assert_failure 137
  assert_equal "$stderr" "ignity: CMD has not ended after 200 ms"
}

@test "a stop without CMD is exit code 0" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo up
exec sleep 100'
  start_container
  wait_for_log '^up$'
  stop_container
  assert_success
}

# Writes the code $1 and ends the container, when /tmp/go is there.
service_with_code() {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
until [ -e /tmp/go ]; do sleep 0.02; done'
  file /etc/ignity/services/one/finish <<<"#!/bin/execlineb
foreground { redirfd -w 1 /run/ignity/exit-code echo $1 }
s6-svscanctl -t /run/ignity/services-state"
}

@test "a service that ends the container may leave its exit code" {
  service_with_code 42
  start_container
  in_container touch /tmp/go
  wait_container
  assert_failure 42
  assert_equal "$stderr" ""
}

@test "the code that a service leaves wins over that of the CMD it stops" {
  service_with_code 42
  run_container -- sh -c 'trap "exit 5" TERM; >/tmp/go; sleep 100 & wait'
  assert_failure 42
  assert_equal "$stderr" ""
}

@test "the code of a CMD that ended by itself wins over a code that was left" {
  run_container -- sh -c 'echo 42 >/run/ignity/exit-code; exit 5'
  assert_failure 5
}

@test "a signal to a container without CMD gives the code that was left" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo 9 >/run/ignity/exit-code
echo up
exec sleep 100'
  start_container
  wait_for_log '^up$'
  stop_container
  assert_failure 9
}

@test "a code that is no number from 0 to 255 is refused with one line" {
  for code in many 256 999 -1 1.5; do
    file /etc/ignity/services/one/run <<<"#!/bin/sh
echo $code >/run/ignity/exit-code
s6-svscanctl -t /run/ignity/services-state
exec sleep 100"
    image
    run_container
    assert_failure 100
    assert_equal "$stderr" "ignity: /run/ignity/exit-code='$code' is not allowed: it must be a number from 0 to 255"
  done
}

@test "a failing finalize script leaves the exit code as it is" {
  file /etc/ignity/finalize/10-fails <<<'#!/bin/sh
exit 3'
  run_container -- true
  assert_success
  run_container -- sh -c 'exit 8'
  assert_failure 8
}
