// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.instrumentation.annotations.Agent;
import io.openinference.instrumentation.annotations.AnnotationInstrumentor;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.annotations.Traced;
import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.openinference.testing.OpenInferenceAssertions;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.Consumer;
import org.apache.samples.Bank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.samples.Clinic;

/** Annotated methods of beans, with and without weaving. */
class AnnotatedBeanTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(OpenInferenceBootAutoConfiguration.class))
          // Not the SDK itself, which the context would close.
          .withBean(OpenTelemetry.class, () -> new LatestOpenTelemetry(telemetry::openTelemetry))
          .withPropertyValues("openinference.instrumentation=beans")
          .withUserConfiguration(Beans.class);

  @Test
  void aCallOfABeanMakesASpan() {
    runner.run(
        context -> {
          assertThat(context.getBean(Desk.class).serve("Where is 1042?")).isEqualTo("delivered");

          OpenInferenceAssertions.assertThat(telemetry.trace())
              .hasTree(
                  """
                  AGENT desk
                    CHAIN digits
                    TOOL status
                  """);
          OpenInferenceAssertions.assertThat(telemetry.trace().span("desk"))
              .hasStatus(StatusCode.OK)
              .hasAttribute("agent.name", "desk")
              .hasJsonAttribute("input.value", "{\"question\":\"Where is 1042?\"}")
              .hasAttribute("output.value", "delivered");
          OpenInferenceAssertions.assertThat(telemetry.trace().span("digits"))
              .hasStatus(StatusCode.OK)
              .hasJsonAttribute("input.value", "{\"question\":\"Where is 1042?\"}")
              .hasAttribute("output.value", "1042");
          OpenInferenceAssertions.assertThat(telemetry.trace().span("status"))
              .hasAttribute("tool.name", "status")
              .hasAttribute("tool.description", "Where an order is")
              .hasJsonAttribute("input.value", "{\"number\":\"1042\"}")
              .hasAttribute("output.value", "delivered");
        });
  }

  @Test
  void anObjectThatIsTwoBeansMakesOneSpan() {
    runner
        .withUserConfiguration(Again.class)
        .run(
            context -> {
              context.getBean("again", Orders.class).status("1042");

              OpenInferenceAssertions.assertThat(telemetry.trace()).hasTree("TOOL status\n");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Again {

    @Bean
    @Fallback
    Orders again(@Qualifier("orders") Orders orders) {
      return orders;
    }
  }

  @Test
  void anApplicationMayLieInAPackageOfALibrary() {
    runner
        .withBean(Clinic.class)
        .withBean(Bank.class)
        .run(
            context -> {
              context.getBean(Clinic.class).treat("Leo");
              context.getBean(Bank.class).open("savings");

              assertThat(telemetry.spans())
                  .extracting(SpanData::getName)
                  .containsExactly("treat", "open");
            });
  }

  @Test
  void anExceptionPassesOn() {
    runner.run(
        context -> {
          assertThatThrownBy(() -> context.getBean(Orders.class).status("none"))
              .isExactlyInstanceOf(IllegalStateException.class)
              .hasMessage("unknown");
          OpenInferenceAssertions.assertThat(telemetry.trace().span("status"))
              .hasException(IllegalStateException.class);
        });
  }

  @Test
  void aWovenMethodMakesOneSpan() {
    AnnotationInstrumentor woven = AnnotationInstrumentor.instrument(telemetry.openTelemetry());
    try {
      runner.run(
          context -> {
            assertThat(context.getBean(Desk.class).serve("Where is 1042?")).isEqualTo("delivered");
            OpenInferenceAssertions.assertThat(telemetry.trace())
                .hasTree(
                    """
                    AGENT desk
                      CHAIN digits
                      TOOL status
                    """);
          });
    } finally {
      woven.uninstrument();
    }
  }

  @Test
  void aBeanIsInjectedByItsClassAndAFinalClassStaysAsItIs() {
    runner.run(
        context -> {
          assertThat(context.getBean(Desk.class)).isInstanceOf(Desk.class);
          assertThat(context.getBean(FinalDesk.class)).isExactlyInstanceOf(FinalDesk.class);
          assertThat(context.getBean(FinalDesk.class).serve()).isEqualTo("served");
        });
  }

  @Test
  void aPropertyTurnsItOff() {
    runner
        .withPropertyValues("openinference.annotations=false")
        .run(
            context -> {
              assertThat(context.getBean(Desk.class)).isExactlyInstanceOf(Desk.class);
              Consumer<Desk> call = desk -> desk.serve("Where is 1042?");
              call.accept(context.getBean(Desk.class));
              assertThat(telemetry.spans()).isEmpty();
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class Beans {

    @Bean
    Desk desk(Orders orders) {
      return new Desk(orders);
    }

    @Bean
    Orders orders() {
      return new Orders();
    }

    @Bean
    FinalDesk finalDesk() {
      return new FinalDesk();
    }
  }

  static class Desk {

    private final Orders orders;

    Desk(Orders orders) {
      this.orders = orders;
    }

    @Agent(name = "desk")
    String serve(String question) {
      return orders.status(orders.digits(question));
    }
  }

  static class Orders {

    @Traced
    String digits(String question) {
      return question.replaceAll("\\D", "");
    }

    @Tool(description = "Where an order is")
    String status(String number) {
      if (number.equals("none")) {
        throw new IllegalStateException("unknown");
      }
      return "delivered";
    }
  }

  static final class FinalDesk {

    @Agent
    String serve() {
      return "served";
    }
  }
}
