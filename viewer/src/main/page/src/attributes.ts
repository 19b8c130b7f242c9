// SPDX-License-Identifier: Apache-2.0
// Makes objects of the flat keys that OpenInference uses.
import type { Attribute, SpanDetail } from "./api";

export const HIDDEN = "__REDACTED__";

/** A text that the server has cut. */
export interface Cut { text: string; length: number; key: string }

export interface Value { type: string; value: unknown; length?: number; key: string }

export interface Content { type: string; text?: Value; image?: Value; audio?: Value; signature?: string; hidden?: boolean }

export interface ToolCall { id: string; name: string; args: string }

export interface Message {
  role: string; name?: string; contents: Content[]; toolCallId?: string; toolCalls: ToolCall[];
}

export interface Doc { id?: string; content?: Value; score?: number; metadata?: string }

const INDEX = /\.(\d+)(?=\.)/g;

export class Attributes {
  readonly map = new Map<string, Value>();
  private readonly indices = new Map<string, Set<string>>();

  constructor(list: Attribute[]) {
    for (const [key, type, value, length] of list) {
      this.map.set(key, { key, type, value, length });
      // Once for all lists, because a span may have thousands of messages.
      for (const found of key.matchAll(INDEX)) {
        const prefix = key.slice(0, found.index);
        const known = this.indices.get(prefix);
        if (known) known.add(found[1]);
        else this.indices.set(prefix, new Set([found[1]]));
      }
    }
  }

  get(key: string): Value | undefined {
    return this.map.get(key);
  }

  text(key: string): string | undefined {
    const found = this.map.get(key);
    return found === undefined || found.value === null ? undefined : typeof found.value === "string" ? found.value : JSON.stringify(found.value);
  }

  number(key: string): number | undefined {
    const text = this.text(key);
    const number = Number(text);
    return text === undefined || text.trim() === "" || !Number.isFinite(number) ? undefined : number;
  }

  /** The elements of a list in their order. Gaps between indices are closed. */
  elements(prefix: string): string[] {
    const indices = this.indices.get(prefix) ?? [];
    return [...indices].sort((a, b) => Number(a) - Number(b)).map((index) => `${prefix}.${index}`);
  }

  messages(prefix: string): Message[] {
    return this.elements(prefix).map((path) => this.message(`${path}.message`));
  }

  private message(path: string): Message {
    const contents: Content[] = [];
    for (const element of this.elements(`${path}.contents`)) {
      const content = `${element}.message_content`;
      const type = this.text(`${content}.type`) ?? "text";
      const signature = this.text(`${content}.signature`);
      contents.push({
        type,
        text: this.get(`${content}.text`),
        image: this.get(`${content}.image.image.url`),
        audio: this.get(`${content}.audio.audio.url`) ?? this.get(`${content}.audio.audio.transcript`),
        signature,
        hidden: type === "reasoning" && !this.get(`${content}.text`) && Boolean(this.text(`${content}.data`) ?? this.text(`${content}.encrypted_content`)),
      });
    }
    const plain = this.get(`${path}.content`);
    if (plain && !contents.some((content) => content.text)) contents.push({ type: "text", text: plain });
    const toolCalls = this.elements(`${path}.tool_calls`).map((element) => ({
      id: this.text(`${element}.tool_call.id`) ?? "",
      name: this.text(`${element}.tool_call.function.name`) ?? "",
      args: this.text(`${element}.tool_call.function.arguments`) ?? "",
    }));
    const legacy = this.text(`${path}.function_call_name`);
    if (legacy) toolCalls.push({ id: "", name: legacy, args: this.text(`${path}.function_call_arguments_json`) ?? "" });
    return {
      role: this.text(`${path}.role`) ?? "message",
      name: this.text(`${path}.name`),
      toolCallId: this.text(`${path}.tool_call_id`),
      contents: contents.filter((content) => content.type !== "tool_use" && content.type !== "tool_call"),
      toolCalls,
    };
  }

  documents(prefix: string): Doc[] {
    return this.elements(prefix).map((path) => ({
      id: this.text(`${path}.document.id`),
      content: this.get(`${path}.document.content`),
      score: this.number(`${path}.document.score`),
      metadata: this.text(`${path}.document.metadata`),
    }));
  }
}

const cache = new WeakMap<SpanDetail, Attributes>();

export function attributesOf(span: SpanDetail): Attributes {
  let known = cache.get(span);
  if (!known) {
    known = new Attributes(span.attributes);
    cache.set(span, known);
  }
  return known;
}

export function parseJson(text: string | undefined): unknown {
  if (!text || text.length > 500_000 || !/^\s*[[{]/.test(text)) return undefined;
  try {
    // A number of 64 bits stays as it was sent, where the browser tells how that was.
    const exact = (_: string, value: unknown, context?: { source?: string }) =>
      typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source ? context.source : value;
    return JSON.parse(text, exact as (key: string, value: unknown) => unknown);
  } catch {
    return undefined;
  }
}

export function textOf(message: Message): string {
  return message.contents.map((content) => (typeof content.text?.value === "string" ? content.text.value : "")).join("\n");
}
