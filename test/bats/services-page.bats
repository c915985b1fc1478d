# bases: debian-12
# docs/services.md, built and run as it stands there.
load helper

tool() {
  node test/support/readme.ts docs/services.md "$@"
}

setup() {
  local shown=$BATS_TEST_TMPDIR/shown
  tool files "$shown"
  mkdir -p "$(context)/rootfs"
  mv "$shown/srv" "$(context)/rootfs"
  sed "s|\"ignity\"|\"$PWD/src/image/index.ts\"|" "$shown/image.ts" >"$BATS_TEST_TMPDIR/image.ts"
  (cd "$BATS_TEST_TMPDIR" && node "$OLDPWD/src/cli/ignity.ts" build --out built 2>/dev/null)
  cp -R "$BATS_TEST_TMPDIR/built/." "$(context)/rootfs"
}

# The reader has docker, and an image named app.
docker() {
  local option=$1
  shift
  podman "$option" "${@/#app/$IMAGE}"
}

@test "what the page shows of the image is what is built" {
  local file
  for file in run finish; do
    diff "$BATS_TEST_TMPDIR/"{shown/rootfs,built}"/etc/ignity/services/worker/$file"
  done
}

@test "every command of the page prints what it says there" {
  local wanted
  image
  wanted=$(tool output)
  run eval "$(tool commands)"
  assert_output "$wanted"
}
