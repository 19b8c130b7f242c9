// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Class files of a future JDK with parts that the library that reads them does not know. */
class NewerClassFileTest {

  /** The annotation of the methods that the test weaves. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Marked {}

  /** A class with such a method. */
  static class First {
    @Marked
    void run() {}
  }

  /** Another one. */
  static class Second {
    @Marked
    void run() {}
  }

  private final List<String> lines = new ArrayList<>();

  @Test
  void oneLineSaysThatAClassIsNotTraced() throws Exception {
    Handler handler = new Lines();
    Logger logger = Logger.getLogger(Weaver.class.getName());
    logger.addHandler(handler);
    NewerClasses classes = new NewerClasses();
    Weaving weaving =
        Weaver.attach()
            .weave(
                "annotations",
                loader -> loader == classes,
                List.of(WeavingTarget.annotated(getClass().getPackageName())),
                MethodCall::proceed);
    try {
      // This JVM cannot load the class either. A JVM that can runs it untraced.
      assertThatThrownBy(() -> classes.define(First.class))
          .isInstanceOf(UnsupportedClassVersionError.class);
      assertThatThrownBy(() -> classes.define(Second.class))
          .isInstanceOf(UnsupportedClassVersionError.class);
    } finally {
      weaving.undo();
      logger.removeHandler(handler);
    }

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .startsWith(
            "OpenInference annotations: "
                + First.class.getName()
                + " is not traced. It is compiled for Java 83, ");
  }

  private final class Lines extends Handler {

    @Override
    public void publish(LogRecord line) {
      lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class NewerClasses extends ClassLoader {

    Class<?> define(Class<?> type) throws IOException {
      String resource = "/" + type.getName().replace('.', '/') + ".class";
      try (InputStream content = type.getResourceAsStream(resource)) {
        byte[] classFile = requireNonNull(content).readAllBytes();
        classFile[7] = 127; // The major version.
        classFile[10] = 127; // The tag of the first constant, which no version has yet.
        return defineClass(type.getName(), classFile, 0, classFile.length);
      }
    }
  }
}
