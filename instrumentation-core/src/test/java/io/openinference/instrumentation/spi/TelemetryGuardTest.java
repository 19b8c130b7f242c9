// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.LogCapture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TelemetryGuardTest {

  private final TelemetryGuard guard = TelemetryGuard.named("acme-client");
  private LogCapture log;

  @BeforeEach
  void captureLog() {
    log = LogCapture.of(TelemetryGuard.class);
  }

  @AfterEach
  void releaseLog() {
    log.close();
  }

  static Stream<Error> fatalErrors() throws ReflectiveOperationException {
    return Stream.of(
        new InternalError(),
        // By name, since the compiler warns of the class.
        (Error) Class.forName("java.lang.ThreadDeath").getConstructor().newInstance());
  }

  static Stream<Throwable> otherFaults() {
    return Stream.of(
        new IllegalStateException(),
        new Exception(),
        new AssertionError(),
        new StackOverflowError(),
        new OutOfMemoryError(),
        new UnknownError(),
        new NoSuchMethodError());
  }

  @ParameterizedTest
  @MethodSource("fatalErrors")
  void throwsFatalErrorsAgain(Error fatal) {
    assertThatThrownBy(() -> guard.handle("site", fatal)).isSameAs(fatal);
    assertThatThrownBy(() -> guard.handleLibrary("site", fatal)).isSameAs(fatal);
    assertThat(log.messages()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("otherFaults")
  void swallowsAllElse(Throwable fault) {
    guard.handle("site", fault);

    assertThat(log.messages())
        .containsExactly(
            "OpenInference acme-client: telemetry failed at site (reported once): "
                + fault.getClass().getName());
    assertThat(log.records().get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(guard.isOpen()).isTrue();
  }

  @Test
  void logsOncePerSite() {
    guard.handle("request", new IllegalStateException());
    guard.handle("request", new IllegalArgumentException());
    guard.handleLibrary("request", new IllegalStateException());
    guard.handle("response", new IllegalStateException());

    assertThat(log.messages()).hasSize(2);
    assertThat(log.messages().get(0)).contains("at request ");
    assertThat(log.messages().get(1)).contains("at response ");
  }

  @Test
  void logsStackTracesWithoutMessages() {
    Throwable cause = new IllegalArgumentException("secret cause");
    Throwable fault = new IllegalStateException("secret prompt", cause);
    fault.addSuppressed(new IllegalStateException("secret suppressed"));

    guard.handle("site", fault);

    Throwable logged = log.records().get(0).getThrown();
    assertThat(printed(logged))
        .contains(
            "java.lang.IllegalStateException",
            "java.lang.IllegalArgumentException",
            "TelemetryGuardTest.logsStackTracesWithoutMessages")
        .doesNotContain("secret");
    assertThat(logged.getStackTrace()).isEqualTo(fault.getStackTrace());
    assertThat(logged.getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
  }

  @Test
  void logsTheNameOfAMissingClass() {
    Throwable cause = new ClassNotFoundException("kotlin.jvm.internal.Intrinsics");
    guard.handle("site", new NoClassDefFoundError("kotlin/jvm/Intrinsics").initCause(cause));
    guard.handle("other site", new NoClassDefFoundError("secret prompt"));

    assertThat(printed(log.records().get(0).getThrown()))
        .contains(
            "java.lang.NoClassDefFoundError: kotlin/jvm/Intrinsics",
            "java.lang.ClassNotFoundException: kotlin.jvm.internal.Intrinsics");
    assertThat(printed(log.records().get(1).getThrown())).doesNotContain("secret");
  }

  @Test
  void survivesCircularCauses() {
    Exception first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    guard.handle("site", first);
    guard.handleLibrary("library", first);

    assertThat(log.messages()).hasSize(2);
  }

  @Test
  void logsFaultThatFailsItself() {
    guard.handle("site", new HostileException());
    guard.handleLibrary("library", new HostileException());

    assertThat(log.messages())
        .hasSize(2)
        .allMatch(message -> message.endsWith(HostileException.class.getName()));
  }

  @Test
  void survivesLoggerThatThrows() {
    Handler throwing = new ThrowingHandler();
    Logger logger = Logger.getLogger(TelemetryGuard.class.getName());
    logger.addHandler(throwing);
    try {
      assertThatCode(() -> guard.handle("site", new IllegalStateException()))
          .doesNotThrowAnyException();
      assertThatCode(() -> guard.handleLibrary("site", new NoSuchMethodError()))
          .doesNotThrowAnyException();
      assertThat(guard.isOpen()).isFalse();
    } finally {
      logger.removeHandler(throwing);
    }
  }

  @Test
  void handlesStackOverflowWhereItHappens() {
    assertThatCode(this::overflowHandlingEachFrame).doesNotThrowAnyException();
    assertThat(guard.isOpen()).isTrue();
  }

  @Test
  void switchesOffOnceLibraryDoesNotFit() {
    guard.handleLibrary("request", new NoSuchMethodError("Client.create"));
    guard.handleLibrary("response", new NoClassDefFoundError("Response"));

    assertThat(guard.isOpen()).isFalse();
    assertThat(log.messages())
        .containsExactly(
            "OpenInference acme-client is switched off, it does not fit its library, seen at"
                + " request: java.lang.NoSuchMethodError");
  }

  @Test
  void namesVersionAndMissingMember() {
    TelemetryGuard.forLibrary("junit", Test.class)
        .handleLibrary("request", new NoSuchMethodError("'void org.junit.Client.create()'"));
    TelemetryGuard.forLibrary("java", String.class)
        .handleLibrary("request", new NoSuchMethodError("a secret"));

    assertThat(log.messages().get(0))
        .matches(
            "OpenInference junit is switched off, it does not fit junit \\S*5\\.\\d+.*, seen at"
                + " request: java.lang.NoSuchMethodError: 'void org.junit.Client.create\\(\\)'");
    assertThat(log.messages().get(1))
        .endsWith("seen at request: java.lang.NoSuchMethodError")
        .contains("it does not fit java");
  }

  @Test
  void seesLinkageErrorBehindReflection() {
    guard.handleLibrary("request", new InvocationTargetException(new AbstractMethodError()));

    assertThat(guard.isOpen()).isFalse();
  }

  @Test
  void staysOpenOtherwise() {
    guard.handleLibrary("request", new IllegalStateException());
    guard.handle("request", new NoSuchMethodError());

    assertThat(guard.isOpen()).isTrue();
    assertThat(TelemetryGuard.named("acme-client").isOpen()).isTrue();
  }

  @Test
  void runsWork() {
    StringBuilder ran = new StringBuilder();

    guard.run("site", () -> ran.append("done"));
    guard.run(
        "site",
        () -> {
          throw new IllegalStateException();
        });

    assertThat(ran).hasToString("done");
    assertThat(log.messages()).hasSize(1);
  }

  @Test
  void keepsInterrupt() {
    guard.handle("site", new InterruptedException());

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void boundsWhatItRemembers() {
    for (int site = 0; site < 10_000; site++) {
      guard.handle("site " + site, new IllegalStateException());
    }

    assertThat(log.messages()).hasSize(256);
  }

  private void overflowHandlingEachFrame() {
    try {
      overflowHandlingEachFrame();
    } catch (StackOverflowError fault) {
      guard.handle("recursion", fault);
    }
  }

  private static String printed(Throwable throwable) {
    StringWriter printed = new StringWriter();
    throwable.printStackTrace(new PrintWriter(printed));
    return printed.toString();
  }

  private static final class HostileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause for you");
    }
  }

  private static final class ThrowingHandler extends Handler {
    @Override
    public void publish(LogRecord record) {
      throw new IllegalStateException("the disk is full");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
