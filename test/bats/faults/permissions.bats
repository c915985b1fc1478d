# bases: debian-12 debian-13 debian-sid
load ../helper

@test "a user who swaps a directory for a link to /etc while fix-perms runs does not get /etc/shadow" {
  file /rules <<<'/srv 1000:1000 0640 0750'
  file /attack <<'END'
#!/bin/sh
cd /srv
while [ ! -e /tmp/over ]; do
  mv d aside && ln -s /etc d
  rm d && mv aside d
done
END
  file /race <<'END'
#!/bin/sh
mkdir -p /srv/d && chown -R 1000:1000 /srv
s6-applyuidgid -u 1000 -g 1000 -G '' /attack 2>/dev/null &
n=0
while [ $((n += 1)) -le 60 ]; do
  # What is to be changed: a file of the name that the link leads to.
  echo >/srv/aside/shadow || echo >/srv/d/shadow
  fix-perms /rules
done 2>/dev/null
touch /tmp/over
stat -c '%u %a' /etc/shadow
END
  image
  patience=60 run_container --entrypoint /bin/sh -- -c 'chown 0:0 /etc/shadow; chmod 600 /etc/shadow; exec /race'
  assert_output "0 600"
}

@test "a second run over 20,000 files starts not one chown or chmod, and leaves each file's ctime" {
  file /rules <<<'/srv 1000:1000 0640 0750'
  for tool in chown chmod; do
    file "/counted/$tool" <<<"#!/bin/sh
echo $tool >>/tmp/calls
PATH=/usr/bin:/bin exec $tool \"\$@\""
  done
  image "RUN mkdir /srv/tree && cd /srv/tree && for d in 1 2 3 4 5 6 7 8 9 10; do mkdir \$d && (cd \$d && seq 2000 | xargs touch); done"
  patience=120 run_container -- sh -c 'PATH=/counted:$PATH
    fix-perms /rules && find /srv ! -user 1000 -o -type f ! -perm 640 -o -type d ! -perm 750
    [ -s /tmp/calls ] && rm /tmp/calls && touch /tmp/first && fix-perms /rules && find /srv -cnewer /tmp/first && ls /tmp/calls'
  assert_output ""
  assert_equal "$stderr" "ls: cannot access '/tmp/calls': No such file or directory"
}

# The long names fill a command line with what is to get a mode before there are many to get an owner.
@test "a file has its new owner before it has a set-user-ID bit, however many there are" {
  file /rules <<<'/srv 1000:1000 4755 0755'
  for tool in chown chmod; do
    file "/counted/$tool" <<<"#!/bin/sh
case \"\$*\" in
*theirs*) echo $tool >>/tmp/calls ;;
esac
PATH=/usr/bin:/bin exec $tool \"\$@\""
  done
  image
  run_container -- sh -c 'mkdir /srv/d && cd /srv/d && touch theirs $(seq -f "%0120g" 3000) && chown -R 1000:1000 /srv && chown 0:0 theirs
    PATH=/counted:$PATH fix-perms /rules && cat /tmp/calls && stat -c "%u %a" theirs'
  assert_success
  assert_output "chown
chmod
1000 4755"
}

@test "a FIFO, a socket and a device in a tree stay as they are, and are changed when a rule names them" {
  file /rules <<<'/srv 1000:1000 0640 0750'
  file /named <<'END'
/srv/fifo 1000:1000 0640 0750
/srv/socket 1000:1000 0640 0750
/srv/null 1000:1000 0640 0750
END
  image
  run_container --cap-add MKNOD -- sh -c '
    mkfifo -m 600 /srv/fifo
    s6-ipcserver-socketbinder /srv/socket chmod 600 /srv/socket
    mknod -m 600 /srv/null c 1 3
    fix-perms /rules
    stat -c "%u %a %F" /srv/fifo /srv/socket /srv/null
    fix-perms /named
    stat -c "%u %a" /srv/fifo /srv/socket /srv/null'
  assert_success
  assert_output "0 600 fifo
0 600 socket
0 600 character special file
1000 640
1000 640
1000 640"
  assert_equal "$stderr" ""
}
