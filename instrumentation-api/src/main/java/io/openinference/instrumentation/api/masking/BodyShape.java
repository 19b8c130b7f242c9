// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Describes the content of the fields of one API's requests and responses.
 *
 * <pre>{@code
 * BodyShape.builder()
 *     .request("messages", ContentKind.INPUT)
 *     .response("choices", ContentKind.OUTPUT)
 *     .details("id", "model", "usage")
 *     .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BodyShape {

  private final Map<String, ContentKind> request;
  private final Set<String> contentParameters;
  // Empty if all unnamed fields are parameters.
  private final Set<String> plainParameters;
  private final Map<String, ContentKind> response;
  private final ContentKind otherInResponse;
  private final String requestModel;
  private final String responseModel;

  private BodyShape(Builder builder) {
    request = Map.copyOf(builder.request);
    contentParameters = Set.copyOf(builder.contentParameters);
    plainParameters = Set.copyOf(builder.plainParameters);
    response = Map.copyOf(builder.response);
    otherInResponse = builder.otherInResponse;
    requestModel = builder.requestModel;
    responseModel = builder.responseModel;
  }

  /** Returns a builder of a shape. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the field of a request that names the model. */
  public String requestModel() {
    return requestModel;
  }

  /** Returns the field of a response that names the model. */
  public String responseModel() {
    return responseModel;
  }

  /** Returns the content of a field of a request; the default is a parameter. */
  ContentKind ofRequest(String field) {
    return otherOr(field, ContentKind.PARAMETER);
  }

  /** Returns the content that a parameter holds in addition to being a parameter. */
  ContentKind ofParameter(String field) {
    return otherOr(field, ContentKind.DETAIL);
  }

  private ContentKind otherOr(String field, ContentKind ofPlain) {
    boolean isPlain = plainParameters.isEmpty() || plainParameters.contains(field);
    return request.getOrDefault(field, isPlain ? ofPlain : ContentKind.EXTENSION);
  }

  /** Returns the content of a field of a response. */
  ContentKind ofResponse(String field) {
    return response.getOrDefault(field, otherInResponse);
  }

  /** Tells whether a field is a parameter of the call, with or without content. */
  boolean isParameter(String field) {
    return !request.containsKey(field) || isContentParameter(field);
  }

  /** Tells whether a field is a parameter that holds content. */
  boolean isContentParameter(String field) {
    return contentParameters.contains(field);
  }

  /**
   * Builds a {@link BodyShape}. An unnamed field of a request is a parameter. An unnamed field of a
   * response may hold any content.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, ContentKind> request = new LinkedHashMap<>();
    private final Set<String> contentParameters = new LinkedHashSet<>();
    private final Set<String> plainParameters = new LinkedHashSet<>();
    private final Map<String, ContentKind> response = new LinkedHashMap<>();
    private ContentKind otherInResponse = ContentKind.UNKNOWN;
    private String requestModel = "model";
    private String responseModel = "model";

    private Builder() {}

    /** Adds a field of a request that is not a parameter. */
    public Builder request(String field, ContentKind content) {
      request.put(field, content);
      return this;
    }

    /** Adds a field of a request that is a parameter and also holds content. */
    public Builder parameter(String field, ContentKind content) {
      contentParameters.add(field);
      return request(field, content);
    }

    /**
     * Names the parameters that hold no content. All other unnamed fields of a request then count
     * as any content, and are hidden together with the messages. Without this call, all unnamed
     * fields are parameters without content.
     */
    public Builder plainParameters(Set<String> fields) {
      plainParameters.addAll(fields);
      return this;
    }

    /** Adds a field of a response. */
    public Builder response(String field, ContentKind content) {
      response.put(field, content);
      return this;
    }

    /** Names parameters that a response repeats. */
    public Builder parametersInResponse(String... fields) {
      for (String field : fields) {
        response(field, ContentKind.PARAMETER);
      }
      return this;
    }

    /** Names the fields of a response that no setting hides. */
    public Builder details(String... fields) {
      for (String field : fields) {
        response(field, ContentKind.DETAIL);
      }
      return this;
    }

    /** Sets the content of unnamed fields of a response. */
    public Builder otherInResponse(ContentKind content) {
      otherInResponse = content;
      return this;
    }

    /** Sets the names of the fields that hold the model, if they differ from {@code model}. */
    public Builder models(String requestField, String responseField) {
      requestModel = requestField;
      responseModel = responseField;
      return this;
    }

    /** Returns the shape. */
    public BodyShape build() {
      return new BodyShape(this);
    }
  }
}
