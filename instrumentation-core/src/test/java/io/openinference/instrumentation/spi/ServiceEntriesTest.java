// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceEntriesTest {

  /** A service without a service file, as in a joined jar that has lost this file. */
  interface Unlisted {}

  public static final class Known implements Unlisted {}

  public static final class Broken implements Unlisted {

    public Broken() {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void findsTheProvidersOfThisProjectInAJarThatHasLostTheirServiceFile() {
    List<Unlisted> found = new ArrayList<>();
    List<Throwable> faults = new ArrayList<>();

    ServiceEntries.load(Unlisted.class, found::add, faults::add);

    assertThat(found).hasExactlyElementsOfTypes(Known.class);
    assertThat(faults)
        .singleElement()
        .extracting(Throwable::getCause)
        .asString()
        .contains("broken");
  }
}
