/** A file of a new project, by its path there. */
export type Project = Readonly<Record<string, string>>;

/** The files of a project that defines an image. `name` is its own, `version` that of ignity. */
export function projectOf(name: string, version: string): Project {
  return {
    "image.ts": IMAGE,
    "package.json": json({
      name,
      private: true,
      type: "module",
      scripts: { build: "tsc && ignity build" },
      devDependencies: { ignity: `^${version}`, typescript: "^7.0.2" },
      engines: { node: ">=24" },
    }),
    "tsconfig.json": json({
      compilerOptions: {
        target: "es2024",
        module: "nodenext",
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        erasableSyntaxOnly: true,
        verbatimModuleSyntax: true,
        types: [],
        noEmit: true,
      },
      include: ["*.ts"],
    }),
    Dockerfile: DOCKERFILE,
    ".dockerignore": "*\n!node_modules/ignity/generated\n!rootfs\n",
    ".gitignore": "node_modules/\n/rootfs/\n/rootfs.json\n",
    "README.md": readme(name),
  };
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

const IMAGE = `import { defineImage, service } from "ignity";

// A service is started again when it ends. Its name stands before each line that it writes.
const clock = service("clock", {
  run: {
    sh: \`
while :; do
  date
  sleep 1
done
\`,
  },
  log: "stdout",
});

export default defineImage({ services: [clock] });
`;

const DOCKERFILE = `FROM debian:13
COPY node_modules/ignity/generated/ /
RUN sh /usr/src/install-ignity.sh
COPY rootfs/ /
HEALTHCHECK CMD ["ignity-status", "--healthy"]
ENTRYPOINT ["/init"]
`;

const readme = (name: string): string => `# ${name}

A container image whose services are defined in [\`image.ts\`](image.ts). Node 24 or newer builds it; the container has none.

\`\`\`sh
npm install
npm run build
docker build -t ${name} .
docker run --rm ${name}
\`\`\`

\`npm run build\` checks the types and writes \`rootfs/\`: the plain directories and scripts of s6 that the container runs.
`;
