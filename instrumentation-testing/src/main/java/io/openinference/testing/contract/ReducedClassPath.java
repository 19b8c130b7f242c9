// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The class path of the tests without some artifacts, as an application has it that leaves them
 * out.
 *
 * @since 0.1.0
 */
public final class ReducedClassPath {

  private final List<String> leftOut;

  private ReducedClassPath(List<String> leftOut) {
    this.leftOut = leftOut;
  }

  /**
   * Returns the class path without each entry that contains one of the names.
   *
   * @param artifacts parts of the paths of jars and folders, such as {@code byte-buddy}
   * @throws NullPointerException if a name is null
   */
  public static ReducedClassPath without(String... artifacts) {
    return new ReducedClassPath(List.of(artifacts));
  }

  /**
   * Calls a static method of a class in a class loader that has only this class path. The class
   * loader is the context class loader during the call, because libraries look for services there.
   *
   * @param application a public class of the tests
   * @param method the name of a public static method, whose parameters have the types of the
   *     arguments
   * @return what the method returns; its types must be those of the JDK
   * @throws Exception if the class or the method is missing, or if the method throws
   */
  public @Nullable Object run(Class<?> application, String method, Object... arguments)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(entries(), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      Class<?> type = loader.loadClass(application.getName());
      Class<?>[] types = Stream.of(arguments).map(Object::getClass).toArray(Class<?>[]::new);
      return type.getMethod(method, types).invoke(null, arguments);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private URL[] entries() throws Exception {
    List<URL> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (leftOut.stream().noneMatch(entry::contains)) {
        entries.add(Path.of(entry).toUri().toURL());
      }
    }
    return entries.toArray(URL[]::new);
  }
}
