// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailException;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.guardrail.OutputGuardrails;
import io.openinference.testing.contract.Door;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings hide the content of all objects of LangChain4j. */
class MaskingTest extends ApplicationTest {

  private static final List<String> SECRETS =
      List.of(
          "system-secret",
          "question-secret",
          "image-secret",
          "document-secret",
          "argument-secret",
          "result-secret",
          "exception-secret",
          "answer-secret",
          "failure-secret");

  private static final List<String> SETTINGS =
      List.of(
          "openinference.hide.inputs",
          "openinference.hide.outputs",
          "openinference.hide.input.images",
          "openinference.hide.llm.tools",
          "openinference.hide.llm.invocation.parameters",
          "openinference.hide.embeddings.vectors",
          "openinference.hide.retrieval.documents");

  interface Assistant {
    @SystemMessage("system-secret")
    @OutputGuardrails(Refusing.class)
    Result<String> ask(@UserMessage String question, @UserMessage ImageContent image);
  }

  /** Never content. */
  public static final class Refusing implements OutputGuardrail {
    @Override
    public OutputGuardrailResult validate(AiMessage message) {
      return failure("failure-secret");
    }
  }

  /** Tools, one of which fails. */
  static final class SecretTools {
    @Tool("Looks up")
    String lookUp(@P("the schema-mark") String key) {
      return "result-secret of " + key;
    }

    @Tool("Breaks")
    String breakDown() {
      throw new IllegalStateException("exception-secret");
    }
  }

  @AfterEach
  void showAll() {
    SETTINGS.forEach(System::clearProperty);
  }

  @EachDoor
  void hidesAllContent(Door door) {
    hide("openinference.hide.inputs", "openinference.hide.outputs");

    String recorded = recordedByAnApplication(door);

    assertThat(recorded).doesNotContain(SECRETS);
    assertThat(recorded).contains("ToolExecutionException", "llm.token_count.total", "lookUp");
    assertThat(tree()).isEqualTo(EXPECTED_TREE);
  }

  @EachDoor
  void showsAllContentWithoutASetting(Door door) {
    assertThat(recordedByAnApplication(door)).contains(SECRETS);
    assertThat(tree()).isEqualTo(EXPECTED_TREE);
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        arguments("openinference.hide.inputs", "question-secret"),
        arguments("openinference.hide.inputs", "system-secret"),
        arguments("openinference.hide.inputs", "image-secret"),
        arguments("openinference.hide.inputs", "schema-mark"),
        arguments("openinference.hide.inputs", "exception-secret"),
        arguments("openinference.hide.outputs", "failure-secret"),
        arguments("openinference.hide.input.images", "image-secret"),
        arguments("openinference.hide.llm.tools", "schema-mark"),
        arguments("openinference.hide.llm.invocation.parameters", "temperature"),
        arguments("openinference.hide.embeddings.vectors", "embedding.vector=\\["));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hidesWhatEachSettingIsFor(String setting, String hidden) {
    hide(setting);

    assertThat(recordedByAnApplication(Door.INSTRUMENT)).doesNotContainPattern(hidden);
  }

  @EachDoor
  void hidesWhatRetrieversFind(Door door) {
    hide("openinference.hide.retrieval.documents");

    recordedByAnApplication(door);

    List<SpanData> retrievers =
        telemetry.spans().stream()
            .filter(span -> span.getName().equals("EmbeddingStoreContentRetriever"))
            .toList();
    assertThat(retrievers).hasSize(1);
    assertThat(text(retrievers.get(0))).doesNotContain("document-secret").contains("score");
  }

  private static final List<String> EXPECTED_TREE =
      List.of(
          "Assistant.ask",
          "CreateEmbeddings",
          "EmbeddingStoreContentRetriever",
          "OpenAiChatModel",
          "OpenAiChatModel",
          "Refusing",
          "breakDown",
          "lookUp");

  private static List<String> tree() {
    return telemetry.spans().stream().map(SpanData::getName).sorted().toList();
  }

  private static void hide(String... settings) {
    Arrays.stream(settings).forEach(setting -> System.setProperty(setting, "true"));
  }

  /** Returns all that is recorded, as one text. */
  private String recordedByAnApplication(Door door) {
    open(door);
    replies(
        Reply.toolCall("call_1", "lookUp", "{\"key\": \"argument-secret\"}")
            .andToolCall("call_2", "breakDown", "{}"),
        Reply.text("answer-secret"));
    Assistant assistant =
        withTools(
                service(Assistant.class)
                    .chatModel(model())
                    .contentRetriever(retriever("document-secret")),
                new SecretTools())
            .build();
    assertThatThrownBy(
            () ->
                assistant.ask(
                    "question-secret", ImageContent.from("https://example.com/image-secret.png")))
        .isInstanceOf(OutputGuardrailException.class);
    return telemetry.spans().stream().map(MaskingTest::text).collect(Collectors.joining("\n"));
  }

  private static String text(SpanData span) {
    return span.getName() + span.getAttributes() + span.getEvents() + span.getStatus();
  }
}
