// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { get, offlineData, send, type Attribute, type SpanDetail } from "../api";
import { attributesOf, parseJson, HIDDEN, type Attributes, type Doc, type Value } from "../attributes";
import { Hidden, Json, Text, ValueText } from "../content";
import { copies } from "../copies";
import { bytes, cost, count, duration, exactTime, fromNanos, fullTime, spanName, tooltip, visible } from "../format";
import { useLoad } from "../hooks";
import { go } from "../router";
import type { Node, Tree } from "../tree";
import { Badge, Copy, Failure, Loading, Short, Tabs } from "../ui";
import { Calls, MessageCard } from "./Message";
import { RemovableScore } from "./Trace";

type Tab = "info" | "attributes" | "events" | "annotations" | "raw";

export function SpanPanel({ node, tree, reload, select }: { node: Node; tree: Tree; reload: () => void; select: (node: Node) => void }) {
  const { data, error, reload: again } = useLoad<SpanDetail>(`/api/spans/${node.span.id}`);
  const [tab, setTab] = useState<Tab>("info");
  const refresh = () => {
    again();
    reload();
  };
  if (error) return <Failure error={error} retry={again} />;
  if (!data) return <Loading />;
  return (
    <article aria-label={`Span ${tooltip(spanName(node.span.name))}`}>
      <div class="sh">
        <Badge kind={data.kind} /><h2 class="clamp" title={tooltip(spanName(data.name))}>{spanName(data.name)}</h2><span class="grow" />
        <CopyMenu span={data} node={node} />
        {offlineData() ? null : <button onClick={() => setTab("annotations")}>Annotate</button>}
      </div>
      <Tabs<Tab> label="Parts of the span" active={tab} pick={setTab} tabs={[
        ["info", "Info"], ["attributes", <>Attributes <i>{data.attributes.length}</i></>], ["events", <>Events <i>{data.events.length}</i></>],
        ["annotations", <>Annotations <i>{data.annotations.length}</i></>], ["raw", "Raw"]]} />
      {tab === "info" ? <Info span={data} node={node} tree={tree} select={select} />
        : tab === "attributes" ? <><AttributeTable list={data.attributes} span={data.id} /><h3 class="h3">Resource</h3><AttributeTable list={data.resource} span={data.id} /><p class="faint">Scope {data.scope || "–"} {data.scopeVersion}</p></>
        : tab === "events" ? <Events span={data} />
        : tab === "annotations" ? <Annotations span={data} reload={refresh} />
        : <Raw span={data} />}
    </article>
  );
}

function CopyMenu({ span, node }: { span: SpanDetail; node: Node }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="menu" onMouseLeave={() => setOpen(false)} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <button class="nw" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>Copy as…</button>
      {open ? <div class="items" role="menu">{copies(span, node).map(([name, text]) => <Copy key={name} text={text}>{name}</Copy>)}</div> : null}
    </div>
  );
}

function Chip({ name, value }: { name: string; value: string | number | undefined | null }) {
  return value === undefined || value === null || value === "" ? null : <span>{name} <b>{visible(String(value))}</b></span>;
}

function Info({ span, node, tree, select }: { span: SpanDetail; node: Node; tree: Tree; select: (node: Node) => void }) {
  const attributes = attributesOf(span);
  return (
    <>
      {span.status === 2 ? <Problem span={span} /> : null}
      {node.notes.length ? <div class="notes">{node.notes.map((note) => <p key={note}>{note}</p>)}</div> : null}
      <Facts span={span} node={node} attributes={attributes} />
      <ByKind span={span} attributes={attributes} node={node} tree={tree} select={select} />
      <More span={span} attributes={attributes} />
    </>
  );
}

function Problem({ span }: { span: SpanDetail }) {
  const event = span.events.find((each) => each.name === "exception");
  const find = (key: string) => event?.attributes.find(([name]) => name === key)?.[2];
  const type = find("exception.type");
  const message = find("exception.message") ?? span.statusMessage;
  return <div class="problembox" role="alert"><b>{visible(String(type ?? "Error"))}</b>{message ? <Text text={String(message)} /> : null}</div>;
}

function Facts({ span, node, attributes }: { span: SpanDetail; node: Node; attributes: Attributes }) {
  const parameters = parseJson(attributes.text("llm.invocation_parameters"));
  const plain = parameters && typeof parameters === "object" ? Object.entries(parameters).filter(([key, value]) => ["string", "number", "boolean"].includes(typeof value) && !["model"].includes(key)).slice(0, 10) : [];
  // A number that no call can have is among the attributes only.
  const tokens = (key: string) => {
    const number = attributes.number(`llm.token_count.${key}`);
    return number !== undefined && number >= 0 && number <= 1e12 ? Math.floor(number) : undefined;
  };
  const prompt = tokens("prompt");
  const completion = tokens("completion");
  const total = tokens("total") ?? (prompt ?? 0) + (completion ?? 0);
  const first = span.events.find((event) => event.name === "First Token Stream Event");
  const cached = attributes.number("llm.token_count.prompt_details.cache_read");
  const reasoning = attributes.number("llm.token_count.completion_details.reasoning");
  const dollars = attributes.number("llm.cost.total");
  return (
    <div class="kv">
      <Chip name="model" value={attributes.text("llm.model_name") ?? attributes.text("embedding.model_name") ?? attributes.text("reranker.model_name")} />
      <Chip name="provider" value={attributes.text("llm.provider") ?? attributes.text("llm.system")} />
      {plain.map(([key, value]) => <Chip key={key} name={key} value={String(value)} />)}
      {total ? <span>{prompt !== undefined && completion !== undefined && prompt + completion === total ? `${count(prompt)} + ${count(completion)} = ` : ""}<b>{count(total)} tokens</b></span> : null}
      {cached ? <Chip name="cached" value={count(cached)} /> : null}
      {reasoning ? <Chip name="reasoning" value={count(reasoning)} /> : null}
      {dollars !== undefined ? <Chip name="cost" value={cost(dollars)} /> : null}
      <Chip name="finish" value={attributes.text("llm.finish_reason")} />
      {first && span.start !== "0" ? <Chip name="first token" value={duration(fromNanos(first.time) - fromNanos(span.start))} /> : null}
      <Chip name="agent" value={attributes.text("agent.name")} />
      <Chip name="top k" value={attributes.text("reranker.top_k")} />
      <Chip name="latency" value={duration(node.span.latency)} />
      <Chip name="thread" value={attributes.text("thread.name")} />
    </div>
  );
}

type KindProps = { span: SpanDetail; attributes: Attributes; node: Node; tree: Tree; select: (node: Node) => void };

function ByKind(props: KindProps) {
  switch (props.span.kind) {
    case "LLM":
      return <Llm {...props} />;
    case "RETRIEVER":
      return <><Input {...props} title="Query" /><Documents title="Documents" documents={props.attributes.documents("retrieval.documents")} {...props} /></>;
    case "RERANKER":
      return <Reranker {...props} />;
    case "EMBEDDING":
      return <Embedding {...props} />;
    case "TOOL":
      return <Tool {...props} />;
    default:
      // A span of another library says what it did in its attributes only.
      if (props.span.kind === "UNKNOWN" && !props.attributes.get("input.value") && !props.attributes.get("output.value")) {
        return <><h3 class="h3">Attributes</h3><AttributeTable list={props.span.attributes} span={props.span.id} /></>;
      }
      return <><Template attributes={props.attributes} /><Input {...props} /><Output {...props} /></>;
  }
}

function Input({ span, attributes, title = "Input" }: { span: SpanDetail; attributes: Attributes; title?: string }) {
  const value = attributes.get("input.value");
  return value ? <><h3 class="h3">{title}</h3><section class="msg m-user"><ValueText value={value} span={span.id} /></section></> : null;
}

function Output({ span, attributes, title = "Output" }: { span: SpanDetail; attributes: Attributes; title?: string }) {
  const value = attributes.get("output.value");
  return value ? <><h3 class="h3">{title}</h3><section class="msg m-assistant"><ValueText value={value} span={span.id} markdown={false} /></section></> : null;
}

function Llm({ span, attributes, node, tree, select }: KindProps) {
  const input = attributes.messages("llm.input_messages");
  const output = attributes.messages("llm.output_messages");
  const prompts = attributes.elements("llm.prompts").map((path) => attributes.get(`${path}.prompt.text`));
  const choices = attributes.elements("llm.choices").map((path) => attributes.get(`${path}.completion.text`));
  const tools = attributes.elements("llm.tools").map((path) => attributes.text(`${path}.tool.json_schema`));
  const [all, setAll] = useState(false);
  const folded = !all && input.length > 12;
  return (
    <>
      <Template attributes={attributes} />
      <h3 class="h3">Input{input.length > 1 ? ` (${input.length} messages)` : ""}</h3>
      {folded ? <><MessageCard message={input[0]} span={span} /><button class="more wide" onClick={() => setAll(true)}>{input.length - 6} messages between</button></> : null}
      {(folded ? input.slice(-5) : input).map((message, index) => <MessageCard key={index} message={message} span={span} />)}
      {prompts.map((prompt, index) => prompt ? <section key={index} class="msg m-user"><header>prompt</header><ValueText value={prompt} span={span.id} /></section> : null)}
      {!input.length && !prompts.length ? (attributes.get("input.value") ? <Input span={span} attributes={attributes} title="" /> : <p class="faint">No input was recorded.</p>) : null}
      <h3 class="h3">Output{output.length > 1 ? ` (${output.length})` : ""}</h3>
      {output.map((message, index) => (
        <MessageCard key={index} message={message} span={span} note={attributes.number("llm.token_count.completion") ? `${count(attributes.number("llm.token_count.completion"))} tokens` : undefined}
          calls={<Calls message={message} tree={tree} after={node} select={select} />} />
      ))}
      {choices.map((choice, index) => choice ? <section key={index} class="msg m-assistant"><header>completion</header><ValueText value={choice} span={span.id} /></section> : null)}
      {!output.length && !choices.length ? (attributes.get("output.value") ? <Output span={span} attributes={attributes} title="" /> : <p class="faint">No output was recorded.</p>) : null}
      {tools.length ? <><h3 class="h3">Tools offered ({tools.length})</h3>{tools.map((tool, index) => <OfferedTool key={index} schema={tool} />)}</> : null}
    </>
  );
}

function Template({ attributes }: { attributes: Attributes }) {
  const template = attributes.text("llm.prompt_template.template");
  if (!template) return null;
  const variables = parseJson(attributes.text("llm.prompt_template.variables"));
  return (
    <><h3 class="h3">Prompt template <Short text={attributes.text("llm.prompt_template.version") ?? ""} /></h3>
      <section class="msg m-system"><Text text={template} />{variables ? <Json value={variables} name="variables" /> : null}</section></>
  );
}

function OfferedTool({ schema }: { schema: string | undefined }) {
  const parsed = parseJson(schema) as { name?: string; description?: string; function?: { name?: string; description?: string } } | undefined;
  if (schema === HIDDEN) return <Hidden />;
  if (!parsed) return schema ? <Text text={schema} /> : null;
  const tool = parsed.function ?? parsed;
  return (
    <details class="tool"><summary><b>{visible(tool.name ?? "tool")}</b> <span class="dim">{visible(tool.description ?? "")}</span></summary><Json value={parsed} /></details>
  );
}

function Tool(props: KindProps) {
  const { attributes } = props;
  const description = attributes.text("tool.description");
  const parameters = parseJson(attributes.text("tool.parameters"));
  return (
    <>
      {description ? <p class="dim">{visible(description)}</p> : null}
      <Input {...props} title="Arguments" /><Output {...props} title="Result" />
      {parameters ? <details class="tool"><summary>Parameters of the tool</summary><Json value={parameters} /></details> : null}
    </>
  );
}

function Documents({ documents, title, span, before }: { documents: Doc[]; title: string; span: SpanDetail; before?: Doc[] }) {
  if (!documents.length) return null;
  const scores = documents.map((document) => document.score ?? 0);
  const top = Math.max(...scores.map(Math.abs), 1e-9);
  return (
    <>
      <h3 class="h3">{title} ({documents.length})</h3>
      {documents.map((document, index) => {
        const old = before?.findIndex((each) => (document.id ? each.id === document.id : each.content?.value === document.content?.value));
        const move = old === undefined || old < 0 ? null : old - index;
        return (
          <section key={index} class="doc">
            <header>
              <b>{index + 1}</b>{document.id ? <span class="mono cut" title={tooltip(document.id)}>{visible(document.id)}</span> : null}
              {move === null ? null : <span class={move > 0 ? "fine" : move < 0 ? "err" : "faint"} title={`was ${old! + 1}`}>{move > 0 ? `▲ ${move}` : move < 0 ? `▼ ${-move}` : "="}</span>}
              {document.score === undefined ? null : <><span class="grow" /><span class="meter"><i style={{ width: `${(Math.abs(document.score) / top) * 100}%` }} /></span><span>{+document.score.toFixed(4)}</span></>}
            </header>
            {document.content ? <ValueText value={document.content} span={span.id} /> : <div class="text faint">(no content)</div>}
            {document.metadata ? <Json value={parseJson(document.metadata) ?? document.metadata} name="metadata" depth={3} /> : null}
          </section>
        );
      })}
    </>
  );
}

function Reranker(props: KindProps) {
  const { attributes } = props;
  const before = attributes.documents("reranker.input_documents");
  const query = attributes.get("reranker.query") ?? attributes.get("input.value");
  return (
    <>
      {query ? <><h3 class="h3">Query</h3><section class="msg m-user"><ValueText value={query} span={props.span.id} /></section></> : null}
      <Documents {...props} title="After" documents={attributes.documents("reranker.output_documents")} before={before} />
      <Documents {...props} title="Before" documents={before} />
    </>
  );
}

function Embedding({ span, attributes }: KindProps) {
  const elements = attributes.elements("embedding.embeddings");
  if (!elements.length) return <><Input span={span} attributes={attributes} /><Output span={span} attributes={attributes} /></>;
  return (
    <>
      <h3 class="h3">Embeddings ({elements.length})</h3>
      {elements.slice(0, 50).map((path) => {
        const text = attributes.get(`${path}.embedding.text`);
        return <section key={path} class="msg m-user">{text ? <ValueText value={text} span={span.id} /> : <div class="text faint">(no text)</div>}<Vector value={attributes.get(`${path}.embedding.vector`)} span={span.id} /></section>;
      })}
    </>
  );
}

function Vector({ value, span }: { value: Value | undefined; span: number }) {
  if (!value) return null;
  if (value.value === HIDDEN) return <Hidden />;
  const list = Array.isArray(value.value) ? value.value : parseJson(String(value.value));
  if (!Array.isArray(list)) return <ValueText value={value} span={span} />;
  // NaN and the infinities have no height.
  const numbers = list.slice(0, 160).map(Number).map((number) => (Number.isFinite(number) ? number : 0));
  const top = Math.max(...numbers.map(Math.abs), 1e-9);
  return (
    <div class="vector"><svg viewBox={`0 0 ${numbers.length} 20`} preserveAspectRatio="none" aria-hidden="true">{numbers.map((number, index) => <rect key={index} x={index} width="0.8" y={number >= 0 ? 10 - (number / top) * 10 : 10} height={Math.max(0.2, (Math.abs(number) / top) * 10)} />)}</svg>
      <small class="faint">vector of {count(value.length ?? list.length)} numbers</small></div>
  );
}

function More({ span, attributes }: { span: SpanDetail; attributes: Attributes }) {
  const metadata = attributes.get("metadata");
  const tags = attributes.get("tag.tags");
  const list = Array.isArray(tags?.value) ? tags!.value : parseJson(attributes.text("tag.tags"));
  return (
    <>
      {metadata ? <><h3 class="h3">Metadata</h3><section class="msg"><ValueText value={metadata} span={span.id} /></section></> : null}
      {Array.isArray(list) && list.length ? <><h3 class="h3">Tags</h3><div class="kv">{list.map((tag) => <span key={String(tag)}><b>{visible(String(tag))}</b></span>)}</div></> : null}
      {span.links.length ? <><h3 class="h3">Links</h3><div class="kv">{span.links.map((link, index) => <SpanLink key={index} link={link} />)}</div></> : null}
      <h3 class="h3">Time</h3>
      <div class="kv">
        <Chip name="start" value={exactTime(span.start)} /><Chip name="end" value={exactTime(span.end)} /><Chip name="received" value={fullTime(span.received)} />
        <span>span <b class="mono">{span.spanId}</b></span><span>trace <b class="mono">{span.traceId}</b></span>
      </div>
      {span.droppedAttributes || span.droppedEvents || span.droppedLinks ? <div class="notes"><p>OpenTelemetry's limits in the application dropped {count(span.droppedAttributes)} attributes, {count(span.droppedEvents)} events and {count(span.droppedLinks)} links. OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT raises the first limit.</p></div> : null}
    </>
  );
}

/** The target may be in the store, come later, or never come. */
function SpanLink({ link }: { link: { traceId: string; spanId: string } }) {
  const [missing, setMissing] = useState(false);
  if (!link.traceId) return <span>a link without an id</span>;
  if (!link.spanId) return <span><button class="link" onClick={() => go(`/t/${link.traceId}`)}>trace {link.traceId.slice(0, 8)}</button></span>;
  const open = async () => {
    const found = await get<{ traceId: string; id: number }[]>(`/api/find/${link.spanId}`);
    const target = found.find((each) => each.traceId === link.traceId);
    if (target) go(`/t/${target.traceId}?span=${link.spanId}`);
    else setMissing(true);
  };
  return <span>{missing ? <>span {link.spanId} of trace {link.traceId.slice(0, 8)} has not arrived</> : <button class="link" onClick={open}>trace {link.traceId.slice(0, 8)}, span {link.spanId}</button>}</span>;
}

function AttributeTable({ list, span }: { list: Attribute[]; span: number }) {
  const [text, setText] = useState("");
  const wanted = text.toLowerCase();
  const rows = list.filter(([key, , value]) => !wanted || key.toLowerCase().includes(wanted) || String(value).toLowerCase().includes(wanted)).sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  const types: Record<string, string> = { b: "boolean", i: "integer", d: "number", x: "bytes, as base64", l: "list", m: "map", n: "empty" };
  if (!list.length) return <p class="faint">None.</p>;
  return (
    <>
      {list.length > 8 ? <input class="search inline" type="search" placeholder="Filter attributes" aria-label="Filter attributes" onInput={(event) => setText(event.currentTarget.value)} /> : null}
      <dl class="attributes">
        {rows.slice(0, 1000).map(([key, type, value, length]) => (
          <div key={key}>
            <dt>{visible(key)}{types[type] ? <small class="faint"> {types[type]}</small> : null}</dt>
            <dd>{type === "l" || type === "m" ? <Json value={value} /> : type === "n" ? <span class="faint">empty</span> : type === "s" ? <ValueText value={{ key, type, value, length }} span={span} /> : type === "x" ? <Text text={String(value) || "(no bytes)"} whole={length} /> : <span class="jn">{String(value)}</span>}</dd>
          </div>
        ))}
      </dl>
      {rows.length > 1000 ? <p class="faint">{count(rows.length - 1000)} more. Filter to see them.</p> : null}
    </>
  );
}

/** The time since the start of the span, if both are known. */
function eventTime(start: string, time: string): string {
  if (time === "0") return "no time";
  if (start === "0") return exactTime(time);
  const since = fromNanos(time) - fromNanos(start);
  return since < 0 ? duration(since) : `+${duration(since)}`;
}

function Events({ span }: { span: SpanDetail }) {
  if (!span.events.length) return <p class="faint">The span has no events.</p>;
  return (
    <>
      {span.events.map((event, index) => {
        const trace = event.attributes.find(([key]) => key === "exception.stacktrace");
        const rest = event.attributes.filter(([key]) => key !== "exception.stacktrace");
        return (
          <section key={index} class="msg">
            <header><span>{visible(event.name)}</span><em>{eventTime(span.start, event.time)}</em></header>
            {rest.length ? <dl class="attributes in">{rest.map(([key, , value]) => <div key={key}><dt>{visible(key)}</dt><dd><Text text={typeof value === "string" ? value : JSON.stringify(value)} /></dd></div>)}</dl> : null}
            {trace ? <Stack text={String(trace[2])} /> : null}
          </section>
        );
      })}
    </>
  );
}

const LIBRARIES = /^\s*at (java|javax|jdk|sun|kotlin|kotlinx|okhttp3|okio|com\.openai|com\.anthropic|com\.google|com\.fasterxml|dev\.langchain4j|io\.opentelemetry|io\.openinference|org\.springframework|reactor|io\.netty|org\.junit|org\.apache)\./;

/** The frames of the application stand out from those of libraries. */
function Stack({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  const lines = visible(text).split("\n");
  const shown = all ? lines : lines.slice(0, 40);
  return <><pre class="stack">{shown.map((line, index) => <span key={index} class={LIBRARIES.test(line) ? "faint" : /^\s*at /.test(line) ? "own" : ""}>{line}{"\n"}</span>)}</pre>{lines.length > 40 && !all ? <button class="more" onClick={() => setAll(true)}>{lines.length - 40} more lines ({bytes(text.length)})</button> : null}</>;
}

function Annotations({ span, reload }: { span: SpanDetail; reload: () => void }) {
  const [problem, setProblem] = useState("");
  const session = attributesOf(span).text("session.id");
  const save = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    const score = String(data.get("score") ?? "").trim();
    const target = String(data.get("target"));
    const targetId = target === "trace" ? span.traceId : target === "session" ? session : span.spanId;
    try {
      await send("POST", "/api/annotations", { target, targetId, name: data.get("name"), label: data.get("label"), score: score === "" ? null : Number(score), explanation: data.get("explanation") });
      form.reset();
      setProblem("");
      reload();
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      {span.annotations.map((annotation) => (
        <section key={annotation.id} class="msg">
          <header><RemovableScore annotation={annotation} reload={reload} /><em>{annotation.annotatorKind.toLowerCase()} · {fullTime(annotation.updatedMillis)}</em></header>
          {annotation.explanation ? <Text text={annotation.explanation} /> : null}
        </section>
      ))}
      {!span.annotations.length ? <p class="faint">Nobody has annotated this span.</p> : null}
      {offlineData() ? null : (
        <form class="annotate" onSubmit={save}>
          <h3 class="h3">Add one</h3>
          <div class="fields">
            <label>On<select name="target"><option value="span">this span</option><option value="trace">the trace</option>{session ? <option value="session">the session</option> : null}</select></label>
            <label>Name<input name="name" required value="note" /></label>
            <label>Label<input name="label" placeholder="good" /></label>
            <label>Score<input name="score" type="number" step="any" placeholder="1.0" /></label>
          </div>
          <label>Text<textarea name="explanation" rows={3} /></label>
          {problem ? <p class="err" role="alert">{problem}</p> : null}
          <button class="primary">Save</button>
        </form>
      )}
    </>
  );
}

function Raw({ span }: { span: SpanDetail }) {
  const { data, error } = useLoad<unknown>(offlineData() ? null : `/api/spans/${span.id}/otlp`);
  if (offlineData()) return <pre class="raw">{JSON.stringify(span, null, 2).slice(0, 200_000)}</pre>;
  if (error) return <Failure error={error} />;
  if (!data) return <Loading />;
  const text = JSON.stringify(data, null, 2);
  return <><div class="bar"><small class="dim">OTLP JSON, {bytes(text.length)}</small><span class="grow" /><Copy text={text}>Copy</Copy></div><pre class="raw">{visible(text.slice(0, 100_000))}{text.length > 100_000 ? "\n…" : ""}</pre></>;
}
