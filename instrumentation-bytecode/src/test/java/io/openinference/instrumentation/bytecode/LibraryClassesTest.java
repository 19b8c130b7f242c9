// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves all methods of the jars on the class path, and lets the JVM verify them. */
@Tag("full")
class LibraryClassesTest {

  private static final int MANY = 20_000;

  private final AtomicInteger selected = new AtomicInteger();

  /** A second weaving changes the code of the first, and needs more of the stack. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void wovenClassesLinkAsTheyDoUnwoven(int times) throws Exception {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .map(Path::of)
            .toList();
    try (URLClassLoader plain = loader(jars);
        URLClassLoader woven = loader(jars);
        Warnings warnings = new Warnings()) {
      List<Weaving> weavings = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        weavings.add(weave(woven));
      }

      Map<String, String> linked = link(jars, woven);
      List<String> faults = List.copyOf(warnings.messages());

      weavings.forEach(Weaving::undo); // Warns of the classes that cannot be linked.

      assertThat(linked).isEqualTo(link(jars, plain));
      assertThat(linked.values()).filteredOn("linked"::equals).hasSizeGreaterThan(MANY / 10);
      assertThat(faults).isEmpty();
      assertThat(selected).hasValueGreaterThan(times * MANY);
    }
  }

  private static URLClassLoader loader(List<Path> jars) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private Weaving weave(ClassLoader loader) throws Exception {
    return Weaver.attach()
        .weave(
            "libraries",
            loader::equals,
            List.of(
                WeavingTarget.ofClasses(
                    name -> true, (type, method) -> selected.incrementAndGet() > 0)),
            MethodCall::proceed);
  }

  /** Returns what linking each class gives; classes of optional libraries are missing. */
  private static Map<String, String> link(List<Path> jars, ClassLoader loader) throws Exception {
    Map<String, String> outcomes = new TreeMap<>();
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile())) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          String name = entry.getName();
          if (name.endsWith(".class") && !name.startsWith("META-INF")) {
            String className = name.replace('/', '.').substring(0, name.length() - 6);
            outcomes.put(className, link(className, loader));
          }
        }
      }
    }
    return outcomes;
  }

  private static String link(String className, ClassLoader loader) {
    try {
      // The list of methods makes the JVM verify the class, but not initialize it.
      Class.forName(className, false, loader).getDeclaredMethods();
      return "linked";
    } catch (VerifyError e) {
      return e.toString();
    } catch (ReflectiveOperationException | LinkageError e) {
      return e.getClass().getName();
    }
  }
}
