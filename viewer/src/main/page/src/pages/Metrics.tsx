// SPDX-License-Identifier: Apache-2.0
import { query, type Metrics, type Page, type Series, type TraceRow } from "../api";
import { Chart } from "../charts";
import { compact, cost, count, duration, fullTime, tooltip, visible } from "../format";
import { useLoad } from "../hooks";
import { setParameters } from "../router";
import { Failure, Loading, Nothing } from "../ui";

const TONES = ["accent", "llm", "retriever", "embedding", "tool", "evaluator", "guardrail"];

/** Shows a range of time that ends at a minute; 0 is now. */
export function MetricsView({ project, range, until, version }: { project: string; range: number; until: number; version: number }) {
  // The end of the range moves with the minute, so that the address stays the same in between.
  const to = until || Math.ceil(Date.now() / 60_000) * 60_000;
  const { data, error, reload } = useLoad<Metrics>(`/api/metrics${query({ project, from: to - range, to })}`, version);
  if (error) return <Failure error={error} retry={reload} />;
  if (!data) return <Loading />;
  if (!data.models.length && !data.tools.length && !data.scores.length && !data.steps.some((step) => step.traces)) return <NothingThen project={project} />;
  const common = { from: data.from, step: data.stepMillis };
  const top = data.models.slice(0, 6);
  return (
    <main class="metrics">
      {until ? <p class="wide dim">Until {fullTime(until)}, when the newest trace started. <button onClick={() => setParameters({ until: null })}>Until now</button></p> : null}
      <Chart {...common} title="Traces" bars empty="No traces in this time" format={count} lines={[
        { name: "fine", tone: "accent", values: data.steps.map((step) => step.traces - step.errors) },
        { name: "with an error", tone: "err", values: data.steps.map((step) => step.errors) }]} />
      <Chart {...common} title="Latency of traces" empty="No traces in this time" format={duration} lines={[
        { name: "p50", tone: "accent", values: data.steps.map((step) => step.p50) },
        { name: "p99", tone: "llm", values: data.steps.map((step) => step.p99) }]} />
      <Chart {...common} title="Tokens by model" bars empty="No model calls in this time" format={compact}
        lines={top.map((model, index) => ({ name: model.name, tone: TONES[index], values: model.steps }))} />
      <Chart {...common} title="Failed tool calls" bars empty="No tool call failed in this time" format={count}
        lines={data.tools.filter((tool) => tool.errors).slice(0, 6).map((tool, index) => ({ name: tool.name, tone: TONES[(index + 1) % TONES.length], values: tool.steps }))} />
      <Table title="Models" rows={data.models} model />
      <Table title="Tools" rows={data.tools} />
      {data.scores.length ? (
        <section class="chart wide"><h3>Annotations</h3>
          <table><thead><tr><th>Name</th><th class="n">Number</th><th class="n">Mean score</th></tr></thead>
            <tbody>{data.scores.map((score) => <tr key={score.name}><td>{visible(score.name)}</td><td class="n">{count(score.count)}</td><td class="n">{score.mean === undefined ? "–" : score.mean.toFixed(3)}</td></tr>)}</tbody></table>
        </section>
      ) : null}
    </main>
  );
}

/** A file of yesterday has nothing in the last 24 hours. */
function NothingThen({ project }: { project: string }) {
  const { data } = useLoad<Page<TraceRow>>(`/api/traces${query({ project, limit: 1 })}`);
  const newest = data?.rows[0];
  const end = newest ? Math.ceil((newest.start + 1) / 60_000) * 60_000 : 0;
  return (
    <Nothing title="No spans in this time">
      {newest ? <>The newest trace started {fullTime(newest.start)}.<br /><br /><button onClick={() => setParameters({ until: String(end) })}>Show the time before it</button></> : "No trace has arrived yet."}
    </Nothing>
  );
}

function Table({ title, rows, model }: { title: string; rows: Series[]; model?: boolean }) {
  return (
    <section class="chart">
      <h3>{title}</h3>
      {rows.length ? (
        <div class="scroll-x"><table>
          <thead><tr><th>Name</th><th class="n">Calls</th><th class="n">Errors</th><th class="n">p50</th><th class="n">p99</th>{model ? <><th class="n">In</th><th class="n">Out</th><th class="n">Cost</th></> : null}</tr></thead>
          <tbody>{rows.slice(0, 30).map((row) => (
            <tr key={row.name}><td class="cut" title={tooltip(row.name)}>{visible(row.name)}</td><td class="n">{count(row.count)}</td><td class={`n ${row.errors ? "err" : ""}`}>{count(row.errors)}</td><td class="n">{duration(row.p50)}</td><td class="n">{duration(row.p99)}</td>
              {model ? <><td class="n">{compact(row.promptTokens)}</td><td class="n">{compact(row.completionTokens)}</td><td class="n">{row.cost ? cost(row.cost) : "–"}</td></> : null}</tr>
          ))}</tbody>
        </table></div>
      ) : <div class="none">No calls in this time</div>}
    </section>
  );
}
