import type { Position } from "../ast/diagnostic.ts";
import { callSite } from "../dsl/call-site.ts";
import type { Body, Oneshot, Service } from "./service.ts";

/** A rule of permissions. `{{USERMAP_UID}}` and `{{USERMAP_GID}}` stand for the mapped user. */
export interface PermissionRule {
  readonly path: `/${string}`;
  /** `uid:gid`, or the name of a user. */
  readonly owner: string;
  /** Three or four octal digits. */
  readonly files: string;
  readonly directories: string;
  /** Whether it is for what is below the path too; so when it is not said. */
  readonly recurse?: boolean;
}

/** What an image has of its own. Each key of the first four is the name of a file, which is also its place in the order. */
export interface ImageOptions {
  /** Files of variables, in `/etc/ignity/envs`: `{ "10-app": { GREETING: "hello" } }`. */
  readonly envs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Files of rules, in `/etc/ignity/perms`. */
  readonly perms?: Readonly<Record<string, readonly PermissionRule[]>>;
  /** Scripts run before the services start, in `/etc/ignity/init`. One that fails stops the container. */
  readonly init?: Readonly<Record<string, Body>>;
  /** Scripts run when the container stops, in `/etc/ignity/finalize`. */
  readonly finalize?: Readonly<Record<string, Body>>;
  /** Services and oneshots. What they need is part of the image, listed or not. */
  readonly services?: readonly (Service | Oneshot)[];
  /** The service that the container is there for: it is not restarted, and its end is the container's, with its code. */
  readonly main?: Service;
  /** The image of the FROM line: its services are there already, may be needed, and are overridden by name. */
  readonly from?: Image;
}

export interface Image {
  readonly kind: "image";
  readonly options: ImageOptions;
  readonly position: Position | undefined;
}

/**
 * One image, in one file: `image.ts` exports it as its default, and `ignity build` writes what it says.
 *
 *     export default defineImage({ services: [web, redis] });
 */
export function defineImage(options: ImageOptions): Image {
  return { kind: "image", options, position: callSite() };
}
