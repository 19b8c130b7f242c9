"""Checks through Phoenix's REST API that it shows the spans of the examples as a user should see them.

Usage: check.py PHOENIX_URL USAGE_FILE RAG_AGENT_USAGE_FILE

The files are what the bundled servers of the quickstart and of the RAG agent billed: {"/v1/chat/completions":
{"requests": 1, "promptTokens": 2, "completionTokens": 3}, ...}.
Prints one line for each check and exits with 1 if one fails.
"""

import json
import re
import sys
import time
import urllib.parse
import urllib.request

PROJECT = "support-bot"
SECOND_PROJECT = "support-topics"
RAG_AGENT_PROJECT = "support-desk"
ARRIVAL_SECONDS = 60

SEARCH = ("RETRIEVER", "search_articles", [("EMBEDDING", "CreateEmbeddings", [])])
RERANK = ("RERANKER", "rerank_articles", [])
LLM = ("LLM", "ChatCompletion", [])
TOOL = ("TOOL", "order_status", [])
TREES = [
    ("CHAIN", "answer", [SEARCH, RERANK, LLM, TOOL, LLM]),
    ("CHAIN", "answer", [SEARCH, RERANK, LLM]),
]
SECOND_PROJECT_TREES = [LLM]

RETRIEVAL = ("RETRIEVER", "EmbeddingStoreContentRetriever", [("EMBEDDING", "CreateEmbeddings", [])])
CHAT = ("LLM", "OpenAiChatModel", [])
STREAM = ("LLM", "OpenAiStreamingChatModel", [])
TOPIC = ("AGENT", "name_topic", [("CHAIN", "TopicAgent.topic", [CHAT])])
URGENCY = ("AGENT", "judge_urgency", [("CHAIN", "UrgencyAgent.urgency", [CHAT])])
REPLY = ("AGENT", "write_reply", [("CHAIN", "ReplyAgent.reply", [RETRIEVAL, CHAT])])
RAG_AGENT_TREES = [
    ("AGENT", "SupportAssistant.ask", [RETRIEVAL, CHAT, ("TOOL", "order_status", []), CHAT]),
    ("AGENT", "SupportAssistant.stream", [RETRIEVAL, STREAM, ("TOOL", "delivery_price", []), STREAM]),
    ("AGENT", "handle_complaint", [("AGENT", "assess", [URGENCY, TOPIC]), REPLY]),
]

# A tool loop of each library, by its project.
TRACK = ("TOOL", "track_parcel", [])


def tool_loop(agent, llm):
    return [("AGENT", agent, [("LLM", llm, []), TRACK, ("LLM", llm, [])])]


TOOL_LOOPS = {
    "parcel-desk": tool_loop("beta.messages.tool_runner", "beta.messages.stream"),
    "gemini-desk": tool_loop("parcel_desk", "GenerateContentStream"),
    "bedrock-desk": tool_loop("parcel_desk", "bedrock.converse_stream"),
}

# A Boot application and its MCP server, two processes.
SPRING_PROJECT = "spring-shop"


def request(path, agent):
    return ("UNKNOWN", f"http post {path}", [agent])


POST = ("UNKNOWN", "POST", [])
HANDBOOK = ("RETRIEVER", "simple", [("EMBEDDING", "CreateEmbeddings", [POST])])
MODEL = ("LLM", "gpt-4o-mini", [POST])
PARCEL = ("TOOL", "track_parcel", [("TOOL", "track_parcel", [])])
SPRING_TREES = [
    request("/chats/{chat}", ("AGENT", "ChatClient", [HANDBOOK, MODEL, PARCEL, MODEL])),
    request("/chats/{chat}", ("AGENT", "ChatClient", [HANDBOOK, MODEL, ("TOOL", "delivery_price", []), MODEL])),
    request("/chats/{chat}/stream", ("AGENT", "ChatClient", [HANDBOOK, ("LLM", "gpt-4o-mini", [])])),
]

failures = 0


def check(what, holds, seen=None):
    global failures
    print(f"{'ok    ' if holds else 'FAILED'} {what}" + ("" if holds else f", but there is: {seen}"))
    failures += not holds


def check_equal(what, actual, expected):
    check(f"{what}: {expected}", actual == expected, actual)


class Phoenix:
    """Reads Phoenix's REST API."""

    def __init__(self, url):
        self.url = url

    def get(self, path, **query):
        with urllib.request.urlopen(f"{self.url}/v1/{path}?{urllib.parse.urlencode(query)}", timeout=30) as reply:
            return json.load(reply)

    def all(self, path, **query):
        items, cursor = [], None
        while True:
            page = self.get(path, limit=100, **query, **({"cursor": cursor} if cursor else {}))
            items += page["data"]
            cursor = page["next_cursor"]
            if not cursor:
                return items

    def projects(self):
        return {project["name"] for project in self.all("projects")}

    def spans(self, project):
        return sorted(self.all(f"projects/{project}/spans"), key=lambda span: span["start_time"])


def count(tree):
    return 1 + sum(count(child) for child in tree[2])


def await_spans(phoenix, project, number):
    """Phoenix answers before it stores: its spans appear later."""
    deadline = time.monotonic() + ARRIVAL_SECONDS
    spans = []
    while time.monotonic() < deadline:
        if project in phoenix.projects():
            spans = phoenix.spans(project)
            if len(spans) >= number:
                break
        time.sleep(0.5)
    return spans


def trees(spans):
    def tree(span):
        children = [s for s in spans if s["parent_id"] == span["context"]["span_id"]]
        if span["attributes"].get("langchain4j.agent.topology") == "parallel":
            # Which of them began first is chance.
            children.sort(key=lambda s: s["name"])
        same_trace = all(s["context"]["trace_id"] == span["context"]["trace_id"] for s in children)
        return (span["span_kind"], span["name"] if same_trace else "in another trace", [tree(s) for s in children])

    return [tree(span) for span in spans if span["parent_id"] is None]


def rows(span, prefix):
    """The list under a key: [{suffix: value}], or None where it is no list.

    The API flattens lists, as prefix.0.suffix, and leaves strings under the key itself.
    """
    items = {}
    for key, value in span["attributes"].items():
        match = re.fullmatch(re.escape(prefix) + r"\.(\d+)\.(.+)", key)
        if match:
            items.setdefault(int(match[1]), {})[match[2]] = value
        elif key == prefix or key.startswith(prefix + "."):
            return None
    return [items[i] for i in sorted(items)] if sorted(items) == list(range(len(items))) else None


def of_kind(spans, kind):
    return [span for span in spans if span["span_kind"] == kind]


def tokens(spans, what):
    return sum(span["attributes"].get(f"llm.token_count.{what}", 0) for span in spans)


def check_messages(spans):
    for span in of_kind(spans, "LLM"):
        messages = rows(span, "llm.input_messages")
        check("an LLM span's input messages are a list of messages", is_messages(messages), messages)
        messages = rows(span, "llm.output_messages")
        check("an LLM span's output messages are a list of messages", is_messages(messages), messages)


def is_messages(items):
    return bool(items) and all(
        item.get("message.role") in ("system", "user", "assistant", "model", "tool")
        and ("message.content" in item or "message.tool_calls.0.tool_call.function.name" in item)
        for item in items
    )


def check_roles(spans):
    llm = of_kind(spans, "LLM")
    roles = [[message.get("message.role") for message in rows(span, "llm.input_messages") or []] for span in llm]
    after_tool = ["system", "user", "assistant", "tool"]
    check_equal("roles of the input messages", roles, [after_tool[:2], after_tool, after_tool[:2]])
    calls = [span["attributes"].get("llm.output_messages.0.message.tool_calls.0.tool_call.function.name") for span in llm]
    check_equal("tools that the models asked for", calls, ["order_status", None, None])


def check_documents(spans):
    lists = [(span, "retrieval.documents") for span in of_kind(spans, "RETRIEVER")]
    for span in of_kind(spans, "RERANKER"):
        lists += [(span, "reranker.input_documents"), (span, "reranker.output_documents")]
    for span, key in lists:
        documents = rows(span, key) or []
        scores = [document.get("document.score") for document in documents]
        numbers = bool(scores) and all(isinstance(score, (int, float)) for score in scores)
        check(f"{key} have numbers as scores, best first", numbers and scores == sorted(scores, reverse=True), scores)
        check(f"{key} have contents", all(document.get("document.content") for document in documents), documents)


def check_document_ids(spans):
    ids = [[row.get("document.id") for row in rows(span, "retrieval.documents")] for span in of_kind(spans, "RETRIEVER")]
    expected = [["returns", "refunds"], ["delivery", "refunds"], ["refunds", "returns"]]
    check_equal("documents, by id", ids, expected)


def check_embeddings(spans):
    for span in of_kind(spans, "EMBEDDING"):
        vectors = [row.get("embedding.vector") for row in rows(span, "embedding.embeddings") or []]
        floats = bool(vectors) and all(isinstance(n, (int, float)) for vector in vectors for n in vector or [None])
        check("an EMBEDDING span has vectors of numbers", floats, vectors)


def check_context(spans):
    sessions = {span["attributes"].get("session.id") for span in spans}
    check("all spans have the same session", len(sessions) == 1 and None not in sessions, sessions)
    channels = {span["attributes"].get("metadata.channel") for span in spans}
    check_equal("metadata are an object", channels, {"web"})
    for span in of_kind(spans, "LLM"):
        template = span["attributes"].get("llm.prompt_template.template", "")
        check("an LLM span has a prompt template", "{question}" in template, template)
        variables = [key for key in span["attributes"] if key.startswith("llm.prompt_template.variables.")]
        expected = [f"llm.prompt_template.variables.{name}" for name in ("articles", "question")]
        check_equal("variables of the template", sorted(variables), expected)


def check_session(phoenix, project, spans):
    sessions = phoenix.all(f"projects/{project}/sessions")
    check_equal("sessions", len(sessions), 1)
    for session in sessions:
        check_equal("session", session["session_id"], spans[0]["attributes"].get("session.id"))
        seen = {trace["trace_id"] for trace in session["traces"]}
        check_equal("traces of the session", seen, {span["context"]["trace_id"] for span in spans})


def check_tokens(phoenix, projects, spans, usage):
    chat = usage["/v1/chat/completions"]
    traces = [trace for project in projects for trace in phoenix.all(f"projects/{project}/traces")]
    check_equal("LLM spans, as many as requests billed", len(of_kind(spans, "LLM")), chat["requests"])
    prompt, completion = chat["promptTokens"], chat["completionTokens"]
    check("something was billed", prompt > 0 and completion > 0, chat)
    for what, billed in ("prompt", prompt), ("completion", completion), ("total", prompt + completion):
        check_equal(f"{what} tokens of the LLM spans, as billed", tokens(of_kind(spans, "LLM"), what), billed)
        shown = sum(trace[f"token_count_{what}"] for trace in traces)
        check_equal(f"{what} tokens that Phoenix shows for the traces, as billed", shown, billed)


def check_embeddings_billed(spans, usage):
    # The quickstart suppresses the one call that builds its index.
    traced = usage["/v1/embeddings"]["requests"] - 1
    check_equal("EMBEDDING spans, one less than requests billed", len(of_kind(spans, "EMBEDDING")), traced)


def check_agents(spans):
    """Each agent's node has the node of the agent that called it as its parent."""
    nodes = {span["attributes"].get("graph.node.name"): span["attributes"] for span in of_kind(spans, "AGENT")}
    for child, parent in ("assess", "handle_complaint"), ("judge_urgency", "assess"), ("name_topic", "assess"):
        parent_id = nodes.get(parent, {}).get("graph.node.id")
        check(f"the graph has an edge from {parent} to {child}",
              parent_id is not None and nodes.get(child, {}).get("graph.node.parent_id") == parent_id, nodes)


def check_rag_agent(phoenix, usage):
    spans = await_spans(phoenix, RAG_AGENT_PROJECT, sum(map(count, RAG_AGENT_TREES)))
    check_equal(f"trees of {RAG_AGENT_PROJECT}", trees(spans), RAG_AGENT_TREES)
    if failures:
        return
    check_equal("status codes", {span["status_code"] for span in spans}, {"OK"})
    check_messages(spans)
    check_documents(spans)
    check_document_ids(spans)
    check_embeddings(spans)
    check_agents(spans)
    check_session(phoenix, RAG_AGENT_PROJECT, [span for span in spans if "session.id" in span["attributes"]])
    check_tokens(phoenix, [RAG_AGENT_PROJECT], spans, usage)


def check_quickstart(phoenix, usage):
    spans = await_spans(phoenix, PROJECT, sum(map(count, TREES)))
    second = await_spans(phoenix, SECOND_PROJECT, sum(map(count, SECOND_PROJECT_TREES)))

    check_equal(f"trees of {PROJECT}", trees(spans), TREES)
    check_equal(f"trees of {SECOND_PROJECT}", trees(second), SECOND_PROJECT_TREES)
    if failures:
        return
    check_equal("status codes", {span["status_code"] for span in spans + second}, {"OK"})
    check_messages(spans + second)
    check_roles(spans)
    check_documents(spans)
    check_embeddings(spans)
    check_context(spans)
    check_session(phoenix, PROJECT, spans)
    check_tokens(phoenix, [PROJECT, SECOND_PROJECT], spans + second, usage)
    check_embeddings_billed(spans + second, usage)


def check_tool_loop(phoenix, project, expected):
    spans = await_spans(phoenix, project, sum(map(count, expected)))
    check_equal(f"trees of {project}", trees(spans), expected)
    if failures:
        return
    check_equal("status codes", {span["status_code"] for span in spans}, {"OK"})
    check_messages(spans)
    first, last = [span["attributes"] for span in of_kind(spans, "LLM")]
    contents = "llm.output_messages.0.message.contents"
    check_equal("kind of the first part", first.get(f"{contents}.0.message_content.type"), "reasoning")
    check_equal("reasoning", first.get(f"{contents}.0.message_content.text"), "I need the tool.")
    call = "llm.output_messages.0.message.tool_calls.0.tool_call.function"
    check_equal("tool that the model asked for", first.get(f"{call}.name"), "track_parcel")
    arguments = first.get(f"{call}.arguments")
    parsed = json.loads(arguments) if isinstance(arguments, str) else arguments
    check_equal("arguments of the call", parsed, {"number": "P-1042"})
    result = json.dumps({key: value for key, value in last.items() if key.startswith("llm.input_messages")})
    check("the last request has the tool's result", "Parcel P-1042 is in Oslo." in result, result)
    check_equal("answer", last.get("llm.output_messages.0.message.content"), "Your parcel is in Oslo.")
    check_loop_tokens(phoenix, project, [first, last])


def check_loop_tokens(phoenix, project, llm):
    for what, billed in (
        ("prompt", [540, 612]),
        ("completion", [34, 11]),
        ("total", [574, 623]),
        ("prompt_details.cache_read", [400, 400]),
    ):
        check_equal(f"{what} tokens", [attributes.get(f"llm.token_count.{what}") for attributes in llm], billed)
    traces = phoenix.all(f"projects/{project}/traces")
    check_equal("total tokens that Phoenix shows", sum(trace["token_count_total"] for trace in traces), 574 + 623)


def check_spring_shop(phoenix):
    spans = await_spans(phoenix, SPRING_PROJECT, sum(map(count, SPRING_TREES)))
    check_equal(f"trees of {SPRING_PROJECT}", trees(spans), SPRING_TREES)
    if failures:
        return
    ours = [span for span in spans if span["span_kind"] != "UNKNOWN"]
    check_equal("status codes", {span["status_code"] for span in ours}, {"OK"})
    check_messages(ours)
    check_documents(ours)
    check_embeddings(ours)
    llm = of_kind(ours, "LLM")
    check_equal("LLM spans with tokens", sum(tokens([span], "total") > 0 for span in llm), 5)
    sessions = {span["attributes"].get("session.id") for span in llm}
    check("the chat is one session", len(sessions) == 1 and None not in sessions, sessions)


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main(url, usage_file, rag_agent_usage_file):
    phoenix = Phoenix(url)
    check_quickstart(phoenix, read_json(usage_file))
    check_rag_agent(phoenix, read_json(rag_agent_usage_file))
    for project, loop in TOOL_LOOPS.items():
        check_tool_loop(phoenix, project, loop)
    check_spring_shop(phoenix)
    expected = {PROJECT, SECOND_PROJECT, RAG_AGENT_PROJECT, SPRING_PROJECT, *TOOL_LOOPS}
    check_equal("projects", phoenix.projects() - {"default"}, expected)


main(*sys.argv[1:])
sys.exit(1 if failures else 0)
