// SPDX-License-Identifier: Apache-2.0
/**
 * The OpenInference semantic conventions as typed constants. Each namespace has a class of {@link
 * io.opentelemetry.api.common.AttributeKey attribute keys}, and each fixed set of values is an
 * enum.
 *
 * <p>A namespace is the first segment of a key. A constant is named like its key in upper case:
 * {@code llm.model_name} is {@link io.openinference.semconv.LlmAttributes#LLM_MODEL_NAME}.
 *
 * <p>A list of objects is an {@link io.openinference.semconv.ObjectListKey}, and a nested object is
 * an {@link io.openinference.semconv.ObjectKey}. Both are prefixes that build the keys of their
 * parts.
 *
 * <p>Source: {@code spec/semantic_conventions.md}, {@code spec/annotations.md} and {@code
 * spec/multimodal_attributes.md} of the OpenInference specification.
 */
@NullMarked
package io.openinference.semconv;

import org.jspecify.annotations.NullMarked;
