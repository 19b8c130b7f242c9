// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.spi.JsonWriter;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values that have no end. Each test fails, out of memory or of patience, without its bound. */
class HostileDataTest {

  private static final int PATIENCE = 5_000_000;

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final InMemorySpans spans =
      InMemorySpans.withLimits(SpanLimits.builder().setMaxNumberOfAttributes(10_000).build());
  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(spans.openTelemetry());
  private final AtomicInteger reads = new AtomicInteger();

  /** A fatal error, because the guard would keep any other from the test. */
  private void countRead() {
    if (reads.incrementAndGet() > PATIENCE) {
      throw new InternalError("read without end");
    }
  }

  @Test
  void listsWithoutEndAreCut() {
    List<String> endless =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            countRead();
            return "again";
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };

    tracer.llm("ChatCompletion").run(span -> span.prompts(endless).tags(endless).output("output"));

    assertThat(spans.only())
        .hasAttribute("output.value", "output")
        .hasAttribute("llm.prompts.0.prompt.text", "again");
    assertThat(reads.get()).isLessThanOrEqualTo(2 * NonNullElements.MAX_ELEMENTS);
  }

  /** Of which a copy would never grow. */
  @Test
  void listsOfNullsAndMapsOfOneKeyWithoutEndAreCut() {
    List<String> nulls =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            countRead();
            return null;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };

    try (Scope ignored = OpenInference.usingMetadata(new EndlessMap(number -> "key"))) {
      tracer.llm("ChatCompletion").run(span -> span.prompts(nulls).tags(nulls).output("output"));
    }

    assertThat(spans.only())
        .hasAttribute("output.value", "output")
        .hasAttribute("metadata", "{\"key\":\"value\"}");
    assertThat(reads.get()).isLessThanOrEqualTo(3 * NonNullElements.MAX_ELEMENTS);
  }

  @Test
  void mapsWithoutEndAreCut() {
    Map<String, Object> endless = new EndlessMap(number -> "key" + number);

    try (Scope ignored = OpenInference.usingMetadata(endless)) {
      tracer
          .llm("ChatCompletion")
          .run(
              span -> span.inputJson(endless).promptTemplate(PromptTemplate.of("t", endless, "1")));
    }

    assertThat(spans.only().getAttributes().asMap()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(spans.only().getAttributes().asMap().values())
        .allSatisfy(
            value -> assertThat(value.toString()).hasSizeLessThan(2 * JsonWriter.MAX_LENGTH));
  }

  private final class EndlessMap extends AbstractMap<String, Object> {

    private final IntFunction<String> keys;

    EndlessMap(IntFunction<String> keys) {
      this.keys = keys;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public Iterator<Entry<String, Object>> iterator() {
          AtomicInteger next = new AtomicInteger();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public Entry<String, Object> next() {
              countRead();
              return Map.entry(keys.apply(next.incrementAndGet()), "value");
            }
          };
        }

        @Override
        public int size() {
          return Integer.MAX_VALUE;
        }
      };
    }
  }

  @Test
  void mapsThatContainThemselvesAreCut() {
    Map<String, Object> cyclic = new LinkedHashMap<>();
    cyclic.put("self", List.of(cyclic));

    try (Scope ignored = OpenInference.usingMetadata(cyclic)) {
      tracer
          .llm("ChatCompletion")
          .run(
              span ->
                  span.inputJson(cyclic)
                      .outputJson(cyclic)
                      .promptTemplate(PromptTemplate.of("t", cyclic, "1"))
                      .annotations(
                          AnnotationScope.SPAN,
                          List.of(Annotation.builder("a").score(1).metadata(cyclic).build())));
      tracer
          .retriever("search")
          .run(
              span ->
                  span.documents(
                      List.of(Document.builder().content("c").metadata(cyclic).build())));
    }

    String cut = "{\"self\":[\"...\"]}";
    String copyCut = "{\"self\":[{\"self\":\"...\"}]}";
    assertThat(spans.ended().get(0))
        .hasAttribute("input.value", cut)
        .hasAttribute("output.value", cut)
        .hasAttribute("metadata", copyCut)
        .hasAttribute("llm.prompt_template.variables", copyCut)
        .hasAttribute("annotations.0.annotation.metadata", copyCut);
    assertThat(spans.ended().get(1))
        .hasAttribute("retrieval.documents.0.document.metadata", copyCut);
  }
}
