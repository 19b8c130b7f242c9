// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the fields of one API's requests and responses hold. */
final class BodyShape {

  private final Map<String, Content> request;
  private final Set<String> contentParameters;
  private final Map<String, Content> response;
  private final Content otherInResponse;

  private BodyShape(Builder builder) {
    request = Map.copyOf(builder.request);
    contentParameters = Set.copyOf(builder.contentParameters);
    response = Map.copyOf(builder.response);
    otherInResponse = builder.otherInResponse;
  }

  static Builder builder() {
    return new Builder();
  }

  /** Returns what a field of a request holds: a parameter, unless the API is known to differ. */
  Content ofRequest(String field) {
    return request.getOrDefault(
        field, KnownParameters.contains(field) ? Content.PARAMETER : Content.EXTENSION);
  }

  /** Returns what a parameter holds beside being one. */
  Content ofParameter(String field) {
    return request.getOrDefault(
        field, KnownParameters.contains(field) ? Content.DETAIL : Content.EXTENSION);
  }

  /** Returns what a field of a response holds. */
  Content ofResponse(String field) {
    return response.getOrDefault(field, otherInResponse);
  }

  /** Whether a field is among the parameters of a call, also if it holds content. */
  boolean isParameter(String field) {
    return !request.containsKey(field) || isContentParameter(field);
  }

  /** Whether a field is a parameter that holds content. */
  boolean isContentParameter(String field) {
    return contentParameters.contains(field);
  }

  static final class Builder {

    private final Map<String, Content> request = new LinkedHashMap<>();
    private final Set<String> contentParameters = new LinkedHashSet<>();
    private final Map<String, Content> response = new LinkedHashMap<>();
    private Content otherInResponse = Content.UNKNOWN;

    private Builder() {
      response("error", Content.ERROR);
      parametersInResponse("metadata", "service_tier");
      details("id", "object", "created", "created_at", "model", "system_fingerprint", "usage");
    }

    Builder request(String field, Content content) {
      request.put(field, content);
      return this;
    }

    /** Adds a field that holds content and is a parameter as well. */
    Builder parameter(String field, Content content) {
      contentParameters.add(field);
      return request(field, content);
    }

    Builder response(String field, Content content) {
      response.put(field, content);
      return this;
    }

    /** Names parameters that a response repeats. */
    Builder parametersInResponse(String... fields) {
      for (String field : fields) {
        response(field, Content.PARAMETER);
      }
      return this;
    }

    Builder details(String... fields) {
      for (String field : fields) {
        response(field, Content.DETAIL);
      }
      return this;
    }

    Builder otherInResponse(Content content) {
      otherInResponse = content;
      return this;
    }

    BodyShape build() {
      return new BodyShape(this);
    }
  }
}
