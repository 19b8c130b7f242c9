// SPDX-License-Identifier: Apache-2.0
// Shows text, JSON and pictures of spans. All of it is foreign, so that it is text until a person asks for more.
import DOMPurify from "dompurify";
import { marked } from "marked";
import { useState } from "preact/hooks";
import { getText, offlineData } from "./api";
import { HIDDEN, parseJson, type Value } from "./attributes";
import { bytes, cut, visible } from "./format";

const FOLDED = 2_500;

// HTML inside of Markdown stays text, so that the sanitizer meets only what Markdown makes.
const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
marked.use({ gfm: true, renderer: { html: ({ text }) => escaped(text), image: ({ text, href }) => escaped(`${text} (${href})`) } });

/** A long text is folded. A text that the server has cut comes whole when a person asks for it. */
export function Text({ text, whole, load, markdown }: { text: string; whole?: number; load?: () => Promise<string>; markdown?: boolean }) {
  const [full, setFull] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  if (text === HIDDEN) return <Hidden />;
  const all = full ?? text;
  const isCut = full === null && whole !== undefined && whole > text.length;
  const folded = !open && all.length > FOLDED;
  const shown = folded ? cut(all, FOLDED) : all;
  const unfold = async () => {
    if (isCut && load) setFull(await load());
    setOpen(true);
  };
  return (
    <>
      {markdown && all.length <= 20_000 ? <Markdown text={shown} /> : <div class="text" dir="auto">{visible(shown)}</div>}
      {folded || isCut ? <button class="more" onClick={unfold}>Show all ({bytes(whole ?? all.length)})</button> : null}
    </>
  );
}

export function Hidden() {
  return <div class="text"><span class="hidden" title="The application replaced the content before it sent the span.">hidden by the application</span></div>;
}

/** Markdown without anything that loads, runs or styles. */
export function Markdown({ text }: { text: string }) {
  const html = DOMPurify.sanitize(marked.parse(visible(text), { async: false }), {
    ALLOWED_TAGS: ["p", "br", "b", "strong", "i", "em", "s", "del", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "hr", "a"],
    ALLOWED_ATTR: ["href"],
    ALLOWED_URI_REGEXP: /^https?:/i,
    RETURN_TRUSTED_TYPE: true,
  });
  const ref = (element: HTMLDivElement | null) => {
    if (!element) return;
    (element as { innerHTML: unknown }).innerHTML = html;
    element.querySelectorAll("a").forEach((link) => {
      link.rel = "noopener noreferrer";
      link.target = "_blank";
    });
  };
  return <div class="text markdown" dir="auto" key={text} ref={ref} />;
}

export function ValueText({ value, span, markdown }: { value: Value; span: number; markdown?: boolean }) {
  const text = typeof value.value === "string" ? value.value : JSON.stringify(value.value);
  const load = () => (offlineData() ? Promise.resolve(text) : getText(`/api/spans/${span}/text?key=${encodeURIComponent(value.key)}`));
  const json = value.length === undefined ? parseJson(text) : undefined;
  if (json !== undefined) return <Json value={json} />;
  return <Text text={text} whole={value.length} load={load} markdown={markdown} />;
}

export function Picture({ value, span }: { value: Value; span: number }) {
  const uri = String(value.value);
  if (uri === HIDDEN) return <Hidden />;
  if (/^data:image\/(png|jpeg|gif|webp)(;[^,]*)?;base64,/i.test(uri)) {
    const source = value.length === undefined || offlineData() ? uri : `/api/spans/${span}/blob?key=${encodeURIComponent(value.key)}`;
    return <img class="picture" src={source} alt="Picture of the message" loading="lazy" />;
  }
  if (/^https?:\/\//i.test(uri)) {
    return <div class="text"><a href={uri} target="_blank" rel="noopener noreferrer">{visible(uri.slice(0, 200))}</a> <span class="faint">picture, not loaded</span></div>;
  }
  return <div class="text faint">{visible(uri.slice(0, 100))}</div>;
}

export function Json({ value, name, depth = 0 }: { value: unknown; name?: string; depth?: number }) {
  const [open, setOpen] = useState(depth < 3);
  const [limit, setLimit] = useState(50);
  const label = name === undefined ? null : <span class="jk">{visible(name)}: </span>;
  if (value === null || typeof value !== "object") {
    return <div class="jl">{label}<Scalar value={value} /></div>;
  }
  const list = Array.isArray(value);
  const entries: [string, unknown][] = list ? value.map((each, index) => [String(index), each]) : Object.entries(value);
  const size = list ? `${entries.length} ${entries.length === 1 ? "item" : "items"}` : `${entries.length} ${entries.length === 1 ? "field" : "fields"}`;
  if (list && entries.length > 8 && value.every((each) => typeof each === "number")) {
    return <div class="jl">{label}<span class="jn">[{value.slice(0, 6).map((each) => +(each as number).toFixed(4)).join(", ")}, …]</span> <span class="faint">{size}</span></div>;
  }
  if (!entries.length) return <div class="jl">{label}<span class="faint">{list ? "[]" : "{}"}</span></div>;
  return (
    <div class={depth ? "jo" : "jo jroot"}>
      <button class="jt" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "▾" : "▸"} {label}<span class="faint">{size}</span></button>
      {open ? (
        <div class="jc">
          {entries.slice(0, limit).map(([key, each]) => <Json key={key} name={key} value={each} depth={depth + 1} />)}
          {entries.length > limit ? <button class="more" onClick={() => setLimit(limit + 200)}>{entries.length - limit} more</button> : null}
        </div>
      ) : null}
    </div>
  );
}

function Scalar({ value }: { value: unknown }) {
  if (typeof value !== "string") return <span class="jn">{String(value)}</span>;
  if (value === HIDDEN) return <span class="hidden">hidden by the application</span>;
  return <span class="js" dir="auto">{visible(value.length > 2000 ? `${cut(value, 2000)}… (${bytes(value.length)})` : value)}</span>;
}
