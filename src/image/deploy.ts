import { staleFiles } from "./compile.ts";
import { stopSeconds } from "./grace.ts";
import type { Graph } from "./graph.ts";
import type { Image } from "./image.ts";

/**
 * The lines of a Dockerfile that put a built image into a container. `directory` is where its files were written. On top of
 * another image they go below its FROM line.
 */
export function dockerfile(image: Image, directory: string): string {
  const copy = `COPY ${directory}/ /\n`;
  const stale = staleFiles(image);
  if (image.options.from) return stale.length === 0 ? copy : `RUN rm ${stale.join(" ")}\n${copy}`;
  return `FROM debian:12
ADD ignity.tar.gz /
RUN sh /usr/src/install-ignity.sh
${copy}HEALTHCHECK CMD ["ignity-status", "--healthy"]
ENTRYPOINT ["/init"]
`;
}

/** A Deployment of Kubernetes that asks whether the services are well, and waits for as long as a stop may take. */
export function kubernetes(image: Image, graph: Graph, reference: string): string {
  const name = reference.replace(/^.*\//, "").replace(/[:@].*$/, "");
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: 1
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      terminationGracePeriodSeconds: ${stopSeconds(image, graph)}
      containers:
        - name: ${name}
          image: ${reference}
          startupProbe:
            exec:
              command: [ignity-status, --healthy]
            periodSeconds: 1
            failureThreshold: 60
          livenessProbe:
            exec:
              command: [ignity-status, --healthy]
            periodSeconds: 10
            failureThreshold: 3
`;
}
