load helper

# A service whose handler of TERM takes a while.
handler_service() {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
trap 'echo HUP' HUP
trap 'echo service begins; sleep 0.5; echo service ends; exit' TERM
echo service up
while :; do sleep 0.05; done
E
}

stubborn_service() {
  file /etc/ignity/services/stubborn/run <<'E'
#!/bin/sh
trap '' TERM
echo service up
while :; do sleep 0.05; done
E
}

@test "a container of programs that answer TERM stops at once, whatever the grace times" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 1000'
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh'
  start_container --env IGNITY_SERVICES_GRACETIME=60000 --env IGNITY_KILL_GRACETIME=60000 \
    --env IGNITY_KILL_FINALIZE_MAXTIME=60000 --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c 'sleep 1000 & echo up; exec sleep 1000'
  wait_for_log '^up$'
  stop_container
  assert_failure 143
  assert [ "$elapsed" -lt 10000 ]
  assert_equal "$stderr" ""
}

@test "CMD, a service and a process left behind are sent TERM without HUP, and their handlers run to the end" {
  handler_service
  file /left-behind <<'E'
#!/bin/sh
trap 'echo HUP' HUP
trap 'echo left begins; sleep 0.5; echo left ends; exit' TERM
>/tmp/left
while :; do sleep 0.05; done
E
  start_container -- sh -c '
    trap "echo HUP" HUP
    trap "echo CMD begins; sleep 0.5; echo CMD ends; exit 5" TERM
    (/left-behind &)
    until [ -e /tmp/left ]; do sleep 0.02; done
    echo CMD up
    while :; do sleep 0.05; done'
  wait_for_log '^CMD up$'
  wait_for_log '^service up$'
  stop_container
  assert_failure 5
  assert_line 'CMD ends'
  assert_line 'service ends'
  assert_equal "${lines[-2]} ${lines[-1]}" 'left begins left ends'
  refute_line HUP
}

@test "a service that ignores TERM is killed after IGNITY_SERVICES_GRACETIME, and finalize scripts have run by then" {
  stubborn_service
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh
echo finalize >&2'
  start_container --env IGNITY_SERVICES_GRACETIME=1000 --env IGNITY_KILL_GRACETIME=60000
  wait_for_log '^service up$'
  stop_container
  assert_success
  assert_equal "$stderr" "finalize
ignity: service stubborn is killed: not down after 1000 ms"
  assert [ "$elapsed" -ge 1000 ]
  assert [ "$elapsed" -lt 10000 ]
}

@test "a service that ignores TERM is killed after IGNITY_SERVICES_GRACETIME also when CMD runs" {
  stubborn_service
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh
echo finalize >&2'
  start_container --env IGNITY_SERVICES_GRACETIME=1000 --env IGNITY_KILL_GRACETIME=60000 -- \
    sh -c 'trap "exit 5" TERM; sleep 1000 & wait'
  wait_for_log '^service up$'
  stop_container
  assert_failure 5
  assert_equal "$stderr" "finalize
ignity: service stubborn is killed: not down after 1000 ms"
  assert [ "$elapsed" -ge 1000 ]
  assert [ "$elapsed" -lt 10000 ]
}

@test "a service that ignores TERM is killed after IGNITY_SERVICES_GRACETIME also when CMD has ended" {
  stubborn_service
  run_container --env IGNITY_SERVICES_GRACETIME=500 --env IGNITY_KILL_GRACETIME=60000 -- \
    sh -c 'until s6-svwait -u /run/ignity/services-state/stubborn 2>/dev/null; do sleep 0.02; done; sleep 0.3; exit 7'
  assert_failure 7
  assert_equal "$stderr" "ignity: service stubborn is killed: not down after 500 ms"
  assert [ "$elapsed" -lt 10000 ]
}

@test "with IGNITY_SERVICES_GRACETIME=0 services are killed at once" {
  stubborn_service
  start_container --env IGNITY_SERVICES_GRACETIME=0 --env IGNITY_KILL_GRACETIME=60000
  wait_for_log '^service up$'
  stop_container
  assert_success
  assert [ "$elapsed" -lt 10000 ]
}

@test "a logger that does not end is killed" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo line
exec sleep 1000'
  file /etc/ignity/services/one/log/run <<<'#!/bin/sh
trap "" TERM
read -r line
echo "logged $line" >&2
while :; do sleep 0.05; done'
  start_container --env IGNITY_SERVICES_GRACETIME=500 --env IGNITY_KILL_GRACETIME=500
  wait_for_log '^logged line$'
  stop_container
  assert_success
  assert [ "$elapsed" -lt 10000 ]
  assert_equal "$stderr" "logged line
ignity: service one/log is killed: not ended"
}

@test "a finish that does not end is killed" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo up
exec sleep 1000'
  file /etc/ignity/services/one/timeout-finish <<<0
  file /etc/ignity/services/one/finish <<<'#!/bin/sh
trap "" TERM
while :; do sleep 0.05; done'
  start_container --env IGNITY_SERVICES_GRACETIME=500 --env IGNITY_KILL_GRACETIME=500
  wait_for_log '^up$'
  stop_container
  assert_success
  assert [ "$elapsed" -lt 10000 ]
}

@test "a process left behind that ignores TERM is killed after IGNITY_KILL_GRACETIME" {
  run_container --env IGNITY_KILL_GRACETIME=500 -- \
    sh -c '(trap "" TERM; >/tmp/left; while :; do sleep 0.05; done) & until [ -e /tmp/left ]; do sleep 0.02; done; exit 4'
  assert_failure 4
  assert [ "$elapsed" -ge 500 ]
  assert [ "$elapsed" -lt 10000 ]
  assert_equal "$stderr" ""
}

@test "a stopped process does not hold the container" {
  run_container --env IGNITY_KILL_GRACETIME=500 -- sh -c 'sleep 1000 & kill -STOP $!; exit 4'
  assert_failure 4
  assert [ "$elapsed" -lt 10000 ]
}

@test "a CMD that ignores TERM is killed after the two grace times" {
  start_container --env IGNITY_SERVICES_GRACETIME=500 --env IGNITY_KILL_GRACETIME=500 -- \
    sh -c 'trap "" TERM; echo up; while :; do sleep 0.05; done'
  wait_for_log '^up$'
  stop_container
  assert_failure 137
  assert [ "$elapsed" -ge 1000 ]
  assert [ "$elapsed" -lt 10000 ]
}

@test "a second TERM ends the time that CMD has to stop" {
  start_container --env IGNITY_SERVICES_GRACETIME=60000 --env IGNITY_KILL_GRACETIME=500 -- \
    sh -c 'trap "echo told" TERM; echo up; while :; do sleep 0.05; done'
  wait_for_log '^up$'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  wait_for_log '^told$'
  stop_container
  assert_failure 137
  assert_equal "$stderr" ""
  assert [ "$elapsed" -lt 10000 ]
}

@test "a second TERM ends the time that services have to stop" {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
trap 'echo told' TERM
echo up
while :; do sleep 0.05; done
E
  start_container --env IGNITY_SERVICES_GRACETIME=60000 --env IGNITY_KILL_GRACETIME=60000
  wait_for_log '^up$'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  wait_for_log '^told$'
  stop_container
  assert_success
  assert_equal "$stderr" ""
  assert [ "$elapsed" -lt 10000 ]
}

@test "a second TERM ends the finalize script that runs, and the next one runs" {
  file /etc/ignity/finalize/10-slow <<<'#!/bin/sh
echo $$ >/tmp/slow
echo slow
while :; do sleep 1; done'
  file /etc/ignity/finalize/20-next <<<'#!/bin/sh
while kill -0 "$(cat /tmp/slow)" 2>/dev/null; do sleep 0.02; done
echo next'
  start_container --env IGNITY_KILL_FINALIZE_MAXTIME=60000
  wait_until '[ -e /run/ignity/stages/no-cmd ]'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  wait_for_log '^slow$'
  stop_container
  assert_success
  assert_output "slow
next"
  assert_equal "$stderr" ""
  assert [ "$elapsed" -lt 10000 ]
}

@test "TERM while permissions are set stops the container" {
  # A file of rules that nobody writes: it is read until the stop.
  image 'RUN mkfifo /etc/ignity/perms/10-slow'
  start_container --env IGNITY_VERBOSITY=2 -- echo never
  wait_for_log 'ignity: permissions$'
  wait_until 'grep -q fix-perms /proc/[0-9]*/cmdline'
  stop_container
  assert_failure 143
  assert_output ""
}

@test "TERM while an init script runs stops the container, and the script is told" {
  file /etc/ignity/init/10-slow <<'E'
#!/bin/sh
trap 'echo told; exit' TERM
echo slow
sleep 100 & wait
E
  file /etc/ignity/init/20-never <<<'#!/bin/sh
echo never'
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh
echo finalize >&2'
  start_container -- echo never
  wait_for_log '^slow$'
  stop_container
  assert_failure 143
  assert_output "slow
told"
  assert_equal "$stderr" finalize
}

@test "TERM while an init script runs that ignores it stops the container" {
  file /etc/ignity/init/10-slow <<'E'
#!/bin/sh
trap '' TERM
echo slow
while :; do sleep 0.05; done
E
  start_container --env IGNITY_SERVICES_GRACETIME=500 --env IGNITY_KILL_GRACETIME=500 -- echo never
  wait_for_log '^slow$'
  stop_container
  assert_failure 143
  assert_output slow
  assert [ "$elapsed" -lt 10000 ]
}

@test "TERM from an init script, from a service and from CMD stops the container" {
  file /etc/ignity/init/10-term <<<'#!/bin/sh
[ "$WHO" != init ] || kill -TERM 1
sleep 0.2'
  file /etc/ignity/services/term/run <<<'#!/usr/bin/with-env sh
[ "$WHO" != service ] || kill -TERM 1
exec sleep 100'
  image
  for who in init service CMD; do
    # CMD starts beside s6-svscan, to which nothing can be sent before it is there.
    run_container --env WHO=$who -- sh -c '
      until [ "$(cat /proc/1/comm)" = s6-svscan ] && s6-svscanctl /run/ignity/services-state; do sleep 0.01; done
      [ "$WHO" != CMD ] || kill -TERM 1
      exec sleep 100'
    assert_failure 143
    assert [ "$elapsed" -lt 10000 ]
    assert_equal "$stderr" ""
  done
}

@test "file systems are synced before the end with IGNITY_SYNC_DISKS=1 only" {
  [[ $BASE != busybox ]] || skip "busybox's sh has a sync of its own"
  file /usr/local/sbin/sync <<<'#!/bin/sh
echo sync
exec busybox sync || exec /bin/sync'
  image
  run_container -- true
  assert_output ""
  run_container --env IGNITY_SYNC_DISKS=1 -- sh -c 'exit 3'
  assert_failure 3
  assert_output sync
}
