// SPDX-License-Identifier: Apache-2.0
/**
 * Sends spans over OTLP to Phoenix or any other collector.
 *
 * <p>{@link io.openinference.sdk.OpenInferenceSdk} is the door for applications that have no
 * OpenTelemetry yet. Those that have OpenTelemetry autoconfigured get the same treatment of spans
 * from {@link io.openinference.sdk.OpenInferenceAutoConfiguration} by having this jar on the class
 * path.
 */
@NullMarked
package io.openinference.sdk;

import org.jspecify.annotations.NullMarked;
