// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** This module has all instrumentations on its class path, so it can compare their list. */
class KnownInstrumentorsTest {

  @Test
  void coreNamesEachInstrumentationThatAServiceFileNames() throws IOException {
    String file = "/META-INF/openinference/" + InstrumentorProvider.class.getName();
    try (InputStream known = InstrumentorProvider.class.getResourceAsStream(file)) {
      assertThat(new String(known.readAllBytes(), UTF_8).lines())
          .containsExactlyInAnyOrderElementsOf(
              ServiceLoader.load(InstrumentorProvider.class).stream()
                  .map(provider -> provider.type().getName())
                  .toList());
    }
  }

  /** On the module path {@code ServiceLoader} refuses other classes. */
  @Test
  void eachIsPublic() {
    assertThat(ServiceLoader.load(InstrumentorProvider.class).stream())
        .isNotEmpty()
        .allMatch(provider -> Modifier.isPublic(provider.type().getModifiers()));
  }
}
