// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the JSON of Gemini's API: contents and their parts, tools, counts, and the chunks of a
 * stream.
 *
 * <p>Several libraries hold this JSON: Google's SDK sends it to the Gemini API and to Vertex AI,
 * and agent frameworks keep it in their requests and responses.
 */
@NullMarked
package io.openinference.instrumentation.api.gemini;

import org.jspecify.annotations.NullMarked;
