// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes below {@code inst/} in the agent's jar, and no classes of the application.
 *
 * <p>The agent's libraries and the application's libraries are therefore separate and may have
 * different versions.
 *
 * @since 0.1.0
 */
public class IsolatedClassLoader extends ClassLoader {

  private static final String FOLDER = "inst/";
  private static final String AGENT_PACKAGE = "io.openinference.javaagent.";
  private static final String ENGINE_PACKAGE = AGENT_PACKAGE + "engine.";

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader jar;

  /**
   * Creates a class loader.
   *
   * @param jar finds the entries of the agent's jar as resources
   */
  public IsolatedClassLoader(ClassLoader jar) {
    super(ClassLoader.getPlatformClassLoader());
    this.jar = jar;
  }

  /**
   * Searches the agent's jar before the JDK, because the JDK's class loaders throw an exception for
   * each class that they lack.
   */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      if (name.startsWith(AGENT_PACKAGE) && !name.startsWith(ENGINE_PACKAGE)) {
        return jar.loadClass(name);
      }
      byte[] classFile = classFile(name);
      return classFile == null
          ? getParent().loadClass(name)
          : defineClass(name, classFile, 0, classFile.length);
    }
  }

  /** Returns the bytes of a class in the agent's jar, or null. */
  protected final byte @Nullable [] classFile(String name) {
    if (name.startsWith("java.")) {
      return null;
    }
    String path = name.replace('.', '/') + ".class";
    String folder = name.startsWith(ENGINE_PACKAGE) ? "" : FOLDER;
    try {
      return AgentJar.read(folder + path, jar);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      return AgentJar.open(FOLDER + name, jar);
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return jar.getResource(FOLDER + name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    URL resource = findResource(name);
    return resource == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(resource));
  }

  /** Returns the loader that finds the entries of the agent's jar. */
  public final ClassLoader jar() {
    return jar;
  }
}
