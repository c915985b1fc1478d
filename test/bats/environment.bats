load helper

sorted() {
  LC_ALL=C sort <<<"$output"
}

# CMD has what a program has that is run in its place, without ignity.
assert_passed_on() {
  run_container "$@" --entrypoint env
  local expected
  expected=$(sorted)
  run_container "$@" -- env
  assert_success
  assert_equal "$(sorted)" "$expected"
}

@test "CMD has exactly the environment that the container was given" {
  local given=(--hostname h --env 'GREETING=hello  there' --env EMPTY= --env Mixed_case1=x)
  assert_passed_on "${given[@]}"
}

@test "CMD has variables with the names of a shell's and of the stages' own" {
  # To dash a word as OPTIND is the end, in every script.
  local given=(--hostname h --env OPTIND=7)
  for name in IFS PWD OLDPWD PPID OPTERR LINENO SHLVL PS4 dir merge name code child value found scandir; do
    given+=(--env "$name=mine")
  done
  assert_passed_on "${given[@]}"
}

@test "a value may look like a shell's list of variables" {
  local given=(--hostname h --env code=x --env UID=12
    --env "LIST=
export NEW='1'
export NEW=1
export HOME='/'")
  assert_passed_on "${given[@]}"
}

@test "CMD has variables whose names have dots and dashes" {
  run_container --env discovery.type=single-node --env x-y=z -- env
  assert_success
  assert_line discovery.type=single-node
  assert_line x-y=z
}

@test "a variable whose name cannot be that of a file is named in a warning" {
  run_container --env a/b=1 --env .c=2 -- with-env sh -c 'echo $HOME'
  assert_success
  assert_output /root
  local why="a name is 1 to 255 bytes, does not begin with a dot and has no slash"
  assert_equal "$(LC_ALL=C sort <<<"$stderr")" "ignity: the variable '.c' is not kept: $why
ignity: the variable 'a/b' is not kept: $why"
}

@test "a name of 300 bytes does not keep the container from starting" {
  local name
  name=$(printf 'N%.0s' {1..300})
  run_container --env "$name=x" -- env
  assert_success
  assert_line "$name=x"
}

@test "files of /etc/ignity/envs are loaded in order of name, later ones over earlier ones" {
  file /etc/ignity/envs/20-b <<<$'B=20\nC=20'
  file /etc/ignity/envs/10-a <<<$'A=10\nB=10\nC=10'
  file /etc/ignity/envs/30-c <<<'C=30'
  image
  run_container -- sh -c 'echo $A $B $C'
  assert_success
  assert_output "10 20 30"
}

@test "the container's own variables are over those of the files, the empty ones too" {
  file /etc/ignity/envs/a <<<$'A=file\nB=file\nC=file\nD.d=file\nE.e=file'
  image
  run_container --env A=own --env B= --env D.d=own -- with-env env
  assert_success
  assert_line A=own
  assert_line B=
  assert_line C=file
  assert_line D.d=own
  assert_line E.e=file
}

@test "a file of variables has comments, blanks and quotes with C escapes" {
  file /etc/ignity/envs/a <<'END'
# a comment

  LEADING = a b
HASH=a#b
QUOTED="  a\tb \"c\" \\ \xe2\x82\xac "
EMPTY=
LITERAL=$HOME `id`
END
  image
  run_container -- env
  assert_success
  assert_line 'LEADING=a b'
  assert_line 'HASH=a#b'
  assert_line $'QUOTED=  a\tb "c" \\ € '
  assert_line 'EMPTY='
  assert_line 'LITERAL=$HOME `id`'
}

@test "files of variables set ignity's own parameters too" {
  file /etc/ignity/envs/a <<<'IGNITY_VERBOSITY=2'
  image
  run_container -- true
  assert_success
  assert_equal "${stderr_lines[0]}" "ignity: CMD true"
}

@test "a file of variables that cannot be read as one stops the container, with the file and the line" {
  file /etc/ignity/envs/a <<<$'A=1\nnonsense'
  file /etc/ignity/init/a <<<$'#!/bin/sh\necho started'
  image
  run_container -- echo started
  assert_failure 100
  assert_output ""
  assert_equal "${stderr_lines[0]}" "envfile: fatal: in /etc/ignity/envs/a: syntax error line 2"
  assert_equal "${stderr_lines[1]}" "ignity: /etc/ignity/envs cannot be loaded"
}

@test "values keep their newlines, spaces and quotes to the byte" {
  local value=$' \n\n a "b" \'c\' \\ $HOME ${dir} `id` * é \n\n'
  run_container --env "V=$value" -- sh -c 'printf "<%s>" "$V"; with-env sh -c "printf \"<%s>\" \"\$V\""'
  assert_success
  assert_output "<$value><$value>"
}

@test "a value may have 128 kB" {
  local value
  value=$(head -c 131000 /dev/zero | tr '\0' x)
  run_container --env "V=$value" --env a.b=c -- sh -c 'printf "%s\n" "$V" | md5sum; env -i /usr/bin/with-env sh -c "printf \"%s\\n\" \"\$V\"" | md5sum'
  assert_success
  assert_line --index 0 "$(md5sum <<<"$value")"
  assert_line --index 1 "$(md5sum <<<"$value")"
}

@test "with-env brings the environment to a program that was started with none" {
  file /etc/ignity/envs/a <<<'A=file'
  image
  run_container --hostname h --env B=own --env x.y=z -- env -i /usr/bin/with-env env
  assert_success
  assert_equal "$(sorted)" "$(LC_ALL=C sort <<END
A=file
B=own
HOME=/root
HOSTNAME=h
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
TERM=xterm
container=podman
x.y=z
END
  )"
}

@test "with-env is a shebang" {
  file /script <<<$'#!/usr/bin/with-env sh\nprintf "<%s>" "$A" "$@"'
  image
  run_container --env A=own -- env -i /script 'a b' '${dir}' ''
  assert_success
  assert_output '<own><a b><${dir}><>'
}

@test "with-env adds to the environment of the program that runs it, and wins" {
  run_container --env A=own -- env A=changed B=added with-env sh -c 'echo $A $B'
  assert_success
  assert_output "own added"
}

@test "init scripts add variables for CMD and for with-env by writing files" {
  file /etc/ignity/init/10-a <<'END'
#!/bin/sh
echo one >/run/ignity/envs/ONE
printf 'two\nlines\n\n' >/run/ignity/envs/TWO
echo over >/run/ignity/envs/A
END
  file /etc/ignity/init/20-b <<<$'#!/bin/sh\necho "$ONE more" >/run/ignity/envs/NEXT'
  image
  run_container --env A=own -- sh -c 'echo $A $ONE $NEXT; echo "<$TWO>"; env -i /usr/bin/with-env sh -c "echo \$A \$NEXT"'
  assert_success
  assert_output $'over one one more\n<two\nlines\n>\nover one more'
}

@test "load-envfile runs a program with the variables of one file" {
  file /some.env <<<$'A=1\n# comment\nB="two words"'
  image
  run_container --env C=3 -- load-envfile /some.env sh -c 'echo $A $B $C'
  assert_success
  assert_output "1 two words 3"
}

@test "load-envfile says what is wrong with a file" {
  file /bad.env <<<$'A=1\nnonsense'
  image
  run_container -- load-envfile /bad.env true
  assert_failure
  assert_equal "$stderr" "envfile: fatal: in /bad.env: syntax error line 2"
  run_container -- load-envfile /none.env true
  assert_failure
  assert_equal "$stderr" "envfile: fatal: unable to open /none.env: No such file or directory"
}

@test "services and finalize scripts have the environment" {
  file /etc/ignity/envs/a <<<'A=file'
  file /etc/ignity/services/s/run <<<$'#!/bin/sh\necho "service: $A $B" >&2\necho up >/tmp/up\nexec sleep 1000'
  file /etc/ignity/finalize/f <<<$'#!/bin/sh\necho "finalize: $A $B" >&2'
  image
  run_container --env B=own -- sh -c 'until [ -e /tmp/up ]; do sleep 0.05; done'
  assert_success
  assert_equal "$stderr" $'service: file own\nfinalize: file own'
}

@test "a container without a PATH, or with one that leads nowhere, starts" {
  # What a shell takes for PATH then is its own affair.
  run_container --unsetenv PATH -- sh -c 'echo $PATH'
  assert_success
  assert_output --partial /usr/bin
  for path in '' /opt/app; do
    run_container --env "PATH=$path" -- sh -c 'echo $PATH; env -i /usr/bin/with-env sh -c "echo \$PATH"'
    assert_success
    assert_line --index 0 "${path:+$path:}/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    assert_line --index 1 "${lines[0]}"
    assert_equal "$stderr" ""
  done
}

@test "a file may set a PATH that leads nowhere" {
  file /etc/ignity/envs/a <<<'PATH=/opt/app'
  file /etc/ignity/services/s/run <<<$'#!/bin/sh\nexec sleep 1000'
  image
  run_container --unsetenv PATH -- sh -c 'echo $PATH'
  assert_success
  assert_output /opt/app:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  assert_equal "$stderr" ""
}

@test "the values of variables are for root and its group alone" {
  run_container --env SECRET=x -- find /run/ignity/envs -perm /007
  assert_success
  assert_output ""
}

@test "what a start that was cut short has left is not taken for the environment" {
  file /run/ignity/envs/STALE <<<stale
  file /run/ignity/stages/begun <<<""
  image
  run_container -- with-env sh -c 'echo "<$STALE>"'
  assert_success
  assert_output "<>"
}

@test "2,000 variables reach CMD, and with-env a program that was started with none" {
  for n in {1..2000}; do echo "V_$n=value $n"; done >"$BATS_TEST_TMPDIR/variables"
  run_container --env-file "$BATS_TEST_TMPDIR/variables" -- \
    sh -c 'env | grep -c "^V_[0-9]*=value [0-9]*$"; env -i /usr/bin/with-env env | grep -c "^V_[0-9]*=value [0-9]*$"'
  assert_success
  assert_output $'2000\n2000'
  assert_equal "$stderr" ""
}

@test "a variable as long as Linux takes is no hindrance, whatever the others are called" {
  file /etc/ignity/envs/file <<<'OTHER=x'
  file /boot-with-longest <<'END'
#!/bin/sh
longest=$(head -c 131066 /dev/zero | tr '\0' x)
exec env USER="$longest" value=v /init sh -c 'echo "${#USER} $value"'
END
  image
  run_container --entrypoint /boot-with-longest
  assert_success
  assert_output "131066 v"
  assert_equal "$stderr" ""
}

# An image whose /cmd prints its environment, when the one of an init script is in /tmp/of-init and the one of a service, which comes by a
# FIFO, in /tmp/of-service. execline's programs are called by their paths, for in Debian execlineb itself changes PATH.
image_that_dumps() {
  local bin=/usr/lib/execline/bin
  file /etc/ignity/init/dump <<<"#!$bin/execlineb -P
$bin/redirfd -w 1 /tmp/of-init /usr/bin/env -0"
  file /etc/ignity/services/dump/run <<<"#!$bin/execlineb -P
$bin/redirfd -w 1 /tmp/fifo /usr/bin/env -0"
  file /cmd <<<"#!$bin/execlineb -P
$bin/foreground { $bin/redirfd -r 0 /tmp/fifo $bin/redirfd -w 1 /tmp/of-service /bin/cat }
$bin/unexport ?
/usr/bin/env -0"
  image "RUN mkfifo /tmp/fifo"
}

@test "an init script and a service have the variables of the container, and not one more" {
  image_that_dumps
  run_container --env ODD.name=x --entrypoint /usr/bin/env
  local names
  names=$(cut -d = -f 1 <<<"$output" | LC_ALL=C sort | xargs)
  run_container --env ODD.name=x -- sh -c '/cmd >/dev/null
    for got in init service; do tr "\0" "\n" </tmp/of-$got | cut -d = -f 1 | LC_ALL=C sort | xargs; done'
  assert_success
  assert_output "$names
$names"
}

# Each is booted with by an /init of its own, which is not PID 1. Every second CMD begins with no environment at all. On three bases that
# is 2,100 environments.
@test "CMD, an init script and a service have random environments, of the container and of files, to the byte" {
  local cases=$BATS_TEST_TMPDIR/cases
  node test/support/environments.ts "${ENVIRONMENTS:-700}" "$cases"
  file /boot-all <<'END'
#!/bin/sh
export LC_ALL=C
for case in /cases/*; do
  rm -f /etc/ignity/envs/file
  [ ! -s "$case/file" ] || cp "$case/file" /etc/ignity/envs/file
  case $case in
  *[02468]) set -- /init env -i IGNITY_RUN_DIR=/tmp/run /usr/bin/with-env ;;
  *) set -- /init ;;
  esac
  { cat "$case/own" && printf '%s\0' "$@" /cmd; } | xargs -0 -s 1500000 env -i >/tmp/of-cmd 2>/tmp/said
  [ ! -s /tmp/said ] || { echo "$case" && head -c 200 /tmp/said; }
  for got in cmd init service; do
    sort -z "/tmp/of-$got" | cmp - "$case/expected" || echo "$case: $got"
    rm "/tmp/of-$got"
  done
done
END
  image_that_dumps
  patience=540 run_container --volume "$cases:/cases:ro" --entrypoint /boot-all
  assert_success
  assert_output ""
}
