# bases: debian-13
load ../helper
load chaos

# `./taskw soak` makes it SOAK_MINUTES, and shows each round.
@test "a container under load, with random signals all the time, keeps its memory and its descriptors" {
  local seconds=$((${SOAK_MINUTES:-0} * 60)) seed=${SEED:-$EPOCHSECONDS} shown=/dev/null
  if [ "$seconds" -gt 0 ]; then shown=/dev/fd/3; else seconds=10; fi
  echo "SEED=$seed"
  start_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- /soak "$seconds" "$seed"
  while read -r descriptors memory; do
    echo "# ${SECONDS} s: $descriptors descriptors, $memory kB"
  done < <(podman logs --follow "$CONTAINER" 2>/dev/null) >"$shown"
  wait_container
  assert_success
  is_as_before
}
