# bases: debian-12
load helper

@test "services of s6-overlay run as before when they are imported" {
  local root=$BATS_TEST_TMPDIR/old
  mkdir -p "$root"/etc/{cont-init.d,cont-finish.d,services.d/{app,other}}
  cat >"$root/etc/cont-init.d/10-name" <<'E'
#!/usr/bin/with-contenv sh
printf %s "$WHO" >/var/run/s6/container_environment/NAME
mkdir -p /etc/services.d/late
printf '#!/usr/bin/with-contenv sh\necho "late $NAME"\nexec sleep 1000\n' >/etc/services.d/late/run
chmod +x /etc/services.d/late/run
E
  cat >"$root/etc/services.d/app/run" <<'E'
#!/usr/bin/with-contenv bash
[[ -n $NAME ]] && echo "app $NAME"
until [[ -e /tmp/end ]]; do sleep 0.02; done
exit 7
E
  cat >"$root/etc/services.d/app/finish" <<'E'
#!/command/execlineb -S1
if { s6-test ${1} -ne 256 }
foreground { redirfd -w 1 /run/s6-linux-init-container-results/exitcode s6-echo ${1} }
/run/s6/basedir/bin/halt
E
  cat >"$root/etc/services.d/other/run" <<'E'
#!/bin/sh
cd /tmp
exec s6-setuidgid nobody sh -c 'echo "other $(id -un) $(pwd)"; exec sleep 1000'
E
  printf '#!/bin/sh\necho last\n' >"$root/etc/cont-finish.d/10-last"

  run node src/cli/ignity.ts import "$root" --out "$BATS_TEST_TMPDIR/image.ts"
  assert_success
  assert_output "carried: 2 services, 1 init script, 1 finalize script; not carried or not the same: 0"
  sed -i "s|\"ignity\"|\"$PWD/src/image/index.ts\"|" "$BATS_TEST_TMPDIR/image.ts"
  node src/cli/ignity.ts build "$BATS_TEST_TMPDIR/image.ts" --out "$(context)/rootfs" 2>/dev/null
  start_container --env WHO=world
  for line in 'app world' 'late world' 'other nobody /tmp'; do wait_for_log "^$line\$"; done
  in_container touch /tmp/end
  wait_container
  assert_failure 7
  assert_line last
  assert_equal "$stderr" ""
}

@test "a database of s6-rc starts in its order when it is imported, and its loggers write" {
  local root=$BATS_TEST_TMPDIR/old database=$BATS_TEST_TMPDIR/old/etc/s6-overlay/s6-rc.d
  # definition NAME TYPE FILE CONTENT...
  definition() {
    local path=$database/$1
    mkdir -p "$path/dependencies.d" "$database/user/contents.d"
    echo "$2" >"$path/type"
    touch "$database/user/contents.d/$1"
    shift 2
    while [[ $# -gt 0 ]]; do
      printf '%s\n' "$2" >"$path/$1"
      shift 2
    done
  }
  definition prepare oneshot up /etc/s6-overlay/s6-rc.d/prepare/run run '#!/command/with-contenv bash
sleep 0.2; echo "prepare $WHO" >>/tmp/order'
  definition web longrun notification-fd 3 producer-for web-log run '#!/bin/sh
exec 2>&1
echo web >>/tmp/order; echo "web says"; sleep 0.2; echo >&3
exec sleep 1000'
  definition web-log longrun consumer-for web pipeline-name web-pipeline run '#!/bin/sh
exec logutil-service /var/log/web'
  definition worker longrun run '#!/command/execlineb -P
foreground { redirfd -a 1 /tmp/order s6-echo worker }
sleep 1000'
  touch "$database"/web/dependencies.d/{base,prepare} "$database/worker/dependencies.d/web-pipeline"

  node src/cli/ignity.ts import "$root" >"$BATS_TEST_TMPDIR/ignity.ts"
  sed "s|\"ignity\"|\"$PWD/src/image/index.ts\"|" "$BATS_TEST_TMPDIR/ignity.ts" >"$BATS_TEST_TMPDIR/image.ts"
  node src/cli/ignity.ts build "$BATS_TEST_TMPDIR/image.ts" --out "$(context)/rootfs" 2>/dev/null
  start_container --env WHO=world
  wait_until 'ignity-status --healthy && [ "$(wc -l </tmp/order)" -eq 3 ]'
  assert_equal "$(in_container cat /tmp/order)" $'prepare world\nweb\nworker'
  wait_until 'grep -q "web says\$" /var/log/web/current'
  assert_equal "$(in_container stat -c %U /var/log/web)" nobody
  stop_container
  assert_success
  assert_equal "$stderr" ""
}
