// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Tests against a real server, which {@code .ci/phoenix-client/run} starts. */
abstract class AbstractPhoenixIT {

  static final Instant START = Instant.parse("2026-01-02T03:04:05.123456Z");

  /** The system property with the address of the server. */
  static final String URL = "phoenix.url";

  final PhoenixClient client = PhoenixClient.builder().baseUrl(url()).build();

  /** Returns a name that no earlier run on the same server took. */
  static String unique(String name) {
    return name + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Returns a random id with this number of hexadecimal digits. */
  static String id(int digits) {
    String random = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    return random.substring(0, digits);
  }

  /** Returns a builder for a span of one second. */
  static PhoenixSpan.Builder span(String traceId, String name, OpenInferenceSpanKind kind) {
    return PhoenixSpan.builder(traceId, id(16), name)
        .kind(kind)
        .time(START, START.plusSeconds(1))
        .status("OK", "");
  }

  /** Sends spans, and waits until they are there. */
  void log(String project, PhoenixSpan... spans) {
    assertThat(client.spans().log(project, List.of(spans))).isEqualTo(spans.length);
    await(
        () -> {
          long found =
              client.spans().list(project).stream()
                  .filter(each -> List.of(ids(spans)).contains(each.spanId()))
                  .count();
          return found == spans.length;
        });
  }

  private static String[] ids(PhoenixSpan... spans) {
    return Stream.of(spans).map(PhoenixSpan::spanId).toArray(String[]::new);
  }

  /** Waits until the server has done what it does later. */
  static void await(BooleanSupplier condition) {
    for (int i = 0; i < 200 && !isTrue(condition); i++) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static boolean isTrue(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (PhoenixException notYet) {
      return false;
    }
  }

  static String url() {
    String url = System.getProperty(URL, "");
    assertThat(url).as("-D" + URL + " names a running server").isNotEmpty();
    return url;
  }
}
