// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The arguments of one call, and the facts in the headers of its response. */
final class CallDetails {

  private final String method;
  private final SdkPojo request;
  private @Nullable Map<String, ?> body;
  private volatile @Nullable SdkHttpResponse response;

  CallDetails(String method, SdkPojo request) {
    this.method = method;
    this.request = request;
  }

  /** Returns the name of the client's method, for example {@code converseStream}. */
  String method() {
    return method;
  }

  /** Returns the class of the request, by which the SDK's interceptor recognises the call. */
  Class<?> requestType() {
    return request.getClass();
  }

  /** Returns a text of the request, also of its path and headers, or null. */
  @Nullable String text(String member) {
    return SdkModels.text(request, member);
  }

  /**
   * Returns the body of the request, empty where that is no JSON object. Reads the request, so that
   * only a call that is recorded should ask. Not safe for use by several threads.
   */
  Map<String, ?> body() {
    Map<String, ?> known = body;
    if (known == null) {
      known = method.startsWith("invokeModel") ? modelBody() : SdkModels.toMap(request);
      body = known;
    }
    return known;
  }

  private Map<String, ?> modelBody() {
    byte[] bytes = SdkModels.blob(request, "body");
    return bytes == null ? Map.of() : WireJson.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Returns the id of the model, of a profile or of a prompt. */
  @Nullable String modelId() {
    return text("modelId");
  }

  /** Takes the start of the response. */
  void answered(SdkHttpResponse start) {
    response = start;
  }

  /** Returns a header of the response, or null. */
  @Nullable String header(String name) {
    SdkHttpResponse start = response;
    return start == null ? null : start.firstMatchingHeader(name).orElse(null);
  }

  /** Returns the counts that the headers of the response name. */
  TokenCount headerTokens() {
    return TokenCounts.of(count("Input"), count("Output"));
  }

  private @Nullable Long count(String kind) {
    String header = "X-Amzn-Bedrock-" + kind + "-Token-Count";
    return WireObject.of(Collections.singletonMap(kind, header(header))).number(kind);
  }
}
