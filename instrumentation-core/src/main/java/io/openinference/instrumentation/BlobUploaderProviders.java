// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.ServiceEntries;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the providers that service files list, by name. */
final class BlobUploaderProviders {

  private final Map<String, BlobUploaderProvider> byName = new TreeMap<>();
  private @Nullable Throwable firstFault;

  static BlobUploaderProviders find() {
    BlobUploaderProviders providers = new BlobUploaderProviders();
    ServiceEntries.load(BlobUploaderProvider.class, providers::add, providers::broken);
    return providers;
  }

  @Nullable BlobUploaderProvider named(String name) {
    return byName.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** The reason why an entry is missing, or null if all entries were loaded. */
  @Nullable Throwable firstFault() {
    return firstFault;
  }

  private void add(BlobUploaderProvider provider) {
    byName.putIfAbsent(provider.name(), provider);
  }

  private void broken(Throwable fault) {
    firstFault = firstFault == null ? fault : firstFault;
  }

  private BlobUploaderProviders() {}
}
