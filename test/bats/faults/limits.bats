# bases: debian-12 debian-13 debian-sid busybox
load ../helper

# An image with all that a boot and a stop do, in places that have little room.
setup_file() {
  file /etc/ignity/envs/10-more <<<'FROM_FILE=yes'
  file /etc/ignity/init/10-init <<<'#!/bin/sh
echo init'
  file /etc/ignity/services/web/notification-fd <<<3
  file /etc/ignity/services/web/run <<<'#!/bin/sh
echo >&3
exec sleep 1000'
  file /etc/ignity/services/logged/run <<<'#!/bin/sh
exec sleep 1000'
  file /etc/ignity/services/logged/log/run <<<'#!/bin/sh
exec cat'
  file /etc/ignity/finalize/10-finalize <<<'#!/bin/sh
echo finalize'

  file /sweep <<'END'
#!/bin/sh
# sweep OPTION FROM TO STEP: boots with a tmpfs of each size as the state directory. Each boot ends: with CMD's code, or
# with 111 and a line that says what could not be written. Prints what does not, and the codes that there were.
n=$2 codes=
while [ "$n" -le "$3" ]; do
  mount -t tmpfs -o "$1=$n" tmpfs /run/ignity
  timeout -s KILL 30 unshare --pid --fork --mount-proc /init sh -c 'echo CMD; exit 7' >/out 2>/err </dev/null
  code=$?
  umount -l /run/ignity
  case $code in
  7) grep -qx CMD /out || echo "$1=$n: no CMD" ;;
  111) grep -q -e '^ignity: .* cannot be written' -e '^s6-svscan: fatal: ' /err || { echo "$1=$n:" && cat /err; } ;;
  *) echo "$1=$n: code $code" && cat /err ;;
  esac
  case " $codes " in *" $code "*) ;; *) codes="$codes $code" ;; esac
  n=$((n + $4))
done
echo "codes:$codes"
END
  image "ENV IGNITY_CMD_WAIT_FOR_SERVICES=1 IGNITY_SERVICES_GRACETIME=200 IGNITY_KILL_GRACETIME=100"
}

# On one base through every step of a boot.
sweep() {
  local step=12
  [[ $BASE != debian-13 ]] || step=1
  patience=200 run_container --privileged --entrypoint /sweep -- "$1" "$2" "$3" $((step * $2))
  assert_output "codes: 111 7"
}

# The entrypoint is a line of sh, as a container that lacks something is no option of podman.
boots_after() {
  run_container "${@:2}" --entrypoint /bin/sh -- -c "$1"
  assert_failure 7
  assert_line CMD
  assert_line finalize
}

init='exec /init sh -c "echo CMD; exit 7"'

@test "a state directory with too few inodes, whichever are missing, is never a hang" {
  sweep nr_inodes 1 85
}

@test "a state directory with too little room, however little, is never a hang" {
  sweep size 4096 135168
}

@test "a container whose state directory has filled up while it ran stops in order, with the right code" {
  for fill in 'cat /dev/zero >fill' 'while echo >"$((n += 1))"; do :; done'; do
    file /CMD <<<"#!/bin/sh
cd /run/ignity; { $fill; } 2>/dev/null
trap 'exit 9' TERM; echo full; while :; do sleep 0.1; done"
    build <<<"FROM $IMAGE
COPY rootfs/CMD /"
    start_container --privileged --entrypoint /bin/sh -- -c \
      'mount -t tmpfs -o size=400k,nr_inodes=200 tmpfs /run/ignity && exec /init /CMD'
    wait_for_log '^full$'
    stop_container
    echo "$elapsed $stderr"
    assert_failure 9
    assert_line finalize
  done
}

@test "what is on a read-only mount and differs from a rule keeps the container from starting, by one line" {
  file /etc/ignity/perms/10-rules <<<'/mnt 1000:1000 0640 0750'
  image
  mkdir "$BATS_TEST_TMPDIR/volume"
  run_container --volume "$BATS_TEST_TMPDIR/volume:/mnt:ro" -- echo CMD
  assert_failure 1
  assert_output ""
  assert_regex "$stderr" '/mnt.*Read-only file system'
  # Nothing is to be changed.
  chown 1000:1000 "$BATS_TEST_TMPDIR/volume" && chmod 750 "$BATS_TEST_TMPDIR/volume"
  run_container --volume "$BATS_TEST_TMPDIR/volume:/mnt:ro" -- sh -c 'echo CMD; exit 7'
  assert_failure 7
  assert_equal "$stderr" ""
}

@test "a directory of /etc/ignity that the container's user cannot read is one line, and nothing starts" {
  image "RUN chmod 700 /etc/ignity/services"
  run_container --user 12345:0 -- echo CMD
  assert_failure 111
  assert_output ""
  assert_equal "$stderr" "ignity: /etc/ignity/services/ cannot be read"
  image "RUN chmod 700 /etc/ignity"
  run_container --user 12345:0 -- echo CMD
  assert_failure 111
  assert_equal "$stderr" "ignity: /etc/ignity cannot be read"
}

@test "a missing /dev/null is one line, and nothing starts" {
  run_container --entrypoint /bin/sh -- -c "rm /dev/null; $init"
  assert_failure 111
  assert_output ""
  assert_equal "$stderr" "ignity: /dev/null is missing"
}

@test "a container boots and stops with standard input, output and error closed" {
  run_container --entrypoint /bin/sh -- -c 'exec /init sh -c "exit 7" <&- >&- 2>&-'
  assert_failure 7
  assert_output ""
  assert_equal "$stderr" ""
}

@test "a container boots and stops with 64 file descriptors a process" {
  boots_after "ulimit -n 64; $init"
}

@test "a container boots and stops within 32 MB of memory" {
  boots_after "$init" --memory 32m
}

@test "a CMD that takes more memory than there is ends with 137, and the container in order" {
  # conmon leaves a file where it is.
  cd "$BATS_TEST_TMPDIR"
  run_container --memory 32m -- sh -c 'tail /dev/zero; exit $?'
  assert_failure 137
  assert_line finalize
}

@test "a container boots and stops without /proc" {
  boots_after "umount -l /proc; $init" --privileged
}

@test "a container boots and stops where /proc hides the processes of others" {
  boots_after "mount -o remount,hidepid=2 /proc; $init" --privileged
}
