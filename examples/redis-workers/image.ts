import { defineImage, service } from "ignity";

const redis = service("redis", {
  run: ["redis-server", "--dir", "/var/lib/redis", "--appendonly", "yes", "--loglevel", "warning"],
  user: "redis",
  // It answers with an error for as long as it reads what it has written before.
  ready: { poll: ["redis-cli", "-e", "ping"], every: "50ms", timeout: "30s" },
  stop: { timeout: "10s" },
});

// A job is a number, and the work is to factor it.
const worker = service("worker", {
  needs: [redis],
  instances: { env: "WORKERS", default: 2 },
  user: "nobody",
  stop: { timeout: "5s" },
  run: {
    sh: `
mine=taken-by-$INSTANCE
# A stop ends the wait for a job. What is being done is done again at the next start.
trap 'kill "$waiting" 2>/dev/null; exit' TERM
while :; do
  while job=$(redis-cli -e --raw lindex "$mine" 0) && [ -n "$job" ]; do
    redis-cli -e rpush done "$(factor "$job") by worker $INSTANCE" && redis-cli -e lpop "$mine"
  done
  # Not for ever: a killed worker leaves this behind, and what that takes is seen here.
  redis-cli -e blmove jobs "$mine" left right 60 &
  waiting=$!
  wait "$waiting" || exit 1
done >/dev/null
`,
  },
});

export default defineImage({ services: [redis, worker] });
