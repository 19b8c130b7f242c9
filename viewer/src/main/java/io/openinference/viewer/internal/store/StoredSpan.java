// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpResource;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.util.List;

/**
 * A span with all that was received of it.
 *
 * @since 0.1.0
 */
public record StoredSpan(
    long id,
    String project,
    String kind,
    OtlpSpan span,
    OtlpResource resource,
    int oddities,
    long receivedMillis,
    List<Annotation> annotations) {}
