load helper

# A program that fails as often as its first argument says, with the code that its second says.
failing() {
  file /fails <<'END'
#!/bin/sh
echo try >>/tmp/tries
[ "$(wc -l </tmp/tries)" -gt "$1" ] || exit "$2"
echo done
END
  image
}

@test "with-retries tries a program until it succeeds" {
  failing
  run_container -- sh -c 'with-retries -n 5 /fails 2 7; echo "$? $(wc -l </tmp/tries)"'
  assert_success
  assert_output $'done\n0 3'
  assert_equal "$stderr" ""
}

@test "with-retries runs a program that succeeds once" {
  failing
  run_container -- sh -c 'with-retries -n 5 -t 10000 /fails 0 7; echo "$? $(wc -l </tmp/tries)"'
  assert_success
  assert_output $'done\n0 1'
}

@test "with-retries has the code of the last try" {
  failing
  run_container -- sh -c 'with-retries -n 2 /fails 9 7; echo "$? $(wc -l </tmp/tries)"'
  assert_success
  assert_output "7 2"
}

@test "with-retries tries three times when it is not told how often" {
  failing
  run_container -- sh -c 'with-retries /fails 9 7; echo "$? $(wc -l </tmp/tries)"'
  assert_success
  assert_output "7 3"
}

@test "with-retries kills a try that takes too long, and tries again" {
  file /slow <<'END'
#!/bin/sh
echo try
trap '' TERM
[ -e /tmp/second ] || { touch /tmp/second && exec sleep 1000; }
END
  image
  run_container -- with-retries -n 3 -t 300 /slow
  assert_success
  assert_output $'try\ntry'
  run_container -- with-retries -n 2 -t 100 sleep 1000
  assert_failure 137
}

@test "with-retries tells of a program that a signal ends, that is not there, or that cannot be run" {
  run_container -- sh -c 'with-retries -n 1 sh -c "kill -TERM \$\$"; echo $?
    with-retries -n 1 /none; echo $?
    with-retries -n 1 /etc/passwd; echo $?'
  assert_success
  assert_output $'143\n127\n126'
}

@test "with-retries hands on arguments and standard input" {
  run_container --interactive -- with-retries -n 2 -t 5000 sh -c 'cat; printf "<%s>" "$@"' sh 'a b' '' -n '*' <<<input
  assert_success
  assert_output $'input\n<a b><><-n><*>'
}

@test "with-retries that gets TERM ends the try and tries no more" {
  file /waits <<'END'
#!/bin/sh
trap 'echo told; exit 0' TERM
echo waits
while :; do sleep 0.05; done
END
  image
  start_container -- with-retries -n 5 -t 60000 /waits
  wait_for_log '^waits$'
  stop_container
  assert_failure 143
  assert_output $'waits\ntold'
}

@test "with-retries says how it is used" {
  while read -r arguments; do
    run_container -- sh -c "with-retries $arguments"
    assert_failure 100
    assert_output ""
    assert_equal "$stderr" "ignity: usage: with-retries [-n TRIES] [-t MS] prog..."
  done <<'END'

-n 3
-n 0 echo
-n -1 echo
-n x echo
-n '' echo
-n 99999999999 echo
-t soon echo
-t -5 echo
-x echo
-n
END
}

@test "ignity writes nothing to standard output, to the byte" {
  run_container --env IGNITY_VERBOSITY=2 -- printf hi
  assert_success
  assert_equal "$(podman logs "$CONTAINER" 2>/dev/null | od -An -c | tr -d ' \n')" hi
}

all_stages() {
  file /etc/ignity/envs/a <<<'A=1'
  file /etc/ignity/perms/a <<<'/a 1000:1000 0640 0750'
  file /etc/ignity/init/10-a <<<$'#!/bin/sh'
  file /etc/ignity/init/20-b <<<$'#!/bin/sh'
  file /etc/ignity/services/s/run <<<$'#!/bin/sh\nexec sleep 1000'
  file /etc/ignity/finalize/f <<<$'#!/bin/sh'
  file /a <<<x
  image
}

@test "a healthy container says nothing of ignity's" {
  all_stages
  for verbosity in 0 1; do
    run_container --env IGNITY_VERBOSITY=$verbosity -- true
    assert_success
    assert_output ""
    assert_equal "$stderr" ""
  done
}

@test "every stage is told when the verbosity is 2" {
  all_stages
  run_container --env IGNITY_VERBOSITY=2 -- true
  assert_success
  assert_output ""
  assert_equal "$stderr" "ignity: permissions
ignity: init script 10-a
ignity: init script 20-b
ignity: services
ignity: CMD true
ignity: stop
ignity: finalize script f"
}

@test "a container without CMD tells so when the verbosity is 2" {
  start_container --env IGNITY_VERBOSITY=2
  wait_for_log '^ignity: no CMD$'
  stop_container
  assert_success
}
