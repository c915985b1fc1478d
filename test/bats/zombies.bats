load helper

# Counts the processes that have ended and that nobody has waited for.
zombies='count=0
for stat in /proc/[0-9]*/stat; do
  read -r line 2>/dev/null <"$stat" || continue
  case ${line##*) } in Z*) count=$((count + 1)) ;; esac
done'

@test "ten thousand orphans leave no zombie" {
  file /storm <<'E'
#!/bin/sh
n=0
while [ "$n" -lt 10000 ]; do
  (: & :)
  n=$((n + 1))
done
E
  run_container -- sh -c "/storm
for try in 1 2 3 4 5 6 7 8 9 10; do
  $zombies
  [ \$count -eq 0 ] || sleep 0.1
done
echo \"zombies \$count\""
  assert_success
  assert_output "zombies 0"
}

@test "orphans that end while the container stops do not hold it" {
  file /etc/ignity/finalize/10-storm <<'E'
#!/bin/sh
n=0
while [ "$n" -lt 1000 ]; do
  (: & :)
  n=$((n + 1))
done
E
  run_container --env IGNITY_KILL_GRACETIME=60000 -- sh -c '
    n=0
    while [ $n -lt 200 ]; do (sleep 0.5 &) ; n=$((n + 1)); done
    exit 3'
  assert_failure 3
  assert [ "$elapsed" -lt 15000 ]
  assert_equal "$stderr" ""
}

@test "the init of a container in its normal run has no zombie" {
  file /etc/ignity/init/10-orphan <<<'#!/bin/sh
(sleep 0.01 &)'
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 100'
  run_container --env IGNITY_CMD_WAIT_FOR_SERVICES=1 -- sh -c "sleep 0.2
$zombies
echo \"zombies \$count\""
  assert_success
  assert_output "zombies 0"
}
