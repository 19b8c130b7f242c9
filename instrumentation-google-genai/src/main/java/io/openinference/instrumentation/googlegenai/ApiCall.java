// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The method and the model of a request, as its path says.
 *
 * @param operation the kind of call
 * @param model the model in the path, or null where the body names it
 */
record ApiCall(Operation<?> operation, @Nullable String model) {

  private static final String MODEL = "model";

  /**
   * Reads a path such as {@code v1beta/models/gemini-2.5-flash:generateContent}.
   *
   * @param method of HTTP, in any case
   * @return null for a request that makes no span
   */
  static @Nullable ApiCall of(String method, String path) {
    if (!method.equalsIgnoreCase("post")) {
      return null;
    }
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    int slash = plain.lastIndexOf('/');
    String last = plain.substring(slash + 1);
    int colon = last.lastIndexOf(':');
    if (colon < 0) {
      Operation<?> operation = Operations.ofResource(last);
      return operation == null ? null : new ApiCall(operation, null);
    }
    String model = modelName(slash < 0 ? "" : plain.substring(0, slash), last.substring(0, colon));
    Operation<?> operation = Operations.ofModel(last.substring(colon + 1), model);
    return operation == null ? null : new ApiCall(operation, model);
  }

  /** Tuned models and endpoints keep the name of their collection. */
  private static String modelName(String parent, String id) {
    String collection = parent.substring(parent.lastIndexOf('/') + 1);
    return collection.isEmpty() || collection.equals("models") ? id : collection + "/" + id;
  }

  /** Tells whether the call is one of the Interactions API, which has errors of its own. */
  boolean isInteraction() {
    return operation == Operations.INTERACTION;
  }

  /** Returns the exchange that a request begins: its body, with the model of the path in front. */
  WireExchange exchange(Callable<@Nullable String> body, ContentMask mask) {
    String json = read(body);
    Map<String, Object> fields = new LinkedHashMap<>();
    if (model != null) {
      fields.put(MODEL, model);
    }
    if (json != null) {
      fields.putAll(WireJson.parse(json));
    }
    return new WireExchange(new WireBody(fields).withoutCredentials(), mask);
  }

  private static @Nullable String read(Callable<@Nullable String> body) {
    try {
      return body.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
