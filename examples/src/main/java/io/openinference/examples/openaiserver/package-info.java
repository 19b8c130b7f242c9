// SPDX-License-Identifier: Apache-2.0

/** A small HTTP server that speaks the OpenAI protocol, so that the examples run without a key. */
@NullMarked
package io.openinference.examples.openaiserver;

import org.jspecify.annotations.NullMarked;
