load helper

# A rule file and, for each of its paths, a file to see it by.
rules() {
  file "/etc/ignity/perms/${1:-rules}"
}

# Owner, mode and name of each path, in the container that runs the rules.
show() {
  run_container "${options[@]}" -- stat -c '%u:%g %a %n' "$@"
}

options=()

@test "a rule sets owner and modes of a path and of all that is in it" {
  rules <<<'/srv 1000:1001 0640 0750'
  file /srv/a/b/c 0777 <<<x
  file /srv/d 0600 <<<x
  image
  show /srv /srv/a /srv/a/b /srv/a/b/c /srv/d
  assert_success
  assert_output "1000:1001 750 /srv
1000:1001 750 /srv/a
1000:1001 750 /srv/a/b
1000:1001 640 /srv/a/b/c
1000:1001 640 /srv/d"
  assert_equal "$stderr" ""
}

@test "a rule of five fields goes into the path when it says true, not when it says false" {
  rules <<'END'
/deep true 1000:1001 0640 0750
/flat false 1000:1001 0640 0750
/one false 1000:1001 0604 0750
END
  file /deep/a 0600 <<<x
  file /flat/a 0600 <<<x
  file /one 0600 <<<x
  image
  show /deep /deep/a /flat /flat/a /one
  assert_success
  assert_output "1000:1001 750 /deep
1000:1001 640 /deep/a
1000:1001 750 /flat
0:0 600 /flat/a
1000:1001 604 /one"
}

@test "an account is uid:gid, in numbers or names, or a user with the group it has" {
  rules <<'END'
/a 12345:54321 0644 0755
/b nobody:games 0644 0755
/c mail 0644 0755
/d true www-data 0644 0755
/e 7:mail 0644 0755
END
  for name in a b c d e; do file "/$name" <<<x; done
  image
  show /a /b /c /d /e
  assert_success
  assert_output "12345:54321 644 /a
65534:60 644 /b
8:8 644 /c
33:33 644 /d
7:8 644 /e"
}

@test "modes have three or four digits and are set as they are" {
  rules <<'END'
/plain 0:0 644 755
/special 0:0 4755 2775
/sticky 0:0 600 1777
END
  file /plain/f 0600 <<<x
  file /special/f 0600 <<<x
  file /sticky/f 0644 <<<x
  image 'RUN chmod 2700 /plain && chmod 6711 /plain/f'
  show /plain /plain/f /special /special/f /sticky /sticky/f
  assert_success
  assert_output "0:0 755 /plain
0:0 644 /plain/f
0:0 2775 /special
0:0 4755 /special/f
0:0 1777 /sticky
0:0 600 /sticky/f"
}

@test "comments and blank lines are skipped, and the last line needs no end" {
  rules < <(printf '# comment\n\n  \t\n   # indented\n\t/a\t\t1000:1000   0640 0750  \n/b 1000:1000 0640 0750')
  file /a 0600 <<<x
  file /b 0600 <<<x
  image
  show /a /b
  assert_success
  assert_output "1000:1000 640 /a
1000:1000 640 /b"
  assert_equal "$stderr" ""
}

@test "a path with spaces is quoted; nothing in a path is expanded" {
  rules <<'END'
"/srv/a b  c" 1000:1000 0640 0750
/srv/* 1000:1000 0640 0750
"/srv/$HOME" false 1000:1000 0640 0750
END
  file '/srv/a b  c/d e' 0600 <<<x
  file '/srv/*' 0600 <<<x
  file '/srv/$HOME' 0600 <<<x
  file /srv/other 0600 <<<x
  image
  show '/srv/a b  c' '/srv/a b  c/d e' '/srv/*' '/srv/$HOME' /srv/other
  assert_success
  assert_output "1000:1000 750 /srv/a b  c
1000:1000 640 /srv/a b  c/d e
1000:1000 640 /srv/*
1000:1000 640 /srv/\$HOME
0:0 600 /srv/other"
}

@test "names with newlines and of other bytes are set too" {
  rules <<<'/srv 1000:1000 0640 0750'
  image "RUN mkdir -p /srv/n && touch \"\$(printf '/srv/n/a\\nb')\" \"\$(printf '/srv/n/\\377')\" '/srv/n/ -x'"
  run_container -- find /srv/n -type f -user 1000 -perm 640 -exec printf 'set\n' ';'
  assert_success
  assert_output $'set\nset\nset'
}

@test "{{USERMAP_UID}} and {{USERMAP_GID}} stand for those variables" {
  rules <<'END'
/a {{USERMAP_UID}}:{{USERMAP_GID}} 0640 0750
"/home/{{USERMAP_UID}}/{{USERMAP_UID}}" false {{USERMAP_UID}}:0 0640 0750
END
  file /a 0600 <<<x
  file /home/1234/1234 0600 <<<x
  image
  options=(--env USERMAP_UID=1234 --env USERMAP_GID=4321)
  show /a /home/1234/1234
  assert_success
  assert_output "1234:4321 640 /a
1234:0 640 /home/1234/1234"
  options=()
  show /a
  assert_success
  assert_output "0:0 640 /a"
}

@test "the variables may come from a file of variables" {
  rules <<<'/a {{USERMAP_UID}}:{{USERMAP_GID}} 0640 0750'
  file /a 0600 <<<x
  file /etc/ignity/envs/user <<<$'USERMAP_UID=1234\nUSERMAP_GID=4321'
  image
  show /a
  assert_success
  assert_output "1234:4321 640 /a"
}

@test "files of rules apply in order of name, a later rule over an earlier one" {
  rules 20-second <<<'/a 2:2 0602 0750'
  rules 10-first <<<$'/a 1:1 0601 0750\n/b 1:1 0601 0750'
  file /a <<<x
  file /b <<<x
  image
  show /a /b
  assert_success
  assert_output "2:2 602 /a
1:1 601 /b"
}

@test "only what differs is changed" {
  file /rules <<<'/srv 1000:1000 0640 0750'
  file /srv/differs 0600 <<<x
  file /srv/same 0640 <<<x
  image 'RUN chown -R 1000:1000 /srv && chmod 0750 /srv'
  # A change of owner or mode, to the same one too, shows in ctime, which may count in seconds.
  run_container -- sh -c '
    before=$(stat -c %Z /srv/same)
    until [ "$(date +%s)" -gt "$(stat -c %Z /srv/same)" ]; do sleep 0.1; done
    fix-perms /rules
    [ "$(stat -c %Z /srv/same)" = "$before" ] || echo changed
    stat -c "%u:%g %a" /srv/differs'
  assert_success
  assert_output "1000:1000 640"
}

@test "the set-group bit of a directory is not a reason to change it each time" {
  file /rules <<<'/srv 0:0 0640 0755'
  image 'RUN mkdir -p /srv && chmod 2755 /srv'
  run_container -- sh -c 'fix-perms /rules; stat -c %a /srv'
  assert_success
  assert_output 755
}

@test "no symlink is followed, inside a path or as the path" {
  rules <<<$'/srv 1000:1000 0640 0750\n/link 1000:1000 0640 0750\n/link/ 1000:1000 0640 0750'
  file /outside/f 0600 <<<x
  image 'RUN mkdir -p /srv && ln -s /outside /srv/to-directory && ln -s /outside/f /srv/to-file && ln -s /none /srv/dangling \
    && ln -s /outside /link'
  show /outside /outside/f /srv /srv/to-directory /srv/to-file /srv/dangling /link
  assert_success
  assert_output "0:0 755 /outside
0:0 600 /outside/f
1000:1000 750 /srv
1000:1000 777 /srv/to-directory
1000:1000 777 /srv/to-file
1000:1000 777 /srv/dangling
1000:1000 777 /link"
}

@test "a symlink that a user made does not lead a rule elsewhere" {
  rules <<<'/home/user/cache/secret 1000:1000 0644 0755'
  file /outside/secret 0600 <<<x
  image 'RUN mkdir -p /home/user && ln -s /outside /home/user/cache && chown -h 1000:1000 /home/user/cache'
  show /outside/secret
  assert_success
  assert_output "0:0 600 /outside/secret"
  assert_equal "$stderr" "ignity: /etc/ignity/perms/rules:1: /home/user/cache/secret is left as it is: \
a symlink that is not root's leads to it"
}

@test "a file with another name elsewhere is left as it is, with a warning" {
  rules <<<'/srv 1000:1000 0644 0755'
  file /outside 0600 <<<x
  image 'RUN mkdir -p /srv'
  run_container -- sh -c 'ln /outside /srv/linked && fix-perms /etc/ignity/perms/rules; stat -c "%u:%g %a" /outside'
  assert_success
  assert_output "0:0 600"
  assert_equal "$stderr" "ignity: /etc/ignity/perms/rules:1: files with several hard links are left as they are: /srv/linked"
}

@test "a path that is not there is skipped with a warning" {
  rules <<<$'# first\n/none 1000:1000 0640 0750\n/a 1000:1000 0640 0750'
  file /a <<<x
  image
  show /a
  assert_success
  assert_output "1000:1000 640 /a"
  assert_equal "$stderr" "ignity: /etc/ignity/perms/rules:2: /none does not exist"
  options=(--env IGNITY_VERBOSITY=0)
  show /a
  assert_success
  assert_equal "$stderr" ""
}

@test "a bad rule is told by file and line, nothing is changed and the container does not start" {
  rules <<<$'/a 1000:1000 0640 0750\n\n/b nobody'
  file /a 0600 <<<x
  file /etc/ignity/init/a <<<$'#!/bin/sh\necho init'
  file /etc/ignity/services/s/run <<<$'#!/bin/sh\necho service\nexec sleep 1000'
  image
  run_container -- echo CMD
  assert_failure 100
  assert_output ""
  assert_equal "$stderr" "/etc/ignity/perms/rules:3: a rule is 'path account fmode dmode' or 'path recurse account fmode dmode'"
}

@test "what is wrong with a rule is told for each kind of mistake" {
  image
  start_container -- sleep 1000
  local account="an account is uid:gid or the name of a user, not"
  local mode="a mode is three or four octal digits, not"
  local rule="a rule is 'path account fmode dmode' or 'path recurse account fmode dmode'"
  while IFS='|' read -r line message; do
    run --separate-stderr podman exec --interactive "$CONTAINER" sh -c 'cat >/rules && fix-perms /rules' <<<"$line"
    assert_failure 100
    assert_output ""
    assert_equal "$stderr" "/rules:1: $message"
  done <<END
/a|$rule
/a 0:0 0644|$rule
/a true 0:0 0644 0755 more|$rule
/a maybe 0:0 0644 0755|recurse is true or false, not 'maybe'
/a nouser 0644 0755|$account 'nouser'
/a 1000 0644 0755|$account '1000'
/a 0:nogroup0 0644 0755|$account '0:nogroup0'
/a :0 0644 0755|$account ':0'
/a 0: 0644 0755|$account '0:'
/a 4000000000:0 0644 0755|$account '4000000000:0'
/a 0:0:0 0644 0755|$account '0:0:0'
/a 0:0 u+x 0755|$mode 'u+x'
/a 0:0 0688 0755|$mode '0688'
/a 0:0 0644 07555|$mode '07555'
/a 0:0 64 0755|$mode '64'
a 0:0 0644 0755|a path begins with /, unlike 'a'
"a b" 0:0 0644 0755|a path begins with /, unlike 'a b'
"" 0:0 0644 0755|a path begins with /, unlike ''
"/a 0:0 0644 0755|the quote before the path is not closed
/a/../b 0:0 0644 0755|a path has no . or .. in it
/a/.. 0:0 0644 0755|a path has no . or .. in it
/./a 0:0 0644 0755|a path has no . or .. in it
END
}

@test "IGNITY_SKIP_PERMS=1 skips the rules, bad ones too" {
  rules <<<$'/a 1000:1000 0640 0750\nbad'
  file /a 0600 <<<x
  image
  options=(--env IGNITY_SKIP_PERMS=1)
  show /a
  assert_success
  assert_output "0:0 600 /a"
}

@test "rules are applied before the init scripts run" {
  rules <<<'/a 1000:1000 0640 0750'
  file /a 0600 <<<x
  file /etc/ignity/init/a <<<$'#!/bin/sh\nstat -c "%u:%g %a" /a'
  image
  run_container -- true
  assert_success
  assert_output "1000:1000 640"
}

@test "fix-perms applies a file of rules at any time" {
  file /rules <<<'/a {{USERMAP_UID}}:0 0640 0750'
  file /a 0600 <<<x
  image
  run_container --env USERMAP_UID=7 -- sh -c 'fix-perms /rules && stat -c "%u:%g %a" /a'
  assert_success
  assert_output "7:0 640"
  assert_equal "$stderr" ""
}

@test "fix-perms says how it is used, and which file it cannot read" {
  run_container -- fix-perms
  assert_failure 100
  assert_equal "$stderr" "ignity: usage: fix-perms FILE..."
  run_container -- fix-perms /none
  assert_failure 100
  assert_equal "$stderr" "ignity: /none cannot be read"
}

@test "the permissions of a container that is not root's are left, with a warning" {
  rules <<<'/a 1000:1000 0640 0750'
  file /a 0600 <<<x
  image 'RUN USERMAP_UID=1000 USERMAP_GID=1000 USER=app IGNITY_SKIP_PERMS=1 preboot && chown 0:0 /a && chmod 600 /a'
  options=(--user 1000:1000)
  show /a
  assert_success
  assert_output "0:0 600 /a"
  assert_equal "$stderr" "ignity: permissions are not set: not root"
}
