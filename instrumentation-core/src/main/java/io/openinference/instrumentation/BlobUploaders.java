// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.EnvironmentSettings.Setting;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the uploader that the environment names and caches one shared instance per name. */
final class BlobUploaders {

  static final String VARIABLE = "OPENINFERENCE_BLOB_UPLOADER";

  private static final String CONSEQUENCE = "images and files over the limit are redacted";
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
    BlobUploaderProviders providers = BlobUploaderProviders.find();
    BlobUploaderProvider provider = providers.named(setting.value());
    String allowed = "the name of a BlobUploaderProvider on the class path " + providers.names();
    if (provider == null) {
      environment.warn(setting, allowed, CONSEQUENCE, providers.firstFault());
      return null;
    }
    try {
      return SHARED.computeIfAbsent(
          setting.value(), name -> requireNonNull(provider.create(), "uploader"));
    } catch (Throwable fault) {
      TelemetryGuard.rethrowFatal(fault);
      environment.warn(setting, allowed + " that can be created", CONSEQUENCE, fault);
      return null;
    }
  }

  private BlobUploaders() {}
}
