# bases: debian-12 debian-13 debian-sid busybox
load ../helper

# IGNITY_SECRETS=NAME,...: the content of the file that NAME_FILE names is the value of NAME.

setup_file() {
  file /etc/ignity/init/10-init <<<'#!/bin/sh
printf "init %s\n" "$TOKEN"'
  file /etc/ignity/services/plain/run <<<'#!/bin/sh
printf "service %s\n" "$TOKEN"
exec sleep 1000'
  file /etc/ignity/services/dropped/run <<<'#!/bin/sh
exec s6-applyuidgid -u 1234 -g 1234 sh -c "printf \"dropped %s\n\" \"\$TOKEN\"; exec sleep 1000"'
  file /etc/ignity/finalize/10-finalize <<<'#!/bin/sh
printf "finalize %s\n" "$TOKEN"'
  image
}

secret() {
  printf %s "$1" >"$BATS_TEST_TMPDIR/token"
  chmod "${2:-400}" "$BATS_TEST_TMPDIR/token"
  options=(--volume "$BATS_TEST_TMPDIR/token:/run/secrets/token:ro"
    --env TOKEN_FILE=/run/secrets/token --env IGNITY_SECRETS=TOKEN)
}

@test "a secret in a file is a variable of init scripts, services, CMD and finalize scripts" {
  secret 'se cret'
  start_container "${options[@]}" -- sh -c 'printf "CMD %s\n" "$TOKEN"; exec sleep 1000'
  for who in init service dropped CMD; do wait_for_log "^$who se cret$"; done
  stop_container
  assert_failure 143
  assert_line "finalize se cret"
  assert_equal "$stderr" ""
}

@test "a secret is the content of its file to the byte, and never code" {
  secret $'  a\nb\t"\'\\ $(touch /hacked) `touch /hacked` ${PATH} %s # é\xff\n\n'
  run_container "${options[@]}" -- sh -c 'printf %s "$TOKEN" | od -An -tx1 | tr -d " \n"; ls /hacked'
  assert_line --partial "$(printf '  a\nb\t"'"'"'\\ $(touch /hacked) `touch /hacked` ${PATH} %%s # é\xff\n' | od -An -tx1 | tr -d ' \n')"
  assert_failure
}

@test "with-env gives a secret to what runs in the container later" {
  secret hidden
  start_container "${options[@]}" -- sleep 1000
  wait_until '[ -e /run/ignity/envs/PATH ]'
  run in_container with-env sh -c 'echo "$TOKEN"'
  assert_success
  assert_output hidden
  stop_container
}

@test "a secret is in no file that others can read, in no command line and in no line that is written" {
  secret hidden-value
  start_container "${options[@]}" --env IGNITY_VERBOSITY=2 -- sleep 1000
  wait_for_log 'dropped'
  run in_container sh -c 'find / -xdev -type f -perm -004 -newer /init -exec grep -l "hidden[-]value" {} + 2>/dev/null
    stat -c %a /run/ignity/envs/TOKEN; grep -l "hidden[-]value" /proc/[0-9]*/cmdline 2>/dev/null'
  assert_output 600
  stop_container
  refute_regex "$stderr" hidden-value
}

@test "several secrets, and one that a variables file asks for" {
  file /etc/ignity/envs/10-secrets <<<'IGNITY_SECRETS=A,B
B_FILE=/etc/b'
  file /etc/a <<<'first'
  file /etc/b 0400 <<<'second'
  image
  run_container --env A_FILE=/etc/a -- sh -c 'echo "$A $B"'
  assert_success
  assert_output "first second"
}

@test "a secret without its file is one line, and nothing starts" {
  run_container --env IGNITY_SECRETS=TOKEN --env TOKEN_FILE=/run/none -- echo CMD
  assert_failure 100
  assert_output ""
  assert_equal "${stderr_lines[-1]}" "ignity: IGNITY_SECRETS: the file of TOKEN cannot be read"
}

@test "a secret that is named without TOKEN_FILE, or is set already, is one line, and nothing starts" {
  run_container --env IGNITY_SECRETS=TOKEN -- echo CMD
  assert_failure 100
  assert_output ""
  assert_equal "$stderr" "ignity: IGNITY_SECRETS: TOKEN_FILE must be set, and TOKEN must not"
  secret hidden
  run_container "${options[@]}" --env TOKEN=own -- echo CMD
  assert_failure 100
  assert_equal "$stderr" "ignity: IGNITY_SECRETS: TOKEN_FILE must be set, and TOKEN must not"
}

@test "names of secrets that are no names are refused" {
  for names in 'A B' '../x' 'A,1B' '$(x)'; do
    run_container --env "IGNITY_SECRETS=$names" -- echo CMD
    assert_failure 100
    assert_output ""
    assert_equal "$stderr" \
      "ignity: IGNITY_SECRETS='$names' is not allowed: it must be names of variables, with commas between"
  done
}
