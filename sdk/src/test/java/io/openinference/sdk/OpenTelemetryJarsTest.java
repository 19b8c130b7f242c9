// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTelemetryJarsTest {

  @Test
  void namesTheJarsAndTheNewestRelease() {
    assertThat(
            OpenTelemetryJars.fault(
                List.of(
                    "file:/repository/opentelemetry-api/1.9.0/opentelemetry-api-1.9.0.jar",
                    "nested:/shop.jar/!BOOT-INF/lib/opentelemetry-sdk-trace-1.67.0.jar!/",
                    "file:/repository/opentelemetry-sdk/1.67.0/opentelemetry-sdk-1.67.0.jar")))
        .isEqualTo(
            "the class path mixes releases of OpenTelemetry {opentelemetry-api=1.9.0,"
                + " opentelemetry-sdk=1.67.0, opentelemetry-sdk-trace=1.67.0}. Import"
                + " io.opentelemetry:opentelemetry-bom:1.67.0 in your build, so that all jars have"
                + " one version.");
  }

  @Test
  void knowsReleasesBeforeTheFirst() {
    assertThat(
            OpenTelemetryJars.fault(
                List.of("/opentelemetry-api-0.17.1.jar", "/opentelemetry-sdk-1.0.0.jar")))
        .contains("opentelemetry-bom:1.49.0 ");
  }

  @Test
  void namesTheOldestReleaseThatWorks() {
    assertThat(
            OpenTelemetryJars.fault(
                List.of("/opentelemetry-api-1.30.1.jar", "/opentelemetry-sdk-1.30.1.jar")))
        .isEqualTo(
            "the class path has OpenTelemetry 1.30.1, and 1.49.0 is the oldest release that works."
                + " Import io.opentelemetry:opentelemetry-bom:1.49.0 or newer in your build.");
  }

  @Test
  void findsOneReleaseOnThisClassPath() {
    assertThat(OpenTelemetryJars.fault()).isNull();
  }

  @Test
  void saysNothingOfJarsWithoutAVersion() {
    assertThat(OpenTelemetryJars.fault(List.of("file:/shaded.jar", "file:/api/classes/"))).isNull();
  }
}
