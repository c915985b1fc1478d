# A life that a stop may come into: a service, a CMD that goes on, and a finalize script. What has been set up, that CMD
# is up, and what is finalized, are files beside the state directory: its name with `.set-up`, `.up` and `.finalized`.
life() {
  file /etc/ignity/services/one/run <<<'#!/bin/sh
exec sleep 1000'
  file /etc/ignity/finalize/10-last <<<'#!/usr/bin/with-env sh
>"$IGNITY_RUN_DIR.finalized"'
  file /cmd <<<'#!/bin/sh
>"$IGNITY_RUN_DIR.set-up"
>"$IGNITY_RUN_DIR.up"
exec sleep 1000'
}

with_init_script() {
  file /etc/ignity/envs/10-some <<<'SOME=1'
  file /etc/ignity/init/10-first <<<'#!/bin/sh
>"$IGNITY_RUN_DIR.set-up"'
}
