// SPDX-License-Identifier: Apache-2.0
// A span as something to paste: a request, code, or an assertion.
import { get, type SpanDetail } from "./api";
import { attributesOf, parseJson, textOf } from "./attributes";
import type { Node } from "./tree";

export type CopyText = string | (() => Promise<string>);

export function copies(span: SpanDetail, node: Node): [string, CopyText][] {
  const list: [string, CopyText][] = [["JSON (OTLP)", async () => JSON.stringify(await get(`/api/spans/${span.id}/otlp`), null, 2)], ["Span id", span.spanId], ["Trace id", span.traceId], ["JUnit assertion", assertion(node)]];
  if (span.kind === "LLM") list.unshift(["cURL", curl(span)], ["openai-java", openaiJava(span)]);
  return list;
}

function request(span: SpanDetail): Record<string, unknown> {
  const attributes = attributesOf(span);
  const input = parseJson(attributes.text("input.value")) as Record<string, unknown> | undefined;
  if (input && Array.isArray(input.messages)) return input;
  const parameters = (parseJson(attributes.text("llm.invocation_parameters")) as Record<string, unknown> | undefined) ?? {};
  const messages = attributes.messages("llm.input_messages").map((message) => ({
    role: message.role,
    content: textOf(message) || null,
    ...(message.toolCallId ? { tool_call_id: message.toolCallId } : {}),
    ...(message.toolCalls.length ? { tool_calls: message.toolCalls.map((call) => ({ id: call.id, type: "function", function: { name: call.name, arguments: call.args } })) } : {}),
  }));
  const tools = attributes.elements("llm.tools").map((path) => parseJson(attributes.text(`${path}.tool.json_schema`))).filter(Boolean);
  return { model: attributes.text("llm.request.model_name") ?? attributes.text("llm.model_name"), ...parameters, messages, ...(tools.length ? { tools } : {}) };
}

/** The key is a variable of the shell: the span has none, and a copy must not hold one. */
function curl(span: SpanDetail): string {
  const body = JSON.stringify(request(span), null, 2).replace(/'/g, "'\\''");
  return `curl https://api.openai.com/v1/chat/completions \\\n  -H "Authorization: Bearer $OPENAI_API_KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}

function java(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function openaiJava(span: SpanDetail): string {
  const { model, messages, temperature, max_tokens: maxTokens } = request(span) as { model?: string; messages: { role: string; content: unknown }[]; temperature?: number; max_tokens?: number };
  const methods: Record<string, string> = { system: "addSystemMessage", developer: "addDeveloperMessage", user: "addUserMessage", assistant: "addAssistantMessage" };
  const lines = messages.map(({ role, content }) => methods[role] && typeof content === "string" ? `    .${methods[role]}(${java(content)})` : `    // a message of the role ${role} that is no plain text`);
  return [
    "ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()", `    .model(${java(model ?? "gpt-4o-mini")})`, ...lines,
    ...(temperature === undefined ? [] : [`    .temperature(${temperature})`]), ...(maxTokens === undefined ? [] : [`    .maxCompletionTokens(${maxTokens})`]),
    "    .build();", "ChatCompletion completion = OpenAIOkHttpClient.fromEnv().chat().completions().create(params);",
  ].join("\n");
}

function assertion(node: Node): string {
  const lines: string[] = [];
  const open: [Node, number][] = [[node, 0]];
  while (open.length && lines.length < 200) {
    const [each, depth] = open.pop()!;
    const kind = each.span.kind === "UNKNOWN" ? "" : `${each.span.kind} `;
    lines.push(`    ${"  ".repeat(depth)}${kind}${each.span.name}${each.span.status === 2 ? " !" : ""}`);
    for (let i = each.children.length - 1; i >= 0; i--) open.push([each.children[i], depth + 1]);
  }
  return `assertThat(telemetry.trace()).hasTree("""\n${lines.join("\n")}\n    """);`;
}
