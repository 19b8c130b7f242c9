// SPDX-License-Identifier: Apache-2.0
export interface Project {
  id: number; name: string; traces: number; spans: number; errors: number; tokens: number;
  cost: number | null; lastSeen: number | null; p50: number | null; p99: number | null; spark: number[];
}

export interface Annotation {
  id: number; target: string; targetId: string; position: number; name: string; identifier: string;
  annotatorKind: string; label: string | null; score: number | null; explanation: string | null;
  source: string; updatedMillis: number;
}

export interface TraceRow {
  traceId: string; project: string; rootSpanId: string | null; name: string; kind: string; status: number;
  rootMissing: boolean; start: number; latency: number; input: string; output: string; spans: number;
  errors: number; promptTokens: number; completionTokens: number; tokens: number; cost: number | null;
  session: string | null; user: string | null; model: string | null; annotations: Annotation[]; cursor: string;
}

export interface SpanRow {
  id: number; project: string; traceId: string; spanId: string; parentId: string | null; name: string;
  kind: string; status: number; start: string; latency: number; model: string | null;
  promptTokens: number | null; completionTokens: number | null; tokens: number | null; cost: number | null;
  counted: boolean; session: string | null; user: string | null; oddities: number; input: string;
  output: string; cursor: string; running: boolean;
}

export interface SessionRow {
  id: string; project: string; traces: number; errors: number; tokens: number; cost: number | null;
  start: number; end: number; user: string | null; input: string; output: string;
}

export interface Dataset {
  id: number; name: string; description: string | null; updatedMillis: number; examples: number; versions: number; experiments: number;
}

export interface DatasetDetail extends Omit<Dataset, "examples"> {
  key: string;
  examples: { id: number; input: unknown; output: unknown; metadata: unknown; splits: string[]; spanId: string | null; traceId: string | null }[];
  runs: { id: number; name: string; project: string; examples: number; repetitions: number; successes: number; failures: number; scores: { name: string; mean: number; number: number }[] }[];
}

/** Key, type, value, and the whole length if the value is cut. */
export type Attribute = [string, string, unknown, number?];

export interface SpanDetail {
  id: number; project: string; traceId: string; spanId: string; parentId: string; name: string; kind: string;
  status: number; statusMessage: string; start: string; end: string; received: number; oddities: number;
  droppedAttributes: number; droppedEvents: number; droppedLinks: number; attributes: Attribute[];
  events: { time: string; name: string; attributes: Attribute[] }[];
  links: { traceId: string; spanId: string; attributes: Attribute[] }[];
  resource: Attribute[]; scope: string; scopeVersion: string; annotations: Annotation[];
}

export interface TraceAnswer {
  traceId: string; spans: SpanRow[]; annotations: Annotation[]; spanAnnotations: Annotation[];
}

export interface Page<T> { rows: T[]; next: string | null; incomplete: boolean; running?: SpanRow[] }

export interface Series {
  name: string; count: number; errors: number; promptTokens: number; completionTokens: number; cost: number;
  p50: number | null; p99: number | null; steps: number[];
}

export interface Metrics {
  from: number; to: number; stepMillis: number;
  steps: { time: number; traces: number; errors: number; p50: number | null; p99: number | null }[];
  models: Series[]; tools: Series[]; scores: { name: string; count: number; mean?: number }[];
}

/** Data of one trace inside of a page that works without a server. */
export interface Offline { trace: TraceAnswer; spans: Record<string, SpanDetail> }

let offline: Offline | null = null;

export function offlineData(): Offline | null {
  if (!offline) {
    const element = document.getElementById("offline-data");
    if (element) offline = JSON.parse(element.textContent ?? "null");
  }
  return offline;
}

export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

async function answer(response: Response): Promise<Response> {
  if (!response.ok) throw new ApiError(response.status, await response.text());
  return response;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const data = offlineData();
  if (data) {
    const span = /^\/api\/spans\/(\d+)$/.exec(path);
    if (span) return data.spans[span[1]] as T;
    if (path.startsWith("/api/traces/")) return data.trace as T;
    throw new ApiError(404, "This file holds one trace only.");
  }
  return (await answer(await fetch(path, { signal }))).json();
}

export async function getText(path: string): Promise<string> {
  return (await answer(await fetch(path))).text();
}

export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  const headers = { "Content-Type": "application/json", "X-OpenInference-Viewer": "1" };
  const response = await answer(await fetch(path, { method, headers, body: text }));
  const type = response.headers.get("Content-Type") ?? "";
  return (type.startsWith("application/json") ? response.json() : response.text()) as Promise<T>;
}

export function query(parameters: Record<string, string | number | null | undefined>): string {
  const parts = Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
  return parts.length ? `?${parts.join("&")}` : "";
}
