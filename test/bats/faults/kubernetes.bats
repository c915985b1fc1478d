# bases: debian-12 debian-13 debian-sid
load ../helper

# The files of examples/kubernetes as they stand, but for names that no other run of this file has.

example=examples/kubernetes

setup_file() {
  cp -r "$example/rootfs" "$(context)/rootfs"
  build < <(sed "s|^ARG BASE=.*|ARG BASE=localhost/ignity/$BASE|" "$example/Dockerfile")
}

# play FILE: runs its pod. CONTAINER is its container, MANIFEST what was played.
play() {
  MANIFEST=$BATS_TEST_TMPDIR/$1
  sed -e "s|name: web\$|name: web-$$|" -e "s|name: state\$|name: state-$$|" -e "s|image: .*|image: $IMAGE|" \
    "$example/$1" >"$MANIFEST"
  # Without systemd podman complains that it cannot run the probes by itself.
  timeout 60 podman kube play --quiet --network none "$MANIFEST" >"$BATS_TEST_TMPDIR/play.log" 2>&1 || cat "$BATS_TEST_TMPDIR/play.log"
  CONTAINER=$(podman ps --all --quiet --filter "ancestor=$IMAGE" --filter "name=web-$$")
  containers=("$CONTAINER")
}

teardown() {
  [[ -n ${BATS_TEST_COMPLETED-} || -z ${CONTAINER-} ]] || podman logs "$CONTAINER" 2>&1 | sed 's/^/log: /'
  [[ -z ${MANIFEST-} ]] || down
}

down() {
  timeout 60 podman kube down "$MANIFEST" >/dev/null 2>&1
  podman volume rm --force "state-$$" >/dev/null 2>&1
}

# Each `command: [...]` of what was played, a line each.
probes() {
  sed -n 's/^ *command: \[\(.*\)\]$/\1/p' "$MANIFEST" | tr -d ,
}

# The startup probe, as often as Kubernetes would try it.
wait_until_started() {
  wait_until "$(probes | head -n 1)" 30
}

page='perl -MIO::Socket::INET -e '\''
  my $web = IO::Socket::INET->new("127.0.0.1:8080") or die;
  print $web "GET / HTTP/1.0\r\n\r\n";
  print grep { /^hello/ } <$web>'\'

@test "a pod with the restricted security of Kubernetes starts, serves, and all its probes succeed" {
  play pod.yaml
  wait_until_started
  assert_equal "$(probes | wc -l)" 3
  while read -r probe; do
    run in_container $probe </dev/null
    assert_success
    assert_output ""
  done < <(probes)
  run in_container sh -c "$page"
  assert_output "hello from a container"
  run in_container sh -c 'grep -E "^(Uid|CapBnd|NoNewPrivs|Seccomp):" /proc/1/status; : >/file'
  assert_failure
  assert_line --regexp '^Uid:[[:space:]]1000[[:space:]]'
  assert_line --regexp '^CapBnd:[[:space:]]0000000000000000$'
  assert_line --regexp '^NoNewPrivs:[[:space:]]1$'
  assert_line --regexp '^Seccomp:[[:space:]]2$'
  assert_line --partial "Read-only file system"
  assert_equal "$(podman logs "$CONTAINER" 2>&1)" ""
}

@test "podman kube down stops a pod in a part of its terminationGracePeriodSeconds" {
  play pod.yaml
  wait_until_started
  measure down
  [[ $elapsed -lt $(($(sed -n 's/^ *terminationGracePeriodSeconds: //p' "$MANIFEST") * 500)) ]]
}

@test "a pod that is stopped runs its finalize script and ends with code 0" {
  play pod.yaml
  wait_until_started
  timeout 30 podman pod stop --time 20 "web-$$" >/dev/null 2>&1
  wait_container
  assert_success
  assert_output farewell
  assert_equal "$stderr" ""
}

@test "a pod of a deployment starts, and its probes succeed" {
  play deployment.yaml
  wait_until_started
  while read -r probe; do
    run in_container $probe </dev/null
    assert_success
  done < <(probes)
}

@test "a container that is started again in its pod finds its old state directory, and starts as it did at first" {
  play pod.yaml
  wait_until_started
  in_container sh -c 'echo stale >/run/ignity/page; echo 9 >/run/ignity/exit-code'
  podman kill --signal KILL "$CONTAINER" >/dev/null
  # With its last container podman stops the pod.
  timeout 30 podman wait "$CONTAINER" "$(podman pod inspect --format '{{.InfraContainerID}}' "web-$$")" >/dev/null
  podman start "$CONTAINER" >/dev/null 2>&1
  wait_until_started
  run in_container sh -c "$page; ls /run/ignity/exit-code"
  assert_line "hello from a container"
  refute_line /run/ignity/exit-code
}

@test "a liveness probe fails when a service does not come up again, and tells why" {
  play pod.yaml
  wait_until_started
  in_container s6-svc -wd -T 9000 -d /run/ignity/services-state/web
  run in_container ignity-status --healthy
  assert_failure 1
  assert_output --partial web
}

@test "the state directory may be as Kubernetes makes it: empty, of root and the fsGroup, with the mode 2777" {
  local empty=$BATS_TEST_TMPDIR/empty
  mkdir "$empty" && chown 0:1000 "$empty" && chmod 2777 "$empty"
  start_container --cap-drop ALL --security-opt no-new-privileges --read-only --read-only-tmpfs=false \
    --volume "$empty:/run/ignity"
  wait_until 'ignity-status --healthy'
  stop_container
  assert_success
  assert_output farewell
  assert_equal "$stderr" ""
  podman rm --force "$CONTAINER" >/dev/null
}

@test "what the example's pod and deployment say of their container is the same" {
  run diff <(sed -n '/^spec:/,$p' "$example/pod.yaml" | sed 1d) \
    <(sed -n '/^    spec:/,$p' "$example/deployment.yaml" | sed -e 1d -e 's/^    //')
  assert_success
}
