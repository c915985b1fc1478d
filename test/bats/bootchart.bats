load helper
# bases: debian-12

# More options may come first, then what it is drawn of, and CMD.
bootchart() {
  run node src/cli/ignity.ts bootchart --svg "$BATS_TEST_TMPDIR/chart.svg" --json "$BATS_TEST_TMPDIR/chart.json" \
    --trace "$BATS_TEST_TMPDIR/trace.json" --option=--network=none "$@"
}

# What an expression gives of the chart.
in_chart() {
  node -p "const { bars, marks } = JSON.parse(fs.readFileSync('$BATS_TEST_TMPDIR/chart.json')); $1"
}

@test "a boot chart shows the stages, a service that becomes ready, and CMD, of an image or of a directory" {
  file /etc/ignity/services/web/notification-fd <<<3
  file /etc/ignity/services/web/run <<'E'
#!/bin/sh
echo >&3
exec sleep 100
E
  image "ENV IGNITY_CMD_WAIT_FOR_SERVICES=1"
  bootchart "$IMAGE" sh -c 'echo hello; exit 3'
  assert_success
  assert_line hello
  run in_chart '[...new Set(bars.map((bar) => bar.group))].join()'
  assert_output "stage 1,stage 2,web,CMD,stage 3"
  run in_chart 'bars.find((bar) => bar.group === "CMD").ended'
  assert_output "exited with 3"
  run in_chart 'bars.find((bar) => bar.ready > 0).ready < marks.find((mark) => mark.name === "CMD starts").at'
  assert_output true
  grep -q '>sleep' "$BATS_TEST_TMPDIR/chart.svg"
  grep -q '"ph":"X","name":"s6-svscan"' "$BATS_TEST_TMPDIR/trace.json"

  [[ $EUID == 0 ]] || skip "a directory with root's files needs root"
  root=$(podman image mount "$IMAGE")
  bootchart "$root" true
  podman image unmount "$IMAGE" >/dev/null
  assert_success
  run in_chart 'bars.find((bar) => bar.group === "CMD").ended'
  assert_output "exited with 0"
  [[ ! -e $root/run/ignity/stages/begun ]]
}

@test "a container that does nothing more is told to stop, and the chart shows it" {
  bootchart "$INSTALLED"
  assert_success
  run in_chart 'marks.map((mark) => mark.name).join()'
  assert_output "SIGTERM,end"
}

@test "what cannot be run is one line, and no chart" {
  run node src/cli/ignity.ts bootchart --svg "$BATS_TEST_TMPDIR/chart.svg" --option=--entrypoint=/none "$INSTALLED"
  assert_failure 111
  assert_line "ignity bootchart: podman did not run $INSTALLED"
  [[ ! -e $BATS_TEST_TMPDIR/chart.svg ]]
  PATH=$(dirname "$(command -v node)") run "$(command -v node)" src/cli/ignity.ts bootchart "$INSTALLED"
  assert_failure 111
  assert_output --regexp '^ignity bootchart: needs [a-z]+, which is not installed$'
}
