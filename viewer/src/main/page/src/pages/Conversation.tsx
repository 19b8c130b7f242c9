// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "preact/hooks";
import { get, type SpanDetail } from "../api";
import { attributesOf, textOf, type Message } from "../attributes";
import { Text } from "../content";
import type { Node, Tree } from "../tree";
import { Loading } from "../ui";
import { Calls, MessageCard } from "./Message";

const MOST = 60;

interface Turn { message: Message; span: SpanDetail; node: Node; out: boolean }

/** The messages of all model calls in their order, each once, however often a later call repeats it. */
export function Conversation({ tree, selected, select }: { tree: Tree; selected: Node; select: (node: Node) => void }) {
  const calls = tree.all.filter((node) => node.span.kind === "LLM").sort((a, b) => a.start - b.start);
  const shown = calls.slice(0, MOST);
  const [details, setDetails] = useState<SpanDetail[] | null>(null);
  const ids = shown.map((node) => node.span.id).join();
  useEffect(() => {
    let current = true;
    Promise.all(shown.map((node) => get<SpanDetail>(`/api/spans/${node.span.id}`))).then((all) => current && setDetails(all), () => current && setDetails([]));
    return () => {
      current = false;
    };
  }, [ids]);
  if (!calls.length) return <RootText tree={tree} />;
  if (!details) return <Loading />;
  const turns: Turn[] = [];
  const seen = new Map<string, number>();
  // The result of a call is shown with the call.
  const ran = new Set<string>();
  details.forEach((span, index) => {
    const node = shown[index];
    const attributes = attributesOf(span);
    const here = new Map<string, number>();
    const add = (message: Message, out: boolean) => {
      const key = `${message.role}\n${textOf(message)}\n${message.toolCallId ?? ""}\n${JSON.stringify(message.toolCalls.map((call) => [call.name, call.args.replace(/\s/g, "")]))}`;
      here.set(key, (here.get(key) ?? 0) + 1);
      if (message.role === "tool" && message.toolCallId && ran.has(message.toolCallId)) return;
      if (out) message.toolCalls.forEach((call) => call.id && tree.all.some((each) => each.span.kind === "TOOL" && each.span.name === call.name) && ran.add(call.id));
      if (out || here.get(key)! > (seen.get(key) ?? 0)) turns.push({ message, span, node, out });
    };
    attributes.messages("llm.input_messages").forEach((message) => add(message, false));
    attributes.messages("llm.output_messages").forEach((message) => add(message, true));
    here.forEach((times, key) => seen.set(key, Math.max(times, seen.get(key) ?? 0)));
  });
  if (!turns.length) return <RootText tree={tree} />;
  return (
    <div class="chat">
      {turns.map((turn, index) => (
        <div key={index} class={`turn r-${turn.message.role} ${turn.node === selected ? "sel" : ""}`} onClick={() => select(turn.node)}>
          <MessageCard message={turn.message} span={turn.span} calls={turn.out ? <Calls message={turn.message} tree={tree} after={turn.node} select={select} /> : undefined} />
        </div>
      ))}
      {calls.length > MOST ? <div class="none">The conversation goes on in {calls.length - MOST} more model calls.</div> : null}
    </div>
  );
}

/** A trace without messages: what its roots got and gave. */
function RootText({ tree }: { tree: Tree }) {
  const [detail, setDetail] = useState<SpanDetail | null>(null);
  const id = tree.roots[0].span.id;
  useEffect(() => {
    get<SpanDetail>(`/api/spans/${id}`).then(setDetail, () => setDetail(null));
  }, [id]);
  if (!detail) return <Loading />;
  const attributes = attributesOf(detail);
  const input = attributes.text("input.value");
  const output = attributes.text("output.value");
  if (!input && !output) return <div class="none">No span of this trace has messages.</div>;
  return (
    <div class="chat">
      {input ? <section class="msg m-user"><header>input</header><Text text={input} /></section> : null}
      {output ? <section class="msg m-assistant"><header>output</header><Text text={output} /></section> : null}
    </div>
  );
}
