// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What one call is given, and what the headers of its response say. */
final class CallDetails {

  private final String method;
  private final SdkPojo request;
  private final WireObject fields;
  private final Map<String, ?> body;
  private volatile @Nullable Long inputTokens;
  private volatile @Nullable Long outputTokens;

  CallDetails(String method, SdkPojo request) {
    this.method = method;
    this.request = request;
    this.fields = WireObject.of(SdkModels.toMap(request, /* isPayloadOnly= */ false));
    this.body = method.startsWith("invokeModel") ? modelBody(request) : payload(request);
  }

  private static Map<String, ?> payload(SdkPojo request) {
    return SdkModels.toMap(request, /* isPayloadOnly= */ true);
  }

  private static Map<String, ?> modelBody(SdkPojo request) {
    byte[] body = SdkModels.blob(request, "body");
    return body == null ? Map.of() : WireJson.parse(new String(body, StandardCharsets.UTF_8));
  }

  /** Returns the name of the client's method, for example {@code converseStream}. */
  String method() {
    return method;
  }

  /** Returns the class of the request, by which the SDK's interceptor recognises the call. */
  Class<?> requestType() {
    return request.getClass();
  }

  /** Returns all fields of the request, also those of path and headers. */
  WireObject fields() {
    return fields;
  }

  /** Returns the body of the request, empty where that is no JSON object. */
  Map<String, ?> body() {
    return body;
  }

  /** Returns the id of the model, of a profile or of a prompt. */
  @Nullable String modelId() {
    return fields.text("modelId");
  }

  void tokens(@Nullable Long input, @Nullable Long output) {
    inputTokens = input;
    outputTokens = output;
  }

  /** Returns the count of the response's header, or null. */
  @Nullable Long inputTokens() {
    return inputTokens;
  }

  /** Returns the count of the response's header, or null. */
  @Nullable Long outputTokens() {
    return outputTokens;
  }
}
