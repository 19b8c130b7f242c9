// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.Iterator;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The providers that service files list, by name. */
final class BlobUploaderProviders {

  /** Ends the search should an iterator be stuck on a broken entry. */
  private static final int MAX_ENTRIES = 1000;

  private final Map<String, BlobUploaderProvider> byName = new TreeMap<>();
  private @Nullable Throwable firstFault;

  /** Searches the class loader of the thread, then that of this class. */
  static BlobUploaderProviders find() {
    BlobUploaderProviders providers = new BlobUploaderProviders();
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = BlobUploaderProviders.class.getClassLoader();
    providers.addAll(context);
    if (own != context) {
      providers.addAll(own);
    }
    return providers;
  }

  @Nullable BlobUploaderProvider named(String name) {
    return byName.get(name);
  }

  Set<String> names() {
    return byName.keySet();
  }

  /** Why an entry is missing, or null if all could be loaded. */
  @Nullable Throwable firstFault() {
    return firstFault;
  }

  private void addAll(@Nullable ClassLoader loader) {
    Iterator<BlobUploaderProvider> found =
        ServiceLoader.load(BlobUploaderProvider.class, loader).iterator();
    for (int entry = 0; entry < MAX_ENTRIES && addNext(found); entry++) {}
  }

  private boolean addNext(Iterator<BlobUploaderProvider> found) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      BlobUploaderProvider provider = found.next();
      byName.putIfAbsent(provider.name(), provider);
    } catch (ServiceConfigurationError | RuntimeException | LinkageError broken) {
      // One broken entry must not hide the others.
      firstFault = firstFault == null ? broken : firstFault;
    }
    return true;
  }

  private BlobUploaderProviders() {}
}
