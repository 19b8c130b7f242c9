// SPDX-License-Identifier: Apache-2.0
import type { Node, Tree } from "./tree";

export interface Pair { a: Node | null; b: Node | null }

/** Pairs spans by their place: children of paired spans with the same kind and name, in their order. */
export function align(a: Tree, b: Tree): Pair[] {
  const pairs: Pair[] = [];
  const walk = (left: Node[], right: Node[]) => {
    for (const pair of merge(left, right)) {
      pairs.push(pair);
      if (pairs.length < 5000) walk(pair.a?.children ?? [], pair.b?.children ?? []);
    }
  };
  walk(a.roots, b.roots);
  return pairs;
}

const key = (node: Node) => `${node.span.kind} ${node.span.name}`;

function merge(left: Node[], right: Node[]): Pair[] {
  const pairs: Pair[] = [];
  let j = 0;
  for (const node of left) {
    const found = right.findIndex((other, index) => index >= j && key(other) === key(node));
    if (found < 0) {
      pairs.push({ a: node, b: null });
      continue;
    }
    while (j < found) pairs.push({ a: null, b: right[j++] });
    pairs.push({ a: node, b: right[j++] });
  }
  while (j < right.length) pairs.push({ a: null, b: right[j++] });
  return pairs;
}
