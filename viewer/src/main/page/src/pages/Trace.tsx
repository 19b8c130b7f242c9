// SPDX-License-Identifier: Apache-2.0
import { useMemo, useRef, useState } from "preact/hooks";
import { offlineData, send, type Annotation, type TraceAnswer } from "../api";
import { cost, count, cut, duration, fromNanos, fullTime, spanName, tooltip, visible } from "../format";
import { useKeys, useLoad, useTitle } from "../hooks";
import { go, Link, setParameters, useRoute } from "../router";
import { Top } from "../Top";
import { buildTree, PRICED, type Node, type Tree } from "../tree";
import { Badge, Copy, Dot, Failure, kindClass, Loading, Score, Segments, Short, Stat } from "../ui";
import { VirtualList } from "../VirtualList";
import { Conversation } from "./Conversation";
import { Flame, type Weight } from "./Flame";
import { SpanPanel } from "./Span";

type View = "tree" | "chat" | "flame";

export function TracePage({ id, version, connected }: { id: string; version: number; connected: boolean }) {
  const { data, error, reload } = useLoad<TraceAnswer>(`/api/traces/${id}`, version);
  const tree = useMemo(() => (data ? buildTree(data.spans) : null), [data]);
  const head = tree?.roots[0]?.span;
  useTitle(head ? head.name : "Trace");
  const items: [string, string | null][] = [["Projects", "/"]];
  if (head) items.push([head.project, `/p/${encodeURIComponent(head.project)}`]);
  items.push([`trace ${id.slice(0, 8)}`, null]);
  return (
    <div class="tracepage">
      {error && !data ? <><Top items={items} connected={connected} /><Failure error={error} retry={reload} /></>
        : !tree || !data ? <><Top items={items} connected={connected} /><Loading /></>
        : <Loaded data={data} tree={tree} items={items} connected={connected} reload={reload} />}
    </div>
  );
}

function Loaded({ data, tree, items, connected, reload }: { data: TraceAnswer; tree: Tree; items: [string, string | null][]; connected: boolean; reload: () => void }) {
  const route = useRoute();
  const offline = offlineData() !== null;
  const [local, setLocal] = useState<string | null>(null);
  const chosen = local ?? route.parameters.get("span") ?? "";
  const [view, setView] = useState<View>((route.parameters.get("view") as View) ?? "tree");
  const [text, setText] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const search = useRef<HTMLInputElement>(null);
  const visibleNodes = useMemo(() => shown(tree, closed), [tree, closed]);
  const selected = find(tree, chosen) ?? telling(tree);
  const index = visibleNodes.indexOf(selected);
  const select = (node: Node) => {
    if (offline) setLocal(address(tree, node));
    else setParameters({ span: address(tree, node) });
  };
  const matches = useMemo(() => {
    const words = text.trim().toLowerCase();
    return words ? new Set(tree.all.filter(({ span }) => `${span.name} ${span.kind} ${span.model ?? ""} ${span.spanId}`.toLowerCase().includes(words))) : null;
  }, [text, tree]);
  const jump = (step: number, wanted: (node: Node) => boolean) => {
    const all = tree.all;
    const from = all.indexOf(selected);
    for (let i = 1; i <= all.length; i++) {
      const node = all[(from + step * i + all.length * 2) % all.length];
      if (wanted(node)) {
        open(node);
        select(node);
        return;
      }
    }
  };
  const open = (node: Node) => {
    const next = new Set(closed);
    for (let each = node.parent; each; each = each.parent) next.delete(each.span.id);
    if (next.size !== closed.size) setClosed(next);
  };
  const toggle = (node: Node) => {
    const next = new Set(closed);
    if (!next.delete(node.span.id)) next.add(node.span.id);
    setClosed(next);
  };
  const failed = (node: Node) => node.span.status === 2;
  const wanted = matches ? (node: Node) => matches.has(node) : failed;
  useKeys({
    j: () => index + 1 < visibleNodes.length && select(visibleNodes[index + 1]),
    k: () => index > 0 && select(visibleNodes[index - 1]),
    ArrowDown: () => index + 1 < visibleNodes.length && select(visibleNodes[index + 1]),
    ArrowUp: () => index > 0 && select(visibleNodes[index - 1]),
    ArrowLeft: () => selected.children.length && !closed.has(selected.span.id) ? toggle(selected) : selected.parent && select(selected.parent),
    ArrowRight: () => closed.has(selected.span.id) && toggle(selected),
    n: () => jump(1, wanted),
    p: () => jump(-1, wanted),
    y: () => navigator.clipboard.writeText(selected.span.spanId),
    "/": () => search.current?.focus(),
  });
  const byTarget = useMemo(() => {
    const map = new Map<string, Annotation[]>();
    for (const each of data.spanAnnotations) map.set(each.targetId, [...(map.get(each.targetId) ?? []), each]);
    return map;
  }, [data]);
  const errors = tree.all.filter(failed).length;
  return (
    <>
      <Top items={items} connected={connected}>
        <input ref={search} class="search" type="search" aria-label="Search this trace" placeholder="Search this trace   /" onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && jump(1, wanted)} />
        {matches ? <span class="dim hide">{count(matches.size)} {matches.size === 1 ? "match" : "matches"}</span> : null}
        {offline ? null : <ExportMenu id={data.traceId} />}
      </Top>
      <Head data={data} tree={tree} errors={errors} reload={reload} missing={/^[0-9a-f]{16}$/.test(chosen) && !find(tree, chosen)} />
      <div class={`cols v-${view}`}>
        <div class="left">
          <div class="bar">
            <Segments<View> label="View" active={view} pick={(next) => {
              setView(next);
              if (!offline) setParameters({ view: next === "tree" ? null : next });
            }} segments={[["tree", "Tree"], ["chat", "Conversation"], ["flame", "Flame"]]} />
            <span class="grow" />
            {errors ? <button class="err quiet" title="Next error (n)" onClick={() => jump(1, failed)}>{count(errors)} {errors === 1 ? "error" : "errors"} ↓</button> : null}
            <small class="dim hide cut">j k move · n next {matches ? "match" : "error"} · y copy id</small>
          </div>
          {view === "tree" ? (
            <div class="tree" role="tree" tabIndex={0} aria-label="Spans of the trace">
              <VirtualList count={visibleNodes.length} height={34} reveal={index} label="spans"
                row={(i) => <Row key={visibleNodes[i].span.id} node={visibleNodes[i]} tree={tree} selected={visibleNodes[i] === selected} match={matches?.has(visibleNodes[i]) ?? false}
                  closed={closed.has(visibleNodes[i].span.id)} toggle={() => toggle(visibleNodes[i])} select={() => select(visibleNodes[i])} annotations={byTarget.get(visibleNodes[i].span.spanId) ?? []} />} />
            </div>
          ) : view === "flame" ? <FlameView tree={tree} selected={selected} select={select} /> : <Conversation tree={tree} selected={selected} select={select} />}
        </div>
        <div class="right">{selected.span.running ? <Running node={selected} /> : <SpanPanel key={selected.span.id} node={selected} tree={tree} reload={reload} select={select} />}</div>
      </div>
    </>
  );
}

/** The deeper the tree, the smaller its steps, so that the names of deep spans can be read. */
export function indent(deepest: number, node: Node): string {
  return `min(${Math.min(node.depth, 14) * Math.min(18, 126 / Math.max(1, Math.min(deepest, 14)))}px, 40%)`;
}

/** A running span has a name and a kind, and no attributes yet. */
function Running({ node }: { node: Node }) {
  return (
    <article aria-label={`Span ${tooltip(spanName(node.span.name))}`}>
      <div class="sh"><Badge kind={node.span.kind} /><h2 class="clamp" title={tooltip(spanName(node.span.name))}>{spanName(node.span.name)}</h2></div>
      <div class="state"><h2>The span is running</h2><p>Its attributes come when it ends. It has run for {duration(node.span.latency)} so far.</p></div>
    </article>
  );
}

/** Finds a span by its id, or by its number in this store. */
function find(tree: Tree, address: string): Node | undefined {
  return tree.all.find(({ span }) => span.spanId === address) ?? tree.all.find(({ span }) => String(span.id) === address);
}

/** The id of a span, which is the same in every viewer; the number where two spans have one id. */
function address(tree: Tree, node: Node): string {
  return find(tree, node.span.spanId) === node ? node.span.spanId : String(node.span.id);
}

/** The root; below a request that a web server took, the first span that OpenInference knows. */
function telling(tree: Tree): Node {
  const root = tree.roots[0];
  if (root.span.kind !== "UNKNOWN" || root.span.status === 2) return root;
  return tree.all.find((node) => node.span.kind !== "UNKNOWN") ?? root;
}

function shown(tree: Tree, closed: ReadonlySet<number>): Node[] {
  if (!closed.size) return tree.all;
  const list: Node[] = [];
  let hiddenBelow = Infinity;
  for (const node of tree.all) {
    if (node.depth > hiddenBelow) continue;
    hiddenBelow = closed.has(node.span.id) ? node.depth : Infinity;
    list.push(node);
  }
  return list;
}

function FlameView({ tree, selected, select }: { tree: Tree; selected: Node; select: (node: Node) => void }) {
  const [weight, setWeight] = useState<Weight>("time");
  return (
    <div class="flamebox">
      <div class="bar"><small class="dim">Width by</small><Segments<Weight> label="Width by" active={weight} pick={setWeight} segments={[["time", "Time"], ["tokens", "Tokens"], ["cost", "Cost"]]} /></div>
      <Flame tree={tree} weight={weight} selected={selected} select={select} />
    </div>
  );
}

function Head({ data, tree, errors, reload, missing }: { data: TraceAnswer; tree: Tree; errors: number; reload: () => void; missing: boolean }) {
  const root = tree.roots[0].span;
  const sum = (value: (node: Node) => number | null) => tree.all.reduce((total, node) => total + (node.span.counted ? (value(node) ?? 0) : 0), 0);
  const tokens = sum((node) => node.span.tokens);
  const embedding = tree.all.reduce((total, { span }) => total + (span.counted && span.kind === "EMBEDDING" ? (span.tokens ?? 0) : 0), 0);
  const prompt = sum((node) => (node.span.kind === "EMBEDDING" ? 0 : node.span.promptTokens));
  const completion = sum((node) => node.span.completionTokens);
  const costs = tree.all.some((node) => node.span.cost !== null);
  const priced = tree.all.some((node) => node.span.oddities & PRICED);
  const running = tree.all.filter((node) => node.span.running).length;
  const projects = [...new Set(data.spans.map((span) => span.project))];
  const session = data.spans.find((span) => span.session)?.session;
  const user = data.spans.find((span) => span.user)?.user;
  const warnings = [
    missing ? "The span of this link has not arrived" : "",
    tree.roots.length > 1 && !tree.missingParents ? `${tree.roots.length} roots` : "",
    tree.missingParents ? `${count(tree.missingParents)} ${tree.missingParents === 1 ? "span waits" : "spans wait"} for a parent` : "",
  ].filter(Boolean);
  return (
    <section class="head">
      <div class="title">
        <h1 class="clamp" title={tooltip(spanName(root.name))}><Badge kind={root.kind} /> {spanName(root.name)}</h1>
        <small>{fullTime(tree.start)}
          {session ? <> · session {offlineData() ? <Short text={session} /> : <Link to={`/s/${encodeURIComponent(session)}`}>{visible(session.length > 20 ? `${cut(session, 8)}…` : session)}</Link>}</> : null}
          {user ? <> · user <Short text={user} /></> : null} · {count(data.spans.length)} {data.spans.length === 1 ? "span" : "spans"}
          {projects.length > 1 ? <> · in {projects.length} projects: {projects.map((each, index) => <>{index ? ", " : ""}<Short text={each} /></>)}</> : null}
        </small>
        {warnings.map((warning) => <span key={warning} class="chip warn">{warning}</span>)}
      </div>
      <Stat name="Latency">{duration(tree.end - tree.start)}</Stat>
      <Stat name="Tokens">{count(tokens)}{tokens ? <small> {count(prompt)} in · {count(completion)} out{embedding ? ` · ${count(embedding)} embedding` : ""}</small> : null}</Stat>
      <Stat name="Cost" title={priced ? "Some spans have no cost. The viewer took it from its table of prices." : undefined}>{costs ? `${priced ? "≈ " : ""}${cost(sum((node) => node.span.cost))}` : "–"}</Stat>
      <Stat name="Status"><span class={errors ? "err" : running ? "dim" : "fine"}>{root.status === 2 ? "Error" : errors ? `${errors} failed inside` : running ? "Running" : "OK"}</span></Stat>
      {data.annotations.length ? <div class="chips">{data.annotations.map((each) => <RemovableScore key={each.id} annotation={each} reload={reload} />)}</div> : null}
    </section>
  );
}

export function RemovableScore({ annotation, reload }: { annotation: Annotation; reload: () => void }) {
  const remove = async () => {
    await send("DELETE", `/api/annotations/${annotation.id}`);
    reload();
  };
  return <span class="removable"><Score annotation={annotation} />{annotation.source === "page" && !offlineData() ? <button class="quiet" aria-label={`Remove ${tooltip(annotation.name)}`} onClick={remove}>×</button> : null}</span>;
}

function Row(props: { node: Node; tree: Tree; selected: boolean; match: boolean; closed: boolean; toggle: () => void; select: () => void; annotations: Annotation[] }) {
  const { node, tree, selected } = props;
  const whole = Math.max(tree.end - tree.start, 0.001);
  const left = Math.min(99.5, Math.max(0, (node.start / whole) * 100));
  const width = Math.min(100 - left, Math.max(0.3, ((node.end - node.start) / whole) * 100));
  return (
    <div class={`row ${selected ? "sel" : ""} ${props.match ? "match" : ""}`} role="treeitem" aria-selected={selected} aria-level={node.depth + 1} aria-expanded={node.children.length ? !props.closed : undefined} onClick={props.select}>
      <div class="name" style={{ paddingLeft: indent(tree.deepest, node) }}>
        {node.children.length ? <button class="fold" aria-label={props.closed ? "Unfold" : "Fold"} onClick={(event) => {
          event.stopPropagation();
          props.toggle();
        }}>{props.closed ? "▸" : "▾"}</button> : <span class="fold" />}
        {node.depth > 14 ? <small class="faint">{node.depth}</small> : null}
        <Badge kind={node.span.kind} />
        <span class={`cut ${node.span.status === 2 ? "err" : ""}`}>{spanName(node.span.name)}</span>
        {node.span.status === 2 ? <Dot status={2} /> : null}
        {node.span.running ? <span class="chip small live-chip">running</span> : node.notes.length ? <span class="noted" title={node.notes.join(" ")} role="img" aria-label={node.notes.join(" ")}>!</span> : null}
        {props.annotations.length ? <span class="chip small" title={tooltip(props.annotations.map((each) => `${each.name} ${each.label ?? each.score ?? ""}`).join(", "))}>{props.annotations.length}</span> : null}
      </div>
      <div class={`lane ${kindClass(node.span.kind)}`}><i class={node.span.running ? "runs" : node.notes.length ? "odd" : ""} style={{ left: `${left}%`, width: `${width}%` }} /></div>
      <div class="ms">{duration(node.span.latency)}</div>
    </div>
  );
}

function ExportMenu({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const remove = async () => {
    if (!confirm("Delete this trace for good?")) return;
    await send("DELETE", `/api/traces/${id}`);
    history.length > 1 ? history.back() : go("/");
  };
  const file = (kind: string) => `/api/traces/${id}/export.${kind}`;
  return (
    <div class="menu" onMouseLeave={() => setOpen(false)} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <button aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>Export ▾</button>
      {open ? (
        <div class="items" role="menu">
          <a role="menuitem" href={file("html")} download>One HTML file <small>works offline</small></a>
          <a role="menuitem" href={file("otlp.json")} download>OTLP JSON</a>
          <a role="menuitem" href={file("jsonl")} download>JSON Lines</a>
          <Copy text={location.href}>Copy link</Copy>
          <button role="menuitem" class="err" onClick={remove}>Delete trace</button>
          <small class="faint">Files hold all inputs and outputs.</small>
        </div>
      ) : null}
    </div>
  );
}

export function startOf(node: Node): number {
  return fromNanos(node.span.start);
}
