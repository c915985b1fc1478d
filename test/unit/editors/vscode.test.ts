import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createProtocolConnection,
  InitializeRequest,
  ShutdownRequest,
  ExitNotification,
} from "vscode-languageserver-protocol/node";
import { isExecline } from "../../../src/parse/is-execline.ts";
import { TARGETS } from "../../../src/facts/index.ts";

const { version, contributes } = JSON.parse(readFileSync("editors/vscode/package.json", "utf8"));
const [language] = contributes.languages;
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "vsix-"));
  execFileSync(process.execPath, ["editors/vscode/build.ts"]);
  execFileSync("python3", ["-m", "zipfile", "-e", `dist/execline-${version}.vsix`, directory]);
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

test("the package is the same each time it is built", { timeout: 60_000 }, () => {
  const before = readFileSync(`dist/execline-${version}.vsix`);
  execFileSync(process.execPath, ["editors/vscode/build.ts"]);
  expect(readFileSync(`dist/execline-${version}.vsix`).equals(before)).toBe(true);
});

test("everything its manifest names is in it", () => {
  const manifest = JSON.parse(readFileSync(join(directory, "extension/package.json"), "utf8"));
  for (const path of [manifest.main, language.configuration, contributes.grammars[0].path]) {
    expect(readFileSync(join(directory, "extension", path), "utf8")).not.toBe("");
  }
});

test("its server answers", async () => {
  const server = spawn(process.execPath, [join(directory, "extension/dist/server.cjs")]);
  const client = createProtocolConnection(server.stdout, server.stdin);
  client.listen();
  const { serverInfo } = await client.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  expect(serverInfo).toEqual({ name: "ignity" });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await client.sendRequest(ShutdownRequest.type);
  await client.sendNotification(ExitNotification.type);
  expect(await ended).toBe(0);
  client.dispose();
});

test("it takes a file for execline as ignity does", () => {
  for (const line of [
    "#!/bin/execlineb -P",
    "#!/usr/bin/env execlineb",
    "#!/bin/sh",
    "#!/bin/my-execlineb",
    "#!execlineb",
  ]) {
    expect(new RegExp(language.firstLine).test(line)).toBe(isExecline("run", line));
  }
  for (const extension of language.extensions) expect(isExecline(`a${extension}`, "")).toBe(true);
});

test("it offers the releases there are", () => {
  expect(contributes.configuration.properties["execline.target"].enum).toEqual(Object.keys(TARGETS));
});
