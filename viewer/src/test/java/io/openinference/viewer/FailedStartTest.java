// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Viewers that cannot start. */
class FailedStartTest {

  @Test
  void throwsTheErrorAndLeavesNothingOpen(@TempDir Path folder) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (OldJackson libraries = new OldJackson()) {
      thread.setContextClassLoader(libraries);
      assertThatThrownBy(() -> start(libraries, folder))
          .isInstanceOf(NoClassDefFoundError.class)
          .hasMessageContaining("StreamReadConstraints");

      // Threads inherit the class loader.
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(each -> each != thread && each.getContextClassLoader() == libraries)
          .extracting(Thread::getName)
          .doesNotContain("openinference-viewer-writer");
    } finally {
      thread.setContextClassLoader(before);
    }
    OpenInferenceViewer.builder().port(0).dataDirectory(folder).start().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void leavesNoSocketOpenWhereThePortIsTaken(String address) throws Exception {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors), "Only Linux lists what is open.");
    try (ServerSocket taken = new ServerSocket()) {
      assumeTrue(binds(taken, address), "This machine has no " + address + ".");
      OpenInferenceViewerBuilder builder = OpenInferenceViewer.builder().port(taken.getLocalPort());
      Set<String> before = open(descriptors);
      assertThatThrownBy(builder::start)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Port %d is taken. Choose another with --port NUMBER.", taken.getLocalPort());
      assertThat(open(descriptors)).isSubsetOf(before);
    }
  }

  private static boolean binds(ServerSocket socket, String address) throws IOException {
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      return true;
    } catch (SocketException noIpv6) {
      return false;
    }
  }

  /** Returns the sockets and selectors of this process. */
  private static Set<String> open(Path descriptors) throws IOException {
    Set<String> open = new HashSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path each : all.toList()) {
        try {
          String target = Files.readSymbolicLink(each).toString();
          if (target.matches("socket:.*|anon_inode:\\[event.*")) {
            open.add(each.getFileName() + " " + target);
          }
        } catch (NoSuchFileException closed) {
          // The list itself was open.
        }
      }
    }
    return open;
  }

  private static void start(ClassLoader libraries, Path folder) throws Throwable {
    Class<?> type = libraries.loadClass(OpenInferenceViewerBuilder.class.getName());
    Object builder =
        libraries.loadClass(OpenInferenceViewer.class.getName()).getMethod("builder").invoke(null);
    type.getMethod("port", int.class).invoke(builder, 0);
    type.getMethod("dataDirectory", Path.class).invoke(builder, folder);
    try {
      type.getMethod("start").invoke(builder);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  /** Has own classes of the viewer and of Jackson, without one that Jackson has since 2.15. */
  private static final class OldJackson extends URLClassLoader {

    OldJackson() throws MalformedURLException {
      super(classPath(), FailedStartTest.class.getClassLoader());
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> entries = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        entries.add(new File(entry).toURI().toURL());
      }
      return entries.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.endsWith(".StreamReadConstraints")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.openinference.") && !name.startsWith("com.fasterxml.jackson.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
