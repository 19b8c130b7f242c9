// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Test classes that the tests of the extension run; most of them misbehave on purpose. */
final class ExtensionFixtures {

  // Reachable, so that no scope is collected before the extension looks for it.
  private static final List<Scope> leakedScopes = new ArrayList<>();

  private static Span start(OpenInferenceExtension telemetry, String name) {
    return telemetry.openTelemetry().getTracer("test").spanBuilder(name).startSpan();
  }

  private static void leakScope() {
    leakedScopes.add(Context.root().with(ContextKey.named("leak"), "value").makeCurrent());
  }

  static class WellBehaved {
    @RegisterExtension final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void endsItsSpanAndScope() {
      Span span = start(telemetry, "span");
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
      }
      span.end();
    }
  }

  static class LeavesSpansOpen {
    @RegisterExtension final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void forgets() {
      start(telemetry, "forgotten");
      start(telemetry, "forgotten too");
      start(telemetry, "ended").end();
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class LeavesScopeOpen {
    @RegisterExtension final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    @Order(1)
    void first() {
      leakScope();
    }

    @Test
    @Order(2)
    void second() {
      assertThat(Context.current()).isSameAs(Context.root());
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class EndsSpanTwice {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    @Order(1)
    void endsTwice() {
      Span span = start(telemetry, "span");
      span.end();
      span.end();
    }

    @Test
    @Order(2)
    void endsOnce() {
      start(telemetry, "span").end();
    }
  }

  static class EndsSpanTwiceByPermission {
    @RegisterExtension
    final OpenInferenceExtension telemetry =
        OpenInferenceExtension.builder().allowRepeatedEnd().build();

    @Test
    void endsTwice() {
      Span span = start(telemetry, "span");
      span.end();
      span.end();
    }
  }

  static class LeavesEverything {
    @RegisterExtension final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void leaves() {
      start(telemetry, "forgotten");
      Span ended = start(telemetry, "ended");
      ended.end();
      ended.end();
      leakScope();
    }
  }

  static class Lenient {
    @RegisterExtension
    final OpenInferenceExtension telemetry =
        OpenInferenceExtension.builder().allowLenientContext().build();

    @Test
    void runs() {
      start(telemetry, "span").end();
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class EndsSpanOfEarlierTest {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    private static Span late;

    @Test
    @Order(1)
    void starts() {
      late = start(telemetry, "late");
    }

    @Test
    @Order(2)
    void ends() {
      late.end();
      assertThat(telemetry.spans()).isEmpty();
    }
  }

  static class UsesGlobal {
    @RegisterExtension
    static final OpenInferenceExtension telemetry =
        OpenInferenceExtension.builder().setGlobal(true).build();

    @Test
    void runs() {
      GlobalOpenTelemetry.getTracer("test").spanBuilder("global").startSpan().end();
      assertThat(telemetry.spans()).hasSize(1);
    }
  }

  private ExtensionFixtures() {}
}
