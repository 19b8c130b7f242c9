// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Creates one resource object per project. It must be the same object for all spans, because the
 * OTLP encoder groups spans by the identity of their resource.
 */
final class ProjectResources {

  private final int capacity;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<Key, Resource> resources;

  ProjectResources(int capacity) {
    this.capacity = capacity;
    this.resources = new LeastRecentlyUsed();
  }

  Resource get(Resource base, String project) {
    synchronized (lock) {
      return resources.computeIfAbsent(new Key(base, project), Key::resource);
    }
  }

  private record Key(Resource base, String project) {

    Resource resource() {
      return base.merge(
          Resource.create(
              Attributes.of(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, project)));
    }
  }

  private final class LeastRecentlyUsed extends LinkedHashMap<Key, Resource> {

    private static final long serialVersionUID = 1L;

    LeastRecentlyUsed() {
      super(16, 0.75f, /* accessOrder= */ true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Resource> eldest) {
      return size() > capacity;
    }
  }
}
