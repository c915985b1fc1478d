load helper

lint() {
  run node src/cli/ignity.ts lint --format gcc "$1"
}

@test "an image with ignity has nothing that the linter finds, as podman saves it" {
  for format in docker-archive oci-archive; do
    podman save --quiet --format "$format" --output "$BATS_TEST_TMPDIR/$format.tar" "$INSTALLED"
    lint "$BATS_TEST_TMPDIR/$format.tar"
    assert_success
    assert_output ""
  done
}

@test "what an image adds is judged by its release, in the image and in a container's file system" {
  file /etc/ignity/init/10-wrong <<'E'
#!/bin/execlineb -P
foregroudn { true }
importas -i HOME HOME
nowhere ${HOME}
E
  file /etc/ignity/services/web/run 644 <<'E'
#!/bin/sh
exec sleep 1000000
E
  image
  podman save --quiet --output "$BATS_TEST_TMPDIR/image.tar" "$IMAGE"
  podman create --name "ignity-$$-lint" "$IMAGE" true >/dev/null
  containers+=("ignity-$$-lint")
  podman export --output "$BATS_TEST_TMPDIR/files.tar" "ignity-$$-lint"
  for archive in image files; do
    lint "$BATS_TEST_TMPDIR/$archive.tar"
    assert_failure 1
    assert_line --partial ':etc/ignity/init/10-wrong:2:1: error: there is no program foregroudn'
    assert_line --partial ':etc/ignity/init/10-wrong:4:1: error: there is no program nowhere'
    assert_line --partial ':etc/ignity/services/web/run:1:1: error: this cannot be started'
  done
}
