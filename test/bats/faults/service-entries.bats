# bases: debian-12 debian-13 debian-sid
load ../helper

# What may be wrong in /etc/ignity/services. Beside each of them is a service `good`, which starts all the same.

services=/etc/ignity/services
state=/run/ignity/services-state

setup() {
  runs good <<<'#!/bin/sh
echo good
exec sleep 1000'
}

# runs SERVICE [MODE] <CONTENT
runs() {
  file "$services/$1/run" "${@:2}"
}

# The container runs with `good`, without what is wrong, and says no more than these lines.
names_only() {
  image
  start_container
  wait_for_log '^good$'
  stop_container
  assert_success
  assert_output good
  assert_equal "$stderr" "$(printf 'ignity: service %s\n' "$@")"
}

@test "a service may have blanks, dots, dashes, quotes, globs, newlines and bytes that are no UTF-8 in its name" {
  local names=('a b' a.b.c -d -- --help x=y '$(id)' "\"'" 'star*' '[a-z]' '\' 'grün' $'a\xff\xfeb' $'a\nb')
  local name
  for name in "${names[@]}"; do
    runs "$name" <<<'#!/bin/sh
exec sleep 1000'
  done
  image
  for wait in 0 1; do
    start_container --env "IGNITY_CMD_WAIT_FOR_SERVICES=$wait"
    wait_for_log '^good$'
    wait_until "all_up() { for one; do [ \"\$(s6-svstat -o up \"\$one\")\" = true ] || return; done; }
      set -- $state/* && [ \$# -eq $((${#names[@]} + 1)) ] && all_up \"\$@\""
    stop_container
    assert_success
    assert_output good
    assert_equal "$stderr" ""
  done
}

@test "a service is not started when its run is not executable, and the line says what to do" {
  runs web 0644 <<<'#!/bin/sh'
  names_only "web is not started: run is not executable; chmod +x $services/web/run"
}

@test "a symlink to nothing among the services is named, and the others start" {
  mkdir -p "$(context)/rootfs$services"
  ln -s /nowhere "$(context)/rootfs$services/gone"
  names_only "gone is not started: it is a symlink to nothing"
}

@test "a file among the services is named, and the others start" {
  file "$services/README" <<<'hello'
  file "$services/script" <<<'#!/bin/sh'
  names_only "README is not started: it is not a directory" "script is not started: it is not a directory"
}

@test "a service without run, with a run that is a symlink to nothing, or a directory, is named" {
  file "$services/empty/finish" <<<'#!/bin/sh'
  file "$services/folder/run/file" <<<''
  mkdir -p "$(context)/rootfs$services/link"
  ln -s /nowhere "$(context)/rootfs$services/link/run"
  names_only "empty is not started: it has no run" \
    "folder is not started: run is not a file" \
    "link is not started: run is a symlink to nothing"
}

@test "a service whose interpreter is missing is not started, and the line names the interpreter" {
  runs one <<<'#!/opt/none/python -u'
  runs two <<<'#! /opt/none/perl'
  names_only "one is not started: run begins with #!/opt/none/python, which is not there or not executable" \
    "two is not started: run begins with #!/opt/none/perl, which is not there or not executable"
}

@test "a run with the line ends of Windows is named as such" {
  runs one <<<$'#!/bin/sh\r\nexec sleep 1000\r'
  runs two <<<$'#!/bin/sh -e\r\nexec sleep 1000\r'
  names_only "one is not started: the lines of run end in CR LF, and must end in LF" \
    "two is not started: the lines of run end in CR LF, and must end in LF"
}

@test "a notification-fd that is no descriptor is named" {
  local name
  for name in empty word zero blank; do runs "$name" <<<'#!/bin/sh'; done
  file "$services/empty/notification-fd" </dev/null
  file "$services/word/notification-fd" <<<three
  file "$services/zero/notification-fd" <<<0
  file "$services/blank/notification-fd" <<<'3 '
  names_only "blank is not started: notification-fd='3 ' is not allowed: it must be the number of a descriptor" \
    "empty is not started: notification-fd='' is not allowed: it must be the number of a descriptor" \
    "word is not started: notification-fd='three' is not allowed: it must be the number of a descriptor" \
    "zero is not started: notification-fd='0' is not allowed: it must be the number of a descriptor"
}

@test "a service is not started when its log cannot run, as it would wait for a reader of what it writes" {
  runs one <<<'#!/bin/sh'
  mkdir -p "$(context)/rootfs$services/one/log"
  runs two <<<'#!/bin/sh'
  file "$services/two/log/run" 0644 <<<'#!/bin/sh'
  names_only "one is not started: it has no log/run" \
    "two is not started: log/run is not executable; chmod +x $services/two/log/run"
}

@test "a service that the container's user may not read is named" {
  runs hidden <<<'#!/bin/sh'
  chmod 700 "$(context)/rootfs$services/hidden"
  image
  start_container --user 12345:0
  wait_for_log '^good$'
  stop_container
  assert_success
  assert_output good
  assert_equal "$stderr" "ignity: service hidden is not started: it cannot be read"
}

@test "a program that its user may run but not read is a service" {
  file "$services/binary/finish" <<<'#!/bin/sh
echo "binary $1"'
  image "RUN cp /bin/true $services/binary/run && chmod 711 $services/binary/run"
  start_container --user 12345:0
  wait_for_log '^binary 0$'
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "CMD that waits for the services does not wait for those that are not started" {
  runs web 0644 <<<'#!/bin/sh'
  runs job <<<'#!/opt/none/python'
  ln -s /nowhere "$(context)/rootfs$services/gone"
  image
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 --env IGNITY_CMD_WAIT_FOR_SERVICES_MAXTIME=600000 -- \
    s6-svstat -o up "$state/good"
  assert_success
  assert_line true
  assert_equal "$stderr" "ignity: service gone is not started: it is a symlink to nothing
ignity: service job is not started: run begins with #!/opt/none/python, which is not there or not executable
ignity: service web is not started: run is not executable; chmod +x $services/web/run"
}

@test "what is wrong with services is named by its place in the image where there are init scripts too" {
  file /etc/ignity/init/10-add <<'E'
#!/bin/sh
mkdir /run/ignity/services/added
echo '#!/opt/none/python' >/run/ignity/services/added/run
chmod +x /run/ignity/services/added/run
ln -s /nowhere /run/ignity/services/gone
E
  runs web 0644 <<<'#!/bin/sh'
  ln -s /nowhere "$(context)/rootfs$services/dangling"
  names_only \
    "added is not started: run begins with #!/opt/none/python, which is not there or not executable" \
    "dangling is not started: it is a symlink to nothing" \
    "gone is not started: it is a symlink to nothing" \
    "web is not started: run is not executable; chmod +x $services/web/run"
}

@test "an init script may make a service right before the services start" {
  file /etc/ignity/init/10-mend <<'E'
#!/bin/sh
mkdir -p /opt/late && ln -s /bin/sh /opt/late/shell
E
  runs late <<<'#!/opt/late/shell
echo late
exec sleep 1000'
  start_container
  wait_for_log '^late$'
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "a service may be a symlink to a directory elsewhere, also in a read-only image with init scripts" {
  file /opt/app/run <<<'#!/bin/sh
echo "app $(cat data)"
exec sleep 1000'
  file /opt/app/data <<<hello
  ln -s /opt/app "$(context)/rootfs$services/app"
  image
  for _ in plain with-init; do
    for wait in 0 1; do
      start_container --read-only --env "IGNITY_CMD_WAIT_FOR_SERVICES=$wait"
      wait_for_log '^app hello$'
      stop_container
      assert_success
      assert_equal "$stderr" ""
    done
    file /etc/ignity/init/10-init <<<'#!/bin/sh'
    image
  done
}

@test "a container whose services are all wrong names them, and CMD runs" {
  rm -r "$(context)/rootfs$services/good"
  mkdir -p "$(context)/rootfs$services/empty"
  for wait in 0 1; do
    run_container --env "IGNITY_CMD_WAIT_FOR_SERVICES=$wait" -- sh -c 'echo CMD; exit 3'
    assert_failure 3
    assert_output CMD
    assert_equal "$stderr" "ignity: service empty is not started: it has no run"
  done
}

@test "what is wrong with services is not said with IGNITY_VERBOSITY=0" {
  mkdir -p "$(context)/rootfs$services/empty"
  start_container --env IGNITY_VERBOSITY=0
  wait_for_log '^good$'
  stop_container
  assert_success
  assert_equal "$stderr" ""
}

@test "services that wait for each other can do so from the start, also beside one that cannot run" {
  runs a 0644 <<<'#!/bin/sh'
  file "$services/good/wave" <<<1
  file /seen <<'END'
#!/bin/sh
echo /run/ignity/services-state/*/event
exec /usr/bin/s6-svscan.real "$@"
END
  image "RUN mv /usr/bin/s6-svscan /usr/bin/s6-svscan.real && mv /seen /usr/bin/s6-svscan"
  run_container -- true
  assert_success
  assert_line "$state/good/event"
  assert_equal "$stderr" "ignity: service a is not started: run is not executable; chmod +x $services/a/run"
}
