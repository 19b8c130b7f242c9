// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A new library needs a line in a service file, and no line of the agent's code. */
class ListedWeavingsTest {

  /** The weaving of a library that the agent's code does not know. */
  private static final class NewLibrary implements LibraryWeaving {

    @Override
    public String library() {
      return "new-library";
    }

    @Override
    public String libraryType() {
      return "com.example.Client";
    }

    @Override
    public List<WeavingTarget> targets() {
      return List.of();
    }

    @Override
    public CallAdvice advice(Supplier<?> openTelemetry) {
      throw new UnsupportedOperationException();
    }
  }

  private static List<LibraryWeaving> listedIn(String serviceFile) throws IOException {
    return ListedWeavings.in(
        new ClassLoader(ListedWeavingsTest.class.getClassLoader()) {
          @Override
          public InputStream getResourceAsStream(String name) {
            assertThat(name).isEqualTo("META-INF/services/" + LibraryWeaving.class.getName());
            return new ByteArrayInputStream(serviceFile.getBytes(UTF_8));
          }
        });
  }

  @Test
  void areThoseOfTheServiceFile() throws IOException {
    assertThat(listedIn("# Woven\n\n" + NewLibrary.class.getName() + " # new\n"))
        .hasOnlyElementsOfType(NewLibrary.class)
        .hasSize(1);
  }

  @Test
  void thatFailToLoadAreLeftOut() throws IOException {
    assertThat(
            listedIn("com.example.Missing\njava.lang.Object\n" + NewLibrary.class.getName() + "\n"))
        .hasOnlyElementsOfType(NewLibrary.class)
        .hasSize(1);
  }

  @Test
  void haveTheirInstrumentationAndTheirLibraryInAPackage() {
    AgentWeaving weaving = AgentWeaving.of(new NewLibrary());

    assertThat(weaving.instrumentation()).isEqualTo("io.openinference.javaagent.engine.");
    assertThat(weaving.libraryPackage()).isEqualTo("com.example.");
  }
}
