#!/bin/sh
# Code generated from src/stages/install.ts; DO NOT EDIT.

execline=""
s6=""

find_program() {
  found=""
  for place in /usr/lib/execline/bin /usr/bin /bin /usr/local/bin /command; do
    if [ -x "$place/$1" ] && [ -z "$found" ]; then
      found="$place"
    fi
  done
}

find_programs() {
  find_program envfile
  execline="$found"
  find_program s6-svscan
  s6="$found"
  [ -n "$execline" ] && [ -n "$s6" ]
}

is_older() {
  left="$1."
  right="$2."
  while [ -n "$right" ]; do
    a="${left%%.*}"
    b="${right%%.*}"
    [ "${a:-0}" -lt "$b" ] && return 0
    [ "${a:-0}" -gt "$b" ] && return 1
    left="${left#*.}"
    right="${right#*.}"
  done
  return 1
}

version_of() {
  version=""
  if command -v dpkg-query >/dev/null 2>&1; then
    version="$(dpkg-query -W -f "\${Version}" "$1" 2>/dev/null)"
  elif command -v apk >/dev/null 2>&1; then
    version="$(apk list -I "$1" 2>/dev/null)"
    version="${version#"$1"-}"
  fi
  version="${version%%-*}"
}

is_ready() {
  find_programs || return 1
  version_of execline
  if [ -n "$version" ] && is_older "$version" 2.9.3; then
    printf 'ignity: %s %s is older than 2.9.3\n' execline "$version" >&2
    return 1
  fi
  version_of s6
  if [ -n "$version" ] && is_older "$version" 2.11.3; then
    printf 'ignity: %s %s is older than 2.11.3\n' s6 "$version" >&2
    return 1
  fi
  return 0
}

is_ready || {
  if command -v apt-get >/dev/null 2>&1; then
    printf 'ignity: installing execline and s6 from the packages of this distribution\n' >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends execline s6 >/dev/null
    apt-get clean
    rm -rf /var/lib/apt/lists/*
  elif command -v apk >/dev/null 2>&1; then
    printf 'ignity: installing execline and s6 from the packages of this distribution\n' >&2
    apk add -q --no-cache execline s6
  else
    printf 'ignity: neither apt-get nor apk is here\n' >&2
  fi
  is_ready || {
    printf 'ignity: install execline >= 2.9.3 and s6 >= 2.11.3, then run %s again\n' "$0" >&2
    exit 1
  }
}

# The scripts name each program by its path; these are the ones of Debian.
if [ "$execline" != /usr/lib/execline/bin ] || [ "$s6" != /usr/bin ]; then
  sed -i -e "s|/usr/lib/execline/bin/|$execline/|g" -e "s|/usr/bin/s6-|$s6/s6-|g" /init /usr/bin/with-env /usr/bin/load-envfile /usr/bin/ignity-status /usr/lib/ignity/[!r]*
fi

# A newer s6-svscan has another letter for how many services there may be.
"$s6/s6-svscan" -C 4 -- /usr/lib/ignity/run/none 2>/dev/null
[ "$?" -eq 100 ] || sed -i "s|/s6-svscan -c |/s6-svscan -C |" /init
rm -rf /usr/lib/ignity/run
mkdir -p /etc/ignity/envs /etc/ignity/perms /etc/ignity/init /etc/ignity/finalize /etc/ignity/services /usr/lib/ignity/run/init /usr/lib/ignity/run/finalize /usr/lib/ignity/run/services /usr/lib/ignity/run/stages /usr/lib/ignity/run/services-state/.s6-svscan
echo >/usr/lib/ignity/run/stages/cmd-code.spare
echo >/usr/lib/ignity/run/stages/cmd-timer.spare
echo >/usr/lib/ignity/run/stages/stopping.spare
ln -s /usr/lib/ignity/stage3 /usr/lib/ignity/run/services-state/.s6-svscan/SIGTERM
ln -s /usr/lib/ignity/stage3 /usr/lib/ignity/run/services-state/.s6-svscan/SIGINT
ln -s /usr/lib/ignity/stage3 /usr/lib/ignity/run/services-state/.s6-svscan/SIGQUIT
ln -s /usr/lib/ignity/stage3 /usr/lib/ignity/run/services-state/.s6-svscan/SIGPWR
ln -s /usr/lib/ignity/pass-on /usr/lib/ignity/run/services-state/.s6-svscan/SIGHUP
ln -s /usr/lib/ignity/pass-on /usr/lib/ignity/run/services-state/.s6-svscan/SIGUSR1
ln -s /usr/lib/ignity/pass-on /usr/lib/ignity/run/services-state/.s6-svscan/SIGUSR2
ln -s /usr/lib/ignity/pass-on /usr/lib/ignity/run/services-state/.s6-svscan/SIGWINCH
ln -s /usr/lib/ignity/finish /usr/lib/ignity/run/services-state/.s6-svscan/finish
ln -s /usr/lib/ignity/finish /usr/lib/ignity/run/services-state/.s6-svscan/crash
# The state directory of a container's first run is the image's.
dir="${IGNITY_RUN_DIR-/run/ignity}"
rm -rf "$dir/envs" "$dir/init" "$dir/finalize" "$dir/services" "$dir/services-state" "$dir/stages" "$dir/exit-code"
mkdir -p "$dir"
mkdir -m 700 "$dir/envs"
cp -RP /usr/lib/ignity/run/. "$dir"
# Any uid of group 0 can be the container's, as where each project has uids of its own.
chmod -R g=u "$dir"
# Services written by hand begin with #!/bin/execlineb. What a distribution has on PATH knows where the rest is.
[ -e /bin/execlineb ] || {
  on_path="$(command -v execlineb)"
  ln -s "${on_path:-$execline/execlineb}" /bin/execlineb
}
rm -f /usr/src/install-ignity.sh
