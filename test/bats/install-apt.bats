# bases: debian-12 debian-13 debian-sid
load helper

@test "missing packages come from the distribution, and no caches stay" {
  build <<END
FROM localhost/ignity/$BASE
RUN dpkg --purge execline s6 >/dev/null 2>&1; ! command -v s6-svscan
ADD ignity.tar.gz /
RUN sh /usr/src/install-ignity.sh
ENTRYPOINT ["/init"]
END
  run_container -- sh -c 'command -v s6-svscan; find /var/lib/apt/lists /var/cache/apt -type f -size +0; ls /usr/src'
  assert_success
  assert_output /usr/bin/s6-svscan
}

@test "the installer runs in bash too" {
  build <<END
FROM localhost/ignity/$BASE
ADD ignity.tar.gz /
RUN bash /usr/src/install-ignity.sh
ENTRYPOINT ["/init"]
END
  run_container -- echo hi
  assert_success
  assert_output hi
}

@test "a version that is too old is named, and what is needed" {
  build <<END
FROM localhost/ignity/$BASE
ADD ignity.tar.gz /
RUN sed -i '/^Package: s6\$/,/^\$/s/^Version: .*/Version: 2.9.10.0-1/' /var/lib/dpkg/status
ENTRYPOINT ["/bin/sh"]
END
  run_container -- /usr/src/install-ignity.sh
  assert_failure 1
  assert_output ""
  assert_equal "${stderr_lines[0]}" "ignity: s6 2.9.10.0 is older than 2.11.3"
  assert_equal "${stderr_lines[-1]}" \
    "ignity: install execline >= 2.9.3 and s6 >= 2.11.3, then run /usr/src/install-ignity.sh again"
}
