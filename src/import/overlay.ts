/** What scripts written for s6-overlay name, and what that is under ignity. */
const REWRITTEN: readonly (readonly [found: RegExp, by: string])[] = [
  [/(?:\/var)?\/run\/s6\/container_environment\b/g, "/run/ignity/envs"],
  [
    /(?:\/var)?\/run\/(?:s6\/services|service|s6-rc\/servicedirs|s6\/legacy-services)\b/g,
    "/run/ignity/services-state",
  ],
  [/\/var\/run\/service\b/g, "/run/ignity/services-state"],
  [/\/run\/s6-linux-init-container-results\/exitcode\b/g, "/run/ignity/exit-code"],
  [/(?:\/var)?\/run\/s6\/basedir\/bin\/halt\b/g, "s6-svscanctl -t /run/ignity/services-state"],
  [/(?:\/usr\/bin|\/command)\/with-contenv\b/g, "/usr/bin/with-env"],
  [/(?<![-\w/.])with-contenv\b/g, "with-env"],
  [/\/command\/execlineb\b/g, "/bin/execlineb"],
  [/(?<!#!)\/command\/(?=[a-z])/g, ""],
  [/(?<![-\w/.])s6-test\b/g, "eltest"],
  [/(?<![-\w/.])s6-echo\b/g, "echo"],
  // Before the services start, what is added there becomes one of them.
  [/\/etc\/services\.d\b/g, "/run/ignity/services"],
];

/** What they name and ignity has nothing for. */
const FOREIGN: readonly (readonly [found: RegExp, why: string])[] = [
  [/(?<![-\w/])s6-rc(?:-[a-z]+)?(?=\s)/, "there is no s6-rc that runs: services are told by s6-svc"],
  [
    /(?<![-\w/])(?:logutil-(?:service|newfifo)|printcontenv|justc-envdir|s6-overlay-\w+)\b/,
    "it is a program of s6-overlay",
  ],
  [
    /(?<![-\w/])s6-(?:basename|cat|chmod|chown|clock|cut|dirname|dumpenv|env|expr|false|format-filter|grep|head|hiercopy|linkname|ln|ls|maximumtime|mkdir|mkfifo|nice|nuke|pause|printenv|quote|quote-filter|rename|rmrf|seq|sleep|sort|sync|tai64ndiff|tail|touch|true|uniquename|unquote|unquote-filter|update-symlinks|wc)(?=\s)/,
    "it is a program of s6-portable-utils",
  ],
  [
    /\/etc\/(?:s6-overlay|cont-(?:init|finish)\.d|fix-attrs\.d|s6)\b[^\s"';]*/,
    "the image has to keep that file",
  ],
  [/(?:\/var)?\/run\/(?:s6|s6-rc|s6-linux-init[-\w]*)\/[^\s"';]*/, "nothing is there"],
  [/\$\{?S6_[A-Z_]+/, "it is a variable of s6-overlay"],
];

export interface Adapted {
  readonly text: string;
  /** Lines that name what ignity has nothing for, counted from 1. */
  readonly foreign: readonly { readonly line: number; readonly what: string }[];
}

/** The text of a script with the paths and programs of ignity in place of s6-overlay's. */
export function adapt(text: string): Adapted {
  const adapted = REWRITTEN.reduce((done, [found, by]) => done.replace(found, by), text);
  const foreign = adapted.split("\n").flatMap((line, i) => {
    if (/^\s*#/.test(line)) return [];
    return FOREIGN.flatMap(([found, why]) => {
      const [name] = found.exec(line) ?? [];
      return name === undefined ? [] : [{ line: i + 1, what: `${name}: ${why}` }];
    });
  });
  return { text: adapted, foreign };
}

/** Whether a script leaves variables for those that come after it. */
export const leavesVariables = (text: string): boolean =>
  /\/run\/(?:s6\/container_environment|ignity\/envs)/.test(text);

/** Services of s6-overlay itself, which are over before any other starts. */
export const OVERLAYS_OWN = new Set(["base", "fix-attrs", "legacy-cont-init", "legacy-services"]);
