// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.EnvironmentSettings.Setting;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the uploader that the environment names and keeps one shared instance per name. */
final class BlobUploaders {

  static final String VARIABLE = "OPENINFERENCE_BLOB_UPLOADER";

  private static final String CONSEQUENCE = "images over the limit are redacted";

  /** Ends the search should an iterator be stuck on a broken entry. */
  private static final int MAX_ENTRIES = 1000;

  private static final Map<String, BlobUploader> SHARED = new ConcurrentHashMap<>();

  static @Nullable BlobUploader fromEnvironment(EnvironmentSettings environment) {
    Setting setting = environment.get(VARIABLE);
    if (setting == null) {
      return null;
    }
    BlobUploader shared = SHARED.get(setting.value());
    return shared != null ? shared : create(setting, environment);
  }

  private static @Nullable BlobUploader create(Setting setting, EnvironmentSettings environment) {
    Map<String, BlobUploaderProvider> providers = providers();
    BlobUploaderProvider provider = providers.get(setting.value());
    String allowed = "the name of a BlobUploaderProvider on the class path " + providers.keySet();
    if (provider == null) {
      environment.warn(setting, allowed, CONSEQUENCE, null);
      return null;
    }
    try {
      return SHARED.computeIfAbsent(setting.value(), name -> provider.create());
    } catch (Throwable fault) {
      TelemetryGuard.rethrowFatal(fault);
      environment.warn(setting, allowed + " that works", CONSEQUENCE, ContentFreeFault.of(fault));
      return null;
    }
  }

  private static Map<String, BlobUploaderProvider> providers() {
    Map<String, BlobUploaderProvider> byName = new TreeMap<>();
    for (ClassLoader loader : classLoaders()) {
      Iterator<BlobUploaderProvider> found =
          ServiceLoader.load(BlobUploaderProvider.class, loader).iterator();
      for (int entry = 0; entry < MAX_ENTRIES && addNext(found, byName); entry++) {}
    }
    return byName;
  }

  private static boolean addNext(
      Iterator<BlobUploaderProvider> found, Map<String, BlobUploaderProvider> byName) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      BlobUploaderProvider provider = found.next();
      byName.putIfAbsent(provider.name(), provider);
    } catch (ServiceConfigurationError | RuntimeException | LinkageError broken) {
      // One broken entry must not hide the others; if its name was asked for, that is warned of.
    }
    return true;
  }

  private static List<ClassLoader> classLoaders() {
    List<ClassLoader> loaders = new ArrayList<>(2);
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      loaders.add(context);
    }
    ClassLoader own = BlobUploaders.class.getClassLoader();
    if (own != null && own != context) {
      loaders.add(own);
    }
    return loaders;
  }

  private BlobUploaders() {}
}
