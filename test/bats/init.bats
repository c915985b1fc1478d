load helper

@test "an image without anything for ignity runs its CMD and prints nothing of its own" {
  run_container -- echo hi
  assert_success
  assert_output hi
  assert_equal "$stderr" ""
}

@test "permissions, init scripts, services and CMD come in this order, and finalize scripts at the end" {
  file /etc/ignity/perms/all <<<'/etc/hostname 0:0 644 755'
  file /etc/ignity/init/10-first <<<'#!/bin/sh'
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh'
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
exec sleep 100
E
  run_container --env IGNITY_VERBOSITY=2 -- true
  assert_success
  assert_equal "$stderr" "ignity: permissions
ignity: init script 10-first
ignity: services
ignity: CMD true
ignity: stop
ignity: finalize script 10-last"
}

@test "init scripts run one after the other, in order of name" {
  for name in 20-b 10-a '30 c' 5-d; do
    file "/etc/ignity/init/$name" <<<"#!/bin/sh
sleep 0.1
echo '$name'"
  done
  run_container -- echo CMD
  assert_success
  assert_output "10-a
20-b
30 c
5-d
CMD"
  assert_equal "$stderr" ""
}

@test "an init script that fails stops the container with its code and its name, and nothing after it starts" {
  file /etc/ignity/init/10-fine <<<'#!/bin/sh'
  file /etc/ignity/init/20-fails <<<'#!/bin/sh
exit 33'
  file /etc/ignity/init/30-never <<<'#!/bin/sh
echo never'
  file /etc/ignity/services/never/run <<<'#!/bin/sh
echo never'
  run_container -- echo never
  assert_failure 33
  assert_output ""
  assert_equal "$stderr" "ignity: init script 20-fails: exit code 33"
}

@test "finalize scripts run after an init script failed" {
  file /etc/ignity/init/10-fails <<<'#!/bin/sh
exit 9'
  file /etc/ignity/finalize/10-clean <<<'#!/bin/sh
echo clean'
  run_container -- echo never
  assert_failure 9
  assert_output clean
}

@test "an init script that SIGKILL ends gives 137, and SIGTERM 143" {
  for case in KILL:137 TERM:143; do
    file /etc/ignity/init/10-dies <<<"#!/bin/sh
kill -${case%:*} \$\$"
    image
    run_container -- echo never
    assert_failure "${case#*:}"
    assert_output ""
    assert_equal "$stderr" "ignity: init script 10-dies: exit code ${case#*:}"
  done
}

@test "an init script that is not executable stops the container with 126 and its name" {
  file /etc/ignity/init/10-plain 0644 <<<'#!/bin/sh'
  run_container -- echo never
  assert_failure 126
  assert_output ""
  assert_equal "${stderr_lines[-1]}" "ignity: init script 10-plain: exit code 126"
}

@test "an init script may add services" {
  file /etc/ignity/init/10-add <<'E'
#!/bin/sh
mkdir /run/ignity/services/added
printf '#!/bin/sh\necho added >/tmp/added\nexec sleep 100\n' >/run/ignity/services/added/run
chmod +x /run/ignity/services/added/run
E
  file /etc/ignity/services/other/run <<<'#!/bin/sh
exec sleep 100'
  start_container
  wait_until '[ -s /tmp/added ]'
  run in_container s6-svstat -o up /run/ignity/services-state/added /run/ignity/services-state/other
  in_container s6-svwait -u -t 5000 /run/ignity/services-state/added /run/ignity/services-state/other
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "an init script may add finalize scripts" {
  file /etc/ignity/init/10-add <<'E'
#!/bin/sh
printf '#!/bin/sh\necho added\n' >/run/ignity/finalize/20-added
chmod +x /run/ignity/finalize/20-added
E
  file /etc/ignity/finalize/10-first <<<'#!/bin/sh
echo first'
  file /etc/ignity/finalize/30-last <<<'#!/bin/sh
echo last'
  run_container -- echo CMD
  assert_success
  assert_output "CMD
first
added
last"
}

@test "what an init script writes to envs is a variable of later init scripts, services, CMD and finalize scripts" {
  file /etc/ignity/init/10-push <<<'#!/bin/sh
printf %s pushed >/run/ignity/envs/PUSHED'
  file /etc/ignity/init/20-see <<<'#!/bin/sh
echo "init $PUSHED"'
  file /etc/ignity/services/see/run <<<'#!/usr/bin/with-env sh
echo "service $PUSHED"
exec sleep 100'
  file /etc/ignity/services/see/notification-fd <<<3
  file /etc/ignity/services/see/run <<'E'
#!/usr/bin/with-env sh
echo "service $PUSHED"
echo >&3
exec sleep 100
E
  file /etc/ignity/finalize/10-see <<<'#!/bin/sh
echo "finalize $PUSHED"'
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c 'echo "CMD $PUSHED"'
  assert_success
  assert_output "init pushed
service pushed
CMD pushed
finalize pushed"
}

@test "an init script may keep a service down, which s6-svc -u starts later" {
  file /etc/ignity/init/10-down <<<'#!/bin/sh
touch /run/ignity/services/one/down'
  for name in one two; do
    file /etc/ignity/services/$name/run <<<'#!/bin/sh
exec sleep 100'
  done
  start_container
  wait_until 's6-svwait -u /run/ignity/services-state/two'
  assert_equal "$(in_container s6-svstat -o up /run/ignity/services-state/one)" false
  in_container sh -c 'cd /run/ignity/services-state/one && rm down && s6-svc -u .'
  wait_until 's6-svwait -u /run/ignity/services-state/one'
}

@test "what init scripts do to the live directories leaves the image as it is" {
  file /etc/ignity/init/10-change <<'E'
#!/bin/sh
touch /run/ignity/services/one/down
rm /run/ignity/finalize/10-gone
E
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 100'
  file /etc/ignity/finalize/10-gone <<<'#!/bin/sh
echo gone'
  run_container -- sh -c 'cd /etc/ignity && echo services/one/* finalize/*'
  assert_success
  assert_output "services/one/run finalize/10-gone"
}
