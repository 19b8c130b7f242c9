// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent where the SDK cannot start. */
class SdkStartTest {

  private static final Logger LOGGER = Logger.getLogger("io.openinference.javaagent");

  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  /** Has an OpenTelemetry API, and an SDK that does not fit it. */
  private static final class LoaderWithoutSdk extends ClassLoader {

    LoaderWithoutSdk() {
      super(SdkStartTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.openinference.sdk.")) {
        throw new NoSuchMethodError("'void io.opentelemetry.api.Missing.member()'");
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void oneLineSaysWhyAndNothingIsTraced() {
    Object openTelemetry = SdkStart.in(new LoaderWithoutSdk()).get();

    assertThat(openTelemetry).isSameAs(OpenTelemetry.noop());
    assertThat(logged)
        .containsExactly(
            "OpenInference sends no spans, because the agent's SDK failed to start:"
                + " java.lang.NoSuchMethodError: 'void io.opentelemetry.api.Missing.member()'");
  }
}
