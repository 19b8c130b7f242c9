// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContextScopesTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private static final RecordingSampler sampler = new RecordingSampler();

  @RegisterExtension
  static final OpenInferenceExtension unsampled =
      OpenInferenceExtension.builder().sampler(sampler).build();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @Test
  void giveSpansAllTheirValues() {
    try (Scope project = OpenInference.usingProject("support-bot");
        Scope session = OpenInference.usingSession("s-1");
        Scope user = OpenInference.usingUser("u-1");
        Scope metadata = OpenInference.usingMetadata(Map.of("tenant", "acme"));
        Scope tags = OpenInference.usingTags("beta", "de");
        Scope template =
            OpenInference.usingPromptTemplate("Answer {q}", Map.of("q", "Why?"), "v2")) {
      tracer.llm("ChatCompletion").startSpan().end();
    }

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "LLM",
                "openinference.project.name", "support-bot",
                "session.id", "s-1",
                "user.id", "u-1",
                "metadata", "{\"tenant\":\"acme\"}",
                "tag.tags", List.of("beta", "de"),
                "llm.prompt_template.template", "Answer {q}",
                "llm.prompt_template.variables", "{\"q\":\"Why?\"}",
                "llm.prompt_template.version", "v2"));
  }

  @Test
  void giveAllValuesAtOnce() {
    ContextAttributes values =
        ContextAttributes.builder()
            .projectName("support-bot")
            .sessionId("s-1")
            .userId("u-1")
            .metadata(Map.of("tenant", "acme"))
            .tags(List.of("beta"))
            .promptTemplate(PromptTemplate.of("Hi", null, null))
            .build();
    try (Scope ignored = OpenInference.usingAttributes(values)) {
      tracer.tool("lookUp").startSpan().end();
    }

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            attributes(
                "openinference.span.kind", "TOOL",
                "openinference.project.name", "support-bot",
                "session.id", "s-1",
                "user.id", "u-1",
                "metadata", "{\"tenant\":\"acme\"}",
                "tag.tags", List.of("beta"),
                "llm.prompt_template.template", "Hi"));
  }

  @Test
  void applyToEverySpanBelow() {
    try (Scope ignored = OpenInference.usingSession("s-1")) {
      tracer.chain("answer").run(() -> tracer.llm("ChatCompletion").startSpan().end());
    }

    assertThat(telemetry.spans())
        .hasSize(2)
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "s-1"));
  }

  @Test
  void applyToSpansWithoutAParent() {
    try (Scope ignored = OpenInference.usingSession("s-1")) {
      tracer
          .chain("outer")
          .run(
              () ->
                  tracer.chain("inner").setNoParent().run(() -> tracer.tool("tool").run(() -> {})));
    }

    assertThat(telemetry.traces()).hasSize(2);
    assertThat(telemetry.spans())
        .hasSize(3)
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "s-1"));
  }

  @Test
  void innerValuesWinAndEndWithTheirScope() {
    try (Scope outer = OpenInference.usingSession("outer")) {
      try (Scope user = OpenInference.usingUser("u-1");
          Scope inner = OpenInference.usingSession("inner");
          Scope project = OpenInference.usingProject("p-1");
          Scope nested = OpenInference.usingProject("p-2")) {
        tracer.chain("inside").startSpan().end();
      }
      tracer.chain("after").startSpan().end();
    }
    tracer.chain("outside").startSpan().end();

    assertSpan(0, "session.id", "inner", "user.id", "u-1", "openinference.project.name", "p-2");
    assertSpan(1, "session.id", "outer");
    assertSpan(2);
  }

  @Test
  void metadataAreMergedKeyByKey() {
    Map<String, Object> inner = new HashMap<>();
    inner.put("tenant", null);
    inner.put("step", 2);
    try (Scope a = OpenInference.usingMetadata(Map.of("tenant", "acme"));
        Scope b = OpenInference.usingMetadata(inner);
        Scope c = OpenInference.usingMetadata(Map.of())) {
      tracer.chain("step").startSpan().end();
    }

    assertThat(telemetry.trace().root())
        .hasJsonAttribute("metadata", "{\"tenant\":null,\"step\":2}");
  }

  @Test
  void metadataAreThoseAtTheOpeningOfTheScope() {
    Map<String, Object> metadata = new HashMap<>(Map.of("step", 1));
    try (Scope ignored = OpenInference.usingMetadata(metadata)) {
      metadata.put("step", 2);
      tracer.chain("step").startSpan().end();
    }

    assertSpan(0, "metadata", "{\"step\":1}");
  }

  @Test
  void tagsAndTemplateReplaceThoseOfTheOuterScope() {
    try (Scope a = OpenInference.usingTags("outer", "both");
        Scope b = OpenInference.usingPromptTemplate("outer", Map.of("x", 1), "1");
        Scope c = OpenInference.usingTags("inner");
        Scope d = OpenInference.usingPromptTemplate("inner", Map.of(), null)) {
      tracer.chain("step").startSpan().end();
    }

    assertSpan(0, "tag.tags", List.of("inner"), "llm.prompt_template.template", "inner");
  }

  @Test
  void noTagsTakeAwayThoseOfTheOuterScope() {
    try (Scope outer = OpenInference.usingTags("outer");
        Scope inner = OpenInference.usingTags()) {
      tracer.chain("step").startSpan().end();
    }

    assertSpan(0);
  }

  @Test
  void missingValuesLeaveThoseOfTheOuterScope() {
    String[] noTags = null;
    try (Scope outer =
            OpenInference.usingAttributes(
                ContextAttributes.builder()
                    .sessionId("s-1")
                    .userId("u-1")
                    .projectName("p-1")
                    .metadata(Map.of("k", 1))
                    .tags(List.of("t"))
                    .promptTemplate(PromptTemplate.of("Hi", null, null))
                    .build());
        Scope a = OpenInference.usingSession(null);
        Scope b = OpenInference.usingUser(null);
        Scope c = OpenInference.usingProject(null);
        Scope d = OpenInference.usingMetadata(null);
        Scope e = OpenInference.usingTags(noTags);
        Scope f = OpenInference.usingPromptTemplate(null, Map.of("q", 1), "2");
        Scope g = OpenInference.usingAttributes(ContextAttributes.builder().build())) {
      tracer.chain("step").startSpan().end();
    }

    assertSpan(
        0,
        "session.id",
        "s-1",
        "user.id",
        "u-1",
        "openinference.project.name",
        "p-1",
        "metadata",
        "{\"k\":1}",
        "tag.tags",
        List.of("t"),
        "llm.prompt_template.template",
        "Hi");
  }

  @Test
  void missingTagsAreLeftOut() {
    try (Scope ignored =
        OpenInference.usingAttributes(
            ContextAttributes.builder().tags(Arrays.asList("a", null)).build())) {
      tracer.chain("step").startSpan().end();
    }

    assertSpan(0, "tag.tags", List.of("a"));
  }

  @Test
  void followTheContextToOtherThreads() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (Scope ignored = OpenInference.usingSession("s-1")) {
      Context.taskWrapping(executor).submit(() -> tracer.chain("carried").startSpan().end()).get();
      executor.submit(() -> tracer.chain("left behind").startSpan().end()).get();
    } finally {
      executor.shutdown();
    }

    assertSpan(0, "session.id", "s-1");
    assertSpan(1);
  }

  @Test
  void applyWhereTheirContextIsTheParent() {
    Context context = Context.root().with(ContextAttributes.builder().sessionId("carried").build());

    tracer.chain("step").setParent(context).startSpan().end();

    assertSpan(0, "session.id", "carried");
  }

  @Test
  void samplersSeeWhatTheyGive() {
    AttributeKey<String> own = AttributeKey.stringKey("acme.route");
    OpenInferenceTracer sampled = OpenInferenceTracer.create(unsampled.openTelemetry());

    try (Scope ignored = OpenInference.usingSession("s-1")) {
      sampled.chain("step").setAttribute(own, "/chat").startSpan().end();
    }

    assertThat(sampler.seen().asMap())
        .hasSize(3)
        .containsEntry(AttributeKey.stringKey("openinference.span.kind"), "CHAIN")
        .containsEntry(AttributeKey.stringKey("session.id"), "s-1")
        .containsEntry(own, "/chat");
  }

  @Test
  void tellTheirProjectAndSession() {
    try (Scope project = OpenInference.usingProject("p-1");
        Scope session = OpenInference.usingSession("s-1")) {
      ContextAttributes current = ContextAttributes.fromContext(Context.current());
      assertThat(current.projectName()).isEqualTo("p-1");
      assertThat(current.sessionId()).isEqualTo("s-1");
    }
    assertThat(ContextAttributes.fromContext(Context.root()).projectName()).isNull();
    assertThat(ContextAttributes.fromContext(Context.root()).sessionId()).isNull();
  }

  private static void assertSpan(int index, Object... namesAndValues) {
    Map<String, Object> expected = attributes(namesAndValues);
    expected.put("openinference.span.kind", "CHAIN");
    assertThat(telemetry.spans().get(index)).hasExactlyAttributes(expected);
  }
}
