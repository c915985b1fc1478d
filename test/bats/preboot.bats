load helper

# An image for the user app, built by the lines of the README. The last line of its Dockerfile may be another.
preboot_image() {
  image "ENV USER=${user-app} USERMAP_UID=${uid-1234} USERMAP_GID=${gid-4321}" "${@-RUN preboot}" \
    'USER ${USERMAP_UID}:${USERMAP_GID}'
}

# Runs preboot in a container of root, to see what it says.
run_preboot() {
  run_container "$@" --entrypoint sh -- -c 'preboot; code=$?; grep app /etc/passwd /etc/group; exit $code'
}

@test "the user and the group are made, and the container starts as them" {
  preboot_image
  run_container -- sh -c 'id -u; id -g; id -un; id -gn; grep ^app: /etc/passwd'
  assert_success
  assert_line --index 0 1234
  assert_line --index 1 4321
  assert_line --index 2 app
  assert_line --index 3 app
  assert_line --index 4 --regexp '^app:[^:]*:1234:4321:.*:/bin/sh$'
  assert_equal "$stderr" ""
}

@test "ids may be as large as a cluster gives them" {
  uid=1000650000 gid=1000650000 preboot_image
  run_container -- id
  assert_success
  assert_output "uid=1000650000(app) gid=1000650000(app) groups=1000650000(app)"
}

@test "permissions are set when the image is built" {
  file /etc/ignity/perms/app <<<'/srv/app {{USERMAP_UID}}:{{USERMAP_GID}} 0640 0750'
  file /srv/app/data 0600 <<<secret
  preboot_image 'RUN preboot' 'RUN rm /etc/ignity/perms/app'
  run_container -- sh -c 'cat /srv/app/data; stat -c "%u:%g %a" /srv/app /srv/app/data'
  assert_success
  assert_output $'secret\n1234:4321 750\n1234:4321 640'
}

@test "a container that is not root's does all that another does" {
  file /etc/ignity/envs/a <<<'A=file'
  file /etc/ignity/init/a <<<$'#!/bin/sh\necho "init $(id -u)"\necho pushed >/run/ignity/envs/PUSHED'
  file /etc/ignity/services/s/run <<<$'#!/bin/sh\necho "service $(id -u)"\nexec sleep 1000'
  file /etc/ignity/finalize/f <<<$'#!/bin/sh\necho "finalize $(id -u)"'
  preboot_image
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c 'echo "CMD $A $PUSHED"; until s6-svstat -o pid \
    /run/ignity/services-state/s | grep -q "[1-9]"; do sleep 0.05; done; exit 5'
  assert_failure 5
  for line in "init 1234" "service 1234" "CMD file pushed" "finalize 1234"; do assert_line "$line"; done
  assert_equal "$stderr" ""
}

@test "it starts again, and with a read-only root and a place of its own or everyone's" {
  preboot_image
  start_container -- sh -c 'echo run; exit 3'
  wait_container
  assert_failure 3
  podman start "$CONTAINER" >/dev/null
  wait_container
  assert_failure 3
  assert_output $'run\nrun'
  local own=$BATS_TEST_TMPDIR/own
  mkdir -m 700 "$own" && chown 1234:4321 "$own"
  for mount in --tmpfs=/run/ignity:mode=1777 "--volume=$own:/run/ignity"; do
    run_container --read-only --read-only-tmpfs=false "$mount" -- echo hi
    assert_success
    assert_output hi
    assert_equal "$stderr" ""
  done
}

@test "a user and a group that are there are taken as they are" {
  user=www-data uid=33 gid=33 preboot_image 'RUN cat /etc/passwd /etc/group >/before && preboot'
  run_container -- sh -c 'cat /etc/passwd /etc/group | cmp - /before && id -un && id -gn'
  assert_success
  assert_output $'www-data\nwww-data'
}

@test "a group that has the gid already is the user's, whatever its name" {
  gid=60 preboot_image
  run_container -- sh -c 'id -un; id -gn'
  assert_success
  assert_output $'app\ngames'
}

@test "preboot for root makes nothing" {
  user=root uid=0 gid=0 preboot_image 'RUN cat /etc/passwd /etc/group >/before && preboot'
  run_container -- sh -c 'cat /etc/passwd /etc/group | cmp - /before && id -un'
  assert_success
  assert_output root
}

@test "preboot twice is as good as once" {
  preboot_image 'RUN preboot && cat /etc/passwd /etc/group >/before && preboot'
  run_container -- sh -c 'cat /etc/passwd /etc/group | cmp - /before && id -un'
  assert_success
  assert_output app
}

@test "an image without tools for users has the user in its files" {
  preboot_image 'RUN rm -f /usr/sbin/useradd /usr/sbin/groupadd /usr/sbin/adduser /usr/sbin/addgroup && preboot'
  run_container -- sh -c 'id -un; id -gn; grep -h ^app: /etc/passwd /etc/group'
  assert_success
  assert_output $'app\napp\napp:x:1234:4321::/home/app:/bin/sh\napp:x:4321:'
}

@test "IGNITY_RUN_DIR is prepared where it is" {
  preboot_image 'ENV IGNITY_RUN_DIR=/var/state/ignity' 'RUN preboot'
  run_container -- sh -c 'stat -c %u:%g $IGNITY_RUN_DIR'
  assert_success
  assert_output 1234:4321
}

@test "a name or an id that is another's is refused, and nothing is made" {
  run_preboot --env USER=games --env USERMAP_UID=1234 --env USERMAP_GID=60
  assert_failure 100
  assert_output ""
  assert_equal "$stderr" "ignity: preboot: the user games has the uid 5, not 1234"
  run_preboot --env USER=games --env USERMAP_UID=5 --env USERMAP_GID=1234
  assert_failure 100
  assert_output ""
  assert_equal "$stderr" "ignity: preboot: the group games has the gid 60, not 1234"
}

@test "bad values are refused with one line, and nothing is made" {
  local number="it must be a number from 0 to 3999999999"
  while IFS='|' read -r name value allowed; do
    run_preboot --env USER=app --env USERMAP_UID=1234 --env USERMAP_GID=1234 --env "$name=$value"
    assert_failure 100
    assert_output ""
    assert_equal "$stderr" "ignity: preboot: $name='$value' is not allowed: $allowed"
  done <<END
USERMAP_UID|one|$number
USERMAP_UID||$number
USERMAP_GID|-1|$number
USERMAP_GID|4000000000|$number
USER||it must be a name of a-z, 0-9, _ and -
USER|a:b|it must be a name of a-z, 0-9, _ and -
USER|-a|it must be a name of a-z, 0-9, _ and -
END
}

@test "a bad rule ends the build, told by file and line" {
  file /etc/ignity/perms/app <<<'/srv nobody'
  image
  run_container --entrypoint preboot
  assert_failure 100
  assert_output ""
  assert_equal "$stderr" \
    "/etc/ignity/perms/app:1: a rule is 'path account fmode dmode' or 'path recurse account fmode dmode'"
}

@test "preboot has to be run by root" {
  run_container --user 1234:4321 --entrypoint preboot
  assert_failure 100
  assert_equal "$stderr" "ignity: preboot: it has to be run by root"
}
