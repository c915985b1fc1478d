# bases: debian-12 debian-sid
load ../helper

# A clock that jumps. Nobody sets the machine's: libfaketime shows every process of the container another time of day,
# which is what /tmp/clock says, from one call to the next. The monotonic clock stays, as it does when a clock is set.

day=86400

setup_file() {
  file /usr/local/bin/jump <<'E'
#!/bin/sh
echo "$1" >/tmp/clock.new
mv /tmp/clock.new /tmp/clock
E
  file /etc/ignity/services/stubborn/run <<'E'
#!/bin/sh
trap 'sleep 1; jump "$JUMP"; date +"stubborn %Y"' TERM
echo up
while :; do sleep 1000 & wait; done
E
  file /etc/ignity/services/late/run <<'E'
#!/bin/sh
trap 'sleep 2; exit' TERM
sleep 1000 & wait
E
  image 'RUN apt-get -qq update && apt-get -qq install -y --no-install-recommends libfaketime >/dev/null' \
    'RUN echo +0 >/tmp/clock && cp "$(dpkg -L libfaketime | grep /libfaketime.so.1$)" /usr/lib/libfaketime.so.1' \
    'ENV LD_PRELOAD=/usr/lib/libfaketime.so.1 FAKETIME_TIMESTAMP_FILE=/tmp/clock FAKETIME_NO_CACHE=1' \
    'ENV FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1'
}

# Milliseconds between LEAST and MOST were waited.
waited() {
  echo "waited $elapsed ms, wanted $1 to $2"
  [[ $elapsed -ge $1 && $elapsed -le $2 ]]
}

@test "a grace time is as long as it says when the clock jumps by years, forth or back, while it runs" {
  local year
  year=$(date +%Y)
  for jump in $((1000 * day)) -$((1000 * day)); do
    start_container --env "JUMP=$(printf %+d "$jump")" --env IGNITY_SERVICES_GRACETIME=4000
    wait_for_log '^up$'
    stop_container
    assert_success
    assert_line --regexp '^stubborn '
    refute_line "stubborn $year"
    assert_equal "$stderr" "ignity: service stubborn is killed: not down after 4000 ms"
    waited 3900 12000
  done
}

@test "CMD waits for services as long as it says when the clock jumps" {
  for jump in +$((1000 * day)) -$((1000 * day)); do
    run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=4000 \
      --env IGNITY_SERVICES_GRACETIME=0 \
      --volume "$(ready never "sleep 1; jump $jump")" --volume "$(ready later 'sleep 2; echo >&3')" -- echo CMD
    assert_success
    assert_line CMD
    assert_regex "$stderr" "service never is not ready; CMD starts all the same"
    waited 3900 15000
  done
}

@test "with-retries gives each try its time when the clock jumps" {
  for jump in +$((1000 * day)) -$((1000 * day)); do
    run_container --env IGNITY_SERVICES_GRACETIME=0 -- \
      with-retries -n 1 -t 3000 sh -c "sleep 1; jump $jump; date +'try %Y'; exec sleep 1000"
    assert_failure
    assert_line --regexp '^try '
    waited 2900 12000
  done
}

@test "a finalize script has its time when the clock jumps" {
  for jump in +$((1000 * day)) -$((1000 * day)); do
    file /etc/ignity/finalize/10-slow <<E
#!/bin/sh
sleep 1
jump $jump
exec sleep 1000
E
    run_container --volume "$(context)/rootfs/etc/ignity/finalize:/etc/ignity/finalize:ro" \
      --env IGNITY_SERVICES_GRACETIME=0 --env IGNITY_KILL_FINALIZE_MAXTIME=3000 -- true
    assert_regex "$stderr" "finalize script 10-slow was killed: it may run for 3000 ms"
    waited 2900 12000
  done
}

@test "a service that ends is started again after a second, also when the clock jumps meanwhile" {
  for jump in +$((1000 * day)) -$((1000 * day)); do
    start_container --env IGNITY_SERVICES_GRACETIME=0 --volume "$(ready ends 'echo >>/tmp/starts; exit')"
    wait_until '[ "$(wc -l </tmp/starts)" -ge 2 ]'
    in_container jump "$jump"
    wait_until "[ \"\$(wc -l </tmp/starts)\" -ge $(($(in_container wc -l </dev/null /tmp/starts | cut -d' ' -f1) + 2)) ]" 15
    stop_container
    assert_success
  done
}

# ready SERVICE COMMANDS: a volume with a service that says by its commands when it is ready.
ready() {
  local directory
  directory=$(mktemp -d -p "$BATS_TEST_TMPDIR")
  echo 3 >"$directory/notification-fd"
  printf '#!/bin/sh\n%s\nexec sleep 1000\n' "$2" >"$directory/run"
  chmod +x "$directory/run"
  printf '%s:/etc/ignity/services/%s' "$directory" "$1"
}
