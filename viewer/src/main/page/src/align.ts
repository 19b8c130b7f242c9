// SPDX-License-Identifier: Apache-2.0
import type { Node, Tree } from "./tree";

export interface Pair { a: Node | null; b: Node | null }

/** Pairs spans by their place: children of paired spans with the same kind and name, in their order. */
export function align(a: Tree, b: Tree): Pair[] {
  const pairs: Pair[] = [];
  // No recursion: a chain of some thousand spans would exhaust the stack.
  // Two traces with one root each are compared from there, whatever their names are.
  const open: Pair[] = a.roots.length === 1 && b.roots.length === 1 ? [{ a: a.roots[0], b: b.roots[0] }] : merge(a.roots, b.roots).reverse();
  while (open.length) {
    const pair = open.pop()!;
    pairs.push(pair);
    if (pairs.length < 5000) {
      const below = merge(pair.a?.children ?? [], pair.b?.children ?? []);
      for (let i = below.length - 1; i >= 0; i--) open.push(below[i]);
    }
  }
  return pairs;
}

const key = (node: Node) => `${node.span.kind} ${node.span.name}`;

function merge(left: Node[], right: Node[]): Pair[] {
  const pairs: Pair[] = [];
  // The places of each key, the first one last.
  const places = new Map<string, number[]>();
  for (let i = right.length - 1; i >= 0; i--) {
    const known = places.get(key(right[i]));
    if (known) known.push(i);
    else places.set(key(right[i]), [i]);
  }
  let j = 0;
  for (const node of left) {
    const same = places.get(key(node));
    while (same?.length && same[same.length - 1] < j) same.pop();
    const found = same?.pop();
    if (found === undefined) {
      pairs.push({ a: node, b: null });
      continue;
    }
    while (j < found) pairs.push({ a: null, b: right[j++] });
    pairs.push({ a: node, b: right[j++] });
  }
  while (j < right.length) pairs.push({ a: null, b: right[j++] });
  return pairs;
}
