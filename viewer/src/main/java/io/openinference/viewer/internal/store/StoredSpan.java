// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpResource;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import java.util.List;

/**
 * A span with all that was received of it.
 *
 * @param span the span as OpenInference
 * @param received the span as it came; differs for spans of {@code gen_ai}
 * @since 0.1.0
 */
public record StoredSpan(
    long id,
    String project,
    String kind,
    OtlpSpan span,
    OtlpSpan received,
    OtlpResource resource,
    int oddities,
    long receivedMillis,
    List<Annotation> annotations) {}
