# Services that need each other at random: none starts before what it needs is ready, and none stops before what needs it.
load helper

in_order() {
  local seed=$RANDOM size=$1 tool=test/support/random-image.ts
  echo "seed $seed, size $size"
  node "$tool" "$seed" "$size" >"$BATS_TEST_TMPDIR/image.ts"
  node src/cli/ignity.ts build "$BATS_TEST_TMPDIR/image.ts" --out "$(context)/rootfs" 2>/dev/null
  image
  start_container --env IGNITY_SERVICES_GRACETIME=60000 --volume "$BATS_TEST_TMPDIR:/tmp" --pids-limit 4096
  timeout 60 sh -c 'until [ "$(grep -c "^ready" "$1/order")" -eq "$2" ]; do sleep 0.1; done' sh "$BATS_TEST_TMPDIR" "$size"
  stop_container TERM 60
  assert_success
  assert_equal "$stderr" ""
  node "$tool" "$seed" "$size" check <"$BATS_TEST_TMPDIR/order"
}

@test "a dozen services" {
  in_order 12
}

@test "two hundred services" {
  in_order 200
}
