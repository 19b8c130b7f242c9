// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that runs an application in a class loader of its own, and lets go of it. */
final class RedeployedCalls {

  public static void main(String[] arguments) throws Exception {
    WeakReference<ClassLoader> application = deployAndUndeploy();
    for (int i = 0; i < 200 && application.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }
    System.out.println(application.get() == null ? "let go of" : "held");
  }

  private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader application =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      application
          .loadClass("io.openinference.compatibility.DeployedCalls")
          .getMethod("run")
          .invoke(null);
      return new WeakReference<>(application);
    }
  }

  private RedeployedCalls() {}
}
