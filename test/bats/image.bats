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

@test "the container ends in order with the code of its main service" {
  compile <<'E'
import { defineImage, service } from "ignity";
const db = service("db", {
  run: { sh: `trap 'echo "db stops"; exit' TERM
echo >&3
while :; do sleep 0.05; done` },
  ready: { fd: 3 },
});
const main = service("main", {
  run: { sh: `trap 'exit 5' TERM
case "$HOW" in
  stay) while :; do sleep 0.05; done ;;
  *) eval "$HOW" ;;
esac` },
  needs: [db],
});
export default defineImage({ main });
E
  run_container --env HOW='echo bye; exit 7'
  assert_equal "$status" 7
  assert_output "bye
db stops"
  assert_equal "$stderr" ""
  podman start "$CONTAINER" >/dev/null
  wait_container
  assert_equal "$status" 7
  run_container --env HOW='kill -KILL $$'
  assert_equal "$status" 137
  assert_output "db stops"
  start_container --env HOW=stay
  wait_until "s6-svwait -U -t 5000 $state/main"
  stop_container
  assert_equal "$status" 5
}

@test "a oneshot that fails stops the container with its code, unless it is tried again" {
  compile <<'E'
import { defineImage, oneshot, service } from "ignity";
const fails = oneshot("fails", { run: ["sh", "-c", "exit \"$CODE\""] });
const retried = oneshot("retried", {
  run: ["sh", "-c", "echo tried; [ \"$(wc -l </tmp/tries)\" -ge 1 ] || { echo >>/tmp/tries; exit 3; }"],
  restart: "on-failure",
});
const web = service("web", { run: ["sh", "-c", "echo web; exec sleep 100"], needs: [fails, retried] });
export default defineImage({ services: [web], init: { tries: ["touch", "/tmp/tries"] } });
E
  run_container --env CODE=42
  assert_equal "$status" 42
  refute_regex "$output" web
  assert_regex "$stderr" "ignity: oneshot fails: exit code 42"
  refute_regex "$stderr" waits
  start_container --env CODE=0
  wait_for_log '^web$'
  stop_container
  assert_output "tried
tried
web"
  assert_equal "$stderr" "ignity: oneshot retried: exit code 3"
}

@test "a service is restarted as it says" {
  compile <<'E'
import { defineImage, service } from "ignity";
const say = (name: string, code: string) => ({ sh: `echo ${name} >>/tmp/starts; ${code}` });
export default defineImage({
  services: [
    service("never", { run: say("never", "exit 1"), restart: "never" }),
    service("done", { run: say("done", "exit 0"), restart: "on-failure" }),
    service("fails", {
      run: say("fails", "exit 1"),
      restart: { policy: "on-failure", atMost: { times: 2, within: "1min", otherwise: "giveUp" } },
    }),
    service("crashes", {
      run: say("crashes", "kill -SEGV $$"),
      restart: {
        policy: "always",
        backoff: { first: "300ms", most: "1s" },
        atMost: { times: 4, within: "1min", otherwise: "stopContainer" },
      },
    }),
  ],
});
E
  run_container
  assert_equal "$status" 139
  assert_equal "$stderr" "ignity: service fails has ended too often and stays down
ignity: service crashes has ended too often and the container with it"
}

@test "instances and conditions come from the environment, and output has the name of its service" {
  compile <<'E'
import { defineImage, service } from "ignity";
const say = ["sh", "-c", "echo \"instance $INSTANCE in $PWD\"; exec sleep 100"] as const;
const worker = service("worker", { run: say, instances: { env: "WORKERS", default: 2 }, log: "stdout", workdir: "/var" });
const fixed = service("fixed", { run: say, instances: 2, log: "stdout", enabledIf: { env: "FIXED", isSet: true } });
const after = service("after", { run: ["sh", "-c", "echo after; exec sleep 100"], needs: [worker, fixed] });
export default defineImage({ services: [after] });
E
  start_container
  wait_for_log '^after$'
  wait_for_log 'worker-2. instance 2'
  stop_container
  assert_success
  assert_line "[worker-1] instance 1 in /var"
  assert_line "[worker-2] instance 2 in /var"
  refute_line --partial fixed
  assert_equal "$stderr" ""
  start_container --env WORKERS=11 --env FIXED=yes
  wait_for_log '^after$'
  wait_until "[ -e $state/worker-11 ] && [ ! -e $state/worker ] && [ ! -e $state/worker-12 ]"
  stop_container
  assert_line "[fixed-2] instance 2 in $state/fixed-2"
  run_container --env WORKERS=many
  assert_equal "$status" 100
  assert_regex "$stderr" "^ignity: WORKERS='many' is not allowed: it must be a number from 0 to 999"
}

@test "what a process is, how it is asked whether it is ready, and how it reloads" {
  compile <<'E'
import { defineImage, service } from "ignity";
const web = service("web", {
  run: { sh: `trap 'echo reloaded' HUP
trap 'echo quit; exit' QUIT
umask; ulimit -n; pwd; id -u; echo "$A|$B"
touch /tmp/ready
while :; do sleep 0.05; done` },
  user: "65534:65534",
  workdir: "/tmp",
  env: { A: "a  b", B: "\${C}" },
  umask: "027",
  limits: { openFiles: 99 },
  reload: "HUP",
  stop: { signal: "QUIT", timeout: "2s" },
  ready: { poll: ["test", "-e", "/tmp/ready"], every: "20ms", timeout: "5s" },
});
const after = service("after", { run: ["sh", "-c", "echo after; exec sleep 100"], needs: [web] });
export default defineImage({ services: [after] });
E
  start_container
  wait_for_log '^after$'
  in_container "$state/web/data/reload"
  wait_for_log '^reloaded$'
  stop_container
  assert_success
  assert_output "0027
99
/tmp
65534
a  b|\${C}
after
reloaded
quit"
  assert_equal "$stderr" ""
}

@test "an image adds to the one below and overrides it, beside directories written by hand" {
  compile <<'E'
import { defineImage, external, oneshot, service } from "ignity";
const say = (text: string) => ({ sh: `echo "${text} starts"
trap 'echo "${text} stops"; exit' TERM
echo 2>/dev/null >&3
while :; do sleep 0.05; done` });
const db = service("db", { run: say("db") });
const web = service("web", { run: say("old web"), needs: [db] });
const base = defineImage({ services: [db, web] });
const cache = service("cache", { run: say("cache"), needs: [external("handmade")], ready: { fd: 3 } });
const newWeb = service("web", { run: say("new web"), needs: [db, cache], ready: { fd: 3 } });
const on = service("on", { run: say("on"), needs: [web] });
export default process.env.LAYER === "base" ? base : defineImage({ from: base, services: [newWeb, on] });
E
  LAYER=base node src/cli/ignity.ts build "$BATS_TEST_TMPDIR/image.ts" --out "$(context)/base" 2>/dev/null
  file /etc/ignity/services/handmade/notification-fd <<<3
  file /etc/ignity/services/handmade/run <<'E'
#!/bin/sh
echo "handmade starts"
trap 'echo "handmade stops"; exit' TERM
sleep 0.3
echo >&3
while :; do sleep 0.05; done
E
  build <<E
FROM $INSTALLED
COPY base/ /
COPY rootfs/ /
E
  start_container
  wait_for_log '^on starts$'
  stop_container
  assert_success
  assert_equal "$(grep -n 'starts' <<<"$output" | tail -n 3 | cut -d: -f2)" "cache starts
new web starts
on starts"
  assert_equal "$(grep 'stops' <<<"$output" | head -n 3)" "on stops
new web stops
cache stops"
  refute_line --partial old
}

@test "an ordered stop has the time of the services as a whole, and a second signal ends it" {
  compile <<'E'
import { defineImage, service } from "ignity";
const db = service("db", { run: { sh: "echo db; exec sleep 100" } });
const web = service("web", {
  run: { sh: `trap '' TERM
echo up
while :; do sleep 0.05; done` },
  needs: [db],
});
export default defineImage({ services: [web] });
E
  start_container --env IGNITY_SERVICES_GRACETIME=500
  wait_for_log '^up$'
  stop_container
  assert_success
  assert_regex "$stderr" "ignity: service web is killed: not down after 500 ms"
  assert_equal "$(grep -c db <<<"$output")" 1
  start_container --env IGNITY_SERVICES_GRACETIME=60000
  wait_for_log '^up$'
  podman kill --signal TERM "$CONTAINER" >/dev/null
  wait_until "[ -e /run/ignity/stages/stopping ]"
  stop_container
  assert_success
  assert_equal "$(grep -c db <<<"$output")" 1
}

@test "an image runs as any user, on a read-only root, with its state elsewhere" {
  compile <<'E'
import { defineImage, oneshot, service } from "ignity";
const db = service("db", { run: { sh: "echo >&3; exec sleep 100" }, ready: { fd: 3 }, log: { directory: "/state/log", stdout: true } });
const migrate = oneshot("migrate", { run: ["echo", "migrated"], needs: [db] });
const main = service("main", { run: ["sh", "-c", "echo main; exit 3"], needs: [migrate] });
export default defineImage({ main });
E
  run_container --user 1000:1000 --read-only --tmpfs /state:mode=1777 --env IGNITY_RUN_DIR=/state/ignity
  assert_equal "$status" 3
  assert_output "migrated
main"
  assert_equal "$stderr" ""
}

@test "what waits is not in the way of a stop, and waits again when it is restarted" {
  compile <<'E'
import { defineImage, service } from "ignity";
const db = service("db", { run: { sh: `until [ -e /tmp/go ]; do sleep 0.02; done
echo >&3
exec sleep 100` }, ready: { fd: 3 } });
const web = service("web", { run: ["sh", "-c", "echo web; exec sleep 100"], needs: [db], user: "0:0" });
export default defineImage({ services: [web] });
E
  start_container
  wait_until "s6-svwait -u -t 5000 $state/web"
  stop_container
  assert_success
  assert_output ""
  ((elapsed < 4000))
  start_container
  in_container touch /tmp/go
  wait_for_log '^web$'
  in_container sh -c "rm /tmp/go; s6-svc -wD -T 5000 -r $state/db; s6-svc -wD -T 5000 -r $state/web"
  wait_until "s6-svwait -u -t 5000 $state/web"
  assert_equal "$(in_container s6-svstat -o up,ready $state/web)" "true false"
  in_container touch /tmp/go
  wait_until "s6-svwait -U -t 5000 $state/web"
  stop_container
  assert_output "web
web"
}

@test "what needs a service that is given up waits until somebody starts it" {
  compile <<'E'
import { defineImage, service } from "ignity";
const db = service("db", {
  run: { sh: `[ -e /tmp/go ] || exit 1
echo >&3
exec sleep 100` },
  ready: { fd: 3, timeout: "300ms" },
  restart: "never",
});
const web = service("web", { run: ["sh", "-c", "echo web; exec sleep 100"], needs: [db] });
export default defineImage({ services: [web] });
E
  start_container
  wait_for_log '^ignity: service web waits for db, which is not ready after 300 ms$'
  # It does not poll: hardly a process begins meanwhile.
  local before after
  before=$(in_container sh -c 'echo $$')
  sleep 0.3
  after=$(in_container sh -c 'echo $$')
  ((after - before < 20))
  in_container touch /tmp/go
  in_container s6-svc -u "$state/db"
  wait_for_log '^web$'
  stop_container
  assert_success
  assert_equal "$stderr" "ignity: service web waits for db, which is not ready after 300 ms"
}

@test "logs are rotated in directories, each instance in its own" {
  compile <<'E'
import { defineImage, service } from "ignity";
const say = ["sh", "-c", "echo out $INSTANCE; echo err >&2; exec sleep 100"] as const;
const one = service("one", { run: say, log: { directory: "/var/log/one", size: "64KiB", files: 3, user: "1000:1000" } });
const many = service("many", { run: say, instances: { env: "MANY", default: 2 }, log: { directory: "/var/log/many", stdout: true } });
export default defineImage({ services: [one, many] });
E
  start_container
  wait_until "grep -q err /var/log/one/current && grep -q err /var/log/many/many-2/current"
  assert_equal "$(in_container sh -c 'cut -d " " -f 4- /var/log/one/current')" "out
err"
  assert_equal "$(in_container stat -c %u /var/log/one/current)" 1000
  wait_for_log '^.many-2. err$'
  stop_container
  assert_success
  assert_line "[many-1] out 1"
  refute_line --partial "one"
}
