// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { get, query, type Metrics, type Page, type Project, type SessionRow, type SpanRow, type TraceRow } from "../api";
import { Spark } from "../charts";
import { clock, compact, cost, count, duration, fromNanos, fullTime, narrow, spanName, tooltip, visible } from "../format";
import { useKeys, useLoad, useTitle } from "../hooks";
import { go, Link, setParameters, type Route } from "../router";
import { Top } from "../Top";
import { PRICED } from "../tree";
import { Badge, Dot, Failure, Loading, Nothing, Score, Segments } from "../ui";
import { VirtualList } from "../VirtualList";
import { AddToDataset } from "./Datasets";
import { MetricsView } from "./Metrics";

type Tab = "traces" | "spans" | "sessions" | "metrics";

const RANGES: [string, string, number][] = [["1h", "Last hour", 3_600_000], ["24h", "Last 24 h", 86_400_000], ["7d", "Last 7 days", 7 * 86_400_000], ["30d", "Last 30 days", 30 * 86_400_000], ["all", "All time", 0]];
const CHIPS: [string, string][] = [["errors", "status_code == 'ERROR'"], ["slow", "latency_ms > 2000"], ["LLM", "span_kind == 'LLM'"], ["TOOL", "span_kind == 'TOOL'"], ["RETRIEVER", "span_kind == 'RETRIEVER'"]];

export function ProjectPage({ name, route, version, connected }: { name: string; route: Route; version: number; connected: boolean }) {
  useTitle(name);
  const parameters = route.parameters;
  const tab = (parameters.get("tab") ?? "traces") as Tab;
  const range = parameters.get("range") ?? (tab === "metrics" ? "24h" : "all");
  const search = useRef<HTMLInputElement>(null);
  useKeys({ "/": () => search.current?.focus() });
  const projects = useLoad<Project[]>("/api/projects", version);
  const project = projects.data?.find((each) => each.name === name);
  return (
    <>
      <Top items={[["Projects", "/"], [name, null]]} connected={connected}>
        <SearchBox input={search} text={parameters.get("q") ?? ""} />
      </Top>
      {project ? <Summary project={project} version={version} /> : projects.data ? null : <div class="cards waitingcards" />}
      <div class="bar tools">
        <Segments<Tab> label="What to list" active={tab} pick={(next) => setParameters({ tab: next === "traces" ? null : next }, false)}
          segments={[["traces", "Traces"], ["spans", "Spans"], ["sessions", "Sessions"], ["metrics", "Metrics"]]} />
        {tab === "traces" || tab === "spans" ? <FilterBox expression={parameters.get("filter") ?? ""} project={name} /> : <span class="grow" />}
        <select aria-label="Time range" value={range} onChange={(event) => setParameters({ range: event.currentTarget.value === "all" ? null : event.currentTarget.value, until: null })}>
          {RANGES.filter(([id]) => tab !== "metrics" || id !== "all").map(([id, title]) => <option key={id} value={id}>{title}</option>)}
        </select>
      </div>
      {projects.data && !project ? <Nothing title="There is no such project">No span of the project “{visible(name)}” has arrived.</Nothing> : tab === "metrics" ? <MetricsView project={name} range={RANGES.find(([id]) => id === range)?.[2] || 86_400_000} until={Number(parameters.get("until")) || 0} version={version} />
        : tab === "sessions" ? <Sessions project={name} range={RANGES.find(([id]) => id === range)?.[2] ?? 0} version={version} />
        : <Rows key={`${tab}${parameters.toString()}`} tab={tab} project={name} parameters={parameters} range={RANGES.find(([id]) => id === range)?.[2] ?? 0} version={version} />}
    </>
  );
}

function SearchBox({ text, input }: { text: string; input: { current: HTMLInputElement | null } }) {
  const timer = useRef(0);
  const change = (value: string) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setParameters({ q: value.trim() }), 250);
  };
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = text;
  }, [text]);
  return <input ref={input} class="search" type="search" aria-label="Search text in inputs and outputs" placeholder="Search inputs and outputs   /" defaultValue={text} onInput={(event) => change(event.currentTarget.value)} />;
}

function FilterBox({ expression, project }: { expression: string; project: string }) {
  const [problem, setProblem] = useState("");
  const [text, setText] = useState(expression);
  const list = "filter-fields";
  useEffect(() => setText(expression), [expression]);
  const apply = async (value: string) => {
    try {
      if (value.trim()) await get(`/api/spans${query({ project, filter: value, limit: 1 })}`);
      setProblem("");
      setParameters({ filter: value.trim() }, false);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const parts = expression ? expression.split(" and ") : [];
  const toggle = (condition: string) => apply((parts.includes(condition) ? parts.filter((part) => part !== condition) : [...parts, condition]).join(" and "));
  return (
    <>
      <form class={`filter ${problem ? "bad" : ""}`} onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}>
        <input list={list} aria-label="Filter expression" aria-invalid={problem !== ""} spellcheck={false} autocomplete="off" placeholder="Filter: span_kind == 'LLM' and latency_ms > 2000" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        <datalist id={list}>{["span_kind == 'LLM'", "status_code == 'ERROR'", "latency_ms > 1000", "llm.token_count.total > 1000", "llm.model_name == 'gpt-4o'", "'refund' in input.value", "parent_id is None", "name == 'answer'", "metadata['channel'] == 'web'", "annotations['quality'].score < 0.5", "session.id == ''", "user.id == ''"].map((each) => <option key={each} value={each} />)}</datalist>
        {expression ? <button type="button" class="quiet" aria-label="Remove the filter" onClick={() => apply("")}>×</button> : null}
        {problem ? <div class="problem" role="alert">{problem}</div> : null}
      </form>
      <span class="chips">{CHIPS.map(([name, condition]) => <button key={name} class={`chip ${parts.includes(condition) ? "on" : ""}`} aria-pressed={parts.includes(condition)} onClick={() => toggle(condition)}>{name}</button>)}</span>
    </>
  );
}

function Summary({ project, version }: { project: Project; version: number }) {
  const { data } = useLoad<Metrics>(`/api/metrics${query({ project: project.name })}`, version);
  const steps = data?.steps ?? [];
  const model = data?.models[0];
  const share = model && data ? Math.round((model.count / data.models.reduce((sum, each) => sum + each.count, 0)) * 100) : 0;
  return (
    <div class="cards">
      <div class="card"><small>Traces</small><b>{count(project.traces)}</b><Spark values={steps.map((step) => step.traces)} /></div>
      <div class="card" title="Of the traces since 24 hours before the newest trace"><small>Latency p50 / p99</small><b>{duration(project.p50)} <small>/ {duration(project.p99)}</small></b><Spark values={steps.map((step) => step.p50 ?? 0)} tone="chain" /></div>
      <div class="card"><small>Traces with errors</small><b class={project.errors ? "err" : ""}>{count(project.errors)} <small>{project.traces ? `${((100 * project.errors) / project.traces).toFixed(1)} %` : ""}</small></b><Spark values={steps.map((step) => step.errors)} tone={project.errors ? "err" : "chain"} /></div>
      <div class="card"><small>Tokens</small><b>{compact(project.tokens)}</b><small class="under">{model ? `${visible(model.name)} ${share} %` : "no model in the last 24 h"}</small></div>
      <div class="card"><small>Cost</small><b>{cost(project.cost)}</b><small class="under">{project.cost !== null && project.traces ? `${cost(project.cost / project.traces)} a trace` : "no span has a cost"}</small></div>
    </div>
  );
}

const isSmall = () => innerWidth <= 760;

function useNarrow(): boolean {
  const [is, set] = useState(isSmall);
  useEffect(() => {
    const listener = () => set(isSmall());
    addEventListener("resize", listener);
    return () => removeEventListener("resize", listener);
  }, []);
  return is;
}

function Rows({ tab, project, parameters, range, version }: { tab: "traces" | "spans"; project: string; parameters: URLSearchParams; range: number; version: number }) {
  type Row = TraceRow | SpanRow;
  const [rows, setRows] = useState<Row[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [incomplete, setIncomplete] = useState(false);
  const [running, setRunning] = useState<SpanRow[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const [selected, setSelected] = useState<string[]>([]);
  const [active, setActive] = useState(-1);
  const [fresh, setFresh] = useState(false);
  const loading = useRef(false);
  const seen = useRef(-1);
  const small = useNarrow();
  const address = (cursor: string | null, limit: number) =>
    `/api/${tab}${query({ project, q: parameters.get("q"), filter: parameters.get("filter"), from: range ? Date.now() - range : null, cursor, limit })}`;

  const first = () => {
    seen.current = version;
    get<Page<Row>>(address(null, 100)).then((page) => {
      // A trace whose root runs is listed once.
      const runs = new Set((page.running ?? []).map((span) => span.traceId));
      setRows(page.rows.filter((row) => !(tab === "traces" && (row as TraceRow).rootMissing && runs.has(row.traceId))));
      setNext(page.next);
      setIncomplete(page.incomplete);
      setRunning(page.running ?? []);
      setError(null);
      setFresh(false);
    }, setError);
  };
  useEffect(() => {
    if (rows === null || scrollY < 300 && rows.length <= 100) first();
    else if (seen.current !== version) setFresh(true);
  }, [version]);
  const more = () => {
    if (!next || loading.current) return;
    loading.current = true;
    get<Page<Row>>(address(next, 200)).then((page) => {
      setRows((old) => [...(old ?? []), ...page.rows]);
      setNext(page.next);
      loading.current = false;
    }, (failure) => {
      setError(failure);
      loading.current = false;
    });
  };
  const open = (row: Row) => go(tab === "traces" ? `/t/${row.traceId}` : `/t/${row.traceId}?span=${(row as SpanRow).id}`);
  useKeys({
    j: () => setActive((index) => Math.min((rows?.length ?? 1) - 1, index + 1)),
    k: () => setActive((index) => Math.max(0, index - 1)),
    Enter: () => rows?.[active] && open(rows[active]),
  });
  if (error && !rows) return <Failure error={error} retry={first} />;
  if (!rows) return <Loading />;
  if (!rows.length && !running.length) {
    return <Nothing title={incomplete ? "Nothing found so far" : "Nothing matches"}>{incomplete ? "The search took too long. Narrow it with a time range or a kind." : parameters.toString() ? "No span passes the filter, the search and the time range." : "No span has arrived yet."}</Nothing>;
  }
  const toggle = (id: string) => setSelected((old) => (old.includes(id) ? old.filter((each) => each !== id) : [...old, id].slice(tab === "traces" ? -2 : -1000)));
  return (
    <main class={`list l-${tab}`}>
      <div role="table" aria-label={tab}>
      <div class="lr lh" role="row">
        <span class="c-pick" />
        {["", "Name", "Input", "Output", tab === "traces" ? "Feedback" : "Model"].map((title) => <span key={title} role="columnheader">{title}</span>)}
        {["Latency", "Tokens", "Cost", "Start"].map((title) => <span key={title} class="n" role="columnheader">{title}</span>)}
      </div>
      {fresh ? <button class="pill" onClick={() => {
        scrollTo(0, 0);
        first();
      }}>New spans ↑</button> : null}
      {running.map((span) => <RunningLine key={span.spanId} span={span} />)}
      <VirtualList count={rows.length} height={small ? 78 : 40} onEnd={more} reveal={active} label={tab}
        row={(index) => {
          const row = rows[index];
          return tab === "traces"
            ? <TraceLine key={`${row.traceId}${row.project}`} row={row as TraceRow} active={index === active} picked={selected.includes(row.traceId)} toggle={() => toggle(row.traceId)} />
            : <SpanLine key={(row as SpanRow).id} row={row as SpanRow} active={index === active} picked={selected.includes(String((row as SpanRow).id))} toggle={() => toggle(String((row as SpanRow).id))} />;
        }} />
      </div>
      <div class="foot">{count(rows.length)} {tab}{next ? " loaded, more below" : incomplete ? " found in the time that a search may take" : ""}</div>
      {selected.length ? (
        <div class="floating" role="status"><span>{selected.length} selected</span>
          {tab === "spans" ? <AddToDataset spans={selected.map(Number)} done={() => setSelected([])} /> : <button class="primary" disabled={selected.length !== 2} onClick={() => go(`/compare?a=${selected[0]}&b=${selected[1]}`)}>Compare</button>}
          <button onClick={() => setSelected([])}>Clear</button></div>
      ) : null}
    </main>
  );
}

function TraceLine({ row, active, picked, toggle }: { row: TraceRow; active: boolean; picked: boolean; toggle: () => void }) {
  return (
    <div class={`lr ${active ? "active" : ""}`} role="row">
      <label class="c-pick"><input type="checkbox" checked={picked} onChange={toggle} aria-label={`Select trace ${row.traceId.slice(0, 8)}`} /></label>
      <Link to={`/t/${row.traceId}`} class="over" label={`Trace ${tooltip(spanName(row.name))}`}><span /></Link>
      <Dot status={row.status === 2 || row.errors ? 2 : row.status} />
      <span class="c-name"><Badge kind={row.kind} /><span class="cut">{spanName(row.name)}</span>{row.rootMissing ? <span class="chip warn" title="The root span has not arrived.">no root</span> : null}</span>
      <span class="cut c-in" dir="auto" title={tooltip(row.input)}>{visible(row.input)}</span>
      <span class={`cut c-out ${row.status === 2 ? "err" : ""}`} dir="auto" title={tooltip(row.output)}>{visible(row.output)}</span>
      <span class="c-more chips">{row.annotations.slice(0, 2).map((annotation) => <Score key={annotation.id} annotation={annotation} />)}</span>
      <span class="n c-lat">{duration(row.latency)}</span>
      <span class="n c-tok">{row.tokens ? narrow(row.tokens) : <span class="faint">–</span>}</span>
      <span class="n c-cost">{row.cost === null ? <span class="faint">–</span> : cost(row.cost)}</span>
      <span class="n c-start" title={fullTime(row.start)}>{clock(row.start)}</span>
    </div>
  );
}

function RunningLine({ span }: { span: SpanRow }) {
  return (
    <div class="lr" role="row">
      <span class="c-pick" />
      <Link to={`/t/${span.traceId}`} class="over" label={`Running trace ${tooltip(spanName(span.name))}`}><span /></Link>
      <Dot status={0} />
      <span class="c-name"><Badge kind={span.kind} /><span class="cut">{spanName(span.name)}</span><span class="chip small live-chip">running</span></span>
      <span class="cut c-in" /><span class="cut c-out" /><span class="c-more" />
      <span class="n c-lat">{duration(span.latency)}</span><span class="n c-tok" /><span class="n c-cost" />
      <span class="n c-start">{clock(fromNanos(span.start))}</span>
    </div>
  );
}

function SpanLine({ row, active, picked, toggle }: { row: SpanRow; active: boolean; picked: boolean; toggle: () => void }) {
  const start = fromNanos(row.start);
  return (
    <div class={`lr ${active ? "active" : ""}`} role="row">
      <label class="c-pick"><input type="checkbox" checked={picked} onChange={toggle} aria-label={`Select span ${row.spanId.slice(0, 8)}`} /></label>
      <Link to={`/t/${row.traceId}?span=${row.id}`} class="over" label={`Span ${tooltip(spanName(row.name))}`}><span /></Link>
      <Dot status={row.status} />
      <span class="c-name"><Badge kind={row.kind} /><span class="cut">{spanName(row.name)}</span></span>
      <span class="cut c-in" dir="auto" title={tooltip(row.input)}>{visible(row.input)}</span>
      <span class={`cut c-out ${row.status === 2 ? "err" : ""}`} dir="auto" title={tooltip(row.output)}>{visible(row.output)}</span>
      <span class="cut c-more dim">{visible(row.model ?? "")}</span>
      <span class="n c-lat">{duration(row.latency)}</span>
      <span class="n c-tok">{row.tokens === null ? <span class="faint">–</span> : narrow(row.tokens)}</span>
      <span class="n c-cost">{row.cost === null ? <span class="faint">–</span> : `${row.oddities & PRICED ? "≈ " : ""}${cost(row.cost)}`}</span>
      <span class="n c-start" title={fullTime(start)}>{clock(start)}</span>
    </div>
  );
}

function Sessions({ project, range, version }: { project: string; range: number; version: number }) {
  const { data, error, reload } = useLoad<Page<SessionRow>>(`/api/sessions${query({ project, limit: 500 })}`, version);
  if (error) return <Failure error={error} retry={reload} />;
  if (!data) return <Loading />;
  if (!data.rows.length) return <Nothing title="No sessions">Put <code>OpenInference.usingSession(id)</code> around the calls of a conversation.</Nothing>;
  const rows = data.rows.filter((session) => !range || session.end >= Date.now() - range);
  if (!rows.length) return <Nothing title="No sessions in this time">The last one ended {fullTime(data.rows[0].end)}.</Nothing>;
  return (
    <main class="sessions">
      {rows.map((session) => (
        <Link key={session.id} to={`/s/${encodeURIComponent(session.id)}`} class="session">
          <header><b class="mono cut">{visible(session.id)}</b>{session.user ? <span class="chip cut" title={tooltip(session.user)}>{visible(session.user)}</span> : null}<span class="grow" /><small>{clock(session.end)}</small></header>
          <div class="cut" dir="auto"><span class="who">first</span> {visible(session.input)}</div>
          <div class="cut dim" dir="auto"><span class="who">last</span> {visible(session.output)}</div>
          <footer><span>{count(session.traces)} {session.traces === 1 ? "turn" : "turns"}</span><span>{duration(session.end - session.start)}</span><span>{compact(session.tokens)} tokens</span>{session.cost !== null ? <span>{cost(session.cost)}</span> : null}{session.errors ? <span class="err">{count(session.errors)} with errors</span> : null}</footer>
        </Link>
      ))}
    </main>
  );
}
