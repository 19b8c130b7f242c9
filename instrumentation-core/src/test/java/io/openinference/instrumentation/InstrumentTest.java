// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanLimits;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link OpenInference#instrument()} with the service file of the test resources. */
class InstrumentTest {

  private static final List<String> instrumented = new CopyOnWriteArrayList<>();

  @RegisterExtension
  static final OpenInferenceExtension telemetry =
      OpenInferenceExtension.builder().setGlobal(true).build();

  private LogCapture log;

  @BeforeEach
  void captureLog() {
    instrumented.clear();
    log = LogCapture.of(OpenInference.class);
  }

  @AfterEach
  void releaseLog() {
    log.close();
  }

  @Test
  void turnsOnEveryInstrumentationThatWorks() {
    OpenInference.instrument();

    assertThat(instrumented).containsExactly("first", "failing", "last");
    assertThat(telemetry.spans()).isNotEmpty();
    assertThat(log.records())
        .extracting(LogRecord::getThrown)
        .filteredOn(thrown -> thrown != null)
        .extracting(Throwable::getMessage)
        .anySatisfy(message -> assertThat(message).contains("InstrumentTest$Missing"))
        .anySatisfy(message -> assertThat(message).contains("cannot be turned on"))
        .hasSize(2);
  }

  /** At most once, because another test may have had the line printed. */
  @Test
  void namesTheLibrariesOnceInAProcess() {
    OpenInference.instrument();
    OpenInference.instrument();

    assertThat(log.records())
        .filteredOn(record -> record.getMessage().startsWith("OpenInference traces"))
        .hasSizeLessThan(2);
  }

  @Test
  void usesTheOpenTelemetryThatItIsGiven() {
    InMemorySpans own = InMemorySpans.withLimits(SpanLimits.getDefault());
    OpenTelemetry before = First.used;

    ProcessInstrumentation instrumentation = OpenInference.instrument(own.openTelemetry());

    assertThat(First.used).isSameAs(own.openTelemetry()).isNotSameAs(before);
    assertThat(instrumentation.libraries()).containsExactly("first", "last");
  }

  @Test
  void looksOnceWhereTheThreadHasTheSameClasses() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader child = new URLClassLoader(new URL[0], before)) {
      thread.setContextClassLoader(child);
      OpenInference.instrument();
    } finally {
      thread.setContextClassLoader(before);
    }

    assertThat(instrumented).containsExactly("first", "failing", "last");
  }

  @Test
  void looksBesideItselfWhereTheThreadSeesNothing() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
      OpenInference.instrument();
    } finally {
      thread.setContextClassLoader(before);
    }

    assertThat(instrumented).containsExactly("first", "failing", "last");
  }

  @Test
  void theHandleNamesAndUndoesWhatItTurnedOn() {
    ProcessInstrumentation instrumentation = OpenInference.instrument();
    assertThat(instrumentation.isOn()).isTrue();
    assertThat(instrumentation.libraries()).containsExactly("first", "last");
    instrumented.clear();

    instrumentation.close();

    assertThat(instrumented).containsExactly("first off", "last off");
    assertThat(instrumentation.isOn()).isFalse();
    assertThat(instrumentation.libraries()).isEmpty();
  }

  /** Uses the OpenTelemetry that it is given. */
  public static class First implements InstrumentorProvider {

    private static OpenTelemetry used;

    private boolean isOn;

    @Override
    public String name() {
      return "first";
    }

    @Override
    public String libraryType() {
      return OpenInference.class.getName();
    }

    @Override
    public boolean instrument(OpenTelemetry openTelemetry) {
      OpenInferenceTracer.create(openTelemetry).chain(name()).startSpan().end();
      used = openTelemetry;
      instrumented.add(name());
      isOn = true;
      return true;
    }

    @Override
    public boolean isOn() {
      return isOn;
    }

    @Override
    public void uninstrument() {
      instrumented.add(name() + " off");
      isOn = false;
    }
  }

  /** Cannot be turned on. */
  public static final class Failing extends First {

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public boolean instrument(OpenTelemetry openTelemetry) {
      instrumented.add(name());
      throw new IllegalStateException("cannot be turned on");
    }
  }

  /** Comes after one that fails. */
  public static final class Last extends First {

    @Override
    public String name() {
      return "last";
    }
  }

  /** Belongs to a library that is not there. */
  public static final class Absent extends First {

    @Override
    public String name() {
      return "absent";
    }

    @Override
    public String libraryType() {
      return "com.example.Absent";
    }
  }
}
