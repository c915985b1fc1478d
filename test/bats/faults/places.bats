# bases: debian-12 debian-13 debian-sid busybox
load ../helper

# An image with all that a boot does: a variable, an init script, a service that CMD waits for, a finalize script.
setup_file() {
  file /etc/ignity/envs/10-more <<<'FROM_FILE=yes'
  file /etc/ignity/init/10-init <<<'#!/bin/sh
echo init'
  file /etc/ignity/services/web/notification-fd <<<3
  file /etc/ignity/services/web/run <<<'#!/bin/sh
echo "service $FROM_FILE"
echo >&3
exec sleep 1000'
  file /etc/ignity/finalize/10-finalize <<<'#!/bin/sh
echo finalize'
  image "ENV IGNITY_CMD_WAIT_FOR_SERVICES=1"
}

# All of it happens, and nothing is said of it.
boots() {
  run_container "$@" -- sh -c 'echo "CMD $FROM_FILE"; exit 7'
  assert_failure 7
  assert_output "init
service yes
CMD yes
finalize"
  assert_equal "$stderr" ""
}

refuses_to_write() {
  assert_failure 111
  assert_output ""
  assert_equal "${stderr_lines[-1]}" \
    "ignity: /run/ignity cannot be written: give the container's user a directory there, or set IGNITY_RUN_DIR"
}

hidden=(--security-opt proc-opts=hidepid=2)
all=(--user 12345:0 --cap-drop ALL --security-opt no-new-privileges --read-only --read-only-tmpfs=false "${hidden[@]}")

@test "a uid that is in no passwd file boots an image as it is, when its group is root" {
  boots --user 12345:0
}

@test "a container without capabilities boots" {
  boots --cap-drop ALL
}

@test "a container that may gain no privileges boots" {
  boots --security-opt no-new-privileges
}

@test "a container boots where /proc shows a user its own processes only" {
  boots "${hidden[@]}"
  boots --user 12345:0 "${hidden[@]}"
}

@test "a read-only container boots with the tmpfs that the engine mounts at /run" {
  boots --read-only
}

@test "a read-only container boots with a tmpfs at /run/ignity" {
  boots --read-only --read-only-tmpfs=false --tmpfs /run/ignity:mode=1777
}

@test "a container boots with /run/ignity on a noexec, nosuid and nodev tmpfs" {
  boots --tmpfs /run/ignity:noexec,nosuid,nodev,notmpcopyup
}

@test "a container boots where /run belongs to another uid" {
  boots --volume "$(owned_by 4321:4321 755):/run"
}

@test "a container boots where /run has the mode 2775" {
  boots --user 12345:0 --volume "$(owned_by 0:0 2775):/run"
}

@test "a container boots where /run/ignity has the mode 2775 and belongs to a group of its user" {
  boots --user 12345:54321 --group-add 4321 --volume "$(owned_by 0:4321 2775):/run/ignity"
}

@test "a container boots where /run/ignity has the mode 1777" {
  boots --user 12345:54321 --volume "$(owned_by 0:0 1777):/run/ignity"
}

@test "a container boots with all restrictions at once" {
  boots "${all[@]}" --tmpfs /run/ignity:noexec,nosuid,nodev
  boots "${all[@]}" --tmpfs /run/ignity:noexec,notmpcopyup
  boots "${all[@]}" --volume "$(owned_by 4321:0 2775):/run:noexec"
}

@test "IGNITY_RUN_DIR chooses the place of the state directory" {
  boots --env IGNITY_RUN_DIR=/var/tmp/state
  boots "${all[@]}" --tmpfs /state:noexec,mode=1777 --env "IGNITY_RUN_DIR=/state/a b"
}

@test "a state directory below one that anyone may write to is warned of" {
  local unsafe=(--tmpfs /shared:mode=777 --env IGNITY_RUN_DIR=/shared/ignity)
  run_container "${unsafe[@]}" -- sh -c 'exit 7'
  assert_failure 7
  assert_equal "$stderr" \
    "ignity: /shared/ignity is unsafe: anyone may replace what is in /shared/; give that the mode 1777 or 755"
  boots "${unsafe[@]}" --env IGNITY_VERBOSITY=0
}

@test "nobody else may write to a state directory that root was given with the mode 777" {
  run_container --volume "$(owned_by 0:0 777):/run/ignity" -- stat -c %a /run/ignity
  assert_success
  assert_line 775
}

@test "a state directory that cannot be made is one clear line" {
  run_container --read-only --read-only-tmpfs=false -- echo CMD
  refuses_to_write
}

@test "a uid of another group than root is told when the state directory is not its own" {
  run_container --user 12345:54321 -- echo CMD
  refuses_to_write
}

@test "what needs root is skipped with one line that says so" {
  file /etc/ignity/perms/10-rule <<<'/srv 1:1 644 755'
  image
  run_container --user 12345:0 -- sh -c 'exit 7'
  assert_failure 7
  assert_equal "$stderr" "ignity: permissions are not set: not root"
}

@test "nobody else can read what is kept of the environment" {
  for user in 0:0 12345:0; do
    run_container --user "$user" --env SECRET=hidden -- \
      sh -c 'find /run/ignity/envs -perm /007; find /run/ignity/envs -name SECRET; stat -c %a /run/ignity/envs/SECRET'
    assert_line /run/ignity/envs/SECRET
    assert_line 600
    refute_line /run/ignity/envs
  done
}

# A directory of this test with an owner and a mode.
owned_by() {
  local path=$BATS_TEST_TMPDIR/volume-$1-$2
  path=${path//:/-}
  mkdir "$path" && chown "$1" "$path" && chmod "$2" "$path"
  printf %s "$path"
}
