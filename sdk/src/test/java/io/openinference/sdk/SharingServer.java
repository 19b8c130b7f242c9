// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs in a JVM of its own: a server whose application loads the classes of OpenInference. */
final class SharingServer {

  public static void main(String[] arguments) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader application = new Application(classPath.toArray(URL[]::new))) {
      Class<?> program = application.loadClass("io.openinference.sdk.DeployedApplication");
      System.out.println("own classes: " + (program != DeployedApplication.class));
      program.getMethod("run").invoke(null);
    }
    // OpenTelemetry's thread sees its end when it wakes up, which it does every five seconds.
    for (int i = 0; i < 300 && !threads().isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    System.out.println("threads: " + threads());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("BatchSpanProcessor"))
        .toList();
  }

  /** Loads classes of OpenInference before the server does. */
  private static final class Application extends URLClassLoader {

    Application(URL[] classPath) {
      super(classPath, SharingServer.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("io.openinference.")) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  private SharingServer() {}
}
