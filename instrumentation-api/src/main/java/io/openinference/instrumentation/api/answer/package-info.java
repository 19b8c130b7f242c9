// SPDX-License-Identifier: Apache-2.0

/**
 * Reads what a model answered in the form of OpenAI's chat API, in the words of all servers that
 * follow that API: token counts, costs, reasoning, signatures, failures and finish reasons.
 */
@NullMarked
package io.openinference.instrumentation.api.answer;

import org.jspecify.annotations.NullMarked;
