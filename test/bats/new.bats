# bases: debian-12
load helper

@test "a new project becomes an image whose service runs and is healthy" {
  local project=$BATS_TEST_TMPDIR/app archive tag=localhost/ignity/case:$$-new
  archive=$(npm pack --silent --pack-destination "$BATS_TEST_TMPDIR" | tail -n 1)
  node src/cli/ignity.ts new "$project" 2>/dev/null
  (
    cd "$project"
    npm pkg set "devDependencies.ignity=file:../$archive" "devDependencies.typescript=file:$OLDPWD/node_modules/typescript"
    npm install --offline --silent
    npm run --silent build
  ) 2>/dev/null
  sed -i "s|^FROM .*|FROM localhost/ignity/$BASE|" "$project/Dockerfile"
  try_twice podman build --quiet --format docker --tag "$tag" "$project" >/dev/null
  images+=("$tag")
  IMAGE=$tag
  start_container
  wait_for_log '^\[clock\] .*20'
  in_container ignity-status --healthy clock
  stop_container
  assert_success
  assert_equal "$stderr" ""
}
