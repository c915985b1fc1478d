# bases: debian-12
load helper

setup() {
  node test/support/readme.ts README.md files "$(context)/rootfs"
  file /srv/app/data <<<data
  file "/srv/a b" <<<data
  image 'ENTRYPOINT ["/init"]'
}

# The README's reader has docker, and an image named app.
docker() {
  local option=$1
  shift
  podman "$option" "${@/#app/$IMAGE}"
}

@test "every command of the README prints what it says there" {
  local wanted
  wanted=$(node test/support/readme.ts README.md output)
  run eval "$(node test/support/readme.ts README.md commands)"
  assert_output "$wanted"
}
