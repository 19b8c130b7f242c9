// SPDX-License-Identifier: Apache-2.0
/**
 * The OpenInference semantic conventions as typed constants: one class of {@link
 * io.opentelemetry.api.common.AttributeKey attribute keys} for each namespace, and enums for values
 * with a fixed set of names.
 *
 * <p>A namespace is the first segment of a key. A constant is named like its key in upper case:
 * {@code llm.model_name} is {@link io.openinference.semconv.LlmAttributes#LLM_MODEL_NAME}.
 *
 * <p>Lists of objects have an {@link io.openinference.semconv.ObjectListKey}, nested objects an
 * {@link io.openinference.semconv.ObjectKey}. Both are prefixes from which the keys of the parts
 * are made.
 *
 * <p>Source: {@code spec/semantic_conventions.md}, {@code spec/annotations.md} and {@code
 * spec/multimodal_attributes.md} of the OpenInference specification.
 */
@NullMarked
package io.openinference.semconv;

import org.jspecify.annotations.NullMarked;
