load ../helper
load life

# Boots in namespaces of their own, each told to stop at a step of its own: stage 1 between two of its commands, any
# process at one of its system calls. A run takes each CALLS_APARTth call, from a random one on. The grace times are so
# long that who waits for one of them hangs.
setup_file() {
  cc -O2 -Wall -Wextra -Werror -static -o "$BATS_FILE_TMPDIR/term-at" test/support/term-at.c
}

setup() {
  life
  file /ends <<<'#!/bin/sh
exit 7'
  file /term-at 0755 <"$BATS_FILE_TMPDIR/term-at"
  file /verdict <<'E'
# verdict STEP CODE: prints the code of a boot, and what should not be.
verdict() {
  {
    [ ! -e "$IGNITY_RUN_DIR.set-up" ] || [ -e "$IGNITY_RUN_DIR.finalized" ] || echo "not finalized"
    cat /stderr
    echo "$2"
  } | sed "s/^/$1: /"
}
forget() {
  rm -rf "$IGNITY_RUN_DIR" "$IGNITY_RUN_DIR".*
}
export IGNITY_RUN_DIR=/tmp/run
E
  # between-commands COMMAND...
  file /between-commands <<'E'
#!/bin/sh
. /verdict
cp /init /init.as-it-is
lines=$(wc -l </init)
# Before its first trap the kernel gives it no TERM.
line=$(grep -n -m 1 "^trap " /init | cut -d : -f 1)
while [ "$line" -lt "$lines" ]; do
  awk -v line="$line" '
    { print }
    NR == line { print "[ -e /sent ] || { true >/sent; kill -TERM \"$$\"; }" }
  ' /init.as-it-is >/init
  line=$((line + 1))
  # Not every line ends a command; and not every one is reached.
  sh -n /init 2>/dev/null || continue
  rm -f /sent
  code=$(/term-at 0 /init "$@" </dev/null 2>/stderr)
  [ ! -e /sent ] || verdict "$line" "$code"
  forget
done
E
  # at-calls FIRST APART [again] COMMAND...
  file /at-calls <<'E'
#!/bin/sh
. /verdict
call=$1 apart=$2
shift 2
again=
if [ "${1-}" = again ]; then
  again=again
  shift
fi
until
  code=$(/term-at $again "$call" /init "$@" </dev/null 2>/stderr)
  [ "$code" = after ]
do
  [ "$code" = dropped ] || verdict "$call" "$code"
  forget
  call=$((call + apart))
done
E
}

# ends_with ALLOWED STEPS COMMAND...: the stops, of which there are at least STEPS, have one of the ALLOWED codes.
ends_with() {
  image
  patience=550 run_container --privileged --entrypoint /usr/bin/env --env IGNITY_SERVICES_GRACETIME=100000 \
    --env IGNITY_KILL_GRACETIME=100000 -- "${@:3}"
  assert_success
  assert_equal "$stderr" ""
  assert_equal "$(grep -vxE "[0-9]+: ($1)" <<<"$output")" ""
  [[ ${#lines[@]} -ge $2 ]]
}

between_commands() {
  sed -i 's/^exec.*/[ ! -e \/sent ] || exec sleep 1000/' "$(context)/rootfs/cmd"
  ends_with 143 200 /between-commands /cmd
}

at_calls() {
  local apart=${CALLS_APART:-181}
  ends_with "$1" 5 /at-calls "$((RANDOM % apart + 1))" "$apart" "${@:2}"
}

@test "TERM between any two commands of stage 1 stops the container with 143" {
  between_commands
}

@test "TERM between any two commands of stage 1 stops a container that has init scripts with 143" {
  with_init_script
  between_commands
}

@test "TERM at any system call of a boot stops the container with 143" {
  at_calls 143 /cmd
}

@test "TERM at any system call of a boot with init scripts stops the container with 143" {
  with_init_script
  at_calls 143 /cmd
}

@test "TERM at any system call of a boot without CMD stops the container" {
  at_calls '0|143'
}

@test "TERM at any system call of a life leaves CMD's code, or is 143" {
  at_calls '7|143' /ends
}

@test "TERM at any system call of a life that a service ends stops the container once" {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exit 1'
  file /etc/ignity/services/one/finish <<<'#!/bin/sh
s6-svscanctl -t "$IGNITY_RUN_DIR/services-state"'
  at_calls '143|137' /cmd
}

@test "a second TERM at any system call of a stop hurries it, or comes late" {
  at_calls '143|137|not finalized' again /cmd
}

@test "a stop of which nobody knows yet who does it is waited for" {
  # As stage 3 has it for a moment.
  file /etc/ignity/services/one/finish <<<'#!/bin/sh
>/run/ignity/stages/stopping
s6-svscanctl -t /run/ignity/services-state'
  file /cmd <<<'#!/bin/sh
trap "exit 7" TERM
echo up
s6-svc -k /run/ignity/services-state/one
sleep 1 &
wait $!
exit 5'
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- /cmd
  assert_failure 5
  assert_output up
  assert_equal "$stderr" ""
}
