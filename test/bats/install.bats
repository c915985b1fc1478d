# bases: debian-12 debian-13 debian-sid busybox
load helper

# A shell in an image to which the files of ignity were added, and nothing was installed.
run_added() {
  build <<END
FROM localhost/ignity/$BASE
ADD ignity.tar.gz /
COPY rootfs/ /
$dockerfile
ENTRYPOINT ["/bin/sh"]
END
  run_container -- -c "$1"
}

setup() {
  mkdir -p "$(context)/rootfs"
  dockerfile=
}

@test "the lines of the README make an image that starts" {
  build <<END
FROM localhost/ignity/$BASE
ADD ignity.tar.gz /
RUN sh /usr/src/install-ignity.sh
ENTRYPOINT ["/init"]
END
  run_container -- echo hi
  assert_success
  assert_output hi
  assert_equal "$stderr" ""
}

@test "an image is made from a clone too" {
  cp -R generated/. "$(context)/rootfs"
  build <<END
FROM localhost/ignity/$BASE
COPY rootfs/ /
RUN sh /usr/src/install-ignity.sh
ENTRYPOINT ["/init"]
END
  run_container -- echo hi
  assert_success
  assert_output hi
}

@test "no network is needed where the packages are, and nothing is said" {
  run_added 'sh /usr/src/install-ignity.sh && exec /init echo hi'
  assert_success
  assert_output hi
  assert_equal "$stderr" ""
}

@test "the installer removes itself, and leaves no files but ignity's" {
  run_added '
    list() { find / -path /proc -prune -o -path /sys -prune -o -print; }
    list >/tmp/before && sh /usr/src/install-ignity.sh && list >/tmp/after
    grep -vxF -f /tmp/after /tmp/before
    grep -vxF -f /tmp/before /tmp/after | grep -vE "^(/bin/execlineb|/etc/ignity|/run/ignity|/usr/lib/ignity/run|/tmp/after)"'
  assert_output /usr/src/install-ignity.sh
  assert_equal "$stderr" ""
}

@test "installing twice is as good as once" {
  run_added '
    state() {
      find /init /etc/ignity /run/ignity /usr/lib/ignity /usr/bin -exec stat -c "%A %u %g %N" {} +
      find /init /usr/lib/ignity /usr/bin/with-env -type f -exec md5sum {} +
    }
    cp /usr/src/install-ignity.sh /tmp
    sh /usr/src/install-ignity.sh
    state | sort >/tmp/once
    sh /tmp/install-ignity.sh && sh /tmp/install-ignity.sh
    state | sort | cmp - /tmp/once && exec /init echo hi'
  assert_success
  assert_output hi
  assert_equal "$stderr" ""
}

@test "a newer ignity is added and installed over an older one" {
  dockerfile='RUN sh /usr/src/install-ignity.sh
ADD ignity.tar.gz /'
  run_added 'sh /usr/src/install-ignity.sh && exec /init echo hi'
  assert_success
  assert_output hi
}

@test "what an image has in /etc/ignity and beside the state already stays" {
  file /run/ignity/socket <<<kept
  file /etc/ignity/envs/a <<<'A=kept'
  file /etc/ignity/init/a <<<$'#!/bin/sh\necho init'
  run_added 'sh /usr/src/install-ignity.sh && exec /init sh -c "echo \$A; cat /run/ignity/socket"'
  assert_success
  assert_output $'init\nkept\nkept'
}

@test "scripts are run by execlineb itself, not by a script before it" {
  run_added '
    sh /usr/src/install-ignity.sh
    for script in /usr/bin/with-env /usr/bin/load-envfile; do
      read -r shebang <$script
      shebang=${shebang#??}
      head -c 4 ${shebang%% *} | od -An -c
    done'
  assert_success
  assert_equal "$(tr -s ' ' <<<"$output")" $' 177 E L F\n 177 E L F'
}

@test "execline and s6 may be in other places than Debian's" {
  # The path of s6-supervise is part of s6-svscan.
  dockerfile='RUN mkdir /command && mv /usr/lib/execline/bin/* /usr/bin/s6-* /command && ln -s /command/s6-supervise /usr/bin \
    && rm -rf /usr/lib/execline /usr/bin/execlineb'
  file /etc/ignity/envs/a <<<'A=file'
  file /etc/ignity/services/s/run <<<$'#!/bin/sh\necho up >/tmp/up\nexec sleep 1000'
  run_added 'sh /usr/src/install-ignity.sh
    grep -rlE "/usr/lib/execline|/usr/bin/s6-" /init /usr/bin/with-env /usr/bin/load-envfile /usr/lib/ignity
    exec /init env -i /usr/bin/with-env sh -c "until [ -s /tmp/up ]; do sleep 0.05; done; echo \$A"'
  assert_success
  assert_output file
  assert_equal "$stderr" ""
}

@test "a distribution with neither apt nor apk is told what to install, and the script stays" {
  dockerfile='RUN rm -rf /usr/bin/s6-svscan /usr/bin/apt-get'
  run_added 'sh /usr/src/install-ignity.sh; code=$?; ls /usr/src; exit $code'
  assert_failure 1
  assert_output install-ignity.sh
  assert_equal "$stderr" "ignity: neither apt-get nor apk is here
ignity: install execline >= 2.9.3 and s6 >= 2.11.3, then run /usr/src/install-ignity.sh again"
}

@test "execline that is missing is missed as well" {
  dockerfile='RUN rm -rf /usr/lib/execline /usr/bin/apt-get'
  run_added 'sh /usr/src/install-ignity.sh'
  assert_failure 1
  assert_equal "${stderr_lines[0]}" "ignity: neither apt-get nor apk is here"
}
