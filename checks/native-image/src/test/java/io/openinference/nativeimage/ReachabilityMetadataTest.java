// SPDX-License-Identifier: Apache-2.0
package io.openinference.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The metadata of each module names what the module reaches by reflection, and nothing that is not
 * there.
 *
 * <p>With {@code -Dnative-image.write=true} the proxies that this test meets are written to the
 * files.
 */
class ReachabilityMetadataTest {

  private static final boolean WRITES = Boolean.getBoolean("native-image.write");

  @Test
  void namesEachProxyInFrontOfOpenAI() throws Exception {
    List<List<String>> proxies = TracedClients.proxiesOfOpenAI();

    assertThat(proxies)
        .contains(
            List.of("com.openai.client.OpenAIClient"),
            List.of("com.openai.services.blocking.chat.ChatCompletionService"),
            List.of("com.openai.services.async.EmbeddingServiceAsync"));
    compare(
        Metadata.of("instrumentation-openai-java")
            .proxies(proxies)
            .getter("_body", typesWithBody(OpenAIClient.class)));
  }

  @Test
  void namesEachProxyInFrontOfAnthropic() throws Exception {
    List<List<String>> proxies = TracedClients.proxiesOfAnthropic();

    assertThat(proxies)
        .contains(
            List.of("com.anthropic.client.AnthropicClient"),
            List.of("com.anthropic.services.blocking.MessageService"));
    compare(
        Metadata.of("instrumentation-anthropic-java")
            .proxies(proxies)
            .getter("_body", typesWithBody(com.anthropic.client.AnthropicClient.class)));
  }

  private static void compare(Metadata metadata) throws IOException {
    if (WRITES) {
      metadata.write();
    }
    assertThat(metadata.committed()).isEqualTo(metadata.text());
  }

  /** Returns the requests whose body is read by a method that not every release has. */
  private static List<String> typesWithBody(Class<?> ofLibrary)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path jar = Path.of(ofLibrary.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> found = new ArrayList<>();
    try (JarFile entries = new JarFile(jar.toFile())) {
      for (String name :
          entries.stream()
              .map(entry -> entry.getName())
              .filter(entry -> entry.endsWith("Params.class"))
              .sorted()
              .toList()) {
        String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        if (hasPublicMethod(Class.forName(type, false, ofLibrary.getClassLoader()), "_body")) {
          found.add(type);
        }
      }
    }
    return found;
  }

  private static boolean hasPublicMethod(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .anyMatch(method -> method.getName().equals(name) && method.getParameterCount() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instrumentation-core",
        "sdk",
        "instrumentation-openai-java",
        "instrumentation-anthropic-java"
      })
  void namesOnlyWhatIsThere(String module) throws Exception {
    JsonNode reflection = Metadata.of(module).read().get("reflection");

    assertThat(reflection).isNotEmpty();
    for (JsonNode entry : reflection) {
      JsonNode type = entry.get("type");
      if (type.isTextual()) {
        checkMethods(Class.forName(type.asText(), false, getClass().getClassLoader()), entry);
      } else {
        for (JsonNode name : type.get("proxy")) {
          assertThat(Class.forName(name.asText()).isInterface()).as(name.asText()).isTrue();
        }
      }
    }
  }

  private static void checkMethods(Class<?> type, JsonNode entry) {
    for (JsonNode method : entry.path("methods")) {
      List<String> parameters =
          StreamSupport.stream(method.get("parameterTypes").spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      List<Executable> all = new ArrayList<>(Arrays.asList(type.getMethods()));
      all.addAll(Arrays.asList(type.getDeclaredMethods()));
      all.addAll(Arrays.asList(type.getConstructors()));
      assertThat(all)
          .as("%s.%s", type, method)
          .anyMatch(
              known ->
                  nameOf(known).equals(method.get("name").asText())
                      && Arrays.stream(known.getParameterTypes())
                          .map(Class::getName)
                          .toList()
                          .equals(parameters));
    }
  }

  private static String nameOf(Executable executable) {
    return executable instanceof Constructor ? "<init>" : executable.getName();
  }
}
