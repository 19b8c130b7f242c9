// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.testing.Garbage;
import io.opentelemetry.api.OpenTelemetry;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application that is undeployed after {@code uninstrument()} is let go of. */
class ClassLoaderLeakTest {

  @Test
  void classLoaderOfAnUndeployedApplicationIsCollected() throws Exception {
    WeakReference<ClassLoader> application = deployAndUndeploy();

    Garbage.collectUntil(() -> application.get() == null);
  }

  /** Has classes of its own of all but the JDK. */
  private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
    try (URLClassLoader application =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> api = application.loadClass(OpenTelemetry.class.getName());
      Class<?> instrumentor = application.loadClass(OpenAIInstrumentor.class.getName());
      Object on =
          instrumentor
              .getMethod("instrument", api)
              .invoke(null, api.getMethod("noop").invoke(null));
      application.loadClass("com.openai.services.blocking.chat.ChatCompletionServiceImpl");
      instrumentor.getMethod("uninstrument").invoke(on);
      return new WeakReference<>(application);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
