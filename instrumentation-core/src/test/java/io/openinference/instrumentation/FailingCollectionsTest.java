// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.JsonWriter;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Collections whose text is thrown away each time, so that its length bounds no work. */
class FailingCollectionsTest {

  private static final int PATIENCE = 100_000;

  private final AtomicInteger reads = new AtomicInteger();

  /** Fails, with a fatal error, without the bound of failures. */
  @Test
  void withinOneAnotherAreReadSoOftenOnly() {
    Object value = "leaf";
    for (int depth = 0; depth < JsonWriter.MAX_DEPTH - 1; depth++) {
      value = new Failing(List.of(value, value));
    }

    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      assertThat(JsonWriter.write(value)).startsWith("[").endsWith("]").contains("\"...\"");
      assertThat(log.records()).hasSizeLessThanOrEqualTo(1);
    }
    assertThat(reads.get()).isBetween(100, PATIENCE);
  }

  private final class Failing extends AbstractCollection<Object> {

    private final Collection<Object> elements;

    Failing(Collection<Object> elements) {
      this.elements = elements;
    }

    @Override
    public Iterator<Object> iterator() {
      Iterator<Object> iterator = elements.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return true;
        }

        @Override
        public Object next() {
          if (reads.incrementAndGet() > PATIENCE) {
            throw new InternalError("read without end");
          }
          return iterator.next(); // Fails at the end.
        }
      };
    }

    @Override
    public int size() {
      return elements.size();
    }
  }
}
