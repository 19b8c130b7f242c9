// SPDX-License-Identifier: Apache-2.0
/**
 * Sends spans over OTLP to Phoenix or any other collector.
 *
 * <p>{@link io.openinference.sdk.OpenInferenceSdk} is the entry point for applications that have no
 * OpenTelemetry yet.
 *
 * <p>Applications with an autoconfigured OpenTelemetry only need this jar on the class path: {@link
 * io.openinference.sdk.OpenInferenceAutoConfiguration} then handles their spans in the same way.
 */
@NullMarked
package io.openinference.sdk;

import org.jspecify.annotations.NullMarked;
