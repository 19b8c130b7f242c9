// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.introspect.POJOPropertiesCollector;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A class that is initialized must not wait for locks of other libraries: a virtual thread that
 * does keeps its carrier thread, and when all carrier threads are kept, nobody can let go of the
 * lock.
 */
class ClassInitializationTest {

  private static final String PACKAGE = OpenAIInstrumentor.class.getPackageName().replace('.', '/');

  @Test
  void readsNoModelByReflection() throws Exception {
    try (RecordingClassLoader application = new RecordingClassLoader()) {
      for (String name : classNames()) {
        Class.forName(name, true, application);
      }

      assertThat(application.loaded)
          .contains(ChatDeltas.class.getName(), ChunkFrame.class.getName())
          .doesNotContain(POJOPropertiesCollector.class.getName())
          .noneMatch(name -> name.startsWith("kotlin.reflect.jvm.internal.impl."));
    }
  }

  private static List<String> classNames() throws Exception {
    Path classes =
        Path.of(
            OpenAIInstrumentor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(classes)) {
      return classNames(classes);
    }
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + classes.toUri()), Map.of())) {
      return classNames(jar.getPath("/"));
    }
  }

  private static List<String> classNames(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(PACKAGE))) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  /** Has classes of its own of all but the JDK. */
  private static final class RecordingClassLoader extends URLClassLoader {

    final Set<String> loaded = ConcurrentHashMap.newKeySet();

    RecordingClassLoader() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = super.findClass(name);
      loaded.add(name);
      return found;
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(RecordingClassLoader::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }
}
