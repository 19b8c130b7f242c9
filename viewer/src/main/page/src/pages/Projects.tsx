// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { send, type Project } from "../api";
import { Spark } from "../charts";
import { ago, compact, cost, count, duration, tooltip, visible } from "../format";
import { useLoad, useTitle } from "../hooks";
import { go, Link } from "../router";
import { Top } from "../Top";
import { Failure, Loading, Segments } from "../ui";

export function ProjectsPage({ version, connected }: { version: number; connected: boolean }) {
  useTitle("");
  const { data, error, loading, reload } = useLoad<Project[]>("/api/projects", version);
  return (
    <>
      <Top items={[["Projects", null]]} connected={connected}><Link to="/datasets" class="toplink">Datasets</Link><ImportButton /></Top>
      {error ? <Failure error={error} retry={reload} /> : loading && !data ? <Loading /> : data!.length ? <Cards projects={data!} /> : <Empty connected={connected} />}
    </>
  );
}

/** Each experiment has a project for its traces. The page of the dataset leads to the experiment, so these projects come last. */
const EXPERIMENT = /^Experiment-[0-9a-f]{24}$/;

function Cards({ projects }: { projects: Project[] }) {
  const experiments = projects.filter((project) => EXPERIMENT.test(project.name));
  const others = projects.filter((project) => !EXPERIMENT.test(project.name));
  return (
    <main>
      <div class="projects">{others.map((project) => <Card key={project.id} project={project} />)}</div>
      {experiments.length ? <><h2 class="apart">Projects of experiments</h2><div class="projects">{experiments.map((project) => <Card key={project.id} project={project} />)}</div></> : null}
    </main>
  );
}

function Card({ project }: { project: Project }) {
  return (
    <Link to={`/p/${encodeURIComponent(project.name)}`} class="project">
      <header><h2 title={tooltip(project.name)}>{visible(project.name)}</h2><small>{ago(project.lastSeen)}</small></header>
      <Spark values={project.spark} />
      <small class="under">traces an hour, last 24 h</small>
      <dl>
        <div><dt>Traces</dt><dd>{compact(project.traces)}</dd></div>
        <div><dt>Spans</dt><dd>{compact(project.spans)}</dd></div>
        <div title="Of the traces since 24 hours before the newest trace"><dt>p50 / p99</dt><dd>{duration(project.p50)}<small> / {duration(project.p99)}</small></dd></div>
        <div><dt>Errors</dt><dd class={project.errors ? "err" : ""}>{count(project.errors)}</dd></div>
        <div><dt>Tokens</dt><dd>{compact(project.tokens)}</dd></div>
        <div><dt>Cost</dt><dd>{cost(project.cost)}</dd></div>
      </dl>
    </Link>
  );
}

export function ImportButton() {
  const [problem, setProblem] = useState("");
  const load = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    try {
      const answer = await send<{ traceId: string }>("POST", "/api/import", await file.text());
      setProblem("");
      if (answer.traceId) go(`/t/${answer.traceId}`);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      {problem ? <span class="err problemline" role="alert">{problem}</span> : null}
      <label class="button" title="OTLP JSON, or JSON Lines of it">Load a file<input type="file" accept=".json,.jsonl,application/json" onChange={load} /></label>
    </>
  );
}

type Way = "java" | "env" | "curl";

function ways(): Record<Way, string> {
  const url = location.origin;
  const trace = crypto.getRandomValues(new Uint8Array(16));
  const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const now = Date.now();
  return {
    java: `OpenInferenceSdk sdk = OpenInferenceSdk.builder()\n    .endpoint("${url}")\n    .build();`,
    env: `export OTEL_EXPORTER_OTLP_ENDPOINT=${url}\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`,
    curl: `curl ${url}/v1/traces -H 'Content-Type: application/json' -d '
{"resourceSpans":[{"scopeSpans":[{"spans":[{
  "traceId":"${hex(trace)}","spanId":"${hex(trace.slice(0, 8))}",
  "name":"hello","startTimeUnixNano":"${now}000000","endTimeUnixNano":"${now + 420}000000",
  "attributes":[
    {"key":"openinference.span.kind","value":{"stringValue":"CHAIN"}},
    {"key":"input.value","value":{"stringValue":"Is anybody there?"}},
    {"key":"output.value","value":{"stringValue":"Yes."}}]}]}]}]}'`,
  };
}

/** Tells how to send the first span. It goes when the span arrives. */
function Empty({ connected }: { connected: boolean }) {
  const [way, pick] = useState<Way>("java");
  const [texts] = useState(ways);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(texts[way]);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <main class="empty">
      <div class={`waiting ${connected ? "" : "off"}`}><i /></div>
      <h1>Waiting for the first span</h1>
      <p>Send spans over OTLP to <code>{location.origin}</code>. This page shows them as they arrive.</p>
      <div class="ways">
        <div class="bar"><Segments label="Ways to send" active={way} pick={pick} segments={[["java", "Java"], ["env", "Any OpenTelemetry"], ["curl", "curl"]]} /><span class="grow" /><button onClick={copy}>{copied ? "Copied" : "Copy"}</button></div>
        <pre>{texts[way]}</pre>
      </div>
      <p class="dim">The OpenInference SDK sends to port 6006 of this machine without any setting. The button above loads a file of OTLP JSON.</p>
    </main>
  );
}
