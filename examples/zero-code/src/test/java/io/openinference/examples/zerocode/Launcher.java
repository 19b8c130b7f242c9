// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;

/** Runs a program whose classes and libraries the system class loader does not see. */
final class Launcher {

  /** The system property with the class path of the program. */
  static final String NESTED = "launcher.class.path";

  public static void main(String[] arguments) throws Exception {
    String[] entries = System.getProperty(NESTED).split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = new File(entries[i]).toURI().toURL();
    }
    ClassLoader loader = new URLClassLoader(urls, ClassLoader.getSystemClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    loader
        .loadClass("io.openinference.examples.zerocode.InstrumentedChat")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[0]);
  }

  private Launcher() {}
}
