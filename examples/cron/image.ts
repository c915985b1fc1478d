import { defineImage, service } from "ignity";

/** snooze waits until it is time and becomes the command. When that has ended, s6 starts it for the next time. */
const job = (name: string, when: readonly string[], command: readonly string[]) =>
  service(name, {
    run: ["snooze", ...when, ...command],
    log: { directory: `/var/log/jobs/${name}`, size: "4KiB", files: 3 },
  });

// Each second, and each night at half past three.
const memory = job("memory", ["-H", "*", "-M", "*", "-S", "*"], ["cat", "/proc/meminfo"]);
const tidy = job("tidy", ["-H", "3", "-M", "30"], ["find", "/tmp", "-mtime", "+7", "-delete"]);

export default defineImage({ services: [memory, tidy] });
