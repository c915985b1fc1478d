load helper

@test "what CMD writes is all that the container writes" {
  run_container -- sh -c 'echo out; echo err >&2'
  assert_success
  assert_output out
  assert_equal "$stderr" err
}

@test "CMD has its arguments as they were given" {
  run_container -- printf '<%s>\n' 'a b' '' '$HOME' "it's" '"' '\' '*' '{' '}' ' lead' $'new\nline'
  assert_success
  assert_output "<a b>
<>
<\$HOME>
<it's>
<\">
<\\>
<*>
<{>
<}>
< lead>
<new
line>"
}

@test "CMD reads the container's standard input to its end" {
  run_container --interactive -- cat < <(seq 100000)
  assert_success
  assert_equal "$(md5sum <<<"$output")" "$(seq 100000 | md5sum)"
}

@test "CMD runs in the working directory of the image, with spaces in it or not" {
  image 'RUN mkdir -p "/srv/a b"' 'WORKDIR "/srv/a b"'
  run_container -- pwd
  assert_success
  assert_output "/srv/a b"
}

@test "CMD has no open files but its standard ones" {
  run_container -- sh -c 'ls /proc/$$/fd; :'
  assert_success
  assert_output "0
1
2"
}

@test "CMD has no open files but its standard ones where there are init scripts and services" {
  file /etc/ignity/init/10-nothing <<<'#!/bin/sh'
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 100'
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c 'ls /proc/$$/fd; :'
  assert_success
  assert_output "0
1
2"
}

# Debian 12's libc leaves the two signals that it keeps to itself, 32 and 33, ignored in what posix_spawn starts.
forget_signals_of_libc() {
  output=${output//0000000180000000/0000000000000000}
}

@test "CMD ignores and blocks no signal" {
  [[ $BASE != busybox ]] || skip "busybox's sh ignores SIGQUIT, and so does what it starts"
  run_container -- grep -E '^Sig(Blk|Ign)' /proc/self/status
  assert_success
  forget_signals_of_libc
  assert_output $'SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000'
}

@test "init scripts, services and finalize scripts ignore and block no signal" {
  [[ $BASE != busybox ]] || skip "busybox's sh ignores SIGQUIT, and so does what it starts"
  local show='#!/bin/sh
exec grep -E "^Sig(Blk|Ign)" /proc/self/status'
  file /etc/ignity/services/one/finish <<'E'
#!/bin/execlineb
s6-svscanctl -t /run/ignity/services-state
E
  file /etc/ignity/services/one/run <<<"$show"
  file /etc/ignity/init/10-show <<<"$show"
  file /etc/ignity/finalize/10-show <<<"$show"
  run_container
  assert_success
  forget_signals_of_libc
  assert_output $'SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000
SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000
SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000'
}

@test "CMD that is not found gives 127 and one line" {
  for cmd in no-such-program /no/such/program etc; do
    run_container -- "$cmd"
    assert_failure 127
    assert_output ""
    assert_equal "$stderr" "ignity: CMD: $cmd is not found"
  done
}

@test "CMD that is not executable gives 126 and one line" {
  for cmd in /etc/passwd /etc; do
    run_container -- "$cmd"
    assert_failure 126
    assert_output ""
    assert_equal "$stderr" "ignity: CMD: $cmd is not executable"
  done
}

@test "CMD that is not found or not executable is told alike where there are files of variables" {
  file /etc/ignity/envs/10-some <<<'SOME=1'
  run_container -- no-such-program
  assert_failure 127
  assert_equal "$stderr" "ignity: CMD: no-such-program is not found"
  run_container -- /etc/passwd
  assert_failure 126
  assert_equal "$stderr" "ignity: CMD: /etc/passwd is not executable"
}

@test "CMD is found in the PATH that init scripts and files of variables leave" {
  file /opt/here/program <<<'#!/bin/sh
echo found'
  file /etc/ignity/init/10-path <<<'#!/bin/sh
printf %s "$PATH:/opt/here" >/run/ignity/envs/PATH'
  run_container -- program
  assert_success
  assert_output found
  assert_equal "$stderr" ""
}

@test "the container stops when CMD ends, and its services with it" {
  file /etc/ignity/services/one/notification-fd <<<3
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
trap 'echo down; exit' TERM
echo >&3
sleep 100 & wait
E
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- echo CMD
  assert_success
  assert_output "CMD
down"
  assert_equal "$stderr" ""
}

@test "without CMD the container runs until it is told to stop" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
echo up
exec sleep 100'
  start_container
  wait_for_log '^up$'
  assert_equal "$(podman inspect --format '{{.State.Running}}' "$CONTAINER")" true
  stop_container
  assert_success
}

@test "without CMD and without services the container runs until it is told to stop" {
  start_container
  wait_until '[ -e /run/ignity/stages/no-cmd ]'
  stop_container
  assert_success
  assert_output ""
  assert_equal "$stderr" ""
}

@test "what CMD leaves in the background ends with the container" {
  run_container -- sh -c 'sleep 1000 & echo CMD'
  assert_success
  assert_output CMD
  assert [ "$elapsed" -lt 10000 ]
}
