// SPDX-License-Identifier: Apache-2.0
import type { Annotation, SessionRow, TraceRow } from "../api";
import { parseJson } from "../attributes";
import { Json, Text } from "../content";
import { compact, cost, count, cut, duration, fullTime, spanName, tooltip, visible, zonedClock } from "../format";
import { useLoad, useTitle } from "../hooks";
import { Link } from "../router";
import { Top } from "../Top";
import { Badge, Failure, Loading, Score, Short, Stat } from "../ui";

interface Answer { sessions: SessionRow[]; turns: { trace: TraceRow; input?: string; output?: string }[]; annotations: Annotation[] }

export function SessionPage({ id, version, connected }: { id: string; version: number; connected: boolean }) {
  const { data, error, reload } = useLoad<Answer>(`/api/sessions/${encodeURIComponent(id)}`, version);
  useTitle("Session");
  const project = data?.sessions[0]?.project;
  const items: [string, string | null][] = [["Projects", "/"]];
  if (project) items.push([project, `/p/${encodeURIComponent(project)}?tab=sessions`]);
  items.push([`session ${id.length > 12 ? cut(id, 8) : id}`, null]);
  const sum = (value: (each: SessionRow) => number) => data!.sessions.reduce((total, each) => total + value(each), 0);
  return (
    <>
      <Top items={items} connected={connected} />
      {error && !data ? <Failure error={error} retry={reload} /> : !data ? <Loading /> : (
        <>
          <section class="head">
            <div class="title"><h1 class="mono clamp" title={tooltip(id)}>{visible(id)}</h1><small>{fullTime(data.sessions[0].start)}{data.sessions[0].user ? <> · user <Short text={data.sessions[0].user} /></> : null}</small></div>
            <Stat name="Turns">{count(data.turns.length)}</Stat>
            <Stat name="Tokens">{compact(sum((each) => each.tokens))}</Stat>
            <Stat name="Cost">{data.sessions.some((each) => each.cost !== null) ? cost(sum((each) => each.cost ?? 0)) : "–"}</Stat>
            <Stat name="Errors"><span class={sum((each) => each.errors) ? "err" : "fine"}>{count(sum((each) => each.errors))}</span></Stat>
            {data.annotations.length ? <div class="chips">{data.annotations.map((each) => <Score key={each.id} annotation={each} />)}</div> : null}
          </section>
          <main class="turns">
            {data.turns.map(({ trace, input, output }, index) => (
              <section key={`${trace.traceId}${trace.project}`} class="exchange">
                <Link to={`/t/${trace.traceId}`} class="turnhead"><b>{index + 1}</b><Badge kind={trace.kind} /><span class="cut">{spanName(trace.name)}</span><span class="grow" /><span>{duration(trace.latency)}</span><span>{compact(trace.tokens)} tokens</span><span>{zonedClock(trace.start)}</span></Link>
                <Bubble who="user" text={input ?? trace.input} />
                <Bubble who="assistant" text={output ?? trace.output} failed={trace.status === 2} />
              </section>
            ))}
          </main>
        </>
      )}
    </>
  );
}

function Bubble({ who, text, failed }: { who: "user" | "assistant"; text: string; failed?: boolean }) {
  if (!text) return null;
  const json = parseJson(text);
  return <div class={`bubble b-${who} ${failed ? "failed" : ""}`}>{json === undefined ? <Text text={text} /> : <Json value={json} />}</div>;
}
