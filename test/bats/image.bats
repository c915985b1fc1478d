# What `ignity build` makes of an image that is defined in TypeScript, in a container.
load helper

state=/run/ignity/services-state

# Compiles the image on standard input, for `image` to build. `"ignity"` is the package.
compile() {
  local source=$BATS_TEST_TMPDIR/image.ts
  sed "s|\"ignity\"|\"$PWD/src/image/index.ts\"|" >"$source"
  node src/cli/ignity.ts build "$source" --out "$(context)/rootfs" 2>/dev/null
}

@test "services start when what they need is ready, and stop before it" {
  compile <<'E'
import { defineImage, oneshot, service } from "ignity";
const db = service("db", {
  run: { sh: `echo "db starts"
trap 'echo "db stops"; exit' TERM
until [ -e /tmp/go ]; do sleep 0.02; done
echo "db is ready"
echo >&4
while :; do sleep 0.05; done` },
  ready: { fd: 4, timeout: "200ms" },
});
const migrate = oneshot("migrate", { run: ["echo", "migrated"], needs: [db] });
const web = service("web", {
  run: { sh: `echo "web starts"
trap 'sleep 0.3; echo "web stops"; exit' TERM
while :; do sleep 0.05; done` },
  needs: [migrate, db],
});
export default defineImage({ services: [web] });
E
  start_container
  wait_for_log '^ignity: service migrate waits for db, which is not ready after 200 ms$'
  in_container touch /tmp/go
  wait_for_log '^web starts$'
  wait_until "s6-svwait -U -t 5000 $state/web"
  assert_equal "$(in_container s6-svstat -o up,ready $state/migrate)" "true true"
  stop_container
  assert_success
  assert_output "db starts
db is ready
migrated
web starts
web stops
db stops"
}
