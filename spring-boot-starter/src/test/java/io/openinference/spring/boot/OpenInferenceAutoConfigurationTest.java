// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.util.TestPropertyValues.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which beans there are, without Boot's OpenTelemetry. */
class OpenInferenceAutoConfigurationTest {

  private static final String ENDPOINT = "openinference.endpoint=http://localhost:1";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OpenInferenceBootAutoConfiguration.class,
                  OpenInferenceSdkAutoConfiguration.class,
                  OpenInferenceContextAutoConfiguration.class));

  @Test
  void withoutAnEndpointThereIsNoSdk() {
    runner.run(
        context -> {
          assertThat(context).doesNotHaveBean(OpenTelemetry.class);
          assertThat(context.getBean(OpenInferenceStatus.class).summary())
              .startsWith("OpenInference makes no spans: neither openinference.endpoint");
        });
  }

  /** The SDK would warn, and send to an address that nobody has named. */
  @Test
  void aVariableWithoutASchemeIsToldAndDoesNotCount() {
    runner
        .withSystemProperties("phoenix.collector.endpoint=localhost:6006")
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(OpenTelemetry.class);
              assertThat(context.getBean(OpenInferenceStatus.class).summary())
                  .isEqualTo(
                      "OpenInference makes no spans: phoenix.collector.endpoint must be an http or"
                          + " https URL with a host, without user info, query or fragment, such as"
                          + " http://localhost:6006");
            });
  }

  @Test
  void aVariableWithoutASchemeIsToldBesideAnotherOpenTelemetry() {
    runner
        .withSystemProperties("phoenix.collector.endpoint=localhost:6006")
        .withPropertyValues("openinference.instrumentation=none")
        .withBean(OpenTelemetry.class, () -> OpenTelemetrySdk.builder().build())
        .run(
            context ->
                assertThat(context.getBean(OpenInferenceStatus.class).summary())
                    .isEqualTo(
                        "OpenInference: spans go where the application's OpenTelemetry sends them;"
                            + " phoenix.collector.endpoint must be an http or https URL with a"
                            + " host, without user info, query or fragment, such as"
                            + " http://localhost:6006"));
  }

  /** The SDK would refuse it, and the log and the actuator would show the secret. */
  @ParameterizedTest
  @ValueSource(strings = {"http://user:secret@localhost:1", "http://localhost:1/?key=secret"})
  void aVariableWithASecretDoesNotCountAndIsNotShown(String endpoint) {
    runner
        .withSystemProperties("otel.exporter.otlp.endpoint=" + endpoint)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(OpenTelemetry.class);
              OpenInferenceStatus status = context.getBean(OpenInferenceStatus.class);
              assertThat(status.summary())
                  .startsWith("OpenInference makes no spans: otel.exporter.otlp.endpoint must be")
                  .doesNotContain("secret");
              assertThat(status.details().toString()).doesNotContain("secret");
            });
  }

  /** The SDK does not see the properties of Spring. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "phoenix.collector.endpoint",
        "otel.exporter.otlp.traces.endpoint",
        "otel.exporter.otlp.endpoint"
      })
  void anEndpointAmongThePropertiesGetsTheSpans(String property) {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      runner
          .withPropertyValues(
              property + "=" + receiver.endpoint(), "openinference.instrumentation=none")
          .run(
              context -> {
                assertThat(context.getBean(OpenInferenceStatus.class).summary())
                    .isEqualTo("OpenInference: spans go to " + receiver.endpoint());
                context
                    .getBean(OpenTelemetry.class)
                    .getTracer("a")
                    .spanBuilder("b")
                    .startSpan()
                    .end();
              });
      assertThat(receiver.spans()).hasSize(1);
    }
  }

  @Test
  void anEndpointStartsTheSdk() {
    runner
        .withPropertyValues(ENDPOINT, "openinference.project-name=bot")
        .withPropertyValues("openinference.hide-inputs=true")
        .withPropertyValues("openinference.instrumentations.google-adk=false")
        .run(
            context -> {
              assertThat(context).hasSingleBean(OpenInferenceSdk.class);
              assertThat(context.getBean(OpenTelemetry.class))
                  .isSameAs(context.getBean(OpenInferenceSdk.class).openTelemetry());
              assertThat(context.getBean(OpenInferenceStatus.class).summary())
                  .isEqualTo(
                      "OpenInference: spans go to http://localhost:1, project bot; traces"
                          + " langchain4j, langgraph4j; hides inputs");
            });
  }

  @Test
  void theVariablesOfPhoenixCount() {
    runner
        .withPropertyValues("PHOENIX_COLLECTOR_ENDPOINT=http://localhost:1", "PHOENIX_PROJECT=bot")
        .withSystemProperties("phoenix.collector.endpoint=http://localhost:2")
        .run(
            context ->
                assertThat(context.getBean(OpenInferenceStatus.class).summary())
                    .contains("spans go to http://localhost:2"));
  }

  @Test
  void theApplicationsOpenTelemetryIsUsed() {
    runner
        .withPropertyValues(ENDPOINT)
        .withBean(OpenTelemetry.class, () -> OpenTelemetrySdk.builder().build())
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(OpenInferenceSdk.class);
              assertThat(context.getBean(ApplicationTelemetry.class).current())
                  .isSameAs(context.getBean(OpenTelemetry.class));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "off", "No", "0"})
  void disabledItDoesNothing(String off) {
    runner
        .withPropertyValues(ENDPOINT, "openinference.enabled=" + off)
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(OpenTelemetry.class);
              assertThat(context).doesNotHaveBean(TracingBeanPostProcessor.class);
            });
  }

  @Test
  void beansDeclaredByAnInterfaceAreWrapped() {
    runner
        .withPropertyValues(ENDPOINT)
        .withUserConfiguration(Clients.class)
        .run(
            context -> {
              assertThat(TracingProxy.isWrapped(context.getBean(OpenAIClient.class))).isTrue();
              assertThat(context.getBean(EchoModel.class)).isExactlyInstanceOf(EchoModel.class);
              assertThat(context.getBean(TracedBeans.class).wrapped())
                  .containsOnlyKeys("openai-java")
                  .containsEntry("openai-java", Set.of("client"));
              assertThat(context.getBean(TracedBeans.class).unwrapped())
                  .containsExactly("langchain4j");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openinference.instrumentations.openai-java=false",
        "openinference.instrumentations.openaiJava=off",
        "OPENINFERENCE_INSTRUMENTATIONS_OPENAIJAVA=false",
        "OPENINFERENCE_INSTRUMENTATIONS_OPENAI_JAVA=false"
      })
  void anInstrumentationIsTurnedOffByName(String setting) {
    runner
        .withInitializer(
            context ->
                TestPropertyValues.of(setting)
                    .applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT))
        .withPropertyValues(ENDPOINT)
        .withUserConfiguration(Clients.class)
        .run(
            context ->
                assertThat(TracingProxy.isWrapped(context.getBean(OpenAIClient.class))).isFalse());
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aNameThatNoInstrumentationHasIsTold(CapturedOutput output) {
    runner
        .withPropertyValues(ENDPOINT, "openinference.instrumentation=none")
        .withPropertyValues("openinference.instrumentations.openai=false")
        .withPropertyValues("openinference.instrumentations.Spring_AI=false")
        .run(
            context ->
                assertThat(output)
                    .contains(
                        "openinference.instrumentations.openai has no effect: the name must be one"
                            + " of ")
                    .contains("openai-java, spring-ai")
                    .doesNotContain("Spring_AI"));
  }

  @Test
  void aHidingPropertyHoldsForEveryTracerUntilTheContextCloses() {
    runner
        .withPropertyValues("openinference.hide-outputs=true")
        .withPropertyValues("openinference.base64-image-max-length=7")
        .run(
            context -> {
              assertThat(TraceConfig.fromEnvironment().hideOutputs()).isTrue();
              assertThat(TraceConfig.fromEnvironment().base64ImageMaxLength()).isEqualTo(7);
            });
    assertThat(TraceConfig.fromEnvironment().hideOutputs()).isFalse();
  }

  @Configuration(proxyBeanMethods = false)
  static class Clients {

    @Bean
    OpenAIClient client() {
      return OpenAIOkHttpClient.builder().apiKey("key").build();
    }

    @Bean
    EchoModel model() {
      return new EchoModel();
    }
  }

  static class EchoModel implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder().aiMessage(AiMessage.from("echo")).build();
    }
  }
}
