# bases: debian-12
# The images of examples/, built from Debian's packages and used as their pages say.
load helper

# Its layers stay for the next run, Debian's packages among them.
example() {
  page=examples/$1/README.md
  cp -R "examples/$1/." "$(context)"
  cp "$TARBALL" "$(context)/ignity.tar.gz"
  sed "s|\"ignity\"|\"$PWD/src/image/index.ts\"|" "examples/$1/image.ts" >"$(context)/image.ts"
  (cd "$(context)" && node "$OLDPWD/src/cli/ignity.ts" build 2>/dev/null)
  export IMAGE=localhost/ignity/examples:$1
  try_twice podman build --quiet --build-arg "BASE=localhost/ignity/$BASE" --tag "$IMAGE" "$(context)" >/dev/null
}

# The reader has docker, an image named app and a container named it.
docker() {
  local command=$1 argument arguments=()
  shift
  if [[ $command == run ]]; then
    CONTAINER=ignity-$$-${#containers[@]}
    containers+=("$CONTAINER")
    arguments=(--network none)
  fi
  for argument; do
    case $argument in
    app) arguments+=("$IMAGE") ;;
    it) arguments+=("$CONTAINER") ;;
    *) arguments+=("$argument") ;;
    esac
  done
  podman "$command" "${arguments[@]}"
}

# Runs what the page shows and compares, but for what differs from run to run.
follow_page() {
  node test/support/readme.ts "$page" commands >"$BATS_TEST_TMPDIR/commands"
  # Not in a subshell, so that the container is known here.
  patience=60 . "$BATS_TEST_TMPDIR/commands" >"$BATS_TEST_TMPDIR/output" 2>&1
  run same_each_time <"$BATS_TEST_TMPDIR/output"
  assert_output "$(node test/support/readme.ts "$page" output | same_each_time)"
}

# Which worker does what, and when logs are rotated and how many have been.
same_each_time() {
  sed -E 's/worker [0-9]+/worker N/; s/@[0-9a-f]{24}/@TIME/' | uniq
}

@test "redis hands jobs to as many workers as the environment says, and none is lost by a crash" {
  example redis-workers
  follow_page
  # Nobody misses redis when it is stopped: the workers are down before.
  wait_container
  assert_success
  assert_equal "$stderr" ""
  # As soon as all wait for a job, each gets one.
  start_container --env WORKERS=4
  wait_until "redis-cli info clients | grep -q blocked_clients:4"
  assert_equal "$(in_container redis-cli rpush jobs 15 21 35 77)" 4
  assert_equal "$(in_container redis-cli -r 4 --raw blpop done 10 | grep -o 'by worker .' | sort)" "by worker 1
by worker 2
by worker 3
by worker 4"
  # One that was taken by a worker that has died since is done by the next.
  in_container redis-cli rpush taken-by-2 91 >/dev/null
  in_container s6-svc -k /run/ignity/services-state/worker-2
  assert_equal "$(in_container redis-cli --raw blpop done 10 | tail -n 1)" "91: 7 13 by worker 2"
  stop_container
  assert_success
}

@test "nginx serves a page by PHP, also when that has died, and answers what it was asked before a stop" {
  example nginx-php
  follow_page
  assert_equal "$(podman inspect --format '{{.State.ExitCode}}' "$CONTAINER")" 0
  # A page that takes its time, as what is asked when the stop comes.
  cat >"$BATS_TEST_TMPDIR/slow.php" <<'E'
<?php
if (isset($_GET["slow"])) {
    touch("/tmp/asked");
    sleep(1);
}
echo "answered\n";
E
  start_container --volume "$BATS_TEST_TMPDIR/slow.php:/srv/www/index.php:ro"
  wait_until "ignity-status --healthy 2>/dev/null"
  # What is killed leaves its socket behind.
  in_container s6-svc -wD -T 10000 -k /run/ignity/services-state/php
  in_container s6-svwait -U -t 10000 /run/ignity/services-state/php
  assert_equal "$(in_container curl --silent http://localhost/)" answered
  in_container curl --silent 'http://localhost/?slow' >"$BATS_TEST_TMPDIR/answer" &
  wait_until "[ -e /tmp/asked ]"
  stop_container
  assert_success
  assert_equal "$(cat "$BATS_TEST_TMPDIR/answer")" answered
}

@test "jobs run at their time as a user on a read-only root, and their logs are rotated" {
  example cron
  follow_page
  start_container --read-only --read-only-tmpfs=false \
    --tmpfs /run/ignity:mode=1777 --tmpfs /var/log/jobs:mode=1777 --env LOGS=/var/log/jobs/memory
  # At most three old files are there, of which each has all of a job's output.
  wait_until 'set -- $LOGS/@*; [ $# -eq 3 ]' 60
  local oldest
  oldest=$(in_container sh -c 'set -- $LOGS/@*; echo "$1"')
  wait_until "[ ! -e $oldest ]" 60
  assert_equal "$(in_container sh -c 'set -- $LOGS/@*; echo $#')" 3
  in_container sh -c 'cat $LOGS/@* | grep -q " MemTotal: "'
  # The other waits for its time.
  assert_equal "$(in_container s6-svdt /run/ignity/services-state/tidy)" ""
  assert_equal "$(in_container sh -c 'tr "\0" " " <"/proc/$(s6-svstat -o pid /run/ignity/services-state/tidy)/cmdline"')" \
    "snooze -H 3 -M 30 find /tmp -mtime +7 -delete "
  # Nobody is root, and nothing else can be written to.
  assert_equal "$(in_container sh -c 'stat -c %U /proc/[0-9]* | sort -u')" app
  run in_container touch /tmp/file
  assert_failure
  assert_output --partial "Read-only file system"
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "postgres is set up once, and has nothing to recover after a stop" {
  example postgres
  follow_page
  run podman logs "$CONTAINER"
  refute_output --partial recover
  # Killed it would have.
  podman start "$CONTAINER" >/dev/null
  wait_until "ignity-status --healthy 2>/dev/null"
  stop_container KILL
  assert_failure 137
  podman start "$CONTAINER" >/dev/null
  wait_for_log "not properly shut down; automatic recovery in progress"
  wait_until "ignity-status --healthy 2>/dev/null"
  assert_equal "$(podman exec --user postgres "$CONTAINER" psql -Atc 'SELECT who FROM visit')" ada
}
