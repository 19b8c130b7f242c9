// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.ContextAttributes;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.PromptTemplate;
import io.openinference.instrumentation.RetrieverSpan;
import io.openinference.instrumentation.ToolCall;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Values of all kinds through the typed spans of core and its masking. */
class MaskingFuzzTest {

  private static final String CANARY = "canary-7f3a";

  private Telemetry telemetry;

  @BeforeProperty
  void start() {
    telemetry = new Telemetry();
  }

  @AfterProperty
  void stop() {
    telemetry.close();
  }

  private OpenInferenceTracer tracer(TraceConfig config) {
    return OpenInferenceTracer.builder(telemetry.openTelemetry()).config(config).build();
  }

  @Property
  void messages(
      @ForAll("configs") TraceConfig config,
      @ForAll("messages") List<Message> input,
      @ForAll("messages") List<Message> output,
      @ForAll("anything") Object sample,
      @ForAll("texts") List<String> prompts) {
    Object value = Hostile.putInto(sample);
    List<ReceivedSpan> spans =
        telemetry.check(
            () -> {
              LlmSpan span = tracer(config).llm("call").startSpan();
              span.inputJson(value).outputJson(value).inputMessages(input).outputMessages(output);
              span.inputImages(prompts).outputImages(prompts);
              span.prompts(prompts).choices(prompts).end();
            });

    assertThat(spans).hasSize(1);
  }

  @Property
  void contextAndDocuments(
      @ForAll("configs") TraceConfig config,
      @ForAll("maps") Map<String, Object> metadataSample,
      @ForAll("maps") Map<String, Object> variablesSample,
      @ForAll("texts") List<String> texts,
      @ForAll double score) {
    Map<String, Object> metadata = Hostile.putInto(metadataSample);
    Map<String, Object> variables = Hostile.putInto(variablesSample);
    ContextAttributes context =
        ContextAttributes.builder()
            .metadata(metadata)
            .tags(texts)
            .sessionId(String.join("", texts))
            .promptTemplate(PromptTemplate.of("{x}", variables, "1"))
            .build();
    List<Document> documents =
        texts.stream()
            .map(
                text ->
                    Document.builder()
                        .content(text)
                        .url(text)
                        .score(score)
                        .metadata(metadata)
                        .build())
            .toList();

    List<ReceivedSpan> spans =
        telemetry.check(
            () -> {
              try (Scope ignored = context.makeCurrent()) {
                RetrieverSpan span = tracer(config).retriever("search").startSpan();
                span.documents(documents).metadata(variables);
                span.inputDocuments(documents).outputDocuments(documents);
                span.recordException(new IllegalStateException(String.join("", texts)));
                span.end();
              }
            });

    assertThat(spans).hasSize(1);
  }

  @Property
  void hiddenInputsDoNotLeave(
      @ForAll("inputKeys") String key, @ForAll("text") String text, @ForAll boolean list) {
    String hidden = text + CANARY + text;
    TraceConfig config = TraceConfig.builder().hideInputs(true).build();

    List<ReceivedSpan> spans =
        telemetry.check(
            () -> {
              LlmSpan span = tracer(config).llm("call").startSpan();
              if (list) {
                span.setAttribute(AttributeKey.stringArrayKey(key), List.of(hidden, hidden));
              } else {
                span.setAttribute(AttributeKey.stringKey(key), hidden);
              }
              span.end();
            });

    assertThat(spans).hasSize(1);
    assertThat(spans.get(0).attributes().toString()).doesNotContain(CANARY);
  }

  @Provide
  Arbitrary<TraceConfig> configs() {
    return Configs.any();
  }

  @Provide
  Arbitrary<Object> anything() {
    return RandomData.anything();
  }

  @Provide
  Arbitrary<Map<String, Object>> maps() {
    return RandomData.anyMap();
  }

  @Provide
  Arbitrary<String> text() {
    return RandomData.text();
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return RandomData.text().injectNull(0.1).list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> inputKeys() {
    return Combinators.combine(
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
            Arbitraries.of(
                "input.value",
                "llm.prompt_template.variables",
                "llm.input_messages.%d.message.content",
                "llm.input_messages.%d.message.name.more",
                "llm.input_messages.%d.message.contents.%1$d.message_content.text",
                "llm.input_messages.%d.message.contents.%1$d.message_content.image.image.url",
                "llm.input_messages.%d.message.tool_calls.%1$d.tool_call.function.arguments",
                "llm.prompts.%d.prompt.text",
                "embedding.embeddings.%d.embedding.text",
                "reranker.query",
                "reranker.input_documents.%d.document.content",
                "llm.input_messages.%d.message.contents.%1$d.message_content.document.document.url",
                "llm.input_messages.%d.message.contents.%1$d.message_content.video.video.url",
                "llm.tools.%d.tool.description",
                "input.images.%d.image.url",
                "input.documents.%d.document.content",
                "input.documents.%d.document.url"))
        .as((index, key) -> key.formatted(index));
  }

  @Provide
  Arbitrary<List<Message>> messages() {
    Arbitrary<String> text = RandomData.text().injectNull(0.2);
    Arbitrary<ToolCall> call =
        Combinators.combine(text, text, text)
            .as(
                (id, name, arguments) ->
                    ToolCall.builder()
                        .id(id)
                        .functionName(name)
                        .functionArguments(arguments)
                        .build());
    Arbitrary<MessageContent> content =
        Arbitraries.oneOf(
            text.map(MessageContent::text),
            text.map(MessageContent::image),
            text.map(MessageContent::reasoning),
            text.map(MessageContent::video),
            text.map(url -> MessageContent.document(Document.file(url, url, url))),
            call.map(MessageContent::toolUse),
            text.map(data -> MessageContent.builder(data).signature(data).data(data).build()));
    return Combinators.combine(text, text, content.list().ofMaxSize(3), call.list().ofMaxSize(3))
        .as(
            (role, plain, contents, calls) -> {
              Message.Builder builder = Message.builder(role).content(plain).name(plain);
              return builder.contents(contents).toolCalls(calls).build();
            })
        .list()
        .ofMaxSize(4);
  }
}
