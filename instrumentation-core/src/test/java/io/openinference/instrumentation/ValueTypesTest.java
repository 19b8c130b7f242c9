// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.AnnotatorKind;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.jqno.equalsverifier.EqualsVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Users read what value types hold, compare them and write them to their logs. */
class ValueTypesTest {

  /** Types that do something; every other public final class is a value type. */
  private static final Set<Class<?>> SERVICES =
      Set.of(
          AnnotationRecorder.class,
          OpenInference.class,
          OpenInferenceSpanBuilder.class,
          OpenInferenceTracer.class,
          OpenInferenceTracerBuilder.class,
          ProcessInstrumentation.class,
          TraceConfigBuilder.class,
          TracedIterator.class);

  private static final String SECRET = "the launch code is 0000";

  private static final ToolCall TOOL_CALL =
      ToolCall.builder()
          .id("call-1")
          .functionName("look_up")
          .functionArguments(SECRET)
          .reasoningSignature(SECRET)
          .build();

  private static final MessageContent PART =
      MessageContent.builder("image")
          .id("part-1")
          .text(SECRET)
          .imageUrl(SECRET)
          .audioUrl(SECRET)
          .audioMimeType("audio/wav")
          .audioTranscript(SECRET)
          .signature(SECRET)
          .data(SECRET)
          .encryptedContent(SECRET)
          .toolCall(TOOL_CALL)
          .build();

  /** One of each type, with a secret wherever a setting could hide it. */
  private static final Map<Object, String> TEXTS =
      Map.ofEntries(
          Map.entry(Message.user(SECRET), "Message{role=user, content of 23 characters}"),
          Map.entry(
              Message.builder("assistant")
                  .contents(List.of(PART, PART))
                  .toolCalls(List.of(TOOL_CALL))
                  .functionCall("look_up", SECRET)
                  .build(),
              "Message{role=assistant, 2 contents, 1 tool call, functionCallName=look_up}"),
          Map.entry(
              Message.builder("tool").name("look_up").toolCallId("call-1").content(SECRET).build(),
              "Message{role=tool, content of 23 characters, name=look_up, toolCallId=call-1}"),
          Map.entry(
              PART,
              "MessageContent{type=image, id=part-1, text of 23 characters, audioMimeType=audio/wav,"
                  + " toolCall=ToolCall{id=call-1, functionName=look_up,"
                  + " functionArguments of 23 characters}}"),
          Map.entry(
              TOOL_CALL,
              "ToolCall{id=call-1, functionName=look_up, functionArguments of 23 characters}"),
          Map.entry(
              Document.builder()
                  .id(SECRET)
                  .content(SECRET)
                  .score(0.5)
                  .metadata(Map.of(SECRET, SECRET))
                  .build(),
              "Document{content of 23 characters, score=0.5, 1 metadata entry}"),
          Map.entry(
              ToolDefinition.of("look_up", "d", SECRET),
              "ToolDefinition{name=look_up, description of 1 character, jsonSchema of 23 characters}"),
          Map.entry(TokenCount.of(3, 4), "TokenCount{prompt=3, completion=4, total=7}"),
          Map.entry(Cost.of(0.25, 0.5), "Cost{prompt=0.25, completion=0.5, total=0.75}"),
          Map.entry(
              Annotation.builder("correctness")
                  .score(1)
                  .label("correct")
                  .explanation(SECRET)
                  .annotatorKind(AnnotatorKind.HUMAN)
                  .identifier("a-1")
                  .metadata(Map.of("a", SECRET, "b", SECRET))
                  .build(),
              "Annotation{name=correctness, score=1.0, label=correct,"
                  + " explanation of 23 characters, annotatorKind=HUMAN, identifier=a-1,"
                  + " 2 metadata entries}"),
          Map.entry(
              EmbeddedText.of(SECRET, List.of(0.5, 0.25)),
              "EmbeddedText{text of 23 characters, 2 dimensions}"),
          Map.entry(
              PromptReference.of("arize-phoenix", "p-1", "http://localhost/p-1"),
              "PromptReference{vendor=arize-phoenix, id=p-1, url=http://localhost/p-1}"),
          Map.entry(
              PromptTemplate.of("Answer {q}", Map.of("q", SECRET), "v2"),
              "PromptTemplate{template of 10 characters, 1 variable, version=v2}"),
          Map.entry(
              GraphNode.of("n-2", "writer", "n-1"), "GraphNode{id=n-2, name=writer, parentId=n-1}"),
          Map.entry(
              Blob.of(SECRET.getBytes(StandardCharsets.UTF_8), "text/plain", "input.value"),
              "Blob{text/plain, 23 bytes,"
                  + " sha256=b0dd0da3412379e28e48226ff7d20023767569066304357eafa3baeeea48cec1}"),
          Map.entry(
              ContextAttributes.builder()
                  .sessionId("s-1")
                  .userId("u-1")
                  .metadata(Map.of("m", SECRET))
                  .tags(List.of("beta"))
                  .promptTemplate(PromptTemplate.of(SECRET, Map.of(), null))
                  .projectName("support-bot")
                  .build(),
              "ContextAttributes{sessionId=s-1, userId=u-1, 1 metadata entry, tags=[beta],"
                  + " promptTemplate=PromptTemplate{template of 23 characters},"
                  + " projectName=support-bot}"),
          Map.entry(TraceConfig.builder().build(), TraceConfig.builder().build().toString()));

  static Stream<Class<?>> valueTypes() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Message.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files =
        Files.list(classes.resolve(Message.class.getPackageName().replace('.', '/')))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .filter(ValueTypesTest::isValueType)
          .toList()
          .stream();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(Message.class.getPackageName() + '.' + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isValueType(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && Modifier.isFinal(type.getModifiers())
        && !type.isEnum()
        && !OpenInferenceSpan.class.isAssignableFrom(type)
        && !type.getSimpleName().equals("Builder")
        && !SERVICES.contains(type);
  }

  @Test
  void areFound() throws Exception {
    assertThat(valueTypes()).contains(Message.class, ContextAttributes.class, TraceConfig.class);
  }

  @ParameterizedTest
  @MethodSource("valueTypes")
  void areComparedByAllThatTheyHold(Class<?> type) {
    if (type == Blob.class) {
      // The hash stands for the data, which may have many megabytes.
      EqualsVerifier.forClass(Blob.class)
          .withNonnullFields("sha256", "mimeType")
          .withIgnoredFields("data")
          .verify();
    } else {
      EqualsVerifier.forClass(type).verify();
    }
  }

  @ParameterizedTest
  @MethodSource("valueTypes")
  void giveBackEachFieldUnderItsName(Class<?> type) throws Exception {
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && type != TraceConfig.class) {
        Method accessor = type.getMethod(field.getName());
        assertThat(accessor.getReturnType()).isNotEqualTo(void.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("valueTypes")
  void describeThemselvesWithoutContent(Class<?> type) {
    List<Object> values = TEXTS.keySet().stream().filter(type::isInstance).toList();

    assertThat(values)
        .isNotEmpty()
        .allSatisfy(
            value ->
                assertThat(value).hasToString(TEXTS.get(value)).asString().doesNotContain(SECRET));
  }

  @Test
  void messagesGiveBackWhatTheyWereGiven() {
    Message message =
        Message.builder("assistant")
            .content("text")
            .contents(List.of(PART))
            .name("look_up")
            .toolCallId("call-0")
            .toolCalls(List.of(TOOL_CALL))
            .functionCall("f", "{}")
            .build();

    assertThat(message)
        .returns("assistant", Message::role)
        .returns("text", Message::content)
        .returns(List.of(PART), Message::contents)
        .returns("look_up", Message::name)
        .returns("call-0", Message::toolCallId)
        .returns(List.of(TOOL_CALL), Message::toolCalls)
        .returns("f", Message::functionCallName)
        .returns("{}", Message::functionCallArguments);
  }

  @Test
  void mapsAndListsAreReadOnlyAndEmptyWhereNothingWasGiven() {
    Document document = Document.builder().metadata(Map.of("page", 3)).build();

    assertThat(document.metadata()).isEqualTo(Map.of("page", 3)).isUnmodifiable();
    assertThat(Document.of("text").metadata()).isEmpty();
    assertThat(Message.user("Hi").contents()).isEmpty();
    assertThat(EmbeddedText.of("a", new float[] {0.5f}).vector()).containsExactly(0.5);
    assertThat(PromptTemplate.of("t", null, null).variables()).isEmpty();
  }

  @Test
  void theCurrentContextAttributesAreThoseOfAllOpenScopes() {
    PromptTemplate template = PromptTemplate.of("Answer {q}", Map.of("q", "Why?"), "v2");
    try (Scope outer = OpenInference.usingSession("s-1");
        Scope user = OpenInference.usingUser("u-1");
        Scope project = OpenInference.usingProject("support-bot");
        Scope metadata = OpenInference.usingMetadata(Map.of("tenant", "acme"));
        Scope tags = OpenInference.usingTags("beta");
        Scope prompt = OpenInference.usingPromptTemplate("Answer {q}", Map.of("q", "Why?"), "v2");
        Scope inner = OpenInference.usingMetadata(Map.of("step", 2))) {
      assertThat(ContextAttributes.current())
          .returns("s-1", ContextAttributes::sessionId)
          .returns("u-1", ContextAttributes::userId)
          .returns("support-bot", ContextAttributes::projectName)
          .returns(Map.of("tenant", "acme", "step", 2), ContextAttributes::metadata)
          .returns(List.of("beta"), ContextAttributes::tags)
          .returns(template, ContextAttributes::promptTemplate);
    }
    assertThat(ContextAttributes.current()).isEqualTo(ContextAttributes.builder().build());
  }
}
