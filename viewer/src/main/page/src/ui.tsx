// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Annotation } from "./api";
import { cut, tooltip, visible } from "./format";
import { Link } from "./router";

const KINDS = ["LLM", "RETRIEVER", "EMBEDDING", "RERANKER", "TOOL", "AGENT", "CHAIN", "GUARDRAIL", "EVALUATOR", "PROMPT", "DECISION"];

export function kindClass(kind: string): string {
  return `k-${KINDS.includes(kind) ? kind.toLowerCase() : "other"}`;
}

export function Badge({ kind }: { kind: string }) {
  return <span class={`badge ${kindClass(kind)}`}>{kind === "UNKNOWN" || !kind ? "SPAN" : visible(kind)}</span>;
}

export function Dot({ status }: { status: number }) {
  const name = status === 2 ? "Error" : status === 1 ? "OK" : "Unset";
  return <span class={`dot ${status === 2 ? "e" : status === 1 ? "" : "u"}`} title={name} role="img" aria-label={name} />;
}

export function Score({ annotation }: { annotation: Annotation }) {
  const { name, label, score, annotatorKind, explanation } = annotation;
  const value = [label, score === null ? null : Number(score.toFixed(3))].filter((each) => each !== null && each !== "").join(" · ");
  return (
    <span class="chip score" title={tooltip([annotatorKind, explanation].filter(Boolean).join(": "))}>
      {visible(name)}{value ? <b> {visible(value)}</b> : null}
    </span>
  );
}

export function Tabs<T extends string>(props: { tabs: [T, ComponentChildren][]; active: T; pick: (tab: T) => void; label: string }) {
  return (
    <div class="tabs" role="tablist" aria-label={props.label}>
      {props.tabs.map(([id, title]) => (
        <button key={id} role="tab" aria-selected={id === props.active} class={id === props.active ? "on" : ""} onClick={() => props.pick(id)}>{title}</button>
      ))}
    </div>
  );
}

export function Segments<T extends string>(props: { segments: [T, string][]; active: T; pick: (segment: T) => void; label: string }) {
  return (
    <div class="seg" role="group" aria-label={props.label}>
      {props.segments.map(([id, title]) => (
        <button key={id} aria-pressed={id === props.active} class={id === props.active ? "on" : ""} onClick={() => props.pick(id)}>{title}</button>
      ))}
    </div>
  );
}

export function Copy({ text, children }: { text: string | (() => string | Promise<string>); children: ComponentChildren }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return <button class="copy" onClick={copy}>{done ? "Copied" : children}</button>;
}

export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div class="state" role="alert">
      <h2>This cannot be shown</h2>
      <p>{error.message || "The viewer does not answer."}</p>
      {retry ? <button onClick={retry}>Try again</button> : null}
    </div>
  );
}

export function Loading() {
  return <div class="state loading" role="status"><i /><i /><i /></div>;
}

export function Nothing({ title, children }: { title: string; children?: ComponentChildren }) {
  return <div class="state"><h2>{title}</h2>{children ? <p>{children}</p> : null}</div>;
}

/** Long names give way to short ones, so that each part of the address can be read. */
export function Crumbs({ items }: { items: [string, string | null][] }) {
  return (
    <nav class="crumb" aria-label="Where you are">
      {items.map(([title, to], index) => {
        const shown = visible(cut(title, 200));
        const shrink = title.length > 20 ? "shrinks" : index === items.length - 1 ? "last" : "";
        return <span key={index} class={`cut ${shrink}`} title={tooltip(title)}>{index ? <span class="slash">/</span> : null}{to ? <Link to={to}>{shown}</Link> : <b>{shown}</b>}</span>;
      })}
    </nav>
  );
}

/** A name inside of a sentence. The whole name is its title. */
export function Short({ text }: { text: string }) {
  return <span title={tooltip(text)}>{visible(text.length > 40 ? `${cut(text, 39)}…` : text)}</span>;
}

export function Stat({ name, children, title }: { name: string; children: ComponentChildren; title?: string }) {
  return <div class="stat" title={title}><small>{name}</small><b>{children}</b></div>;
}
