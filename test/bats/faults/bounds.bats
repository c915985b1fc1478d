# bases: debian-12 debian-13 debian-sid
load ../helper

# What refuses to end holds a container for no longer than the grace times. They are short here, and those that a case
# does not name are far longer than it may take.
short=400
long=60000

ends_in_time() {
  assert_equal "$status" "$1"
  assert [ "$elapsed" -lt 10000 ]
}

setup() {
  # Ignores TERM, as all that it starts does: a tree that deep; the last to be there says so.
  file /deaf-tree <<'E'
#!/bin/sh
trap '' TERM HUP INT
if [ "$1" -gt 0 ]; then "$0" $(($1 - 1)) & else >/tmp/deaf; fi
while :; do sleep 0.1; done
E
  file /forks-daemons <<'E'
#!/bin/sh
for n in 1 2 3; do
  setsid /deaf-tree 0 </dev/null >/dev/null 2>&1 &
done
until [ -e /tmp/deaf ]; do sleep 0.02; done
exit 4
E
}

@test "daemons that CMD has forked, and that ignore TERM, hold the container for IGNITY_KILL_GRACETIME" {
  run_container --env IGNITY_SERVICES_GRACETIME=$long --env IGNITY_KILL_GRACETIME=$short -- /forks-daemons
  ends_in_time 4
  assert_equal "$stderr" ""
}

@test "a tree of thirty processes that ignore TERM, below CMD, is killed after the two grace times" {
  start_container --env IGNITY_SERVICES_GRACETIME=$short --env IGNITY_KILL_GRACETIME=$short -- /deaf-tree 30
  wait_until '[ -e /tmp/deaf ]'
  stop_container
  ends_in_time 137
  assert_equal "$stderr" "ignity: CMD has not ended after $short ms"
}

@test "what a service starts goes with it, when the service ignores TERM and is killed" {
  file /etc/ignity/services/tree/run <<<'#!/bin/sh
exec /deaf-tree 10'
  start_container --env IGNITY_SERVICES_GRACETIME=$short --env IGNITY_KILL_GRACETIME=$long
  wait_until '[ -e /tmp/deaf ]'
  stop_container
  ends_in_time 0
  assert_equal "$stderr" "ignity: service tree is killed: not down after $short ms"
}

@test "a service that takes its children out of its process group leaves them to IGNITY_KILL_GRACETIME" {
  file /etc/ignity/services/daemons/run <<<'#!/bin/sh
/forks-daemons
exec sleep 1000'
  start_container --env IGNITY_SERVICES_GRACETIME=$long --env IGNITY_KILL_GRACETIME=$short
  wait_until '[ -e /tmp/deaf ]'
  stop_container
  ends_in_time 0
}

@test "a service whose supervisor is stopped by a signal does not hold the container" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 1000'
  start_container --env IGNITY_SERVICES_GRACETIME=$short --env IGNITY_KILL_GRACETIME=$short
  wait_until 's6-svwait -u /run/ignity/services-state/one'
  in_container sh -c 'kill -STOP $(cat /proc/[0-9]*/stat | sed -n "s/ (s6-supervise) .*//p")'
  stop_container
  ends_in_time 0
}

@test "a finalize script that leaves a process behind does not hold the container" {
  file /etc/ignity/finalize/10-forks <<<'#!/bin/sh
(setsid sh -c "trap \"\" TERM; while :; do sleep 0.1; done" &)
echo finalize'
  run_container --env IGNITY_KILL_FINALIZE_MAXTIME=$long --env IGNITY_KILL_GRACETIME=$short -- sh -c 'exit 3'
  ends_in_time 3
  assert_output finalize
}

@test "a container in which all refuses to end at once ends after the sum of the grace times" {
  file /etc/ignity/services/deaf/run <<<'#!/bin/sh
exec /deaf-tree 0'
  file /etc/ignity/finalize/10-hangs <<<'#!/bin/sh
trap "" TERM
while :; do sleep 0.1; done'
  file /etc/ignity/finalize/20-last <<<'#!/bin/sh
echo last'
  start_container --env IGNITY_SERVICES_GRACETIME=$short --env IGNITY_KILL_GRACETIME=$short \
    --env IGNITY_KILL_FINALIZE_MAXTIME=$((short * 2)) -- /deaf-tree 5
  wait_until '[ -e /tmp/deaf ] && s6-svwait -u /run/ignity/services-state/deaf'
  stop_container
  ends_in_time 137
  assert_output last
  assert [ "$elapsed" -ge $((short * 3)) ]
  assert_equal "$stderr" "ignity: finalize script 10-hangs was killed: it may run for $((short * 2)) ms
ignity: service deaf is killed: not down after $short ms
ignity: CMD has not ended after $short ms"
}
