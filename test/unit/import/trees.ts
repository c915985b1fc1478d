import type { Files } from "./project.ts";

/** Service directories and scripts of s6-overlay 2. */
export const SERVICES_D: Files = {
  "etc/services.d/web/run": `#!/usr/bin/with-contenv bash
# The server.
# shellcheck shell=bash
cd /srv/web
exec s6-setuidgid www-data \\
  nginx -g "daemon off;" -c '/etc/nginx conf'
`,
  "etc/services.d/web/finish": `#!/usr/bin/execlineb -S1
if { s6-test \${1} -ne 0 }
if { s6-test \${1} -ne 256 }
s6-svscanctl -t /var/run/s6/services
`,
  "etc/services.d/web/notification-fd": "3\n",
  "etc/services.d/web/timeout-kill": "1500\n",
  "etc/services.d/web/down-signal": "SIGQUIT\n",
  "etc/services.d/web/log/run": "#!/bin/sh\nexec logutil-service /var/log/web\n",
  "etc/services.d/class/run": `#!/command/execlineb -P
# Chains are commands.
with-contenv
s6-setuidgid app
nice -n 5 app --name "a b"
`,
  "etc/services.d/shell/run": `#!/usr/bin/with-contenv sh
# It says \`where\` it is.
echo "\${HOME}" \\
  >>/tmp/log
exec app "$@"
`,
  "etc/services.d/shell/log/run": "#!/bin/sh\nexec s6-log -b n5 s4096 1 T /var/log/shell\n",
  "etc/services.d/script/run": "#!/usr/bin/env python3\nprint('\\n')\n",
  "etc/services.d/linked/run": "->/usr/bin/app",
  "etc/cont-init.d/10-first": "#!/usr/bin/with-contenv sh\nmkdir -p /srv/web\n",
  "etc/cont-init.d/20-services":
    "#!/bin/sh\nmkdir /etc/services.d/more\nprintf '#!/usr/bin/with-contenv sh\\nexec app\\n' >/etc/services.d/more/run\n",
  "etc/cont-finish.d/10-last": "#!/bin/sh\necho last\n",
  "etc/fix-attrs.d/01-web":
    "# Whose it is.\n/srv/web true www-data 0640 0750\n/srv/own false root:www-data 640 750\n",
};

/** Definitions of s6-rc, as s6-overlay 3 has them. */
export const S6_RC: Files = {
  "s6-rc.d/user/type": "bundle\n",
  "s6-rc.d/user/contents.d/web-pipeline": "",
  "s6-rc.d/user/contents.d/stage": "",
  "s6-rc.d/stage/contents": "# Both.\nworker\nmigrate\n",
  "s6-rc.d/stage/type": "bundle\n",
  "s6-rc.d/web/type": "longrun\n",
  "s6-rc.d/web/run": "#!/command/with-contenv bash\nexec 2>&1\nexec web\n",
  "s6-rc.d/web/producer-for": "web-log\n",
  "s6-rc.d/web/dependencies.d/migrate": "",
  "s6-rc.d/web/dependencies.d/base": "",
  "s6-rc.d/web-log/type": "longrun\n",
  "s6-rc.d/web-log/run": "#!/bin/sh\nexec logutil-service /var/log/web\n",
  "s6-rc.d/web-log/consumer-for": "web\n",
  "s6-rc.d/web-log/pipeline-name": "web-pipeline\n",
  "s6-rc.d/web-log/dependencies.d/log-prepare": "",
  "s6-rc.d/log-prepare/type": "oneshot\n",
  "s6-rc.d/log-prepare/up": "#!/command/execlineb -P\nmkdir -p /var/log/web\n",
  "s6-rc.d/clean/type": "oneshot\n",
  "s6-rc.d/clean/up": "#!/command/execlineb -P\nif { rm -rf /srv/tmp }\nmkdir /srv/tmp\n",
  "s6-rc.d/worker/dependencies.d/clean": "",
  "s6-rc.d/worker/type": "longrun\n",
  "s6-rc.d/worker/run": "#!/bin/sh\nexec s6-setuidgid app worker\n",
  "s6-rc.d/worker/dependencies": "ready\n",
  "s6-rc.d/ready/type": "oneshot\n",
  "s6-rc.d/ready/up": "# Only a name for what it needs.\n",
  "s6-rc.d/ready/dependencies.d/web-pipeline": "",
  "s6-rc.d/migrate/type": "oneshot\n",
  "s6-rc.d/migrate/up": "/etc/s6-overlay/s6-rc.d/migrate/run\n",
  "s6-rc.d/migrate/run": "#!/bin/bash\n[[ -e /srv/done ]] || app migrate\n",
  "s6-rc.d/migrate/timeout-up": "60000\n",
};

/** What /etc/ignity has. */
export const IGNITY: Files = {
  "envs/10-app": '# What it is told.\nCOLOUR=green\nGREETING = "a\\tb \\"c\\""\nEMPTY=\n',
  "perms/10-app": '/srv/app {{USERMAP_UID}}:{{USERMAP_GID}} 0640 0750\n"/srv/a b" false nobody 0644 0755\n',
  "init/10-first": "#!/bin/execlineb -P\nmkdir /srv/app\n",
  "finalize/10-last": "#!/bin/sh\necho last\n",
  "services/ticker/run": "#!/bin/sh\nexec sleep 1000000\n",
};
