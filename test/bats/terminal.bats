load helper

# Types its lines into the terminal; `await NAME` is a line that waits until /shared/NAME is there.
typed() {
  local line
  while IFS= read -r line; do
    case $line in
    'await '*) timeout 15 sh -c 'until [ -e "$1" ]; do sleep 0.02; done' sh "$shared/${line#await }" ;;
    ^?) printf "\\x$(printf %x $(($(printf %d "'${line#^}") - 64)))" ;;
    *) printf '%s\n' "$line" ;;
    esac
  done
}

setup() {
  shared=$BATS_TEST_TMPDIR/shared
  mkdir "$shared"
}

@test "CMD has the terminal" {
  run_in_terminal -- sh -c 'tty; test -t 0 && test -t 1 && test -t 2 && echo "all three"; exit 3' </dev/null
  assert_failure 3
  assert_line --partial /dev/
  assert_line --partial 'all three'
}

@test "an interactive shell has job control: Ctrl-Z, jobs, fg, Ctrl-C" {
  [[ $BASE != busybox ]] || skip "the line editor of busybox's sh takes a key that is typed before fg is done"
  run_in_terminal --volume "$shared:/shared" -- sh -i < <(typed <<'E'
sh -c '>/shared/first; exec sleep 1000'
await first
^Z
jobs >/shared/jobs; >/shared/second
await second
fg
^C
echo "code $?"; >/shared/third
await third
exit 6
E
  )
  assert_failure 6
  refute_output --partial "job control turned off"
  assert_line --partial 'code 130'
  run cat "$shared/jobs"
  assert_output --partial Stopped
}

@test "Ctrl-C is for CMD, and the container goes on when CMD does" {
  run_in_terminal --volume "$shared:/shared" -- \
    sh -c 'trap "echo interrupted; exit 4" INT; >/shared/up; while :; do sleep 0.05; done' < <(typed <<'E'
await up
^C
E
  )
  assert_failure 4
  assert_line --partial interrupted
  refute_output --partial ignity:
}

@test "Ctrl-C stops a container without CMD: its services by TERM, and the finalize scripts run" {
  file /etc/ignity/services/one/run <<'E'
#!/bin/sh
trap 'echo INT' INT
trap 'echo TERM; exit' TERM
>/shared/up
while :; do sleep 0.05; done
E
  file /etc/ignity/finalize/10-last <<<'#!/bin/sh
echo finalize'
  run_in_terminal --volume "$shared:/shared" < <(typed <<'E'
await up
^C
E
  )
  assert_success
  assert_line --partial TERM
  assert_line --partial finalize
  refute_line --partial INT
  refute_output --partial ignity:

  # Nothing but services.
  rm "$(context)/rootfs/etc/ignity/finalize/10-last" "$shared/up"
  image
  run_in_terminal --volume "$shared:/shared" < <(typed <<'E'
await up
^C
E
  )
  assert_success
  assert_line --partial TERM
  refute_line --partial INT
}

@test "closing standard input under -i ends a CMD that reads it" {
  run_container --interactive -- sh -c 'cat; echo end; exit 2' <<<line
  assert_failure 2
  assert_output "line
end"
}
