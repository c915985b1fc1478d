# bases: debian-12 debian-13 busybox debian-sid
load helper

state=/run/ignity/services-state

# service NAME <RUN
service() {
  file "/etc/ignity/services/$1/run"
}

sleeper() {
  service "$1" <<<'#!/bin/sh
exec sleep 1000'
}

# Says that it is ready when /tmp/go is there.
slow() {
  file "/etc/ignity/services/$1/notification-fd" <<<3
  service "$1" <<'E'
#!/bin/sh
until [ -e /tmp/go ]; do sleep 0.02; done
echo >&3
exec sleep 1000
E
}

status() {
  run --separate-stderr in_container ignity-status "$@"
}

# field SERVICE NUMBER of the table
field() {
  in_container ignity-status "$1" | awk -v n="$2" 'NR == 2 { print $n }'
}

@test "the table has a line for each service and logger, with its pid" {
  sleeper web
  sleeper a-longer-name
  file /etc/ignity/services/web/log/run <<<'#!/bin/sh
exec sleep 1000'
  slow db
  start_container
  wait_until "s6-svwait -u $state/web $state/web/log $state/a-longer-name $state/db"
  status
  assert_success
  assert_equal "$stderr" ""
  assert_equal "${#lines[@]}" 5
  assert_line --index 0 "NAME           STATE         READY      PID   UPTIME  RESTARTS  EXIT"
  assert_line --index 1 --regexp '^a-longer-name  up            -      +[0-9]+ +[0-9]+s         0  -$'
  assert_line --index 2 --regexp '^db             up            no     +[0-9]+ +[0-9]+s         0  -$'
  assert_line --index 3 --regexp '^web            up            -      +[0-9]+ +[0-9]+s         0  -$'
  assert_line --index 4 --regexp '^web/log        up            -      +[0-9]+ +[0-9]+s         0  -$'
  assert_equal "$(field db 4)" "$(in_container s6-svstat -o pid $state/db)"
  in_container touch /tmp/go
  wait_until "s6-svwait -U $state/db"
  assert_equal "$(field db 3)" yes
}

@test "restarts and exit are told of a service that ended" {
  service one <<'E'
#!/bin/sh
echo $$ >>/tmp/starts
case $(wc -l </tmp/starts) in
1) exit 3 ;;
2) kill -KILL $$ ;;
esac
exec sleep 1000
E
  start_container
  wait_until "[ \"\$(wc -l </tmp/starts)\" -eq 3 ] && s6-svwait -u $state/one"
  assert_equal "$(field one 6) $(field one 7)" "2 SIGKILL"
  assert_equal "$(in_container ignity-status --json one | sed -n 's/.*"restarts"/"restarts"/p')" '"restarts":2,"exit":"SIGKILL"}'
  in_container s6-svc -wD -T 5000 -d $state/one
  assert_equal "$(in_container ignity-status one | tail -n 1)" "one   down          -            -        -         2  SIGTERM"
}

@test "where s6 keeps no more ends, restarts is what it keeps and a +" {
  file /etc/ignity/services/one/max-death-tally <<<1
  service one <<'E'
#!/bin/sh
echo >>/tmp/starts
[ "$(wc -l </tmp/starts)" -gt 2 ] || exit 0
exec sleep 1000
E
  start_container
  wait_until "[ \"\$(wc -l </tmp/starts)\" -eq 3 ] && s6-svwait -u $state/one"
  assert_equal "$(field one 6) $(field one 7)" "1+ 0"
  assert_equal "$(in_container ignity-status --json one | sed -n 's/.*"restarts"/"restarts"/p')" '"restarts":1,"exit":0}'
}

@test "a service that keeps ending is restarting" {
  service one <<<'#!/bin/sh
exit 7'
  start_container
  wait_until "ignity-status one | grep -q '^one   restarting    -            -        -         [0-9]*  7$'"
  status --healthy
  assert_failure 1
  assert_output ""
  assert_equal "$stderr" "ignity: one is restarting"
}

@test "--json is JSON, whatever the names are" {
  sleeper web
  sleeper 'a b'
  sleeper $'q"\\\n\t\x01ü'
  start_container
  wait_until "s6-svwait -u $state/*"
  in_container ignity-status --json >"$BATS_TEST_TMPDIR/status.json"
  run node -e '
    const services = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    for (const { pid, uptime, ...rest } of services) {
      console.log(JSON.stringify(rest), Number.isInteger(pid) && pid > 1 && Number.isInteger(uptime));
    }' "$BATS_TEST_TMPDIR/status.json"
  assert_success
  assert_output '{"name":"a b","state":"up","ready":null,"restarts":0,"exit":null} true
{"name":"q\"\\\n\t\u0001ü","state":"up","ready":null,"restarts":0,"exit":null} true
{"name":"web","state":"up","ready":null,"restarts":0,"exit":null} true'
  status
  assert_equal "${#lines[@]}" 4
  status --healthy
  assert_success
}

@test "without services the table has its heading, the JSON is an empty array, and all is healthy" {
  start_container
  wait_until '[ -e /run/ignity/stages/no-cmd ]'
  status
  assert_success
  assert_output "NAME  STATE         READY      PID   UPTIME  RESTARTS  EXIT"
  assert_equal "$(in_container ignity-status --json | tr -d '\n')" '[]'
  status --healthy
  assert_success
}

@test "--healthy is 0 when each service is up, and ready where it can say so" {
  sleeper web
  slow db
  start_container --health-cmd 'ignity-status --healthy' --health-interval disable
  wait_until "s6-svwait -u $state/web $state/db && [ -e /run/ignity/stages/no-cmd ]"
  status --healthy
  assert_failure 1
  assert_output ""
  assert_equal "$stderr" "ignity: db is not ready"
  status --healthy web
  assert_success
  in_container touch /tmp/go
  wait_until "s6-svwait -U $state/db"
  # As a HEALTHCHECK, and with nothing in the environment.
  run --separate-stderr podman healthcheck run "$CONTAINER"
  assert_success
  run --separate-stderr in_container env -i /usr/bin/ignity-status --healthy
  assert_success
  assert_output ""
  assert_equal "$stderr" ""
  in_container s6-svc -wd -T 5000 -d $state/web
  in_container s6-svc -wd -T 5000 -d $state/db
  status --healthy
  assert_failure 1
  assert_equal "$stderr" "ignity: db is down, web is down"
}

@test "a service with a file down is healthy until it is started, but not for who names it" {
  sleeper web
  sleeper spare
  file /etc/ignity/services/spare/down <<<''
  start_container
  wait_until "s6-svwait -u $state/web && [ -e /run/ignity/stages/no-cmd ]"
  status --healthy
  assert_success
  status --healthy web spare
  assert_failure 1
  assert_equal "$stderr" "ignity: spare is down"
  in_container s6-svc -wu -T 5000 -u $state/spare
  status --healthy web spare
  assert_success
}

@test "a service that ended for good is missed, unless it left a file down" {
  for name in done failed; do
    file /etc/ignity/services/$name/run <<<"#!/bin/sh
[ $name = done ]"
    file /etc/ignity/services/$name/finish <<'E'
#!/bin/sh
[ "$1" -ne 0 ] || : >down
>/tmp/$3
exit 125
E
  done
  start_container
  wait_until "[ -e /tmp/done ] && [ -e /tmp/failed ] && s6-svwait -D $state/*"
  status --healthy
  assert_failure 1
  assert_equal "$stderr" "ignity: failed is down"
  status --healthy done
  assert_failure 1
}

@test "it is not healthy while it boots" {
  file /etc/ignity/init/10-slow <<<'#!/bin/sh
>/tmp/init
until [ -e /tmp/go ]; do sleep 0.02; done'
  sleeper web
  start_container
  wait_until '[ -e /tmp/init ]'
  status --healthy
  assert_failure 1
  assert_equal "$stderr" "ignity: the container is booting"
  status --healthy web
  assert_failure 1
  assert_equal "$stderr" "ignity: there is no service web"
  in_container touch /tmp/go
  wait_until 'ignity-status --healthy web'
}

@test "it is not healthy while it stops" {
  service web <<<'#!/bin/sh
trap "" TERM
>/tmp/up
while :; do sleep 1; done'
  start_container -- sh -c 'trap "" TERM; >/tmp/cmd; while :; do sleep 1; done'
  wait_until '[ -e /tmp/up ] && [ -e /tmp/cmd ] && ignity-status --healthy'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  wait_until '[ -e /run/ignity/stages/stopping ]'
  status --healthy
  assert_failure 1
  assert_equal "${stderr%%,*}" "ignity: the container is stopping"
}

@test "what it cannot tell is one line that says why, and nothing else" {
  sleeper web
  start_container
  wait_until 'ignity-status --healthy web'
  for option in "" --json --healthy; do
    status $option web none
    assert_failure 1
    assert_output ""
    assert_equal "$stderr" "ignity: there is no service none"
  done
  for option in -x --health --help; do
    status "$option"
    assert_failure 100
    assert_output ""
    assert_equal "$stderr" "ignity: usage: ignity-status [--json | --healthy] [NAME...]"
  done
  run --separate-stderr podman exec --user 1234:1234 "$CONTAINER" ignity-status --healthy
  assert_failure 111
  assert_output ""
  assert_equal "$stderr" "ignity: the state of $state/web cannot be read"
  # What another container has left.
  in_container cp -R /run/ignity /tmp/left
  run --separate-stderr podman exec --env IGNITY_RUN_DIR=/tmp/left "$CONTAINER" ignity-status
  assert_failure 111
  assert_output ""
  assert_equal "$stderr" "ignity: not running: no s6-svscan listens in /tmp/left/services-state"
}

@test "a service that s6 does not supervise is named" {
  sleeper web
  start_container
  wait_until "s6-svwait -u $state/web && [ -e /run/ignity/stages/no-cmd ]"
  in_container mkdir $state/later
  status later
  assert_line --index 1 "later  unsupervised  -            -        -         0  -"
  status --healthy
  assert_failure 1
  assert_equal "$stderr" "ignity: later is unsupervised"
}

@test "where no ignity runs it is 111" {
  image
  local said="ignity: not running: no s6-svscan listens in /run/ignity/services-state"
  run --separate-stderr podman run --rm --network none --entrypoint ignity-status "$IMAGE" --healthy
  assert_failure 111
  assert_output ""
  assert_equal "$stderr" "$said"
  run --separate-stderr podman run --rm --network none --env IGNITY_RUN_DIR=/none --entrypoint ignity-status "$IMAGE"
  assert_failure 111
  assert_equal "$stderr" "${said/run\/ignity/none}"
}

@test "a container's own user may ask, with a state directory of its own too" {
  sleeper web
  image 'RUN mkdir -m 1777 /state'
  start_container --user 1234:1234 --env IGNITY_RUN_DIR=/state/ignity
  wait_until 'ignity-status --healthy web'
  assert_equal "$(field web 2)" up
}

