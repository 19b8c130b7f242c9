// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "preact/hooks";
import { get, offlineData } from "./api";
import { tooltip } from "./format";

export interface Loaded<T> { data: T | null; error: Error | null; loading: boolean; reload: () => void }

/** Loads an address, and loads it again when it or the version changes. What is shown stays until then. */
export function useLoad<T>(path: string | null, version = 0): Loaded<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; error: Error | null }>({ path: null, data: null, error: null });
  const [again, setAgain] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    get<T>(path, abort.signal).then(
      (data) => setState({ path, data, error: null }),
      (error) => {
        if (!abort.signal.aborted) setState((old) => ({ path, data: old.path === path ? old.data : null, error }));
      },
    );
    return () => abort.abort();
  }, [path, version, again]);
  const current = state.path === path;
  return {
    data: current ? state.data : null,
    error: current ? state.error : null,
    loading: !current,
    reload: () => setAgain((n) => n + 1),
  };
}

type Listener = (state: { version: number; connected: boolean }) => void;
const listeners = new Set<Listener>();
const state = { version: 0, connected: false };
let source: EventSource | null = null;

function tell(): void {
  listeners.forEach((listener) => listener({ ...state }));
}

function connect(): void {
  if (source || offlineData() || document.hidden) return;
  source = new EventSource("/api/events");
  let opened = false;
  source.onopen = () => {
    // The page reads its data again, because spans may have arrived while the connection was broken.
    if (opened) state.version++;
    opened = true;
    state.connected = true;
    tell();
  };
  source.onerror = () => {
    state.connected = false;
    tell();
  };
  source.addEventListener("change", () => {
    state.version++;
    tell();
  });
}

function disconnect(): void {
  source?.close();
  source = null;
}

// A browser opens six connections to a server. Pages that nobody sees must not hold them.
addEventListener("pagehide", disconnect);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) disconnect();
  else if (!source) {
    connect();
    state.version++;
    tell();
  }
});
addEventListener("pageshow", (event) => {
  if (event.persisted) connect();
});

/** The number of changes of the store since the page was opened. */
export function useLive(): { version: number; connected: boolean } {
  const [live, setLive] = useState({ ...state });
  useEffect(() => {
    connect();
    listeners.add(setLive);
    return () => {
      listeners.delete(setLive);
    };
  }, []);
  return live;
}

/** Handles single keys, unless a person types into a field. */
export function useKeys(keys: Record<string, () => void>): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
        if (event.key === "Escape") target.blur();
        return;
      }
      // A button or a link that has the focus is what Enter means.
      if (event.key === "Enter" && /^(BUTTON|A|SUMMARY)$/.test(target.tagName)) return;
      const action = current.current[event.key];
      if (action) {
        event.preventDefault();
        action();
      }
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${tooltip(title)} · OpenInference` : "OpenInference viewer";
  }, [title]);
}
