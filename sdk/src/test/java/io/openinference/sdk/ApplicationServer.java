// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs in a JVM of its own: a server that lets go of an application. */
final class ApplicationServer {

  public static void main(String[] arguments) throws Exception {
    WeakReference<ClassLoader> application = deployAndUndeploy();
    for (int i = 0; i < 300 && application.get() != null; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(100);
    }
    System.out.println(application.get() == null ? "let go of" : "held");
  }

  /** The application has classes of its own of all but the JDK. */
  private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader ofTheServer = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader application =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(application);
      application
          .loadClass("io.openinference.sdk.DeployedApplication")
          .getMethod("run")
          .invoke(null);
      return new WeakReference<>(application);
    } finally {
      Thread.currentThread().setContextClassLoader(ofTheServer);
    }
  }

  private ApplicationServer() {}
}
