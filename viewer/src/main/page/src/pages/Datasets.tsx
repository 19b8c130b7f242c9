// SPDX-License-Identifier: Apache-2.0
import { useState } from "preact/hooks";
import { send, type Dataset, type DatasetDetail } from "../api";
import { Json } from "../content";
import { ago, count, fullTime, tooltip, visible } from "../format";
import { useLoad, useTitle } from "../hooks";
import { go, Link } from "../router";
import { Top } from "../Top";
import { Failure, Loading, Nothing, Stat } from "../ui";
import { VirtualList } from "../VirtualList";

const ROW = 150;

export function DatasetsPage({ version, connected }: { version: number; connected: boolean }) {
  useTitle("Datasets");
  const { data, error, reload } = useLoad<Dataset[]>("/api/datasets", version);
  return (
    <>
      <Top items={[["Projects", "/"], ["Datasets", null]]} connected={connected} />
      {error ? <Failure error={error} retry={reload} /> : !data ? <Loading />
        : !data.length ? <Nothing title="No datasets">Select spans in the list of spans of a project, and add them to a dataset. Phoenix's client uploads datasets here as well.</Nothing> : (
          <main class="sessions">
            {data.map((dataset) => (
              <Link key={dataset.id} to={`/d/${dataset.id}`} class="session">
                <header><b class="cut">{visible(dataset.name)}</b><span class="grow" /><small>{ago(dataset.updatedMillis)}</small></header>
                {dataset.description ? <div class="cut dim" dir="auto">{visible(dataset.description)}</div> : null}
                <footer><span>{count(dataset.examples)} {dataset.examples === 1 ? "example" : "examples"}</span><span>{count(dataset.versions)} {dataset.versions === 1 ? "version" : "versions"}</span>
                  {dataset.experiments ? <span>{count(dataset.experiments)} {dataset.experiments === 1 ? "experiment" : "experiments"}</span> : null}</footer>
              </Link>
            ))}
          </main>
        )}
    </>
  );
}

export function DatasetPage({ id, version, connected }: { id: string; version: number; connected: boolean }) {
  const { data, error, reload } = useLoad<DatasetDetail>(`/api/datasets/${encodeURIComponent(id)}`, version);
  useTitle(data?.name ?? "Dataset");
  return (
    <>
      <Top items={[["Projects", "/"], ["Datasets", "/datasets"], [data?.name ?? `dataset ${id}`, null]]} connected={connected} />
      {error && !data ? <Failure error={error} retry={reload} /> : !data ? <Loading /> : <Loaded data={data} />}
    </>
  );
}

function Loaded({ data }: { data: DatasetDetail }) {
  const [problem, setProblem] = useState("");
  const remove = async () => {
    if (!confirm("Delete this dataset with its experiments for good?")) return;
    try {
      await send("DELETE", `/api/datasets/${data.id}`);
      go("/datasets");
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const file = (ending: string) => `/v1/datasets/${encodeURIComponent(data.key)}/${ending}`;
  return (
    <>
      <section class="head">
        <div class="title"><h1 class="clamp" title={tooltip(data.name)}>{visible(data.name)}</h1><small>{data.description ? `${visible(data.description)} · ` : ""}changed {fullTime(data.updatedMillis)}</small></div>
        <Stat name="Examples">{count(data.examples.length)}</Stat>
        <Stat name="Versions">{count(data.versions)}</Stat>
        <div class="chips">
          <a class="chip" href={file("jsonl")} download={`${data.name}.jsonl`}>JSON Lines</a>
          <a class="chip" href={file("csv")} download={`${data.name}.csv`}>CSV</a>
          <a class="chip" href={file("jsonl/openai_ft")} download={`${data.name}-openai.jsonl`}>for fine-tuning</a>
          <button class="chip err" onClick={remove}>Delete</button>
        </div>
        {problem ? <div class="problem" role="alert">{problem}</div> : null}
      </section>
      {data.runs.length ? (
        <section class="runs">
          <h3 class="h3">Experiments</h3>
          {data.runs.map((run) => (
            <Link key={run.id} to={`/p/${encodeURIComponent(run.project)}`} class="run"><b class="cut">{visible(run.name)}</b><span class="grow" />
              {run.scores.length ? <span class="chips" title="Means of the scores">{run.scores.slice(0, 6).map((score) => <span key={score.name} class="chip cut" title={tooltip(`${score.name}, mean of ${count(score.number)}`)}>{visible(score.name)} <b>{score.mean.toFixed(2)}</b></span>)}</span> : null}
              <span>{count(run.successes)} of {count(run.examples * run.repetitions)} runs</span>{run.failures ? <span class="err">{count(run.failures)} failed</span> : null}</Link>
          ))}
        </section>
      ) : null}
      <main><div class="list examples" role="list" aria-label="Examples">
        <VirtualList count={data.examples.length} height={ROW} label="examples" row={(index) => {
          const example = data.examples[index];
          return (
            <div key={example.id} class="example" role="listitem">
              <header><b>{index + 1}</b>{example.splits.map((split) => <span key={split} class="chip small">{visible(split)}</span>)}<span class="grow" />
                {example.traceId ? <Link to={`/t/${example.traceId}`}>its trace</Link> : example.spanId ? <small class="faint">span {example.spanId.slice(0, 8)} is not here</small> : null}</header>
              <div class="pair"><div><small>Input</small><Json value={example.input} /></div><div><small>Output</small><Json value={example.output} /></div></div>
            </div>
          );
        }} />
      </div></main>
    </>
  );
}

/** Asks for a name, and adds spans to the dataset of this name. */
export function AddToDataset({ spans, done }: { spans: number[]; done: () => void }) {
  const [problem, setProblem] = useState("");
  const [name, setName] = useState("");
  const known = useLoad<Dataset[]>("/api/datasets");
  const add = async (event: Event) => {
    event.preventDefault();
    try {
      const answer = await send<{ dataset: number }>("POST", "/api/datasets", { name, spans });
      done();
      go(`/d/${answer.dataset}`);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <form class="addto" onSubmit={add}>
      <input required list="datasets" aria-label="Name of the dataset" placeholder="Name of the dataset" value={name} onInput={(event) => setName(event.currentTarget.value)} />
      <datalist id="datasets">{(known.data ?? []).map((each) => <option key={each.id} value={each.name} />)}</datalist>
      <button class="primary">Add to dataset</button>
      {problem ? <span class="err" role="alert">{problem}</span> : null}
    </form>
  );
}
