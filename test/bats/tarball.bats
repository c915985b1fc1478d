# bases: debian-12
load helper

@test "the tarball holds the generated files, owned by root, and nothing else" {
  assert_equal "$(tar -tzf "$TARBALL")" "$(cd generated && find . -type f | LC_ALL=C sort | sed 's|^\./||')"
  run tar -tvzf "$TARBALL" --numeric-owner --utc
  assert_success
  refute_line --regexp --not '^-rwxr-xr-x 0/0 .* 2000-01-01 00:00 '
}

@test "the tarball has the bytes of the generated files" {
  tar -xzf "$TARBALL" -C "$BATS_TEST_TMPDIR"
  diff -r generated "$BATS_TEST_TMPDIR"
}

@test "the tarball is scripts of sh and execlineb alone, for any architecture" {
  tar -xzf "$TARBALL" -C "$BATS_TEST_TMPDIR"
  run find "$BATS_TEST_TMPDIR" -type f -exec sh -c 'for file; do head -n 1 "$file" | cut -d " " -f 1; done' sh {} +
  assert_equal "$(sort -u <<<"$output")" $'#!/bin/sh\n#!/usr/lib/execline/bin/execlineb'
}

@test "the tarball is smaller than 100 kB" {
  [[ $(stat -c %s "$TARBALL") -lt 100000 ]]
}

@test "its checksum is beside it" {
  cd "$(dirname "$TARBALL")"
  sha256sum --check --strict --quiet "$(basename "$TARBALL").sha256"
}

@test "the same files make the same tarball again" {
  cp "$TARBALL" "$BATS_TEST_TMPDIR/first"
  node src/cli/package.ts >/dev/null
  cmp "$TARBALL" "$BATS_TEST_TMPDIR/first"
}
