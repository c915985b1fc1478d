import { defineImage, oneshot, service } from "ignity";

const bin = "/usr/lib/postgresql/15/bin";
const data = "/var/lib/postgresql/data";

// A new volume gets a cluster, whole or not at all.
const cluster = oneshot("cluster", {
  user: "postgres",
  timeout: "2min",
  run: {
    sh: `
[ ! -d ${data} ] || exit 0
set -e
rm -rf ${data}.new
${bin}/initdb --pgdata ${data}.new --encoding UTF8 --auth-local peer --auth-host scram-sha-256 >/dev/null
mv ${data}.new ${data}
`,
  },
});

const postgres = service("postgres", {
  needs: [cluster],
  user: "postgres",
  run: [`${bin}/postgres`, "-D", data],
  ready: { poll: ["pg_isready", "--quiet"], every: "50ms", timeout: "1min" },
  // Ends sessions, writes a checkpoint and ends: the next start has nothing to recover.
  stop: { signal: "INT", timeout: "1min" },
});

const schema = oneshot("schema", {
  needs: [postgres],
  user: "postgres",
  run: ["psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", "/srv/schema.sql"],
});

export default defineImage({
  main: postgres,
  services: [schema],
  init: { "10-socket": ["install", "-d", "-o", "postgres", "-m", "2775", "/run/postgresql"] },
});
