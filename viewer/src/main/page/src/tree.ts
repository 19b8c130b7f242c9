// SPDX-License-Identifier: Apache-2.0
// Builds the tree of a trace from spans that may be wrong in many ways. The README states these rules.
import type { SpanRow } from "./api";
import { fromNanos } from "./format";

export const NO_START = 1;
export const FUTURE = 2;
export const NO_END = 4;
export const ENDS_BEFORE_START = 8;
export const LOSSY = 16;
export const PRICED = 32;
export const PAST = 64;
export const ENDS_IN_FUTURE = 128;

/** The start says nothing about when the span was. */
const TIMELESS = NO_START | FUTURE | PAST;

export interface Node {
  span: SpanRow; children: Node[]; parent: Node | null; depth: number;
  /** Milliseconds since the start of the trace. */
  start: number; end: number; notes: string[];
  tokens: number; cost: number; time: number;
}

export interface Tree { roots: Node[]; all: Node[]; start: number; end: number; missingParents: number; deepest: number }

export function buildTree(spans: SpanRow[]): Tree {
  const nodes: Node[] = [];
  const byId = new Map<string, Node>();
  for (const span of spans) {
    const node: Node = { span, children: [], parent: null, depth: 0, start: 0, end: 0, notes: [], tokens: 0, cost: 0, time: 0 };
    nodes.push(node);
    const other = byId.get(span.spanId);
    if (other) node.notes.push("Another span of this trace has the same id.");
    else byId.set(span.spanId, node);
  }
  let missingParents = 0;
  for (const node of nodes) {
    const parentId = node.span.parentId;
    if (!parentId) continue;
    const parent = byId.get(parentId);
    if (!parent) {
      missingParents++;
      node.notes.push("The parent has not arrived.");
    } else if (parent === node || (node.children.length && isBelow(parent, node))) {
      node.notes.push("The span is its own ancestor. The circle is cut here.");
    } else {
      node.parent = parent;
      parent.children.push(node);
    }
  }
  const roots = nodes.filter((node) => !node.parent);
  const { start, end } = bounds(nodes);
  const all: Node[] = [];
  for (const root of roots) place(root, 0, start, end, all);
  const deepest = all.reduce((most, node) => Math.max(most, node.depth), 0);
  return { roots, all, start, end, missingParents, deepest };
}

function isBelow(node: Node, ancestor: Node): boolean {
  for (let each: Node | null = node; each; each = each.parent) if (each === ancestor) return true;
  return false;
}

/** The time of the trace, as the spans with a plausible time have it. */
function bounds(nodes: Node[]): { start: number; end: number } {
  const sane = nodes.filter((node) => !(node.span.oddities & TIMELESS));
  const used = sane.length ? sane : nodes;
  let start = Infinity;
  let end = -Infinity;
  for (const { span } of used) {
    const from = fromNanos(span.start);
    start = Math.min(start, from);
    end = Math.max(end, from + span.latency);
  }
  return { start, end };
}

/** Without recursion, because a chain of spans may be deeper than the stack. */
function place(root: Node, depth: number, traceStart: number, traceEnd: number, all: Node[]): void {
  const order: Node[] = [];
  const open: Node[] = [root];
  root.depth = depth;
  while (open.length) {
    const node = open.pop()!;
    order.push(node);
    all.push(node);
    position(node, traceStart, traceEnd);
    node.children.sort((a, b) => fromNanos(a.span.start) - fromNanos(b.span.start));
    for (let i = node.children.length - 1; i >= 0; i--) {
      node.children[i].depth = node.depth + 1;
      open.push(node.children[i]);
    }
  }
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    const sum = (value: (each: Node) => number) => node.children.reduce((total, child) => total + value(child), 0);
    const own = node.span.counted ? (node.span.tokens ?? 0) : 0;
    node.tokens = own + sum((child) => child.tokens);
    node.cost = (node.span.counted ? (node.span.cost ?? 0) : 0) + sum((child) => child.cost);
    node.time = Math.max(node.end - node.start, sum((child) => child.time));
  }
}

function position(node: Node, traceStart: number, traceEnd: number): void {
  const { oddities, latency } = node.span;
  node.start = fromNanos(node.span.start) - traceStart;
  if (oddities & TIMELESS) {
    node.start = node.parent ? node.parent.start : 0;
    const what = oddities & NO_START ? "has no start" : oddities & FUTURE ? "starts in the far future" : "starts before the year 2000";
    node.notes.push(`The span ${what}. It is drawn at its parent's start.`);
  }
  node.end = node.start + latency;
  if (node.span.running) {
    node.notes.push("The span is running.");
  } else if (oddities & NO_END) {
    node.notes.push("The span has no end.");
    node.end = node.start;
  } else if (oddities & ENDS_BEFORE_START) {
    node.notes.push("The span ends before it starts. Its latency counts as 0.");
  } else if (oddities & ENDS_IN_FUTURE) {
    node.notes.push("The span ends in the far future. Its latency counts as 0.");
  }
  if (node.parent && node.start < node.parent.start - 1 && !(oddities & TIMELESS)) {
    node.notes.push(`The span starts ${Math.round(node.parent.start - node.start)} ms before its parent. The clocks may differ.`);
  }
  if (oddities & LOSSY) node.notes.push("The application dropped attributes, events or links of this span.");
  if (!Number.isFinite(node.start)) node.start = 0;
  node.end = Math.min(Math.max(node.end, node.start), Math.max(traceEnd - traceStart, node.start));
}
