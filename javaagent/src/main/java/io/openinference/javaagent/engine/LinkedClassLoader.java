// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.javaagent.IsolatedClassLoader;
import java.util.function.Function;

/** Loads separate copies of the agent's classes, linked to other classes by its routes. */
final class LinkedClassLoader extends IsolatedClassLoader {

  /** Represents the class loader itself in routes. */
  static final ClassLoader OWN = new ClassLoader(null) {};

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader fallback;
  private final Routes routes;
  private final Function<byte[], byte[]> transformation;

  LinkedClassLoader(
      ClassLoader jar,
      ClassLoader fallback,
      Routes routes,
      Function<byte[], byte[]> transformation) {
    super(jar);
    this.fallback = fallback;
    this.routes = routes;
    this.transformation = transformation;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? route(name) : known;
    }
  }

  private Class<?> route(String name) throws ClassNotFoundException {
    ClassLoader target = name.startsWith("java.") ? null : routes.find(name);
    if (target == OWN) {
      return findClass(name);
    }
    if (target != null) {
      return target.loadClass(name);
    }
    // The agent's jar first, because the fallback throws an exception for each class that it lacks.
    byte[] classFile = classFile(name);
    return classFile == null ? fallback.loadClass(name) : define(name, classFile);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFile(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return define(name, classFile);
  }

  private Class<?> define(String name, byte[] classFile) {
    byte[] transformed = transformation.apply(classFile);
    return defineClass(name, transformed, 0, transformed.length);
  }
}
