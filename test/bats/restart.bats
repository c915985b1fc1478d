load helper

@test "a container starts again as it started first, after a stop and after a crash" {
  file /etc/ignity/init/10-add <<'E'
#!/bin/sh
[ ! -e /run/ignity/envs/STALE ] || echo stale
printf '#!/bin/sh\necho finalize\n' >/run/ignity/finalize/added
chmod +x /run/ignity/finalize/added
mkdir /run/ignity/services/added
printf '#!/bin/sh\necho up\nexec sleep 100\n' >/run/ignity/services/added/run
chmod +x /run/ignity/services/added/run
E
  start_container
  wait_for_log '^up$'
  in_container sh -c 'echo 1 >/run/ignity/envs/STALE; echo 7 >/run/ignity/exit-code; s6-svc -d /run/ignity/services-state/added'
  stop_container
  assert_failure 7
  assert_output "up
finalize"

  podman start "$CONTAINER" >/dev/null
  wait_until 's6-svwait -u /run/ignity/services-state/added'
  stop_container KILL
  assert_failure 137

  podman start "$CONTAINER" >/dev/null
  wait_until 's6-svwait -u /run/ignity/services-state/added'
  stop_container
  assert_success
  assert_output "up
finalize
up
up
finalize"
  assert_equal "$stderr" ""
}

@test "podman restart of a container with a CMD runs CMD again" {
  start_container -- sh -c 'trap "exit 5" TERM; echo up >>/tmp/ups; sleep 100 & wait'
  wait_until '[ -s /tmp/ups ]'
  podman restart --time 10 "$CONTAINER" >/dev/null
  wait_until '[ "$(wc -l </tmp/ups)" -eq 2 ]'
  stop_container
  assert_failure 5
  assert_equal "$stderr" ""
}

@test "a container that failed to start can be started again" {
  file /etc/ignity/init/10-once <<<'#!/bin/sh
[ -e /tmp/once ] || { >/tmp/once; exit 9; }'
  run_container -- sh -c 'echo CMD'
  assert_failure 9
  podman start "$CONTAINER" >/dev/null
  wait_container
  assert_success
  assert_output CMD
}
