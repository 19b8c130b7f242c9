// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
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
}
