// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TracingProxyTest {

  /** A library's interface. */
  public interface Model {
    String ask(String question);

    default String askTwice(String question) {
      return ask(question) + ask(question);
    }

    Model part();

    Model variant(String name);

    String name();
  }

  /** The library's own class. */
  private static final class OwnModel implements Model {

    private final OwnModel part;

    OwnModel(boolean hasPart) {
      part = hasPart ? new OwnModel(false) : this;
    }

    @Override
    public String ask(String question) {
      if (question.isEmpty()) {
        throw new IllegalArgumentException("no question");
      }
      return question + "!";
    }

    @Override
    public Model part() {
      return part;
    }

    @Override
    public Model variant(String name) {
      return new OwnModel(false);
    }

    @Override
    public String name() {
      return "own";
    }
  }

  private final TelemetryGuard guard = TelemetryGuard.named("test");
  private final List<String> traced = new ArrayList<>();
  private final AtomicInteger routed = new AtomicInteger();
  private final TracingSource<String> source =
      new TracingSource<>() {
        @Override
        public String current() {
          return "tracing";
        }

        @Override
        public TelemetryGuard guard() {
          return guard;
        }
      };
  private final Interceptor<String> interceptor =
      (tracing, call) -> {
        traced.add(call.method().getName() + " " + call.argument(String.class));
        return call.proceed();
      };
  private final Routing<String> routing =
      (method, implementation) -> {
        routed.incrementAndGet();
        return switch (method.getName()) {
          case "ask" -> Route.trace(interceptor);
          case "askTwice" -> Route.funnel();
          case "part", "variant" -> Route.wrap();
          default -> throw new NoSuchMethodException("none");
        };
      };
  private final OwnModel own = new OwnModel(true);
  private final Model wrapped = TracingProxy.wrap(Model.class, own, routing, source);

  @Test
  void tracesWhatIsRouted() {
    assertThat(wrapped.ask("Hi")).isEqualTo("Hi!");
    assertThat(traced).containsExactly("ask Hi");
  }

  @Test
  void seesTheInnerCallsOfADefaultMethod() {
    assertThat(wrapped.askTwice("Hi")).isEqualTo("Hi!Hi!");
    assertThat(traced).containsExactly("ask Hi", "ask Hi");
  }

  @Test
  void wrapsPartsOnceAndVariantsEachTime() {
    assertThat(wrapped.part()).isSameAs(wrapped.part());
    wrapped.part().ask("part");
    wrapped.variant("v").ask("variant");

    assertThat(traced).containsExactly("ask part", "ask variant");
    assertThat(wrapped.variant("v")).isNotSameAs(wrapped.variant("v"));
  }

  @Test
  void leavesCallsAloneWhoseRouteCannotBeFound() {
    assertThat(wrapped.name()).isEqualTo("own");
    assertThat(traced).isEmpty();
  }

  @Test
  void leavesCallsAloneWhileTracingIsSuppressedOrTheLibraryDoesNotFit() {
    try (Scope ignored = OpenInference.suppressTracing()) {
      assertThat(wrapped.ask("Hi")).isEqualTo("Hi!");
    }
    guard.handleLibrary("test", new NoSuchMethodError());
    assertThat(wrapped.ask("Hi")).isEqualTo("Hi!");
    assertThat(wrapped.askTwice("Hi")).isEqualTo("Hi!Hi!");

    assertThat(traced).isEmpty();
  }

  @Test
  void throwsWhatTheObjectThrows() {
    assertThatThrownBy(() -> wrapped.ask(""))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("no question");
  }

  @Test
  void isEqualToOtherProxiesOfTheObject() {
    Model again = TracingProxy.wrap(Model.class, own, routing, source);

    assertThat(wrapped).isEqualTo(again).hasSameHashCodeAs(again).hasToString(own.toString());
    assertThat(wrapped).isNotEqualTo(own).isNotEqualTo(wrapped.part());
    assertThat(own).isNotEqualTo(wrapped);
    assertThat(TracingProxy.wrap(Model.class, wrapped, routing, source)).isSameAs(wrapped);
    assertThat(TracingProxy.unwrap(wrapped)).isSameAs(own);
  }

  @Test
  void sharedRoutingIsAskedOnceForAllProxiesOfAClass() {
    Routing<String> shared = Routing.shared(routing);
    TracingProxy.wrap(Model.class, new OwnModel(false), shared, source).ask("one");
    TracingProxy.wrap(Model.class, new OwnModel(false), shared, source).ask("two");

    assertThat(routed).hasValue(1);
    assertThat(traced).containsExactly("ask one", "ask two");
  }
}
