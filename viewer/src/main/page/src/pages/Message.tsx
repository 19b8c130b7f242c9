// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { SpanDetail } from "../api";
import { parseJson, type Content, type Message, type ToolCall } from "../attributes";
import { Json, Picture, Text, ValueText } from "../content";
import { duration, visible } from "../format";
import type { Node, Tree } from "../tree";
import { Badge } from "../ui";

const ROLES = ["system", "user", "assistant", "tool", "developer", "model"];

function tone(role: string): string {
  const known = ROLES.includes(role) ? role : "system";
  return `m-${known === "developer" ? "system" : known === "model" ? "assistant" : known}`;
}

export function MessageCard({ message, span, calls, note }: { message: Message; span: SpanDetail; calls?: ComponentChildren; note?: ComponentChildren }) {
  const [markdown, setMarkdown] = useState(false);
  const hasText = message.contents.some((content) => content.text && message.role !== "tool");
  return (
    <section class={`msg ${tone(message.role)}`}>
      <header>
        <span>{visible(message.role)}</span>{message.name ? <span class="dim">{visible(message.name)}</span> : null}
        {note ? <em>{note}</em> : <span class="grow" />}
        {hasText ? <button class="quiet md" aria-pressed={markdown} title="Show as Markdown" onClick={(event) => {
          event.stopPropagation();
          setMarkdown(!markdown);
        }}>{markdown ? "Text" : "Markdown"}</button> : null}
      </header>
      {message.contents.map((content, index) => <Part key={index} content={content} span={span} markdown={markdown} />)}
      {calls ?? message.toolCalls.map((call, index) => <CallBox key={index} call={call} />)}
      {!message.contents.length && !message.toolCalls.length ? <div class="text faint">(no content)</div> : null}
    </section>
  );
}

function Part({ content, span, markdown }: { content: Content; span: SpanDetail; markdown: boolean }) {
  return (
    <div class={content.type === "reasoning" ? "reasoning" : ""}>
      {content.type === "reasoning" ? <small class="faint">reasoning</small> : null}
      {content.hidden ? <div class="text faint">The provider keeps this reasoning encrypted.</div> : null}
      {content.text ? <ValueText value={content.text} span={span.id} markdown={markdown} /> : null}
      {content.image ? <Picture value={content.image} span={span.id} /> : null}
      {content.audio ? <div class="text dim">audio: {visible(String(content.audio.value).slice(0, 200))}</div> : null}
    </div>
  );
}

function CallBox({ call, children }: { call: ToolCall; children?: ComponentChildren }) {
  const args = parseJson(call.args);
  const short = call.args.length <= 120;
  return (
    <div class="call">
      <div><u>{visible(call.name)}</u>{short ? `(${visible(call.args)})` : null}{short ? null : args === undefined ? <Text text={call.args} /> : <Json value={args} />}</div>
      {children}
    </div>
  );
}

/** Calls with the tool spans that ran them: the next spans with the name of the function. */
export function Calls({ message, tree, after, select }: { message: Message; tree: Tree; after: Node; select: (node: Node) => void }) {
  const used = new Set<Node>();
  return (
    <>
      {message.toolCalls.map((call, index) => {
        const run = tree.all
          .filter((node) => node.span.kind === "TOOL" && node.span.name === call.name && node.start >= after.start && !used.has(node))
          .sort((a, b) => a.start - b.start)[0];
        if (run) used.add(run);
        return (
          <CallBox key={index} call={call}>
            {run ? (
              <div class="ran" onClick={(event) => event.stopPropagation()}>→ {visible(run.span.output) || <span class="faint">no output</span>} <button class="link" onClick={() => select(run)}>{duration(run.span.latency)}, <Badge kind="TOOL" /> {visible(run.span.name)}</button></div>
            ) : null}
          </CallBox>
        );
      })}
    </>
  );
}
