import type { Branch, If, Redirect, ShBody, ShCommand, Simple } from "../../ast/sh.ts";
import { callSite } from "../call-site.ts";
import { noted, type Draft } from "./block.ts";
import {
  prefixed,
  redirected,
  type Checked,
  type Command,
  type Prefix,
  type Redirected,
} from "./commands.ts";
import type { Body, RecordedIf, RecordedSimple } from "./handle.ts";
import { Redirectable } from "./redirects.ts";
import type { Used } from "./use.ts";

type Use = (node: Used) => void;

/** A statement that was recorded: redirections are added to it. */
export class Recorded<Node extends ShCommand & Redirected> extends Redirectable {
  protected readonly draft: Draft<Node>;
  protected readonly use: Use;

  constructor(draft: Draft<Node>, use: Use) {
    super();
    this.draft = draft;
    this.use = use;
  }

  protected redirect(redirect: Redirect): this {
    this.use(redirect);
    this.draft.command = redirected(this.draft.command, redirect);
    return this;
  }
}

export class RecordedCommand extends Recorded<Simple> implements RecordedSimple {
  with<const P extends Prefix>(prefix: Checked<P>): this {
    this.draft.command = prefixed(this.draft.command, prefix);
    this.use(this.draft.command);
    return this;
  }
}

export class RecordedBranches<Handle> extends Recorded<If> implements RecordedIf<Handle> {
  readonly #inner: (body: Body<Handle>) => ShBody;

  constructor(draft: Draft<If>, use: Use, inner: (body: Body<Handle>) => ShBody) {
    super(draft, use);
    this.#inner = inner;
  }

  elif(condition: Command, then: Body<Handle>): this {
    this.use(condition.node);
    const branch: Branch = {
      kind: "Branch",
      condition: condition.node,
      body: this.#inner(then),
      ...noted(callSite()),
    };
    this.draft.command = { ...this.draft.command, branches: [...this.draft.command.branches, branch] };
    return this;
  }

  else(otherwise: Body<Handle>): this {
    const body = this.#inner(otherwise);
    this.draft.command = {
      ...this.draft.command,
      otherwise: { kind: "Otherwise", body, ...noted(callSite()) },
    };
    return this;
  }
}
