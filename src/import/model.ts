import type { Body, ImageOptions, OneshotOptions, ServiceOptions } from "../image/index.ts";

/** Something that the image file cannot say, or says otherwise: where it is, and what became of it. */
export interface Lost {
  /** The path, with the directory or archive that was named. */
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** Says that something is not carried. */
export type Lose = (path: string, line: number, what: string) => void;

/** What a service needs is here a list of names. */
type Named<Options> = Omit<Options, "needs">;

interface Unit<Kind, Options> {
  readonly kind: Kind;
  readonly name: string;
  readonly needs: readonly string[];
  readonly options: Named<Options>;
  /** What its author wrote in the script, where it is no script any more. */
  readonly comments: readonly string[];
}

export type ImportedService = Unit<"service", ServiceOptions>;
export type ImportedOneshot = Unit<"oneshot", OneshotOptions>;
export type ImportedUnit = ImportedService | ImportedOneshot;

/** All that is put into one image file. */
export interface Imported {
  readonly units: readonly ImportedUnit[];
  readonly image: Pick<ImageOptions, "envs" | "perms"> & {
    readonly init: Readonly<Record<string, Body>>;
    readonly finalize: Readonly<Record<string, Body>>;
  };
}
