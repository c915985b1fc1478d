# bases: debian-12 debian-13 debian-sid
load ../helper

# What a container engine does to a container: podman stop, kill, exec and restart, and what a crash leaves.

state=/run/ignity/services-state

setup_file() {
  file /etc/ignity/envs/10-file <<<'FROM_FILE=file'
  file /etc/ignity/init/10-init <<'E'
#!/bin/sh
echo init
echo script >/run/ignity/envs/FROM_SCRIPT
[ -z "$SLOW" ] || [ -e /tmp/was-slow ] || { >/tmp/was-slow; exec sleep 1000; }
E
  file /etc/ignity/services/web/run <<'E'
#!/bin/sh
echo "web $FROM_FILE"
exec sleep 1000
E
  file /etc/ignity/finalize/10-finalize <<<'#!/bin/sh
echo finalize'
  image
}

stop() {
  measure podman stop --time "$1" "$CONTAINER" >/dev/null 2>&1
  wait_container
}

@test "podman stop -t gives CMD and the finalize scripts their time, and the code is CMD's" {
  start_container -- sh -c 'trap "sleep 1; echo last; exit 6" TERM; echo up; sleep 1000 & wait'
  wait_for_log '^up$'
  stop 60
  assert_failure 6
  assert_line last
  assert_line finalize
  assert_equal "$stderr" ""
}

@test "podman stop -t that is shorter than the grace times is the engine's KILL, and the next start is as the first" {
  start_container --env IGNITY_SERVICES_GRACETIME=100000 -- sh -c 'trap : TERM; echo up; while :; do sleep 0.1; done'
  wait_for_log '^up$'
  stop 1
  assert_failure 137
  podman start "$CONTAINER" >/dev/null
  wait_until "s6-svwait -u $state/web && ! [ -e /run/ignity/stages/stopping ]"
}

@test "podman kill takes the stopping signals by name, with and without SIG, and by number" {
  for signal in PWR SIGPWR 15; do
    start_container
    wait_until "s6-svwait -u $state/web"
    stop_container "$signal"
    assert_success
    assert_line finalize
    assert_equal "$stderr" ""
  done
}

@test "podman restart stops in order and boots again, as often as it is told to" {
  start_container
  wait_until "s6-svwait -u $state/web"
  for _ in 1 2; do
    podman restart --time 60 "$CONTAINER" >/dev/null
    wait_until "s6-svwait -u $state/web"
  done
  stop_container
  assert_success
  assert_output "$(for _ in 1 2 3; do printf '%s\n' init 'web file' finalize; done)"
  assert_equal "$stderr" ""
}

@test "podman exec has the container's environment, and with-env what files and init scripts added" {
  start_container --env OWN=own
  wait_until "s6-svwait -u $state/web"
  run in_container sh -c 'echo "$OWN/$FROM_FILE/$FROM_SCRIPT"'
  assert_output "own//"
  run in_container with-env sh -c 'echo "$OWN/$FROM_FILE/$FROM_SCRIPT"'
  assert_output "own/file/script"
  run podman exec --env OWN=exec "$CONTAINER" sh -c 'echo "$OWN"'
  assert_output exec
}

# PID 1 is not its parent, so nobody can wait for it: it has no time of its own.
@test "what podman exec has started ends with the container, and holds its stop no longer than IGNITY_KILL_GRACETIME" {
  start_container --env IGNITY_KILL_GRACETIME=2000
  wait_until "s6-svwait -u $state/web"
  podman exec --detach "$CONTAINER" sh -c 'trap "" TERM; >/tmp/exec; exec sleep 1000'
  wait_until '[ -e /tmp/exec ]'
  stop_container
  assert_success
  assert_line finalize
  assert_equal "$stderr" ""
  [[ $elapsed -lt 15000 ]]
}

@test "a container that was killed while it booted boots when it is started again" {
  start_container --env SLOW=yes
  wait_until '[ -e /tmp/was-slow ]'
  stop_container KILL
  assert_failure 137
  podman start "$CONTAINER" >/dev/null
  wait_until "s6-svwait -u $state/web"
  stop_container
  assert_success
  assert_output "init
init
web file
finalize"
  assert_equal "$stderr" ""
}

@test "a container takes over the state directory that a killed one has left in a volume" {
  local left=$BATS_TEST_TMPDIR/left
  mkdir -m 1777 "$left"
  start_container --read-only --user 12345:0 --volume "$left:/run/ignity" -- sh -c 'echo up; exec sleep 1000'
  wait_for_log '^up$'
  in_container sh -c 'echo stale >/run/ignity/envs/STALE; echo 9 >/run/ignity/exit-code'
  stop_container KILL
  run_container --read-only --user 12345:0 --volume "$left:/run/ignity" -- \
    with-env sh -c '[ -e /run/ignity/exit-code ] || echo "CMD without $STALE"'
  assert_success
  assert_line "CMD without "
  assert_line finalize
  assert_equal "$stderr" ""
}
