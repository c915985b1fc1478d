/** What `import { ... } from "ignity"` gives: one image in one file. See {@link defineImage} and {@link service}. */
export { defineImage } from "./image.ts";
export type { Image, ImageOptions, PermissionRule } from "./image.ts";
export { external, oneshot, service } from "./service.ts";
export type {
  AtMost,
  Backoff,
  Body,
  Command,
  Condition,
  External,
  Instances,
  Limits,
  Log,
  Needs,
  Oneshot,
  OneshotOptions,
  Ready,
  ReloadSignal,
  Restart,
  Rotated,
  Service,
  ServiceOptions,
  StopSignal,
  Umask,
  Unit,
} from "./service.ts";
export type { Duration, Size } from "./units.ts";
/** The authoring of execline and sh, for the bodies: `execline.run`, `sh.test`. */
export * as execline from "../dsl/execline.ts";
export * as sh from "../dsl/sh.ts";
