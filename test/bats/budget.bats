load helper

# ./taskw budget sets BUDGET, which has the counts written instead of compared.

@test "a boot, services and a stop cost what test/budget says" {
  [[ $EUID == 0 ]] || skip "namespaces need root"
  root=$(podman image mount "$INSTALLED")
  run node test/budget/main.ts ${BUDGET:+--write} "$BASE" "$root"
  podman image unmount "$INSTALLED" >/dev/null
  assert_success
}
