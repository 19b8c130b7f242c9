// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import io.openinference.instrumentation.Annotation;
import io.openinference.instrumentation.AnnotationScope;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.EmbeddedText;
import io.openinference.instrumentation.GraphNode;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.PromptReference;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.ToolDefinition;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Spans that an application makes itself. */
final class CoreScenarios {

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("input messages", CoreScenarios::inputMessages);
    scenarios.put("output messages", CoreScenarios::outputMessages);
    scenarios.put("files and videos in messages", CoreScenarios::mediaOfMessages);
    scenarios.put("files of a span", CoreScenarios::filesOfSpan);
    scenarios.put("decision span", CoreScenarios::decision);
    scenarios.put("llm span", CoreScenarios::llmSpan);
    scenarios.put("embedding span", CoreScenarios::embedding);
    scenarios.put("retriever span", CoreScenarios::retriever);
    scenarios.put("reranker span", CoreScenarios::reranker);
    scenarios.put("tool span", CoreScenarios::tool);
    scenarios.put("prompt span", CoreScenarios::prompt);
    scenarios.put("values", CoreScenarios::values);
    scenarios.put("context", CoreScenarios::context);
    scenarios.put("annotations", CoreScenarios::annotations);
    scenarios.put("evaluation afterwards", CoreScenarios::evaluationAfterwards);
    scenarios.put("exception", CoreScenarios::exception);
    scenarios.put("exception of a future", CoreScenarios::exceptionOfFuture);
    scenarios.put("status", CoreScenarios::status);
    scenarios.put("attributes of exceptions", CoreScenarios::exceptionAttributes);
    scenarios.put("names", CoreScenarios::names);
    scenarios.put("attributes for samplers", CoreScenarios::startAttributes);
    return scenarios;
  }

  private static void inputMessages(Application application, Secrets secrets) {
    Message user =
        Message.builder("user")
            .name(secrets.text(Position.INPUT_NAME))
            .contents(
                List.of(
                    MessageContent.text(secrets.text(Position.INPUT_TEXT)),
                    MessageContent.image(secrets.link(Position.INPUT_LINK)),
                    MessageContent.image(secrets.dataUri("image/png", Position.INPUT_IMAGE)),
                    MessageContent.audio(
                        secrets.dataUri("audio/wav", Position.INPUT_AUDIO),
                        "audio/wav",
                        secrets.text(Position.INPUT_TRANSCRIPT))))
            .build();
    ToolCall call = ToolCall.of("call-1", "find", secrets.text(Position.INPUT_ARGUMENTS));
    Message assistant =
        Message.builder("assistant")
            .contents(
                List.of(
                    reasoning(
                        secrets.text(Position.INPUT_REASONING),
                        secrets.word(Position.INPUT_ENCRYPTED)),
                    MessageContent.toolUse(call)))
            .functionCall("find", secrets.text(Position.INPUT_ARGUMENTS))
            .build();
    Message tool = Message.tool("call-1", secrets.text(Position.INPUT_TEXT));
    application
        .tracer()
        .llm("chat")
        .run(span -> span.inputMessages(List.of(user, assistant, tool)));
  }

  private static MessageContent reasoning(String text, String encrypted) {
    return MessageContent.builder("reasoning")
        .text(text)
        .signature(encrypted)
        .data(encrypted)
        .encryptedContent(encrypted)
        .build();
  }

  private static void outputMessages(Application application, Secrets secrets) {
    Message message =
        Message.builder("assistant")
            .contents(
                List.of(
                    reasoning(
                        secrets.text(Position.OUTPUT_REASONING),
                        secrets.word(Position.OUTPUT_ENCRYPTED)),
                    MessageContent.text(secrets.text(Position.OUTPUT_TEXT)),
                    MessageContent.image(secrets.link(Position.OUTPUT_LINK)),
                    MessageContent.image(secrets.dataUri("image/png", Position.OUTPUT_IMAGE)),
                    MessageContent.audio(
                        secrets.dataUri("audio/wav", Position.OUTPUT_AUDIO),
                        "audio/wav",
                        secrets.text(Position.OUTPUT_TRANSCRIPT))))
            .toolCalls(
                List.of(ToolCall.of("call-1", "find", secrets.text(Position.OUTPUT_ARGUMENTS))))
            .build();
    application
        .tracer()
        .llm("chat")
        .run(
            span ->
                span.outputMessages(
                    List.of(message, Message.assistant(secrets.text(Position.OUTPUT_TEXT)))));
  }

  private static void mediaOfMessages(Application application, Secrets secrets) {
    String name = secrets.text(Position.INPUT_FILE_TEXT);
    List<MessageContent> input =
        List.of(
            MessageContent.document(
                Document.builder()
                    .id(secrets.word(Position.INPUT_FILE_ID))
                    .url(secrets.dataUri("application/pdf", Position.INPUT_FILE))
                    .name(name)
                    .content(name)
                    .metadata(Map.of("title", name))
                    .build()),
            MessageContent.document(
                Document.file(secrets.link(Position.INPUT_FILE_TEXT), "application/pdf", name)),
            MessageContent.video(secrets.link(Position.INPUT_VIDEO)));
    String answer = secrets.text(Position.OUTPUT_FILE_TEXT);
    List<MessageContent> output =
        List.of(
            MessageContent.document(
                Document.file(
                    secrets.dataUri("application/pdf", Position.OUTPUT_FILE), null, answer)),
            MessageContent.document(Document.builder().content(answer).build()),
            MessageContent.video(secrets.link(Position.OUTPUT_VIDEO)));
    application
        .tracer()
        .llm("chat")
        .run(
            span ->
                span.inputMessages(List.of(Message.builder("user").contents(input).build()))
                    .outputMessages(
                        List.of(Message.builder("assistant").contents(output).build())));
  }

  private static void filesOfSpan(Application application, Secrets secrets) {
    String name = secrets.text(Position.INPUT_FILE_TEXT);
    String answer = secrets.text(Position.OUTPUT_FILE_TEXT);
    application
        .tracer()
        .tool("convert")
        .run(
            span ->
                span.inputDocuments(
                        List.of(
                            Document.file(
                                secrets.dataUri("application/pdf", Position.INPUT_FILE),
                                null,
                                name),
                            Document.builder()
                                .id(secrets.word(Position.INPUT_FILE_ID))
                                .content(name)
                                .url(secrets.link(Position.INPUT_FILE_TEXT))
                                .build()))
                    .outputDocuments(
                        List.of(
                            Document.file(
                                secrets.dataUri("application/pdf", Position.OUTPUT_FILE),
                                null,
                                answer),
                            Document.file(secrets.link(Position.OUTPUT_FILE_TEXT), null, null))));
  }

  private static void decision(Application application, Secrets secrets) {
    String name = secrets.word(Position.NAME);
    application
        .tracer()
        .decision("Decision")
        .run(
            span ->
                span.system(name)
                    .provider(name)
                    .modelName(name)
                    .requestModelName(name)
                    .responseModelName(name)
                    .input(secrets.text(Position.INPUT_VALUE))
                    .output(secrets.text(Position.OUTPUT_VALUE)));
  }

  private static void llmSpan(Application application, Secrets secrets) {
    LlmSpan span = application.tracer().llm("chat").startSpan();
    span.invocationParameters("{\"user\":\"" + secrets.word(Position.PARAMETER) + "\"}")
        .prompts(List.of(secrets.text(Position.PROMPT)))
        .choices(List.of(secrets.text(Position.CHOICE)))
        .functionCall("{\"id\":\"" + secrets.word(Position.FUNCTION_CALL) + "\"}")
        .modelName(secrets.word(Position.NAME))
        .tools(List.of(ToolDefinition.of("find", secrets.text(Position.TOOL_DEFINITION), "{}")))
        .inputImages(List.of(secrets.dataUri("image/png", Position.INPUT_IMAGE)))
        .outputImages(List.of(secrets.dataUri("image/png", Position.OUTPUT_IMAGE)))
        .prompt(prompt(secrets))
        .end();
  }

  private static PromptReference prompt(Secrets secrets) {
    String secret = secrets.text(Position.TEMPLATE);
    return PromptReference.of(secret, secret, secrets.link(Position.TEMPLATE));
  }

  private static void embedding(Application application, Secrets secrets) {
    EmbeddedText embedding =
        EmbeddedText.of(secrets.text(Position.EMBEDDED_TEXT), secrets.vector(Position.VECTOR));
    application
        .tracer()
        .embedding()
        .run(span -> span.invocationParameters("{}").embeddings(List.of(embedding)));
  }

  private static void retriever(Application application, Secrets secrets) {
    application
        .tracer()
        .retriever("search")
        .run(
            span ->
                span.input(secrets.text(Position.INPUT_VALUE))
                    .documents(
                        List.of(
                            document(
                                secrets.text(Position.DOCUMENT_ID),
                                secrets.text(Position.DOCUMENT)))));
  }

  private static Document document(String id, String content) {
    return Document.builder()
        .id(id)
        .content(content)
        .score(0.5)
        .metadata(Map.of("title", content))
        .build();
  }

  private static void reranker(Application application, Secrets secrets) {
    String input = secrets.text(Position.RERANKED_INPUT);
    String output = secrets.text(Position.RERANKED_OUTPUT);
    application
        .tracer()
        .reranker("rerank")
        .run(
            span ->
                span.query(secrets.text(Position.QUERY))
                    .inputDocuments(List.of(document(input, input)))
                    .outputDocuments(List.of(document(output, output))));
  }

  private static void tool(Application application, Secrets secrets) {
    String arguments = "{\"id\":\"" + secrets.word(Position.TOOL_ARGUMENTS) + "\"}";
    String definition = secrets.text(Position.TOOL_OF_SPAN);
    application
        .tracer()
        .tool("find")
        .run(
            span ->
                span.toolName(definition)
                    .toolDescription(definition)
                    .toolId(definition)
                    .toolJsonSchema("{\"name\":\"" + secrets.word(Position.TOOL_OF_SPAN) + "\"}")
                    .toolParameters(arguments)
                    .input(arguments)
                    .output(secrets.text(Position.TOOL_RESULT)));
  }

  private static void prompt(Application application, Secrets secrets) {
    application.tracer().prompt("prompt").run(span -> span.prompt(prompt(secrets)));
  }

  private static void values(Application application, Secrets secrets) {
    application
        .tracer()
        .chain("answer")
        .run(
            span ->
                span.inputJson(Map.of("question", secrets.text(Position.INPUT_VALUE)))
                    .outputJson(Map.of("answer", secrets.text(Position.OUTPUT_VALUE))));
    application
        .tracer()
        .llm("chat")
        .run(
            span ->
                span.input(secrets.text(Position.INPUT_VALUE))
                    .output(secrets.text(Position.OUTPUT_VALUE)));
  }

  private static void context(Application application, Secrets secrets) {
    String label = secrets.text(Position.LABEL);
    String template = secrets.text(Position.TEMPLATE);
    try (Scope session = OpenInference.usingSession(label);
        Scope user = OpenInference.usingUser(label);
        Scope project = OpenInference.usingProject(label);
        Scope metadata = OpenInference.usingMetadata(Map.of("customer", label));
        Scope tags = OpenInference.usingTags(label);
        Scope prompt =
            OpenInference.usingPromptTemplate(
                template, Map.of("name", secrets.text(Position.TEMPLATE_VARIABLE)), template)) {
      application.tracer().llm("chat").run(() -> {});
    }
  }

  private static void annotations(Application application, Secrets secrets) {
    List<Annotation> annotations = List.of(annotation(secrets));
    application
        .tracer()
        .chain("answer")
        .run(
            span -> {
              for (AnnotationScope scope : AnnotationScope.values()) {
                span.annotations(scope, annotations).evaluations(scope, annotations);
              }
            });
  }

  private static Annotation annotation(Secrets secrets) {
    String judgement = secrets.text(Position.JUDGEMENT);
    return Annotation.builder(judgement)
        .label(judgement)
        .identifier(judgement)
        .score(1)
        .explanation(secrets.text(Position.COMMENT))
        .metadata(Map.of("quote", secrets.text(Position.COMMENT)))
        .build();
  }

  private static void evaluationAfterwards(Application application, Secrets secrets) {
    List<Annotation> annotations = List.of(annotation(secrets));
    application.tracer().annotateSession("session").annotations(annotations);
    application.tracer().annotateSession("session").evaluations(annotations);
  }

  private static void exception(Application application, Secrets secrets) {
    IllegalStateException exception =
        new IllegalStateException(
            secrets.text(Position.EXCEPTION),
            new IllegalArgumentException(secrets.text(Position.EXCEPTION)));
    try {
      application
          .tracer()
          .chain("answer")
          .run(
              () -> {
                throw exception;
              });
    } catch (IllegalStateException expected) {
      // It is what is recorded.
    }
  }

  private static void exceptionOfFuture(Application application, Secrets secrets) {
    application
        .tracer()
        .llm("chat")
        .callAsync(
            () ->
                CompletableFuture.failedFuture(
                    new IllegalStateException(secrets.text(Position.EXCEPTION))))
        .exceptionally(expected -> null)
        .join();
  }

  private static void status(Application application, Secrets secrets) {
    application
        .tracer()
        .chain("answer")
        .run(span -> span.setStatus(StatusCode.ERROR, secrets.text(Position.EXCEPTION)));
  }

  private static void exceptionAttributes(Application application, Secrets secrets) {
    application
        .tracer()
        .chain("answer")
        .run(
            span ->
                span.setAttribute(
                        AttributeKey.stringKey("exception.message"),
                        secrets.text(Position.EXCEPTION))
                    .setAttribute(
                        AttributeKey.stringKey("exception.stacktrace"),
                        secrets.text(Position.EXCEPTION)));
  }

  private static void names(Application application, Secrets secrets) {
    String name = secrets.text(Position.NAME);
    application
        .tracer()
        .agent(name)
        .run(
            span ->
                span.agentName(name)
                    .graphNode(GraphNode.of(name, name, name))
                    .addEvent(name)
                    .setAttribute(
                        AttributeKey.stringKey("custom"), secrets.text(Position.CUSTOM_ATTRIBUTE)));
  }

  private static void startAttributes(Application application, Secrets secrets) {
    application
        .tracer()
        .chain("answer")
        .setAttribute(AttributeKey.stringKey("input.value"), secrets.text(Position.INPUT_VALUE))
        .setAttribute(AttributeKey.stringKey("output.value"), secrets.text(Position.OUTPUT_VALUE))
        .setAttribute(
            AttributeKey.stringKey("llm.input_messages.0.message.content"),
            secrets.text(Position.INPUT_TEXT))
        .run(() -> {});
  }

  private CoreScenarios() {}
}
