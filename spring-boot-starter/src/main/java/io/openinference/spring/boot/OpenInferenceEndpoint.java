// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The actuator's endpoint {@code openinference}: what is traced, what is hidden, and where spans
 * go.
 *
 * @since 0.1.0
 */
@Endpoint(id = "openinference")
public final class OpenInferenceEndpoint {

  private final OpenInferenceStatus status;

  OpenInferenceEndpoint(OpenInferenceStatus status) {
    this.status = status;
  }

  /** Returns the description; it holds no keys and no header values. */
  @ReadOperation
  public Map<String, @Nullable Object> status() {
    return status.details();
  }
}
