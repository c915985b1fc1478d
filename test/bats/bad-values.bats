load helper

# Nothing of this may run.
setup_file() {
  file /etc/ignity/perms/a <<<'/a 1000:1000 0640 0750'
  file /etc/ignity/init/a <<<$'#!/bin/sh\necho init'
  file /etc/ignity/finalize/a <<<$'#!/bin/sh\necho finalize'
  file /etc/ignity/services/a/run <<<$'#!/bin/sh\necho service\nexec sleep 1000'
  file /a <<<x
  image
}

# For each value: refused with exit code 100, one line that says so, and nothing started.
refused() {
  local name=$1 allowed=$2 value
  for value in "${@:3}"; do
    run_container --env "$name=$value" -- echo CMD
    assert_failure 100
    assert_output ""
    assert_equal "$stderr" "ignity: $name='$value' is not allowed: it must be $allowed"
  done
}

milliseconds="a number of milliseconds from 0 to 999999999"

@test "a number of milliseconds is neither a word, negative, empty, huge, broken, nor with zeros before it" {
  refused IGNITY_KILL_GRACETIME "$milliseconds" \
    soon -1 '' 1000000000 99999999999999999999999 1.5 007 ' 5' '5 ' 5s 0x10 $'5\n6' '$((1))' '*'
}

@test "each time is checked" {
  for name in IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME IGNITY_KILL_FINALIZE_MAXTIME IGNITY_SERVICES_GRACETIME; do
    refused "$name" "$milliseconds" soon -1 '' 1000000000
  done
}

@test "a switch is 0 or 1" {
  for name in IGNITY_CMD_WAIT_FOR_SERVICES IGNITY_SKIP_PERMS IGNITY_SYNC_DISKS IGNITY_CMD_RECEIVE_SIGNALS; do
    refused "$name" "0 or 1" yes 2 '' -1 01 10
  done
}

@test "the verbosity is 0, 1 or 2" {
  refused IGNITY_VERBOSITY "0, 1 or 2" debug 3 '' -1 02 11
}

@test "an id is a number that a user may have" {
  for name in USERMAP_UID USERMAP_GID; do
    refused "$name" "a number from 0 to 3999999999" root -1 '' 4000000000 00 1e3
  done
}

@test "the state directory is an absolute path, and not the root" {
  refused IGNITY_RUN_DIR "an absolute path, and not /" run/ignity '' . /
}

@test "the ends of what is allowed are allowed" {
  run_container --env IGNITY_KILL_GRACETIME=0 --env IGNITY_SERVICES_GRACETIME=999999999 \
    --env IGNITY_KILL_FINALIZE_MAXTIME=0 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=999999999 \
    --env IGNITY_CMD_WAIT_FOR_SERVICES=1 \
    --env USERMAP_UID=3999999999 --env USERMAP_GID=0 --env IGNITY_SYNC_DISKS=1 -- true
  assert_success
  assert_equal "$stderr" ""
}

@test "a bad value in a file of variables is refused alike, one of two lines too" {
  file /etc/ignity/envs/a <<<'IGNITY_KILL_GRACETIME=soon'
  file /etc/ignity/init/a <<<$'#!/bin/sh\necho init'
  image
  refused_by_file "IGNITY_KILL_GRACETIME='soon'"
  file /etc/ignity/envs/a <<<'IGNITY_KILL_GRACETIME="5\n6"'
  image
  refused_by_file $'IGNITY_KILL_GRACETIME=\'5\n6\''
}

refused_by_file() {
  run_container -- echo CMD
  assert_failure 100
  assert_output ""
  assert_equal "$stderr" "ignity: $1 is not allowed: it must be $milliseconds"
}

@test "a good value of the container is over a bad one of a file" {
  file /etc/ignity/envs/a <<<'IGNITY_KILL_GRACETIME=soon'
  image
  run_container --env IGNITY_KILL_GRACETIME=5 -- echo CMD
  assert_success
  assert_output CMD
}

@test "of several bad values one is told" {
  run_container --env IGNITY_SKIP_PERMS=yes --env IGNITY_VERBOSITY=yes -- echo CMD
  assert_failure 100
  assert_equal "${#stderr_lines[@]}" 1
}
