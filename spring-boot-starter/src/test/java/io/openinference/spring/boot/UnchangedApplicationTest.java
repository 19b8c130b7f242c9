// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares an application on Spring AI without the starter and with it. */
@Tag("newest-boot")
class UnchangedApplicationTest {

  private static List<String> without;
  private static List<String> with;

  @BeforeAll
  static void run() {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        StubServer model = ShopModel.start()) {
      CompletableFuture<List<String>> meanwhile =
          CompletableFuture.supplyAsync(
              () ->
                  lines(
                      ChildJvm.create().classPath(ApplicationClassPath.withoutStarter()),
                      model.baseUrl()));
      with =
          lines(
              ChildJvm.create(),
              model.baseUrl(),
              "openinference.endpoint=" + receiver.endpoint(),
              "openinference.batching=false");
      without = meanwhile.join();
      assertThat(receiver.spans()).extracting(span -> span.name()).contains("orderStatus");
    }
  }

  private static List<String> lines(ChildJvm jvm, String... arguments) {
    return jvm.run(UnchangedApplication.class, arguments).lines().toList();
  }

  private static List<String> of(String kind, List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(kind + " "))
        .map(line -> line.substring(kind.length() + 1))
        .sorted()
        .toList();
  }

  /** Returns the names of the beans with their classes. */
  private static Map<String, String> beans(List<String> lines) {
    Map<String, String> beans = new TreeMap<>();
    of("bean", lines)
        .forEach(line -> beans.put(line.split(" ")[0], line.substring(line.indexOf(' ') + 1)));
    return beans;
  }

  @Test
  void answersAndHealthAreTheSame() {
    assertThat(of("answer", without)).containsExactly("delivered");
    assertThat(of("answer", with)).isEqualTo(of("answer", without));
    assertThat(of("health", without)).isNotEmpty();
    assertThat(of("health", with)).isEqualTo(of("health", without));
  }

  @Test
  void theEndpointIsTheOnlyNewOne() {
    assertThat(of("endpoint", without)).contains("/health", "/metrics", "/beans");
    assertThat(of("endpoint", with))
        .filteredOn(endpoint -> !endpoint.equals("/openinference"))
        .isEqualTo(of("endpoint", without));
  }

  @Test
  void metersHaveTheSameNamesAndTags() {
    assertThat(of("meter", without))
        .anyMatch(meter -> meter.startsWith("gen_ai.client.operation "))
        .anyMatch(meter -> meter.startsWith("http.server.requests "));
    assertThat(of("meter", with)).isEqualTo(of("meter", without));
  }

  /** A bean that is declared by its class keeps this class or a subclass of it. */
  @Test
  void beansKeepTheirClasses() {
    Map<String, String> before = beans(without);
    Map<String, String> after = beans(with);
    Map<String, String> changed = new TreeMap<>();
    before.forEach(
        (name, type) -> {
          String now = after.getOrDefault(name, "none");
          if (!now.equals(type) && !now.contains("$Proxy")) {
            changed.put(name, now.substring(now.lastIndexOf('.') + 1));
          }
        });

    assertThat(before).containsKeys("openAiChatModel", "chatClientBuilder", "chatMemory");
    assertThat(changed)
        .isEqualTo(
            Map.of(
                "micrometerOtelTracer", "ContextKeepingTracer",
                "otelCurrentTraceContext", "ContextKeepingTraceContext",
                // There is another bean of the type, with the sampling that the property says.
                "otelSampler", "none"));
  }

  /** Each is declared by the interface that the proxy has. */
  @Test
  void beansThatAreWrappedAreDeclaredByAnInterface() {
    Map<String, String> before = beans(without);
    Map<String, String> after = beans(with);

    assertThat(after.entrySet())
        .filteredOn(bean -> bean.getValue().contains("$Proxy"))
        .filteredOn(bean -> !before.getOrDefault(bean.getKey(), "").contains("$Proxy"))
        .extracting(Map.Entry::getKey)
        .containsExactly("toolCallingManager", "toolExecutionExceptionProcessor");
  }

  @Test
  void newBeansAreNamedAfterTheProject() {
    Map<String, String> before = beans(without);

    assertThat(beans(with).keySet())
        .filteredOn(name -> !before.containsKey(name))
        // Spring AI 2 looks for the tracer before or after Boot has made it, as the order falls.
        .filteredOn(name -> !name.endsWith("$TracerPresentObservationConfiguration"))
        .isNotEmpty()
        .allMatch(name -> name.toLowerCase().contains("openinference"));
  }
}
