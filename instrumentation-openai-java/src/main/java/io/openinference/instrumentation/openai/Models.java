// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ObjectMappers;
import com.openai.errors.OpenAIServiceException;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.wire.ModelJson;
import io.openinference.instrumentation.api.wire.ModelReader;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the models of openai-java. */
final class Models implements ModelReader {

  // Cached, because older releases create a new mapper for each call.
  static final ModelJson JSON = new ModelJson(ObjectMappers.jsonMapper());

  static final ModelReader READER = new Models();

  private Models() {}

  @Override
  public WireBody read(Object model) {
    return JSON.read(model);
  }

  @Override
  public Map<String, ?> toMap(Object model) {
    return JSON.toMap(model);
  }

  /** The exception of a stream has no message if the server's error is a text or a list. */
  @Override
  public @Nullable String messageOf(Throwable failure) {
    try {
      return failure instanceof OpenAIServiceException error
              && String.valueOf(error.getMessage()).endsWith(": null")
          ? messageIn(JSON.read(error.body()).text())
          : null;
    } catch (LinkageError | RuntimeException e) {
      // A release without the method, or an error without a body.
      return null;
    }
  }

  private static @Nullable String messageIn(String error) {
    Map<String, ?> response = WireJson.parseAll("{\"error\":" + error + "}");
    return response == null ? null : AnswerFailures.find(WireObject.of(response));
  }
}
