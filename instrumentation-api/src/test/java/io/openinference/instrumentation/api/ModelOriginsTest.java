// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.api.ModelNames.Entry;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelOriginsTest {

  @Test
  void tellsWhoMadeAModel() {
    Map<String, @Nullable LlmSystem> expected = models();
    Map<String, @Nullable LlmSystem> actual = new LinkedHashMap<>();
    expected.keySet().forEach(model -> actual.put(model, ModelOrigins.systemOf(model)));

    assertThat(expected).hasSizeGreaterThan(120);
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void tellsTheSameInWhateverOrderTheTableIs(long seed) {
    List<Entry> entries = new ArrayList<>(ModelNameTable.ENTRIES);
    Collections.shuffle(entries, new Random(seed));
    ModelNames names = new ModelNames(entries);

    models()
        .forEach((model, system) -> assertThat(names.systemOf(model)).as(model).isEqualTo(system));
  }

  @Test
  void hasNoTwoEntriesOfOneText() {
    assertThat(ModelNameTable.ENTRIES).extracting(Entry::text).doesNotHaveDuplicates();
  }

  @Test
  void tellsNothingOfNoName() {
    assertThat(ModelOrigins.systemOf(null)).isNull();
    assertThat(ModelOrigins.systemOf("")).isNull();
    assertThat(ModelOrigins.systemOf(" / / ")).isNull();
    assertThat(ModelOrigins.providerOf(null)).isNull();
    assertThat(ModelOrigins.providerNamed(null)).isNull();
    assertThat(ModelOrigins.systemNamed(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, OPENAI",
    "https://eu.api.openai.com/v1/, OPENAI",
    "https://API.OpenAI.com, OPENAI",
    "https://acme.openai.azure.com/openai/v1, AZURE",
    "https://acme.services.ai.azure.com/models, AZURE",
    "https://my_resource.cognitiveservices.azure.com:443/x, AZURE",
    "https://models.inference.ai.azure.com, AZURE",
    "https://api.anthropic.com/v1, ANTHROPIC",
    "https://api.cohere.ai/compatibility/v1, COHERE",
    "https://api.cohere.com/v2, COHERE",
    "https://api.mistral.ai/v1, MISTRALAI",
    "https://generativelanguage.googleapis.com/v1beta/openai, GOOGLE",
    "https://us-east5-aiplatform.googleapis.com/v1, GOOGLE",
    "https://us.aiplatform.googleapis.com/v1, GOOGLE",
    "https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1, AWS",
    "https://bedrock-mantle.us-west-2.api.aws/v1, AWS",
    "https://api.x.ai/v1, XAI",
    "https://api.deepseek.com, DEEPSEEK",
    "https://api.groq.com/openai/v1, GROQ",
    "https://api.fireworks.ai/inference/v1, FIREWORKS",
    "https://api.moonshot.cn/v1, MOONSHOT",
    "https://api.moonshot.ai/v1, MOONSHOT",
    "https://api.cerebras.ai/v1, CEREBRAS",
    "https://api.perplexity.ai, PERPLEXITY",
    "https://api.together.xyz/v1, TOGETHER",
    "https://ollama.com/v1, OLLAMA",
    "https://api.meta.ai/v1, META",
    "https://api.z.ai/v4, ZAI",
    "https://api.minimaxi.com/v1, MINIMAX",
    "https://inference.generativeai.us-chicago-1.oci.oraclecloud.com, ORACLE",
    "https://api.typesafe.ai/v1, TYPESAFE",
    "https://user:secret@api.openai.com?x=1, OPENAI",
    "api.openai.com, OPENAI",
  })
  void tellsWhoHostsModels(String baseUrl, LlmProvider provider) {
    assertThat(ModelOrigins.providerOf(baseUrl)).isEqualTo(provider);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:11434/v1",
        "https://smollama.com/v1",
        "https://api.openai.com.example.org/v1",
        "https://example.org/api.openai.com",
        "http://[::1]:8080/v1",
        "not a url",
        "://",
        ""
      })
  void knowsNoOtherHost(String baseUrl) {
    assertThat(ModelOrigins.providerOf(baseUrl)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN_AI, OPENAI, OPENAI",
    "AZURE_OPEN_AI, AZURE, OPENAI",
    "azure.ai.openai, AZURE, OPENAI",
    "AMAZON_BEDROCK, AWS, ",
    "aws.bedrock, AWS, ",
    "GOOGLE_AI_GEMINI, GOOGLE, VERTEXAI",
    "GOOGLE_VERTEX_AI_ANTHROPIC, GOOGLE, ANTHROPIC",
    "gcp.vertex_ai, GOOGLE, VERTEXAI",
    "MISTRAL_AI, MISTRALAI, MISTRALAI",
    "Ollama, OLLAMA, ",
    "GITHUB_MODELS, AZURE, ",
    "groq, GROQ, ",
    "x_ai, XAI, XAI",
    "WATSONX, , ",
    "OTHER, , ",
  })
  void tellsWhichHostAFrameworkMeans(
      String name, @Nullable LlmProvider provider, @Nullable LlmSystem system) {
    assertThat(ModelOrigins.providerNamed(name)).isEqualTo(provider);
    assertThat(ModelOrigins.systemNamed(name)).isEqualTo(system);
  }

  /** Names as providers, gateways and model hubs give them; "-" where no well-known value fits. */
  private static Map<String, @Nullable LlmSystem> models() {
    Map<String, @Nullable LlmSystem> models = new LinkedHashMap<>();
    try (InputStream file = ModelOriginsTest.class.getResourceAsStream("models.tsv")) {
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(
              columns ->
                  models.put(
                      columns[0], columns[1].equals("-") ? null : LlmSystem.fromValue(columns[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return models;
  }
}
