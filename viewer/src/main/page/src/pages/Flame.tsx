// SPDX-License-Identifier: Apache-2.0
import { cost, count, duration, spanName, tooltip } from "../format";
import type { Node, Tree } from "../tree";
import { kindClass } from "../ui";

export type Weight = "time" | "tokens" | "cost";

const ROW = 26;

interface Box { node: Node; left: number; width: number }

/** A span is as wide as its share of what is weighed. Shares that nobody could see are left out. */
function boxes(tree: Tree, weight: Weight): Box[] {
  const total = tree.roots.reduce((sum, root) => sum + root[weight], 0);
  const found: Box[] = [];
  if (total <= 0) return found;
  const open: Box[] = [];
  let left = 0;
  for (const root of tree.roots) {
    const width = root[weight] / total;
    open.push({ node: root, left, width });
    left += width;
  }
  while (open.length) {
    const box = open.pop()!;
    found.push(box);
    let at = box.left;
    const inside = box.node.children.reduce((sum, child) => sum + child[weight], 0);
    const scale = box.width / Math.max(box.node[weight], inside);
    for (const child of box.node.children) {
      const width = child[weight] * scale;
      if (width > 0.0015) open.push({ node: child, left: at, width });
      at += width;
    }
  }
  return found;
}

function amount(node: Node, weight: Weight): string {
  return weight === "time" ? duration(node.time) : weight === "tokens" ? `${count(node.tokens)} tokens` : cost(node.cost);
}

export function Flame({ tree, weight, selected, select }: { tree: Tree; weight: Weight; selected: Node; select: (node: Node) => void }) {
  const all = boxes(tree, weight);
  if (!all.length) return <div class="none">{weight === "cost" ? "No span of this trace has a cost." : `No span of this trace has ${weight}.`}</div>;
  const depth = all.reduce((most, box) => Math.max(most, box.node.depth), 0) + 1;
  return (
    <div class="flame" style={{ height: `${depth * ROW}px` }}>
      {all.map(({ node, left, width }) => (
        <button key={node.span.id} class={`${kindClass(node.span.kind)} ${node === selected ? "sel" : ""} ${node.span.status === 2 ? "failed" : ""}`} title={`${tooltip(spanName(node.span.name))}: ${amount(node, weight)}`}
          style={{ left: `${left * 100}%`, width: `${width * 100}%`, top: `${node.depth * ROW}px` }} onClick={() => select(node)}>
          <span>{spanName(node.span.name)}</span> <small>{amount(node, weight)}</small>
        </button>
      ))}
    </div>
  );
}
