// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that the application set in code; null means that the environment decides. */
record CodeSettings(
    @Nullable URI endpoint,
    @Nullable OtlpProtocol protocol,
    @Nullable String projectName,
    Map<String, String> headers,
    @Nullable String compression,
    @Nullable Duration timeout,
    @Nullable String serviceName,
    Attributes resourceAttributes,
    boolean batching,
    @Nullable Sampler sampler,
    List<SpanProcessor> spanProcessors,
    @Nullable Boolean shutdownHook,
    @Nullable Boolean liveSpans,
    BackendCode backend) {}
