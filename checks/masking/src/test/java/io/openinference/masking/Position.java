// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

/** Where a secret can be, in the order and words of the table in the README. */
enum Position {
  INPUT_TEXT("text of input messages: of instructions, users, answers before, results of tools"),
  INPUT_REASONING("reasoning in input messages"),
  INPUT_ENCRYPTED("encrypted reasoning, signatures in input messages"),
  INPUT_NAME("names in input messages"),
  INPUT_ARGUMENTS("arguments of tool calls in input messages"),
  INPUT_LINK("images in input messages, as a link"),
  INPUT_IMAGE("images in input messages, in base64"),
  INPUT_AUDIO("audio in input messages, in base64"),
  INPUT_TRANSCRIPT("transcripts in input messages"),
  INPUT_FILE("files in input messages or of the span, in base64"),
  INPUT_FILE_TEXT("text, names and links of such files"),
  INPUT_FILE_ID("ids that the provider gave to such files"),
  INPUT_VIDEO("videos in input messages, as a link"),
  INPUT_VIDEO_DATA("videos in input messages, in base64"),
  STORED_PROMPT_VARIABLE("variables of a stored prompt"),
  PREDICTION("predicted output"),
  TOOL_DEFINITION("definitions of tools in a request"),
  TOOL_IMAGE("images in definitions of tools, in base64"),
  MCP_TOOL("definitions of tools that an MCP server listed, in input messages"),
  PARAMETER("other parameters of a request, its metadata included"),
  PROMPT_VARIABLE("variables of a stored prompt that are no parameter"),
  UNKNOWN_INPUT("fields of a request that its API does not have"),
  PROMPT("prompts, also where an answer repeats them"),
  SUFFIX("text after a prompt"),
  REPEATED_INPUT("text of input messages in a response that is retrieved later"),
  OUTPUT_TEXT("text of output messages, refusals, log probabilities, results of hosted tools"),
  OUTPUT_REASONING("reasoning in output messages"),
  OUTPUT_ENCRYPTED("encrypted reasoning, signatures in output messages"),
  OUTPUT_ARGUMENTS("arguments of tool calls in output messages"),
  OUTPUT_LINK("images in output messages and generated ones, as a link"),
  OUTPUT_IMAGE("images in output messages and generated ones, in base64"),
  OUTPUT_AUDIO("audio in output messages, in base64"),
  OUTPUT_TRANSCRIPT("transcripts in output messages"),
  OUTPUT_FILE("files in output messages or made by the span, in base64"),
  OUTPUT_FILE_TEXT("text, names and links of files in output messages or made by the span"),
  OUTPUT_VIDEO("videos in output messages, as a link"),
  UNKNOWN_ANSWER("answers that are not what the API says, and fields unknown to it"),
  FUNCTION_CALL("function call of an LLM span, the deprecated form"),
  CHOICE("choices"),
  EMBEDDED_TEXT("embedded texts"),
  VECTOR("embedding vectors"),
  DOCUMENT("content and metadata of retrieved documents"),
  DOCUMENT_ID("ids of retrieved documents"),
  QUERY("query of a reranker"),
  RERANKED_INPUT("documents for a reranker"),
  RERANKED_OUTPUT("documents from a reranker"),
  TOOL_ARGUMENTS("arguments of a tool's run"),
  TOOL_RESULT("result of a tool's run"),
  INPUT_VALUE("input value set by hand, or of another operation, such as a retriever's query"),
  OUTPUT_VALUE("output value set by hand, or of another operation"),
  TEMPLATE_VARIABLE("variables of a prompt template"),
  COMMENT("explanation and metadata of annotations and evaluations"),
  EXCEPTION("message and stack trace of exceptions, status description"),
  TEMPLATE("prompt template, its version, id and address of a prompt"),
  JUDGEMENT("label, name and identifier of annotations and evaluations"),
  TOOL_OF_SPAN("name, description, schema and id of a TOOL span's tool"),
  LABEL("metadata, tags, user, session and project of a span"),
  NAME("names of spans, events, agents, graph nodes and models"),
  CUSTOM_ATTRIBUTE("attributes of other names");

  private final String label;

  Position(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
