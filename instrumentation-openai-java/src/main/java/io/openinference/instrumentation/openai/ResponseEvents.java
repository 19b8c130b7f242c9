// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.responses.ResponseAccumulator;
import io.openinference.instrumentation.api.wire.ModelReader;
import java.util.Map;

/** Accumulates the library's events of the Responses API. */
final class ResponseEvents implements StreamAccumulator {

  private final ResponseAccumulator response;

  ResponseEvents(ContentBudget budget) {
    response = new ResponseAccumulator(budget);
  }

  @Override
  public boolean add(Map<String, ?> event) {
    return response.add(event);
  }

  @Override
  public boolean addModel(Object model, ModelReader models) {
    Map<String, ?> text = ResponseDeltas.read(model);
    return add(text == null ? models.toMap(model) : text);
  }

  @Override
  public Map<String, ?> response() {
    return response.response();
  }
}
