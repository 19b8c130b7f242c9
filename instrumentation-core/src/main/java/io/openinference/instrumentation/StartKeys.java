// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Finds out which attributes a recorded span has from its start. */
final class StartKeys extends MaskingSink {

  private final KeySet keys = new KeySet();

  StartKeys(AttributeMasker masker) {
    super(masker);
  }

  @Override
  @Nullable Object mask(AttributeKey<?> key, Object value) {
    return masker.maskWithoutUpload(key, value);
  }

  @Override
  <T> void accept(AttributeKey<T> key, T value) {
    keys.add(key);
  }

  KeySet keys() {
    return keys;
  }
}
