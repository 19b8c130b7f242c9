// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings are those of Phoenix's Python client. */
class PhoenixEnvironmentTest {

  @TempDir private Path folder;

  private PhoenixEnvironment environment(String... pairs) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return new PhoenixEnvironment(values::get, folder);
  }

  private String url(String... pairs) {
    return environment(pairs).baseUrl(false);
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve(".env.phoenix"), text);
  }

  @Test
  void theFirstOfTheAddressesWins() {
    assertThat(url()).isEqualTo("http://localhost:6006");
    assertThat(url("PHOENIX_PORT", "7007")).isEqualTo("http://localhost:7007");
    assertThat(url("PHOENIX_HOST", "0.0.0.0", "PHOENIX_PORT", "7007"))
        .isEqualTo("http://127.0.0.1:7007");
    assertThat(url("PHOENIX_HOST", "box:1234")).isEqualTo("http://box:1234");
    assertThat(url("PHOENIX_HOST", "https://box")).isEqualTo("https://box");
    assertThat(url("PHOENIX_HOST", "box", "PHOENIX_BASE_URL", "http://base"))
        .isEqualTo("http://base");
    assertThat(
            url(
                "PHOENIX_BASE_URL",
                "http://base",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://otel:4318/v1/traces"))
        .isEqualTo("http://otel:4318");
    assertThat(
            url(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://otel",
                "PHOENIX_COLLECTOR_ENDPOINT",
                "http://px/base/v1/traces/"))
        .isEqualTo("http://px/base");
    assertThat(
            url(
                "PHOENIX_COLLECTOR_ENDPOINT",
                "http://px",
                "PHOENIX_ENDPOINT",
                " http://end/v1/traces "))
        .isEqualTo("http://end/v1/traces");
    assertThat(url("PHOENIX_ENDPOINT", " ", "PHOENIX_COLLECTOR_ENDPOINT", "http://px"))
        .isEqualTo("http://px");
    assertThat(url("PHOENIX_ENDPOINT", "no url", "PHOENIX_COLLECTOR_ENDPOINT", "http://px"))
        .isEqualTo("http://px");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> url("PHOENIX_HOST", "box", "PHOENIX_PORT", "x"));
  }

  @Test
  void aFileGivesWhatTheProcessDoesNot() throws IOException {
    file(
        """
        # Phoenix
        export PHOENIX_COLLECTOR_ENDPOINT="http://file"
        PHOENIX_API_KEY='key of the file'
        PHOENIX_PROJECT=
        PHOENIX_PROJECT_NAME = shop
        OTEL_EXPORTER_OTLP_ENDPOINT=http://ignored
        """);

    assertThat(url()).isEqualTo("http://file");
    assertThat(environment().headers())
        .isEqualTo(Map.of("Authorization", "Bearer key of the file"));
    assertThat(environment().project()).isEqualTo("shop");
    assertThat(environment("PHOENIX_PROJECT_NAME", "other").project()).isEqualTo("other");
    assertThat(url("PHOENIX_HOST", "box")).isEqualTo("http://box:6006");
    assertThat(url("PHOENIX_BASE_URL", "http://base")).isEqualTo("http://file");
    assertThat(url("PHOENIX_DISCOVER_CONFIG", "off")).isEqualTo("http://localhost:6006");
    assertThat(environment("PHOENIX_CLIENT_HEADERS", "x-team=a").headers())
        .isEqualTo(Map.of("x-team", "a"));
    file("PHOENIX_ENDPOINT=http://end\n");
    assertThat(url("PHOENIX_COLLECTOR_ENDPOINT", "http://px")).isEqualTo("http://end");
  }

  @Test
  void aFileAboveIsFoundAndAHugeOneIsNot() throws IOException {
    file("PHOENIX_ENDPOINT=http://above\n");
    Path below = Files.createDirectories(folder.resolve("a/b"));

    assertThat(new PhoenixEnvironment(name -> null, below).baseUrl(false))
        .isEqualTo("http://above");
    file("PHOENIX_ENDPOINT=http://above\n" + "#".repeat(64 * 1024));
    assertThat(url()).isEqualTo("http://localhost:6006");
  }

  @Test
  void headersAreDecoded() {
    assertThat(
            environment(
                    "PHOENIX_API_KEY", "k", "PHOENIX_CLIENT_HEADERS", "X-A=1%2C2, b = c+d,broken")
                .headers())
        .isEqualTo(Map.of("Authorization", "Bearer k", "x-a", "1,2", "b", "c+d"));
    assertThat(
            environment("PHOENIX_API_KEY", "k", "PHOENIX_CLIENT_HEADERS", "authorization=Basic x")
                .headers())
        .isEqualTo(Map.of("Authorization", "Basic x"));
    assertThat(environment().headers()).isEmpty();
  }
}
