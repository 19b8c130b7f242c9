// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

/** The first bean of a library whose beans cannot be wrapped, made after the start. */
class LateBeanTest {

  private static final String ANSWER =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"It is delivered."}]},
       "finishReason":"STOP"}],"modelVersion":"gemini-2.5-flash"}
      """;

  private static final Set<String> LIBRARIES = Set.of("openai-java", "google-genai", "annotations");

  @ParameterizedTest
  @ValueSource(strings = {"lazy", "ofEachCaller", "madeByFactory"})
  void itsCallsAreTraced(String bean) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        StubServer gemini = StubServer.start().enqueue(StubResponse.json(ANSWER))) {
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OpenInferenceBootAutoConfiguration.class,
                  OpenInferenceSdkAutoConfiguration.class))
          .withUserConfiguration(Application.class)
          .withPropertyValues(
              "gemini=" + gemini.baseUrl(),
              "openinference.endpoint=" + receiver.endpoint(),
              "openinference.instrumentations.langchain4j=false",
              "openinference.instrumentations.google-adk=false",
              "openinference.instrumentations.langgraph4j=false",
              "openinference.instrumentations.spring-ai=false")
          .run(
              context -> {
                OpenInferenceStatus status = context.getBean(OpenInferenceStatus.class);
                assertThat(status.summary()).doesNotContain("google-genai");

                Client client = context.getBean(bean, Client.class);

                assertThat(status.summary()).endsWith("; traces google-genai");
                assertThat(
                        client
                            .models
                            .generateContent("gemini-2.5-flash", "Where is 1042?", null)
                            .text())
                    .isEqualTo("It is delivered.");
              });

      assertThat(ReceivedTree.of(receiver.spans())).isEqualTo("LLM GenerateContent\n");
    }
  }

  /** A thread may plan first and carry out its plan last, so one round would prove little. */
  @Test
  void firstBeansOfSeveralThreadsAreAllTraced() {
    ApplicationContextRunner runner =
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(OpenInferenceBootAutoConfiguration.class))
            .withBean(OpenTelemetry.class, () -> OpenTelemetrySdk.builder().build())
            .withPropertyValues(
                "openinference.instrumentations.langchain4j=false",
                "openinference.instrumentations.google-adk=false",
                "openinference.instrumentations.langgraph4j=false",
                "openinference.instrumentations.spring-ai=false");
    // Once on for an older context, a library costs the newer ones nothing.
    runner.run(
        older -> {
          LIBRARIES.forEach(older.getBean(TracedBeans.class)::addUnwrapped);
          for (int round = 0; round < 10; round++) {
            runner.run(
                context -> {
                  TracedBeans beans = context.getBean(TracedBeans.class);
                  CyclicBarrier together = new CyclicBarrier(LIBRARIES.size());
                  List<CompletableFuture<Void>> made = new ArrayList<>();
                  for (String library : LIBRARIES) {
                    made.add(
                        CompletableFuture.runAsync(
                            () -> {
                              await(together);
                              beans.addUnwrapped(library);
                            },
                            task -> new Thread(task).start()));
                  }
                  made.forEach(CompletableFuture::join);

                  assertThat(context.getBean(OpenInferenceStatus.class).details())
                      .containsEntry("tracedInProcess", LIBRARIES);
                });
          }
        });
  }

  /** The set-up of another part of the context may fail, and must not take the bean with it. */
  @Test
  void whileTheProcessCannotBeTracedTheBeansAreWrappedAndEachTriesAgain() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(OpenInferenceBootAutoConfiguration.class))
        .withUserConfiguration(Wrapped.class)
        .withPropertyValues("openinference.instrumentation=beans")
        .run(
            context -> {
              AtomicInteger tries = new AtomicInteger();
              context
                  .getBean(TracedBeans.class)
                  .onFirstOfType(
                      () -> {
                        if (tries.incrementAndGet() < 3) {
                          throw new IllegalStateException("not now");
                        }
                      });
              try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
                for (String bean : List.of("first", "second", "third", "fourth")) {
                  assertThat(TracingProxy.isWrapped(context.getBean(bean))).as(bean).isTrue();
                }
                assertThat(log.messages())
                    .containsExactly(
                        "OpenInference spring-boot-starter: telemetry failed at trace the process"
                            + " for a bean (reported once): java.lang.IllegalStateException");
              }
              assertThat(tries).hasValue(3);
              assertThat(context.getBean(TracedBeans.class).wrapped())
                  .containsEntry("openai-java", Set.of("first", "second", "third", "fourth"));
            });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Application {

    @Value("${gemini}")
    private String url;

    @Bean
    @Lazy
    Client lazy() {
      return Client.builder()
          .apiKey("key")
          .httpOptions(HttpOptions.builder().baseUrl(url).build())
          .build();
    }

    @Bean
    @Scope("prototype")
    Client ofEachCaller() {
      return lazy();
    }

    @Bean
    @Lazy
    FactoryBean<Client> madeByFactory() {
      return new FactoryBean<>() {

        @Override
        public Client getObject() {
          return lazy();
        }

        @Override
        public Class<?> getObjectType() {
          return Client.class;
        }
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Lazy
  static class Wrapped {

    @Bean
    OpenAIClient first() {
      return OpenAIOkHttpClient.builder().apiKey("key").build();
    }

    @Bean
    OpenAIClient second() {
      return first();
    }

    @Bean
    OpenAIClient third() {
      return first();
    }

    @Bean
    OpenAIClient fourth() {
      return first();
    }
  }
}
