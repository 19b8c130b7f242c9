// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";

export interface Route { path: string[]; parameters: URLSearchParams }

function read(): Route {
  return {
    path: location.pathname.split("/").filter(Boolean).map(decoded),
    parameters: new URLSearchParams(location.search),
  };
}

/** An address that a person cut may end inside of an escape. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const listeners = new Set<() => void>();

export function go(address: string, replace = false): void {
  if (location.protocol === "file:") return;
  if (replace) history.replaceState(null, "", address);
  else {
    history.pushState(null, "", address);
    scrollTo(0, 0);
  }
  listeners.forEach((listener) => listener());
}

/** Changes parameters of the address. Null removes one. */
export function setParameters(changes: Record<string, string | null>, replace = true): void {
  const parameters = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") parameters.delete(key);
    else parameters.set(key, value);
  }
  const text = parameters.toString();
  go(location.pathname + (text ? `?${text}` : ""), replace);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const listener = () => setRoute(read());
    listeners.add(listener);
    addEventListener("popstate", listener);
    return () => {
      listeners.delete(listener);
      removeEventListener("popstate", listener);
    };
  }, []);
  return route;
}

export function Link(props: { to: string; class?: string; title?: string; children: ComponentChildren; label?: string }) {
  return (
    <a href={props.to} class={props.class} title={props.title} aria-label={props.label}
      onClick={(event: MouseEvent) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(props.to);
      }}>
      {props.children}
    </a>
  );
}
