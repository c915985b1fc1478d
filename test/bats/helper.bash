# What the tests in containers are written with. A file begins with `load helper`; it runs once for every base image,
# or for those that a line `# bases: debian-12 busybox` names. BASE is its name, INSTALLED the image of it with ignity
# installed, TARBALL what was installed.
#
#   file PATH [MODE] <CONTENT     puts a file into the image of this test, at rootfs/PATH
#   image [LINE...]               builds that image, on one with ignity installed; LINEs end its Dockerfile
#   build <DOCKERFILE             builds an image from a Dockerfile; beside it are rootfs/ and ignity.tar.gz
#
#   run_container [OPTION...] [-- COMMAND...]      runs a container to its end
#   run_in_terminal [OPTION...] [-- COMMAND...]    the same with a terminal; standard input is what is typed
#   start_container [OPTION...] [-- COMMAND...]    starts one and goes on
#   in_container COMMAND...       runs a command in it
#   wait_until CONDITION [SECONDS]                 until a line of sh is true in it
#   wait_for_log REGEX [SECONDS]                   until it writes a line that matches
#   stop_container [SIGNAL] [SECONDS]              sends a signal (TERM) and waits for its end
#   wait_container [SECONDS]                       waits for its end
#
# run_container, run_in_terminal, stop_container and wait_container set `status` (the container's exit code),
# `output` and `stderr` (what it wrote), `lines`, `stderr_lines` and `elapsed` (milliseconds), for bats-assert's
# assertions. OPTIONs are podman's. A test that waits longer than SECONDS (20) fails, with the container's log.
: "${BASE:?the tests in containers are run by ./taskw test:containers}"
bats_require_minimum_version 1.13.0
bats_load_library bats-support
bats_load_library bats-assert

patience=20
containers=()
images=()

# Executable when it begins with `#!`, unless MODE says otherwise.
file() {
  local path mode=0644
  path=$(context)/rootfs$1
  mkdir -p "$(dirname "$path")"
  cat >"$path"
  [[ $(head -c 2 "$path") != '#!' ]] || mode=0755
  chmod "${2:-$mode}" "$path"
}

image() {
  mkdir -p "$(context)/rootfs"
  build < <(printf '%s\n' "FROM $INSTALLED" "COPY rootfs/ /" "$@")
}

# While one test commits its image, podman may forget a layer that another test removes: then it knows it the second time.
try_twice() {
  "$@" || "$@"
}

# The base without ignity is localhost/ignity/$BASE; RUN lines have the machine's network.
build() {
  local tag=localhost/ignity/case:$$-${#images[@]}
  cp "$TARBALL" "$(context)/ignity.tar.gz"
  cat >"$(context)/Dockerfile"
  try_twice podman build --quiet --layers=false --tag "$tag" "$(context)" >/dev/null
  images+=("$tag")
  export IMAGE=$tag
}

run_container() {
  prepare "$@"
  measure run --separate-stderr timeout --kill-after=5 "$patience" podman run "${arguments[@]}"
}

run_in_terminal() {
  prepare "$@"
  local command
  command=$(printf '%q ' timeout --foreground --kill-after=5 "$patience" podman run -it "${arguments[@]}")
  measure run script --quiet --return --command "$command" /dev/null
}

start_container() {
  prepare "$@"
  podman run --detach "${arguments[@]}" >/dev/null
}

in_container() {
  podman exec "$CONTAINER" "$@"
}

wait_until() {
  timeout "${2:-$patience}" podman exec "$CONTAINER" sh -c "until $1; do sleep 0.02; done" ||
    give_up "not true within ${2:-$patience} s: $1"
}

wait_for_log() {
  grep -qm1 -E -e "$1" < <(exec timeout "${2:-$patience}" podman logs --follow "$CONTAINER" 2>&1 3>&-) ||
    give_up "no line within ${2:-$patience} s matches: $1"
}

stop_container() {
  seen_end stopped_by "${1:-TERM}" "${2:-$patience}"
}

wait_container() {
  seen_end ended_with "${1:-$patience}"
}

seen_end() {
  local code
  measure "$@"
  run --separate-stderr podman logs "$CONTAINER"
  status=$code
}

teardown() {
  [[ -n ${BATS_TEST_COMPLETED-} || ${#containers[@]} == 0 ]] || podman logs "$CONTAINER" 2>&1 | sed 's/^/log: /'
  clean_up
}

teardown_file() {
  clean_up
}

# What follows serves the functions above.

# The folder an image is built from: the test's, or the file's own in `setup_file`.
context() {
  printf %s "${BATS_TEST_TMPDIR:-$BATS_FILE_TMPDIR}"
}

# Splits `[OPTION...] [-- COMMAND...]` into the arguments of `podman run` for a new container of this test.
prepare() {
  [[ -n ${IMAGE-} ]] || image
  CONTAINER=ignity-$$-${#containers[@]}
  containers+=("$CONTAINER")
  arguments=(--name "$CONTAINER" --network none)
  while [[ $# -gt 0 && $1 != -- ]]; do
    arguments+=("$1")
    shift
  done
  arguments+=("$IMAGE" "${@:2}")
}

measure() {
  local since=$EPOCHREALTIME
  "$@"
  elapsed=$(((${EPOCHREALTIME/[.,]/} - ${since/[.,]/}) / 1000))
}

stopped_by() {
  podman kill --signal "$1" "$CONTAINER" >/dev/null
  ended_with "$2"
}

ended_with() {
  code=$(timeout "$1" podman wait --interval 10ms "$CONTAINER") ||
    give_up "the container did not end within $1 s"
}

give_up() {
  echo "$1" >&2
  return 1
}

clean_up() {
  [[ ${#containers[@]} == 0 ]] || podman rm --force --ignore --volumes --time 0 "${containers[@]}" >/dev/null
  [[ ${#images[@]} == 0 ]] || podman rmi --force "${images[@]}" >/dev/null
}
