import type { Comment } from "../ast/execline.ts";
import type {
  AndOr,
  Case,
  If,
  Not,
  Noted,
  Pipeline,
  ShBody,
  ShCommand,
  Simple,
  Statement,
  Test,
  Trap,
} from "../ast/sh.ts";
import { isInline, isLine, needsBraces, partOf, unwrapped } from "./sh-lines.ts";
import { isBare, quoteSh, quoteSingly } from "./sh-quote.ts";
import { RedirectPrinter } from "./sh-redirects.ts";
import { WordPrinter } from "./sh-words.ts";
import { Writer } from "./sh-writer.ts";

/** Prints commands, each beginning where the text ends. */
export class CommandPrinter {
  readonly out: Writer;
  readonly #words = new WordPrinter((command) => this.#captured(command));
  readonly #redirects: RedirectPrinter;

  constructor(depth = 0) {
    this.out = new Writer(depth);
    this.#redirects = new RedirectPrinter(this.out, this.#words);
  }

  body({ statements, trailing }: ShBody): void {
    statements.forEach((statement, i) => {
      const before = statements[i - 1];
      if (before) this.out.newline();
      this.#notes(statement, before !== undefined, [before, statement].some(isFunction));
      this.command(statement.command);
      if (statement.background) this.out.write(" &");
    });
    trailing.forEach((comment, i) => {
      const follows = i > 0 || statements.length > 0;
      if (follows) this.out.newline();
      if (follows && comment.spaced) this.out.newline();
      this.#comment(comment);
    });
  }

  command(command: ShCommand): void {
    switch (command.kind) {
      case "Simple":
        this.#simple(command);
        break;
      case "Test":
        this.#test(command, "[ ");
        break;
      case "Not":
        this.#not(command);
        break;
      case "Pipeline":
        this.#joined(command, " | ");
        break;
      case "AndOr":
        this.#joined(command, ` ${command.operator} `);
        break;
      case "If":
        this.#if(command);
        break;
      case "While":
        this.out.write(`${command.keyword} `);
        this.command(command.condition);
        this.#block("; do", command.body, "done");
        break;
      case "For":
        this.out.write(
          `for ${command.name} in ${command.words.map((word) => this.#words.word(word)).join(" ")}`,
        );
        this.#block("; do", command.body, "done");
        break;
      case "Case":
        this.#case(command);
        break;
      case "Group":
        if (isInline(command)) this.#inline("{ ", command.body, " }");
        else this.#block("{", command.body, "}");
        break;
      case "Subshell":
        if (isInline(command)) this.#inline("(", command.body, ")");
        else this.#block("(", command.body, ")");
        break;
      case "FunctionDefinition":
        this.#block(`${command.name}() {`, command.body, "}");
        break;
      case "Trap":
        this.#trap(command);
        break;
      case "Raw":
        this.out.write(command.text);
        break;
    }
    if ("redirects" in command) command.redirects.forEach((redirect) => this.#redirects.print(redirect));
  }

  #simple({ assignments, words }: Simple): void {
    const values = assignments.map(({ name, value }) => `${name}=${this.#words.assigned(value)}`);
    const argv = words.map((word, i) => this.#words.word(word, i === 0 ? "command" : "argument"));
    this.out.write([...values, ...argv].join(" "));
  }

  #test({ words }: Test, opening: string): void {
    this.out.write(`${opening}${words.map((word) => this.#words.word(word)).join(" ")} ]`);
  }

  /** A question to a file or a string is negated by `[` itself. */
  #not(not: Not): void {
    const { command } = not;
    if (command.kind === "Test" && command.words.length === 2 && command.redirects.length === 0) {
      this.#test(command, "[ ! ");
    } else {
      this.out.write("! ");
      this.#part(command, not);
    }
  }

  #joined(whole: Pipeline | AndOr, operator: string): void {
    whole.commands.forEach((command, i) => {
      if (i > 0) this.out.write(operator);
      this.#part(command, whole);
    });
  }

  #part(command: ShCommand, whole: Not | Pipeline | AndOr): void {
    const part = partOf(command, whole);
    if (!needsBraces(part, whole)) return this.command(part);
    this.out.write("{ ");
    this.command(part);
    this.out.write("; }");
  }

  #inline(opening: "{ " | "(", body: ShBody, closing: " }" | ")"): void {
    this.out.write(opening);
    this.body(body);
    const ended = opening === "(" || body.statements.at(-1)?.background;
    this.out.write(`${ended ? "" : ";"}${closing}`);
  }

  /** A block is on lines of its own, one step deeper. */
  #block(opening: string, body: ShBody, closing = ""): void {
    this.out.write(opening).deeper(() => {
      this.out.newline();
      this.body(body);
    });
    this.out.newline().write(closing);
  }

  #if({ branches, otherwise }: If): void {
    branches.forEach((branch, i) => {
      this.#notes(branch, false);
      this.out.write(i === 0 ? "if " : "elif ");
      this.command(branch.condition);
      this.#block("; then", branch.body);
    });
    if (otherwise) {
      this.#notes(otherwise, false);
      this.#block("else", otherwise.body);
    }
    this.out.write("fi");
  }

  #case({ word, arms }: Case): void {
    this.out.write(`case ${this.#words.word(word)} in`).deeper(() =>
      arms.forEach((arm, i) => {
        this.out.newline();
        this.#notes(arm, i > 0);
        this.out.write(`${arm.patterns.map((pattern) => this.#words.word(pattern)).join(" | ")})`);
        if (arm.body.statements.length === 0) this.out.write(" ;;");
        else this.out.deeper(() => this.#arm(arm.body));
      }),
    );
    this.out.newline().write("esac");
  }

  #arm(body: ShBody): void {
    this.out.newline();
    this.body(body);
    this.out.newline().write(";;");
  }

  #trap({ action, signals }: Trap): void {
    this.out.write(`trap ${this.#action(action)} ${signals.join(" ")}`);
  }

  #action(action: Trap["action"]): string {
    if (action === "ignore") return quoteSh("");
    if (action === "default") return "-";
    const printer = new CommandPrinter(this.out.depth);
    const [only, ...more] = action.statements;
    if (more.length === 0 && only && isLine(only.command) && only.leading.length === 0) printer.body(action);
    else printer.#block("", action);
    const text = printer.#whole();
    return isBare(text) ? text : quoteSingly(text);
  }

  /** The command in a `$(...)`; several of a group stand on lines of their own. */
  #captured(command: ShCommand): string {
    const printer = new CommandPrinter(this.out.depth);
    const inner = unwrapped(command);
    if (inner.kind === "Group" && inner.redirects.length === 0) printer.#block("", inner.body);
    else printer.command(inner);
    return printer.#whole();
  }

  /** The text that ends here, with the here-documents that would come after its last line. */
  #whole(): string {
    return this.out.awaitsHereDocument ? this.out.newline().text : this.out.text;
  }

  /** The comments before something, and the blank lines between. `apart`: it is set off by one anyhow. */
  #notes({ leading, spaced }: Noted, follows: boolean, apart = false): void {
    leading.forEach((comment, i) => {
      if (i === 0 ? follows && (apart || comment.spaced) : comment.spaced) this.out.newline();
      this.#comment(comment);
      this.out.newline();
    });
    if (leading.length > 0 ? spaced : follows && (apart || spaced)) this.out.newline();
  }

  #comment({ text }: Comment): void {
    this.out.write(text === "" ? "#" : `# ${text}`);
  }
}

const isFunction = (statement: Statement | undefined): boolean =>
  statement?.command.kind === "FunctionDefinition";
