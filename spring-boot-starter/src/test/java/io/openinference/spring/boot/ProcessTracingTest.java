// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.annotations.Tool;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Several application contexts in one process, as tests and devtools have them. */
class ProcessTracingTest {

  /** Each would look through the classes of the process once a context. */
  private static final String[] OTHERS_ARE_OFF =
      Stream.of(
              "openai-java",
              "anthropic-java",
              "google-genai",
              "aws-bedrock",
              "langchain4j",
              "spring-ai",
              "mcp",
              "google-adk",
              "langgraph4j")
          .map(library -> "openinference.instrumentations." + library + "=false")
          .toArray(String[]::new);

  @Test
  void spansGoToTheNewestOpenContext() {
    Recorder first = new Recorder();
    Recorder second = new Recorder();
    ConfigurableApplicationContext older = start(first);
    work();
    ConfigurableApplicationContext newer = start(second);
    work();
    newer.close();
    work();
    older.close();
    work();

    assertThat(first.names).containsExactly("work", "work");
    assertThat(second.names).containsExactly("work");
  }

  @Test
  void whatNoOpenContextWantsIsOff() {
    Recorder recorder = new Recorder();
    ConfigurableApplicationContext without =
        start(recorder, "--openinference.instrumentations.annotations=false");
    ConfigurableApplicationContext with = start(new Recorder());
    with.close();
    work();
    without.close();

    assertThat(recorder.names).isEmpty();
  }

  @Test
  void aContextThatStartsAfterAnotherHasClosedIsTraced() {
    start(new Recorder()).close();
    Recorder restarted = new Recorder();
    try (ConfigurableApplicationContext context = start(restarted)) {
      assertThat(context.getBean(OpenInferenceStatus.class).summary()).contains("annotations");
      work();
    }
    assertThat(restarted.names).containsExactly("work");
  }

  @Tool
  private static void work() {}

  private static ConfigurableApplicationContext start(Recorder recorder, String... arguments) {
    return new SpringApplicationBuilder(Application.class)
        .initializers(
            context ->
                context
                    .getBeanFactory()
                    .registerSingleton("openTelemetry", recorder.openTelemetry()))
        .properties(
            "spring.main.web-application-type=none",
            "spring.main.banner-mode=off",
            "spring.main.lazy-initialization=true",
            "openinference.instrumentation=process")
        .properties(OTHERS_ARE_OFF)
        .run(arguments);
  }

  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration(OpenInferenceBootAutoConfiguration.class)
  static class Application {}

  private static final class Recorder implements SpanProcessor {

    final List<String> names = new ArrayList<>();

    OpenTelemetry openTelemetry() {
      return OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(this).build())
          .build();
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      names.add(span.getName());
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
