load helper

# Ready when /tmp/go is there.
slow_service() {
  file /etc/ignity/services/slow/notification-fd <<<3
  file /etc/ignity/services/slow/run <<'E'
#!/bin/sh
echo started
until [ -e /tmp/go ]; do sleep 0.02; done
echo ready
echo >&3
exec sleep 100
E
}

@test "CMD does not wait for the services by default" {
  slow_service
  run_container -- echo CMD
  assert_success
  assert_line CMD
  refute_line ready
}

@test "CMD starts when the services are ready, where they tell" {
  slow_service
  start_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=60000 -- echo CMD
  wait_for_log '^started$'
  in_container touch /tmp/go
  wait_container
  assert_success
  assert_output "started
ready
CMD"
  assert_equal "$stderr" ""
}

@test "CMD starts when the services are up, where they do not tell when they are ready" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 100'
  file /etc/ignity/services/two/run <<<'#!/bin/sh
exec sleep 100'
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- \
    s6-svstat -o up /run/ignity/services-state/one
  assert_success
  assert_output true
  assert_equal "$stderr" ""
}

@test "CMD starts all the same after the time to wait, with a warning that names the services not ready or up" {
  slow_service
  file /etc/ignity/services/fine/run <<<'#!/bin/sh
exec sleep 100'
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=300 -- echo CMD
  assert_success
  assert_line CMD
  assert_equal "$stderr" "ignity: service slow is not ready; CMD starts all the same"
}

@test "a service that is down on purpose is not waited for" {
  slow_service
  file /etc/ignity/services/slow/down <<<''
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=60000 -- echo CMD
  assert_success
  assert_output CMD
  assert_equal "$stderr" ""
}

@test "CMD waits when all services are down on purpose, and when there is none" {
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- echo CMD
  assert_success
  assert_output CMD
  assert_equal "$stderr" ""
}

@test "a service added by an init script is waited for too" {
  file /etc/ignity/init/10-add <<'E'
#!/bin/sh
mkdir /run/ignity/services/added
cd /run/ignity/services/added
echo 3 >notification-fd
printf '#!/bin/sh\nsleep 0.3\necho ready\necho >&3\nexec sleep 100\n' >run
chmod +x run
E
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- echo CMD
  assert_success
  assert_output "ready
CMD"
}

@test "TERM while CMD waits for the services stops the container" {
  slow_service
  start_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=60000 -- echo CMD
  wait_for_log '^started$'
  stop_container
  assert_failure 143
  assert_output started
  assert_equal "$stderr" ""
}

@test "a service that ends the container while CMD waits for it ends the wait" {
  file /etc/ignity/services/fails/notification-fd <<<3
  file /etc/ignity/services/fails/run <<<'#!/bin/sh
exit 1'
  file /etc/ignity/services/fails/finish <<'E'
#!/bin/execlineb
s6-svscanctl -t /run/ignity/services-state
E
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=60000 -- echo CMD
  assert_failure 143
  assert_output ""
}
