# bases: debian-12 debian-13 debian-sid
load ../helper
load chaos

start_all() {
  start_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 "$@" -- sh -c 'echo up; exec sleep 2000000'
  wait_for_log '^up$'
}

supervisors='$(grep -lxs s6-supervise /proc/[0-9]*/comm | cut -d/ -f3)'

@test "a supervisor that was killed is started again, and its service is supervised as before" {
  start_all
  in_container sh -c "kill -KILL $supervisors && /settle"
  in_container sh -c 'cd /run/ignity/services-state/plain-1 &&
    before=$(s6-svstat -o pid .) && kill -KILL $before && s6-svwait -t 10000 -r . && [ $before != $(s6-svstat -o pid .) ]'
}

@test "a service that takes a lock never runs twice, even when its supervisor was killed" {
  start_all
  local old new
  old=$(in_container s6-svstat -o pid /run/ignity/services-state/locked-1)
  in_container sh -c "kill -KILL $supervisors && /settle"
  new=$(in_container s6-svstat -o pid /run/ignity/services-state/locked-1)
  run in_container cat "/proc/$old/comm" "/proc/$new/comm"
  assert_output $'sleep\ns6-setlock'
  in_container sh -c "kill $old"
  wait_until "grep -q sleep /proc/$new/comm"
}

@test "a container stops within its grace times when its supervisors have just been killed" {
  start_all --env IGNITY_SERVICES_GRACETIME=1000 --env IGNITY_KILL_GRACETIME=1000
  in_container sh -c "kill -KILL $supervisors; kill 1"
  wait_container
  assert_failure 143
  [ "$elapsed" -lt 8000 ]
}

@test "a supervisor that was told to exit does not bring its service back while the container stops" {
  start_all --env IGNITY_SERVICES_GRACETIME=15000
  in_container sh -c "kill -HUP $supervisors; kill 1"
  wait_container
  assert_failure 143
  assert_equal "$stderr" ""
  [ "$elapsed" -lt 12000 ]
}

@test "after 1,000 random signals to services and supervisors all is up again, and nothing has leaked" {
  local seed=${SEED:-$((EPOCHSECONDS % 1000000))}
  echo "SEED=$seed"
  patience=180 run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c "/settle; /chaos 1000 $seed; /settle"
  assert_success
  is_as_before
}
