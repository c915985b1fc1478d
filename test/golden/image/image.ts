import { defineImage, execline, external, oneshot, service, sh } from "../../../src/image/index.ts";

const { run } = execline;
const { envOf, test } = sh;

const postgres = service("postgres", {
  run: ["postgres", "-D", "/var/lib/postgresql"],
  user: "postgres",
  stop: { signal: "INT", timeout: "20s" },
  reload: "HUP",
  ready: { poll: ["pg_isready", "-q"], every: "50ms", timeout: "1min" },
});

const migrate = oneshot("migrate", {
  run: ["/srv/migrate", "--all", "${not a variable}"],
  needs: [postgres, external("handmade")],
  user: "app",
  env: { PGHOST: "/run/postgresql" },
  timeout: "2min",
});

const worker = service("worker", {
  run: {
    sh: (s) => {
      // One queue for each.
      s.if(test("-z", envOf("QUEUE")), (s) => s.exit(1));
      s.exec("/srv/worker", envOf("INSTANCE"));
    },
  },
  needs: [migrate],
  user: "app",
  instances: { env: "WORKERS", default: 2 },
  enabledIf: { env: "ROLE", equals: "all" },
  log: "stdout",
  restart: {
    policy: "on-failure",
    backoff: { first: "1s", most: "30s" },
    atMost: { times: 5, within: "1min", otherwise: "stopContainer" },
  },
});

const web = service("web", {
  run: {
    execline: (x) => {
      // The page is what the container begins with.
      x.foreground(run("cp", "/srv/page", "/run/page"));
      return x.into(run("/srv/web", "--notify", 4));
    },
  },
  needs: [migrate, worker],
  workdir: "/srv",
  umask: "027",
  limits: { openFiles: 4096, data: "256MiB" },
  ready: { fd: 4 },
  log: { directory: "/var/log/web", user: "app", stdout: true },
  finish: { sh: 'echo "web: $1 $2"' },
});

const cache = service("cache", { run: ["cache"], instances: 2, restart: "never" });
const proxy = service("proxy", {
  run: { sh: '\nset -e\n\nexec proxy --id "$(hostname)"\n' },
  essential: true,
  reload: ["proxyctl", "reload"],
});

export default defineImage({
  envs: { "10-app": { GREETING: 'say "hi"\n', COLOUR: "green" } },
  perms: {
    "10-app": [
      { path: "/srv/a b", owner: "{{USERMAP_UID}}:{{USERMAP_GID}}", files: "0640", directories: "0750" },
    ],
  },
  init: { "10-secret": { sh: "echo made >/run/ignity/envs/SECRET" } },
  finalize: { "10-bye": ["echo", "bye"] },
  services: [web, cache, proxy],
  main: service("main", { run: ["/srv/main"], needs: [web] }),
});
