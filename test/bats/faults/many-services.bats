# bases: debian-12 debian-13 debian-sid busybox
load ../helper

# The limits of s6 differ: 2.11 has room for so many services, from 2.13 on loggers count too, and one too many is none
# at all. A process of s6 has two descriptors for each service it waits for, and s6-svscan two for each logger.

patience=90
state=/run/ignity/services-state
start() {
  start_container --volume "$BATS_TEST_TMPDIR/services:/etc/ignity/services:ro" "$@"
}

# COUNT services that count themselves in /tmp/up, and `slow`, which takes two seconds to stop.
services() {
  local services=$BATS_TEST_TMPDIR/services number
  mkdir -p "$services/slow"
  printf '#!/bin/sh\necho >>/tmp/up\nexec sleep 1000\n' >"$BATS_TEST_TMPDIR/run"
  cat >"$services/slow/run" <<'E'
#!/bin/sh
trap 'kill $!; sleep 2; echo "slow is down"; exit' TERM
echo >>/tmp/up
sleep 1000 & wait
E
  chmod +x "$BATS_TEST_TMPDIR/run" "$services/slow/run"
  for number in $(seq "$(($1 - 1))"); do
    mkdir "$services/s$number"
    cp "$BATS_TEST_TMPDIR/run" "$services/s$number/run"
  done
}

# Each with a logger.
loggers() {
  local service
  services "$1"
  for service in "$BATS_TEST_TMPDIR"/services/*; do
    mkdir "$service/log"
    printf '#!/bin/sh\nexec cat\n' >"$service/log/run"
    chmod +x "$service/log/run"
  done
}

# all_up COUNT: waits until they have been up, each once.
all_up() {
  wait_until "[ -e /tmp/up ] && [ \"\$(wc -l </tmp/up)\" -eq $1 ]" 60
}

# All are up, once, and are down in order: the slow one has its time, and none is killed.
all_up_and_down() {
  all_up "$1"
  stop_container
  assert_success
  assert_output "slow is down"
  assert_equal "$stderr" ""
}

# What is killed after this time is not waited for.
grace=(--env IGNITY_SERVICES_GRACETIME=80000 --env IGNITY_KILL_GRACETIME=200)
limit() {
  limits=(--ulimit "nofile=$1" --ulimit nproc=4096:4096)
}

@test "one service is up, and goes down in its own time" {
  services 1
  start "${grace[@]}"
  all_up_and_down 1
}

@test "a hundred services are up, and go down in their own time" {
  services 100
  start "${grace[@]}"
  all_up_and_down 100
}

@test "a thousand services are up, and go down in their own time" {
  services 1000
  limit 1024:1024
  start "${grace[@]}" "${limits[@]}"
  all_up_and_down 1000
}

@test "the first of a hundred and more services that are told to stop has its time too" {
  services 120
  mv "$BATS_TEST_TMPDIR/services/slow" "$BATS_TEST_TMPDIR/services/a-slow"
  start "${grace[@]}"
  all_up_and_down 120
}

@test "of a hundred and more services some may have been down before the stop" {
  services 120
  for service in "$BATS_TEST_TMPDIR"/services/{s1,s50,s99}; do
    touch "$service/down"
  done
  mv "$BATS_TEST_TMPDIR/services/slow" "$BATS_TEST_TMPDIR/services/a-slow"
  mv "$BATS_TEST_TMPDIR/services/s99" "$BATS_TEST_TMPDIR/services/the-last"
  start "${grace[@]}"
  all_up_and_down 117
}

@test "a hundred and more services have their time also where find fails" {
  file /usr/local/bin/find 0755 <<<'#!/bin/sh
exit 1'
  image
  services 120
  mv "$BATS_TEST_TMPDIR/services/slow" "$BATS_TEST_TMPDIR/services/a-slow"
  # It is told twice: by its supervisor, and by the end of that one.
  sed -i 's/kill $!;/trap "" TERM; &/' "$BATS_TEST_TMPDIR/services/a-slow/run"
  start --env IGNITY_SERVICES_GRACETIME=80000 --env IGNITY_KILL_GRACETIME=80000
  all_up_and_down 120
}

@test "a hundred and more services with a finish script go down in their own time" {
  services 120
  for service in "$BATS_TEST_TMPDIR"/services/s*; do
    printf '#!/bin/sh\n' >"$service/finish"
    chmod +x "$service/finish"
  done
  printf '#!/bin/sh\nsleep 1\necho "slow has finished"\n' >"$BATS_TEST_TMPDIR/services/slow/finish"
  start "${grace[@]}"
  all_up 120
  stop_container
  assert_success
  assert_output "slow is down
slow has finished"
  assert_equal "$stderr" ""
}

@test "of a hundred and more services one that ignores TERM is killed, and named, after the time that all have" {
  services 120
  sed -i 's/sleep 2; echo "slow is down"/sleep 4/' "$BATS_TEST_TMPDIR/services/slow/run"
  mkdir "$BATS_TEST_TMPDIR/services/a-deaf"
  printf '#!/bin/sh\ntrap "" TERM\necho >>/tmp/up\nexec sleep 1000\n' >"$BATS_TEST_TMPDIR/services/a-deaf/run"
  chmod +x "$BATS_TEST_TMPDIR/services/a-deaf/run"
  start --env IGNITY_SERVICES_GRACETIME=6000 --env IGNITY_KILL_GRACETIME=80000
  all_up 121
  stop_container
  assert_success
  assert_equal "$stderr" "ignity: service a-deaf is killed: not down after 6000 ms"
  # Were its time counted from the end of the slow one, it would be 10 seconds.
  assert [ "$elapsed" -ge 6000 ]
  assert [ "$elapsed" -lt 9000 ]
}

@test "a second TERM hurries a hundred and more services, whichever is the slow one" {
  local slow
  for slow in slow a-slow; do
    services 120
    sed -i 's/sleep 2;/echo told; sleep 60;/' "$BATS_TEST_TMPDIR/services/slow/run"
    [ "$slow" = slow ] || mv "$BATS_TEST_TMPDIR/services/slow" "$BATS_TEST_TMPDIR/services/$slow"
    start "${grace[@]}"
    all_up 120
    podman kill --signal TERM "$CONTAINER" >/dev/null
    wait_for_log '^told$'
    stop_container
    assert_success
    assert_equal "$stderr" ""
    assert [ "$elapsed" -lt 20000 ]
    rm -r "$BATS_TEST_TMPDIR/services"
  done
}

@test "CMD waits for a thousand services, with a limit of descriptors that is raised for that alone" {
  services 1000
  limit 1024:4096
  start "${grace[@]}" "${limits[@]}" \
    --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=80000 -- \
    sh -c "set -- $state/*/supervise; echo \$# up, \$(ulimit -n) descriptors; exec sleep 1000"
  wait_for_log "^1000 up, 1024 descriptors" 80
  stop_container
  assert_output --partial "slow is down"
  assert_equal "$stderr" ""
}

@test "CMD does not wait for services that are more than the limit of descriptors allows, and one line says so" {
  services 50
  limit 64:64
  start "${grace[@]}" "${limits[@]}" --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c 'echo CMD; exec sleep 1000'
  wait_for_log '^CMD$'
  wait_until '[ "$(wc -l </tmp/up)" -eq 50 ]'
  stop_container
  assert_line "slow is down"
  assert_equal "$stderr" \
    "ignity: CMD does not wait for the services: that takes 132 file descriptors (--ulimit nofile=132)"
}

@test "a hundred services are up, and go down in their own time, with 64 descriptors" {
  services 100
  limit 64:64
  start "${grace[@]}" "${limits[@]}"
  all_up_and_down 100
}

@test "services with a log of their own are up, and go down in their own time" {
  loggers 50
  start "${grace[@]}"
  all_up_and_down 50
}

@test "more loggers than s6-svscan has descriptors for are one line, and nothing starts" {
  loggers 30
  limit 64:64
  for _ in plain with-init; do
    run_container --volume "$BATS_TEST_TMPDIR/services:/etc/ignity/services:ro" "${limits[@]}" -- echo CMD
    assert_failure 111
    assert_output ""
    assert_equal "$stderr" \
      "ignity: 30 services with a log take 92 file descriptors, and the limit is 64: raise it (--ulimit nofile=92)"
    file /etc/ignity/init/10-init <<<'#!/bin/sh'
    image
  done
}

@test "an init script may add hundreds of services" {
  file /etc/ignity/init/10-add <<'E'
#!/bin/sh
number=0
while [ "$number" -lt 400 ]; do
  mkdir "/run/ignity/services/added$number"
  ln -s /etc/ignity/services/s1/run "/run/ignity/services/added$number/run"
  number=$((number + 1))
done
E
  image
  services 100
  start "${grace[@]}"
  all_up_and_down 500
}
