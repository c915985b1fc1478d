load helper

@test "finalize scripts run one after the other in order of name when CMD has ended" {
  for name in 20-b 10-a '30 c'; do
    file "/etc/ignity/finalize/$name" <<<"#!/bin/sh
sleep 0.1
echo '$name'"
  done
  run_container -- echo CMD
  assert_success
  assert_output "CMD
10-a
20-b
30 c"
  assert_equal "$stderr" ""
}

@test "finalize scripts run when the container is told to stop" {
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh
echo last'
  for cmd in true false; do
    if $cmd; then start_container -- sleep 100; else start_container; fi
    wait_until '[ -e /run/ignity/stages/no-cmd ] || grep -q sleep /proc/[0-9]*/comm'
    stop_container
    assert_output last
    assert_equal "$stderr" ""
  done
}

@test "a finalize script that fails is named, and the next runs" {
  file /etc/ignity/finalize/10-fails <<<'#!/bin/sh
exit 7'
  file /etc/ignity/finalize/20-next <<<'#!/bin/sh
echo next'
  run_container -- true
  assert_success
  assert_output next
  assert_equal "$stderr" "ignity: finalize script 10-fails: exit code 7"
}

@test "a finalize script is killed after IGNITY_KILL_FINALIZE_MAXTIME, and the next runs" {
  file /etc/ignity/finalize/10-hangs <<<'#!/bin/sh
trap "" TERM
while :; do sleep 1; done'
  file /etc/ignity/finalize/20-next <<<'#!/bin/sh
echo next'
  run_container --env IGNITY_KILL_FINALIZE_MAXTIME=300 -- true
  assert_success
  assert_output next
  assert_equal "$stderr" "ignity: finalize script 10-hangs was killed: it may run for 300 ms"
  assert [ "$elapsed" -lt 10000 ]
}

@test "the time is for each finalize script, not for all" {
  for name in a b c d; do
    file "/etc/ignity/finalize/$name" <<<"#!/bin/sh
sleep 0.4
echo $name"
  done
  run_container --env IGNITY_KILL_FINALIZE_MAXTIME=1200 -- true
  assert_success
  assert_output "a
b
c
d"
}

@test "with IGNITY_KILL_FINALIZE_MAXTIME=0 a finalize script has all the time it needs" {
  file /etc/ignity/finalize/10-slow <<<'#!/bin/sh
sleep 1
echo done'
  run_container --env IGNITY_KILL_FINALIZE_MAXTIME=0 -- true
  assert_success
  assert_output 'done'
  assert_equal "$stderr" ""
}

@test "finalize scripts run while the services go down" {
  # Each of the two waits for the other.
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
down() {
  >/tmp/service-goes-down
  until [ -e /tmp/finalize-runs ]; do sleep 0.02; done
  echo service down
  exit
}
trap down TERM
echo up
sleep 100 & wait
E
  file /etc/ignity/finalize/10-meet <<'E'
#!/bin/sh
until [ -e /tmp/service-goes-down ]; do sleep 0.02; done
>/tmp/finalize-runs
E
  start_container
  wait_for_log '^up$'
  stop_container
  assert_success
  assert_output "up
service down"
  assert_equal "$stderr" ""
}

@test "finalize scripts are run from what CMD has added, too" {
  run_container -- sh -c 'printf "#!/bin/sh\necho added\n" >/run/ignity/finalize/added; chmod +x /run/ignity/finalize/added'
  assert_success
  assert_output added
}

@test "finalize scripts have the environment of CMD" {
  file /etc/ignity/envs/10-some <<<'SOME=1'
  file /etc/ignity/finalize/10-show <<<'#!/bin/sh
echo "$SOME $OTHER"'
  run_container --env OTHER=2 -- true
  assert_output "1 2"
}

@test "finalize scripts run with standard output and standard error of the container" {
  file /etc/ignity/finalize/10-write <<<'#!/bin/sh
echo out
echo err >&2'
  run_container -- true
  assert_output out
  assert_equal "$stderr" err
}
