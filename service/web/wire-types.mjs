/**
 * The types of what the pages send and receive, from the service's OpenAPI document on standard
 * input: `goalie openapi | node wire-types.mjs` writes them, with `--check` it exits 1 if the file
 * is stale.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const FILE = new URL("src/api/generated.ts", import.meta.url);

/** What the pages use; all that these refer to comes along. */
const USED = [
  "SuggestionRequest",
  "SuggestionEvents",
  "FeedbackIn",
  "ShopOut",
  "EmbeddingOut",
  "EventOut",
  "ProductsOut",
  "SearchOut",
  "WhatIfRequest",
  "WhatIfOut",
  "FilesOut",
  "JobRequest",
  "JobsOut",
  "RowsOut",
  "ConflictsOut",
  "VersionsOut",
  "LiveOut",
  "ChatRequest",
  "ChatOut",
  "ChatShopOut",
  "ChatEvents",
  "LeftMessage",
  "VoteIn",
  "HandoffIn",
  "ByAgent",
  "AgentReply",
  "InboxEvents",
  "SettledIn",
  "AttendedOut",
  "MessagesOut",
  "RunsOut",
  "ComparisonOut",
  "BuyersOut",
  "PracticeOut",
  "TraineesOut",
];

const document = JSON.parse(readFileSync(0, "utf8"));
const generated = await compile(schemaOf(document.components.schemas), "Wire", {
  additionalProperties: false,
  bannerComment: "/* Generated from the OpenAPI document by wire-types.mjs (`make types`). */",
  ignoreMinAndMaxItems: true,
});

if (!process.argv.includes("--check")) {
  writeFileSync(FILE, generated);
} else if (readFileSync(FILE, "utf8") !== generated) {
  console.error("src/api/generated.ts is not what the service says: run `make types`");
  process.exitCode = 1;
}

function schemaOf(schemas) {
  const $defs = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, without(schema, name)]),
  );
  return {
    type: "object",
    required: USED,
    properties: Object.fromEntries(USED.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs,
  };
}

/** Field titles would become types of their own; a reference points into `$defs` here. */
function without(value, title) {
  if (Array.isArray(value)) return value.map((one) => without(one));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => !(key === "title" && typeof inner === "string"))
    .map(([key, inner]) => [key, key === "$ref" ? inner.replace("components/schemas", "$defs") : without(inner)]);
  return { ...Object.fromEntries(entries), ...(title && { title }) };
}
