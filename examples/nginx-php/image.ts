import { defineImage, service } from "ignity";

const php = service("php", {
  run: ["php-fpm8.2", "--nodaemonize", "--fpm-config", "/etc/php/fpm.conf"],
  // The socket may be there from before: whether somebody listens tells only a connection.
  ready: {
    poll: ["php", "-r", 'exit(@stream_socket_client("unix:///run/php.sock") ? 0 : 1);'],
    every: "50ms",
    timeout: "10s",
  },
});

const nginx = service("nginx", {
  run: ["nginx", "-g", "daemon off;"],
  needs: [php],
  ready: {
    poll: ["curl", "--silent", "--fail", "http://localhost/health"],
    every: "50ms",
    timeout: "10s",
  },
  reload: "HUP",
  // It answers what it has been asked; PHP is told to stop after that.
  stop: { signal: "QUIT", timeout: "10s" },
  log: "stdout",
});

export default defineImage({
  main: nginx,
  envs: { "10-app": { GREETING: "hello" } },
});
