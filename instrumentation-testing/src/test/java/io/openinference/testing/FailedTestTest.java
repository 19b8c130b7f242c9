// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The output of a failed test if the viewer is not on the class path. */
class FailedTestTest {

  @BeforeEach
  void ignoreViewersOfThisMachine() {
    System.setProperty("openinference.testing.viewer", "off");
  }

  @AfterEach
  void restore() {
    System.clearProperty("openinference.testing.viewer");
    System.clearProperty("openinference.testing.traces");
  }

  @Test
  void aFailedTestPrintsItsTrace() {
    assertThat(outputOf("fails"))
        .isEqualTo(
            """
            OpenInference: trace of Fixture, fails():
            UNKNOWN outer
              LLM inner !
            """);
  }

  @Test
  void aTestThatLeavesASpanOpenPrintsBoth() {
    assertThat(outputOf("leavesASpanOpen"))
        .isEqualTo(
            """
            OpenInference: trace of Fixture, leavesASpanOpen():
            UNKNOWN ended
            OpenInference: spans of Fixture, leavesASpanOpen() that have not ended: [open]
            """);
  }

  @Test
  void aTestThatEndsNoSpanNamesTheOpenOnes() {
    assertThat(outputOf("endsNoSpan"))
        .isEqualTo("OpenInference: spans of Fixture, endsNoSpan() that have not ended: [open]\n");
  }

  @Test
  void aTestWithoutSpansAndOneThatPassesOrIsSkippedPrintNothing() {
    assertThat(outputOf("failsWithoutSpans")).isEmpty();
    assertThat(outputOf("passes")).isEmpty();
    assertThat(outputOf("isSkipped")).isEmpty();
  }

  @Test
  void manyTracesAndLongTreesAreCut() {
    assertThat(outputOf("makesTwelveTraces").lines())
        .hasSize(21)
        .last()
        .isEqualTo("OpenInference: 2 more traces of Fixture, makesTwelveTraces() are not shown");
    assertThat(outputOf("makesALongTrace").lines())
        .hasSize(202)
        .last()
        .isEqualTo("… 51 more spans");
  }

  @Test
  void theWholeCanBeTurnedOff() {
    System.setProperty("openinference.testing.traces", "off");

    assertThat(outputOf("fails")).isEmpty();
  }

  @Test
  void theMessageOfOtlpHoldsTheWholeSpan() {
    OpenInferenceExtension telemetry = OpenInferenceExtension.create();
    Span linked = telemetry.openTelemetry().getTracer("test").spanBuilder("linked").startSpan();
    Attributes attributes =
        Attributes.builder()
            .put("text", "a\u00e9")
            .put("number", 7L)
            .put("fraction", 0.5)
            .put("flag", true)
            .put(AttributeKey.stringArrayKey("texts"), List.of("a", "b"))
            .put(AttributeKey.longArrayKey("numbers"), List.of(1L, 2L))
            .build();
    telemetry
        .openTelemetry()
        .getTracer("test")
        .spanBuilder("span")
        .setSpanKind(SpanKind.CLIENT)
        .setParent(Context.root().with(linked))
        .addLink(linked.getSpanContext(), attributes)
        .setAllAttributes(attributes)
        .startSpan()
        .addEvent("event", attributes)
        .setStatus(StatusCode.ERROR, "broken")
        .end();

    ReceivedSpan received =
        OtlpDecoder.spans(
                OtlpEncoder.request(
                    telemetry.spans(), Attributes.of(AttributeKey.stringKey("r"), "v")))
            .get(0);

    assertThat(received.attributes())
        .isEqualTo(received.events().get(0).attributes())
        .isEqualTo(received.links().get(0).attributes())
        .containsEntry("text", "a\u00e9")
        .containsEntry("number", 7L)
        .containsEntry("fraction", 0.5)
        .containsEntry("flag", true)
        .containsEntry("texts", List.of("a", "b"))
        .containsEntry("numbers", List.of(1L, 2L))
        .hasSize(6);
    assertThat(received.resourceAttributes()).containsOnly(java.util.Map.entry("r", "v"));
    assertThat(received.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(received.status()).isEqualTo(StatusCode.ERROR);
    assertThat(received.statusDescription()).isEqualTo("broken");
    assertThat(received.parentSpanId()).isEqualTo(linked.getSpanContext().getSpanId());
    assertThat(received.scopeName()).isEqualTo("test");
    assertThat(received.endEpochNanos()).isEqualTo(telemetry.spans().get(0).getEndEpochNanos());
  }

  private static String outputOf(String method) {
    PrintStream before = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      EngineTestKit.engine("junit-jupiter")
          .selectors(selectMethod(Fixture.class, method))
          .execute()
          .testEvents()
          .assertStatistics(statistics -> statistics.started(1));
    } finally {
      System.setOut(before);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  static class Fixture {

    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    private static Span start(String name, Context parent) {
      return telemetry
          .openTelemetry()
          .getTracer("test")
          .spanBuilder(name)
          .setParent(parent)
          .startSpan();
    }

    private static Span start(String name) {
      return start(name, Context.root());
    }

    @Test
    void fails() {
      Span outer = start("outer");
      start("inner", Context.root().with(outer))
          .setAttribute("openinference.span.kind", "LLM")
          .setStatus(StatusCode.ERROR)
          .end();
      outer.end();
      fail();
    }

    @Test
    void leavesASpanOpen() {
      start("ended").end();
      start("open");
    }

    @Test
    void endsNoSpan() {
      start("open");
    }

    @Test
    void failsWithoutSpans() {
      fail();
    }

    @Test
    void passes() {
      start("span").end();
    }

    @Test
    void isSkipped() {
      start("span").end();
      assumeTrue(false);
    }

    @Test
    void makesTwelveTraces() {
      for (int i = 0; i < 12; i++) {
        start("span").end();
      }
      fail();
    }

    @Test
    void makesALongTrace() {
      Span root = start("root");
      for (int i = 0; i < 250; i++) {
        start("span", Context.root().with(root)).end();
      }
      root.end();
      fail();
    }
  }
}
