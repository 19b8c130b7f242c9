// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one family of models writes its requests and responses. */
interface ModelApi {

  /** Says what the fields of requests and responses hold. */
  BodyShape shape();

  /**
   * Returns the system prompt and the messages of a request.
   *
   * @param redactor takes what is to be hidden out of parts that are recorded as JSON
   */
  List<Message> messages(WireObject request, JsonRedactor redactor);

  /** Returns the definitions of tools, as they are on the wire. */
  default List<?> tools(WireObject request) {
    return request.list("tools");
  }

  /**
   * Returns what a response says.
   *
   * @param redactor takes what is to be hidden out of parts that are recorded as JSON
   */
  Answer answer(WireObject response, JsonRedactor redactor);

  /** Returns what puts the chunks of a stream together, by default those of Converse. */
  default StreamAccumulator accumulator(ContentBudget budget) {
    return new ConverseAccumulator(budget);
  }

  /** The answer of a model. */
  record Answer(List<Message> messages, @Nullable String finishReason, TokenCount tokens) {}
}
