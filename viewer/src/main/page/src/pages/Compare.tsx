// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from "preact/hooks";
import type { SpanDetail, TraceAnswer } from "../api";
import { attributesOf, parseJson, textOf } from "../attributes";
import { align, type Pair } from "../align";
import { diffWords } from "../diff";
import { cost, count, duration, fullTime, spanName, tooltip, visible } from "../format";
import { useKeys, useLoad, useTitle } from "../hooks";
import { Link } from "../router";
import { Top } from "../Top";
import { buildTree, type Tree } from "../tree";
import { Badge, Failure, Loading, Nothing } from "../ui";
import { VirtualList } from "../VirtualList";
import { indent } from "./Trace";

export function ComparePage({ a, b, connected }: { a: string; b: string; connected: boolean }) {
  useTitle("Compare");
  const left = useLoad<TraceAnswer>(a ? `/api/traces/${a}` : null);
  const right = useLoad<TraceAnswer>(b ? `/api/traces/${b}` : null);
  const error = left.error ?? right.error;
  return (
    <>
      <Top items={[["Projects", "/"], ["Compare", null]]} connected={connected} />
      {!a || !b ? <Nothing title="Two traces are needed">Select two traces in the list of a project, then press Compare.</Nothing>
        : error ? <Failure error={error} /> : !left.data || !right.data ? <Loading /> : <Both left={left.data} right={right.data} />}
    </>
  );
}

function Both({ left, right }: { left: TraceAnswer; right: TraceAnswer }) {
  const trees = useMemo(() => [buildTree(left.spans), buildTree(right.spans)] as const, [left, right]);
  // Both sides have the same steps, so that spans of the same depth stand below each other.
  const deepest = Math.max(trees[0].deepest, trees[1].deepest);
  const pairs = useMemo(() => align(trees[0], trees[1]), [trees]);
  const [chosen, choose] = useState(0);
  const pair = pairs[Math.min(chosen, pairs.length - 1)];
  const move = (step: number) => choose((index) => Math.max(0, Math.min(pairs.length - 1, index + step)));
  useKeys({ j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return (
    <>
      <section class="head versus">{trees.map((tree, index) => <Side key={index} tree={tree} other={trees[1 - index]} name={index ? "B" : "A"} id={index ? right.traceId : left.traceId} />)}</section>
      <div class="cols">
        <div class="left"><div class="tree">
          <VirtualList count={pairs.length} height={34} reveal={pairs.indexOf(pair)} label="spans"
            row={(index) => <PairRow key={index} pair={pairs[index]} deepest={deepest} selected={pairs[index] === pair} select={() => choose(index)} />} />
        </div></div>
        <div class="right"><PairDetail key={`${pair.a?.span.id}-${pair.b?.span.id}`} pair={pair} /></div>
      </div>
    </>
  );
}

function Delta({ a, b, format, what = "" }: { a: number; b: number; format: (value: number) => string; what?: string }) {
  if (Math.abs(b - a) < 1e-9) return <span class="faint">same{what}</span>;
  return <span class={b < a ? "fine" : "err"}>{b > a ? "+" : "−"}{format(Math.abs(b - a))}</span>;
}

function totals(tree: Tree) {
  const sum = (value: (span: Tree["all"][0]["span"]) => number | null) => tree.all.reduce((total, { span }) => total + (span.counted ? (value(span) ?? 0) : 0), 0);
  return { latency: tree.end - tree.start, tokens: sum((span) => span.tokens), cost: sum((span) => span.cost) };
}

function Side({ tree, other, name, id }: { tree: Tree; other: Tree; name: string; id: string }) {
  const own = totals(tree);
  const base = totals(other);
  const root = tree.roots[0].span;
  return (
    <div class="side">
      <h1 class="clamp" title={tooltip(spanName(root.name))}><span class="letter">{name}</span> <Badge kind={root.kind} /> <Link to={`/t/${id}`}>{spanName(root.name)}</Link></h1>
      <small>{fullTime(tree.start)} · {count(tree.all.length)} {tree.all.length === 1 ? "span" : "spans"} · {duration(own.latency)} · {own.tokens ? `${count(own.tokens)} tokens` : "no tokens"}{own.cost ? ` · ${cost(own.cost)}` : ""}</small>
      {name === "B" ? <small>Against A: <Delta a={base.latency} b={own.latency} format={duration} what=" latency" />{own.tokens || base.tokens ? <> · <Delta a={base.tokens} b={own.tokens} format={(value) => `${count(value)} tokens`} what=" tokens" /></> : null}{own.cost || base.cost ? <> · <Delta a={base.cost} b={own.cost} format={cost} what=" cost" /></> : null}</small> : null}
    </div>
  );
}

function PairRow({ pair, deepest, selected, select }: { pair: Pair; deepest: number; selected: boolean; select: () => void }) {
  const one = (pair.a ?? pair.b)!;
  const state = !pair.a ? "added" : !pair.b ? "gone" : pair.a.span.status !== pair.b.span.status || pair.a.span.name !== pair.b.span.name || pair.a.span.kind !== pair.b.span.kind ? "changed" : "";
  return (
    <div class={`row pair ${selected ? "sel" : ""} ${state}`} onClick={select}>
      <div class="name" style={{ paddingLeft: indent(deepest, one) }}><Badge kind={one.span.kind} /><span class="cut">{spanName(one.span.name)}</span>{state ? <span class="chip">{state === "gone" ? "only in A" : state === "added" ? "only in B" : pair.a!.span.status !== pair.b!.span.status ? "status" : "name"}</span> : null}</div>
      <div class="ms">{pair.a ? duration(pair.a.span.latency) : "–"}</div><div class="ms">{pair.b ? duration(pair.b.span.latency) : "–"}</div>
      <div class="ms">{pair.a && pair.b ? <Delta a={pair.a.span.latency} b={pair.b.span.latency} format={duration} /> : null}</div>
    </div>
  );
}

function parts(span: SpanDetail | null): Map<string, string> {
  const map = new Map<string, string>();
  if (!span) return map;
  const attributes = attributesOf(span);
  const messages = (prefix: string, name: string) => attributes.messages(prefix).forEach((message, index) => map.set(`${name} ${index + 1}, ${message.role}`, [textOf(message), ...message.toolCalls.map((call) => `${call.name}(${call.args})`)].filter(Boolean).join("\n")));
  messages("llm.input_messages", "Input message");
  if (!map.size && attributes.text("input.value")) map.set("Input", attributes.text("input.value")!);
  const before = map.size;
  messages("llm.output_messages", "Output message");
  if (map.size === before && attributes.text("output.value")) map.set("Output", attributes.text("output.value")!);
  const parameters = parseJson(attributes.text("llm.invocation_parameters"));
  if (parameters) map.set("Parameters", JSON.stringify(parameters, null, 2));
  for (const key of ["llm.model_name", "llm.token_count.prompt", "llm.token_count.completion", "llm.finish_reason"]) if (attributes.text(key)) map.set(key, attributes.text(key)!);
  if (span.statusMessage) map.set("Status", span.statusMessage);
  return map;
}

function PairDetail({ pair }: { pair: Pair }) {
  const a = useLoad<SpanDetail>(pair.a ? `/api/spans/${pair.a.span.id}` : null);
  const b = useLoad<SpanDetail>(pair.b ? `/api/spans/${pair.b.span.id}` : null);
  if (a.error || b.error) return <Failure error={(a.error ?? b.error)!} />;
  const waiting = (pair.a && !a.data) || (pair.b && !b.data);
  if (waiting) return <Loading />;
  const left = parts(pair.a ? a.data : null);
  const right = parts(pair.b ? b.data : null);
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort((x, y) => Number(left.get(x) === right.get(x)) - Number(left.get(y) === right.get(y)));
  const one = (pair.a ?? pair.b)!;
  return (
    <article>
      <div class="sh"><Badge kind={one.span.kind} /><h2 class="clamp" title={tooltip(spanName(one.span.name))}>{spanName(one.span.name)}{pair.a && pair.b && pair.a.span.name !== pair.b.span.name ? ` → ${spanName(pair.b.span.name)}` : ""}</h2></div>
      {keys.length ? null : <p class="faint">Neither span has an input or output.</p>}
      {keys.map((key) => {
        const x = left.get(key) ?? "";
        const y = right.get(key) ?? "";
        return (
          <section key={key} class={`msg ${x === y ? "same" : ""}`}>
            <header><span>{visible(key)}</span><em>{x === y ? "same" : !x ? "only in B" : !y ? "only in A" : "changed"}</em></header>
            <div class="text" dir="auto">{x === y ? visible(x.slice(0, 600)) : diffWords(x, y).map((part, index) => part.kind === "same" ? <span key={index}>{visible(part.text)}</span> : part.kind === "gone" ? <del key={index}>{visible(part.text)}</del> : <ins key={index}>{visible(part.text)}</ins>)}</div>
          </section>
        );
      })}
    </article>
  );
}
