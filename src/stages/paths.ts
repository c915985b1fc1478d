/**
 * Where things are in the container. Those of execline and s6 are Debian's; `install-ignity.sh` puts another
 * distribution's in their place.
 */
export const EXECLINE = "/usr/lib/execline/bin";
export const S6 = "/usr/bin";

/** The interpreter itself: Debian's `/bin/execlineb` is a script that costs three times as much. */
export const EXECLINEB = `${EXECLINE}/execlineb`;

/** What an image author writes. */
export const ETC = "/etc/ignity";
/** The stages. */
export const LIB = "/usr/lib/ignity";
/** What the state directory looks like when a container begins: its directories, FIFOs and signal handlers. */
export const SKELETON = `${LIB}/run`;

/** The option of s6-svscan for how many services there may be: from s6 2.13 on `-C`, which the installer puts in. */
export const SERVICES_MAX = "-c";
