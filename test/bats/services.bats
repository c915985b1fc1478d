load helper

state=/run/ignity/services-state

@test "services start, and one that ends is started again" {
  file /etc/ignity/services/ends/run <<<'#!/bin/sh
echo started >>/tmp/starts'
  file /etc/ignity/services/stays/run <<<'#!/bin/sh
echo stays >>/tmp/stays
exec sleep 100'
  start_container
  wait_until '[ "$(wc -l </tmp/starts)" -ge 2 ]'
  assert_equal "$(in_container cat /tmp/stays)" stays
}

@test "a service killed by a signal is started again" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo $$ >>/tmp/pids
exec sleep 100'
  start_container
  wait_until '[ -s /tmp/pids ]'
  in_container sh -c 'kill -KILL "$(cat /tmp/pids)"'
  wait_until '[ "$(wc -l </tmp/pids)" -eq 2 ]'
}

@test "finish is run with the code of its service, and with 256 and the signal" {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
[ -e /tmp/finished ] || exit 7
kill -USR1 $$
E
  file /etc/ignity/services/one/finish <<'E'
#!/bin/sh
echo "$1 $2" >>/tmp/finished
E
  start_container
  wait_until '[ "$(wc -l </tmp/finished)" -ge 2 ]'
  assert_equal "$(in_container head -n 2 /tmp/finished)" "7 0
256 10"
}

@test "a service with a file down is not started until it is told to" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 100'
  file /etc/ignity/services/one/down <<<''
  file /etc/ignity/services/two/run <<<'#!/bin/sh
exec sleep 100'
  start_container
  wait_until "s6-svwait -u $state/two"
  assert_equal "$(in_container s6-svstat -o up $state/one)" false
  in_container sh -c "cd $state/one && rm down && s6-svc -u ."
  wait_until "s6-svwait -u $state/one"
  assert_equal "$(in_container s6-svstat -o normallyup $state/one)" true
}

@test "s6-svc stops, starts and restarts a service, and s6-svstat tells how it is" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 100'
  start_container
  wait_until "s6-svwait -u $state/one"
  in_container s6-svc -wd -T 5000 -d $state/one
  assert_equal "$(in_container s6-svstat -o up,wantedup $state/one)" "false false"
  in_container s6-svc -wu -T 5000 -u $state/one
  local pid
  pid=$(in_container s6-svstat -o pid $state/one)
  in_container s6-svc -wr -T 5000 -r $state/one
  assert_equal "$(in_container s6-svstat -o up $state/one)" true
  assert_not_equal "$(in_container s6-svstat -o pid $state/one)" "$pid"
}

@test "a service with notification-fd is ready when it says so" {
  file /etc/ignity/services/one/notification-fd <<<3
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
until [ -e /tmp/go ]; do sleep 0.02; done
echo >&3
exec sleep 100
E
  start_container
  wait_until "s6-svwait -u $state/one"
  assert_equal "$(in_container s6-svstat -o ready $state/one)" false
  in_container touch /tmp/go
  wait_until "s6-svwait -U $state/one"
  assert_equal "$(in_container s6-svstat -o ready $state/one)" true
}

@test "what a service writes goes to its log/run, to the last line" {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
trap 'echo last; kill $!; exit' TERM
echo first
sleep 100 & wait
E
  file /etc/ignity/services/one/log/run <<'E'
#!/bin/sh
echo "log begins" >&2
while read -r line; do echo "logged $line" >&2; done
E
  start_container
  wait_for_log '^logged first$'
  stop_container
  assert_success
  assert_output ""
  assert_equal "$stderr" "log begins
logged first
logged last"
}

@test "a service without a log writes to the container's standard output and standard error" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo out
echo err >&2
exec sleep 100'
  start_container
  wait_for_log '^err$'
  stop_container
  assert_success
  assert_output out
  assert_equal "$stderr" err
}

@test "a service runs in its live directory, where the other files of its directory are" {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
pwd
cat data/greeting
exec sleep 100
E
  file /etc/ignity/services/one/data/greeting <<<hello
  start_container
  wait_for_log '^hello$'
  stop_container
  assert_output "$state/one
hello"
}

@test "timeout-kill of a service is heeded" {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
trap : TERM
echo up
while :; do sleep 0.05; done
E
  file /etc/ignity/services/one/timeout-kill <<<100
  start_container --env IGNITY_SERVICES_GRACETIME=60000 --env IGNITY_KILL_GRACETIME=60000
  wait_for_log '^up$'
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "a directory without an executable run is named, and the others start" {
  file /etc/ignity/services/empty/README <<<''
  file /etc/ignity/services/plain/run <<<'exec sleep 100'
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo up
exec sleep 100'
  start_container
  wait_for_log '^up$'
  stop_container
  assert_success
  assert_output up
  assert_equal "$stderr" "ignity: service empty is not started: it has no run
ignity: service plain is not started: run is not executable; chmod +x /etc/ignity/services/plain/run"
}

@test "a finish that tells s6-svscan to end stops the container, whatever its service ended with" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh'
  file /etc/ignity/services/one/finish <<'E'
#!/bin/execlineb
s6-svscanctl -t /run/ignity/services-state
E
  file /etc/ignity/services/two/run <<<'#!/bin/sh
exec sleep 100'
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh
echo finalize'
  run_container
  assert_success
  assert_output finalize
  assert_equal "$stderr" ""
}

# Ends with what is written to /tmp/end.
conditional() {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
echo up >>/tmp/starts
until [ -s /tmp/end ]; do sleep 0.02; done
read -r how </tmp/end
rm /tmp/end
eval "$how"
E
  file /etc/ignity/services/one/finish <<'E'
#!/bin/execlineb -S1
if { eltest ${1} -ne 0 -a ${1} -ne 256 }
s6-svscanctl -t /run/ignity/services-state
E
}

@test "a finish may stop the container only for a code other than 0 and 256" {
  conditional
  start_container
  in_container sh -c "echo 'exit 0' >/tmp/end"
  wait_until '[ "$(wc -l </tmp/starts)" -eq 2 ]'
  in_container sh -c "echo 'kill -KILL \$\$' >/tmp/end"
  wait_until '[ "$(wc -l </tmp/starts)" -eq 3 ]'
  in_container sh -c "echo 'exit 3' >/tmp/end"
  wait_container
  assert_success
  assert_equal "$stderr" ""
}

@test "a service that ends the container while CMD runs stops CMD" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
until [ -e /tmp/cmd ]; do sleep 0.02; done'
  file /etc/ignity/services/one/finish <<'E'
#!/bin/execlineb
s6-svscanctl -t /run/ignity/services-state
E
  run_container -- sh -c 'trap "echo told; exit 4" TERM; >/tmp/cmd; sleep 100 & wait'
  assert_failure 4
  assert_output told
  assert_equal "$stderr" ""
}

@test "a service has none of CMD's standard input" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
cat >/tmp/read
>/tmp/done
exec sleep 100'
  run_container --interactive -- sh -c 'until [ -e /tmp/done ]; do sleep 0.02; done; cat; cat /tmp/read' <<<for-CMD
  assert_success
  assert_output for-CMD
}

@test "a hundred services are all up, and all go down" {
  for number in $(seq 100); do
    file /etc/ignity/services/s$number/run <<<'#!/bin/sh
exec sleep 1000'
  done
  start_container
  wait_until "s6-svwait -u $state/*"
  stop_container
  assert_success
  assert_equal "$stderr" ""
}
