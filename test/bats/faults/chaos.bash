# What chaos.bats and soak.bats share: an image with 46 services and three scripts. There are plain services, ones with
# loggers, with readiness, that take a lock, and two that work. Each is a sleep of its own length, to be known by.
setup_file() {
  local length=1000000
  for n in {1..20}; do
    service "plain-$n" <<<"exec sleep $((++length))"
  done
  for n in {1..8}; do
    service "logged-$n" <<<"echo up; exec sleep $((++length))"
    service "logged-$n/log" <<<"exec s6-log n1 s100000 /tmp/log-$n"
    service "ready-$n" <<<"echo >&3; exec sleep $((++length))"
    file "/etc/ignity/services/ready-$n/notification-fd" <<<3
    service "locked-$n" <<<"exec s6-setlock /tmp/lock-$n sleep $((++length))"
  done
  # Lines for a logger, and orphans for PID 1.
  for n in 1 2; do
    service "busy-$n" <<<"while :; do (echo work & : &); sleep 0.02; done"
    service "busy-$n/log" <<<"exec s6-log n1 s100000 /tmp/log-busy-$n"
  done

  file /chaos <<'END'
#!/bin/sh
# chaos SIGNALS SEED: that many signals, each to one of the supervisors, services and loggers. A supervisor has lived
# for a second before: from s6 2.13 on s6-svscan may else forget it.
signals=$1 random=$2
choose() {
  random=$(((random * 1103515245 + 12345) & 2147483647))
  eval "chosen=\${$((random / 65536 % $# + 1))}"
}
while [ "$signals" -gt 0 ]; do
  set --
  read -r now rest </proc/uptime
  for stat in /proc/[0-9]*/stat; do
    read -r pid name state _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ start rest <"$stat" || continue
    case $name$state in
    '(s6-supervise)'[!Z]) [ $((${now%.*}${now#*.} - start)) -lt 150 ] || set -- "$@" "$pid" ;;
    '(s6-log)'[!Z] | '(s6-setlock)'[!Z] | '(sleep)'[!Z] | '(run)'[!Z]) set -- "$@" "$pid" ;;
    esac
  done
  # Each has a second between two starts.
  [ $# -gt 40 ] || { sleep 0.1 && continue; }
  for signal in KILL KILL KILL KILL KILL KILL TERM HUP QUIT; do
    choose "$@"
    [ "$signals" -eq 0 ] || ! kill -s "$signal" "$chosen" || signals=$((signals - 1))
  done
done 2>/dev/null
END

  file /settle <<'END'
#!/bin/sh
# Waits until all is up, and prints what PID 1 and the supervisors have of descriptors and, in kB, of memory.
cd /run/ignity/services-state
each() {
  for stat in /proc/[0-9]*/stat; do
    read -r pid name state parent rest <"$stat" && "$1"
  done 2>/dev/null
}
supervisors() {
  case $name in '(s6-supervise)' | '(s6-svscan)') echo "$pid" ;; esac
}
# s6-log locks its directory: the one that a killed supervisor has left goes on, and the new one cannot start.
end_old_logger() {
  [ "$name$parent" != '(s6-log)1' ] || kill "$pid"
}
await_reaped() {
  [ "$state" != Z ] || timeout 10 sh -c "while grep -qs '^State:.Z' /proc/$pid/status; do sleep 0.1; done" || echo zombie
}
set -- * */log
until [ "$(each supervisors | wc -l)" -eq $(($# + 1)) ]; do sleep 0.1; done
each end_old_logger
until s6-svwait -t 10000 -u "$@" && s6-svwait -t 10000 -U ready-*; do sleep 0.1; done
each await_reaped
descriptors=0 memory=0
for pid in $(each supervisors); do
  set -- "/proc/$pid/fd"/*
  descriptors=$((descriptors + $#))
  while read -r key value _; do
    [ "$key" != Pss: ] || memory=$((memory + value))
  done <"/proc/$pid/smaps_rollup"
done
echo "$descriptors $memory"
END

  file /soak <<'END'
#!/bin/sh
# soak SECONDS SEED: chaos and settle in turns, with restarts and short programs between, for SECONDS.
read -r end rest </proc/uptime
end=$((${end%.*} + $1)) seed=$2
/settle
while read -r now rest </proc/uptime && [ "${now%.*}" -lt "$end" ]; do
  /chaos 100 "$((seed += 1))"
  for service in /run/ignity/services-state/ready-*; do
    s6-svc -r "$service"
    with-env true
  done
  /settle
done
END
  image
}

service() {
  { echo '#!/bin/sh'; cat; } | file "/etc/ignity/services/$1/run"
}

# Each line of the output has the descriptors and the memory of PID 1 and the supervisors at some time.
is_as_before() {
  local line
  read -ra before <<<"${lines[0]}"
  for line in "${lines[@]}"; do
    read -ra now <<<"$line"
    echo "descriptors ${now[0]}, memory ${now[1]} kB"
    [[ ${now[0]} == "${before[0]}" && ${now[1]} -lt $((before[1] * 5 / 4)) ]]
  done
}
