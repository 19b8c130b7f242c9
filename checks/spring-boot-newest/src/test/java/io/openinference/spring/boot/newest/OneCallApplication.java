// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.newest;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** A Boot application that calls a model once, inside an observation, and ends. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OneCallApplication {

  /** Starts the application. */
  public static void main(String[] arguments) {
    new SpringApplicationBuilder(OneCallApplication.class)
        .web(WebApplicationType.NONE)
        .properties("management.tracing.sampling.probability=1.0")
        .properties(NoModels.PROPERTIES)
        .run(arguments)
        .close();
  }

  @Bean
  CommandLineRunner job(ObservationRegistry observations, Environment environment) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .apiKey("key")
            .baseUrl(environment.getRequiredProperty("model"))
            .build();
    return arguments ->
        Observation.createNotStarted("job", observations)
            .observe(
                () ->
                    client
                        .chat()
                        .completions()
                        .create(
                            ChatCompletionCreateParams.builder()
                                .model("gpt-5-mini")
                                .addUserMessage("hi")
                                .build()));
  }
}
