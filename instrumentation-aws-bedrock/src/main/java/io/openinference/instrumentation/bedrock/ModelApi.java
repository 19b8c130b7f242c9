// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one family of models writes its requests and responses. Each family turns them into the form
 * of Converse, so that one mapper serves all.
 */
interface ModelApi {

  /** Says what the fields of requests and responses hold. */
  BodyShape shape();

  /** Returns the system prompt and the messages of a request in the form of Converse. */
  List<?> messages(WireObject request);

  /** Returns the definitions of tools, as they are on the wire. */
  default List<?> tools(WireObject request) {
    return request.list("tools");
  }

  /** Returns what a response says in the form of Converse. */
  Answer answer(WireObject response);

  /** Returns what puts the chunks of a stream together. */
  StreamAccumulator accumulator(ContentBudget budget);

  /**
   * What a model has answered.
   *
   * @param messages in the form of Converse
   */
  record Answer(List<?> messages, @Nullable String finishReason, TokenCount tokens) {}
}
