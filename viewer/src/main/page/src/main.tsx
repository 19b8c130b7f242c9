// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError, get, offlineData, send } from "./api";
import { useLive } from "./hooks";
import { ComparePage } from "./pages/Compare";
import { DatasetPage, DatasetsPage } from "./pages/Datasets";
import { ProjectPage } from "./pages/Project";
import { ProjectsPage } from "./pages/Projects";
import { SessionPage } from "./pages/Session";
import { TracePage } from "./pages/Trace";
import { useRoute } from "./router";
import { startTheme } from "./theme";
import { Nothing } from "./ui";
import { Top } from "./Top";

/** The number inside of an id of Phoenix, which is the base64 of {@code Dataset:1}. */
function datasetNumber(id: string): string {
  try {
    return /^Dataset:(\d+)$/.exec(atob(id))?.[1] ?? id;
  } catch {
    return id;
  }
}

function App() {
  const route = useRoute();
  const live = useLive();
  const [first, second] = route.path;
  const data = offlineData();
  if (data) return <TracePage key={data.trace.traceId} id={data.trace.traceId} version={0} connected={false} />;
  switch (first) {
    case undefined:
      return <ProjectsPage version={live.version} connected={live.connected} />;
    case "p":
      return <ProjectPage key={second} name={second ?? ""} route={route} version={live.version} connected={live.connected} />;
    case "t":
      return <TracePage key={second} id={second ?? ""} version={live.version} connected={live.connected} />;
    case "s":
      return <SessionPage key={second} id={second ?? ""} version={live.version} connected={live.connected} />;
    case "datasets":
      // Phoenix's client prints this address for an experiment.
      if (second) return <DatasetPage key={second} id={datasetNumber(second)} version={live.version} connected={live.connected} />;
      return <DatasetsPage version={live.version} connected={live.connected} />;
    case "d":
      return <DatasetPage key={second} id={second ?? ""} version={live.version} connected={live.connected} />;
    case "compare":
      return <ComparePage a={route.parameters.get("a") ?? ""} b={route.parameters.get("b") ?? ""} connected={live.connected} />;
    default:
      return <><Top items={[["Projects", "/"]]} connected={live.connected} /><Nothing title="There is no such page">The address names no page of the viewer.</Nothing></>;
  }
}

/** Asks for the token, if the viewer wants one and the address brings none. */
function Entrance() {
  const [state, setState] = useState<"ask" | "open" | "wait">(offlineData() ? "open" : "wait");
  const [problem, setProblem] = useState("");
  const login = async (token: string) => {
    try {
      await send("POST", "/api/login", token);
      history.replaceState(null, "", location.pathname + location.search);
      setState("open");
    } catch (error) {
      setProblem((error as Error).message);
      setState("ask");
    }
  };
  useEffect(() => {
    if (state !== "wait") return;
    const token = /^#token=(.+)$/.exec(location.hash)?.[1];
    if (token) {
      login(decodeURIComponent(token));
      return;
    }
    get("/api/info").then(
      () => setState("open"),
      (error) => setState(error instanceof ApiError && error.status === 401 ? "ask" : "open"),
    );
  }, []);
  if (state === "open") return <App />;
  if (state === "wait") return null;
  return (
    <form class="state login" onSubmit={(event) => {
      event.preventDefault();
      login(String(new FormData(event.currentTarget as HTMLFormElement).get("token") ?? ""));
    }}>
      <h2>This viewer needs its token</h2>
      <p>The viewer printed an address with the token when it started.</p>
      <input name="token" type="password" autofocus aria-label="Token" placeholder="Token" />
      <button class="primary">Open</button>
      {problem ? <p class="err">{problem}</p> : null}
    </form>
  );
}

startTheme();
render(<Entrance />, document.getElementById("app")!);
